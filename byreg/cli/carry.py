"""`byreg carry`: the next phase of a plan."""

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from byreg.cli import options, values
from byreg.cli.options import DryRun

if TYPE_CHECKING:
    from datetime import date

    from byreg.amend.amendment import Amendment
    from byreg.amend.carry import Answer, Carried
    from byreg.diff.changes import Subject
    from byreg.load import Workspace

MOST_BYTES = 1024 * 1024
SAID = {"continue": "continue", "merge": "are merged into others", "drop": "are dropped"}


def carry(
    plan: options.PlanAddress,
    new: Annotated[str, typer.Argument(metavar="NEW-PHASE", help="The id of the next phase: 3, drivkraft …")],
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="What the new plan is called.")] = None,
    period: Annotated[str | None, typer.Option("--period", metavar="FROM/TO", help="Its period.")] = None,
    answers: Annotated[
        Path | None, typer.Option("--answers", metavar="FILE", help="What becomes of each unfinished record.")
    ] = None,
    write_answers: Annotated[
        Path | None, typer.Option("--write-answers", metavar="FILE", help="Write such a file to fill in, and stop.")
    ] = None,
    continue_rest: Annotated[
        bool, typer.Option("--continue-rest", help="Continue every unfinished record without an answer.")
    ] = False,
    as_of: options.AsOf = None,
    dry_run: DryRun = False,
    directory: options.Directory = None,
) -> None:
    """Start the next phase: what is unfinished continues with a link back, what is finished stays where it is.

    Each unfinished goal, indicator and action is continued, merged into another, or dropped with a
    reason, which is noted in the old plan; nothing is deleted. On a terminal each is asked about;
    in a script, a file answers: 'id: continue', 'id: {merge: other}', 'id: {drop: reason}'.

    \b
    Examples:
      byreg carry notodden/2 3 --title "Utviklingsplan fase 3" --period 2019/2022
      byreg carry notodden/2 3 --write-answers answers.yaml
      byreg carry notodden/2 3 --title "Utviklingsplan fase 3" --period 2019/2022 --answers answers.yaml
    """
    from byreg.amend.carry import answers_text, read_answers, unfinished
    from byreg.amend.carry import carry as start
    from byreg.cli.amending import carry_out, period_of
    from byreg.cli.asking import ask
    from byreg.cli.workspace import find_phase, open_workspace, require_sound
    from byreg.storage.write import read_bounded, write_new

    day = values.day_of(as_of)
    workspace = open_workspace(about=plan)
    phase = find_phase(workspace, plan, None)
    require_sound(workspace, day, [phase], force=False, may_force=False)
    if write_answers is not None:
        write_new(write_answers, answers_text(workspace, phase, day))
        print(f"byreg: written to {write_answers}: fill it in, then use --answers", file=sys.stderr)
        return
    open_ = unfinished(workspace, phase, day)
    known = (
        read_answers(read_bounded(answers, MOST_BYTES, "Write it with --write-answers."), open_)
        if answers is not None
        else {}
    )
    title = title or ask("What is the new plan called?", "--title") or ""
    period = period or ask("From when to when (2019/2022)?", "--period") or ""
    period = period_of(period, "--period")
    known = {**asked(open_, known, day, rest=continue_rest), **known}
    done: list[Carried] = []

    def build(now: "Workspace") -> "Amendment":
        found = start(now, find_phase(now, phase.address, None), new, known, title=title, period=period, day=day)
        done[:] = [found]
        return found.amendment

    carry_out(build, day, about=plan, dry_run=dry_run)
    tell(done[0])


def asked(open_: "list[Subject]", known: "dict[str, Answer]", day: "date", *, rest: bool) -> "dict[str, Answer]":
    """Return an answer for each record without one: asked for on a terminal, else to continue where that was chosen."""
    from byreg.amend.carry import FATES, Answer
    from byreg.cli.asking import ask, can_ask
    from byreg.model.record import Record
    from byreg.model.register import name_of

    found: dict[str, Answer] = {}
    for one in open_:
        if one.id in known:
            continue
        if rest:
            found[one.id] = Answer("continue")
        elif can_ask():
            title = name_of(one.model) if isinstance(one.model, Record) else one.id
            fate = ask(f"{one.kind} {one.id}: {title}", "--answers", choices=FATES)
            into = ask("  Merged into which (id)?", "--answers") if fate == "merge" else None
            reason = ask("  Why?", "--answers") if fate == "drop" else None
            found[one.id] = Answer(fate or "continue", into or "", reason or "")  # type: ignore[arg-type]
    return found


def tell(carried: "Carried") -> None:
    """Say on standard error what became of everything."""
    counted: Counter[str] = Counter(answer.fate for answer in carried.fates.values())
    parts = [f"{counted[fate]} {SAID[fate]}" for fate in SAID if counted[fate]]
    parts.append(f"{len(carried.stayed)} ended and stay where they are")
    if carried.unplaced:
        print(f"byreg: what they were under is left behind: {', '.join(carried.unplaced)}", file=sys.stderr)
    print("byreg: milestones, organisation and sources belong to their phase and are not carried", file=sys.stderr)
    print(f"byreg: of goals, indicators and actions, {', '.join(parts)}", file=sys.stderr)
