"""Go through everything a model holds: each part with its key path, and each reference."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any, ForwardRef, NamedTuple, get_args

from byreg.diagnostic import KeyPath
from byreg.model.order import stands_in_order
from byreg.model.record import Model, Record
from byreg.model.values import To

Part = tuple[KeyPath, Model]  # a model with where it stands
Parts = Sequence[Part]
Disordered = tuple[KeyPath, type[Model], tuple[str, ...]]  # where a table stands, what it is, and its keys
NOTHING: Mapping[str, Any] = {}
MOST_OUTLINES = 256  # of a class
# keys that rules look for in every part of a plan; of most parts only few state any
OFTEN_ASKED = ("tags", "level", "word", "updates", "tentative", "date", "observations")


class Link(NamedTuple):
    """A reference as it stands in a record: where, to what, and which kinds may be meant."""

    path: KeyPath
    reference: str
    kinds: tuple[str, ...]
    key: str


new_link: Callable[[tuple[KeyPath, str, tuple[str, ...], str]], Link] = partial(tuple.__new__, Link)  # in half the time


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


@dataclass(slots=True, eq=False)
class Walked:
    """A model and every model inside it, parents first, in the order of the schema; and the references they state.

    `records` are the parts that have an id, and `stating` those that state each of the keys that are often asked for.
    `disordered` are the tables whose keys stand in another order than usual.
    """

    parts: list[Part] = field(default_factory=list)
    records: list[tuple[KeyPath, Record]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    stating: defaultdict[str, list[Part]] = field(default_factory=partial(defaultdict, list))
    disordered: list[Disordered] = field(default_factory=list)


ReferenceFields = tuple[tuple[str, tuple[str, ...]], ...]


class Outline(NamedTuple):
    """What a walk wants to know of the models of a class that state the same keys.

    Those of the keys that hold references, with the kinds they may name, and those that may hold models, both in the order
    of the schema; those that are often asked for; whether such a model has an id, and whether the keys stand in their usual
    order.
    """

    references: ReferenceFields
    inner: tuple[str, ...]
    often_asked: tuple[str, ...]
    has_id: bool
    in_order: bool


class Outlines(dict[tuple[str, ...], Outline]):
    """The outlines of a class by the keys that are stated: few of all that could be stated together are."""

    def __init__(self, kind: type[Model]) -> None:
        self.kind = kind

    def __missing__(self, keys: tuple[str, ...]) -> Outline:
        kind = self.kind
        if len(self) >= MOST_OUTLINES:
            self.clear()
        self[keys] = outline = Outline(
            tuple((name, kinds) for name, kinds in reference_fields(kind).items() if name in keys),
            tuple(name for name in inner_fields(kind) if name in keys),
            tuple(name for name in OFTEN_ASKED if name in keys),
            issubclass(kind, Record) and bool(kind.kind_of_record),
            stands_in_order(kind, keys),
        )
        return outline


class Met(dict[type, Outlines | None]):
    """The outlines of each class that was met; None where it is no model."""

    def __missing__(self, kind: type) -> Outlines | None:
        self[kind] = outlines = Outlines(kind) if issubclass(kind, Model) else None
        return outlines


MET = Met()


def walk(model: Model, tree: Any = None) -> Walked:
    """Go through all that a model holds; and through the tree it was made of, where the order of keys is asked for."""
    found = Walked()
    collect(model, outlines_of(type(model)), (), tree, found)
    return found


def outlines_of(kind: type[Model]) -> Outlines:
    outlines = MET[kind]
    return Outlines(kind) if outlines is None else outlines


def collect(model: Any, outlines: Outlines, path: KeyPath, tree: Any, found: Walked) -> None:  # noqa: C901, PLR0912 - kept flat for speed
    """Note a model and those inside it; what the file does not state holds none."""
    part = (path, model)
    found.parts.append(part)
    if type(tree) is dict:
        references, held, often_asked, has_id, in_order = outlines[keys := tuple(tree)]
        if not in_order:
            found.disordered.append((path, outlines.kind, keys))
    else:
        tree = NOTHING
        references, held, often_asked, has_id, _ = outlines[tuple(model.__pydantic_fields_set__)]
    if has_id and path:
        found.records.append(part)
    if often_asked:
        stating = found.stating
        for name in often_asked:
            stating[name].append(part)
    if not (references or held):
        return
    values = model.__dict__
    if references:
        note_links(values, references, path, found.links)
    met = inner = None
    for name in held:
        value = values[name]
        kind = type(value)
        written = tree.get(name)
        if kind is tuple:
            told = type(written) is list and len(written) == len(value)
            for index, item in enumerate(value):
                if type(item) is not met:  # those of a list are nearly always of one class
                    inner = MET[met := type(item)]
                if inner is not None:
                    collect(item, inner, path + (name, index), written[index] if told else None, found)
        elif kind is dict:
            below = written if type(written) is dict else NOTHING
            for key, item in value.items():
                if type(item) is not met:
                    inner = MET[met := type(item)]
                if inner is not None:
                    said = key if type(key) is str else str(key)
                    collect(item, inner, path + (name, said), below.get(said), found)
        elif (held_alone := MET[kind]) is not None:
            collect(value, held_alone, path + (name,), written, found)


def note_links(values: Mapping[str, Any], references: ReferenceFields, path: KeyPath, found: list[Link]) -> None:
    for name, kinds in references:
        value = values[name]
        if type(value) is tuple:
            if len(value) == 1:  # as most are
                found.append(new_link((path + (name, 0), value[0], kinds, name)))
            else:
                found += [new_link((path + (name, index), one, kinds, name)) for index, one in enumerate(value)]
        elif value is not None:
            found.append(new_link((path + (name,), value, kinds, name)))


def links(model: Model) -> list[Link]:
    """Return the references that a model states itself, by their paths from there."""
    found: list[Link] = []
    outline = outlines_of(type(model))[tuple(model.__pydantic_fields_set__)]
    note_links(model.__dict__, outline.references, (), found)
    return found
