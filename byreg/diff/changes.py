"""What can change between two states of a plan: typed, weighed, with both values."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, get_args

from byreg.diagnostic import KeyPath
from byreg.model.record import Model
from byreg.model.register import Scope

Kind = Literal[
    "added", "removed", "dropped", "renamed", "moved", "reworded", "edited",
    "continued", "merged", "split", "transferred",
    "target_added", "target_removed", "target_raised", "target_lowered", "target_moved", "target_changed",
    "baseline_edited", "observation_added", "observation_edited", "observation_removed",
    "status_forward", "status_backward", "assessed", "told", "history_edited",
    "responsible_changed", "schedule_moved", "financing_changed", "decision_added", "reference_changed",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
Weight = Literal["substantive", "progress", "editorial"]
WEIGHTS: tuple[Weight, ...] = get_args(Weight)


@dataclass(frozen=True, slots=True)
class Subject:
    """A record, or a plan or region as a whole, on one side of a comparison."""

    scope: Scope
    id: str
    kind: str
    path: KeyPath
    model: Model

    @property
    def address(self) -> str:
        """Return `region/phase/id`; of a plan or region its own address."""
        return "/".join(part for part in (*self.scope, self.id) if part)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one record.

    `path` is the key path below the record; empty where the whole record is meant. `days` tells how
    far a date moved (later is positive), `difference` by how much a figure changed. `others` are
    the records on the other side of a merge, a split or a move to another plan. `decisions` hold
    the addresses of decisions that name the change; `likely` is an unlinked record it resembles,
    `told` the update that says it.
    """

    kind: Kind
    weight: Weight
    before: Subject | None
    after: Subject | None
    path: KeyPath = ()
    old: Any = None
    new: Any = None
    days: int | None = None
    difference: Decimal | None = None
    others: tuple[Subject, ...] = ()
    likely: Subject | None = None
    told: Model | None = None
    decisions: tuple[str, ...] = ()

    @property
    def subject(self) -> Subject:
        """Return the record as it is now, or as it was before it went."""
        found = self.after or self.before
        assert found is not None
        return found


Changes = Iterator[Change]
