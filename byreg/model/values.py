"""The small values that records are made of: ids, references, numbers, durations, words."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, Strict, StringConstraints
from pydantic_core import PydanticCustomError

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
LARGEST = Decimal(10) ** 15  # more than the gross domestic product in øre; keeps arithmetic small

Slug = Annotated[str, StringConstraints(pattern=rf"^{SLUG}$", max_length=80)]
TagName = Slug
# control characters and those that turn the direction of text: terminals and readers obey them
CONTROL = r"\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069"
Title = Annotated[str, StringConstraints(max_length=400, pattern=rf"^[^\s{CONTROL}][^{CONTROL}]*$")]
Prose = Annotated[str, StringConstraints(max_length=60_000, pattern=rf"^\s*[^\s{CONTROL}](?:[^{CONTROL}]|[\t\n])*$")]
Link = Annotated[str, StringConstraints(pattern=rf"^https?://[^\s<>\"{CONTROL}]+$", max_length=2000)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$", max_length=60)]
Reference = Annotated[str, StringConstraints(pattern=rf"^{SLUG}(?:/{SLUG}){{0,2}}$", max_length=250)]
Code = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]


@dataclass(frozen=True, slots=True)
class To:
    """Marks a field of references with the kinds of record it may name."""

    kinds: tuple[str, ...]


def to(*kinds: str) -> To:
    return To(kinds)


def as_sequence(value: Any) -> Any:
    """Let one item stand for a list of one."""
    return (value,) if isinstance(value, (str, int, float, bool, dict)) else value


References = Annotated[
    tuple[Reference, ...],
    Strict(strict=False),
    BeforeValidator(as_sequence, json_schema_input_type=Reference | list[Reference]),
]


def as_number(value: Any) -> Any:
    """Turn YAML's numbers into exact decimals; everything else is left for the type to refuse."""
    if type(value) is int or type(value) is float:
        number = Decimal(repr(value))
        if not number.is_finite() or abs(number) > LARGEST:
            raise PydanticCustomError("number_range", "{value} is no figure of a plan", {"value": repr(value)})
        return number
    if isinstance(value, Decimal):
        return value
    raise PydanticCustomError("number_type", "a number is needed")


Number = Annotated[Decimal, BeforeValidator(as_number, json_schema_input_type=int | float)]
Amount = Annotated[Number, Field(ge=0)]


def as_value(value: Any) -> Any:
    """Read an observed value: a number, yes or no, or words."""
    return value if isinstance(value, (bool, str)) else as_number(value)


Value = Annotated[
    bool | Prose | Decimal,
    Field(union_mode="left_to_right"),
    BeforeValidator(as_value, json_schema_input_type=bool | str | int | float),
]


def as_version(value: Any) -> Any:
    """Refuse what only equals a version: true, 1.0."""
    if type(value) is not int:
        raise PydanticCustomError("version", "no schema version")
    return value


SchemaVersion = Annotated[Literal[1], BeforeValidator(as_version, json_schema_input_type=Literal[1])]


def shorthand(key: str, *types: type) -> Callable[[Any], Any]:
    """Return a reader that lets a bare scalar stand for a record with only `key`."""

    def read(value: Any) -> Any:
        return {key: value} if type(value) in types else value

    return read


PlanStatus = Literal["draft", "consultation", "adopted", "closed"]
ActionStatus = Literal["idea", "planned", "ongoing", "completed", "paused", "cancelled", "not_reported"]
EventStatus = Literal["planned", "reached", "postponed", "cancelled", "not_reported"]
DeliverableStatus = Literal["planned", "ongoing", "delivered", "partly", "dropped", "not_reported"]
Verdict = Literal["achieved", "partly", "not_achieved", "not_measured", "not_reported", "ongoing"]
Unit = Literal["NOK", "hours"]
Per = Literal["year", "half-year", "quarter", "month"]
Every = Literal["year", "half-year", "quarter", "month", "week"]
Language = Literal["nb", "nn"]
Meaning = Literal[
    "main", "project", "sub", "outcome", "output",
    "achieved", "partly", "not_achieved", "not_measured", "not_reported", "ongoing",
    "idea", "planned", "completed", "paused", "cancelled", "reached", "postponed",
]  # fmt: skip
