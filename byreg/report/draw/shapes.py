"""What drawings are made of. Places across are shares of the width, places down are pixels: text keeps its size on a phone."""

import textwrap
from collections.abc import Callable
from decimal import Decimal

from markupsafe import escape

from byreg.language import labels

LINE = 17  # px from one line of text to the next
WIDEST = 40  # characters that fit on a phone
MOST_LABELS = 5  # along an axis of time
SYMBOL, GAP = 17, 2  # px: the room of a symbol before its words; between them where they stand in the middle
SYMBOLS = frozenset(symbol for symbol, _ in labels.SYMBOLS.values())
Across = Callable[[int], Decimal]  # a day as a share of the width
Down = Callable[[Decimal], int]  # a figure as pixels from the top
Drawn = tuple[list[str], int]  # the elements, and how high they are in pixels


def across(part: Decimal) -> str:
    """Return a share of the width as per cent with two decimals at most."""
    text = f"{part * 100:.2f}".rstrip("0").rstrip(".")
    return f"{text or '0'}%"


def text(x: str, y: int, words: str, style: str = "", anchor: str = "") -> str:
    """Return words as text; a symbol before them stands in an element of its own, as few typefaces have both."""
    symbol, _, rest = words.partition(" ")
    if symbol not in SYMBOLS or not rest:
        return element(x, y, words, style, anchor)
    if anchor == "middle":
        return element(x, y, symbol, f"{style} symbol", "end", -GAP) + element(x, y, rest, style, "start", GAP)
    return element(x, y, symbol, f"{style} symbol".strip()) + element(x, y, rest, style, shift=SYMBOL)


def element(x: str, y: int, words: str, style: str, anchor: str = "", shift: int = 0) -> str:
    where = f' text-anchor="{anchor}"' if anchor else ""
    sort = f' class="{style}"' if style else ""
    aside = f' dx="{shift}"' if shift else ""
    return f'<text x="{x}" y="{y}"{aside}{sort}{where}>{escape(words)}</text>'


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
