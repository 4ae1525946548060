"""What lasts as bars and what is passed as diamonds, lane by lane, over years."""

from datetime import date
from decimal import Decimal

from byreg.report.charts.chart import Span, Timeline
from byreg.report.draw.scale import share
from byreg.report.draw.shapes import (
    LINE,
    MOST_LABELS,
    Across,
    across,
    label,
    rectangle,
    stroke,
    text,
)

DIAMOND = "M0,-7 7,0 0,7 -7,0z"


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
        return f'<svg x="{across(right)}" y="{y + 6}" overflow="visible"><path class="{tone}" d="{DIAMOND}"/></svg>'
    return rectangle(left, y, max(right - left, Decimal("0.012")), 11, tone)
