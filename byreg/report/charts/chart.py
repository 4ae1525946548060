"""What a chart is made of. Every chart has a title, a description in words, and its figures as rows."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

from byreg.wording.said import Status


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a chart as a table; the first cell of a row heads it."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: how much, in what state."""

    status: Status
    amount: Decimal
    shown: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, of parts."""

    label: str
    parts: tuple[Part, ...]
    shown: str  # what the parts are together

    @property
    def total(self) -> Decimal:
        return sum((part.amount for part in self.parts), Decimal(0))


@dataclass(frozen=True, slots=True)
class Bars:
    """Amounts or numbers side by side, each split by status."""

    kind: ClassVar[str] = "bars"

    id: str
    title: str
    description: str
    figures: Figures
    bars: tuple[Bar, ...]
    legend: tuple[Status, ...]

    @property
    def whole(self) -> "Bars":
        """Return the first bar alone, which stands for all the others together."""
        return self.first(1)

    def first(self, most: int) -> "Bars":
        """Return the first bars, where there is no room for all."""
        return replace(self, figures=Figures(self.figures.headings, self.figures.rows[:most]), bars=self.bars[:most])


@dataclass(frozen=True, slots=True)
class Point:
    """A value at a day (as its ordinal number), with what people call both."""

    at: int
    value: Decimal
    when: str
    shown: str


@dataclass(frozen=True, slots=True)
class Level:
    """What a target demands between two days; one limit is None where only the other is set."""

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the legend: `point`, `column`, `forecast`, `forecast-column`, `baseline`, `target` or, without a mark, `said`."""

    sort: str
    text: str


@dataclass(frozen=True, slots=True)
class Curve:
    """An indicator over time, with where it began and where it should be.

    `changes`: each value tells of one period, and is a column. `downwards`: less is better, as for ranks.
    """

    kind: ClassVar[str] = "curve"

    id: str
    title: str
    description: str
    figures: Figures
    points: tuple[Point, ...]
    forecast: tuple[Point, ...]
    baseline: Decimal | None
    levels: tuple[Level, ...]
    legend: tuple[Mark, ...]
    ticks: tuple[tuple[Decimal, str], ...]
    changes: bool = False
    downwards: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Something that lasts, or a point in time; an open end is None."""

    label: str
    lane: str
    start: int | None
    end: int | None
    when: str
    status: Status | None = None
    point: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """Phases, milestones and actions on one axis of years, with the day of the report."""

    kind: ClassVar[str] = "timeline"

    id: str
    title: str
    description: str
    figures: Figures
    spans: tuple[Span, ...]
    start: int
    end: int
    today: int
    today_text: str
    left_out: str = ""


Chart = Bars | Curve | Timeline
