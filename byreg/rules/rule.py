"""What a rule is, and what it may look at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from byreg.diagnostic import Fault
from byreg.diff.changes import Change
from byreg.diff.state import State
from byreg.model.region import Region
from byreg.model.register import Phase, Register, Scope

Finding = tuple[Scope, Fault]


@dataclass(frozen=True, slots=True)
class PhaseContext:
    """What a rule of one phase sees: the phase, its region, the day; never files or git.

    `doubted` holds the keys of a region's file that was read only in part. `previous` is the plan
    as it was, and `changes` what changed since; nothing where there is nothing to compare with.
    """

    phase: Phase
    region: Region
    day: date
    doubted: frozenset[str] = frozenset()
    current: State | None = None
    previous: State | None = None
    changes: tuple[Change, ...] = ()

    @property
    def scope(self) -> Scope:
        return (self.phase.region, self.phase.id)

    @property
    def region_scope(self) -> Scope:
        return (self.phase.region, None)


@dataclass(frozen=True, slots=True)
class WorkspaceContext:
    """What a rule across phases sees: the register's ids and references."""

    register: Register
    day: date


PhaseRule = Callable[[PhaseContext], Iterator[Finding]]
WorkspaceRule = Callable[[WorkspaceContext], Iterator[Finding]]
