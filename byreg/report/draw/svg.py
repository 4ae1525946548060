"""Charts as inline SVG. Places across are shares of the width, places down are pixels: text keeps its size on a phone."""

import textwrap
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from markupsafe import Markup, escape

from byreg.language import labels
from byreg.report.charts.chart import Bar, Bars, Chart, Curve, Level, Mark, Point, Span, Timeline
from byreg.report.draw.scale import share
from byreg.wording.said import Status

LINE = 17  # px from one line of text to the next
WIDEST = 40  # characters that fit on a phone
MOST_LABELS = 5
SYMBOLS = frozenset(symbol for symbol, _ in labels.SYMBOLS.values()) - set("!?–")
DIAMOND = "M0,-7 7,0 0,7 -7,0z"
Across = Callable[[int], Decimal]  # a day as a share of the width
Down = Callable[[Decimal], int]  # a figure as pixels from the top


def svg(chart: Chart) -> Markup:
    """Return a chart as an SVG element with title and description."""
    match chart:
        case Bars():
            drawn, height = bars(chart)
        case Curve():
            drawn, height = curve(chart)
        case Timeline():
            drawn, height = timeline(chart)
    return Markup(  # noqa: S704 - everything that is not ours is escaped
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" role="img" width="100%" height="{height}"'
        f' aria-labelledby="{escape(chart.id)}-title {escape(chart.id)}-desc">'
        f'<title id="{escape(chart.id)}-title">{escape(chart.title)}</title>'
        f'<desc id="{escape(chart.id)}-desc">{escape(chart.description)}</desc>'
        f"{''.join(drawn)}</svg>"
    )


def across(part: Decimal) -> str:
    """Return a share of the width as per cent with two decimals at most."""
    text = f"{part * 100:.2f}".rstrip("0").rstrip(".")
    return f"{text or '0'}%"


def text(x: str, y: int, words: str, style: str = "", anchor: str = "") -> str:
    where = f' text-anchor="{anchor}"' if anchor else ""
    sort = f' class="{style}"' if style else ""
    return f'<text x="{x}" y="{y}"{sort}{where}>{with_symbols(words)}</text>'


def with_symbols(words: str) -> str:
    """Return escaped text in which each symbol is marked: not every typeface has them."""
    return "".join(f'<tspan class="symbol">{one}</tspan>' if one in SYMBOLS else str(escape(one)) for one in words)


def lines_of(words: str, width: int = WIDEST) -> list[str]:
    return textwrap.wrap(" ".join(words.split()), width) or [""]


def label(words: str, y: int, style: str = "") -> tuple[list[str], int]:
    """Return a label over as many lines as it needs, and where the next thing goes."""
    lines = lines_of(words)
    return [text("0", y + LINE * index, line, style) for index, line in enumerate(lines)], y + LINE * len(lines)


def rectangle(x: Decimal, y: int, width: Decimal, height: int, style: str) -> str:
    return f'<rect class="{style}" x="{across(x)}" y="{y}" width="{across(width)}" height="{height}"/>'


def stroke(x: tuple[str, str], y: tuple[int, int], style: str) -> str:
    return f'<line class="{style}" x1="{x[0]}" x2="{x[1]}" y1="{y[0]}" y2="{y[1]}"/>'


def key_of_statuses(statuses: Sequence[Status], y: int) -> tuple[list[str], int]:
    """Return what each status looks like: a swatch, its symbol and its name."""
    columns = 2 if all(len(status.text) <= 16 for status in statuses) else 1
    drawn = []
    for index, status in enumerate(statuses):
        row, column = divmod(index, columns)
        left, top = ("0", "20") if column == 0 else ("50%", "52%"), y + LINE * row
        drawn.append(f'<rect class="{status.tone}" x="{left[0]}" y="{top - 11}" width="12" height="12"/>')
        drawn.append(
            f'<svg x="{left[0]}" y="{top - 13}" overflow="visible">{text("18", 13, f"{status.symbol} {status.text}", "small")}</svg>'
        )
    return drawn, y + LINE * -(-len(statuses) // columns)


def bars(chart: Bars) -> tuple[list[str], int]:
    """Draw bars below their labels, as long as their amounts, each part with its symbol and figure."""
    most = max((bar.total for bar in chart.bars), default=Decimal(1)) or Decimal(1)
    drawn: list[str] = []
    y = 14
    for bar in chart.bars:
        named, y = label(bar.label, y, "strong")
        drawn += named
        drawn += parts(bar, most, y - 10)
        y += 36
    keys, y = key_of_statuses(chart.legend, y)
    return drawn + keys, y


def parts(bar: Bar, most: Decimal, y: int) -> Iterable[str]:
    at = Decimal(0)
    for part in bar.parts:
        width = part.amount / most
        style = part.status.tone if part.status.tone == "unknown" else f"{part.status.tone} part"
        yield rectangle(at, y, width, 24, style)
        told = f"{part.status.symbol} {part.shown}"
        if width * 100 >= len(told) * 2 + 3:
            inside = "strong" if part.status.tone == "unknown" else "on"
            yield text(across(at + width / 2), y + 17, told, inside, "middle")
        at += width


TOP, BOTTOM = 12, 168


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
        joined = [*chart.points[-1:], *chart.forecast]
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
            anchor = "end" if at + room > 1 else "middle"
            drawn.append(text("100%" if anchor == "end" else across(at), BOTTOM + 20, point.when, "small", anchor))
    return drawn


def key_height(marks: Sequence[Mark]) -> int:
    return sum(len(lines_of(mark.text)) for mark in marks)


def key_of_marks(marks: Sequence[Mark], y: int) -> list[str]:
    """Return what the marks of a course mean."""
    drawn = []
    for mark in marks:
        if mark.sort in ("point", "forecast"):
            drawn.append(f'<circle class="{mark.sort}" cx="8" cy="{y - 4}" r="5"/>')
        else:
            drawn.append(stroke(("0", "18"), (y - 4, y - 4), mark.sort))
        for index, line in enumerate(lines_of(mark.text)):
            drawn.append(text("26", y + LINE * index, line, "small"))
        y += LINE * len(lines_of(mark.text))
    return drawn


def timeline(chart: Timeline) -> tuple[list[str], int]:
    """Draw what lasts as bars and what is passed as diamonds, lane by lane, over years."""
    first, last = date.fromordinal(chart.start), date.fromordinal(chart.end)
    start, end = date(first.year, 1, 1).toordinal(), min(date(last.year, 12, 31).toordinal() + 1, date.max.toordinal())

    def x(day: int) -> Decimal:
        return share(day, start, end)

    rows: list[str] = []
    y, lane = 42, ""
    for span in chart.spans:
        if span.lane != lane:
            lane = span.lane
            rows.append(text("0", y, lane, "strong"))
            y += LINE + 3
        symbol = f"{span.status.symbol} " if span.status else ""
        named, y = label(f"{symbol}{span.label}", y)
        rows += named
        rows.append(drawn_span(span, x, y - 8))
        y += 22
    years = range(first.year, last.year + 1)
    step = -(-len(years) // MOST_LABELS)
    grid = []
    for year in years[::step]:
        at = across(x(date(year, 1, 1).toordinal()))
        grid.append(stroke((at, at), (18, y - 10), "grid"))
        grid.append(text(at, 13, str(year), "small"))
    key = y + 8
    if start <= chart.today <= end:
        at = across(x(chart.today))
        grid.append(stroke((at, at), (18, y - 10), "today"))
        rows.append(stroke(("0", "18"), (key - 4, key - 4), "today"))
        rows.append(text("26", key, chart.today_text, "small"))
        key += LINE
    return grid + rows, key


def drawn_span(span: Span, x: Across, y: int) -> str:
    tone = span.status.tone if span.status else "active"
    left = x(span.start) if span.start is not None else Decimal(0)
    right = x(span.end + 1) if span.end is not None else Decimal(1)
    if span.point:
        return f'<svg x="{across((left + right) / 2)}" y="{y + 6}" overflow="visible"><path class="{tone}" d="{DIAMOND}"/></svg>'
    return rectangle(left, y, max(right - left, Decimal("0.012")), 11, tone)
