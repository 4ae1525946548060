"""Three versions of plain values come to one, or it is said that both sides changed the same thing."""

import json
import re
from collections.abc import Sequence
from typing import Any

from byreg.source.meaning import Plain, resolve
from byreg.text.canonical import canonical

PLAIN_WORD = re.compile(r"[^\W_](?:[\w ./-]*\w)?")  # needs no quotes within brackets
NAMED_BY = ("date", "actor", "title", "name")  # what items of a list go by, where each has a different one


class Nothing:
    """A key that is not there."""


NOTHING = Nothing()


class BothChangedError(Exception):
    """Both sides changed the same thing to different things; never leaves this room."""


def merge_plain(base: Any, ours: Any, theirs: Any) -> Any:
    """Return what two values come to; NOTHING where neither has one, BothChangedError where it takes a choice."""
    said = [None if value is NOTHING else canonical(value) for value in (base, ours, theirs)]
    if said[2] in (said[0], said[1]):
        return ours
    if said[1] == said[0]:
        return theirs
    if isinstance(ours, dict) and isinstance(theirs, dict) and isinstance(base, dict):
        names = order(list(base), list(ours), list(theirs))
        return merge_named(names, base, ours, theirs)
    if all(isinstance(value, list) for value in (base, ours, theirs)):
        return merge_lists(base, ours, theirs)
    raise BothChangedError


def merge_named(names: Sequence[str], base: Any, ours: Any, theirs: Any) -> dict[str, Any]:
    found = {name: merge_plain(*(side.get(name, NOTHING) for side in (base, ours, theirs))) for name in names}
    return {name: value for name, value in found.items() if value is not NOTHING}


def merge_lists(base: list[Plain], ours: list[Plain], theirs: list[Plain]) -> list[Plain]:
    """Merge lists of ids or of items with names; a list of figures, such as a range, is one thing."""
    sides = [by_name(side) for side in (base, ours, theirs)]
    names = [list(side) for side in sides]
    if both_rewrote(*names):
        raise BothChangedError
    return list(merge_named(order(*names), *sides).values())


def by_name(items: list[Plain]) -> dict[str, Plain]:
    """Return items by what they go by."""
    if not all(isinstance(item, (str, dict)) for item in items):
        raise BothChangedError
    key = next((key for key in NAMED_BY if tells_apart(items, key)), "")
    named = {canonical(item[key] if key else item): item for item in items}
    if len(named) != len(items):
        raise BothChangedError
    return named


def tells_apart(items: Sequence[Plain], key: str) -> bool:
    """Tell whether each item says a key, and each something else."""
    said = [canonical(item[key]) for item in items if isinstance(item, dict) and key in item]
    return len(said) == len(items) == len(set(said))


def both_rewrote(old: Sequence[str], mine: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether both sides took the same item out of a list, and what was put in differs."""
    here, there, before = set(mine), set(other), set(old)
    return not before <= here | there and here - before != there - before


def order(old: Sequence[str], mine: Sequence[str], other: Sequence[str]) -> list[str]:
    """Return all names in one order: ours, unless only they moved anything.

    What the other side added stands behind its neighbour, and behind what this side added there.
    """
    kept = set(old) & set(mine) & set(other)
    before, here, there = ([name for name in names if name in kept] for names in (old, mine, other))
    first, second = (other, mine) if here == before != there else (mine, other)
    known, olden, coming = set(first), set(old), set(second)
    behind: dict[str | None, list[str]] = {}
    neighbour: str | None = None
    for name in second:
        if name in known:
            neighbour = name
        else:
            behind.setdefault(neighbour, []).append(name)
    found, waiting = list(behind.get(None, ())), list[str]()
    for name in first:
        if name in olden or name in coming:
            found += waiting
            waiting = []
        found.append(name)
        waiting += behind.get(name, ())
    found += waiting
    present = known | coming
    return [*found, *(name for name in old if name not in present)]


def flow(value: Plain) -> str:
    """Write a value on one line; words that could be read as something else are quoted."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(str(key))}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    if isinstance(value, str) and PLAIN_WORD.fullmatch(value) and resolve(value) == value:
        return value
    return json.dumps(value, ensure_ascii=False)
