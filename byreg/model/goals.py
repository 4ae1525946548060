"""Goals and the chain below a focus area: focus area → objective → strategy (→ action)."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from byreg.model.narrative import Points
from byreg.model.period import Period
from byreg.model.record import Assessments, Record, Updates
from byreg.model.responsible import ResponsibleField
from byreg.model.schedule import ScheduleField
from byreg.model.values import (
    DeliverableStatus,
    OptionalProse,
    OptionalTitle,
    Reference,
    References,
    Slug,
    Title,
    to,
)

DEEPEST = 20  # levels of goals; plans have three or four
GoalKind = Literal["main", "project", "sub", "outcome", "output"]


class Deliverable(Record):
    """Something to be handed over or put in place for a goal."""

    kind_of_record: ClassVar[str] = "deliverable"

    title: Title
    status: DeliverableStatus | None = None
    deadline: Period | None = None
    responsible: ResponsibleField | None = None
    updates: Updates = ()


class Goal(Record):
    """What is wanted. `level` is the plan's own word for the level; a `sub` goal names its parent."""

    kind_of_record: ClassVar[str] = "goal"
    leading: ClassVar[tuple[str, ...]] = ("title", "kind", "level", "parent", "focus_area")

    title: Title
    kind: GoalKind
    level: OptionalTitle = None
    text: OptionalProse = None
    parent: Annotated[Reference | None, to("goal")] = None
    focus_area: Annotated[References, to("focus_area")] = ()
    deadline: Period | None = None
    responsible: ResponsibleField | None = None
    measured_by: OptionalProse = None
    deliverables: dict[Slug, Deliverable] = Field(default_factory=dict)
    assessments: Assessments = ()
    updates: Updates = ()


class Link(Record):
    """What the links of the chain share."""

    title: Title
    text: OptionalProse = None
    responsible: ResponsibleField | None = None
    priority: Annotated[int | None, Field(ge=1, le=99)] = None
    schedule: ScheduleField | None = None
    results: Points = ()
    challenges: Points = ()
    assessments: Assessments = ()
    updates: Updates = ()


class FocusArea(Link):
    """A group of objectives (satsingsområde); may be shared with another council."""

    kind_of_record: ClassVar[str] = "focus_area"

    shared_with: Annotated[References, to("actor", "council")] = ()


class Theme(Link):
    """A perspective that cuts across all focus areas."""

    kind_of_record: ClassVar[str] = "theme"


class Objective(Link):
    """What is wanted within a focus area (målsetting)."""

    kind_of_record: ClassVar[str] = "objective"
    leading: ClassVar[tuple[str, ...]] = ("title", "under")

    under: Annotated[References, to("focus_area", "theme", "goal")] = ()


class Strategy(Link):
    """How an objective is to be reached."""

    kind_of_record: ClassVar[str] = "strategy"
    leading: ClassVar[tuple[str, ...]] = ("title", "under")

    under: Annotated[References, to("objective", "focus_area", "theme", "goal")] = ()
