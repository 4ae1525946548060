"""Where comments stand in a plan file: a `#` within a value or a key is none."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from byreg.diagnostic import KeyPath
from byreg.source.complaints import starts_of
from byreg.source.composition import Mark

COMMENT = re.compile(r"(?:(?<=[ \t])|^)#[^\n\r]*", re.MULTILINE)
Span = tuple[int, int, int]  # start and end in characters, and the line it begins on
Marks = Mapping[KeyPath, Mark]


def comments_of(text: str, marks: Marks) -> list[str]:
    """Return the comments of a text in its order, without the spaces behind them."""
    spans = scalar_spans(text, marks, starts_of(text))
    return [one[0].rstrip() for one in COMMENT.finditer(text) if not in_scalar(one.start(), spans)]


def scalar_spans(text: str, marks: Marks, starts: Sequence[int]) -> list[Span]:
    """Return where values and keys stand, in order."""
    return sorted([*leaf_spans(text, marks), *(quoted_key(text, starts, mark) for mark in marks.values())])


def leaf_spans(text: str, marks: Marks) -> list[Span]:
    return [(content_start(text, mark), mark.end, mark.value[0]) for mark in marks.values() if mark.leaf]


def quoted_key(text: str, starts: Sequence[int], mark: Mark) -> Span:
    """Return where a key in quotes stands; nothing of it is a comment."""
    begin = starts[mark.key[0]] + mark.key[1]
    quote = text[begin : begin + 1]
    end = text.find(quote, begin + 1) if quote in ("'", '"') and quote else -1
    return (begin, end + 1 if end >= 0 else begin, mark.key[0])


def content_start(text: str, mark: Mark) -> int:
    """Return where a value's own text begins; of `>` and `|` on the line after, so that a comment may stand beside them."""
    if text[mark.start : mark.start + 1] not in ("|", ">"):
        return mark.start
    after = text.find("\n", mark.start, mark.end)
    return mark.end if after < 0 else after


def in_scalar(at: int, leaves: Sequence[Span]) -> bool:
    """Tell whether a position lies within a value; `leaves` are their starts and ends, in order."""
    index = bisect_right(leaves, at, key=lambda leaf: leaf[0]) - 1
    return index >= 0 and at < leaves[index][1]
