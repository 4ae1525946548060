"""`byreg remove`: take a record out, or say that it ended."""

from typing import TYPE_CHECKING, Annotated

import typer

from byreg.cli import options, values
from byreg.cli.options import DryRun, On
from byreg.cli.update import RecordAddress
from byreg.errors import ByregError

if TYPE_CHECKING:
    from byreg.amend.amendment import Amendment
    from byreg.load import Workspace


def remove(
    record: RecordAddress,
    drop: Annotated[
        bool, typer.Option("--drop", help="Keep the record, and say that it ended without being completed.")
    ] = False,
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="With --drop: why.")] = None,
    decision: Annotated[
        str | None, typer.Option("--decision", metavar="ID", help="With --drop: the decision behind it.")
    ] = None,
    on: On = None,
    dry_run: DryRun = False,
    directory: options.Directory = None,
) -> None:
    """Remove a record from a draft; in an adopted plan, drop it: it stays, with day, reason and decision.

    Refused while something refers to the record; by what is said.

    \b
    Examples:
      byreg remove valdres/1/front-line
      byreg remove sor-troms/2/ue-representative --drop --reason "Fikk ikke finansiering." --on 2018-06
    """
    from byreg.amend.ending import drop_record, remove_record
    from byreg.cli.amending import carry_out, written_day
    from byreg.cli.asking import ask
    from byreg.cli.workspace import find_any_record

    if not drop and (reason or decision or on):
        raise ByregError("--reason, --decision and --on belong to --drop", "Add --drop, or leave them out.")
    why = reason or ask("Why?", "--reason") if drop else None
    day, today = written_day(on), values.day_of(None)

    def build(workspace: "Workspace") -> "Amendment":
        entry = find_any_record(workspace, record)
        return drop_record(workspace, entry, day, why, decision) if why else remove_record(workspace, entry, today)

    carry_out(build, today, about=record, dry_run=dry_run)
