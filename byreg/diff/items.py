"""Lists and mappings of items without ids of their own: points, participants, sections."""

from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from byreg.diagnostic import KeyPath
from byreg.diff.changes import Changes, Subject
from byreg.diff.sides import Sides, pairs_of
from byreg.model.record import Model

IDENTITY = ("date", "actor", "name", "title", "status")  # what an item goes by, where it has one of these
LIKE = 0.5
MOST_COMPARED = 40


def named_item_changes(
    sides: Sides, pair: tuple[Subject, Subject], path: KeyPath, old: Mapping[Any, Model], new: Mapping[Any, Model]
) -> Changes:
    """Yield the changes of items that stand under a name: sections, tag sets, a programme's phases."""
    for name, before, after in pairs_of(old, new):
        yield from one_item(sides, pair, (*path, str(name)), before, after)


def item_changes(
    sides: Sides, pair: tuple[Subject, Subject], path: KeyPath, old: Sequence[Model], new: Sequence[Model]
) -> Changes:
    """Yield the changes of a list; items are matched by what they say, wherever they stand."""
    for before, after in matched(sides, old, new):
        yield from one_item(sides, pair, path, before, after)


def one_item(
    sides: Sides, pair: tuple[Subject, Subject], path: KeyPath, before: Model | None, after: Model | None
) -> Changes:
    was, now = pair
    if before is None or after is None:
        yield sides.change("removed" if after is None else "added", was, now, path, old=before, new=after)
        return
    if not sides.same(before, after):
        yield sides.change("reworded" if text_alone(before, after) else "edited", was, now, path, old=before, new=after)


def text_alone(before: Model, after: Model) -> bool:
    """Tell whether two items differ in their text only."""
    return [key for key in before.__dict__ if getattr(before, key) != getattr(after, key, None)] == ["text"]


def matched(sides: Sides, old: Sequence[Model], new: Sequence[Model]) -> list[tuple[Model | None, Model | None]]:
    """Return the items that differ: the same thing said otherwise, then what went, then what came."""
    forms = [sides.plain(sides.old, item) for item in old], [sides.plain(sides.new, item) for item in new]
    gone, fresh = left_over(old, *forms), left_over(new, forms[1], forms[0])
    known: dict[str, list[Model]] = {}
    for item in fresh:
        known.setdefault(identity(item), []).append(item)
    twins: list[tuple[Model | None, Model | None]] = []
    alone = []
    for item in gone:
        same = known.get(identity(item)) if identity(item) else None
        twin = same.pop(0) if same else near(item, known.get("", []))
        if twin is None:
            alone.append(item)
            continue
        twins.append((item, twin))
        if not same and twin in known.get("", []):
            known[""].remove(twin)
    used = {id(twin) for _, twin in twins}
    came = [item for item in fresh if id(item) not in used]
    return [*twins, *((item, None) for item in alone), *((None, item) for item in came)]


def left_over(items: Sequence[Model], forms: Sequence[Any], others: Sequence[Any]) -> list[Model]:
    """Return the items that the other side does not have, each as often as it is missing there."""
    there = Counter(others)
    found = []
    for item, form in zip(items, forms, strict=True):
        if there[form]:
            there[form] -= 1
        else:
            found.append(item)
    return found


def identity(item: Model) -> str:
    """Return what an item goes by: the day of what was told, the name of who takes part."""
    return next((f"{key}:{value}" for key in IDENTITY if (value := getattr(item, key, None))), "")


def near(item: Model, choices: Sequence[Model]) -> Model | None:
    """Return the item whose text is most like this one's, where any is near."""
    text = str(getattr(item, "text", None) or "")
    words, best, found = text.casefold().split()[:200], LIKE, None
    for choice in choices[:MOST_COMPARED] if words else ():
        other = str(getattr(choice, "text", None) or "").casefold().split()[:200]
        matcher = SequenceMatcher(None, words, other, autojunk=False)
        if matcher.quick_ratio() >= best and matcher.ratio() >= best:
            best, found = matcher.ratio(), choice
    return found
