"""One record through the history of its folder: its values at each commit, read from plain trees."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from byreg.bounds import MOST_BYTES
from byreg.diagnostic import KeyPath
from byreg.source.meaning import Plain
from byreg.source.revision import Repository
from byreg.source.yaml import compose

Values = dict[KeyPath, Plain]


@dataclass
class Past:
    """A record by its ids (the present one first, then former ones) and the table it stands in.

    Without ids it is the plan or region itself: what its file says outside its tables of records.
    """

    repository: Repository
    folder: str
    names: Sequence[str]
    ids: Sequence[str]
    table: str
    tables: frozenset[str]
    trees: dict[str, Plain] = field(default_factory=dict)

    def at(self, commit: str) -> Values | None:
        """Return what the record said at a commit, by key path; None where that cannot be told."""
        broken = False
        for tree in self.trees_at(commit):
            broken = broken or tree is None
            found = self.record(tree)
            if found is not None:
                return dict(flat(found))
        return None if broken else {}

    def holds(self, commit: str, table: str, id_: str) -> bool:
        """Tell whether the folder had a record of a table at a commit."""
        return any(find(tree, table, id_) is not None for tree in self.trees_at(commit))

    def record(self, tree: Plain) -> Plain:
        if self.ids:
            return next((found for id_ in self.ids if (found := find(tree, self.table, id_)) is not None), None)
        if not isinstance(tree, dict) or not set(tree) - self.tables - {"schema"}:
            return None
        return {key: value for key, value in tree.items() if key not in self.tables}

    def trees_at(self, commit: str) -> Iterator[Plain]:
        for name, object_ in sorted(self.repository.folder_at(commit, self.folder).items()):
            if name in self.names or (name.startswith("actions/") and "actions.yaml" in self.names):
                if object_ not in self.trees:
                    _, data, size = self.repository.object(object_, MOST_BYTES)
                    self.trees[object_] = compose(data).tree if size <= MOST_BYTES else None
                yield self.trees[object_]


def find(tree: Plain, table: str, id_: str) -> Plain:
    """Return the record that stands under an id in a table, wherever in a tree the table is."""
    waiting = [tree]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            inner = here.get(table)
            if isinstance(inner, dict) and isinstance(inner.get(id_), dict):
                return inner[id_]
            waiting += here.values()
        elif isinstance(here, list):
            waiting += here
    return None


def flat(tree: Plain, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Plain]]:
    """Yield each value of a record by its key path; dated items of a list by their date, plain lists whole."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from flat(value, (*path, key))
    elif isinstance(tree, list) and any(isinstance(item, dict) for item in tree):
        seen: dict[str, int] = {}
        for index, item in enumerate(tree):
            name = str(item["date"]) if isinstance(item, dict) and "date" in item else str(index + 1)
            seen[name] = seen.get(name, 0) + 1
            yield from flat(item, (*path, name if seen[name] == 1 else f"{name} ({seen[name]})"))
    else:
        yield path, tree
