"""`byreg export`: a plan as a workbook, a table, data or a calendar."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from byreg.cli import options, values
from byreg.errors import ByregError

FORMATS = ("xlsx", "csv", "json", "ics")
TABLES = ("actions", "goals", "indicators", "milestones")


def export(
    plan: options.PlanAddress,
    phase: options.PhaseOption = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", metavar="FILE", help="Write to FILE; its suffix chooses: .xlsx, .csv, .json or .ics."),
    ] = None,
    format_: Annotated[str | None, typer.Option("--format", metavar="FORMAT", help="xlsx, csv, json or ics.")] = None,
    table: Annotated[
        str, typer.Option("--table", metavar="TABLE", help="Which one as CSV: actions, goals, indicators, milestones.")
    ] = "actions",
    as_of: options.AsOf = None,
    force: options.Force = False,
    directory: options.Directory = None,
) -> None:
    """Write a plan as a workbook to work in, as CSV or JSON, or its dates as a calendar.

    The workbook has a sheet each for actions, goals, indicators and milestones, with lists to choose
    from; 'byreg import' brings the changes back. The calendar has milestones, deadlines and the annual
    cycle. Workbooks need 'byreg[office]', calendars 'byreg[ical]'.

    \b
    Examples:
      byreg export kongsvinger/2 -o actions.xlsx
      byreg export sor-troms/2 --table actions -o actions.csv
      byreg export kongsvinger/2 -o dates.ics
    """
    from byreg.cli.workspace import find_phase, open_workspace, require_sound, warn_of
    from byreg.exchange.book import context_of
    from byreg.exchange.write import exported
    from byreg.storage.write import write_bytes

    chosen = values.format_of(format_, output, FORMATS)
    values.choose("table", table, TABLES)
    day = values.day_of(as_of)
    workspace = open_workspace(about=plan)
    found = find_phase(workspace, plan, phase)
    errors = require_sound(workspace, day, [found], force=force)
    if output is None and chosen == "xlsx":
        raise ByregError("a workbook is no text to print", "Name a file: -o actions.xlsx.")
    data = exported(workspace, context_of(workspace.register, found, day, day.isoformat()), chosen, table)
    if output is not None:
        write_bytes(output, data)
    else:
        sys.stdout.write(data.decode("utf-8"))
    warn_of(errors)
