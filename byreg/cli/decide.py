"""`byreg decide`: a formal decision, and what it concerns."""

from typing import TYPE_CHECKING, Annotated

import typer

from byreg.cli import options, values
from byreg.cli.options import DryRun, Note, Sources

if TYPE_CHECKING:
    from byreg.amend.amendment import Amendment
    from byreg.load import Workspace


def decide(
    plan: options.PlanAddress,
    phase: options.PhaseOption = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="What was decided.")] = None,
    body: Annotated[
        list[str] | None, typer.Option("--body", metavar="ID", help="Who decided; again for several.")
    ] = None,
    each: Annotated[bool, typer.Option("--each-municipality", help="Each municipality decided.")] = False,
    on: Annotated[str | None, typer.Option("--on", metavar="DAY", help="The day of the decision.")] = None,
    case: Annotated[str | None, typer.Option("--case", metavar="NUMBER", help="The case number: 'sak 12/18'.")] = None,
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="KIND", help="recommendation, adoption, amendment, appropriation or other."),
    ] = None,
    result: Annotated[
        str, typer.Option("--result", metavar="R", help="adopted, rejected, pending or not_reported.")
    ] = "adopted",
    concerns: Annotated[
        list[str] | None, typer.Option("--concerns", metavar="ID", help="What it concerns; again for several.")
    ] = None,
    status: Annotated[
        str | None, typer.Option("--status", metavar="S", help="The status that the plan gets by it: adopted, closed …")
    ] = None,
    text: Annotated[str | None, typer.Option("--text", metavar="TEXT", help="The decision in words.")] = None,
    source: Sources = None,
    note: Note = None,
    id_: Annotated[str | None, typer.Option("--id", metavar="ID", help="Its id; default made of the title.")] = None,
    dry_run: DryRun = False,
    directory: options.Directory = None,
) -> None:
    """Record a decision of a body: what, when, under which case number, and which records it concerns.

    On a terminal, what is missing is asked for.

    \b
    Examples:
      byreg decide sor-troms/2 --title "Handlingsplan vedtatt" --kind adoption --body sor-troms-regionrad \\
          --on 2017-12-08 --case "sak 41/17" --concerns sor-troms/2 --status adopted
      byreg decide kongsvinger/2 --title "Måltall justert" --kind amendment --each-municipality \\
          --on 2017-06-15 --concerns net-new-jobs
    """
    from byreg.amend.news import decide as add_decision
    from byreg.cli.amending import carry_out, written_day
    from byreg.cli.asking import ask, can_ask
    from byreg.cli.update import pairs
    from byreg.cli.workspace import find_phase

    kinds = ("recommendation", "adoption", "amendment", "appropriation", "other")
    title = title or ask("What was decided?", "--title")
    kind = kind or ask("What kind of decision?", "--kind", choices=kinds)
    if can_ask() and not body and not each:
        answer = ask("Which bodies decided (ids)?", "--body", needed=False)
        body = answer.replace(",", " ").split() if answer else None
    on = on or ask("On which day?", "--on", needed=False)
    case = case or ask("Under which case number?", "--case", needed=False)
    if can_ask() and not concerns:
        answer = ask("Which records does it concern (ids)?", "--concerns", needed=False)
        concerns = answer.replace(",", " ").split() if answer else None
    given = pairs(
        title=title, bodies=lists(body), each="municipality" if each else None, date=written_day(on) if on else None,
        case=case, kind=kind, result=result, concerns=lists(concerns), text=text, source=lists(source), note=note,
    )  # fmt: skip

    def build(workspace: "Workspace") -> "Amendment":
        return add_decision(workspace, find_phase(workspace, plan, phase), id_, given, status)

    carry_out(build, values.day_of(None), about=plan, dry_run=dry_run)


def lists(ids: list[str] | None) -> str | None:
    """Return ids as a list in YAML, which a key of references may have."""
    found = list(dict.fromkeys(part for one in ids or () for part in one.replace(",", " ").split()))
    return f"[{', '.join(found)}]" if found else None
