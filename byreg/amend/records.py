"""Records by their place in the files: a new one built of what was typed, and a dated update in its place."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from byreg.amend.address import check_key, model_for
from byreg.amend.amendment import Amendment, file_for, require_readable
from byreg.amend.values import lifted, read_value
from byreg.diagnostic import KeyPath
from byreg.errors import ByregError
from byreg.load import MODELS, Workspace
from byreg.model.order import order_of
from byreg.model.register import Contents, Entry, Scope
from byreg.model.walk import tables_of
from byreg.source.composition import node_at
from byreg.source.meaning import Plain, resolve
from byreg.suggest import as_id, suggestion
from byreg.text.edit import Edit, applied, put
from byreg.text.layout import Layout, by_date, models_at

LONGEST_ID = 48


@dataclass(frozen=True, slots=True)
class Given:
    """A key of a record, as somebody typed its value."""

    key: str
    text: str


def contents_of(workspace: Workspace, scope: Scope) -> Contents:
    """Return the records of a scope that exists."""
    return next(contents for contents in workspace.register.scopes if contents.scope == scope)


def tree_of(workspace: Workspace, scope: Scope, path: KeyPath, file: str | None = None) -> Plain:
    """Return the content of the file in which a key path of a scope stands, or would stand."""
    document = workspace.documents.get(file_for(workspace, scope, path, file))
    return document.tree if document else {"schema": 1}


def whole_tree(workspace: Workspace, scope: Scope) -> Plain:
    """Return the content of a scope, all its files together."""
    found: dict[str, Plain] = {}
    for name in workspace.files.get(scope, ()):
        tree = workspace.documents[name].tree if name in workspace.documents else None
        for key, value in tree.items() if isinstance(tree, dict) else ():
            together = isinstance(value, dict) and isinstance(found.get(key), dict)
            found[key] = {**found[key], **value} if together else value
    return found


def add_update(amendment: Amendment, entry: Entry, update: Mapping[str, Plain], table: str = "updates") -> None:
    """Add something dated to a record, in its place by date."""
    path = (*entry.path, table)
    there = node_at(tree_of(amendment.workspace, entry.scope, path), path)
    items = there if isinstance(there, list) else []
    index = by_date([item.get("date") if isinstance(item, dict) else None for item in items], update["date"])
    edit = Edit("insert", (*path, index), dict(update)) if items else Edit("put", path, [dict(update)])
    amendment.edit(entry.scope, edit)


def period_plain(text: str) -> Plain:
    """Return a date as plans write it: a year is a number."""
    return int(text) if text.isdecimal() and len(text) == 4 else text


def fields_of(entry: Entry, keys: Sequence[str]) -> None:
    """Refuse keys that a kind of record does not have."""
    for key in keys:
        if key not in type(entry.record).model_fields:
            kind = a_kind(entry)
            raise ByregError(f"{entry.address} is {kind}, which has no '{key}'", advice_for(entry, key))


def a_kind(entry: Entry) -> str:
    """Return what kind of record something is, with its article."""
    name = entry.kind.replace("_", " ")
    return f"{'an' if name[:1] in 'aeio' else 'a'} {name}"


def advice_for(entry: Entry, key: str) -> str:
    fields = type(entry.record).model_fields
    if key in ("updates", "status") and "assessments" in fields:
        return f"Judge it: 'byreg assess {entry.address} --status achieved'."
    if "observations" in fields:
        return f"Measure it: 'byreg observe {entry.address} --value … --period …'."
    return f"It has: {', '.join(name for name in order_of(type(entry.record)))}."


def record_path(workspace: Workspace, scope: Scope, table: KeyPath, id_: str) -> KeyPath:
    """Return the key path of a new record; ByregError where its id is taken, or was once."""
    contents = contents_of(workspace, scope)
    require_readable(workspace, scope)
    if as_id(id_) != id_ or not isinstance(resolve(id_), str):
        example = as_id(id_) if isinstance(resolve(as_id(id_) or "1"), str) else ""
        raise ByregError(f"'{id_}' is no id", f"Write letters a to z, digits and hyphens: '{example or 'new-action'}'.")
    if id_ in contents.by_id:
        raise ByregError(f"'{id_}' is taken: {contents.by_id[id_].address}", "Choose another.")
    if id_ in contents.former:
        raise ByregError(f"'{id_}' was once the id of {contents.former[id_].address}", "Choose another.")
    return (*table, id_)


def new_id(contents: Contents, title: str) -> str:
    """Return an id made of a title: whole words, not too long, not used before."""
    words = as_id(title).split("-")
    name = words[0][:LONGEST_ID] or "record"
    for word in words[1:]:
        if len(name) + 1 + len(word) > LONGEST_ID:
            break
        name = f"{name}-{word}"
    taken = {*contents.by_id, *contents.former}
    return next(one for one in (name, *(f"{name}-{number}" for number in range(2, len(taken) + 3))) if one not in taken)


def add_record(
    workspace: Workspace, scope: Scope, table: KeyPath, id_: str, given: Sequence[Given], *, file: str | None = None
) -> Amendment:
    """Add a record with the keys that were given, in their usual order; `file` is one of the folder actions/."""
    path = record_path(workspace, scope, table, id_)
    amendment = Amendment(workspace)
    home = action_file(workspace, scope, table, file) if file is not None else None
    amendment.edits[file_for(workspace, scope, path, home)] = [
        put(*path, value=built(workspace, scope, path, given, file=home))
    ]
    return amendment


def action_file(workspace: Workspace, scope: Scope, table: KeyPath, name: str) -> str:
    """Return the path of a file of the folder actions/, new or not, by its name."""
    folder = f"plans/{scope[0]}/{scope[1]}"
    if table != ("actions",):
        raise ByregError("--file is for actions", "All else has its file.")
    if f"{folder}/actions.yaml" in workspace.files.get(scope, ()):
        raise ByregError("the actions stand in one file, actions.yaml", "Leave out --file.")
    id_ = name.removeprefix(f"{folder}/").removeprefix("actions/").removesuffix(".yaml")
    if not id_ or as_id(id_) != id_:
        raise ByregError(f"'{name}' is no name of a plan file", f"Write it like '{as_id(id_) or 'harstad'}.yaml'.")
    return f"{folder}/actions/{id_}.yaml"


def built(
    workspace: Workspace, scope: Scope, path: KeyPath, given: Sequence[Given], *, file: str | None = None
) -> dict[str, Plain]:
    """Return a record, or a part of one, with each given value as its key may have it, in the usual order."""
    model, tree = model_for(scope, path), without(tree_of(workspace, scope, path, file), path)
    for one in given:
        at = (*path, *one.key.split("."))
        check_key(at, model)
        value = read_value(one.text, model, at, tree)
        there = node_at(tree, at)
        value = value if there is None else [*as_list(there), *as_list(value)]
        tree = applied(tree, [*lifted(model, at, tree), put(*at, value=value)])
    record = node_at(tree, path)
    return Layout(model).arranged(path, record)


def without(tree: Plain, path: KeyPath) -> Plain:
    """Return a file's content less a record, so that the record is built anew."""
    found = deepcopy(tree) or {"schema": 1}
    table = node_at(found, path[:-1])
    if isinstance(table, dict):
        table.pop(path[-1], None)
    return found


def as_list(value: Plain) -> list[Plain]:
    return value if isinstance(value, list) else [value]


def table_for(kind: str) -> KeyPath:
    """Return the table of a kind of record in a phase; ByregError where no table holds it."""
    name = kind.replace("-", "_")
    found = {
        record_kind(inner): table
        for model in (MODELS["plan"], MODELS["targets"], MODELS["actions"])
        for table in tables_of(model)
        for inner in models_at(model, (table, "x"))
    }
    if name not in found:
        raise ByregError(
            f"there is no kind of record '{kind}'", suggestion(kind, [one.replace("_", "-") for one in found])
        )
    return (found[name],)


def record_kind(model: type) -> str:
    return getattr(model, "kind_of_record", "")
