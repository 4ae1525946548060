"""Go through everything a model holds: each part with its key path, and each reference."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ForwardRef, NamedTuple, get_args

from byreg.diagnostic import KeyPath
from byreg.model.order import stands_in_order
from byreg.model.record import Model, Record
from byreg.model.values import To

Parts = Sequence[tuple[KeyPath, Model]]  # models with where they stand


Disordered = tuple[KeyPath, type[Model], tuple[str, ...]]  # where a table stands, what it is, and its keys
NOTHING: Mapping[str, Any] = {}


class Link(NamedTuple):
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


@dataclass(frozen=True, slots=True)
class Walked:
    """A model and every model inside it, parents first, in the order of the schema; and the references they state.

    `records` are the parts that have an id. `disordered` are the tables whose keys stand in another order than usual.
    """

    parts: list[tuple[KeyPath, Model]] = field(default_factory=list)
    records: list[tuple[KeyPath, Record]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    disordered: list[Disordered] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a walk wants to know of a model's class: its fields that hold references or models, and whether it has an id."""

    references: tuple[tuple[str, tuple[str, ...]], ...]
    inner: tuple[str, ...]
    wanted: frozenset[str]
    has_id: bool


def shape_of(kind: type) -> Shape | None:
    """Return the shape of a class; None where it is no model's."""
    if not issubclass(kind, Model):
        return None
    references, inner = reference_fields(kind), inner_fields(kind)
    has_id = issubclass(kind, Record) and bool(kind.kind_of_record)
    return Shape(tuple(references.items()), inner, frozenset((*references, *inner)), has_id)


class Shapes(dict[type, Shape | None]):
    """The shapes of the classes that were met."""

    def __missing__(self, kind: type) -> Shape | None:
        self[kind] = shape_of(kind)
        return self[kind]


SHAPES = Shapes()


def walk(model: Model, tree: Any = None) -> Walked:
    """Go through all that a model holds, and through the tree it was made of, where the order of keys is asked for."""
    found = Walked()
    shape = SHAPES[type(model)]
    if shape is not None:
        collect(model, shape, (), tree, found)
    return found


def collect(model: Any, shape: Shape, path: KeyPath, tree: Any, found: Walked) -> None:  # noqa: C901 - kept flat for speed
    """Note a model and those inside it; what the file does not state holds none."""
    found.parts.append((path, model))
    own: type[Model] = type(model)
    if type(tree) is dict and len(tree) > 1 and not stands_in_order(own, keys := tuple(tree)):
        found.disordered.append((path, own, keys))
    if shape.has_id and path:
        found.records.append((path, model))
    stated = model.__pydantic_fields_set__
    if shape.wanted.isdisjoint(stated):
        return
    values = model.__dict__
    note_links(values, stated, shape, path, found.links)
    for name in shape.inner:
        if name not in stated:
            continue
        value = values[name]
        kind = type(value)
        written = tree.get(name) if type(tree) is dict else None
        if kind is tuple:
            items = written if type(written) is list and len(written) == len(value) else (None,) * len(value)
            for index, item in enumerate(value):
                if (inner := SHAPES[type(item)]) is not None:
                    collect(item, inner, (*path, name, index), items[index], found)
        elif kind is dict:
            below = written if type(written) is dict else NOTHING
            for key, item in value.items():
                if (inner := SHAPES[type(item)]) is not None:
                    collect(item, inner, (*path, name, str(key)), below.get(str(key)), found)
        elif (inner := SHAPES[kind]) is not None:
            collect(value, inner, (*path, name), written, found)


def note_links(
    values: Mapping[str, Any], stated: AbstractSet[str], shape: Shape, path: KeyPath, found: list[Link]
) -> None:
    for name, kinds in shape.references:
        if name not in stated:
            continue
        value = values[name]
        if isinstance(value, str):
            found.append(Link((*path, name), value, kinds, name))
        elif value:
            found += [Link((*path, name, index), reference, kinds, name) for index, reference in enumerate(value)]


def links(model: Model) -> list[Link]:
    """Return the references that a model states itself, by their paths from there."""
    found: list[Link] = []
    shape = SHAPES[type(model)]
    if shape is not None:
        note_links(model.__dict__, model.__pydantic_fields_set__, shape, (), found)
    return found
