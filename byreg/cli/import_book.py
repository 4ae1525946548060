"""`byreg import`: what people changed in a workbook, back into the plan; or a foreign action table as a draft plan."""

from pathlib import Path
from typing import Annotated

import typer

from byreg.cli import options, values
from byreg.cli.complete import complete_plan
from byreg.cli.options import DryRun
from byreg.errors import ByregError

GONE = ("keep", "drop", "remove")


def import_book(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A workbook or table: .xlsx, .ods or .csv.")],
    plan: Annotated[
        str | None,
        typer.Argument(
            metavar="[PLAN]", help="REGION/PHASE; default the one it was exported from.", autocompletion=complete_plan
        ),
    ] = None,
    phase: options.PhaseOption = None,
    new: Annotated[
        bool, typer.Option("--new", help="A foreign action table: make a new phase PLAN of it, as a draft.")
    ] = False,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", metavar="FILE", help="With --new: which heading is which key.")
    ] = None,
    save_mapping: Annotated[
        Path | None, typer.Option("--save-mapping", metavar="FILE", help="With --new: write that file to look over.")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="With --new: the plan's title.")] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="FROM/TO", help="With --new: the plan's period.")
    ] = None,
    gone: Annotated[
        str | None,
        typer.Option("--gone", metavar="keep|drop|remove", help="What becomes of records whose rows were deleted."),
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="With --gone drop: why.")] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="The day of what is new; default today.")
    ] = None,
    dry_run: DryRun = False,
    directory: options.Directory = None,
) -> None:
    """Bring a workbook's changes into its plan, field by field; rows that nobody touched change nothing.

    A new row becomes a new record, a changed status a dated update. A deleted row is asked about. A cell
    that cannot be understood is told with its place, and then nothing is written. With --new, an action
    table from elsewhere becomes a draft plan: headings are recognised, shown, and can be mapped by a file.

    \b
    Examples:
      byreg import actions.xlsx --dry-run
      byreg import actions.xlsx
      byreg import tiltak.csv sor-troms/2
      byreg import old-table.xlsx valdres/1 --new --title "Handlingsplan" --period 2018/2020
    """
    from byreg.cli.importing import bring_in, make_new

    if gone is not None:
        values.choose("answer", gone, GONE)
    if (mapping or save_mapping or title or period) and not new:
        raise ByregError(
            "--mapping, --save-mapping, --title and --period belong to --new", "Add --new, or leave them out."
        )
    if new and (gone or reason):
        raise ByregError("--gone and --reason belong to a workbook of byreg's own", "Leave out --new, or them.")
    if new:
        code = make_new(file, plan, phase, mapping, save_mapping, title, period, on, dry_run=dry_run)
    else:
        code = bring_in(file, plan, phase, gone, reason, on, dry_run=dry_run)
    raise typer.Exit(code)
