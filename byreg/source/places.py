"""Where everything stands in a text that is clear line by line: what the parser would tell, without it.

`source/lines.py` says which texts those are. Only they may be asked about here: nothing is refused, and nothing found wrong.
"""

from dataclasses import dataclass
from itertools import accumulate

from byreg.diagnostic import KeyPath
from byreg.source.composition import Mark
from byreg.source.lines import ALONE, BEFORE_VALUE, BRACKETS, COMMENT, QUOTED_VALUE, QUOTES, without_comment

Position = tuple[int, int]  # line and column from 0


@dataclass(slots=True, eq=False)
class Begun:
    """A value that has begun: where its key stands, itself, and its first character.

    A container has a level, which is how far in it stands; a list has counted its items. A folded text has a margin, with
    which its lines begin.
    """

    path: KeyPath
    key: Position
    value: Position
    start: int
    level: int = 0
    items: int | None = None
    margin: str = ""

    def until(self, end: int) -> Mark:
        return Mark(self.key, self.value, self.start, end, bool(self.margin))

    def next_path(self) -> KeyPath:
        """Return the path of a list's next item."""
        assert self.items is not None
        self.items += 1
        return (*self.path, self.items - 1)


def places_in(text: str) -> dict[KeyPath, Mark]:
    """Return where each value of a text stands that is clear line by line."""
    reader = Reader()
    lines = text.split("\n")
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    for number, (line, start) in enumerate(zip(lines, starts, strict=False)):
        reader.read(line, number, start)
    reader.close_all(len(text))
    return reader.marks


class Reader:
    """Reads one line after the other. A container ends where the first thing behind it begins, as the parser has it."""

    def __init__(self) -> None:
        self.marks: dict[KeyPath, Mark] = {}
        self.open: list[Begun] = []
        self.folded: Begun | None = None
        self.waiting: tuple[KeyPath, Position | None] | None = ((), None)  # for a container, with the place of its key

    def read(self, line: str, number: int, start: int) -> None:
        """Note what one line says, or that it goes on with a folded text."""
        if self.folded is not None:
            if line.startswith(self.folded.margin) or not line.strip(" "):
                return
            self.close_folded(start)
        head, colon, value = line.partition(": ")
        entry = BEFORE_VALUE[head] if colon else ALONE[head]
        if entry is not None:
            level, is_item, key = entry
        else:
            bare = line.lstrip(" ")
            if not bare or bare[0] == "#":
                return
            level, is_item, key, value = len(line) - len(bare), True, "", bare[2:]
        here = self.container(level, (number, level), start + level, is_item=is_item)
        column = level
        path = here.path
        if is_item:
            column += 2
            path = here.next_path()
            if key:
                self.open.append(Begun(path, (number, column), (number, column), start + column, column))
        at = (number, column)
        if key:
            path = (*path, key)
            column = len(head) + 2
        self.value(value, Begun(path, at, (number, column), start + column), level + (3 if is_item and key else 1))

    def container(self, level: int, at: Position, start: int, *, is_item: bool) -> Begun:
        """Return the container that a line goes on with, and close those it does not."""
        if self.waiting is not None:
            path, key = self.waiting
            self.waiting = None
            self.open.append(Begun(path, key or at, at, start, level, 0 if is_item else None))
        while level < self.open[-1].level or (
            level == self.open[-1].level and self.open[-1].items is not None and not is_item
        ):
            self.close(start)
        return self.open[-1]

    def value(self, text: str, begun: Begun, least: int) -> None:
        """Note what stands behind a key or a dash; the lines of a folded text stand `least` so far in."""
        if not text or COMMENT.match(text):
            self.waiting = (begun.path, begun.key)
        elif text[0] in BRACKETS:
            self.flow(without_comment(text), begun)
        elif text[0] == ">":
            begun.margin = " " * least
            self.folded = begun
        else:
            quoted = QUOTED_VALUE.fullmatch(text) if text[0] in QUOTES else None
            self.leaf(begun, len(quoted[1] if quoted else without_comment(text)))

    def flow(self, text: str, begun: Begun) -> None:
        """Note a list or mapping in flow style, and all in it."""
        line, column = begun.value
        outer: list[Begun] = []
        at = 0
        for piece in text.split(", "):
            said, here = piece, begun
            if outer:
                here, said = self.inner(outer[-1], said, line, column + at, begun.start + at)
            while said[:1] in BRACKETS:
                here.items = 0 if said[0] == "[" else None
                outer.append(here)
                offset = at + len(piece) - len(said) + 1
                here, said = self.inner(here, said[1:], line, column + offset, begun.start + offset)
            bare = said.rstrip("]}")
            self.leaf(here, len(bare))
            end = begun.start + at + len(piece) - len(said) + len(bare)
            for closed in range(1, len(said) - len(bare) + 1):
                one = outer.pop()
                self.marks[one.path] = one.until(end + closed)
            at += len(piece) + 2

    def inner(self, outer: Begun, text: str, line: int, column: int, start: int) -> tuple[Begun, str]:
        """Return what begins in a container in flow style with a text, and the text behind its key."""
        at = (line, column)
        if outer.items is not None:
            return Begun(outer.next_path(), at, at, start), text
        key, _, said = text.partition(": ")
        behind = len(key) + 2
        return Begun((*outer.path, key), at, (line, column + behind), start + behind), said

    def leaf(self, begun: Begun, width: int) -> None:
        self.marks[begun.path] = Mark(begun.key, begun.value, begun.start, begun.start + width, leaf=True)

    def close(self, end: int) -> None:
        one = self.open.pop()
        self.marks[one.path] = one.until(end)

    def close_folded(self, end: int) -> None:
        if self.folded is not None:
            self.marks[self.folded.path] = self.folded.until(end)
            self.folded = None

    def close_all(self, end: int) -> None:
        self.close_folded(end)
        while self.open:
            self.close(end)
