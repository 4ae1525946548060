"""A workspace as it was read: register, documents, diagnostics, and where each record stands."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from byreg.bounds import MOST_BYTES
from byreg.config import Settings
from byreg.diagnostic import Diagnostic, Fault, KeyPath
from byreg.model.register import Register, Scope
from byreg.model.walk import Walked
from byreg.source.composition import Mark
from byreg.source.document import Document
from byreg.source.meaning import Plain
from byreg.source.tree import Tree, Unreadable


@dataclass(frozen=True, eq=False)
class Workspace:
    """What was read, what it means, and what is wrong with it so far.

    `apart` are the paths of the plan files that were not read, as they have nothing to do with the rest.
    """

    root: Path
    settings: Settings
    register: Register
    documents: Mapping[str, Document]
    diagnostics: tuple[Diagnostic, ...]
    files: Mapping[Scope, tuple[str, ...]]
    sound: Mapping[str, Walked]  # by path, what is in the files without a fault
    tree: Tree
    apart: tuple[str, ...] = ()

    def data_of(self, path: str) -> bytes:
        """Return the bytes of a file, of a plan or not, whether it could be read as one or not; nothing if there is none."""
        if path in self.documents:
            return self.documents[path].data
        try:
            return self.tree.read(path, MOST_BYTES)[0] if not self.tree.obstacle(path) else b""
        except Unreadable:
            return b""

    @property
    def regions_read(self) -> frozenset[str]:
        """Return the regions that files were read of."""
        return frozenset(region for region, _ in self.files if region is not None)

    @property
    def paths(self) -> frozenset[str]:
        """Return the paths of all plan files, readable or not, and of those apart."""
        return frozenset((*self.apart, *(path for paths in self.files.values() for path in paths)))

    def text_of(self, path: str) -> str:
        """Return the text of a file to show; what is no UTF-8 in it is replaced."""
        return self.data_of(path).decode("utf-8", "replace")

    def locate(
        self, faults: Iterable[tuple[Scope, Fault]], wanted: Callable[[str, str], bool] | None = None
    ) -> list[Diagnostic]:
        """Turn findings about scopes into lines and columns of their files; of the codes and paths that are wanted, if told."""
        by_document: dict[str, list[Fault]] = {}
        for scope, fault in faults:
            path = self.path_of(scope, fault.path)
            if path is not None and (wanted is None or wanted(fault.code, path)):
                by_document.setdefault(path, []).append(fault)
        return [diagnostic for path, found in by_document.items() for diagnostic in self.documents[path].locate(found)]

    @cached_property
    def known_homes(self) -> dict[Scope, Mapping[tuple[str, str], str]]:
        """Return the homes of the scopes that were asked for."""
        return {}

    def homes(self, scope: Scope) -> Mapping[tuple[str, str], str]:
        """Return in which file each entry of a scope's tables stands, the first where it stands in several."""
        if scope not in self.known_homes:
            found: dict[tuple[str, str], str] = {}
            for document in self.documents_of(scope):
                for table, entries in document.tables.items():
                    for id_ in entries:
                        found.setdefault((table, id_), document.path)
            self.known_homes[scope] = found
        return self.known_homes[scope]

    def documents_of(self, scope: Scope) -> list[Document]:
        return [self.documents[name] for name in self.files.get(scope, ()) if name in self.documents]

    def path_of(self, scope: Scope, path: KeyPath) -> str | None:
        """Return the file of a scope that holds a key path, or its main file."""
        home = self.homes(scope).get((str(path[0]), str(path[1]))) if len(path) > 1 else None
        if home is not None:
            return home
        documents = self.documents_of(scope)
        nearest = [one for one in documents if path and path[0] in one.tables] or documents[:1]
        if len(nearest) > 1 and len(path) > 1 and isinstance(path[1], int):  # several have a list of that name
            nearest = [max(nearest, key=lambda one: depth(one.tree, path))]
        return nearest[0].path if nearest else None

    def span(self, scope: Scope, path: KeyPath) -> Mark | None:
        """Return where a key path stands, with the extent of its value."""
        name = self.path_of(scope, path)
        return self.documents[name].marks().get(path) if name else None


def depth(tree: Plain, path: KeyPath) -> int:
    """Return how many steps of a key path a tree has."""
    for taken, step in enumerate(path):
        if isinstance(tree, dict) and step in tree:
            tree = tree[step]
            continue
        if not (isinstance(tree, list) and isinstance(step, int) and step < len(tree)):
            return taken
        tree = tree[step]
    return len(path)
