"""Write a file whole or not at all."""

import os
from pathlib import Path

from byreg.errors import ByregError

PLAN_SUFFIXES = (".yaml", ".yml", ".toml")


def write_atomically(path: Path, text: str) -> None:
    """Write UTF-8 text to a new file beside `path` and move it there; the folder is made if absent."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write to a file that is no plan file, whole or not at all."""
    if path.suffix in PLAN_SUFFIXES or resolved(path).suffix in PLAN_SUFFIXES:
        raise ByregError(f"'{path}' may be a plan file", "Name a file that ends in .md, .html or .json.")
    replace_bytes(path, data)


def within(root: Path, name: str) -> Path:
    """Return a path below the root that a file of the workspace names; one with a link on its way is refused.

    What names it may come from a stranger, and so may the link.
    """
    path = root / name
    if resolved(path) != resolved(root) / name or resolved(root) not in resolved(path).parents:
        raise ByregError(f"'{name}' leads out of the workspace, or a link is on its way", "Name a file within it.")
    return path


def plan_file(root: Path, name: str) -> Path:
    """Return the path of a plan file to write; a link is followed within the workspace, never into git's own folder."""
    path = root / name
    target, home = resolved(path), resolved(root)
    if home not in target.parents or ".git" in target.relative_to(home).parts:
        raise ByregError(f"'{name}' leads out of the workspace", "Make it an ordinary file.")
    return path


def resolved(path: Path) -> Path:
    """Return where a path leads; ByregError where nobody can tell."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        raise ByregError(f"'{path}' leads nowhere", "Look for a ring of links, or odd characters.") from None


def replace_bytes(path: Path, data: bytes, *, by_way_of: Path | None = None) -> None:
    """Write a file whole or not at all; its mode is kept, and a link to it stays a link.

    The new file waits in the folder `by_way_of`, where that is on the same disk, else beside the old one.
    """
    from tempfile import mkstemp

    try:
        target = path.resolve() if path.is_symlink() else path
        if target.exists() and not target.is_file():
            raise ByregError(
                f"'{path}' cannot be written: it is no ordinary file", "Name another, or leave -o out to print."
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        same = by_way_of is not None and by_way_of.stat().st_dev == target.parent.stat().st_dev
        folder = by_way_of if same else target.parent
        handle, temporary = mkstemp(dir=folder, prefix=f".{target.name[:100]}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~current_umask()
            Path(temporary).chmod(mode)
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except (OSError, RuntimeError) as error:
        problem = (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()
        raise ByregError(
            f"'{path}' cannot be written: {problem}", "Look at the folder and the disk, or name another file with -o."
        ) from None


def current_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_new(path: Path, text: str) -> None:
    """Write UTF-8 text to a file that must not be there yet; nothing is written over."""
    try:
        with path.open("xb") as stream:
            stream.write(text.encode("utf-8"))
    except FileExistsError:
        raise ByregError(f"'{path}' exists already", "Name a new file.") from None
    except OSError as error:
        problem = (error.strerror or type(error).__name__).lower()
        raise ByregError(f"'{path}' cannot be written: {problem}", "Name another file.") from None


def read_bounded(path: Path, most: int, hint: str) -> bytes:
    """Return what an ordinary file holds, up to `most` bytes; ByregError where it is something else, or larger."""
    try:
        if not path.is_file():
            raise ByregError(f"'{path}' cannot be read: it is no ordinary file", hint)
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except OSError as error:
        raise ByregError(f"'{path}' cannot be read: {(error.strerror or type(error).__name__).lower()}", hint) from None
    if len(data) > most:
        raise ByregError(f"'{path}' is larger than {most // 1024} kB", hint)
    return data
