"""Two branches' edits of one plan file, merged by id and field instead of by line.

Different records, and different fields of one record, never conflict; where both sides changed
one field to different things, git's markers stand around that field alone. Comments and the form
of what nobody changed survive. The result is parsed again, and must mean what was meant.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from byreg.merge.comments import KEY_LINE, content, pick_comment, pick_head, pick_lead
from byreg.merge.matching import in_order, named
from byreg.merge.threeway import (
    NOTHING,
    BothChangedError,
    both_rewrote,
    flow,
    merge_plain,
)
from byreg.source.meaning import Plain
from byreg.source.yaml import compose
from byreg.text.canonical import canonical
from byreg.text.segments import Segment, cut_text

# mappings of things that each have a name of their own: two sides may both begin one
TABLES = frozenset((
    "programmes", "actors", "phases", "events", "sources", "councils", "municipalities", "sections", "organisation",
    "goals", "focus_areas", "themes", "objectives", "strategies", "process", "meetings", "milestones", "consultation",
    "decisions", "agreements", "costs", "financing", "portfolio", "annual_cycle", "tag_sets", "words", "names",
    "deliverables", "indicators", "targets", "observations", "forecast", "by_unit", "each_unit", "actions", "previous",
))  # fmt: skip
Side = Callable[["Conflict"], str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field that both sides changed, or that one changed and the other removed."""

    ours: str
    theirs: str
    inline: bool = False


Piece = str | Conflict


@dataclass(frozen=True, slots=True)
class Outcome:
    """The merged text in pieces, and what it means where conflicts go one way or the other.

    `names` are the key's name on both sides, where they gave it different ones.
    """

    pieces: tuple[Piece, ...]
    values: tuple[Any, Any]
    names: tuple[str | int, str | int] | None = None

    @property
    def conflicts(self) -> int:
        return sum(isinstance(piece, Conflict) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged file and the number of conflicts left in it."""

    text: str
    conflicts: int


def merge_texts(base: str, ours: str, theirs: str, *, marker_size: int = 7) -> Merged | None:
    """Merge two versions of a file that began as `base`; None where it must be done by lines.

    That is where one of them is no valid YAML in block style, or where the result would not mean
    what was merged.
    """
    if theirs in (base, ours):
        return Merged(ours, 0)
    if base == ours:
        return Merged(theirs, 0)
    newline = "\r\n" if "\r\n" in ours else "\n"
    texts = [text.replace("\r\n", "\n") for text in (base, ours, theirs)]
    texts = [text if text.endswith("\n") else f"{text}\n" for text in texts]
    old, mine, other = (cut_text(text) for text in texts)
    if mine is None or other is None or (old is None and texts[0].strip()):
        return None
    outcome = merge_children(old.root if old else None, mine.root, other.root)
    tail = pick_lead(old.tail if old else "", mine.tail, other.tail)
    if not proven(outcome, tail):
        return None
    marked = rendered(outcome.pieces, lambda conflict: marks(conflict, marker_size)) + tail
    return Merged(marked.replace("\n", newline), outcome.conflicts)


def proven(outcome: Outcome, tail: str) -> bool:
    """Tell whether the text, with each conflict settled one way or the other, means what was merged."""
    sides: tuple[Side, Side] = (lambda conflict: conflict.ours), (lambda conflict: conflict.theirs)
    for value, side in zip(outcome.values, sides, strict=True):
        found = compose((rendered(outcome.pieces, side) + tail).encode("utf-8"))
        if found.faults or canonical(filled(found.tree)) != canonical(filled(value)):
            return False
    return not any(isinstance(piece, Conflict) and piece.inline for piece in outcome.pieces)


def filled(value: Plain) -> Plain:
    """Return a value without empty tables and lists: a side of a conflict may leave one behind."""
    if isinstance(value, dict):
        inner = {key: filled(item) for key, item in value.items()}
        return {key: item for key, item in inner.items() if item not in (None, {}, [])}
    return [filled(item) for item in value] if isinstance(value, list) else value


def rendered(pieces: Sequence[Piece], side: Side) -> str:
    return "".join(side(piece) if isinstance(piece, Conflict) else piece for piece in pieces)


def marks(conflict: Conflict, size: int) -> str:
    """Return a conflict between git's markers."""
    return f"{'<' * size} ours\n{conflict.ours}{'=' * size}\n{conflict.theirs}{'>' * size} theirs\n"


def merge_segment(base: Segment | None, ours: Segment | None, theirs: Segment | None) -> Outcome:
    """Merge one key or item; a side that does not have it is None."""
    if ours is None or theirs is None:
        return merge_missing(base, ours, theirs)
    lead = pick_lead(base.lead if base else "", ours.lead, theirs.lead)
    beneath = merge_body(base, ours, theirs)
    return replace(beneath, pieces=(lead, *beneath.pieces))


def merge_missing(base: Segment | None, ours: Segment | None, theirs: Segment | None) -> Outcome:
    """Merge what one side does not have: added by the other, or removed by this one."""
    there = ours or theirs
    if there is None:
        return Outcome((), (NOTHING, NOTHING))
    if base is None:
        return Outcome((there.text,), (there.value, there.value))
    if canonical(there.value) == canonical(base.value):
        return Outcome((), (NOTHING, NOTHING))
    conflict = Conflict(ours.body if ours else "", theirs.body if theirs else "", there.inline)
    values = (ours.value if ours else NOTHING, theirs.value if theirs else NOTHING)
    return Outcome((there.lead, conflict), values)


def merge_body(base: Segment | None, ours: Segment, theirs: Segment) -> Outcome:
    """Merge what both sides have, without what stands above it."""
    if base is not None and theirs.body == base.body:
        return Outcome((ours.body,), (ours.value, ours.value))
    if ours.body == theirs.body or (base is not None and ours.body == base.body):
        return Outcome((theirs.body,), (theirs.value, theirs.value))
    if takes_a_choice(base, ours, theirs):
        return whole(ours, theirs)
    if ours.shape == theirs.shape != "value" and (base is None or base.shape == ours.shape or not base.value):
        return merge_inside(base, ours, theirs)
    return merge_value(base, ours, theirs)


def takes_a_choice(base: Segment | None, ours: Segment, theirs: Segment) -> bool:
    """Tell whether both sides gave a record another id, or each began something else under one id."""
    if base is not None:
        return len({base.name, ours.name, theirs.name}) == 3
    began = isinstance(ours.name, str) and ours.name not in TABLES
    return began and canonical(ours.value) != canonical(theirs.value)


def whole(ours: Segment, theirs: Segment) -> Outcome:
    """Return a conflict about the whole of it."""
    conflict = Conflict(ours.body, theirs.body, ours.inline or theirs.inline)
    return Outcome((conflict,), (ours.value, theirs.value), (ours.name, theirs.name))


def merge_inside(base: Segment | None, ours: Segment, theirs: Segment) -> Outcome:
    """Merge what stands below a key, and the key's own line."""
    head = pick_head(base, ours, theirs)
    inner = merge_children(base, ours, theirs)
    if any(isinstance(piece, Conflict) and piece.inline for piece in inner.pieces):
        return whole(ours, theirs)
    if not any(inner.pieces) and not inner.values[0]:  # a table whose last record went is an empty table
        empty = "{}" if ours.shape == "mapping" else "[]"
        return replace(inner, pieces=(KEY_LINE.sub(rf"\1 {empty}\2", head, count=1),))
    return replace(inner, pieces=(head, *inner.pieces))


def merge_value(base: Segment | None, ours: Segment, theirs: Segment) -> Outcome:
    """Merge a value that cannot be looked into: the side that changed its meaning wins; both is a conflict."""
    mine, other = canonical(ours.value), canonical(theirs.value)
    before = canonical(base.value) if base else None
    if other in (mine, before) or mine == before:
        winner = ours if other in (mine, before) else theirs
        return Outcome((content(winner) + pick_comment(base, ours, theirs),), (winner.value, winner.value))
    return merge_flow(base, ours, theirs) or whole(ours, theirs)


def merge_flow(base: Segment | None, ours: Segment, theirs: Segment) -> Outcome | None:
    """Merge a list or mapping written on one line, where no part of it was changed by both sides."""
    if not isinstance(ours.value, (dict, list)) or ours.shape != "value":
        return None
    try:
        merged = merge_plain(base.value if base else NOTHING, ours.value, theirs.value)
    except BothChangedError:
        return None
    found = compose(ours.head.encode("utf-8"), with_marks=True).marks
    mark = found.get((0 if isinstance(ours.name, int) else ours.name,))
    written = ours.head[mark.start : mark.end] if mark else ""
    if mark is None or written[:1] not in ("{", "[") or ("\n" in written and "#" in written):
        return None
    text = ours.head[: mark.start] + flow(merged) + pick_comment(base, ours, theirs)
    return Outcome((text,), (merged, merged))


def merge_children(base: Segment | None, ours: Segment, theirs: Segment) -> Outcome:
    """Merge the fields of a record, the records of a table, or the items of a list, each by what it goes by."""
    old, mine, other = named(base, ours, theirs)
    if ours.shape == "sequence" and both_rewrote(list(old), list(mine), list(other)):
        return Outcome((Conflict(inside(ours), inside(theirs)),), (ours.value, theirs.value))
    pieces: list[Piece] = []
    values: tuple[Any, Any] = ({}, {}) if ours.shape == "mapping" else ([], [])
    for name in in_order(old, mine, other):
        trio = old.get(name), mine.get(name), other.get(name)
        found = merge_segment(*trio)
        pieces += found.pieces
        written = written_name(*trio)
        for collected, key, value in zip(values, found.names or (written, written), found.values, strict=True):
            collect(collected, key, value)
    return Outcome(tuple(pieces), values)


def collect(into: Any, name: str | int, value: Any) -> None:
    if value is NOTHING:
        return
    if isinstance(into, dict):
        into[name] = value
    else:
        into.append(value)


def written_name(base: Segment | None, ours: Segment | None, theirs: Segment | None) -> str | int:
    """Return the key as it is written after the merge: the side that renamed a record named it."""
    if base is not None and ours is not None and theirs is not None and ours.name == base.name:
        return theirs.name
    there = ours or theirs or base
    assert there is not None
    return there.name


def inside(segment: Segment) -> str:
    return "".join(child.text for child in segment.children)
