"""Markdown that fits into one comment of a forge: what weighs least goes first, and it is said what is left out."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from byreg.diff.changes import WEIGHTS, Weight
from byreg.language.labels import N_
from byreg.language.language import language
from byreg.report.compared import Comparison, Group, Line, PlanChanges

MOST_CHARACTERS = 65_000  # GitHub takes 65,536, GitLab more
MOST_SHOWN = 240  # characters of one side of a change, once room is short
MOST_UNREAD = 20
LEFT_OUT_ONE = N_("{number} more change is left out; 'byreg diff' shows them all.")
LEFT_OUT = N_("{number} more changes are left out; 'byreg diff' shows them all.")
AROUND = 6  # words kept on each side of a change within prose


def within_comment(comparison: Comparison, render: Callable[[Comparison], str]) -> str:
    """Return the comparison as Markdown of at most 65,000 characters."""
    text = render(comparison)
    most = sum(len(group.lines) for plan in comparison.plans for weighed in plan.weighed for group in weighed.groups)
    if len(text) <= MOST_CHARACTERS:
        return text
    for weights in (WEIGHTS, WEIGHTS[:2], WEIGHTS[:1]):
        text = render(cut(comparison, weights, most))
        if len(text) <= MOST_CHARACTERS:
            return text
    while len(text) > MOST_CHARACTERS and most > 0:
        most //= 2
        text = render(cut(comparison, WEIGHTS[:1], most))
    plans = len(comparison.plans)
    while len(text) > MOST_CHARACTERS and plans:
        plans //= 2
        text = render(cut(comparison, WEIGHTS[:1], 0, plans))
    return text[:MOST_CHARACTERS]


def cut(comparison: Comparison, weights: Sequence[Weight], most: int, number: int | None = None) -> Comparison:
    """Return the comparison with some weights only, and at most so many changes of each plan and so many plans."""
    plans = tuple(cut_plan(plan, weights, most) for plan in comparison.plans[:number])
    left = sum(map(number_of, comparison.plans)) - sum(map(number_of, plans))
    words = language(comparison.language).plural(LEFT_OUT_ONE, LEFT_OUT, left)
    unread = comparison.unread[:MOST_UNREAD]
    return replace(comparison, plans=plans, unread=unread, left_out=words if left else "")


def number_of(plan: PlanChanges) -> int:
    return sum(len(group.lines) for weighed in plan.weighed for group in weighed.groups)


def cut_plan(plan: PlanChanges, weights: Sequence[Weight], most: int) -> PlanChanges:
    shown = [weighed for weighed in plan.weighed if weighed.weight in weights]
    lines = [line for weighed in shown for group in weighed.groups for line in group.lines]
    kept = {id(line) for line in sorted(lines, key=lambda line: not line.missing)[:most]}
    weighed = tuple(replace(one, groups=tuple(keep(one.groups, kept))) for one in shown)
    reckonings = tuple(
        replace(one, fates=tuple(replace(fate, lines=fate.lines[:most]) for fate in one.fates))
        for one in plan.reckonings
    )
    return replace(plan, weighed=weighed, reckonings=reckonings)


def keep(groups: Sequence[Group], kept: set[int]) -> list[Group]:
    cut_groups = [
        Group(group.title, tuple(brief(line) for line in group.lines if id(line) in kept)) for group in groups
    ]
    return [group for group in cut_groups if group.lines]


def brief(line: Line) -> Line:
    """Return a change with long values shortened to where they differ."""
    return replace(
        line,
        before=shortened(line.before),
        after=shortened(line.after),
        remark=shortened(line.remark),
        pieces=tuple((sort, around(text) if sort == "=" else shortened(text)) for sort, text in line.pieces),
    )


def shortened(text: str) -> str:
    return text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 1].rstrip()}…"


def around(text: str) -> str:
    """Return unchanged prose as what stands next to the changes."""
    words = text.split()
    return text if len(words) <= 2 * AROUND else " ".join((*words[:AROUND], "…", *words[-AROUND:]))
