"""2xx within a phase: how goals hang together."""

from collections.abc import Iterator

from byreg.diagnostic import Fault
from byreg.model.goals import DEEPEST
from byreg.rules.rule import Finding, PhaseContext


def goals_too_deep(context: PhaseContext) -> Iterator[Finding]:
    """BY210: a goal stands at most so many levels below its top goal."""
    goals = context.phase.plan.goals
    levels: dict[str, int] = {}
    for id_ in goals:
        trail: list[str] = []
        current: str | None = id_
        while current in goals and current not in levels and current not in trail:
            trail.append(current)
            current = goals[current].parent
        level = levels.get(current or "", 0)
        for name in reversed(trail):
            level += 1
            levels[name] = level
    for id_, level in levels.items():
        if level == DEEPEST + 1:
            yield context.scope, Fault("BY210", ("goals", id_, "parent"), {"id": id_, "limit": str(DEEPEST)})
