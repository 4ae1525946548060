"""What refers to a record, and another id for it everywhere."""

from collections.abc import Iterator

from byreg.amend.amendment import Amendment, require_readable
from byreg.amend.records import record_path, tree_of
from byreg.diagnostic import KeyPath
from byreg.load import Workspace
from byreg.model.register import Entry, Scope
from byreg.source.composition import node_at
from byreg.source.meaning import Plain
from byreg.text.edit import Edit


def references_to(workspace: Workspace, entry: Entry) -> Iterator[tuple[Scope, KeyPath, str]]:
    """Yield every reference that means a record: whose it is, where it stands and what it says."""
    register = workspace.register
    for contents in register.scopes:
        for link in contents.links:
            found = register.find(link.reference, contents.scope, link.kinds)
            if found is not None and (found.scope, found.path) == (entry.scope, entry.path):
                yield contents.scope, link.path, link.reference


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
