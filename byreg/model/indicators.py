"""Indicators: what is measured, where it started, where it should be, and what was observed."""

from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from byreg.model.period import Period, parse_period
from byreg.model.record import Item, Model, Record, Updates
from byreg.model.responsible import ResponsibleField
from byreg.model.targets import OF_FIGURES, Direction, Targets
from byreg.model.values import (
    Every,
    Number,
    OptionalProse,
    OptionalTitle,
    Per,
    Prose,
    Read,
    References,
    SchemaVersion,
    Slug,
    Title,
    Value,
    shorthand,
    to,
)

Scale = Literal["number", "percent", "amount", "rank", "yes_no", "qualitative"]
STATED_AS: dict[str, type] = {"yes_no": bool, "qualitative": str}  # values of other scales are numbers


class Measured(Item):
    """A value, or a statement that there is none: not measured (and why), or not reported."""

    value: Value | None = None
    approx: bool = False
    benchmark: Number | None = None
    out_of: Annotated[int | None, Field(ge=1)] = None
    by_unit: dict[Slug, Value] = Field(default_factory=dict)
    not_measured: OptionalProse = None
    not_reported: Prose | bool | None = None
    comment: OptionalProse = None

    @model_validator(mode="after")
    def one_statement(self) -> Self:
        """A value and a statement that there is none exclude each other; one must be made."""
        stated = self.value is not None or bool(self.by_unit)
        if stated + (self.not_measured is not None) + bool(self.not_reported) != 1:
            raise PydanticCustomError("one_statement", "exactly one of value, not_measured and not_reported is needed")
        return self


class Baseline(Measured):
    """Where the indicator stood when the plan began."""

    period: Period | None = None


def scalar(model: type[Measured]) -> Read:
    return Read(shorthand("value", bool, int, float, str), accepted=model | Value)


def at(path: tuple[str, ...], kind: str, message: str, **context: str) -> PydanticCustomError:
    """Return an error of a record that stands at a key path inside it."""
    return PydanticCustomError(kind, message, {**context, "path": path})


def different_periods(value: Any) -> Any:
    """Refuse two keys that are the same days: one would take the other's place."""
    if not isinstance(value, dict) or len(value) < 2:
        return value
    seen: dict[Period, str] = {}
    for key in value:
        try:
            period = key if isinstance(key, Period) else parse_period(key)
        except ValueError:
            continue
        if seen.setdefault(period, key) != key:
            raise PydanticCustomError(
                "same_period", "'{one}' and '{other}' are the same period", {"one": seen[period], "other": key}
            )
    return value


Series = Annotated[
    dict[Period, Annotated[Measured, scalar(Measured)]],
    Read(different_periods, accepted=dict[Period, Measured | Value]),
]


class Indicator(Record):
    """`measures` says what it is a measure of; that link stands here and nowhere else.

    With `per`, each value tells what happened during one such period; without it, each value is
    a level. A `context` indicator is a figure to know, without a target.
    """

    kind_of_record: ClassVar[str] = "indicator"

    title: Title
    unit: OptionalTitle = None
    definition: OptionalProse = None
    scale: Scale = "number"
    per: Per | None = None
    group: OptionalTitle = None
    direction: Direction | None = None
    measures: Annotated[References, to("goal", "objective", "deliverable", "action", "strategy", "focus_area")] = ()
    method: OptionalProse = None
    frequency: Every | None = None
    next_measurement: Period | None = None
    responsible: ResponsibleField | None = None
    breakdown: OptionalTitle = None
    context: bool = False
    baseline: Annotated[Baseline | None, scalar(Baseline)] = None
    forecast: Series = Field(default_factory=dict)
    targets: Targets = Field(default_factory=dict)
    observations: Series = Field(default_factory=dict)
    updates: Updates = ()

    @model_validator(mode="after")
    def fits_scale(self) -> Self:
        """Every stated value must be of the kind that the scale says, and no target ask for figures without any."""
        wanted = STATED_AS.get(self.scale, Decimal)
        if self.baseline is not None:
            self.hold_to_scale(self.baseline, wanted, "baseline")
        for key, measured in self.forecast.items():
            self.hold_to_scale(measured, wanted, "forecast", key)
        for key, measured in self.observations.items():
            self.hold_to_scale(measured, wanted, "observations", key)
        for name, target in self.targets.items() if wanted is not Decimal else ():
            if isinstance(target, OF_FIGURES):
                raise at(
                    ("targets", name), "scale", "a target of figures does not fit the scale '{scale}'", scale=self.scale
                )
        return self

    def hold_to_scale(self, measured: Measured, wanted: type, *path: object) -> None:
        """Raise an error where a value is not of the wanted kind."""
        values = (measured.value, *measured.by_unit.values()) if measured.by_unit else (measured.value,)
        for value in values:
            if value is not None and not isinstance(value, wanted):
                raise at(
                    tuple(map(str, path)),
                    "scale",
                    "the value '{value}' does not fit the scale '{scale}'",
                    value=str(value),
                    scale=self.scale,
                )


class IndicatorTable(Model):
    """`targets.yaml`."""

    schema_version: SchemaVersion = Field(alias="schema")
    indicators: dict[Slug, Indicator] = Field(default_factory=dict)
