"""What all amending commands share: make the change, hold it to the rules, show it, write it or not."""

import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from byreg import codes
from byreg.amend.amendment import Amended, Amendment, UnsoundError, amend
from byreg.cli.defused import defused
from byreg.cli.workspace import open_workspace
from byreg.errors import ByregError
from byreg.load import Workspace
from byreg.output.differences import Changed, differences
from byreg.personal import masked
from byreg.storage.journal import ChangedMeanwhileError, Write, write_together

MOST_TRIES = 5
MOST_ERRORS = 20


def carry_out(build: Callable[[Workspace], Amendment], day: date, *, dry_run: bool, quiet: bool = False) -> Amended:
    """Amend the workspace around the current folder, show the change, and write it unless it is a trial.

    Where somebody else wrote meanwhile, the change is made once more on what they left.
    """
    for _ in range(MOST_TRIES):
        workspace = open_workspace()
        try:
            amended = amend(build(workspace), day)
            if not dry_run:
                write(workspace.root, amended.changed)
        except UnsoundError as error:
            tell_errors(error)
            raise
        except ChangedMeanwhileError:
            continue
        if not quiet:
            show(amended.changed, dry_run=dry_run)
        return amended
    raise ByregError("the files change faster than they can be amended", "Try again when it is quiet.")


def write(root: Path, changed: Changed) -> None:
    write_together(root, [Write(path, before, after) for path, (before, after) in changed.items()])


def show(changed: Changed, *, dry_run: bool) -> None:
    """Print what changed as differences, and on standard error what it comes to."""
    print_lines(differences(changed))
    number = len(changed)
    files = f"{number} file{'' if number == 1 else 's'}"
    if not changed:
        print("byreg: nothing to change", file=sys.stderr)
    elif dry_run:
        print(f"byreg: {files} would change; nothing is written", file=sys.stderr)
    else:
        print(f"byreg: {files} written", file=sys.stderr)


def print_lines(lines: Iterable[str]) -> None:
    """Print differences, in colour on a terminal."""
    if not sys.stdout.isatty():
        for line in lines:
            print(defused(line))
        return
    from rich.text import Text

    from byreg.cli.console import stdout

    styles = {"+": "green", "-": "red", "@": "cyan"}
    for line in lines:
        heading = line.startswith(("+++", "---"))
        stdout().print(Text(line, "bold" if heading else styles.get(line[:1], "")), soft_wrap=True)


def tell_errors(error: UnsoundError) -> None:
    """Print the errors that a change would bring, where they would stand."""
    for one in error.found[:MOST_ERRORS]:
        print(defused(f"{masked(str(one.place))}: {one.code} {codes.message(one)}"), file=sys.stderr)


def written_day(on: str | None) -> str:
    """Return the day to write, as precise as it was given; today where it was not."""
    from byreg.cli.options import day_of
    from byreg.model.period import FORMS, parse_period

    if on is None:
        return day_of(None).isoformat()
    try:
        parse_period(on)
    except ValueError as error:
        raise ByregError(f"--on {on}: {error}", f"Write {FORMS}.") from None
    return on
