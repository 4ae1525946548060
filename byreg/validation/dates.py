"""What people write for a date, turned into the form they probably meant."""

import re

from byreg.model.period import parse_period

SEASONS = {"vår": "spring", "var": "spring", "sommar": "summer", "sommer": "summer", "høst": "autumn", "host": "autumn",
           "haust": "autumn", "fall": "autumn", "vinter": "winter"}  # fmt: skip
MONTHS = ("jan", "feb", "mar", "apr", "ma", "jun", "jul", "aug", "sep", "o", "nov", "de")
DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./-](\d{4})")
SPAN = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})")
WORD_AND_YEAR = re.compile(r"(?:(\d{1,2})\.?\s+)?([a-zæøå]+)[\s-]+(\d{4})|(\d{4})[\s-]+([a-zæøå]+)")
SHORT = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")


def meant_period(text: str) -> str | None:
    """Return a valid period for `05.11.2018`, `2018-2020`, `høsten 2018`, `mai 2018`, `2018-1`; None where unsure."""
    guess = guessed(text.strip().lower())
    if guess is None:
        return None
    try:
        return parse_period(guess).text
    except ValueError:
        return None


def guessed(text: str) -> str | None:
    if match := DAY_FIRST.fullmatch(text):
        return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    if match := SPAN.fullmatch(text):
        return f"{match[1]}/{match[2]}"
    if match := SHORT.fullmatch(text):
        return "-".join([match[1], f"{int(match[2]):02}", *([f"{int(match[3]):02}"] if match[3] else [])])
    if match := WORD_AND_YEAR.fullmatch(text):
        return from_word(match[2] or match[5], match[3] or match[4], match[1])
    return None


def from_word(word: str, year: str, day: str | None) -> str | None:
    """Return the season or month that a Norwegian or English word names."""
    for start, season in SEASONS.items():
        if word.startswith(start):
            return f"{year}-{season}"
    for number, start in enumerate(MONTHS, start=1):
        if word.startswith(start):
            return f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")
    return None
