"""One record on both sides: each key that says something else, as a typed change."""

from decimal import Decimal
from typing import Any

from byreg.diagnostic import KeyPath
from byreg.diff.changes import Changes, Kind, Subject
from byreg.diff.history import HISTORIES
from byreg.diff.items import item_changes, named_item_changes
from byreg.diff.sides import Sides, difference, moved_by, refines, step_of
from byreg.model.finance import Line
from byreg.model.period import Period
from byreg.model.record import Model, Record
from byreg.model.responsible import Responsible
from byreg.model.walk import reference_fields

REWORDED = frozenset((
    "title", "name", "text", "purpose", "definition", "method", "measured_by", "comment", "note", "reason", "edition",
    "place", "judged_by", "response", "description", "breakdown", "publisher",
))  # fmt: skip
MOVED = frozenset(("under", "parent", "focus_area"))
SCHEDULED = frozenset(("schedule", "deadline", "date", "period", "next_measurement", "membership", "by", "horizon"))
AMOUNT = frozenset(("amount", "unit", "per", "basis", "approx"))
# what a record of the next phase has for itself: its history, and what only its own phase can say; that it is
# carried on under another title is told as one change
OWN_TO_PHASE = frozenset((
    "updates", "assessments", "status", "state", "result", "results", "challenges", "continues", "former_ids", "dropped",
    "source", "decision", "note", "tentative", "next_measurement", "label", "title",
))  # fmt: skip
NOT_COMPARED = frozenset(("schema_version", "former_ids"))


def field_changes(sides: Sides, was: Subject, now: Subject) -> Changes:
    """Yield what differs between a record's two sides, key by key in the order of the model."""
    for name in type(now.model).model_fields if type(was.model) is type(now.model) else ():
        old, new = getattr(was.model, name), getattr(now.model, name)
        if old is new or old == new or name in NOT_COMPARED or (sides.across and name in OWN_TO_PHASE):
            continue
        if name in HISTORIES:
            yield from HISTORIES[name](sides, was, now, old, new)
        else:
            yield from key_changes(sides, (was, now), (name,), old, new)


def key_changes(sides: Sides, pair: tuple[Subject, Subject], path: KeyPath, old: Any, new: Any) -> Changes:
    """Yield the changes of one key of a record, or of an item in it."""
    was, now = pair
    name = str(path[-1])
    if holds_models(old, dict) or holds_models(new, dict):
        yield from () if holds_records(old, new) else named_item_changes(sides, pair, path, old or {}, new or {})
    elif holds_models(old, tuple) or holds_models(new, tuple):
        yield from item_changes(sides, pair, path, old or (), new or ())
    elif name == "schedule" or isinstance(old or new, Period):
        if sides.same(old, new):
            return
        kind: Kind = "schedule_moved" if name in SCHEDULED else "edited"
        days = None if sides.across else moved_by(old, new)  # the next phase has its own time; nothing was put off
        yield sides.change(kind, was, now, path, old=old, new=new, days=days, filled=refines(old, new))
    elif isinstance(old or new, Model):
        yield from inner_changes(sides, pair, path, old, new)
    elif not sides.same(old, new, kinds_of(pair, path)):
        kind = kind_of(pair, path, old, new)
        yield sides.change(kind, was, now, path, old=old, new=new, difference=by_figure(pair, path, old, new))


def by_figure(pair: tuple[Subject, Subject], path: KeyPath, old: Any, new: Any) -> Decimal | None:
    """Return by how much a figure differs; an amount only in one and the same unit."""
    units = {getattr(subject.model, "unit", None) for subject in pair} if path == ("amount",) else {""}
    return difference(old, new) if len(units) == 1 else None


def inner_changes(sides: Sides, pair: tuple[Subject, Subject], path: KeyPath, old: Any, new: Any) -> Changes:
    """Yield the changes of a model inside a record: who answers, how it ended, how it is followed up."""
    was, now = pair
    name = str(path[-1])
    if name == "responsible":
        if not sides.same(old, new):
            more = bool(old and new) and bool(new.contributors) and sides.same(without_help(old), without_help(new))
            yield sides.change("responsible_changed", was, now, path, old=old, new=new, filled=more or None)
    elif name == "dropped":
        yield sides.change("edited" if old and new else "dropped", was, now, path, old=old, new=new)
    elif old is None or new is None:
        yield sides.change("edited", was, now, path, old=old, new=new)
    else:
        for key in type(new).model_fields:
            before, after = getattr(old, key), getattr(new, key)
            if before != after:
                yield from key_changes(sides, pair, (*path, key), before, after)


def without_help(responsible: Responsible) -> Responsible:
    """Return who answers, without those who only help."""
    return responsible.model_copy(update={"contributors": (), "note": None, "tentative": (), "source": ()})


def kind_of(pair: tuple[Subject, Subject], path: KeyPath, old: Any, new: Any) -> Kind:
    """Return the kind of change that a key's name tells."""
    name, model = str(path[-1]), pair[1].model
    if name in ("status", "state", "result") and len(path) == 1:
        return step_of(old, new)
    if name in AMOUNT and isinstance(model, Line):
        return "financing_changed"
    if kinds_of(pair, path):
        return "moved" if name in MOVED else "reference_changed"
    return "reworded" if name in REWORDED else "edited"


def kinds_of(pair: tuple[Subject, Subject], path: KeyPath) -> tuple[str, ...]:
    """Return the kinds of record that a key refers to; none where it holds a value of its own."""
    model: Any = pair[1].model
    for step in path[:-1]:
        model = getattr(model, str(step), None) if isinstance(model, Model) else None
    return reference_fields(type(model)).get(str(path[-1]), ()) if isinstance(model, Model) else ()


def holds_models(value: Any, container: type) -> bool:
    """Tell whether a value is a list or mapping of models."""
    if not isinstance(value, container) or not value:
        return False
    first = next(iter(value.values())) if isinstance(value, dict) else next(iter(value))  # type: ignore[call-overload]
    return isinstance(first, Model)


def holds_records(*values: Any) -> bool:
    return any(isinstance(one, Record) and one.kind_of_record for value in values for one in (value or {}).values())
