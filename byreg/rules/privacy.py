"""8xx: what belongs to private persons, in any text or comment of a file."""

from collections.abc import Iterator

from byreg.personal import PersonalKind, find_personal, may_hold_personal
from byreg.rules.rule import FileContext
from byreg.source.document import Spot

CODES: dict[PersonalKind, str] = {
    "identity_number": "BY801",
    "d_number": "BY802",
    "synthetic_number": "BY803",
    "private_email": "BY804",
    "personal_email": "BY805",
    "mobile_number": "BY806",
}


def personal_data(context: FileContext) -> Iterator[Spot]:
    """BY801 to BY806: identity numbers, private addresses and mobile numbers; where they stand, never what they say."""
    if not may_hold_personal(context.data):
        return
    for found in find_personal(context.data.decode("utf-8")):
        yield Spot(CODES[found.kind], found.start, found.end)
