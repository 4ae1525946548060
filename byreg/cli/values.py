"""What options are given, read: a day, a format, one of several words. The day enters here and nowhere else."""

import os
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn

from byreg.errors import ByregError

SUFFIXES = {
    ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".json": "json", ".txt": "text", ".sarif": "sarif",
    ".xml": "junit", ".xlsx": "xlsx", ".csv": "csv", ".ics": "ics", ".pdf": "pdf", ".docx": "docx",
}  # fmt: skip
SHARED = {"json": ("gitlab", "sarif"), "text": ("concise", "github")}  # formats written with another's suffix
DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def day_of(text: str | None) -> date:
    """Return the day to go by: the one given, else SOURCE_DATE_EPOCH's (UTC), else today."""
    if text is not None:
        match = DAY.fullmatch(text)
        try:
            return date(*(int(part) for part in match.groups())) if match else no_day(text)
        except ValueError:
            no_day(text)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch if epoch.isascii() and epoch.isdigit() else ""), UTC).date()
        except (ValueError, OverflowError, OSError):
            raise ByregError("SOURCE_DATE_EPOCH is no number of seconds", "Unset it, or correct it.") from None
    return date.today()  # noqa: DTZ011 - the user's own day


def no_day(text: str) -> NoReturn:
    raise ByregError(f"'{text}' is no day", "Write a day as YYYY-MM-DD, such as 2018-09-30.")


def choose(what: str, value: str, choices: tuple[str, ...]) -> str:
    """Return `value` where it is one of the choices; else say which are near."""
    from byreg.suggest import suggestion

    if value not in choices:
        raise ByregError(f"there is no {what} '{value}'", suggestion(value, choices))
    return value


def format_of(format_: str | None, output: Path | None, formats: tuple[str, ...]) -> str:
    """Return the format that --format or the file's suffix asks for, which must agree; the first where neither does."""
    by_suffix = SUFFIXES.get(output.suffix.lower()) if output else None
    by_suffix = by_suffix if by_suffix in formats else None
    if format_ is not None:
        chosen = choose("format", format_, formats)
        if by_suffix not in (None, chosen) and chosen not in SHARED.get(by_suffix, ()):
            raise ByregError(f"'{output}' and --format {format_} name two formats", "Give one of them.")
        return chosen
    if output is not None and by_suffix is None:
        endings = " or ".join(
            next(ending for ending, one in SUFFIXES.items() if one == name)
            for name in formats
            if name in SUFFIXES.values()
        )
        raise ByregError(f"the suffix of '{output}' is no format", f"End it in {endings}, or add --format.")
    return by_suffix or formats[0]
