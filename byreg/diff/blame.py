"""Which commit gave each value of a record: passed back from commit to parent as long as it says the same."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from byreg.diagnostic import KeyPath


class Commit(Protocol):
    """What is needed of a commit: its id and its parents within the history that is looked at."""

    @property
    def id(self) -> str: ...
    @property
    def parents(self) -> tuple[str, ...]: ...


def blame(commits: Sequence[Commit], values_at: Callable[[str], Mapping[KeyPath, Any] | None]) -> dict[KeyPath, str]:
    """Return for each value of the newest commit the id of the one that gave it; children come before parents.

    A value that one of a merge's parents has came from there; one that none has came with the
    merge. Where a commit's values cannot be told (None), its parents are looked at in its place.
    """
    by_id = {commit.id: commit for commit in commits}

    def told(parents: Sequence[str]) -> Iterator[tuple[str, Mapping[KeyPath, Any]]]:
        waiting, seen = list(parents), set[str]()
        while waiting:
            id_ = waiting.pop(0)
            values = values_at(id_) if id_ not in seen else {}
            seen.add(id_)
            if values is not None:
                yield id_, values
            elif id_ in by_id:
                waiting += by_id[id_].parents

    found: dict[KeyPath, str] = {}
    newest = next(told([commits[0].id]), None) if commits else None
    if newest is None:
        return found
    waiting: dict[str, dict[KeyPath, Any]] = {newest[0]: dict(newest[1])}
    for commit in commits:
        wanted = waiting.pop(commit.id, {})
        before = list(told(commit.parents)) if wanted else []
        for path, value in wanted.items():
            parent = next((id_ for id_, values in before if path in values and values[path] == value), None)
            if parent is None:
                found[path] = commit.id
            else:
                waiting.setdefault(parent, {})[path] = value
    for id_, left in waiting.items():  # parents that the history does not list
        found |= dict.fromkeys(left, id_)
    return found
