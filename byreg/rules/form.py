"""1xx beyond the schema: the usual order of a record's keys."""

from collections.abc import Iterator

from byreg.diagnostic import Fault, Fix
from byreg.model.order import in_order, places_of
from byreg.rules.rule import FileContext


def key_order(context: FileContext) -> Iterator[Fault]:
    """BY111: the keys of a record stand in the order of the schema; notes and doubts go with the key above them."""
    for path, kind, keys in context.disordered:
        places = places_of(kind)
        before, last = "", -1
        for key in keys:
            place = places.get(key, last)
            if place < last:
                fix = Fix("order", in_order(keys, places), safe=True)
                yield Fault("BY111", (*path, before), {"key": before, "first": key}, at_key=True, fix=fix)
                break
            if place > last:
                before, last = key, place
