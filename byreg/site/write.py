"""The site's folder: files are made where what they are made from has changed, and gone pages are taken away.

A list of what was made stands in the folder. Without it, a folder that is not empty is not touched,
and a file that is not on it, or was changed by others, is never deleted.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from byreg.errors import ByregError
from byreg.site.files import File
from byreg.storage.write import read_bounded, write_bytes

LIST = ".byreg-site.json"
MOST_LIST = 256 * 1024 * 1024
Made = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Written:
    """How many files were made anew, kept as they were, and taken away."""

    made: int
    kept: int
    gone: int


def write_site(folder: Path, files: Iterable[File], progress: Callable[[int], None] = lambda _: None) -> Written:
    """Bring a folder up to date; ByregError where it holds something else."""
    before = read_list(folder)
    now: dict[str, dict[str, str]] = {}
    made = kept = 0
    for number, file in enumerate(files, start=1):
        target = folder / file.path
        old = before.get(file.path, {})
        if file.state and old.get("state") == file.state and digest_of(target) == old.get("file"):
            now[file.path] = dict(old)
            kept += 1
        else:
            data = file.make()
            now[file.path] = {"state": file.state, "file": hashlib.sha256(data).hexdigest()}
            if digest_of(target) == now[file.path]["file"]:
                kept += 1
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                write_bytes(target, data)
                made += 1
        progress(number)
    gone = sum(taken_away(folder, path, old) for path, old in before.items() if path not in now)
    write_bytes(folder / LIST, (json.dumps(now, indent=0, sort_keys=True) + "\n").encode())
    return Written(made, kept, gone)


def read_list(folder: Path) -> Made:
    """Return what was made in a folder before; ByregError where the folder is somebody else's."""
    path = folder / LIST
    if not folder.exists():
        return {}
    if not folder.is_dir():
        raise ByregError(f"'{folder}' is no folder", "Name a folder for the site: -o build/site.")
    if not path.is_file():
        if any(folder.iterdir()):
            raise ByregError(
                f"'{folder}' holds files that byreg did not make",
                "Name an empty folder, or one that byreg made: -o build/site.",
            )
        return {}
    try:
        read = json.loads(read_bounded(path, MOST_LIST, "Remove it."))
        return {str(one): {"state": str(made["state"]), "file": str(made["file"])} for one, made in read.items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise ByregError(f"'{path}' is not as byreg wrote it", "Remove the folder, and make the site anew.") from None


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file; nothing where there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() and not path.is_symlink() else ""
    except OSError:
        return ""


def taken_away(folder: Path, path: str, old: Mapping[str, str]) -> bool:
    """Delete a file that the site no longer has, if it is still as it was made."""
    target = folder / path
    inside = not Path(path).is_absolute() and folder.resolve() in target.resolve().parents
    if not inside or digest_of(target) != old["file"]:
        return False
    target.unlink()
    for parent in target.parents:
        if parent == folder or any(parent.iterdir()):
            break
        parent.rmdir()
    return True
