"""What several rules ask of a phase: what measures what, who is still in play, and how a reference is meant."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from byreg.diagnostic import Fix
from byreg.model.indicators import Indicator
from byreg.model.record import Record
from byreg.model.register import Phase
from byreg.model.state import is_dropped
from byreg.rules.rule import PhaseContext
from byreg.suggest import nearest

R = TypeVar("R", bound=Record)


def own_id(reference: str, phase: Phase) -> str:
    """Return the id within the phase where a reference gives the phase's own address."""
    return reference.removeprefix(f"{phase.address}/")


def measures(phase: Phase) -> Mapping[str, list[tuple[str, Indicator]]]:
    """Return the indicators, with their ids, by the id of what they measure."""
    found: dict[str, list[tuple[str, Indicator]]] = defaultdict(list)
    for id_, indicator in phase.indicators.items():
        for reference in indicator.measures:
            found[own_id(reference, phase)].append((id_, indicator))
    return found


def in_play(records: Mapping[str, R], context: PhaseContext) -> Iterator[tuple[str, R]]:
    """Yield the records that have not been dropped by the day."""
    return ((id_, record) for id_, record in records.items() if not is_dropped(record, context.day))


def near(name: str, names: Sequence[str]) -> Fix | None:
    """Return the change to the nearest name, which may not be the one that was meant."""
    match = nearest(name, names)
    return Fix("value", match) if match else None
