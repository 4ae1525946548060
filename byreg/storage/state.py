"""Where a workspace keeps what belongs to this machine alone: its lock, and the journal of a write under way."""

from pathlib import Path

NAME = "byreg"
LONGEST = 4096


def state_folder(root: Path) -> Path:
    """Return the folder for a workspace's own state, which need not exist.

    In a repository it lies in git's folder, where no pull request can put anything; elsewhere in `.byreg`.
    """
    for folder in (root, *root.parents):
        git = folder / ".git"
        if git.exists():
            inside = git_folder(git)
            if inside is not None:
                path = root.relative_to(folder).as_posix()
                return inside / NAME / ("top" if path == "." else name_for(path))
    return root / f".{NAME}"


def name_for(path: str) -> str:
    from hashlib import sha256

    return sha256(path.encode()).hexdigest()[:16]


def journal_of(root: Path) -> Path:
    """Return where a write of several files waits to be completed, if one does."""
    return state_folder(root) / "journal"


def git_folder(git: Path) -> Path | None:
    """Return git's own folder: `.git`, or where a work tree's file of that name points."""
    if git.is_dir():
        return git
    try:
        with git.open(encoding="utf-8") as stream:
            line = stream.read(LONGEST)
    except (OSError, UnicodeDecodeError):
        return None
    target = git.parent / line.partition("gitdir:")[2].strip()
    return target if line.startswith("gitdir:") and target.is_dir() else None
