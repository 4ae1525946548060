"""Which field, record or item of one version of a file is which of another: by key, by id, by what an item goes by."""

from collections.abc import Iterator, Mapping, Sequence

from byreg.merge.threeway import NAMED_BY, order, tells_apart
from byreg.text.canonical import canonical
from byreg.text.segments import Segment

Named = Mapping[str, Segment]


def named(base: Segment | None, ours: Segment, theirs: Segment) -> tuple[Named, Named, Named]:
    """Return the children of the three versions by what they go by, the same for one that a side renamed."""
    trio = [list(segment.children) if segment else [] for segment in (base, ours, theirs)]
    if ours.shape == "mapping":
        old = {str(child.name): child for child in trio[0]}
        return old, by_first_name(trio[1], old), by_first_name(trio[2], old)
    key = next((key for key in NAMED_BY if all(tells_apart([one.value for one in part], key) for part in trio)), "")
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
        found[name if name not in found else str(child.name)] = child
    return found


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


def in_order(old: Named, mine: Named, other: Named) -> list[str]:
    """Return the names of all children in one order; what stands by date on both sides stands by date."""
    names = order(list(old), list(mine), list(other))
    dates = [[date_of(child) for child in side.values()] for side in (mine, other)]
    if all(side and "" not in side and side == sorted(side) for side in dates):
        return sorted(names, key=lambda name: date_of(mine.get(name) or other.get(name) or old[name]))
    return names


def date_of(child: Segment) -> str:
    """Return the date that an item of a list begins with; nothing for other things."""
    dated = isinstance(child.name, int) and isinstance(child.value, dict)
    return str(child.value.get("date", "")) if dated else ""
