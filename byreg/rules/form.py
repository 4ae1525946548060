"""1xx beyond the schema: the usual order of a record's keys."""

from collections.abc import Iterator

from byreg.diagnostic import Fault, Fix
from byreg.model.order import in_order, places_of
from byreg.rules.rule import FileContext
from byreg.source.yaml import node_at


def key_order(context: FileContext) -> Iterator[Fault]:
    """BY111: the keys of a record stand in the order of the schema; notes and doubts go with the key above them."""
    for path, model in context.models:
        table = node_at(context.tree, path)
        if not isinstance(table, dict) or len(table) < 2:
            continue
        places = places_of(type(model))
        before, last = "", -1
        for key in table:
            place = places.get(key, last)
            if place < last:
                fix = Fix("order", in_order(list(table), places), safe=True)
                yield Fault("BY111", (*path, before), {"key": before, "first": key}, at_key=True, fix=fix)
                break
            if place > last:
                before, last = key, place
