"""Two branches' edits of one plan file, merged by id and field instead of by line.

Different records, and different fields of one record, never conflict; where both sides changed
one field to different things, git's markers stand around that field alone. Comments and the form
of what nobody changed survive. The result is parsed again, and must mean what was meant.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from byreg.amend.segments import Segment, cut_text
from byreg.source.yaml import Plain, compose, resolve

PLAIN_WORD = re.compile(r"[^\W_](?:[\w ./-]*\w)?")  # needs no quotes within brackets
NAMED_BY = ("date", "actor", "title", "name")  # what items of a list go by, where each has a different one
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
    """The merged text in pieces, with what it means where conflicts go one way or the other."""

    pieces: tuple[Piece, ...]
    values: tuple[Plain, Plain]

    @property
    def conflicts(self) -> int:
        return sum(isinstance(piece, Conflict) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged file and the number of conflicts left in it."""

    text: str
    conflicts: int


class Nothing:
    """A key that is not there."""


class ConflictingError(Exception):
    """Both sides changed the same thing; never leaves this module."""


NOTHING = Nothing()


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
    cuts = [cut_text(text) for text in texts]
    old, mine, other = cuts
    if mine is None or other is None or (old is None and texts[0].strip()):
        return None
    outcome = merge_children(old.root if old else None, mine.root, other.root)
    tail = pick_text(old.tail if old else "", mine.tail, other.tail)
    if not proven(outcome, tail):
        return None
    marked = rendered(outcome.pieces, lambda conflict: marks(conflict, marker_size)) + tail
    return Merged(marked.replace("\n", newline), outcome.conflicts)


def proven(outcome: Outcome, tail: str) -> bool:
    """Tell whether the text, with each conflict settled one way or the other, means what was merged."""
    sides: tuple[Side, Side] = (lambda conflict: conflict.ours), (lambda conflict: conflict.theirs)
    for value, side in zip(outcome.values, sides, strict=True):
        found = compose((rendered(outcome.pieces, side) + tail).encode("utf-8"))
        if found.faults or canonical(found.tree) != canonical(value):
            return False
    return not any(isinstance(piece, Conflict) and piece.inline for piece in outcome.pieces)


def canonical(value: Plain) -> str:
    """Return a value as text that tells 1 from true and 1.0, with keys in order of the alphabet."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


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
    if ours.shape == theirs.shape != "value" and (base is None or base.shape == ours.shape or not base.value):
        head = pick_text(base.head if base else ours.head, ours.head, theirs.head)
        inner = merge_children(base, ours, theirs)
        if any(isinstance(piece, Conflict) and piece.inline for piece in inner.pieces):
            return Outcome((Conflict(ours.body, theirs.body, ours.inline),), (ours.value, theirs.value))
        return replace(inner, pieces=(head, *inner.pieces))
    return merge_value(base, ours, theirs)


def merge_value(base: Segment | None, ours: Segment, theirs: Segment) -> Outcome:
    """Merge a value that cannot be looked into: the side that changed its meaning wins; both is a conflict."""
    mine, other = canonical(ours.value), canonical(theirs.value)
    before = canonical(base.value) if base else None
    if other in (mine, before):
        return Outcome((ours.body,), (ours.value, ours.value))
    if mine == before:
        return Outcome((theirs.body,), (theirs.value, theirs.value))
    both = merge_flow(base.value if base else NOTHING, ours, theirs)
    return both or Outcome(
        (Conflict(ours.body, theirs.body, ours.inline or theirs.inline),), (ours.value, theirs.value)
    )


def merge_flow(base: Plain, ours: Segment, theirs: Segment) -> Outcome | None:
    """Merge a list or mapping written on one line, where no part of it was changed by both sides."""
    if not isinstance(ours.value, (dict, list)) or ours.shape != "value":
        return None
    try:
        merged = merge_plain(base, ours.value, theirs.value)
    except ConflictingError:
        return None
    marks_ = compose(ours.head.encode("utf-8"), with_marks=True).marks
    mark = marks_.get((0 if isinstance(ours.name, int) else ours.name,))
    if merged is NOTHING or mark is None or ours.head[mark.start : mark.start + 1] not in ("{", "["):
        return None
    text = ours.head[: mark.start] + flow(merged) + ours.head[mark.end :]
    return Outcome((text,), (merged, merged))


def merge_plain(base: Plain, ours: Plain, theirs: Plain) -> Plain:
    """Return what two values come to; NOTHING where neither has one."""
    if ours is NOTHING and theirs is NOTHING:
        return NOTHING
    said = [None if value is NOTHING else canonical(value) for value in (base, ours, theirs)]
    if said[2] in (said[0], said[1]):
        return ours
    if said[1] == said[0]:
        return theirs
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return merge_mappings(base if isinstance(base, dict) else {}, ours, theirs)
    if isinstance(ours, list) and isinstance(theirs, list):
        return merge_lists(base if isinstance(base, list) else [], ours, theirs)
    raise ConflictingError


def merge_mappings(base: dict[str, Plain], ours: dict[str, Plain], theirs: dict[str, Plain]) -> dict[str, Plain]:
    names = order(list(base), list(ours), list(theirs))
    found = {name: merge_plain(*(side.get(name, NOTHING) for side in (base, ours, theirs))) for name in names}
    return {name: value for name, value in found.items() if value is not NOTHING}


def merge_lists(base: list[Plain], ours: list[Plain], theirs: list[Plain]) -> list[Plain]:
    sides = [{canonical(item): item for item in side} for side in (base, ours, theirs)]
    old, mine, other = sides
    gone = [name for name in old if name not in mine and name not in other]
    if gone and mine.keys() - old.keys() and other.keys() - old.keys() and mine.keys() != other.keys():
        raise ConflictingError
    kept = [name for name in order(list(old), list(mine), list(other)) if name not in gone]
    return [{**mine, **other}[name] for name in kept if not (name in old and (name not in mine or name not in other))]


def flow(value: Plain) -> str:
    """Write a value on one line; words that could be read as something else are quoted."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(str(key))}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    if isinstance(value, str) and PLAIN_WORD.fullmatch(value) and resolve(value) == value:
        return value
    return json.dumps(value, ensure_ascii=False)


def merge_children(base: Segment | None, ours: Segment, theirs: Segment) -> Outcome:
    """Merge the fields of a record, the records of a table, or the items of a list, each by what it goes by."""
    old, mine, other = named(base, ours, theirs)
    if ours.shape == "sequence" and both_rewrote(old, mine, other):
        return Outcome((Conflict(inside(ours), inside(theirs)),), (ours.value, theirs.value))
    pieces: list[Piece] = []
    values: tuple[Any, Any] = ({}, {}) if ours.shape == "mapping" else ([], [])
    for name in order(list(old), list(mine), list(other)):
        trio = old.get(name), mine.get(name), other.get(name)
        found = merge_segment(*trio)
        pieces += found.pieces
        for collected, value in zip(values, found.values, strict=True):
            collect(collected, written_name(trio), value)
    return Outcome(tuple(pieces), values)


def collect(into: Any, name: str | int, value: Plain) -> None:
    if value is NOTHING:
        return
    if isinstance(into, dict):
        into[name] = value
    else:
        into.append(value)


def written_name(trio: tuple[Segment | None, Segment | None, Segment | None]) -> str | int:
    """Return the key as it is written after the merge: the side that renamed a record named it."""
    base, ours, theirs = trio
    if base is not None and ours is not None and theirs is not None and ours.name == base.name:
        return theirs.name
    there = ours or theirs or base
    assert there is not None
    return there.name


def inside(segment: Segment) -> str:
    return "".join(child.text for child in segment.children)


Named = Mapping[str, Segment]


def named(base: Segment | None, ours: Segment, theirs: Segment) -> tuple[Named, Named, Named]:
    """Return the children of the three versions by what they go by, the same for one that a side renamed."""
    trio = [list(segment.children) if segment else [] for segment in (base, ours, theirs)]
    if ours.shape == "mapping":
        old = {str(child.name): child for child in trio[0]}
        return old, by_first_name(trio[1], old), by_first_name(trio[2], old)
    key = next((key for key in NAMED_BY if all(tells_apart(children, key) for children in trio)), "")
    if key:
        found = [{canonical(child.value[key]): child for child in children} for children in trio]
        return found[0], found[1], keep_both(*found)
    counted = [dict(by_value(children)) for children in trio]
    return counted[0], counted[1], counted[2]


def by_first_name(children: Sequence[Segment], old: Named) -> Named:
    """Return records by their id, a renamed one by the id it had."""
    present = {str(child.name) for child in children}
    found: dict[str, Segment] = {}
    for child in children:
        former = child.value.get("former_ids", ()) if isinstance(child.value, dict) else ()
        former = former if isinstance(former, list) else ()
        name = str(child.name)
        if name not in old:
            name = next((str(id_) for id_ in former if str(id_) in old and str(id_) not in present), name)
        found[name] = child
    return found


def tells_apart(children: Sequence[Segment], key: str) -> bool:
    """Tell whether each item says a key, and each something else."""
    said = [canonical(child.value[key]) for child in children if isinstance(child.value, dict) and key in child.value]
    return len(said) == len(children) == len(set(said))


def keep_both(old: Named, mine: Named, other: Named) -> Named:
    """Set apart what both sides added under one name with different content: two updates of one day are two updates."""
    return {
        f"{name} theirs" if name in mine and name not in old and mine[name].value != child.value else name: child
        for name, child in other.items()
    }


def by_value(children: Sequence[Segment]) -> Iterator[tuple[str, Segment]]:
    """Yield items by what they say; equal ones are counted."""
    seen: dict[str, int] = {}
    for child in children:
        name = canonical(child.value)
        seen[name] = seen.get(name, 0) + 1
        yield f"{name} {seen[name]}", child


def both_rewrote(old: Named, mine: Named, other: Named) -> bool:
    """Tell whether both sides took the same item out of a list and put different ones in."""
    gone = [name for name in old if name not in mine and name not in other]
    fresh = [{name for name in side if name not in old} for side in (mine, other)]
    return bool(gone) and all(fresh) and fresh[0] != fresh[1]


def order(old: Sequence[str], mine: Sequence[str], other: Sequence[str]) -> list[str]:
    """Return all names in one order: ours, unless only they moved anything; what the other side added behind its neighbour."""
    olden, kept = set(old), set(old) & set(mine) & set(other)
    before, here, there = ([name for name in names if name in kept] for names in (old, mine, other))
    first, second = (other, mine) if here == before != there else (mine, other)
    found = list(first)
    known, coming = set(found), set(second)
    for index, name in enumerate(second):
        if name in known:
            continue
        neighbour = next((one for one in reversed(second[:index]) if one in known), None)
        place = found.index(neighbour) + 1 if neighbour is not None else 0
        while neighbour is not None and place < len(found) and found[place] not in olden | coming:
            place += 1
        found.insert(place, name)
        known.add(name)
    return [*found, *(name for name in old if name not in known)]


def pick_text(base: str, ours: str, theirs: str) -> str:
    """Return the side that changed; ours where both did."""
    return theirs if ours == base else ours


def pick_lead(base: str, ours: str, theirs: str) -> str:
    """Return the comments above something: the side that changed them; both, where both did."""
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    known = {*base.splitlines(), *ours.splitlines()}
    return ours + "".join(f"{line}\n" for line in theirs.splitlines() if line not in known)
