"""A file cut into the pieces of text that its records and fields are, so that they can be put together again.

Every character belongs to one piece: the pieces of a file, in order, are the file. The comments
and blank lines above a key belong to it.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from byreg.diagnostic import KeyPath
from byreg.source.composition import Mark
from byreg.source.meaning import Plain
from byreg.source.yaml import compose

NEWLINE = re.compile("\n")
Shape = Literal["mapping", "sequence", "value"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A field, a record or an item: what stands above it, its own line or lines, and what is inside it.

    `inline` tells that it begins on the line of the item it belongs to (`- date: 2018`).
    """

    name: str | int
    lead: str
    head: str
    value: Plain
    shape: Shape = "value"
    children: tuple["Segment", ...] = ()
    inline: bool = False
    beside: int = 0  # characters of a comment, and the line's end, behind what the head says

    @property
    def body(self) -> str:
        """Return the text without what stands above it."""
        return self.head + "".join(child.text for child in self.children)

    @property
    def text(self) -> str:
        return self.lead + self.body


@dataclass(frozen=True, slots=True)
class Cut:
    """A whole file as segments; `tail` is what follows the last."""

    root: Segment
    tail: str


@dataclass(slots=True)
class Cutter:
    """Cuts one text by the marks of its parse."""

    text: str
    marks: dict[KeyPath, Mark]
    lines: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = [0, *(found.end() for found in NEWLINE.finditer(self.text))]

    def offset(self, position: tuple[int, int]) -> int:
        return self.lines[position[0]] + position[1]

    def children(self, path: KeyPath, value: Plain, cursor: int, *, inline: bool) -> tuple[tuple[Segment, ...], int]:
        """Return the segments inside a block mapping or sequence, and where the last one ends."""
        found: list[Segment] = []
        names: Sequence[str | int] = list(value) if isinstance(value, dict) else range(len(value))
        for name in names:
            segment, cursor = self.segment((*path, name), value[name], cursor, inline=inline and not found)
            found.append(segment)
        return tuple(found), cursor

    def segment(self, path: KeyPath, value: Plain, cursor: int, *, inline: bool) -> tuple[Segment, int]:
        """Return the segment of one key or item, and where it ends."""
        mark = self.marks[path]
        start = cursor if inline else self.start_of(path, mark, cursor)
        lead = self.text[cursor:start]
        if not self.is_block(mark, value):
            content = max(self.content_end(mark), self.offset(mark.key))
            end = self.line_end(content)
            beside = end - content if mark.end > mark.start else 0
            return Segment(path[-1], lead, self.text[start:end], value, inline=inline, beside=beside), end
        item = isinstance(path[-1], int)
        first = self.offset(mark.value)
        same_line = item and mark.value[0] == self.line_of(start)
        inside = first if same_line else self.line_end(start if item else self.offset(mark.key))
        if item and same_line and isinstance(value, list):  # `- - a`: an item of items is kept whole
            end = self.last_end(path, value)
            return Segment(path[-1], lead, self.text[start:end], value, inline=inline), end
        children, end = self.children(path, value, inside, inline=same_line)
        shape: Shape = "mapping" if isinstance(value, dict) else "sequence"
        return Segment(path[-1], lead, self.text[start:inside], value, shape, children, inline), end

    def start_of(self, path: KeyPath, mark: Mark, cursor: int) -> int:
        """Return where a key or item begins: the first character of its line."""
        here = self.offset(mark.key)
        if isinstance(path[-1], int):  # the mark stands behind the dash
            dash = self.text.rfind("-", cursor, here)
            here = dash if dash >= 0 else here
        return max(cursor, self.lines[self.line_of(here)])

    def line_of(self, offset: int) -> int:
        return bisect_right(self.lines, offset) - 1

    def is_block(self, mark: Mark, value: Plain) -> bool:
        """Tell whether a value is a block mapping or sequence with something in it."""
        return not mark.leaf and bool(value) and self.text[mark.start : mark.start + 1] not in ("{", "[", "&", "*")

    def content_end(self, mark: Mark) -> int:
        return mark.start + len(self.text[mark.start : mark.end].rstrip())

    def line_end(self, offset: int) -> int:
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end + 1

    def last_end(self, path: KeyPath, value: Plain) -> int:
        """Return where the last leaf inside a value ends."""
        mark = self.marks[path]
        if not self.is_block(mark, value):
            return self.line_end(self.content_end(mark))
        name = list(value)[-1] if isinstance(value, dict) else len(value) - 1
        return self.last_end((*path, name), value[name])


def cut_text(text: str) -> Cut | None:
    """Return a file as segments; None where it is no mapping in block style, or cannot be parsed."""
    composition = compose(text.encode("utf-8"), with_marks=True)
    tree = composition.tree
    if composition.faults or not isinstance(tree, dict) or not tree or "\r" in text.replace("\r\n", ""):
        return None
    cutter = Cutter(text, composition.marks)
    if not cutter.is_block(composition.marks[()], tree):
        return None
    children, end = cutter.children((), tree, 0, inline=False)
    found = Cut(Segment("", "", "", tree, "mapping", children), text[end:])
    return found if found.root.text + found.tail == text else None
