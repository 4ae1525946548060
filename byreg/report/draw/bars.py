"""Bars: amounts side by side, each split by status."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from byreg.report.charts.chart import Bar, Bars
from byreg.report.draw.shapes import LINE, across, label, rectangle, text
from byreg.wording.said import Status

WIDE = Decimal("0.995")  # of the width: an outline needs room


def bars(chart: Bars) -> tuple[list[str], int]:
    """Draw bars below their labels, as long as their amounts, each part with its symbol and figure."""
    most = max((bar.total for bar in chart.bars), default=Decimal(1)) or Decimal(1)
    drawn: list[str] = []
    y = 14
    for bar in chart.bars:
        named, y = label(f"{bar.label}: {bar.shown}", y, "strong")
        drawn += named
        drawn += parts(bar, most, y - 10)
        y += 36
    keys, y = key_of_statuses(chart.legend, y)
    return drawn + keys, y


def parts(bar: Bar, most: Decimal, y: int) -> Iterable[str]:
    at = Decimal(0)
    for part in bar.parts:
        width = part.amount / most * WIDE
        style = part.status.tone if part.status.tone == "unknown" else f"{part.status.tone} part"
        yield rectangle(at, y, width, 24, style)
        told = f"{part.status.symbol} {part.shown}"
        if width * 100 >= len(told) * 2 + 3:
            inside = "strong" if part.status.tone == "unknown" else "on"
            yield text(across(at + width / 2), y + 17, told, inside, "middle")
        at += width


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
