"""Find what belongs to private persons in a text: identity numbers, private addresses, mobile numbers.

Identity numbers follow the Norwegian Tax Administration's rules for the National Population
Register (Skatteetaten, «Nytt fødselsnummer fra 2032»): from 2032 the first check digit may leave
a remainder of 0 to 3, the second still leaves none. Every pattern is bounded, so that the time is
linear in the length of the text.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

PersonalKind = Literal[
    "identity_number", "d_number", "synthetic_number", "private_email", "personal_email", "mobile_number"
]

# all patterns are compiled when they are first used: few texts need any
BLANK = "[ \u00a0\u202f]"

# enough digits for a number, with what may stand between two of them: only there is it worth to look closely
DIGITS = r"[0-9](?:[ \u00a0\u202f.-]?[0-9]){7,}"
LONGEST_PREFIX = 7  # characters that MOBILE may begin with before the digits: "(0047) "
LONGEST_UNIT = 5  # characters that MOBILE looks at behind them: " NOK"
IDENTITY = (
    rf"(?<![0-9A-Za-z])(?:[0-9]{{6}}(?:{BLANK}|[.-])?[0-9]{{5}}|[0-9]{{6}}{BLANK}[0-9]{{3}}{BLANK}[0-9]{{2}}"
    rf"|[0-9]{{2}}(?:{BLANK}|[.])[0-9]{{2}}(?:{BLANK}|[.])[0-9]{{2}}(?:{BLANK}|-)?[0-9]{{5}})(?![0-9A-Za-z])"
)
WITHOUT_ZERO = r"(?<![0-9A-Za-z])[0-9]{10}(?![0-9A-Za-z])"  # as a number, `01…` loses its zero
AS_AMOUNT = r"(?<![0-9])[0-9]{1,2}(?:[ \u00a0\u202f,.][0-9]{3}){3}(?![0-9])"  # written as a large figure
# as bytes of UTF-8: every byte that is no digit becomes a space, and what may stand between two digits goes
ONLY_DIGITS = bytes(one if one in b"0123456789" else 32 for one in range(256))
BETWEEN = " ,.-\u00a0\u202f".encode()
FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
FIRST_REMAINDERS = (0, 1, 2, 3)
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
TEST_MONTHS = (40, 80)  # NAV's Dolly and hospitals' temporary numbers; the Tax Administration's Test-Norge

EMAIL = r"(?<![\w.%+-])([\w%+-][\w.%+-]{0,63})@([\w-]{1,63}(?:\.[\w-]{1,63}){1,6})"
PRIVATE_DOMAINS = frozenset(
    ["gmail.com", "googlemail.com", "hotmail.com", "hotmail.no", "outlook.com", "outlook.no", "live.com", "live.no", "msn.com", "yahoo.com", "yahoo.no", "icloud.com", "me.com", "mac.com", "proton.me", "protonmail.com", "online.no", "getmail.no", "start.no", "frisurf.no", "broadpark.no", "c2i.net", "lyse.net", "tele2.no", "bluezone.no", "haugnett.no", "altibox.no", "ebnett.no"]
)  # fmt: skip
PERSONS = r"[^\W\d_]{2,}(?:[.-][^\W\d_]+){1,3}"  # given and family name
OFFICES = frozenset(
    ["post", "postmottak", "epost", "reply", "servicetorg", "service", "servicekontor", "firmapost", "presse", "nav", "naering", "utvikling", "kontor", "prosjekt", "regional", "regionraad", "ombud", "personvern", "byregion", "plan", "kultur", "teknisk", "info", "kontakt", "resepsjon", "bibliotek"]
)  # fmt: skip

MOBILE = (
    rf"(?<![0-9+,.-])(?P<country>\(?(?:\+|00)47\)?{BLANK}?)?"
    rf"(?P<number>(?P<pairs>[49][0-9]{BLANK}[0-9]{{2}}{BLANK}[0-9]{{2}}{BLANK}[0-9]{{2}})"
    rf"|(?P<threes>[49][0-9]{{2}}(?:{BLANK}|[.-])[0-9]{{2}}(?:{BLANK}|[.-])[0-9]{{3}})|[49][0-9]{{7}})"
    rf"(?![0-9])(?!{BLANK}?%|{BLANK}kr|{BLANK}NOK|{BLANK}[0-9]|[,.][0-9])"
)
CALLED = r"(?i)\b(?:tlf|telefon(?:nummer)?|mobil(?:nummer|telefon)?|mob|ring(?:e|er)?|sms|phone)\b\.?[\s:]{0,3}(?:\([^()\n]{0,12}\)[\s:]{0,2})?$"
OFFICE = r"(?i)\b(?:sentralbord\w*|vakttelefon\w*|prosjektnummer|saksnummer|sak|nr\.?|tabell)[\s:]{0,3}$"
BEFORE = 40  # characters in which a word for telephone, or for something else, is looked for


class Personal(NamedTuple):
    """Where in a text something personal stands; never what it says."""

    kind: PersonalKind
    start: int
    end: int


def may_hold_personal(data: bytes) -> bool:
    """Tell whether a text in UTF-8 may hold anything that is looked for; a look at all of it at once, as most hold none."""
    return b"@" in data or may_hold_numbers(data)


def may_hold_numbers(data: bytes) -> bool:
    """Tell whether a text in UTF-8 may hold any number that is looked for.

    An identity number has ten digits at least, and a mobile number eight that begin with 4 or 9; a day has eight, too.
    """
    runs = data.translate(ONLY_DIGITS, BETWEEN).split()
    return any(len(run) > 9 or b"4" in run[:-7] or b"9" in run[:-7] for run in runs if len(run) > 7)


def find_personal(text: str) -> Iterator[Personal]:
    """Yield what belongs to private persons, each kind in the order of the text."""
    look_closely = may_hold_numbers(text.encode("utf-8", "replace"))
    runs = [found.span() for found in re.finditer(DIGITS, text)] if look_closely else []
    for start, end in runs:
        for found in re.compile(IDENTITY).finditer(text, start, end + 1):
            kind = identity_kind(digits_of(found[0]))
            if kind is not None:
                yield Personal(kind, *found.span())
    if "@" in text:
        for found in re.finditer(EMAIL, text):
            address = email_kind(found[1], found[2])
            if address is not None:
                yield Personal(address, *found.span())
    for start, end in runs:
        for found in re.compile(MOBILE).finditer(text, max(0, start - LONGEST_PREFIX), end + LONGEST_UNIT):
            if is_mobile(found, text):
                yield Personal("mobile_number", *found.span())


def digits_of(text: str) -> list[int]:
    return [int(character) for character in text if character.isdigit()]


def identity_kind(digits: list[int]) -> PersonalKind | None:
    """Tell which kind of identity number eleven digits are, by date and check digits; None if they are none."""
    day, month, year = digits[0] * 10 + digits[1], digits[2] * 10 + digits[3], digits[4] * 10 + digits[5]
    test = next((offset for offset in TEST_MONTHS if offset < month <= offset + 12), 0)
    foreign = day > 40
    if not is_date(day - 40 if foreign else day, month - test, year) or not checks(digits):
        return None
    return "synthetic_number" if test else "d_number" if foreign else "identity_number"


def is_date(day: int, month: int, year: int) -> bool:
    leap = day != 29 or month != 2 or year % 4 == 0
    return 1 <= month <= 12 and 1 <= day <= DAYS[month - 1] and leap


def checks(digits: list[int]) -> bool:
    """Tell whether both check digits hold, by the rule of 1964 or that of 2032."""
    first = sum(digit * weight for digit, weight in zip(digits, FIRST_WEIGHTS, strict=False)) % 11
    second = sum(digit * weight for digit, weight in zip(digits, SECOND_WEIGHTS, strict=True)) % 11
    return first in FIRST_REMAINDERS and second == 0


def email_kind(local: str, domain: str) -> PersonalKind | None:
    """Tell a private person's address, or one that names a person; an office's own is neither."""
    if domain.casefold().rstrip(".") in PRIVATE_DOMAINS:
        return "private_email"
    named = re.fullmatch(PERSONS, local) is not None and not OFFICES & set(re.split("[.-]", local.casefold()))
    return "personal_email" if named else None


def is_mobile(found: re.Match[str], text: str) -> bool:
    """Tell a person's telephone number from an amount, a list of figures and a switchboard.

    The grouping 412 34 567 is that of mobile numbers alone; any other needs a country code, or a word before it.
    """
    before = text[max(0, found.start() - BEFORE) : found.start()]
    if re.search(OFFICE, before):
        return False
    return bool(found["country"] or found["threes"]) or re.search(CALLED, before) is not None


def masked(text: str) -> str:
    """Return the text with each character of what is personal as a dot; its length stays."""
    if not may_hold_personal(text.encode("utf-8", "replace")):
        return text
    spots = [(one.start, one.end) for one in find_personal(text)]
    spots += [found.span() for found in re.finditer(WITHOUT_ZERO, text) if identity_kind([0, *digits_of(found[0])])]
    spots += [found.span() for found in re.finditer(AS_AMOUNT, text) if identity_kind([0, *digits_of(found[0])][-11:])]
    parts, at = [], 0
    for start, end in sorted(spots):
        if end > at:
            parts += [text[at : max(start, at)], "•" * (end - max(start, at))]
            at = end
    return "".join((*parts, text[at:]))
