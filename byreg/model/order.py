"""The order in which the keys of a record stand, and where a new one goes."""

from collections.abc import Sequence
from functools import cache

from byreg.model.record import Item, Model, Record

# label, note, source, tentative … stand behind the key they are about, and so do a figure's day and deadline
FLOATING = frozenset((*Record.model_fields, "by", "period", "approx"))
FIRST = ("label",)
HISTORY = ("deliverables", "assessments", "updates", "observations")  # what grows; remarks on the record stand above it


@cache
def places_of(model: type[Model]) -> dict[str, int]:
    """Return the position of each of a record's own keys."""
    own = [field.alias or name for name, field in model.model_fields.items() if name not in FLOATING]
    return {key: position for position, key in enumerate(dict.fromkeys((*model.leading, *own)))}


def stands_in_order(model: type[Model], keys: tuple[str, ...]) -> bool:
    """Tell whether keys stand in the usual order."""
    own = [place for key in keys if (place := places_of(model).get(key)) is not None]
    return own == sorted(own)


def in_order(keys: Sequence[str], places: dict[str, int]) -> tuple[str, ...]:
    """Return the keys in the usual order, each floating one behind the key it stood behind."""
    head: list[str] = []
    groups: list[list[str]] = []
    for key in keys:
        if key in places:
            groups.append([key])
        else:
            (groups[-1] if groups else head).append(key)
    groups.sort(key=lambda group: places[group[0]])
    return (*head, *(key for group in groups for key in group))


@cache
def order_of(model: type[Model]) -> tuple[str, ...]:
    """Return all keys of a record in the order in which a new record is written."""
    shared = frozenset(Record.model_fields) if issubclass(model, Item) else frozenset()
    fields = [field.alias or name for name, field in model.model_fields.items() if name not in shared]
    own = list(dict.fromkeys((*model.leading, *fields)))
    floating = [name for name in model.model_fields if name in shared and name not in FIRST]
    ahead = next((own.index(key) for key in own if key in HISTORY), len(own))
    return tuple(dict.fromkeys((*FIRST, *own[:ahead], *floating, *own[ahead:])))


def position(keys: Sequence[str], key: str, order: Sequence[str]) -> int:
    """Return where in `keys` a new key goes: behind the nearest one that stands before it in `order`; else last."""
    if key not in order:
        return len(keys)
    before = order[: order.index(key)]
    for name in reversed(before):
        if name in keys:
            return list(keys).index(name) + 1
    return 0
