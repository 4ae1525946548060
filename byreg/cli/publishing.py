"""The state that reports are made from: the files as they are, or as they were in a commit."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from byreg.cli.workspace import open_workspace
from byreg.errors import ByregError
from byreg.load import Workspace
from byreg.report.templates import own_folder
from byreg.source.tree import NamedFiles, Unreadable
from byreg.storage.write import within

MOST_TEMPLATE = 1024 * 1024
MOST_TEMPLATES = 500


@dataclass(frozen=True)
class State:
    """A workspace with the folder of its own templates, and the commit where it is that of one."""

    workspace: Workspace
    own: Path | None
    commit: str = ""


@contextmanager
def state_of(commit: str | None, about: str | None = None) -> Iterator[State]:
    """Return the workspace as it is, or as it was in a commit of its git repository, for as long as it is used.

    As it is, only what the region of an address can have to do with is read, where one is given.
    """
    if commit is None:
        workspace = open_workspace(about=about)
        yield State(workspace, own_folder(workspace.root))
        return
    from byreg.cli.sides import open_history

    history = open_history(commit)
    name = history.repository.commit(commit)
    workspace, _ = history.at(name)
    templates = history.repository.at(name, folder="templates")
    with tempfile.TemporaryDirectory(prefix="byreg-") as folder:
        lay_out(templates, Path(folder))
        own = own_folder(Path(folder)) if templates.files else None
        yield State(workspace, own, name)


def lay_out(templates: NamedFiles[Any], folder: Path) -> None:
    """Write the templates of a commit into a folder; its names and links may be a stranger's, and none leads out."""
    if len(templates.files) > MOST_TEMPLATES:
        raise ByregError(f"the commit has more than {MOST_TEMPLATES} templates", "Take out what is none.")
    for path in sorted(templates.files):
        target = within(folder, path)
        if problem := templates.obstacle(path):
            raise ByregError(f"'{path}' in the commit: {problem}", "Make it an ordinary file.")
        try:
            data, size = templates.read(path, MOST_TEMPLATE)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        except (Unreadable, OSError) as error:
            raise ByregError(f"'{path}' in the commit cannot be read: {error}", "Make it an ordinary file.") from None
        if size > MOST_TEMPLATE:
            raise ByregError(f"'{path}' in the commit is larger than {MOST_TEMPLATE // 1024} kB", "It is no template.")
