"""The files and folders that a command line names, as they stand in the workspace."""

from collections.abc import Sequence
from pathlib import Path

from byreg.diagnostic import Diagnostic
from byreg.errors import ByregError


def resolve(paths: Sequence[Path], root: Path) -> list[str] | None:
    """Return the paths as they stand below the root; None means everything."""
    wanted = []
    for path in paths:
        full = path.absolute()
        if not full.exists() and not full.is_symlink():
            raise ByregError(f"there is no file or folder '{path}'", "Name one below plans/, or nothing for all.")
        folder = full.parent.resolve() / full.name if full.name != ".." else full.resolve()
        if folder == root:
            return None
        if root not in folder.parents:
            raise ByregError(f"'{path}' lies outside the workspace {root}", "Go to its workspace, or use -C.")
        wanted.append(folder.relative_to(root).as_posix())
    return wanted or None


def contains(wanted: str, path: str) -> bool:
    """Tell whether a path is one that was named, or lies below it."""
    return path == wanted or path.startswith(f"{wanted}/") or wanted == "."


def under(found: Diagnostic, wanted: Sequence[str] | None) -> bool:
    """Tell whether a finding stands in what was named."""
    return wanted is None or any(contains(one, found.place.path) for one in wanted)


def prefix_of(root: Path) -> str:
    """Return where the workspace stands in its repository, with `/` at the end; nothing at its top or outside one."""
    for folder in (root, *root.parents):
        if (folder / ".git").exists():
            path = root.relative_to(folder).as_posix()
            return "" if path == "." else f"{path}/"
    return ""
