"""What several rules ask of a phase: what measures what, what stands above what, who is still in play."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import wraps
from typing import TypeVar, TypeVarTuple, Unpack

from byreg.diagnostic import Fix
from byreg.model.indicators import Indicator
from byreg.model.record import Record
from byreg.model.register import Phase
from byreg.model.state import is_dropped
from byreg.rules.rule import PhaseContext
from byreg.suggest import nearest

R = TypeVar("R", bound=Record)
T = TypeVar("T")
Asked = TypeVarTuple("Asked")


def of_each_phase(
    work_out: Callable[[Phase, Unpack[Asked]], T],
) -> Callable[[Phase, Unpack[Asked]], T]:
    """Let what is worked out of a phase be worked out once: several rules ask for it, and none may change it."""

    @wraps(work_out)
    def ask(phase: Phase, *args: *Asked) -> T:
        key = (work_out, *args)
        if key not in phase.worked_out:
            phase.worked_out[key] = work_out(phase, *args)
        found: T = phase.worked_out[key]
        return found

    return ask


def own_id(reference: str, phase: Phase) -> str:
    """Return the id within the phase where a reference gives the phase's own address."""
    return reference.removeprefix(f"{phase.address}/") if "/" in reference else reference


def complete(phase: Phase) -> bool:
    """Tell whether all that the phase's files say was read: else nothing can be called missing."""
    return phase.whole and not phase.contents.lost and not phase.contents.left_out


@of_each_phase
def measures(phase: Phase, day: date) -> Mapping[str, list[tuple[str, Indicator]]]:
    """Return the indicators in play, with their ids, by the id of what they measure; figures to know measure nothing."""
    found: dict[str, list[tuple[str, Indicator]]] = defaultdict(list)
    for id_, indicator in phase.indicators.items():
        for reference in indicator.measures if not indicator.context and not is_dropped(indicator, day) else ():
            found[own_id(reference, phase)].append((id_, indicator))
    return dict(found)


@of_each_phase
def above(phase: Phase) -> Mapping[str, tuple[str, ...]]:
    """Return what each goal, deliverable, objective, strategy and action stands directly below."""
    plan = phase.plan
    found: dict[str, tuple[str, ...]] = {}
    for id_, goal in plan.goals.items():
        found[id_] = (*((goal.parent,) if goal.parent else ()), *goal.focus_area)
        found |= dict.fromkeys(goal.deliverables, (id_,))
    found |= {id_: one.under for id_, one in plan.objectives.items()}
    found |= {id_: one.under for id_, one in plan.strategies.items()}
    found |= {id_: one.under for id_, one in phase.actions.items()}
    own = f"{phase.address}/"
    return {id_: tuple([one.removeprefix(own) for one in higher]) for id_, higher in found.items()}


def all_above(ids: Iterable[str], links: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return some ids and everything that stands above them, however far up."""
    seen = set(ids)
    waiting = list(seen)
    while waiting:
        for higher in links.get(waiting.pop(), ()):
            if higher not in seen:
                seen.add(higher)
                waiting.append(higher)
    return seen


def in_play(records: Mapping[str, R], context: PhaseContext) -> Sequence[tuple[str, R]]:
    """Return the records of a table that have not been dropped by the day; many rules ask, and none may change it."""
    key = (in_play, id(records), context.day)
    if key not in context.phase.worked_out:
        found = [(id_, record) for id_, record in records.items() if not is_dropped(record, context.day)]
        context.phase.worked_out[key] = records, found  # the table is kept, so that its identity stays its own
    kept: Sequence[tuple[str, R]] = context.phase.worked_out[key][1]
    return kept


def near(name: str, names: Sequence[str]) -> Fix | None:
    """Return the change to the nearest name, which may not be the one that was meant."""
    match = nearest(name, names)
    return Fix("value", match) if match else None
