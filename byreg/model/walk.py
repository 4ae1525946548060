"""Go through everything a model holds: each part with its key path, and each reference."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import ForwardRef, get_args

from byreg.diagnostic import KeyPath
from byreg.model.record import Model, Record
from byreg.model.values import To


@dataclass(frozen=True, slots=True)
class Link:
    """A reference as it stands in a record: where, to what, and which kinds may be meant."""

    path: KeyPath
    reference: str
    kinds: tuple[str, ...]
    key: str


@cache
def reference_fields(model: type[Model]) -> Mapping[str, tuple[str, ...]]:
    """Return the fields of a model that hold references, with the kinds they may name."""
    return {
        name: mark.kinds
        for name, field in model.model_fields.items()
        for mark in field.metadata
        if isinstance(mark, To)
    }


@cache
def tables_of(model: type[Model]) -> frozenset[str]:
    """Return the fields of a model that hold records by id."""
    found = ((name, get_args(field.annotation)) for name, field in model.model_fields.items())
    return frozenset(name for name, inner in found if len(inner) == 2 and is_record(inner[1]))


def is_record(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Record)


@cache
def inner_fields(model: type[Model]) -> tuple[str, ...]:
    """Return the fields of a model that may hold other models."""
    return tuple(name for name, field in model.model_fields.items() if may_hold_models(field.annotation))


def may_hold_models(annotation: object) -> bool:
    if isinstance(annotation, (str, ForwardRef)):
        return True
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return True
    return any(may_hold_models(inner) for inner in get_args(annotation) if not isinstance(inner, str))


def walk(model: Model, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Model]]:
    """Yield the model and every model inside it, parents first, in the order of the file."""
    yield path, model
    for name in inner_fields(type(model)):
        value = getattr(model, name)
        if not value:
            continue
        if isinstance(value, Model):
            yield from walk(value, (*path, name))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Model):
                    yield from walk(item, (*path, name, index))
        elif isinstance(value, dict):
            for key, item in value.items():
                if isinstance(item, Model):
                    yield from walk(item, (*path, name, str(key)))


def links(path: KeyPath, model: Model) -> Iterator[Link]:
    """Yield the references that one model states itself."""
    values = model.__dict__  # twice as fast as one attribute after the other
    for name, kinds in reference_fields(type(model)).items():
        value = values[name]
        if not value:
            continue
        if isinstance(value, str):
            yield Link((*path, name), value, kinds, name)
        else:
            for index, reference in enumerate(value):
                yield Link((*path, name, index), reference, kinds, name)
