"""Charts as text: bars of blocks, and a figure a character for a course."""

from collections.abc import Sequence
from decimal import Decimal

from byreg.report.charts.chart import Bars, Chart, Curve, Timeline
from byreg.report.draw.scale import share

WIDTH = 40
SPARKS = "▁▂▃▄▅▆▇█"
FILLS = {"good": "█", "active": "▓", "partial": "▒", "waiting": "░", "bad": "╳", "unknown": "·"}


def drawn(chart: Chart) -> str:
    """Return a chart as lines of text."""
    match chart:
        case Bars():
            return "\n".join(bars(chart))
        case Curve():
            return f"{spark(chart)}  {chart.points[0].when} → {chart.points[-1].when}: {chart.points[-1].shown}"
        case Timeline():
            return "\n".join(timeline(chart))


def bars(chart: Bars) -> list[str]:
    """Return a bar for each label, its parts told by their pattern; below, what the patterns mean."""
    most = max(bar.total for bar in chart.bars) or Decimal(1)
    wide = min(max(len(bar.label) for bar in chart.bars), 32)
    lines = []
    for bar in chart.bars:
        blocks = "".join(FILLS[part.status.tone] * blocks_of(part.amount, most) for part in bar.parts)
        told = ", ".join(f"{part.status.symbol} {part.shown}" for part in bar.parts)
        name = bar.label if len(bar.label) <= wide else f"{bar.label[: wide - 1]}…"
        lines.append(f"{name:<{wide}}  {blocks:<{WIDTH}}  {told}".rstrip())
    keys = (f"{FILLS[status.tone]} {status.symbol} {status.text}" for status in chart.legend)
    return [*lines, "   ".join(keys)]


def blocks_of(amount: Decimal, most: Decimal) -> int:
    """Return how many blocks an amount gets: none for nothing, at least one for something."""
    return max(int(share(amount, 0, most) * WIDTH), 1) if amount else 0


def spark(chart: Curve) -> str:
    """Return the observed figures as blocks of different height; less is shown higher where less is better."""
    return sparkline([-point.value if chart.downwards else point.value for point in chart.points])


def sparkline(values: Sequence[Decimal]) -> str:
    low, high = min(values), max(values)
    if low == high:
        return SPARKS[3] * len(values)
    return "".join(SPARKS[int(share(value, low, high) * (len(SPARKS) - 1))] for value in values)


def timeline(chart: Timeline) -> list[str]:
    """Return a row for each span, between the first year and the last."""
    lines = []
    for span in chart.spans:
        first = int(share(span.start if span.start is not None else chart.start, chart.start, chart.end) * (WIDTH - 1))
        last = int(share(span.end if span.end is not None else chart.end, chart.start, chart.end) * (WIDTH - 1))
        tone = span.status.tone if span.status else "active"
        marks = "◆" if span.point else FILLS[tone] * (last - first + 1)
        symbol = f"{span.status.symbol} " if span.status else ""
        lines.append(
            f"{' ' * (last if span.point else first)}{marks}".ljust(WIDTH) + f"  {symbol}{span.label} ({span.when})"
        )
    return lines
