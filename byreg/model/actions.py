"""Actions: acts that someone carries out over time, with the updates that move them."""

from typing import Annotated, ClassVar

from pydantic import Field

from byreg.model.narrative import Points
from byreg.model.record import WHO, ActionUpdates, Model, Record
from byreg.model.responsible import ResponsibleField
from byreg.model.schedule import ScheduleField
from byreg.model.values import OptionalProse, References, SchemaVersion, Slug, Title, to


class Action(Record):
    """`under` places it in the chain; its status is that of the latest update, never stored."""

    kind_of_record: ClassVar[str] = "action"

    title: Title
    under: Annotated[References, to("goal", "focus_area", "objective", "strategy", "theme")] = ()
    purpose: OptionalProse = None
    text: OptionalProse = None
    schedule: ScheduleField | None = None
    resources: Points = ()
    resources_from: Annotated[References, to(*WHO)] = ()
    responsible: ResponsibleField | None = None
    priority: Annotated[int | None, Field(ge=1, le=99)] = None
    measured_by: OptionalProse = None
    depends_on: Annotated[References, to("action", "milestone", "decision")] = ()
    decision: Annotated[References, to("decision")] = ()
    results: Points = ()
    challenges: Points = ()
    updates: ActionUpdates = ()


class ActionTable(Model):
    """`actions.yaml`, or one file of the folder `actions/`."""

    schema_version: SchemaVersion = Field(alias="schema")
    actions: dict[Slug, Action] = Field(default_factory=dict)
