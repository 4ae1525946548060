"""Where each value of a record came from: the commit, the day, the author, and the decision behind it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from byreg.diagnostic import KeyPath
from byreg.diff.blame import blame
from byreg.diff.goalposts import decisions_behind
from byreg.load import Workspace
from byreg.model.plan import Plan
from byreg.model.register import Entry, Phase, Scope
from byreg.model.walk import tables_of
from byreg.source.discover import PHASE_FILES, REGION_FILES, TOP_FILES
from byreg.source.past import Past, Values, flat
from byreg.source.revision import Commit, Repository


@dataclass(frozen=True, slots=True)
class Origin:
    """One value of a record and what gave it; no commit where it is not committed yet.

    `earlier` tells that a shallow clone ends there: the value may be older. `decisions` are
    addresses.
    """

    path: KeyPath
    value: Any
    commit: Commit | None
    decisions: tuple[str, ...]
    earlier: bool = False


def origins(workspace: Workspace, repository: Repository, phase: Phase, entry: Entry | None) -> Iterator[Origin]:
    """Yield each value of a record (without one, of the plan itself) in the order of the file."""
    past = past_of(repository, phase, entry)
    commits = repository.history(repository.commit("HEAD"), past.folder)
    by_id = {commit.id: commit for commit in commits}
    given = blame(commits, past.at)
    committed = next((values for commit in commits if (values := past.at(commit.id)) is not None), {})
    grafts = repository.grafts() if repository.shallow else frozenset()
    for path, value in present(workspace, past, phase, entry).items():
        unchanged = path in given and committed.get(path) == value
        commit = by_id.get(given[path]) if unchanged else None
        decisions = decisions_behind(workspace.register, phase, entry, path, came_with(past, commit, commits))
        yield Origin(path, value, commit, decisions, earlier=commit is not None and commit.id in grafts)


def past_of(repository: Repository, phase: Phase, entry: Entry | None) -> Past:
    """Return where to look for a record in the history."""
    scope: Scope = entry.scope if entry else (phase.region, phase.id)
    folder = "/".join(part for part in ("plans", *scope) if part)
    if entry is None:
        return Past(repository, folder, ("plan.yaml",), (), "", tables_of(Plan))
    files = PHASE_FILES if scope[1] else REGION_FILES if scope[0] else TOP_FILES
    return Past(
        repository, folder, tuple(files), (entry.id, *entry.record.former_ids), str(entry.path[-2]), frozenset()
    )


def present(workspace: Workspace, past: Past, phase: Phase, entry: Entry | None) -> Values:
    """Return what the record says in the files as they are."""
    scope: Scope = entry.scope if entry else (phase.region, phase.id)
    for path in workspace.files.get(scope, ()):
        document = workspace.documents.get(path)
        if document is not None and (entry is not None or path.endswith("/plan.yaml")):
            found = past.record(document.tree)
            if found is not None:
                return dict(flat(found))
    return {}


def came_with(past: Past, commit: Commit | None, commits: Sequence[Commit]) -> Callable[[str], bool]:
    """Return what tells whether a decision of the same plan came with a commit; without one, whether it is not committed."""

    def came(id_: str) -> bool:
        if commit is None:
            return not (commits and past.holds(commits[0].id, "decisions", id_))
        before = any(past.holds(parent, "decisions", id_) for parent in commit.parents)
        return past.holds(commit.id, "decisions", id_) and not before

    return came
