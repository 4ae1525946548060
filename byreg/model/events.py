"""What happens on a day: milestones, process steps, meetings, consultations, decisions, agreements."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from byreg.model.period import Period
from byreg.model.record import RECORDS, WHO, EventUpdates, Record
from byreg.model.responsible import ResponsibleField
from byreg.model.schedule import ScheduleField
from byreg.model.values import OptionalProse, OptionalTitle, References, Title, to


class Event(Record):
    """A dated control point or gathering; the date may be unknown."""

    title: Title
    date: Period | None = None
    schedule: ScheduleField | None = None
    by: Annotated[References, to(*WHO)] = ()
    responsible: ResponsibleField | None = None
    focus_area: Annotated[References, to("focus_area")] = ()
    place: OptionalTitle = None
    participants: Annotated[int | None, Field(ge=0)] = None
    text: OptionalProse = None
    updates: EventUpdates = ()


class Milestone(Event):
    """A control point that is passed once."""

    kind_of_record: ClassVar[str] = "milestone"


class ProcessStep(Event):
    """A piece of the way the plan came about."""

    kind_of_record: ClassVar[str] = "process_step"


class Meeting(Event):
    """People came together: a workshop, a conference, an input meeting."""

    kind_of_record: ClassVar[str] = "meeting"


class AnnualEvent(Event):
    """A recurring meeting, decision or report (årshjul)."""

    kind_of_record: ClassVar[str] = "annual_event"
    leading: ClassVar[tuple[str, ...]] = ("title", "kind")

    kind: Literal["meeting", "decision", "report", "other"] = "meeting"
    recipients: Annotated[References, to(*WHO)] = ()


class Consultation(Record):
    """A hearing: when, of whom, how many answered, what changed."""

    kind_of_record: ClassVar[str] = "consultation"

    title: Title
    period: Period | None = None
    state: Literal["planned", "held", "cancelled", "not_reported"] | None = None
    recipients: Annotated[References, to(*WHO)] = ()
    responses: Annotated[int | None, Field(ge=0)] = None
    text: OptionalProse = None


class Decision(Record):
    """A formal decision of one or more bodies, with day and case number where known."""

    kind_of_record: ClassVar[str] = "decision"

    title: Title
    bodies: Annotated[References, to(*WHO)] = ()
    each: Literal["municipality"] | None = None
    date: Period | None = None
    case: OptionalTitle = None
    kind: Literal["recommendation", "adoption", "amendment", "appropriation", "other"]
    result: Literal["adopted", "rejected", "pending", "not_reported"]
    concerns: Annotated[References, to(*RECORDS)] = ()
    text: OptionalProse = None


class Agreement(Record):
    """Something two or more parties signed, or mean to."""

    kind_of_record: ClassVar[str] = "agreement"

    title: Title
    parties: Annotated[References, to(*WHO)] = ()
    date: Period | None = None
    state: Literal["planned", "signed", "ended", "not_reported"] | None = None
    concerns: Annotated[References, to(*RECORDS)] = ()
    text: OptionalProse = None
