"""`byreg rename`: another id for a record."""

from typing import Annotated

import typer

from byreg.cli import options, values
from byreg.cli.options import DryRun
from byreg.cli.update import RecordAddress


def rename(
    record: RecordAddress,
    new: Annotated[str, typer.Argument(metavar="NEW", help="The new id.")],
    dry_run: DryRun = False,
    directory: options.Directory = None,
) -> None:
    """Give a record another id: every reference follows, in all files and phases, and the old id is kept.

    A former id is never used again, so that old reports and links can still be understood.

    \b
    Examples:
      byreg rename sor-troms/2/makerspace makerspace-network
      byreg rename kongsvinger/sor-odal sor-odal-kommune --dry-run
    """
    from byreg.amend.renaming import rename_record
    from byreg.cli.amending import carry_out
    from byreg.cli.workspace import find_any_record

    carry_out(
        lambda workspace: rename_record(workspace, find_any_record(workspace, record), new),
        values.day_of(None),
        about=record,
        dry_run=dry_run,
    )
