"""`byreg update`, `byreg assess` and `byreg observe`: what is new of a record, as of a day."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from byreg.cli import options, values
from byreg.cli.complete import complete_record
from byreg.cli.options import Decisions, DryRun, Note, On, Sources
from byreg.errors import ByregError

if TYPE_CHECKING:
    from byreg.amend.amendment import Amendment
    from byreg.load import Workspace

RecordAddress = Annotated[
    str, typer.Argument(metavar="RECORD", help="REGION/PHASE/ID.", autocompletion=complete_record)
]


def update(
    record: Annotated[
        str,
        typer.Argument(metavar="RECORD|PLAN", help="REGION/PHASE/ID, or REGION/PHASE.", autocompletion=complete_record),
    ],
    status: Annotated[str | None, typer.Option("--status", metavar="S", help="How far it has come.")] = None,
    text: Annotated[str | None, typer.Option("--text", metavar="TEXT", help="What is new.")] = None,
    word: Annotated[str | None, typer.Option("--word", metavar="WORD", help="The plan's own word for it.")] = None,
    on: On = None,
    source: Sources = None,
    decision: Decisions = None,
    note: Note = None,
    dry_run: DryRun = False,
    directory: options.Directory = None,
) -> None:
    """Add a dated update to a record: that is how an action, milestone or meeting gets another status.

    A plan gets its status in the same way: draft, consultation, adopted or closed, from a day or from
    the decision that gives it.

    \b
    Examples:
      byreg update sor-troms/2/makerspace --status ongoing --text "Lokaler er leid i Harstad."
      byreg update sor-troms/2/makerspace --status completed --on 2019-06
      byreg update sor-troms/2 --status closed --on 2018
    """
    from byreg.amend.news import update_plan, update_record
    from byreg.cli.amending import carry_out, written_day
    from byreg.cli.workspace import find_any_record, find_phase

    if status is None and text is None:
        raise ByregError("what is new?", "Write --status, --text, or both.")
    day = written_day(on)
    given = pairs(status=status, word=word, text=text, note=note, source=source, decision=decision)

    def build(workspace: "Workspace") -> "Amendment":
        if record.count("/") == 1 and record.partition("/")[2] in phases(workspace, record):
            return update_plan(
                workspace, find_phase(workspace, record, None), None if decision and not on else day, given
            )
        return update_record(workspace, find_any_record(workspace, record), day, given)

    carry_out(build, values.day_of(None), about=record, dry_run=dry_run)


def phases(workspace: "Workspace", address: str) -> Sequence[str]:
    node = workspace.register.regions.get(address.partition("/")[0])
    return list(node.phases) if node else ()


def assess(
    record: RecordAddress,
    status: Annotated[
        str, typer.Option("--status", metavar="S", help="achieved, partly, not_achieved, not_measured, ongoing …")
    ],
    comment: Annotated[str | None, typer.Option("--comment", metavar="TEXT", help="What explains it.")] = None,
    word: Annotated[str | None, typer.Option("--word", metavar="WORD", help="The plan's own word for it.")] = None,
    on: On = None,
    source: Sources = None,
    decision: Decisions = None,
    note: Note = None,
    dry_run: DryRun = False,
    directory: options.Directory = None,
) -> None:
    """Judge how far a goal, focus area, objective or strategy has come, as of a day.

    \b
    Examples:
      byreg assess kongsvinger/2/job-growth --status achieved --comment "Målt i 2017." --on 2018-06
      byreg assess notodden/2/joint-profile --status not_measured --comment "Ingen undersøkelse er gjort."
    """
    from byreg.amend.news import assess_record
    from byreg.cli.amending import carry_out, written_day
    from byreg.cli.workspace import find_any_record

    day = written_day(on)
    given = pairs(status=status, word=word, comment=comment, note=note, source=source, decision=decision)
    carry_out(
        lambda workspace: assess_record(workspace, find_any_record(workspace, record), day, given),
        values.day_of(None),
        about=record,
        dry_run=dry_run,
    )


def observe(
    record: RecordAddress,
    period: Annotated[
        str, typer.Option("--period", metavar="PERIOD", help="What was measured: 2017, 2017-Q4, 2017-11 …")
    ],
    value: Annotated[str | None, typer.Option("--value", metavar="V", help="The figure, true, false or words.")] = None,
    unit: Annotated[
        list[str] | None,
        typer.Option("--unit", metavar="UNIT=V", help="One unit's figure: a municipality's; again for more."),
    ] = None,
    not_measured: Annotated[
        str | None, typer.Option("--not-measured", metavar="REASON", help="It was not measured, and why.")
    ] = None,
    not_reported: Annotated[bool, typer.Option("--not-reported", help="Nobody has reported it.")] = False,
    approx: Annotated[bool, typer.Option("--approx", help="The figure is approximate.")] = False,
    benchmark: Annotated[
        str | None, typer.Option("--benchmark", metavar="V", help="What it is held against, in the same period.")
    ] = None,
    comment: Annotated[str | None, typer.Option("--comment", metavar="TEXT", help="What explains it.")] = None,
    source: Sources = None,
    note: Note = None,
    replace: Annotated[bool, typer.Option("--replace", help="Correct the observation that the period has.")] = False,
    dry_run: DryRun = False,
    directory: options.Directory = None,
) -> None:
    """Record what an indicator was in a period, or that it was not measured, and why.

    \b
    Examples:
      byreg observe kongsvinger/2/net-new-jobs --value 132 --period 2017 --source final-report
      byreg observe kongsvinger/2/net-new-jobs --value -100 --period 2014 --approx
      byreg observe kongsvinger/2/net-new-jobs --period 2018 --not-measured "Tallene kommer i mai."
    """
    from byreg.amend.news import observe_indicator
    from byreg.cli.amending import carry_out, period_of
    from byreg.cli.workspace import find_any_record
    from byreg.model.period import parse_period

    period = period_of(period, "--period")
    said = [value is not None or bool(unit), not_measured is not None, not_reported]
    if sum(said) != 1:
        raise ByregError(
            "one statement is needed", "Write --value (or --unit), --not-measured REASON, or --not-reported."
        )
    given = pairs(
        value=value, approx="true" if approx else None, benchmark=benchmark, not_measured=not_measured,
        not_reported="true" if not_reported else None, comment=comment, note=note, source=source,
    )  # fmt: skip
    given += [(f"by_unit.{name.strip()}", figure) for name, figure in (units(one) for one in unit or ())]
    carry_out(
        lambda workspace: observe_indicator(
            workspace, find_any_record(workspace, record), period, given, replace=replace
        ),
        values.day_of(None),
        about=record,
        dry_run=dry_run,
    )
    if parse_period(period).last > values.day_of(None):
        print(f"byreg: {period} is not over: what was observed in it counts from its end", file=sys.stderr)


def units(text: str) -> tuple[str, str]:
    name, equals, figure = text.partition("=")
    if not equals or not name.strip():
        raise ByregError(f"--unit {text} gives no figure", "Write --unit gratangen=12.")
    return name, figure


def pairs(**given: str | Sequence[str] | None) -> list[tuple[str, str]]:
    """Return the options that were given as keys and texts, a repeated one several times."""
    found: list[tuple[str, str]] = []
    for key, text in given.items():
        if isinstance(text, str):
            found.append((key, text))
        elif text:
            found += [(key, one) for one in text]
    return found
