"""The forms of target: a level, a net change, a sum, a change, a rank and the others."""

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from byreg.model.period import Period
from byreg.model.record import Item
from byreg.model.values import Number, OptionalTitle, Per, Prose, Reference, Slug, Title, to

Direction = Literal["increase", "decrease", "keep"]


class Target(Item):
    """What all targets share: a deadline, or the plan's end where none is given."""

    by: Period | None = None


class LevelTarget(Target):
    """A level to be at: at least, at most, exactly, or between two figures."""

    at_least: Number | None = None
    at_most: Number | None = None
    equals: Number | None = None
    between: Annotated[tuple[Number, Number] | None, Field(strict=False)] = None

    @model_validator(mode="after")
    def in_order(self) -> Self:
        if self.between is not None and self.between[0] > self.between[1]:
            raise PydanticCustomError("senseless", "'between' gives the lowest figure first")
        return self


class NetChangeTarget(Target):
    """A net change per period: `{net_change: 100, per: year}`."""

    net_change: Number
    per: Per


class SumTarget(Target):
    """A sum over the plan's period."""

    total: Number


class ChangeTarget(Target):
    """A change from the baseline in percent, percentage points or units, once or compounding."""

    change: Number
    of: Literal["percent", "points", "units"]
    compounding: Per | None = None


class RankTarget(Target):
    """A rank, or places gained, in a named group; a lower rank is better."""

    rank: Annotated[int | None, Field(ge=1)] = None
    places_gained: Annotated[int | None, Field(ge=1)] = None
    group: OptionalTitle = None
    group_size: Annotated[int | None, Field(ge=2)] = None


class BenchmarkTarget(Target):
    """A threshold against a national or group average, observed beside the value."""

    benchmark: Title
    relation: Literal["at_least", "at_most", "above", "below"]
    margin: Number | None = None


class GrowthTarget(Target):
    """Growth faster than another indicator, or than a benchmark observed beside the value."""

    faster_than: Annotated[Reference | None, to("indicator")] = None
    faster_than_benchmark: OptionalTitle = None


class KeepTarget(Target):
    """A level to reach and then keep."""

    keep_at_least: Number | None = None
    keep_at_most: Number | None = None


class ParticipantsTarget(Target):
    """Fulfilled by all participants, or by N of M."""

    participants: Literal["all"] | Annotated[int, Field(ge=1)]
    out_of: Annotated[int | None, Field(ge=1)] = None

    @model_validator(mode="after")
    def within_number(self) -> Self:
        if self.out_of is not None and self.participants != "all" and self.participants > self.out_of:
            raise PydanticCustomError("senseless", "more participants are demanded than there are")
        return self


class UnitLevel(Item):
    """The level for one municipality or other unit."""

    at_least: Number | None = None
    at_most: Number | None = None
    equals: Number | None = None


class UnitTarget(Target):
    """A level per municipality or other declared unit."""

    each_unit: Annotated[dict[Slug, UnitLevel], Field(min_length=1)]


class DirectionTarget(Target):
    """Only the direction is said."""

    direction: Direction


class YesTarget(Target):
    """A yes, by the deadline."""

    fulfilled: Literal[True]


class DescribedTarget(Target):
    """A state described in words, for a qualitative indicator."""

    description: Prose


class GroupTarget(Target):
    """Several targets, all or any of which must be met."""

    all_of: "Annotated[Targets, Field(min_length=1)] | None" = None
    any_of: "Annotated[Targets, Field(min_length=1)] | None" = None


FORMS: dict[str, str] = {
    "at_least": "level",
    "at_most": "level",
    "equals": "level",
    "between": "level",
    "net_change": "net_change",
    "total": "sum",
    "change": "change",
    "rank": "rank",
    "places_gained": "rank",
    "benchmark": "benchmark",
    "faster_than": "growth",
    "faster_than_benchmark": "growth",
    "keep_at_least": "keep",
    "keep_at_most": "keep",
    "participants": "participants",
    "each_unit": "unit",
    "direction": "direction",
    "fulfilled": "yes",
    "description": "described",
    "all_of": "group",
    "any_of": "group",
}
CLASSES: dict[type[Target], str] = {
    LevelTarget: "level",
    NetChangeTarget: "net_change",
    SumTarget: "sum",
    ChangeTarget: "change",
    RankTarget: "rank",
    BenchmarkTarget: "benchmark",
    GrowthTarget: "growth",
    KeepTarget: "keep",
    ParticipantsTarget: "participants",
    UnitTarget: "unit",
    DirectionTarget: "direction",
    YesTarget: "yes",
    DescribedTarget: "described",
    GroupTarget: "group",
}


def target_form(value: Any) -> str | None:
    """Tell a target's form by the key that only this form has."""
    if isinstance(value, dict):
        return next((FORMS[key] for key in value if key in FORMS), None)
    return CLASSES.get(type(value))


TargetField = Annotated[
    Annotated[LevelTarget, Tag("level")]
    | Annotated[NetChangeTarget, Tag("net_change")]
    | Annotated[SumTarget, Tag("sum")]
    | Annotated[ChangeTarget, Tag("change")]
    | Annotated[RankTarget, Tag("rank")]
    | Annotated[BenchmarkTarget, Tag("benchmark")]
    | Annotated[GrowthTarget, Tag("growth")]
    | Annotated[KeepTarget, Tag("keep")]
    | Annotated[ParticipantsTarget, Tag("participants")]
    | Annotated[UnitTarget, Tag("unit")]
    | Annotated[DirectionTarget, Tag("direction")]
    | Annotated[YesTarget, Tag("yes")]
    | Annotated[DescribedTarget, Tag("described")]
    | Annotated[GroupTarget, Tag("group")],
    Discriminator(target_form, custom_error_type="target_form", custom_error_message="no form of target"),
]
Targets = dict[Slug, TargetField]

OF_FIGURES = (
    LevelTarget,
    NetChangeTarget,
    SumTarget,
    ChangeTarget,
    RankTarget,
    BenchmarkTarget,
    GrowthTarget,
    KeepTarget,
)
