"""How the schema lays a file out: the order of keys at a path, and what stands on lines of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from byreg.diagnostic import KeyPath
from byreg.model.order import order_of, position
from byreg.model.period import parse_period
from byreg.model.record import Model, Record, Update
from byreg.source.meaning import Plain
from byreg.validation.paths import below, is_model

BY_TIME = ("observations", "forecast")


@dataclass(frozen=True)
class Layout:
    """The layout of one kind of file."""

    model: type[Model]

    def models(self, path: KeyPath) -> tuple[type[Model], ...]:
        """Return the models that may stand at a path."""
        return models_at(self.model, path)

    def place(self, path: KeyPath, keys: Sequence[str], key: str) -> int:
        """Return where a new key goes: in the order of the schema, by time, or last."""
        order = tuple(dict.fromkeys(name for model in self.models(path) for name in order_of(model)))
        if not order and path and path[-1] in BY_TIME:
            return by_date(keys, key)
        return position(keys, key, order)

    def arranged(self, path: KeyPath, record: Mapping[str, Plain]) -> dict[str, Plain]:
        """Return a record with its keys in the order in which a new one is written."""
        order = [name for model in self.models(path) for name in order_of(model)]
        return {
            key: record[key] for key in sorted(record, key=lambda key: order.index(key) if key in order else len(order))
        }

    def in_block(self, path: KeyPath) -> bool:
        """Tell whether what stands at a path takes lines of its own: records, updates, and tables of them."""
        return any(issubclass(model, (Record, Update)) for model in self.models(path)) or self.is_table(path)

    def is_table(self, path: KeyPath) -> bool:
        inner = models_at(self.model, (*path, "x"))
        return any(issubclass(model, Record) for model in inner) or path[-1] in (
            "observations",
            "forecast",
            "targets",
            "names",
        )


@cache
def models_at(root: type[Model], path: KeyPath) -> tuple[type[Model], ...]:
    """Return the models that may stand at a key path of a file."""
    candidates: list[object] = [root]
    for step in path:
        candidates = [inner for candidate in candidates for inner in below(candidate, step)]
    return tuple(dict.fromkeys(candidate for candidate in candidates if is_model(candidate)))  # type: ignore[misc]


def by_date(dates: Sequence[object], new: object) -> int:
    """Return where in a list of dated things a new one goes: behind the last that is not later."""
    place = len(dates)
    for index in reversed(range(len(dates))):
        try:
            if parse_period(str(dates[index])).sort_key <= parse_period(str(new)).sort_key:
                break
        except ValueError:
            break
        place = index
    return place
