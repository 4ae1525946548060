"""A plan file's text, with where each of its keys and items begins and ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from byreg.diagnostic import KeyPath
from byreg.source.complaints import starts_of
from byreg.source.composition import Mark
from byreg.source.meaning import Plain
from byreg.source.yaml import compose
from byreg.text.segments import Segment, cut_text


@dataclass(frozen=True, slots=True)
class Spot:
    """A key or item in block style: where the text that belongs to it begins, comments above included."""

    start: int
    segment: Segment

    @property
    def body(self) -> int:
        """Return where its own line begins; of the first key of an item, where the key does."""
        return self.start + len(self.segment.lead)

    @property
    def inside(self) -> int:
        """Return where what is in it begins."""
        return self.body + len(self.segment.head)

    @property
    def end(self) -> int:
        return self.start + len(self.segment.text)


@dataclass(frozen=True)
class Page:
    """One parse of a text: its content, the marks of every value, and the spots of what is in block style."""

    text: str
    tree: Plain
    marks: dict[KeyPath, Mark]
    spots: dict[KeyPath, Spot]
    lines: list[int]

    @property
    def newline(self) -> str:
        return "\r\n" if "\r\n" in self.text else "\n"

    def raw(self, path: KeyPath) -> str:
        """Return a value as it is written, without what follows it."""
        mark = self.marks[path]
        return self.text[mark.start : mark.end].rstrip()

    def is_flow(self, path: KeyPath) -> bool:
        """Tell whether a list or table stands in brackets."""
        mark = self.marks.get(path)
        return mark is not None and not mark.leaf and self.text[mark.start : mark.start + 1] in ("{", "[")

    def within_flow(self, path: KeyPath) -> bool:
        """Tell whether what stands at a path is inside brackets."""
        return any(self.is_flow(path[:length]) for length in range(len(path)))

    def is_shared(self, path: KeyPath) -> bool:
        """Tell whether a value, or one around it, has an anchor or is an alias: it stands in several places."""
        marks = (self.marks.get(path[:length]) for length in range(len(path) + 1))
        return any(mark is not None and self.text[mark.start : mark.start + 1] in ("&", "*") for mark in marks)

    def children(self, path: KeyPath) -> tuple[Spot, ...]:
        """Return the spots inside a list or table in block style; of the whole file, at the empty path."""
        if path not in self.spots:
            return ()
        return tuple(self.spots[*path, child.name] for child in self.spots[path].segment.children)

    def key_start(self, path: KeyPath) -> int:
        """Return where a key begins in the text."""
        line, column = self.marks[path].key
        return self.lines[line] + column

    def column(self, path: KeyPath) -> int:
        """Return the column of a key, or of the dash of an item."""
        spot = self.spots[path]
        if spot.segment.inline:
            return self.marks[path].key[1]
        line = self.text[spot.body : spot.body + len(spot.segment.head)]
        return len(line) - len(line.lstrip(" "))


def read_page(text: str) -> Page | None:
    """Parse a text; None where it is no table in block style, or has a fault."""
    spots = spots_in(text)
    composition = compose(text.encode("utf-8"), with_marks=True)
    if not spots or composition.faults:
        return None
    return Page(text, composition.tree, composition.marks, spots, line_starts(text))


def as_written(name: str, text: str, start: int = 0) -> str:
    """Return a key as it stands in a text, quotes included; nothing where it stands there in no usual way."""
    return next((shown for shown in (name, f'"{name}"', f"'{name}'") if text.startswith(shown, start)), "")


@lru_cache(maxsize=4)
def line_starts(text: str) -> list[int]:
    """Return where each line of a text begins."""
    return starts_of(text)


@lru_cache(maxsize=4)
def spots_in(text: str) -> dict[KeyPath, Spot]:
    """Return the spot of each key and item in block style, the whole at the empty path; nothing for what cannot be cut.

    A text is cut once for all the edits of it.
    """
    cut = cut_text(text)
    return dict(spots_of(cut.root)) if cut is not None else {}


def spots_of(root: Segment) -> Iterator[tuple[KeyPath, Spot]]:
    """Yield each segment with its path and place."""
    waiting: list[tuple[KeyPath, int, Segment]] = [((), 0, root)]
    while waiting:
        path, start, segment = waiting.pop()
        spot = Spot(start, segment)
        yield path, spot
        inside = spot.inside
        for child in segment.children:
            waiting.append(((*path, child.name), inside, child))
            inside += len(child.text)
