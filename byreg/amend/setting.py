"""Give one key another value, or take it out, and keep what it said before."""

from collections.abc import Sequence
from datetime import date

from byreg.amend.address import model_for
from byreg.amend.amendment import Amendment, require_readable
from byreg.amend.records import add_update, contents_of, period_plain, tree_of, whole_tree
from byreg.amend.values import lifted, read_value
from byreg.diagnostic import KeyPath
from byreg.errors import ByregError
from byreg.load import Workspace
from byreg.model.indicators import Measured
from byreg.model.narrative import Point, Section
from byreg.model.order import HISTORY
from byreg.model.record import Model, Record
from byreg.model.register import Contents, Entry, Scope
from byreg.model.state import plan_status
from byreg.source.composition import node_at
from byreg.source.meaning import Plain
from byreg.suggest import suggestion
from byreg.text.edit import Edit
from byreg.text.layout import models_at

FIGURES: tuple[tuple[type[Model], str], ...] = ((Measured, "value"), (Point, "text"), (Section, "text"))
BINDING = ("adopted", "closed")


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
    amendment.edit(scope, Edit("remove", path), *without_doubt(tree_of(workspace, scope, path), path))
    return amendment


def without_doubt(tree: Plain, path: KeyPath) -> list[Edit]:
    """Return the edits that take a key out of what its record is unsure of, when the key goes."""
    doubts = node_at(tree, (*path[:-1], "tentative"))
    if not isinstance(doubts, list) or path[-1] not in doubts:
        return []
    left = [one for one in doubts if one != path[-1]]
    at = (*path[:-1], "tentative")
    return [Edit("put", at, left) if left else Edit("remove", at)]


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
