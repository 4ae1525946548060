"""`byreg add`: a new record, a new phase or a new region."""

from typing import Annotated

import typer

from byreg.cli import options, values
from byreg.cli.options import DryRun, Note, On, Sources
from byreg.errors import ByregError


def add(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="goal, action, indicator, milestone, region, phase …")],
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="REGION/PHASE, REGION, or a new region's id.")],
    phase: options.PhaseOption = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="What people call it.")] = None,
    id_: Annotated[str | None, typer.Option("--id", metavar="ID", help="Its id; default made of the title.")] = None,
    label: Annotated[str | None, typer.Option("--label", metavar="TEXT", help="The number people use.")] = None,
    kind_: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="Of a goal: main, project, sub … Of a plan: its kind.")
    ] = None,
    parent: Annotated[str | None, typer.Option("--parent", metavar="ID", help="The goal above it.")] = None,
    under: Annotated[list[str] | None, typer.Option("--under", metavar="ID", help="Where an action belongs.")] = None,
    schedule: Annotated[str | None, typer.Option("--schedule", metavar="WHEN", help="2027, 2027/2028 …")] = None,
    date: Annotated[str | None, typer.Option("--date", metavar="WHEN", help="When, as precise as known.")] = None,
    deadline: Annotated[str | None, typer.Option("--deadline", metavar="WHEN", help="By when.")] = None,
    responsible: Annotated[
        list[str] | None, typer.Option("--responsible", metavar="ID", help="Who answers for it.")
    ] = None,
    status: Annotated[
        str | None, typer.Option("--status", metavar="S", help="How far it has come, as of --on.")
    ] = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="UNIT", help="What an indicator counts.")] = None,
    direction: Annotated[
        str | None, typer.Option("--direction", metavar="D", help="increase, decrease or keep.")
    ] = None,
    measures: Annotated[
        list[str] | None, typer.Option("--measures", metavar="ID", help="What an indicator measures.")
    ] = None,
    baseline: Annotated[str | None, typer.Option("--baseline", metavar="V", help="Where it started.")] = None,
    target: Annotated[
        str | None,
        typer.Option(
            "--target", metavar="V", help="At least this by the plan's end; at most, where it is to decrease."
        ),
    ] = None,
    indicator: Annotated[
        str | None,
        typer.Option(
            "--indicator", metavar="TEXT", help="Of a goal: what measures it, with --unit, --baseline, --target …"
        ),
    ] = None,
    role: Annotated[
        str | None, typer.Option("--role", metavar="ROLE", help="Of a body: owner, steering_committee …")
    ] = None,
    text: Annotated[str | None, typer.Option("--text", metavar="TEXT", help="In more words.")] = None,
    tags: Annotated[list[str] | None, typer.Option("--tag", metavar="TAG", help="live, work, visit …")] = None,
    period: Annotated[str | None, typer.Option("--period", metavar="PERIOD", help="Of a phase: from/to.")] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="TEXT", help="Of a region or an organisation: its name.")
    ] = None,
    municipality: Annotated[
        list[str] | None, typer.Option("--municipality", metavar="NAME", help="Of a region: a member, by name or code.")
    ] = None,
    language: Annotated[str, typer.Option("--language", metavar="nb|nn", help="Of a region: its language.")] = "nb",
    others: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Any other key of the record.")
    ] = None,
    file: Annotated[
        str | None, typer.Option("--file", metavar="FILE", help="Which file of the folder actions/ it goes into.")
    ] = None,
    on: On = None,
    source: Sources = None,
    note: Note = None,
    dry_run: DryRun = False,
    directory: options.Directory = None,
) -> None:
    """Add a record to a plan, a phase to a region, or a region to the workspace.

    Kinds in a plan: goal, deliverable (with --parent GOAL), focus-area, objective, strategy, theme,
    indicator, action, milestone, meeting, process-step, annual-event, consultation, agreement, cost,
    financing, project, source, body. In a region: actor, council, municipality. And phase and region.
    On a terminal, what is missing is asked for; in a script, every key is an option.

    \b
    Examples:
      byreg add action sor-troms/2 --title "Felles gründerkurs" --under innovation-culture --schedule 2018
      byreg add indicator kongsvinger/2 --title "Nye foretak" --unit foretak --direction increase \\
          --measures job-growth --baseline 120 --set "targets.end={at_least: 150}"
      byreg add goal valdres/1 --title "Flere bosatte" --kind main --indicator "Innbyggere" --unit personer \\
          --direction increase --baseline 18000 --target 18500
      byreg add deliverable notodden/2 --parent knowledge-base --title "Databasen er i drift"
      byreg add actor kongsvinger --name "Grue næringsforening" --kind association
      byreg add region valdres --name Valdres --municipality Vang --municipality Vågå
      byreg add phase valdres/1 --title "Utviklingsplan for Valdres" --kind development_plan --period 2027/2030
    """
    from byreg.cli.adding import Asked, builder
    from byreg.cli.amending import carry_out, written_day
    from byreg.cli.decide import lists

    given: dict[str, str | None] = {
        "label": label, "title": title, "name": name, "kind": kind_, "parent": parent, "under": lists(under),
        "schedule": schedule, "date": date, "deadline": deadline, "responsible": lists(responsible), "unit": unit,
        "direction": direction, "measures": lists(measures), "baseline": baseline, "text": text, "tags": lists(tags),
        "period": period, "role": role, "source": lists(source), "note": note,
    }  # fmt: skip
    for other in others or ():
        key, equals, value = other.partition("=")
        if not equals or not key.strip():
            raise ByregError(f"--set {other} gives no value", "Write --set key=value.")
        given[key.strip()] = value
    asked = Asked(
        kind, plan, phase, id_, {key: one for key, one in given.items() if one is not None}, status, written_day(on),
        tuple(one.strip() for one in municipality or () if one.strip()), language, file, indicator, target,
    )  # fmt: skip
    carry_out(builder(asked), values.day_of(None), about=plan, dry_run=dry_run)
