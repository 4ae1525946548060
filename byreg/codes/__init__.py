"""Every diagnostic byreg can give: its code, its sentence, and its documentation, once.

Hundreds are families, a module each. A code that has been released is never used for anything else.
"""

from byreg.codes import actions, decisions, files, goals, organisation, privacy, references, schema, time
from byreg.codes.code import Code
from byreg.diagnostic import Diagnostic, Severity
from byreg.personal import masked
from byreg.printable import printable

__all__ = ["BY_CODE", "BY_SLUG", "CODES", "FAMILIES", "Code", "hint", "message", "severity"]

FAMILIES = {
    "0": "File and syntax",
    "1": "Schema",
    "2": "References and ids",
    "3": "Goals and targets",
    "4": "Actions",
    "5": "Time",
    "6": "Organisation and municipality codes",
    "7": "Decisions and amendments",
    "8": "Privacy",
}
LONGEST, LONGEST_ADVICE = 160, 600  # characters of what was found, and of what byreg says to do about it
ADVICE = ("suggestion", "advice", "more")
ROOMS = (files, schema, references, goals, actions, time, organisation, decisions, privacy)
CODES: tuple[Code, ...] = tuple(code for room in ROOMS for code in room.CODES)
BY_CODE: dict[str, Code] = {code.code: code for code in CODES}
BY_SLUG: dict[str, Code] = {code.slug: code for code in CODES}


def fill(template: str, diagnostic: Diagnostic) -> str:
    """Fill a sentence with what was found, safe to print and without personal data."""
    values = {
        key: printable(masked(value), LONGEST_ADVICE if key in ADVICE else LONGEST)
        for key, value in diagnostic.parameters.items()
    }
    return template.format_map(values).strip()


def message(diagnostic: Diagnostic) -> str:
    """Return the sentence that says what is wrong."""
    return fill(BY_CODE[diagnostic.code].message, diagnostic)


def hint(diagnostic: Diagnostic) -> str:
    """Return the sentence that says how to mend it; may be empty."""
    return fill(BY_CODE[diagnostic.code].hint, diagnostic)


def severity(diagnostic: Diagnostic) -> Severity:
    """Return how grave a finding is: as it was judged, else as it is in an adopted plan."""
    return diagnostic.severity or BY_CODE[diagnostic.code].severity
