"""`byreg list`: records as one line each, the agenda of a working day."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from byreg.cli import options, values
from byreg.cli.complete import complete_kind, complete_plan, folders
from byreg.errors import ByregError

if TYPE_CHECKING:
    from byreg.language.language import Language
    from byreg.report.agenda import Row


def list_records(
    kind: Annotated[
        str, typer.Argument(metavar="[KIND]", help="plans, goals, actions …", autocompletion=complete_kind)
    ] = "plans",
    plan: Annotated[
        str | None,
        typer.Argument(metavar="[PLAN]", help="REGION or REGION/PHASE; default all.", autocompletion=complete_plan),
    ] = None,
    phase: options.PhaseOption = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Past their time and not finished.")] = False,
    due: Annotated[
        str | None, typer.Option("--due", metavar="30d", help="Ending within days (d), weeks (w) or months (m).")
    ] = None,
    responsible: Annotated[
        str | None, typer.Option("--responsible", metavar="ACTOR", help="With this actor's id.")
    ] = None,
    status: Annotated[str | None, typer.Option("--status", metavar="S", help="With this status.")] = None,
    format_: Annotated[str, typer.Option("--format", metavar="text|json", help="The format of the output.")] = "text",
    lang: options.Language = None,
    as_of: options.AsOf = None,
    force: options.Force = False,
    directory: options.Directory = None,
) -> None:
    """List plans, or the records of one kind, one line each.

    Kinds: plans, goals, actions, indicators, milestones, deliverables, focus-areas, objectives,
    strategies, themes, process, meetings, decisions, agreements, consultation, organisation, costs,
    financing, portfolio, annual-cycle, sources, actors, municipalities, councils, programmes.

    \b
    Examples:
      byreg list
      byreg list actions sor-troms/2 --responsible gratangen
      byreg list milestones --due 30d
      byreg list actions --overdue --format json
    """
    from byreg.cli.workspace import find_actor, find_phase, find_region, open_workspace, require_sound, warn_of
    from byreg.language.language import LANGUAGES, language
    from byreg.output import listing
    from byreg.report.agenda import KINDS, STATUSES, Filter, agenda, due_by

    if kind not in KINDS and "/" not in kind and kind in folders():
        raise ByregError(f"'{kind}' is a region, not a kind of record", f"Write 'byreg list plans {kind}'.")
    values.choose("kind", kind, tuple(KINDS))
    if phase and plan is None:
        raise ByregError("--phase needs a region", "Write 'byreg list KIND REGION --phase PHASE'.")
    values.choose("format", format_, listing.FORMATS)
    code = values.choose("language", lang, LANGUAGES) if lang is not None else None
    day = values.day_of(as_of)
    last = due_by(due, day) if due is not None else None
    if due is not None and last is None:
        raise ByregError(f"--due {due} is no stretch of time", "Write a number and d, w or m, such as 30d.")
    if status is not None:
        values.choose("status", status, STATUSES)
    workspace = open_workspace(about=plan if responsible is None else None)  # an actor may be known anywhere
    if not any(workspace.register.phases):
        workspace = open_workspace()  # a plan of another region tells of a region that has none
    region = find_region(workspace, plan.partition("/")[0]).id if plan else None
    inner = find_phase(workspace, plan, phase).id if plan and (phase or "/" in plan) else None
    phases = [one for one in workspace.register.phases if region in (None, one.region) and inner in (None, one.id)]
    errors = require_sound(workspace, day, phases, force=force)
    who = find_actor(workspace, responsible) if responsible is not None else None
    chosen = Filter(overdue, last, who, status)
    rows = agenda(workspace.register, kind, day, region=region, phase=inner, lang=code, chosen=chosen)
    words = language(code or (workspace.register.regions[region].region.language if region else "nb"))
    emit(rows, format_, words)
    warn_of(errors)


def emit(rows: "Sequence[Row]", format_: str, words: "Language") -> None:
    """Show rows as JSON, as a table on a terminal, or as tab-separated lines in a pipe."""
    from byreg.cli.console import stdout
    from byreg.language.glossary import title_of
    from byreg.language.labels import N_, OVERDUE
    from byreg.output import listing

    late = words.text(OVERDUE)
    if format_ == "json":
        print(listing.as_json(rows))
    elif sys.stdout.isatty() and not rows:
        print(words.text(N_("Nothing was found.")))
    elif sys.stdout.isatty():
        keys = [N_("Id"), title_of("title"), title_of("status"), N_("When"), title_of("responsible")]
        stdout().print(listing.as_table(rows, [words.text(key) for key in keys], late))
    elif rows:
        print(listing.as_lines(rows, late))
