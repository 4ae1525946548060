"""What all records share: labels, notes, sources, dated updates and fates."""

from collections.abc import Callable
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from byreg.model.period import Period
from byreg.model.values import (
    ActionStatus,
    EventStatus,
    Keys,
    Number,
    OptionalProse,
    OptionalTitle,
    Prose,
    Reference,
    References,
    Slugs,
    Title,
    Verdict,
    to,
)

MOST_ALIKE = 1000
WHO = ("actor", "municipality", "council", "body")
RECORDS = (
    "goal", "deliverable", "focus_area", "objective", "strategy", "theme", "indicator", "action", "milestone",
    "process_step", "meeting", "consultation", "decision", "agreement", "body", "source", "cost", "financing",
    "project", "annual_event", "plan",
)  # fmt: skip


class Model(BaseModel):
    """A frozen piece of a plan file; a key it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True, protected_namespaces=())

    leading: ClassVar[tuple[str, ...]] = ()  # keys that usually stand first, before the others in their order


class Item(Model):
    """Any record and any item of a list: may say its label, source, tags and doubts."""

    label: OptionalTitle = None
    note: OptionalProse = None
    source: Annotated[References, to("source")] = ()
    tags: Slugs = ()
    tentative: Keys = ()


class Dropped(Item):
    """The end of something that was never completed."""

    date: Period
    reason: Prose
    decision: Annotated[Reference | None, to("decision")] = None


class Record(Item):
    """Something with an id: it keeps former ids and says what it continues or why it ended."""

    kind_of_record: ClassVar[str] = ""

    former_ids: Slugs = ()
    continues: Annotated[References, to(*RECORDS)] = ()
    dropped: Dropped | None = None


Previous = dict[Title, bool | Prose | Number]  # key path below the record → the value it had


class Update(Item):
    """What was known on a day; the latest one counts. `previous` keeps what was reworded or lowered."""

    date: Period
    text: OptionalProse = None
    decision: Annotated[References, to("decision")] = ()
    previous: Previous = Field(default_factory=dict)


class ActionUpdate(Update):
    """An update that may move an action's status; `word` is the plan's own word for it."""

    leading: ClassVar[tuple[str, ...]] = ("date", "status", "word")

    status: ActionStatus | None = None
    word: OptionalTitle = None


class EventUpdate(Update):
    """An update that may move a milestone's, step's or meeting's status."""

    leading: ClassVar[tuple[str, ...]] = ("date", "status", "word")

    status: EventStatus | None = None
    word: OptionalTitle = None


class Assessment(Item):
    """A judgement made on a day; not measured and not reported are statements too."""

    date: Period
    status: Verdict
    word: OptionalTitle = None
    comment: OptionalProse = None
    decision: Annotated[References, to("decision")] = ()


class Alike(dict[str | int, Any]):
    """Models by a short form that stands for them in file after file: frozen, one can stand in many places.

    A form that the model refuses is returned as the mapping it stands for, to be refused where it stands.
    """

    def __init__(self, model: type[Model], mapping_of: Callable[[Any], dict[str, Any]]) -> None:
        self.model, self.mapping_of = model, mapping_of

    def __missing__(self, form: str | int) -> Any:
        mapping = self.mapping_of(form)
        try:
            model = self.model.model_validate(mapping)
        except ValidationError:
            return mapping
        if len(self) >= MOST_ALIKE:
            self.clear()
        self[form] = model
        return model


Updates = Annotated[tuple[Update, ...], Field(strict=False)]
ActionUpdates = Annotated[tuple[ActionUpdate, ...], Field(strict=False)]
EventUpdates = Annotated[tuple[EventUpdate, ...], Field(strict=False)]
Assessments = Annotated[tuple[Assessment, ...], Field(strict=False)]

Each = Literal[
    "municipality", "actor", "applicant", "partner", "project_group", "working_group", "steering_committee",
    "reference_group",
]  # fmt: skip
