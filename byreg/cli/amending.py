"""What all amending commands share: make the change, hold it to the rules, show it, write it or not."""

import sys
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from datetime import date
from pathlib import Path

from byreg import codes
from byreg.amend.amendment import Amended, Amendment, UnsoundError, amend
from byreg.cli.defused import defused
from byreg.cli.workspace import open_workspace
from byreg.config import find_root
from byreg.errors import ByregError
from byreg.load import Workspace
from byreg.output.differences import Changed, differences
from byreg.personal import masked
from byreg.storage.journal import Write, locked, write_locked, write_together

MOST_ERRORS = 20


def carry_out(
    build: Callable[[Workspace], Amendment],
    day: date,
    *,
    about: str | None = None,
    dry_run: bool,
    quiet: bool = False,
) -> Amended:
    """Amend the workspace around the current folder, show the change, and write it unless it is a trial.

    Where it is `about` an address, only what the region of that can have to do with is read.
    From reading to writing the workspace is locked: what others amend waits, and what was checked is
    what is written.
    """
    root = find_root(Path.cwd())
    with nullcontext() if dry_run else locked(root):
        workspace = open_workspace(about=about, locked=not dry_run)
        try:
            amended = amend(build(workspace), day)
        except UnsoundError as error:
            tell_errors(error)
            raise
        if not dry_run:
            write_locked(workspace.root, as_writes(amended.changed))
    if not quiet:
        show(amended.changed, dry_run=dry_run)
    return amended


def write(root: Path, changed: Changed) -> None:
    write_together(root, as_writes(changed))


def as_writes(changed: Changed) -> list[Write]:
    return [Write(path, before, after) for path, (before, after) in changed.items()]


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
    """Print the errors that a change would bring; their lines are those of files that are not written."""
    for one in error.found[:MOST_ERRORS]:
        name = ".".join(str(step) for step in one.key_path)
        where = f"{one.place.path}{', ' if name else ''}{name}"
        print(defused(f"{masked(where)}: {one.code} {codes.message(one)}"), file=sys.stderr)


def written_day(on: str | None) -> str:
    """Return the day to write, as precise as it was given; today where it was not."""
    from byreg.cli.values import day_of

    return day_of(None).isoformat() if on is None else period_of(on, "--on")


def period_of(text: str, option: str) -> str:
    """Return a period as plans write it, also where it was written as people do: 1.10.2026, høsten 2026."""
    from byreg.exchange.cells import CellError
    from byreg.exchange.times import read_period

    try:
        return read_period(text)
    except CellError as error:
        raise ByregError(f"{option} {text}: {error.reason}", error.hint) from None
