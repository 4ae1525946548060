"""The region: names over time, councils, municipalities, actors, sources they share."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from byreg.model.period import Period
from byreg.model.record import Item, Model, Record
from byreg.model.values import (
    Code,
    Language,
    Link,
    OptionalProse,
    OptionalTitle,
    Read,
    References,
    SchemaVersion,
    Slug,
    Title,
    Titles,
    shorthand,
    to,
)

ActorKind = Literal[
    "council", "municipality", "county", "state", "agency", "company", "network", "association", "foundation",
    "university", "research", "school", "destination", "fund", "media", "event", "programme", "project", "person_role",
    "other",
]  # fmt: skip


class RegionName(Item):
    """A name the region goes by, and when."""

    name: Title
    period: Period | None = None


NameField = Annotated[RegionName, Read(shorthand("name", str), accepted=RegionName | Title)]


class Actor(Record):
    """An organisation or group of organisations; never a private person."""

    kind_of_record: ClassVar[str] = "actor"

    name: Title
    former_names: Titles = ()
    kind: ActorKind
    members: Annotated[References, to("actor", "municipality", "council")] = ()
    owners: Annotated[References, to("actor", "municipality", "council")] = ()
    text: OptionalProse = None
    url: Link | None = None
    period: Period | None = None


class Council(Record):
    """An intermunicipal council and what it replaced."""

    kind_of_record: ClassVar[str] = "council"

    name: Title
    period: Period | None = None
    replaces: Annotated[References, to("council")] = ()
    members: Annotated[References, to("municipality")] = ()
    text: OptionalProse = None
    url: Link | None = None


class Municipality(Record):
    """A municipality under one lasting id, with each code it has had (Statistics Norway, KLASS 131)."""

    kind_of_record: ClassVar[str] = "municipality"

    name: Title
    codes: Annotated[tuple[Code, ...], Field(strict=False, min_length=1)]
    membership: Period | None = None
    merged_into: Annotated[References, to("municipality")] = ()


class Source(Record):
    """A document or data that facts come from; what is unknown is left out."""

    kind_of_record: ClassVar[str] = "source"

    title: Title
    kind: Literal[
        "analysis", "report", "attachment", "method", "survey", "plan", "application", "call", "web", "presentation",
        "statistics", "other",
    ]  # fmt: skip
    publisher: OptionalTitle = None
    date: Period | None = None
    page: OptionalTitle = None
    url: Link | None = None
    part_of: Annotated[References, to("source")] = ()
    text: OptionalProse = None
    availability: Literal["included", "not_reported"] | None = None


class Region(Model):
    """`region.yaml`: what holds for all phases of one region."""

    schema_version: SchemaVersion = Field(alias="schema")
    names: Annotated[tuple[NameField, ...], Field(strict=False, min_length=1)]
    kind: Literal["city-region", "county", "municipality"] = "city-region"
    language: Language = "nb"
    text: OptionalProse = None
    note: OptionalProse = None
    councils: dict[Slug, Council] = Field(default_factory=dict)
    municipalities: dict[Slug, Municipality] = Field(default_factory=dict)
    actors: dict[Slug, Actor] = Field(default_factory=dict)
    sources: dict[Slug, Source] = Field(default_factory=dict)

    def name_in(self, period: Period) -> str:
        """Return the name in use at the end of a period: the last one given that held then."""
        held = [name for name in self.names if name.period is None or name.period.overlaps(period)]
        return (held or list(self.names))[-1].name
