"""Plan files of an older schema version brought to the present one, a step at a time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from byreg.load import Workspace
from byreg.source.meaning import Plain
from byreg.text.edit import Edit, put

CURRENT = 1
UNSTATED = 0  # files written before versions were stated


@dataclass(frozen=True, slots=True)
class Step:
    """What brings a file from one version to the next, and in words why."""

    to: int
    why: str
    edits: Callable[[Plain], list[Edit]]


STEPS: Mapping[int, Step] = {
    UNSTATED: Step(1, "a file states the version of its schema", lambda _: [put("schema", value=1)]),
}


def version_of(tree: Plain) -> int | None:
    """Return the schema version that a file states; 0 where it states none, None where it is no version."""
    if not isinstance(tree, dict):
        return None
    stated = tree.get("schema", UNSTATED)
    return stated if type(stated) is int and stated >= 0 else None


def upgrades(workspace: Workspace) -> dict[str, list[Edit]]:
    """Return the edits of each file that is behind."""
    found: dict[str, list[Edit]] = {}
    for path, document in workspace.documents.items():
        version = version_of(document.tree)
        while version is not None and version in STEPS:
            step = STEPS[version]
            found.setdefault(path, []).extend(step.edits(document.tree))
            version = step.to
    return found
