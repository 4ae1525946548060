"""From what people write to a key path: `actions.makerspace.title`, or `makerspace.title` for short."""

from collections.abc import Sequence

from byreg.diagnostic import KeyPath
from byreg.errors import ByregError
from byreg.load import MODELS
from byreg.model.order import order_of
from byreg.model.record import Model
from byreg.model.register import Contents, Scope
from byreg.source.discover import FileKind
from byreg.source.meaning import Plain
from byreg.suggest import suggestion
from byreg.text.layout import models_at

OF_PHASE: tuple[FileKind, ...] = ("plan", "targets", "actions")
MOST_STEPS = 12


def kinds_of(scope: Scope) -> tuple[FileKind, ...]:
    """Return the kinds of file that a scope has."""
    region, phase = scope
    return OF_PHASE if phase else ("region",) if region else ("programmes", "actors")


def model_for(scope: Scope, path: KeyPath, ids: Sequence[str] = ()) -> type[Model]:
    """Return the model of the file in which a key path stands; ByregError where no file has such a key."""
    keys: list[str] = []
    for kind in kinds_of(scope):
        known = [key for key in order_of(MODELS[kind]) if key != "schema"]
        if path[0] in known:
            return MODELS[kind]
        keys += known
    raise ByregError(f"there is no key or record '{path[0]}'", suggestion(str(path[0]), [*keys, *ids]))


def key_path(text: str, contents: Contents, tree: Plain) -> KeyPath:
    """Return the key path that a dotted text means; a record's id alone stands for where it is.

    `tree` is the content of the scope, all its files together. Raises ByregError for what cannot be a key.
    """
    steps = text.split(".")
    if "" in steps or len(steps) > MOST_STEPS:
        raise ByregError(f"'{text}' is no key path", "Write keys with dots between: actions.makerspace.title.")
    entry = contents.by_id.get(steps[0])
    known = {key for kind in kinds_of(contents.scope) for key in order_of(MODELS[kind])}
    if entry is not None and steps[0] not in known:
        steps = [*(str(step) for step in entry.path), *steps[1:]]
    path: list[str | int] = []
    for step in steps:
        inside = isinstance(tree, list)
        if inside and not step.isdecimal():
            so_far = ".".join(str(one) for one in path)
            raise ByregError(f"'{so_far}' is a list", "Name an item by its number, from 0.")
        here: str | int = int(step) if inside else step
        path.append(here)
        tree = child(tree, here)
    check_key(tuple(path), model_for(contents.scope, tuple(path), list(contents.by_id)))
    return tuple(path)


def child(tree: Plain, step: str | int) -> Plain:
    if isinstance(tree, dict):
        return tree.get(step)
    return tree[step] if isinstance(tree, list) and isinstance(step, int) and step < len(tree) else None


def check_key(path: KeyPath, model: type[Model]) -> None:
    """Refuse a key that no record has at this place."""
    for length in range(len(path)):
        models = models_at(model, path[:length])
        keys = [key for one in models for key in order_of(one)]
        if keys and isinstance(path[length], str) and path[length] not in keys:
            where = ".".join(str(step) for step in path[:length]) or "the plan"
            raise ByregError(f"{where} has no key '{path[length]}'", suggestion(str(path[length]), keys))
