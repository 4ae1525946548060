"""`byreg diff`: what changed, between phases, days, revisions or folders."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from byreg.cli import options, values
from byreg.cli.complete import complete_plan, complete_weight
from byreg.errors import ByregError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from byreg.cli.sides import Asked
    from byreg.diff.changes import Weight
    from byreg.diff.wording import Told
    from byreg.language.language import Language
    from byreg.report.compared import Comparison


def diff(
    first: Annotated[
        str | None, typer.Argument(metavar="[PLAN]", help="REGION/PHASE; default all.", autocompletion=complete_plan)
    ] = None,
    second: Annotated[
        str | None, typer.Argument(metavar="[PLAN]", help="A later phase.", autocompletion=complete_plan)
    ] = None,
    phase: options.PhaseOption = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="DAY", help="The earlier day, YYYY-MM-DD.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="DAY", help="The later day; default today.")] = None,
    rev: Annotated[
        str | None, typer.Option("--rev", metavar="A..B", help="Two git revisions; A alone: against the work tree.")
    ] = None,
    against: Annotated[
        str | None, typer.Option("--against", metavar="REV", help="The merge base with a git revision.")
    ] = None,
    staged: Annotated[bool, typer.Option("--staged", help="What is staged, against HEAD.")] = False,
    no_index: Annotated[bool, typer.Option("--no-index", help="Two folders or files, without git.")] = False,
    only: Annotated[
        str | None,
        typer.Option(
            "--only", metavar="WEIGHT", help="substantive, progress or editorial.", autocompletion=complete_weight
        ),
    ] = None,
    require_decisions: Annotated[
        bool, typer.Option("--require-decisions", help="Fail where an adopted plan changed without a decision.")
    ] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 1 where anything changed.")] = False,
    format_: Annotated[str | None, typer.Option("--format", metavar="text|md|html|json", help="Default text.")] = None,
    output: options.Output = None,
    lang: options.Language = None,
    as_of: options.AsOf = None,
    force: options.Force = False,
    directory: options.Directory = None,
) -> None:
    """Show what changed in a plan, in plain words: between two phases, two days or two git revisions.

    Without options: what is not committed yet. Records are matched by id, so that what moved or
    was renamed is told as that. Each change is substantive, progress or editorial.

    \b
    Examples:
      byreg diff kongsvinger/2 kongsvinger/3
      byreg diff kongsvinger/2 --from 2016-12-31 --to 2017-12-31
      byreg diff --against origin/main --format md
      byreg diff kongsvinger/2 --rev main..HEAD --only substantive
      byreg diff --no-index old-folder new-folder
    """
    from byreg.cli.sides import folders, one_plan, revisions, two_plans
    from byreg.diff.changes import WEIGHTS
    from byreg.language.language import LANGUAGES
    from byreg.output.changes import FORMATS

    chosen = values.format_of(format_, output, FORMATS)
    weight = cast("Weight", values.choose("weight", only, WEIGHTS)) if only is not None else None
    code = values.choose("language", lang, LANGUAGES) if lang is not None else None
    days = values.day_of(as_of), values.day_of(as_of)
    asked = {
        "--no-index": no_index,
        "--from": from_ is not None or to is not None,
        "--rev": rev is not None,
        "--against": against is not None,
        "--staged": staged,
    }
    if phase is not None and (first is None or second is not None or no_index):
        raise ByregError("--phase needs one region", "Write 'byreg diff REGION --phase PHASE …'.")
    one_way(asked, first, second)
    if require_decisions and second is not None:
        raise ByregError(
            "between two phases there is nothing to decide on",
            "Use --require-decisions on one plan, in git or by days.",
        )
    if no_index:
        sides = folders(Path(first or ""), Path(second or ""))
    elif second is not None:
        sides = two_plans(first or "", second)
    elif asked["--from"]:
        days = (
            values.day_of(from_) if from_ is not None else date.min,
            values.day_of(to) if to is not None else days[1],
        )
        if days[0] > days[1]:
            raise ByregError(f"--from {from_} lies after {days[1].isoformat()}", "Give the earlier day as --from.")
        sides = one_plan(first or "", phase)
    else:
        sides = revisions(first, phase, rev=rev, against=against, staged=staged)
    comparison = compare_sides(sides, days, code, weight, dated=asked["--from"], force=force)
    emit(comparison, chosen, output, sides.new.root)
    missing = comparison.missing if require_decisions else ()
    tell_missing(missing)
    if require_decisions and comparison.unread:
        print("byreg: what could not be read cannot be held to its decisions", file=sys.stderr)
    unchecked = (require_decisions or exit_code) and bool(comparison.unread)
    raise typer.Exit(1 if missing or unchecked or (exit_code and comparison.told) else 0)


def one_way(asked: dict[str, bool], first: str | None, second: str | None) -> None:
    """Refuse what names two comparisons at once, or half of one."""
    named = [option for option, given in asked.items() if given]
    if len(named) > 1:
        raise ByregError(f"{' and '.join(named)} name two comparisons", "Give one of them.")
    if asked["--no-index"] and not (first and second):
        raise ByregError("--no-index needs two folders or files", "Write 'byreg diff --no-index OLD NEW'.")
    if second is not None and named and not asked["--no-index"]:
        raise ByregError(f"two plans and {named[0]} name two comparisons", "Give one of them.")
    if asked["--from"] and first is None:
        raise ByregError("--from and --to need a plan", "Write 'byreg diff REGION/PHASE --from DAY --to DAY'.")


def compare_sides(
    sides: "Asked", days: tuple[date, date], lang: str | None, weight: "Weight | None", *, dated: bool, force: bool
) -> "Comparison":
    """Compare what was asked for, plan by plan, each in its region's language."""
    from byreg.cli.sides import languages_of, title_of, unread
    from byreg.cli.workspace import require_sound, warn_of
    from byreg.diff.goalposts import new_decisions
    from byreg.diff.state import known, state_of
    from byreg.language.language import language
    from byreg.report.changes import as_comparison, plan_changes

    scopes = [new for _, new in sides.scopes]
    spoken = languages_of(sides, scopes) or ["nb"]
    words = language(lang or spoken[0])
    problems: list[str] = []
    if sides.same_files:
        phases = [
            found
            for pair in sides.scopes
            for one in pair
            if (found := sides.new.register.phase(one[0] or "", one[1] or ""))
        ]
        errors = require_sound(sides.new, days[1], phases, force=force)
        warn_of(errors)
    else:
        problems = unread(sides, words)
        for problem in problems:
            print(f"byreg: not compared: {problem}", file=sys.stderr)
    fresh = new_decisions(sides.old.register, sides.new.register, days if dated else (None, days[1]))
    plans = []
    for was, now in sides.scopes:
        own = language(lang or next(iter(languages_of(sides, (now,))), words.code))
        states = state_of(sides.old.register, was, days[0]), state_of(sides.new.register, now, days[1])
        old, new = (known(state) for state in states) if dated else states
        plans.append(plan_changes(old, new, own, only=weight, fresh=fresh))
    names = (
        [day_name(words, day) for day in days] if dated else [words.text(sides.old_name), words.text(sides.new_name)]
    )
    return as_comparison(
        plans,
        words,
        content_language=spoken[0],
        title=title_of(sides, scopes),
        old=names[0],
        new=names[1],
        unread=problems,
    )


def day_name(words: "Language", day: date) -> str:
    from byreg.language.labels import N_

    return words.text(N_("the beginning")) if day == date.min else words.day(day)


def emit(comparison: "Comparison", format_: str, output: Path | None, root: Path) -> None:
    """Print the comparison, or write it to a file."""
    from byreg.storage.write import write_atomically

    if format_ == "text" and output is None and sys.stdout.isatty():
        from byreg.cli.console import stdout

        for line in text_lines(comparison, terminal=True):
            stdout().print(line)
        return
    text = text_of(comparison, format_, root)
    if output is not None:
        write_atomically(output, text)
    else:
        sys.stdout.write(text)


def text_lines(comparison: "Comparison", *, terminal: bool) -> "Iterator[RenderableType]":
    from byreg.language.labels import N_
    from byreg.language.language import language
    from byreg.output.changes import as_text

    words = language(comparison.language)
    return as_text(comparison, (words.text(N_("Before")), words.text(N_("Now"))), terminal=terminal)


def text_of(comparison: "Comparison", format_: str, root: Path) -> str:
    """Return the comparison as one text."""
    from byreg.output.changes import as_json
    from byreg.report.comment import within_comment
    from byreg.report.render import render
    from byreg.report.templates import own_folder

    if format_ == "json":
        return as_json(comparison) + "\n"
    if format_ == "text":
        return "".join(f"{line}\n" for line in text_lines(comparison, terminal=False))
    own = own_folder(root)
    if format_ == "html":
        return render(comparison.printed(), "html", own)
    return within_comment(comparison, lambda shown: render(shown.printed(), "md", own))


def tell_missing(missing: "Sequence[Told]") -> None:
    """Say on standard error which decisions are needed."""
    from byreg.output.changes import needed

    for told in missing:
        print(f"byreg: {needed(told)}", file=sys.stderr)
