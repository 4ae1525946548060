"""Indicators: what is measured, where it started, where it should be, and what was observed."""

from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from byreg.model.period import Period, parse_period
from byreg.model.record import Item, Model, Record, Updates
from byreg.model.responsible import ResponsibleField
from byreg.model.values import (
    Every,
    Number,
    Per,
    Prose,
    Reference,
    References,
    SchemaVersion,
    Slug,
    Title,
    Value,
    shorthand,
    to,
)

Scale = Literal["number", "percent", "amount", "rank", "yes_no", "qualitative"]
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
    group: Title | None = None
    group_size: Annotated[int | None, Field(ge=2)] = None


class BenchmarkTarget(Target):
    """A threshold against a national or group average, observed beside the value."""

    benchmark: Title
    relation: Literal["at_least", "at_most", "above", "below"]
    margin: Number | None = None


class GrowthTarget(Target):
    """Growth faster than another indicator, or than a benchmark observed beside the value."""

    faster_than: Annotated[Reference | None, to("indicator")] = None
    faster_than_benchmark: Title | None = None


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


class Measured(Item):
    """A value, or a statement that there is none: not measured (and why), or not reported."""

    value: Value | None = None
    approx: bool = False
    benchmark: Number | None = None
    out_of: Annotated[int | None, Field(ge=1)] = None
    by_unit: dict[Slug, Value] = {}
    not_measured: Prose | None = None
    not_reported: Prose | bool | None = None
    comment: Prose | None = None

    @model_validator(mode="after")
    def one_statement(self) -> Self:
        """A value and a statement that there is none exclude each other; one must be made."""
        made = [self.value is not None or bool(self.by_unit), self.not_measured is not None, bool(self.not_reported)]
        if sum(made) != 1:
            raise PydanticCustomError("one_statement", "exactly one of value, not_measured and not_reported is needed")
        return self


class Baseline(Measured):
    """Where the indicator stood when the plan began."""

    period: Period | None = None


def scalar(model: type[Measured]) -> BeforeValidator:
    return BeforeValidator(shorthand("value", bool, int, float, str), json_schema_input_type=model | Value)


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


def at(path: tuple[str, ...], kind: str, message: str, **context: str) -> PydanticCustomError:
    """Return an error of a record that stands at a key path inside it."""
    return PydanticCustomError(kind, message, {**context, "path": path})


def different_periods(value: Any) -> Any:
    """Refuse two keys that are the same days: one would take the other's place."""
    seen: dict[Period, str] = {}
    for key in value if isinstance(value, dict) else ():
        try:
            period = parse_period(key)
        except ValueError:
            continue
        if seen.setdefault(period, key) != key:
            raise PydanticCustomError(
                "same_period", "'{one}' and '{other}' are the same period", {"one": seen[period], "other": key}
            )
    return value


Series = Annotated[
    dict[Period, Annotated[Measured, scalar(Measured)]],
    BeforeValidator(different_periods, json_schema_input_type=dict[Period, Measured | Value]),
]


class Indicator(Record):
    """`measures` says what it is a measure of; that link stands here and nowhere else.

    With `per`, each value tells what happened during one such period; without it, each value is
    a level. A `context` indicator is a figure to know, without a target.
    """

    kind_of_record: ClassVar[str] = "indicator"

    title: Title
    unit: Title | None = None
    definition: Prose | None = None
    scale: Scale = "number"
    per: Per | None = None
    group: Title | None = None
    direction: Direction | None = None
    measures: Annotated[References, to("goal", "objective", "deliverable", "action", "strategy", "focus_area")] = ()
    method: Prose | None = None
    frequency: Every | None = None
    next_measurement: Period | None = None
    responsible: ResponsibleField | None = None
    breakdown: Title | None = None
    context: bool = False
    baseline: Annotated[Baseline | None, scalar(Baseline)] = None
    forecast: Series = {}
    targets: Targets = {}
    observations: Series = {}
    updates: Updates = ()

    @model_validator(mode="after")
    def fits_scale(self) -> Self:
        """Every stated value must be of the kind that the scale says, and no target ask for figures without any."""
        wanted = {"yes_no": bool, "qualitative": str}.get(self.scale, Decimal)
        stated = {("baseline",): self.baseline} | {("forecast", str(key)): one for key, one in self.forecast.items()}
        stated |= {("observations", str(key)): one for key, one in self.observations.items()}
        for path, measured in stated.items():
            for value in (measured.value, *measured.by_unit.values()) if measured else ():
                if value is not None and not isinstance(value, wanted):
                    raise at(
                        path,
                        "scale",
                        "the value '{value}' does not fit the scale '{scale}'",
                        value=str(value),
                        scale=self.scale,
                    )
        for name, target in self.targets.items() if wanted is not Decimal else ():
            if isinstance(target, OF_FIGURES):
                raise at(
                    ("targets", name), "scale", "a target of figures does not fit the scale '{scale}'", scale=self.scale
                )
        return self


class IndicatorTable(Model):
    """`targets.yaml`."""

    schema_version: SchemaVersion = Field(alias="schema")
    indicators: dict[Slug, Indicator] = {}
