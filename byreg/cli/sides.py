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
from byreg.source.discover import NORWEGIAN, PHASE_FILES, REGION_FILES, TOP_FILES
from byreg.source.revision import NoRepositoryError, Repository
from byreg.source.tree import Folder, Mounted, Tree
from byreg.source.yaml import compose
from byreg.suggest import suggestion

WORK_TREE = N_("the files as they are, committed or not")
STAGED = N_("what is staged")
ALL_FILES = {**TOP_FILES, **REGION_FILES, **PHASE_FILES}
KEYS = {
    "indicators": "targets.yaml",
    "actions": "actions.yaml",
    "programmes": "programmes.yaml",
    "names": "region.yaml",
}
STAND_IN = ("region", "phase")  # what a folder without a workspace around it is read as


@dataclass(frozen=True)
class Sides:
    """Two workspaces, what each is called, and which plans of them belong together."""

    old: Workspace
    new: Workspace
    old_name: str
    new_name: str
    scopes: tuple[tuple[Scope, Scope], ...]

    @property
    def same_files(self) -> bool:
        return self.old is self.new


def two_plans(first: str, second: str) -> Sides:
    """Return two phases of the workspace as it is."""
    workspace = open_workspace()
    old, new = find_phase(workspace, first, None), find_phase(workspace, second, None)
    if new.address in old.plan.continues:
        raise ByregError(
            f"{old.address} continues {new.address}",
            f"Name the earlier one first: byreg diff {new.address} {old.address}.",
        )
    return Sides(workspace, workspace, old.plan.title, new.plan.title, ((scope(old), scope(new)),))


def one_plan(plan: str, phase: str | None) -> Sides:
    """Return one plan of the workspace as it is, for two days."""
    workspace = open_workspace()
    found = find_phase(workspace, plan, phase)
    return Sides(workspace, workspace, "", "", ((scope(found), scope(found)),))


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

    def staged(self) -> tuple[Workspace, str]:
        if self.repository.bare:
            raise ByregError("a bare repository has nothing staged", "Compare two revisions with --rev A..B.")
        return load_workspace(self.root, self.settings, self.repository.index()), STAGED


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


def revisions(plan: str | None, phase: str | None, *, rev: str | None, against: str | None, staged: bool) -> Sides:
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
    return Sides(old[0], new[0], old[1], new[1], tuple((one, one) for one in scopes))


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


def folders(first: Path, second: Path) -> Sides:
    """Return two folders or files without git: workspaces, a plan's folder, or one file each."""
    kinds = [what_is(path) for path in (first, second)]
    if kinds[0] != kinds[1]:
        raise ByregError(
            f"'{first}' is {kinds[0]}, '{second}' is {kinds[1]}",
            "Name two workspaces, two folders of a kind, or two files of a kind.",
        )
    old, new = read_apart(first), read_apart(second)
    scopes = tuple((one, one) for one in scopes_of(old.register, new.register))
    return Sides(old, new, printable(str(first), 200), printable(str(second), 200), scopes)


def what_is(path: Path) -> str:
    """Return what a path to compare is, in words."""
    if path.is_dir():
        base = base_of(path)
        return {"": "a workspace", "plans": "a folder of plans"}.get(
            base, f"a {STAND_IN[base.count('/') - 1]}'s folder"
        )
    if not path.is_file():
        raise ByregError(f"there is no file or folder '{path}'", "Name two folders, or two plan files.")
    return f"a {kind_of_file(path)}"


def base_of(folder: Path) -> str:
    """Return where in a workspace a folder would stand; nothing where it is one itself."""
    if (folder / "plans").is_dir():
        return ""
    names = {path.name for path in folder.iterdir()}
    if names & set(PHASE_FILES):
        return "plans/" + "/".join(STAND_IN)
    return f"plans/{STAND_IN[0]}" if names & set(REGION_FILES) else "plans"


def read_apart(path: Path) -> Workspace:
    """Read a folder or file that need not stand in a workspace."""
    if path.is_dir():
        return load_workspace(path, Settings(), tree_of(path))
    name = kind_of_file(path)
    return load_workspace(path.parent, Settings(), Mounted({place_of(name): path}))


def tree_of(folder: Path) -> Tree:
    """Return a folder as the workspace, region or plan that it is."""
    base = base_of(folder)
    if not base:
        return Folder(folder)
    files = sorted(path for path in folder.rglob("*.yaml") if path.is_file())[:100_000]
    if not files:
        raise ByregError(f"'{folder}' holds no plan files", "Name a workspace, a region's folder, or a plan's folder.")
    return Mounted({f"{base}/{path.relative_to(folder).as_posix()}": path for path in files})


def kind_of_file(path: Path) -> str:
    """Return the plan file that a path is: by its name, else by what stands in it."""
    stem = path.stem.lower()
    for name in (path.name, NORWEGIAN.get(stem, "")):
        if name in ALL_FILES:
            return name
    tree = compose(path.read_bytes()[: 1 << 23]).tree
    if isinstance(tree, dict):
        if "goals" in tree or "status" in tree:
            return "plan.yaml"
        return next((name for key, name in KEYS.items() if key in tree), "plan.yaml")
    raise ByregError(f"'{path}' is no plan file", suggestion(path.name, ALL_FILES))


def place_of(name: str) -> str:
    """Return where a plan file of a name stands in a workspace."""
    if name in TOP_FILES:
        return f"plans/{name}"
    return "/".join(("plans", STAND_IN[0], *(STAND_IN[1:] if name in PHASE_FILES else ()), name))


def unread(sides: Sides, words: Language) -> list[str]:
    """Return what could not be read on either side of what is compared."""
    found = []
    for workspace, name, which in ((sides.old, sides.old_name, 0), (sides.new, sides.new_name, 1)):
        wanted = [pair[which] for pair in sides.scopes]
        whole = (None, None) in wanted
        for one in workspace.diagnostics:
            if codes.severity(one) != "error" or (one.code == "BY007" and STAND_IN[0] in one.place.path.split("/")):
                continue
            if whole or any(concerns(one, "plans", region or "", phase or "") for region, phase in wanted):
                found.append(f"{words.text(name)}: {one.place}: {one.code} {codes.message(one)}")
    return list(dict.fromkeys(found))


def languages_of(sides: Sides, scopes: Iterable[Scope]) -> list[str]:
    """Return the languages of the regions that are compared."""
    found: list[str] = []
    for region, _ in scopes:
        node = sides.new.register.regions.get(region or "") or sides.old.register.regions.get(region or "")
        if node:
            found.append(node.region.language)
    return found


def title_of(sides: Sides, scopes: Sequence[Scope]) -> str:
    """Return what the comparison is of: a plan's title, else the workspace's."""
    if len(scopes) == 1 and scopes[0][1]:
        region, phase = scopes[0]
        for workspace in (sides.new, sides.old):
            found = workspace.register.phase(region or "", phase or "")
            if found:
                return found.plan.title
    return sides.new.settings.title or "byreg"
