"""An indicator's course between its axis of figures and its axis of time."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from byreg.report.charts.chart import Curve, Level, Mark, Point
from byreg.report.draw.scale import share
from byreg.report.draw.shapes import (
    LINE,
    MOST_LABELS,
    Across,
    Down,
    across,
    lines_of,
    rectangle,
    stroke,
    text,
)

TOP, BOTTOM = 12, 168  # px: where the figures are drawn


def curve(chart: Curve) -> tuple[list[str], int]:
    """Draw an indicator's course between its axis of figures and its axis of time."""
    low, high = chart.ticks[0][0], chart.ticks[-1][0]
    every = [*chart.points, *chart.forecast]
    days = [point.at for point in every] + [day for level in chart.levels for day in (level.start, level.end)]
    first, last = min(days), max(days)
    margin = max((last - first) // 12, 30)
    first, last = first - margin, last + margin

    def x(day: int) -> Decimal:
        return Decimal("0.12") + share(day, first, last) * Decimal("0.86")

    def y(value: Decimal) -> int:
        part = share(value, low, high)
        return round(TOP + (part if chart.downwards else 1 - part) * (BOTTOM - TOP))

    drawn = []
    for value, shown in chart.ticks:
        drawn.append(stroke(("12%", "100%"), (y(value), y(value)), "axis" if value == 0 else "grid"))
        drawn.append(text("0", y(value) + 4, shown, "small"))
    for level in chart.levels:
        drawn += target(level, (x(level.start), x(level.end)), y)
    if chart.baseline is not None:
        drawn.append(stroke(("12%", "100%"), (y(chart.baseline), y(chart.baseline)), "baseline"))
    if chart.changes:
        wide = Decimal("0.5") / max(len(every) + 1, 4)
        drawn += columns(chart.points, x, y, wide=wide, style="point")
        drawn += columns(chart.forecast, x, y, wide=wide, style="forecast")
    else:
        latest = chart.points[-1]
        joined = [latest, *(point for point in chart.forecast if point.at > latest.at)]
        drawn += joined_by(chart.points, x, y, "course") + joined_by(joined, x, y, "foreseen")
        drawn += [dot(point, x, y, "point") for point in chart.points]
        drawn += [dot(point, x, y, "forecast") for point in chart.forecast]
    drawn += labels_below(every, x)
    return drawn + key_of_marks(chart.legend, BOTTOM + 44), BOTTOM + 44 + LINE * key_height(chart.legend)


def target(level: Level, x: tuple[Decimal, Decimal], y: Down) -> list[str]:
    ends = (across(x[0]), across(x[1]))
    drawn = []
    if level.low is not None and level.high is not None and level.low != level.high:
        top = min(y(level.low), y(level.high))
        drawn.append(rectangle(x[0], top, x[1] - x[0], abs(y(level.low) - y(level.high)), "range"))
    for limit in dict.fromkeys((level.low, level.high)):
        if limit is not None:
            drawn.append(stroke(ends, (y(limit), y(limit)), "target"))
    return drawn


def columns(points: Iterable[Point], x: Across, y: Down, *, wide: Decimal, style: str) -> list[str]:
    """Draw what happened in each period as a column from zero."""
    drawn = []
    for point in points:
        ends = sorted((y(Decimal(0)), y(point.value)))
        drawn.append(rectangle(x(point.at) - wide / 2, ends[0], wide, max(ends[1] - ends[0], 1), style))
        over = ends[0] - 4 if point.value >= 0 else ends[1] + 13
        drawn.append(text(across(x(point.at)), max(over, 10), point.shown, "strong", "middle"))
    return drawn


def joined_by(points: Sequence[Point], x: Across, y: Down, style: str) -> list[str]:
    pairs = pairwise(points)
    return [stroke((across(x(a.at)), across(x(b.at))), (y(a.value), y(b.value)), style) for a, b in pairs]


def dot(point: Point, x: Across, y: Down, style: str) -> str:
    return f'<circle class="{style}" cx="{across(x(point.at))}" cy="{y(point.value)}" r="5"/>'


def labels_below(points: Sequence[Point], x: Across) -> list[str]:
    """Name the periods below the axis: as many as have room, the last always."""
    ordered = sorted(points, key=lambda point: point.at)
    every = -(-len(ordered) // MOST_LABELS)
    chosen = [point for index, point in enumerate(reversed(ordered)) if index % every == 0]
    drawn = []
    taken: list[Decimal] = []
    for point in chosen:
        room = Decimal(max(len(point.when), 4)) * Decimal("0.013")
        at = x(point.at)
        if all(abs(at - other) >= 2 * room for other in taken):
            taken.append(at)
            if at + room > 1:
                drawn.append(text("100%", BOTTOM + 20, point.when, "small", "end"))
            elif at < room:
                drawn.append(text("0", BOTTOM + 20, point.when, "small"))
            else:
                drawn.append(text(across(at), BOTTOM + 20, point.when, "small", "middle"))
    return drawn


def key_of_marks(marks: Sequence[Mark], y: int) -> list[str]:
    """Return what the marks of a course mean."""
    drawn = []
    for mark in marks:
        if mark.sort in ("point", "forecast"):
            drawn.append(f'<circle class="{mark.sort}" cx="8" cy="{y - 4}" r="5"/>')
        elif mark.sort in ("column", "forecast-column"):
            style = "point" if mark.sort == "column" else "forecast"
            drawn.append(f'<rect class="{style}" x="2" y="{y - 11}" width="12" height="12"/>')
        elif mark.sort != "said":
            drawn.append(stroke(("0", "18"), (y - 4, y - 4), mark.sort))
        for index, line in enumerate(lines_of(mark.text)):
            drawn.append(text("26", y + LINE * index, line, "small"))
        y += LINE * len(lines_of(mark.text))
    return drawn


def key_height(marks: Sequence[Mark]) -> int:
    return sum(len(lines_of(mark.text)) for mark in marks)
