"""Go through everything a model holds: each part with its key path, and each reference."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import ForwardRef, get_args

from byreg.diagnostic import KeyPath
from byreg.model.record import Model, Record
from byreg.model.values import To

Parts = Sequence[tuple[KeyPath, Model]]  # models with where they stand


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


def walk(model: Model, path: KeyPath = ()) -> list[tuple[KeyPath, Model]]:
    """Return the model and every model inside it, parents first, in the order of the schema."""
    found: list[tuple[KeyPath, Model]] = []
    collect(model, path, found)
    return found


def collect(model: Model, path: KeyPath, found: list[tuple[KeyPath, Model]]) -> None:
    """Put a model and those inside it on a list; what the file does not state holds none."""
    found.append((path, model))
    values, stated = model.__dict__, model.__pydantic_fields_set__
    for name in inner_fields(type(model)):
        if name not in stated:
            continue
        value = values[name]
        if isinstance(value, Model):
            collect(value, (*path, name), found)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Model):
                    collect(item, (*path, name, index), found)
        elif isinstance(value, dict):
            for key, item in value.items():
                if isinstance(item, Model):
                    collect(item, (*path, name, str(key)), found)


def links(path: KeyPath, model: Model) -> Iterator[Link]:
    """Yield the references that one model states itself."""
    values, stated = model.__dict__, model.__pydantic_fields_set__
    for name, kinds in reference_fields(type(model)).items():
        if name not in stated:
            continue
        value = values[name]
        if isinstance(value, str):
            yield Link((*path, name), value, kinds, name)
        elif value:
            for index, reference in enumerate(value):
                yield Link((*path, name, index), reference, kinds, name)
