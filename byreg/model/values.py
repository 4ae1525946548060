"""The small values that records are made of: ids, references, numbers, durations, words."""

from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
LARGEST = 10**15  # more than the gross domestic product in øre; keeps arithmetic small
# control characters and those that turn the direction of text: terminals and readers obey them
CONTROL = r"\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069"


class Exactly:
    """Marks a type with the schema it stands for.

    Nearly every field has one of a few types; to work each out anew took a fourth of the time before a first file is read.
    """

    def __init__(self, schema: CoreSchema) -> None:
        self.schema = schema

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return dict(self.schema)


def text(pattern: str, longest: int | None = None) -> Exactly:
    return Exactly(core_schema.str_schema(pattern=pattern, max_length=longest))


def many(one: Exactly) -> Exactly:
    return Exactly(core_schema.tuple_schema([one.schema], variadic_item_index=0, strict=False))


def one_or_many(one: Exactly) -> Exactly:
    """Return the mark of a list, for which one item may stand alone."""
    either = core_schema.union_schema([one.schema, core_schema.list_schema(one.schema)])
    return Exactly(
        core_schema.no_info_before_validator_function(as_sequence, many(one).schema, json_schema_input_schema=either)
    )


def or_none(one: Exactly) -> Exactly:
    return Exactly(core_schema.nullable_schema(one.schema))


class Read:
    """Marks a type with how what stands in a file is read before it is validated, and what may stand there.

    As pydantic's own mark does, but that it need not look how many arguments each reader takes.
    """

    def __init__(self, read: Callable[[Any], Any], accepted: Any = None) -> None:
        self.read, self.accepted = read, accepted

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            self.read,
            handler(source),
            json_schema_input_schema=None if self.accepted is None else handler.generate_schema(self.accepted),
        )


def as_sequence(value: Any) -> Any:
    """Let one item stand for a list of one."""
    return (value,) if type(value) is str or isinstance(value, (str, int, float, dict)) else value


OF_SLUG = text(rf"^{SLUG}$", 80)
OF_TITLE = text(rf"^[^\s{CONTROL}][^{CONTROL}]*$", 400)
OF_PROSE = text(rf"^\s*[^\s{CONTROL}](?:[^{CONTROL}]|[\t\n])*$", 60_000)
OF_KEY = text(r"^[a-z][a-z_]*$", 60)
OF_REFERENCE = text(rf"^{SLUG}(?:/{SLUG}){{0,2}}$", 250)

Slug = Annotated[str, OF_SLUG]
Slugs = Annotated[tuple[str, ...], many(OF_SLUG)]
Title = Annotated[str, OF_TITLE]
Titles = Annotated[tuple[str, ...], many(OF_TITLE)]
Key = Annotated[str, OF_KEY]
Keys = Annotated[tuple[str, ...], many(OF_KEY)]
Prose = Annotated[str, OF_PROSE]
OptionalTitle = Annotated[str | None, or_none(OF_TITLE)]
OptionalProse = Annotated[str | None, or_none(OF_PROSE)]
Link = Annotated[str, text(rf"^https?://[^\s<>\"{CONTROL}]+$", 2000)]
Code = Annotated[str, text(r"^[0-9]{4}$")]
Reference = Annotated[str, OF_REFERENCE]
References = Annotated[tuple[str, ...], one_or_many(OF_REFERENCE)]


class To:
    """Marks a field of references with the kinds of record it may name."""

    def __init__(self, kinds: tuple[str, ...]) -> None:
        self.kinds = kinds


def to(*kinds: str) -> To:
    return To(kinds)


def as_number(value: Any) -> Any:
    """Turn YAML's numbers into exact decimals; everything else is left for the type to refuse."""
    kind = type(value)
    if kind is int or kind is float:
        if not -LARGEST <= value <= LARGEST:  # nor is what is no number at all
            raise PydanticCustomError("number_range", "{value} is no figure of a plan", {"value": repr(value)})
        return Decimal(value) if kind is int else Decimal(repr(value))
    if isinstance(value, Decimal):
        return value
    raise PydanticCustomError("number_type", "a number is needed")


Number = Annotated[Decimal, Read(as_number, accepted=int | float)]
FROM_ZERO = Annotated[int, Field(ge=0)] | Annotated[float, Field(ge=0)]
Amount = Annotated[Decimal, Field(ge=0), Read(as_number, accepted=FROM_ZERO)]


def as_value(value: Any) -> Any:
    """Read an observed value: a number, yes or no, or words."""
    return value if isinstance(value, (bool, str)) else as_number(value)


Value = Annotated[
    bool | Prose | Decimal,
    Field(union_mode="left_to_right"),
    Read(as_value, accepted=bool | str | int | float),
]


def as_version(value: Any) -> Any:
    """Refuse what only equals a version: true, 1.0."""
    if type(value) is not int:
        raise PydanticCustomError("version", "no schema version")
    return value


SchemaVersion = Annotated[Literal[1], Read(as_version, accepted=Literal[1])]


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
