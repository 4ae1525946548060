"""The state that reports are made from: the files as they are, or as they were in a commit."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from byreg.cli.workspace import open_workspace
from byreg.load import Workspace
from byreg.report.templates import own_folder

MOST_TEMPLATE = 1024 * 1024


@dataclass(frozen=True)
class State:
    """A workspace with the folder of its own templates, and the commit where it is that of one."""

    workspace: Workspace
    own: Path | None
    commit: str = ""


@contextmanager
def state_of(commit: str | None) -> Iterator[State]:
    """Return the workspace as it is, or as it was in a commit of its git repository, for as long as it is used."""
    if commit is None:
        workspace = open_workspace()
        yield State(workspace, own_folder(workspace.root))
        return
    from byreg.cli.sides import open_history

    history = open_history(commit)
    name = history.repository.commit(commit)
    workspace, _ = history.at(name)
    templates = history.repository.at(name, folder="templates")
    with tempfile.TemporaryDirectory(prefix="byreg-") as folder:
        for path in templates.files:
            inner = path.rpartition("templates/")[2]
            target = Path(folder) / "templates" / inner
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(templates.read(path, MOST_TEMPLATE)[0])
        own = own_folder(Path(folder)) if templates.files else None
        yield State(workspace, own, name)
