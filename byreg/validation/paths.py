"""Key paths: from pydantic's locations to keys that stand in the tree, and the keys a place may have.

pydantic's locations name absent keys and carry union tags.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic_core import ErrorDetails

from byreg.diagnostic import KeyPath
from byreg.model.record import Model
from byreg.source.meaning import Plain


def path_of(detail: ErrorDetails, tree: Plain) -> KeyPath:
    """Return the error's location as keys that stand in the tree, an absent last key included."""
    inside = detail.get("ctx", {}).get("path", ())
    location = (*detail["loc"], *inside)
    path: list[str | int] = []
    for position, step in enumerate(location):
        if isinstance(tree, dict) and step in tree:
            tree = tree[str(step)]
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        elif not (detail["type"] == "missing" and position == len(location) - 1):
            continue  # a union's tag, the mark of a key, or a key that a shorthand stands for
        path.append(step)
    return tuple(path)


def empty_paths(tree: Plain, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Yield the path of every null; the tree is no deeper than the reader allows."""
    if tree is None:
        yield path
    elif isinstance(tree, dict):
        for key, value in tree.items():
            yield from empty_paths(value, (*path, key))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from empty_paths(value, (*path, index))


Cuts = dict[str | int, "Cuts"]  # what to leave out, as a tree of steps; an empty branch is left out whole


def cuts_of(paths: Iterable[KeyPath]) -> Cuts:
    """Put paths together, so that a tree is gone through once however many there are."""
    root: Cuts = {}
    for path in paths:
        node = root
        for step in path[:-1]:
            if step in node and not node[step]:
                break  # what is around it is left out already
            node = node.setdefault(step, {})
        else:
            if path:
                node[path[-1]] = {}
    return root


def without(tree: Plain, cuts: Cuts) -> Plain:
    """Return the tree less what the cuts name; the original is left as it was."""
    if isinstance(tree, dict):
        kept = ((key, value) for key, value in tree.items() if key not in cuts or cuts[key])
        return {key: without(value, cuts[key]) if key in cuts else value for key, value in kept}
    if isinstance(tree, list):
        items = ((index, value) for index, value in enumerate(tree) if index not in cuts or cuts[index])
        return [without(value, cuts[index]) if index in cuts else value for index, value in items]
    return tree


def keys_at(model: type[Model], path: KeyPath) -> list[str]:
    """Return the keys that may stand at a path below a model's root."""
    candidates: list[Any] = [model]
    for step in path:
        candidates = [inner for candidate in candidates for inner in below(candidate, step)]
    models = [candidate for candidate in candidates if is_model(candidate)]
    return list(dict.fromkeys(name for found in models for name in key_names(found)))


def key_names(model: type[Model]) -> Iterator[str]:
    """Yield a model's keys, its own before those that all records have."""
    for owner in model.__mro__:
        for name in vars(owner).get("__annotations__", {}):
            if name in model.model_fields:
                yield model.model_fields[name].alias or name


def choices_at(model: type[Model], path: KeyPath) -> tuple[str, ...]:
    """Return the values that a key may have, where they can be counted."""
    candidates: list[Any] = [model]
    for step in path[:-1]:
        candidates = [inner for candidate in candidates for inner in below(candidate, step)]
    for candidate in candidates:
        for name, field in candidate.model_fields.items() if is_model(candidate) else ():
            if path[-1] in (name, field.alias):
                return tuple(str(choice) for choice in literals(field.annotation))
    return ()


def literals(annotation: Any) -> Iterator[Any]:
    """Yield the values of a Literal, also inside a union or an annotation."""
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    else:
        for inner in get_args(annotation):
            yield from literals(inner)


def below(annotation: Any, step: str | int) -> Iterator[Any]:
    """Yield the annotations that a key leads to, unions spelled out."""
    if is_model(annotation):
        for name, field in annotation.model_fields.items():
            if step in (name, field.alias):
                yield from flat(field.annotation)
        return
    arguments = get_args(annotation)
    if getattr(annotation, "__origin__", None) is dict and len(arguments) == 2:
        yield from flat(arguments[1])
    elif getattr(annotation, "__origin__", None) is tuple and arguments:
        yield from flat(arguments[0])


def flat(annotation: Any) -> Iterator[Any]:
    """Yield the members of a union and the type inside an annotation."""
    if is_model(annotation) or getattr(annotation, "__origin__", None) in (dict, tuple):
        yield annotation
    elif hasattr(annotation, "__metadata__"):
        yield from flat(annotation.__origin__)
    else:
        for member in get_args(annotation):
            yield from flat(member)


def is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Model)
