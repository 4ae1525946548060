"""What templates and outputs see of a comparison: lines in words, by plan, by weight, by focus area."""

from dataclasses import dataclass, replace

from byreg.diff.account import Account
from byreg.diff.prose import Piece
from byreg.diff.wording import Told


@dataclass(frozen=True, slots=True)
class Line:
    """One change: a sentence, what it was and is where the sentence cannot hold it, and what explains it."""

    symbol: str
    sentence: str
    address: str
    weight: str
    missing: bool
    before: str = ""
    after: str = ""
    pieces: tuple[Piece, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The changes within one focus area."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The changes of one weight, by focus area; the weightiest are shown open."""

    weight: str
    title: str
    number: str
    open: bool
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What became of the earlier phase's records of one kind."""

    title: str
    sentence: str
    fates: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class PlanChanges:
    """What changed in one plan or region."""

    address: str
    title: str
    summary: str
    told: tuple[Told, ...]
    shown: tuple[Told, ...]
    missing: tuple[Told, ...]
    groups: tuple[Group, ...]
    weighed: tuple[Weighed, ...]
    reckonings: tuple[Reckoning, ...] = ()
    accounts: tuple[Account, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that the template of changes prints; `unread` names what could not be compared."""

    template: str
    language: str
    content_language: str
    kind: str
    title: str
    old: str
    new: str
    summary: str
    plans: tuple[PlanChanges, ...]
    unread: tuple[str, ...] = ()
    left_out: str = ""

    @property
    def missing(self) -> tuple[Told, ...]:
        """Return the changes that lack a decision, shown or not."""
        return tuple(told for plan in self.plans for told in plan.missing)

    @property
    def told(self) -> tuple[Told, ...]:
        return tuple(told for plan in self.plans for told in plan.told)

    def printed(self) -> "Comparison":
        """Return what templates see: words, and none of the records behind them."""
        return replace(
            self, plans=tuple(replace(plan, told=(), shown=(), missing=(), accounts=()) for plan in self.plans)
        )


@dataclass(frozen=True, slots=True)
class Since:
    """What changed in a plan since its last report; `missing` names what lacks a decision."""

    sentence: str
    summary: str
    weighed: tuple[Weighed, ...]
    missing: tuple[Line, ...] = ()
