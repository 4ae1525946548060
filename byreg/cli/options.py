"""Options that mean the same on every command, and the day that enters here and nowhere else."""

import os
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from byreg.cli.complete import complete_phase, complete_plan, complete_template
from byreg.errors import ByregError

SUFFIXES = {
    ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".json": "json", ".txt": "text", ".sarif": "sarif",
    ".xml": "junit", ".xlsx": "xlsx", ".csv": "csv", ".ics": "ics", ".pdf": "pdf", ".docx": "docx",
}  # fmt: skip
SHARED = {"json": ("gitlab", "sarif"), "text": ("concise", "github")}  # formats written with another's suffix
DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def change_directory(directory: Path | None) -> Path | None:
    """Go to the folder that -C names, so that all that follows runs as if started there."""
    if directory is not None:
        try:
            os.chdir(directory)
        except OSError as error:
            problem = (error.strerror or "cannot be entered").lower()
            raise ByregError(f"-C {directory}: {problem}", "Name an existing folder.") from None
    return directory


Directory = Annotated[
    Path | None,
    typer.Option("-C", metavar="DIR", help="Run as if started in DIR.", callback=change_directory, is_eager=True),
]
PlanAddress = Annotated[
    str, typer.Argument(metavar="PLAN", help="REGION or REGION/PHASE.", autocompletion=complete_plan)
]
PhaseOption = Annotated[
    str | None,
    typer.Option("--phase", metavar="PHASE", help="The phase of the region.", autocompletion=complete_phase),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DAY", help="The day to read the plans as of, YYYY-MM-DD; default today."),
]
Language = Annotated[
    str | None, typer.Option("--lang", metavar="nb|nn|en", help="Language of the output; default the region's.")
]
Template = Annotated[
    str | None,
    typer.Option("--template", "-t", metavar="NAME", help="Which report.", autocompletion=complete_template),
]
Output = Annotated[
    Path | None, typer.Option("-o", metavar="FILE", help="Write to FILE; its suffix chooses the format.")
]
Format = Annotated[str | None, typer.Option("--format", metavar="FORMAT", help="The format of the output.")]
Force = Annotated[bool, typer.Option("--force", help="Go on with what could be read of a plan with errors.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")]
On = Annotated[
    str | None,
    typer.Option("--on", metavar="DAY", help="The day to write; default today. Also 2018, 2018-11, 2018-Q4."),
]
Decisions = Annotated[list[str] | None, typer.Option("--decision", metavar="ID", help="The decision behind it.")]
Sources = Annotated[list[str] | None, typer.Option("--source", metavar="ID", help="Where it comes from.")]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="A remark on it.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Print findings only, no summary.")]


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
