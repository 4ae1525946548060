"""`programmes.yaml` and `actors.yaml`: what several regions refer to."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from byreg.model.period import Period
from byreg.model.record import WHO, Item, Model, Record
from byreg.model.region import Actor, Source
from byreg.model.values import OptionalProse, OptionalTitle, References, SchemaVersion, Slug, Title, to

Role = Literal[
    "commissioner", "owner", "steering_committee", "chair", "sponsor", "project_manager", "project_group",
    "working_group", "reference_group", "partner", "observer", "secretariat", "other",
]  # fmt: skip


class ProgrammePhase(Item):
    """A phase that the programme declares; a region's folder may or may not follow it."""

    title: Title
    period: Period | None = None
    text: OptionalProse = None


class ProgrammeEvent(Item):
    """A gathering, deadline or closing of the programme itself."""

    title: Title
    date: Period | None = None
    place: OptionalTitle = None
    text: OptionalProse = None


class Programme(Record):
    """A national or county programme that regions take part in."""

    kind_of_record: ClassVar[str] = "programme"

    title: Title
    continues: Annotated[References, to("programme")] = ()
    owner: Annotated[References, to(*WHO)] = ()
    operator: Annotated[References, to(*WHO)] = ()
    funder: Annotated[References, to(*WHO)] = ()
    period: Period | None = None
    text: OptionalProse = None
    phases: dict[Slug, ProgrammePhase] = Field(default_factory=dict)
    required_roles: Annotated[tuple[Role, ...], Field(strict=False)] = ()
    events: dict[Slug, ProgrammeEvent] = Field(default_factory=dict)


class Programmes(Model):
    """The file `plans/programmes.yaml`."""

    schema_version: SchemaVersion = Field(alias="schema")
    programmes: dict[Slug, Programme] = Field(default_factory=dict)
    sources: dict[Slug, Source] = Field(default_factory=dict)


class Actors(Model):
    """The file `plans/actors.yaml`."""

    schema_version: SchemaVersion = Field(alias="schema")
    actors: dict[Slug, Actor] = Field(default_factory=dict)
