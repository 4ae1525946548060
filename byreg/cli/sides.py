"""From what was asked to the two sides of a comparison: phases, days, revisions, folders."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from byreg import __version__, codes
from byreg.cli.workspace import concerns, find_phase, open_workspace
from byreg.config import FILE_NAME, Settings, find_root, parse_settings, read_settings
from byreg.diff.state import scopes_of
from byreg.errors import ByregError
from byreg.language.labels import N_
from byreg.language.language import Language
from byreg.load import Workspace, load_workspace
from byreg.model.register import Phase, Scope
from byreg.printable import printable
from byreg.source.loose import loose_tree, what_is
from byreg.source.revision import NoRepositoryError, Repository

WORK_TREE = N_("the files as they are, committed or not")
STAGED = N_("what is staged")


@dataclass(frozen=True)
class Asked:
    """Two workspaces, what each is called, and which plans of them belong together."""

    old: Workspace
    new: Workspace
    old_name: str
    new_name: str
    scopes: tuple[tuple[Scope, Scope], ...]
    loose: bool = False  # not of a workspace: what is beside a plan's folder is not expected

    @property
    def same_files(self) -> bool:
        return self.old is self.new


def two_plans(first: str, second: str) -> Asked:
    """Return two phases of the workspace as it is."""
    workspace = open_workspace(about=first, beside=second)
    old, new = find_phase(workspace, first, None), find_phase(workspace, second, None)
    if new.address in old.plan.continues:
        raise ByregError(
            f"{old.address} continues {new.address}",
            f"Name the earlier one first: byreg diff {new.address} {old.address}.",
        )
    return Asked(workspace, workspace, old.plan.title, new.plan.title, ((scope(old), scope(new)),))


def one_plan(plan: str, phase: str | None) -> Asked:
    """Return one plan of the workspace as it is, for two days."""
    workspace = open_workspace(about=plan)
    found = find_phase(workspace, plan, phase)
    return Asked(workspace, workspace, "", "", ((scope(found), scope(found)),))


def scope(phase: Phase) -> Scope:
    return (phase.region, phase.id)


@dataclass(frozen=True)
class History:
    """A workspace in a git repository: its folder, or where it stands in a bare one."""

    repository: Repository
    root: Path
    settings: Settings

    def at(self, revision: str) -> tuple[Workspace, str]:
        """Return the workspace at a revision, and what to call it."""
        commit = self.repository.commit(revision)
        workspace = load_workspace(self.root, self.settings, self.repository.at(commit))
        return workspace, commit[:8] if commit.startswith(revision) else f"{revision} ({commit[:8]})"

    def now(self) -> tuple[Workspace, str]:
        """Return the workspace as it is on disk; in a bare repository, at its head."""
        if self.repository.bare:
            return self.at("HEAD")
        return load_workspace(self.root, self.settings), WORK_TREE

    def base(self, revision: str) -> tuple[Workspace, str]:
        """Return the workspace as it was where HEAD left a revision: the merge base of the two."""
        commit = self.repository.merge_base(self.repository.commit(revision), self.repository.commit("HEAD"))
        return load_workspace(self.root, self.settings, self.repository.at(commit)), f"{revision} ({commit[:8]})"

    def elsewhere(self, revision: str) -> str:
        """Return where a workspace stood at the merge base, if none stood here: another folder of the repository."""
        commit = self.repository.merge_base(self.repository.commit(revision), self.repository.commit("HEAD"))
        found = [name for name in self.repository.names(commit) if name.rpartition("/")[2] == FILE_NAME]
        here = f"{self.repository.prefix}{FILE_NAME}"
        related = [one for one in found if nested(one, here)]
        return related[0].rpartition("/")[0] or "." if related and here not in found else ""

    def staged(self) -> tuple[Workspace, str]:
        if self.repository.bare:
            raise ByregError("a bare repository has nothing staged", "Compare two revisions with --rev A..B.")
        return load_workspace(self.root, self.settings, self.repository.index()), STAGED


def nested(one: str, other: str) -> bool:
    """Tell whether the folders of two files lie one within the other."""
    first, second = (name.rpartition("/")[0] + "/" for name in (one, other))
    return first == "/" or second == "/" or first.startswith(second) or second.startswith(first)


def open_history(revision: str = "HEAD") -> History:
    """Return the workspace around the current folder with its history; in a bare repository, as of a revision."""
    here = Path.cwd()
    try:
        root = find_root(here)
    except ByregError:
        bare = bare_repository(here, revision)
        if bare is None:
            raise
        return bare
    return History(Repository(root, os.environ), root, read_settings(root, __version__))


def bare_repository(folder: Path, revision: str) -> History | None:
    """Return the workspace in a bare repository, where this is one: the `byreg.toml` nearest to the top."""
    try:
        repository = Repository(folder, os.environ, "")
    except NoRepositoryError:
        return None
    if not repository.bare:
        return None
    commit = repository.commit(revision or "HEAD")
    found = [name for name in repository.names(commit) if name.rpartition("/")[2] == FILE_NAME]
    name = min(found, key=lambda one: (one.count("/"), one), default=None)
    if name is None:
        raise ByregError(f"{revision} holds no {FILE_NAME}", "Name a revision that has the workspace.")
    prefix = name.removesuffix(FILE_NAME)
    settings = parse_settings(repository.object(f"{commit}:{name}", 1 << 20)[1], __version__)
    return History(Repository(folder, os.environ, prefix), folder, settings)


def revisions(plan: str | None, phase: str | None, *, rev: str | None, against: str | None, staged: bool) -> Asked:
    """Return two states in git: a range, the merge base with a revision, what is staged, or what is not committed."""
    first, second, dots = split_range(rev) if rev is not None else (against or "HEAD", "", "")
    history = open_history(second or "HEAD" if dots else "HEAD")
    repository = history.repository
    if rev is not None and dots:
        start = repository.merge_base(repository.commit(first), repository.commit(second)) if dots == "..." else first
        old, new = history.at(start), history.at(second)
    elif against is not None:
        old, new = history.base(against), history.now()
    else:
        old, new = history.at(first), history.staged() if staged else history.now()
    chosen = chosen_scope(plan, phase, old[0], new[0])
    scopes = [chosen] if chosen else list(scopes_of(old[0].register, new[0].register))
    return Asked(old[0], new[0], old[1], new[1], tuple((one, one) for one in scopes))


def split_range(text: str) -> tuple[str, str, str]:
    """Return both ends of `A..B` or `A...B`, and the dots; an end left out is HEAD."""
    for dots in ("...", ".."):
        first, found, second = text.partition(dots)
        if found:
            return first or "HEAD", second or "HEAD", dots
    if not text:
        raise ByregError("--rev names nothing", "Write --rev A..B, such as --rev main..HEAD.")
    return text, "", ""


def chosen_scope(plan: str | None, phase: str | None, old: Workspace, new: Workspace) -> Scope | None:
    """Return the plan that was named; it may stand on one of the sides only."""
    if plan is None:
        return None
    try:
        return scope(find_phase(new, plan, phase))
    except ByregError as error:
        try:
            return scope(find_phase(old, plan, phase))
        except ByregError:
            raise error from None


def folders(first: Path, second: Path) -> Asked:
    """Return two folders or files without git: workspaces, a plan's folder, or one file each."""
    kinds = [what_is(path) for path in (first, second)]
    if kinds[0] != kinds[1]:
        raise ByregError(
            f"'{first}' is {kinds[0]}, '{second}' is {kinds[1]}",
            "Name two workspaces, two folders of a kind, or two files of a kind.",
        )
    old, new = read_loose(first), read_loose(second)
    scopes = tuple((one, one) for one in scopes_of(old.register, new.register))
    return Asked(old, new, printable(str(first), 200), printable(str(second), 200), scopes, loose=True)


def read_loose(path: Path) -> Workspace:
    """Read a folder or file that need not stand in a workspace."""
    return load_workspace(path if path.is_dir() else path.parent, Settings(), loose_tree(path))


def unread(sides: Asked, words: Language) -> list[str]:
    """Return what could not be read on either side of what is compared."""
    found = []
    for workspace, name, which in ((sides.old, sides.old_name, 0), (sides.new, sides.new_name, 1)):
        wanted = [pair[which] for pair in sides.scopes]
        whole = (None, None) in wanted
        for one in workspace.diagnostics:
            if codes.severity(one) != "error" or (sides.loose and one.code == "BY007"):
                continue
            if whole or any(concerns(one, "plans", region or "", phase or "") for region, phase in wanted):
                found.append(f"{words.text(name)}: {one.place}: {one.code} {codes.message(one)}")
    return list(dict.fromkeys(found))


def languages_of(sides: Asked, scopes: Iterable[Scope]) -> list[str]:
    """Return the languages of the regions that are compared."""
    found: list[str] = []
    for region, _ in scopes:
        node = sides.new.register.regions.get(region or "") or sides.old.register.regions.get(region or "")
        if node:
            found.append(node.region.language)
    return found


def title_of(sides: Asked, scopes: Sequence[Scope]) -> str:
    """Return what the comparison is of: a plan's title, else the workspace's."""
    if len(scopes) == 1 and scopes[0][1]:
        region, phase = scopes[0]
        for workspace in (sides.new, sides.old):
            found = workspace.register.phase(region or "", phase or "")
            if found:
                return found.plan.title
    return sides.new.settings.title or "byreg"
