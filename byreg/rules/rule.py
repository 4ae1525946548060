"""What a rule is, what it needs, and what it may look at."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Generic, Literal, NamedTuple, TypeVar

from byreg.config import CheckSettings
from byreg.diagnostic import Fault
from byreg.model.region import Region
from byreg.model.register import Contents, Phase, RegionNode, Register, Scope
from byreg.model.walk import Disordered
from byreg.source.document import Spot

if TYPE_CHECKING:
    from byreg.diff.changes import Change
    from byreg.diff.state import State

Finding = tuple[Scope, Fault]
Need = Literal["plan", "complete", "region", "day", "time", "changes", "settings"]


class FileContext(NamedTuple):
    """What a rule about one file sees: what stands in it, as UTF-8, and the records in it whose keys stand in another order than usual."""

    data: bytes
    disordered: Sequence[Disordered] = ()


class PhaseContext(NamedTuple):
    """What a rule of one phase sees: the phase, its region, the day; never files or git.

    `doubted` holds the keys of a region's file that was read only in part. `previous` is the plan
    as it was, and `changes` what changed since; nothing where there is nothing to compare with.
    """

    phase: Phase
    region: Region
    day: date
    settings: CheckSettings
    doubted: frozenset[str] = frozenset()
    current: "State | None" = None
    previous: "State | None" = None
    changes: "tuple[Change, ...]" = ()

    @property
    def scope(self) -> Scope:
        return (self.phase.region, self.phase.id)

    @property
    def region_scope(self) -> Scope:
        return (self.phase.region, None)


class WorkspaceContext(NamedTuple):
    """What a rule across phases sees: the register's ids and references.

    `focus` names the parts of the register that are asked about, regions or (None) what all share; the rest is there to
    be referred to. Left out, it is all of it.
    """

    register: Register
    day: date
    settings: CheckSettings
    focus: frozenset[str | None] | None = None

    def asks(self, region: str | None) -> bool:
        """Tell whether findings of a region are asked for."""
        return self.focus is None or region in self.focus

    @property
    def regions(self) -> Iterator[RegionNode]:
        return (node for node in self.register.regions.values() if self.asks(node.id))

    @property
    def phases(self) -> Iterator[Phase]:
        return (phase for node in self.regions for phase in node.phases.values())

    @property
    def scopes(self) -> Iterator[Contents]:
        return (contents for contents in self.register.scopes if self.asks(contents.scope[0]))


C = TypeVar("C", FileContext, PhaseContext, WorkspaceContext)
T = TypeVar("T")


class Rule(NamedTuple, Generic[C, T]):
    """A generator of findings with the codes it can give. Its scope is what it looks at.

    `needs` says what beside the records a verdict depends on: with the records and that unchanged,
    so is the verdict; with `time` it comes and goes as days pass. One that needs the `plan` is left out where the plan's own title, period or
    status could not be read, one that needs it `complete` where anything of the phase could not.
    """

    check: Callable[[C], Iterator[T]]
    codes: tuple[str, ...]
    needs: frozenset[Need]


def rule(check: Callable[[C], Iterator[T]], *codes: str, needs: tuple[Need, ...] = ()) -> Rule[C, T]:
    """Return an entry of the catalogue."""
    return Rule(check, codes, frozenset(needs))


FileRule = Rule[FileContext, Fault | Spot]
PhaseRule = Rule[PhaseContext, Finding]
WorkspaceRule = Rule[WorkspaceContext, Finding]
