"""Amend one thing: give a key a value, add a record, tell what is new of it, take it out."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date

from byreg.amend.address import check_key, model_for
from byreg.amend.amendment import Amendment, file_for, require_readable
from byreg.amend.values import lifted, read_value
from byreg.diagnostic import KeyPath
from byreg.errors import ByregError
from byreg.load import MODELS, Workspace
from byreg.model.indicators import Measured
from byreg.model.narrative import Point, Section
from byreg.model.order import HISTORY, order_of
from byreg.model.record import Model, Record
from byreg.model.register import Contents, Entry, Phase, Scope
from byreg.model.state import plan_status
from byreg.model.walk import tables_of
from byreg.source.yaml import Plain, node_at, resolve
from byreg.suggest import as_id, suggestion
from byreg.text.edit import Edit, applied, put
from byreg.text.layout import by_date, models_at

LONGEST_ID = 48
FIGURES: tuple[tuple[type[Model], str], ...] = ((Measured, "value"), (Point, "text"), (Section, "text"))
BINDING = ("adopted", "closed")


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


def set_value(workspace: Workspace, scope: Scope, path: KeyPath, text: str) -> Amendment:
    """Give a key the value that a text means."""
    model, tree = model_for(scope, path), tree_of(workspace, scope, path)
    require_record(workspace, scope, path)
    value = read_value(text, model, path, tree)
    old = node_at(tree, path)
    inner = short_key(model, path)
    if isinstance(old, dict) and inner and not isinstance(value, (dict, list)):
        path, old = (*path, inner), old.get(inner)  # what else was said of the figure stays
    if isinstance(old, str) and old.endswith("\n") and isinstance(value, str) and not value.endswith("\n"):
        value += "\n"  # a text in block style keeps its last line end
    amendment = Amendment(workspace)
    amendment.edit(scope, *lifted(model, path, tree), Edit("put", path, value))
    return amendment


def require_record(workspace: Workspace, scope: Scope, path: KeyPath) -> None:
    """Refuse a key of a record that does not exist: a typo would make a new one."""
    tree = whole_tree(workspace, scope)
    model = model_for(scope, path)
    for length in range(2, len(path)):
        records = node_at(tree, path[: length - 1])
        if any(issubclass(one, Record) for one in models_at(model, path[:length])) and isinstance(
            path[length - 1], str
        ):
            known = list(records) if isinstance(records, dict) else []
            if path[length - 1] not in known:
                require_readable(workspace, scope)
                raise ByregError(
                    f"there is no '{'.'.join(str(step) for step in path[:length])}'",
                    suggestion(str(path[length - 1]), known),
                )


def require_not_binding(workspace: Workspace, scope: Scope, path: KeyPath, day: date) -> None:
    """Refuse to take out what an adopted plan has said: records, and what was told of them."""
    region, phase_id = scope
    phase = workspace.register.phase(region, phase_id) if region and phase_id else None
    status = plan_status(phase.plan, day) if phase else None
    model = model_for(scope, path)
    record = any(issubclass(one, Record) for one in (*models_at(model, path), *models_at(model, (*path, "x"))))
    history = any(step in HISTORY for step in path)
    if status in BINDING and phase is not None and (record or history):
        raise ByregError(
            f"{phase.address} is {status}: what was decided and told does not disappear",
            "Drop a record with 'byreg remove RECORD --drop'; undo a slip that is not committed with 'git checkout'.",
        )


def short_key(model: type[Model], path: KeyPath) -> str:
    """Return the key that a bare value at a path is short for, where more is said beside it; else nothing."""
    models = models_at(model, path)
    return next((key for kind, key in FIGURES if any(issubclass(one, kind) for one in models)), "")


def keep_previous(amendment: Amendment, scope: Scope, path: KeyPath, day: str, decision: Sequence[str]) -> None:
    """Add an update to the record that a key stands in, which keeps what the key said and names the decision."""
    workspace = amendment.workspace
    entry = entry_around(contents_of(workspace, scope), path)
    tree = tree_of(workspace, scope, path)
    old = node_at(tree, path)
    if all(edit.value == node_at(tree, edit.path) for edits in amendment.edits.values() for edit in edits):
        raise ByregError("it says that already", "Nothing is changed by the decision.")
    if entry is None or "updates" not in type(entry.record).model_fields:
        raise ByregError("no dated update can stand there", "Leave out --decision, and name the decision elsewhere.")
    update: dict[str, Plain] = {"date": period_plain(day)}
    if decision:
        update["decision"] = list(decision)
    if old is not None and not isinstance(old, (dict, list)):
        update["previous"] = {".".join(str(step) for step in path[len(entry.path) :]): old}
    add_update(amendment, entry, update)


def entry_around(contents: Contents, path: KeyPath) -> Entry | None:
    """Return the innermost record that a key path stands in."""
    around = [
        entry for entry in contents.entries if path[: len(entry.path)] == entry.path and len(entry.path) < len(path)
    ]
    return max(around, key=lambda entry: len(entry.path), default=None)


def clear_value(workspace: Workspace, scope: Scope, path: KeyPath, day: date) -> Amendment:
    """Take a key out; records and history of an adopted plan stay."""
    require_not_binding(workspace, scope, path, day)
    if node_at(tree_of(workspace, scope, path), path) is None:
        raise ByregError(f"'{'.'.join(str(step) for step in path)}' is not there", "Nothing is left to clear.")
    amendment = Amendment(workspace)
    amendment.edit(scope, Edit("remove", path))
    return amendment


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
    order = [key for found in models_at(model, path) for key in order_of(found)]
    return dict(sorted(record.items(), key=lambda item: order.index(item[0])))


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


def references_to(workspace: Workspace, entry: Entry) -> Iterator[tuple[Scope, KeyPath, str]]:
    """Yield every reference that means a record: whose it is, where it stands and what it says."""
    register = workspace.register
    for contents in register.scopes:
        for link in contents.links:
            found = register.find(link.reference, contents.scope, link.kinds)
            if found is not None and (found.scope, found.path) == (entry.scope, entry.path):
                yield contents.scope, link.path, link.reference


def remove_record(workspace: Workspace, entry: Entry, day: date) -> Amendment:
    """Take a record out; refused while something refers to it, and where the plan is adopted."""
    require_readable(workspace)
    phase = phase_of(workspace, entry)
    if phase is not None and plan_status(phase.plan, day) in BINDING:
        raise ByregError(
            f"{phase.address} is {plan_status(phase.plan, day)}: what was decided does not disappear",
            f"End it instead: 'byreg remove {entry.address} --drop --reason \"…\"', with --decision if there is one.",
        )
    inside = [one for one in contents_of(workspace, entry.scope).entries if one.path[: len(entry.path)] == entry.path]
    for one in inside:
        users = [
            (scope, path) for scope, path, _ in references_to(workspace, one)
            if not (scope == entry.scope and path[: len(entry.path)] == entry.path)
        ]  # fmt: skip
        if users:
            shown = ", ".join(shown_path(scope, path) for scope, path in users[:10])
            more = f" and {len(users) - 10} more" if len(users) > 10 else ""
            raise ByregError(
                f"{one.address} is referred to by {shown}{more}",
                "Change or remove what refers to it first; or --drop it.",
            )
    amendment = Amendment(workspace)
    amendment.edit(entry.scope, Edit("remove", entry.path))
    return amendment


def shown_path(scope: Scope, path: KeyPath) -> str:
    where = "/".join(part for part in scope if part)
    return f"{where}{' ' if where else ''}{'.'.join(str(step) for step in path)}"


def drop_record(workspace: Workspace, entry: Entry, day: str, reason: str, decision: str | None) -> Amendment:
    """Say that a record ended without being completed, when, why, and by which decision."""
    fields_of(entry, ["dropped"])
    if entry.record.dropped is not None:
        raise ByregError(f"{entry.address} is dropped already", "Change it with 'byreg set'.")
    fate: dict[str, Plain] = {"date": period_plain(day), "reason": reason}
    if decision:
        fate["decision"] = decision
    amendment = Amendment(workspace)
    amendment.put(entry.scope, (*entry.path, "dropped"), fate)
    return amendment


def phase_of(workspace: Workspace, entry: Entry) -> Phase | None:
    region, phase = entry.scope
    return workspace.register.phase(region, phase) if region and phase else None


def rename_record(workspace: Workspace, entry: Entry, new: str) -> Amendment:
    """Give a record another id; every reference follows, and the old id is kept."""
    require_readable(workspace)
    record_path(workspace, entry.scope, entry.path[:-1], new)
    amendment = Amendment(workspace)
    for scope, path, reference in references_to(workspace, entry):
        amendment.put(scope, as_written(tree_of(workspace, scope, path), path), renamed(reference, entry.id, new))
    for scope, path in named_by_key(workspace, entry):
        amendment.edit(scope, Edit("rename", path, new))
    former = (*entry.path, "former_ids")
    there = node_at(tree_of(workspace, entry.scope, entry.path), former)
    if isinstance(there, list):
        amendment.put(entry.scope, (*former, len(there)), entry.id)
    else:
        amendment.put(entry.scope, former, [entry.id])
    amendment.edit(entry.scope, Edit("rename", entry.path, new))
    return amendment


def renamed(reference: str, old: str, new: str) -> str:
    return f"{reference.removesuffix(old)}{new}"


def as_written(tree: Plain, path: KeyPath) -> KeyPath:
    """Return the path at which a reference stands: one id may stand for a list of one, and a bare value for a record."""
    for length in range(1, len(path) + 1):
        node = node_at(tree, path[:length])
        if not isinstance(node, (dict, list)):
            return path[:length] if node is not None else path[: length - 1]
        if isinstance(node, list) and length < len(path) and not isinstance(path[length], int):
            return (*path[:length], *path[length + 1 :])  # `responsible: [a, b]` stands for its leads
    return path


def named_by_key(workspace: Workspace, entry: Entry) -> Iterator[tuple[Scope, KeyPath]]:
    """Yield the keys of figures by unit that name a municipality."""
    if entry.kind != "municipality":
        return
    for contents in workspace.register.scopes:
        if contents.scope[0] != entry.scope[0]:
            continue
        for path, model in contents.parts:
            for name in ("by_unit", "each_unit"):
                if entry.id in (getattr(model, name, None) or {}):
                    yield contents.scope, (*path, name, entry.id)
