"""`byreg add`: a new record, a new phase or a new region."""

from typing import TYPE_CHECKING, Annotated

import typer

from byreg.cli import options
from byreg.cli.amending import DryRun, Note, On, Sources
from byreg.errors import ByregError

if TYPE_CHECKING:
    from byreg.amend.amendment import Amendment
    from byreg.load import Workspace

# kind of record: what is asked for on a terminal, and whether it must be there
ASKED: dict[str, tuple[tuple[str, str, bool], ...]] = {
    "goal": (("title", "What is wanted?", True), ("kind", "main, project, sub, outcome or output?", True)),
    "action": (
        ("title", "What is to be done?", True),
        ("under", "Under which goals or strategies (ids)?", False),
        ("schedule", "When (2027, 2027/2028, 2027-Q3)?", False),
        ("responsible", "Who answers for it (ids)?", False),
    ),
    "indicator": (
        ("title", "What is measured?", True),
        ("measures", "Which goals does it measure (ids)?", False),
        ("unit", "In which unit?", False),
        ("direction", "increase, decrease or keep?", False),
        ("baseline", "Where did it start (a figure)?", False),
    ),
    "milestone": (("title", "What is to be reached?", True), ("date", "When?", False)),
}
LISTS = (
    "under",
    "measures",
    "responsible",
    "tags",
    "focus_area",
    "continues",
    "source",
    "by",
    "implements",
    "replaces",
)


def add(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="goal, action, indicator, milestone, region, phase …")],
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="REGION/PHASE; of a region its new id.")],
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
    text: Annotated[str | None, typer.Option("--text", metavar="TEXT", help="In more words.")] = None,
    tags: Annotated[list[str] | None, typer.Option("--tag", metavar="TAG", help="live, work, visit …")] = None,
    period: Annotated[str | None, typer.Option("--period", metavar="PERIOD", help="Of a phase: from/to.")] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="TEXT", help="Of a region: its name.")] = None,
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

    Kinds: goal, action, indicator, milestone, deliverable's kin focus-area, objective, strategy, theme,
    meeting, process-step, consultation, agreement, cost, financing, project, source, body; and phase
    and region. On a terminal, what is missing is asked for; in a script, every key is an option.

    \b
    Examples:
      byreg add action sor-troms/2 --title "Felles gründerkurs" --under innovation-culture --schedule 2018
      byreg add indicator kongsvinger/2 --title "Nye foretak" --unit foretak --direction increase \\
          --measures job-growth --baseline 120 --set "targets.end={at_least: 150}"
      byreg add region valdres --name Valdres --municipality Vang --municipality Vågå
      byreg add phase valdres/1 --title "Utviklingsplan for Valdres" --kind development_plan --period 2027/2030
    """
    from byreg.cli.amending import carry_out, written_day
    from byreg.cli.asking import ask
    from byreg.cli.decide import lists

    given: dict[str, str | None] = {
        "label": label, "title": title, "kind": kind_, "parent": parent, "under": lists(under), "schedule": schedule,
        "date": date, "deadline": deadline, "responsible": lists(responsible), "unit": unit, "direction": direction,
        "measures": lists(measures), "baseline": baseline, "text": text, "tags": lists(tags), "period": period,
        "source": lists(source), "note": note,
    }  # fmt: skip
    for other in others or ():
        key, equals, value = other.partition("=")
        if not equals or not key.strip():
            raise ByregError(f"--set {other} gives no value", "Write --set key=value.")
        given[key.strip()] = value
    for key, question, needed in ASKED.get(kind, (("title", "What is it called?", kind not in ("region", "phase")),)):
        if given.get(key) is None and kind not in ("region", "phase"):
            answer = ask(question, f"--{key}", needed=needed)
            given[key] = lists([answer]) if answer and key in LISTS else answer
    day = written_day(on)
    build = builder(
        kind, plan, phase, id_=id_, given=given, status=(status, day), region=(name, municipality, language), file=file
    )
    carry_out(build, options.day_of(None), dry_run=dry_run)


def builder(
    kind: str,
    plan: str,
    phase: str | None,
    *,
    id_: str | None,
    given: dict[str, str | None],
    status: tuple[str | None, str],
    region: tuple[str | None, list[str] | None, str],
    file: str | None,
) -> "Callable[[Workspace], Amendment]":
    """Return what makes the amendment of a workspace."""
    from byreg.amend.beginnings import add_phase, add_region
    from byreg.amend.records import Given, add_record, new_id, table_for
    from byreg.cli.asking import ask
    from byreg.cli.workspace import find_phase

    typed = [Given(key, text) for key, text in given.items() if text is not None]
    if kind == "region":
        name = region[0] or ask("What is the region called?", "--name") or ""
        members = region[1] or (
            ask("Which municipalities (names, with commas between)?", "--municipality", needed=False) or ""
        ).split(",")
        return lambda workspace: add_region(
            workspace, plan, name, [one.strip() for one in members if one.strip()], region[2]
        )
    if kind == "phase":
        needed = (("title", "What is the plan called?"), ("period", "From when to when (2027/2030)?"))
        typed += [Given(key, ask(question, f"--{key}") or "") for key, question in needed if given.get(key) is None]
        if given.get("kind") is None:
            typed.append(Given("kind", "development_plan"))
        address = plan if "/" in plan else f"{plan}/{phase or ''}"
        return lambda workspace: add_phase(workspace, address, typed, *status)
    table = table_for(kind)

    def build(workspace: "Workspace") -> "Amendment":
        found = find_phase(workspace, plan, phase)
        scope = (found.region, found.id)
        name = id_ or new_id(found.contents, given.get("title") or kind)
        extra = [Given("updates", f"[{{date: {status[1]}, status: {status[0]}}}]")] if status[0] else []
        return add_record(workspace, scope, table, name, [*typed, *extra], file=file)

    return build


if TYPE_CHECKING:
    from collections.abc import Callable
