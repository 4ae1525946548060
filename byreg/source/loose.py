"""Plan files outside a workspace: a plan's folder, a region's, or one file, read as if they stood in one."""

from pathlib import Path

from byreg.bounds import MOST_BYTES
from byreg.errors import ByregError
from byreg.source.discover import NORWEGIAN, PHASE_FILES, REGION_FILES, TOP_FILES
from byreg.source.tree import Folder, Mounted, Tree
from byreg.source.yaml import compose
from byreg.suggest import suggestion

ALL_FILES = {**TOP_FILES, **REGION_FILES, **PHASE_FILES}
# a key that only one kind of file has at its top
KEYS = {
    "indicators": "targets.yaml", "actions": "actions.yaml", "programmes": "programmes.yaml", "names": "region.yaml",
    "goals": "plan.yaml", "status": "plan.yaml",
}  # fmt: skip
STAND_IN = ("region", "phase")  # what a folder without a workspace around it is read as
MOST_FILES = 100_000


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


def loose_tree(path: Path) -> Tree:
    """Return a folder as the workspace, region or plan that it is, or a file as the one file of a plan."""
    if not path.is_dir():
        return Mounted({place_of(kind_of_file(path)): path})
    return folder_tree(path)


def folder_tree(folder: Path) -> Tree:
    base = base_of(folder)
    if not base:
        return Folder(folder)
    files = sorted(path for path in folder.rglob("*.yaml") if path.is_file())[:MOST_FILES]
    if not files:
        raise ByregError(f"'{folder}' holds no plan files", "Name a workspace, a region's folder, or a plan's folder.")
    return Mounted({f"{base}/{path.relative_to(folder).as_posix()}": path for path in files})


def kind_of_file(path: Path) -> str:
    """Return the plan file that a path is: by its name, else by what stands in it."""
    stem = path.stem.lower()
    for name in (path.name, NORWEGIAN.get(stem, "")):
        if name in ALL_FILES:
            return name
    tree = compose(path.read_bytes()[:MOST_BYTES]).tree
    if isinstance(tree, dict):
        return next((name for key, name in KEYS.items() if key in tree), "plan.yaml")
    raise ByregError(f"'{path}' is no plan file", suggestion(path.name, ALL_FILES))


def place_of(name: str) -> str:
    """Return where a plan file of a name stands in a workspace."""
    if name in TOP_FILES:
        return f"plans/{name}"
    return "/".join(("plans", STAND_IN[0], *(STAND_IN[1:] if name in PHASE_FILES else ()), name))
