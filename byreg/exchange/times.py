"""Periods as people write them in a cell: `2018 - 2019`, `høsten 2018`, `1. halvår 2018`, `8.12.2017`."""

import re
from datetime import date

from byreg.exchange.cells import CellError
from byreg.language.dates import MONTHS
from byreg.model.period import Period, parse_period

SPACES = re.compile(r"\s+")
DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})")
DASHES = re.compile(r"\s*[–—]\s*|\s+-\s+|(?<=\d{4})-(?=\d{4})")
YEARS = re.compile(r"\d{4}(/\d\d)?")
FROM = re.compile(r"(?:fra og med|frå og med|fra|frå|from|f\.?o\.?m\.?) (.+)")
UNTIL = re.compile(r"(?:til og med|til|innen|innan|until|by|t\.?o\.?m\.?) (.+)")
OPEN = re.compile(r"(.+?)\s*(?:→|->|og framover|og fremover|–|-)")
PART = re.compile(r"([1-4])\. ?(kvartal|tertial|halvår) (\d{4})")
LETTER = {"kvartal": "Q", "tertial": "T", "halvår": "H"}
SEASONS = {
    "vår": "spring", "våren": "spring", "spring": "spring", "sommer": "summer", "sommar": "summer", "sommeren": "summer",
    "sommaren": "summer", "summer": "summer", "høst": "autumn", "haust": "autumn", "høsten": "autumn", "hausten": "autumn",
    "autumn": "autumn", "vinter": "winter", "vinteren": "winter", "winter": "winter",
}  # fmt: skip
MONTH_NUMBERS = {name.lower(): index + 1 for names in MONTHS.values() for index, name in enumerate(names)}
MONTH_NUMBERS |= {name[:3]: number for name, number in MONTH_NUMBERS.items()}
LONGEST = 80


def read_period(text: str) -> str:
    """Return what a cell means as plans write it; CellError where it means no period."""
    said = SPACES.sub(" ", text.strip())
    if said and len(said) <= LONGEST:
        found = as_period(said.lower().rstrip("."), said)
        if found is not None:
            return found
    raise CellError(
        f"'{text[:40]}' is no time", "Write 2018, 2018–2019, høsten 2018, 1. halvår 2018, mai 2018 or 8.12.2017."
    )


def as_period(said: str, original: str) -> str | None:
    plain = valid(original) or simple(said)
    if plain is not None:
        return plain
    for pattern, form in ((FROM, "{}/.."), (UNTIL, "../{}")):
        found = pattern.fullmatch(said)
        inner = (valid(found[1]) or simple(found[1])) if found else None
        if inner is not None and "/" not in inner:
            return valid(form.format(inner))
    return interval(said)


def interval(said: str) -> str | None:
    """Read two ends with a dash between; what they share may stand at the end only."""
    parts = [part.strip() for part in DASHES.split(said) if part.strip()]
    if len(parts) != 2:
        return None
    last = valid(parts[1]) or simple(parts[1])
    if last is None:
        return None
    tails = ["", *(f" {tail}" for tail in tails_of(parts[1]))]
    for tail in tails:
        first = valid(parts[0] + tail) or simple(parts[0] + tail)
        if first is not None and "/" not in first and "/" not in last:
            return valid(f"{first}/{last}")
    return None


def tails_of(said: str) -> list[str]:
    """Return the ends of a text that its beginning may share: `2018`, `oktober 2018`."""
    words = said.split(" ")
    return [" ".join(words[start:]) for start in reversed(range(1, len(words)))]


def simple(said: str) -> str | None:
    """Read a period that is no interval."""
    dotted = DOTTED.fullmatch(said)
    if dotted:
        year = int(dotted[3]) + (2000 if len(dotted[3]) == 2 else 0)
        return valid(f"{year:04}-{int(dotted[2]):02}-{int(dotted[1]):02}")
    part = PART.fullmatch(said)
    if part:
        return valid(f"{part[3]}-{LETTER[part[2]]}{part[1]}")
    if re.fullmatch(r"[qth][1-4] \d{4}", said):
        return valid(f"{said[3:]}-{said[:2].upper()}")
    words = said.removeprefix("i ").split(" ")
    if len(words) == 2 and words[0] in SEASONS and YEARS.fullmatch(words[1]):
        return valid(f"{words[1].partition('/')[0]}-{SEASONS[words[0]]}")
    if len(words) == 2 and words[0].rstrip(".") in MONTH_NUMBERS and words[1].isdecimal():
        return valid(f"{words[1]}-{MONTH_NUMBERS[words[0].rstrip('.')]:02}")
    if len(words) == 3 and words[1].rstrip(".") in MONTH_NUMBERS and words[0].rstrip(".").isdecimal():
        return valid(f"{words[2]}-{MONTH_NUMBERS[words[1].rstrip('.')]:02}-{int(words[0].rstrip('.')):02}")
    return None


def valid(text: str) -> str | None:
    """Return a text that is a period in the form of plan files."""
    try:
        return parse_period(text).text
    except ValueError:
        return None


def day_of(period: Period) -> date | None:
    """Return the day of a period that is one."""
    return period.start if period.precision == "day" else None
