"""1xx beyond the schema: the usual order of a record's keys."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from byreg.diagnostic import Fault, Fix
from byreg.model.record import Model, Record
from byreg.model.walk import walk
from byreg.rules.rule import FileContext
from byreg.source.yaml import node_at

# label, note, source, tentative … stand behind the key they are about, and so do a figure's day and deadline
FLOATING = frozenset((*Record.model_fields, "by", "period", "approx"))


def key_order(context: FileContext) -> Iterator[Fault]:
    """BY111: the keys of a record stand in the order of the schema; notes and doubts go with the key above them."""
    if context.model is None:
        return
    for path, model in walk(context.model):
        table = node_at(context.tree, path)
        if not isinstance(table, dict) or len(table) < 2:
            continue
        places = places_of(type(model))
        known = [key for key in table if key in places]
        for before, key in pairwise(known):
            if places[key] < places[before]:
                fix = Fix("order", in_order(list(table), places), safe=True)
                yield Fault("BY111", (*path, before), {"key": before, "first": key}, at_key=True, fix=fix)
                break


@cache
def places_of(model: type[Model]) -> dict[str, int]:
    """Return the position of each of a record's own keys."""
    own = [field.alias or name for name, field in model.model_fields.items() if name not in FLOATING]
    return {key: position for position, key in enumerate(dict.fromkeys((*model.leading, *own)))}


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
