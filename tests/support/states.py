"""Workspaces made of trees in memory, and edits of one value in them."""

import copy
import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from byreg.config import Settings
from byreg.diff.state import State, state_of
from byreg.load import Workspace, load_workspace
from byreg.source.tree import NamedFiles
from byreg.source.yaml import compose

BASE = Path(__file__).parents[1] / "cases" / "base"
DAY = date(2020, 6, 30)
FILES = {
    "plan": "plans/demo/1/plan.yaml",
    "targets": "plans/demo/1/targets.yaml",
    "actions": "plans/demo/1/actions.yaml",
}
Trees = dict[str, Any]
MISSING = object()


class InMemory(NamedFiles[bytes]):
    """Files that are only bytes."""

    def read(self, path: str, most: int) -> tuple[bytes, int]:
        return self.files[path][:most], len(self.files[path])


@cache
def base_trees() -> Trees:
    paths = sorted(path.relative_to(BASE).as_posix() for path in BASE.rglob("*.yaml"))
    return {path: compose((BASE / path).read_bytes()).tree for path in paths}


def trees() -> Trees:
    """Return the base workspace as trees of its own."""
    return copy.deepcopy(base_trees())


def put(where: Trees, file: str, path: str, value: Any = MISSING) -> Trees:
    """Return trees with the value at a dotted path set, or taken out; `file` is a short name or a path."""
    changed = copy.deepcopy(where)
    tree = changed.setdefault(FILES.get(file, file), {"schema": 1})
    steps = [int(step) if step.isdigit() and step not in tree else step for step in path.split(".")]
    for index, step in enumerate(steps[:-1]):
        following: Any = [] if isinstance(steps[index + 1], int) else {}
        if isinstance(tree, dict):
            tree = tree.setdefault(str(step), following)
        else:
            tree = tree[int(step)]
    last = steps[-1]
    if isinstance(tree, list):
        if value is MISSING:
            del tree[int(last) : int(last) + 1]
        elif int(last) < len(tree):
            tree[int(last)] = value
        else:
            tree.append(value)
    elif value is MISSING:
        tree.pop(str(last), None)
    else:
        tree[str(last)] = value
    return changed


def workspace_of(where: Trees) -> Workspace:
    data = {path: json.dumps(tree, ensure_ascii=False, default=str).encode() for path, tree in where.items()}
    return load_workspace(Path(), Settings(), InMemory(data))


def state(where: Trees, scope: tuple[str, str] = ("demo", "1"), day: date = DAY) -> State:
    """Return one plan of a workspace made of trees."""
    return state_of(workspace_of(where).register, scope, day)
