"""What a plan says in words: sections, points, results, effects, benefits and lessons."""

from typing import Annotated, ClassVar

from pydantic import Field

from byreg.model.period import Period
from byreg.model.programme import Role
from byreg.model.record import RECORDS, WHO, Item
from byreg.model.values import OptionalProse, OptionalTitle, Prose, Read, References, shorthand, to


class Point(Item):
    """One item of a list; a bare text will do."""

    text: Prose
    concerns: Annotated[References, to(*RECORDS)] = ()


PointField = Annotated[Point, Read(shorthand("text", str), accepted=Point | str)]
Points = Annotated[tuple[PointField, ...], Field(strict=False)]


class Section(Item):
    """Prose under a heading, a list, or both; a bare text will do."""

    title: OptionalTitle = None
    text: OptionalProse = None
    points: Points = ()


SectionField = Annotated[Section, Read(shorthand("text", str), accepted=Section | str)]


class Result(Point):
    """What came out, told afterwards, and what it is judged by."""

    leading: ClassVar[tuple[str, ...]] = ("text", "date", "judged_by")

    date: Period | None = None
    judged_by: OptionalProse = None


class Effect(Point):
    """An effect expected after the plan, and when it can be seen."""

    leading: ClassVar[tuple[str, ...]] = ("text", "horizon")

    horizon: Period | None = None


class Experience(Point):
    """A benefit or lesson as seen by a role, an organisation, or with a view to a goal."""

    role: Role | None = None
    by: Annotated[References, to(*WHO)] = ()


class Risk(Point):
    """Something that may happen, how likely and how grave (1 to 5), and what is done about it."""

    likelihood: Annotated[int | None, Field(ge=1, le=5)] = None
    consequence: Annotated[int | None, Field(ge=1, le=5)] = None
    response: OptionalProse = None


def one_of(model: type[Point]) -> Read:
    return Read(shorthand("text", str), accepted=model | str)


Results = Annotated[tuple[Annotated[Result, one_of(Result)], ...], Field(strict=False)]
Effects = Annotated[tuple[Annotated[Effect, one_of(Effect)], ...], Field(strict=False)]
Experiences = Annotated[tuple[Annotated[Experience, one_of(Experience)], ...], Field(strict=False)]
Risks = Annotated[tuple[Annotated[Risk, one_of(Risk)], ...], Field(strict=False)]
