"""The site's folder: files are made where what they are made from has changed, and gone pages are taken away.

A list of what was made stands in the folder. Without it, a folder that is not empty is not touched,
and a file that is not on it, or was changed by others, is never deleted.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from byreg.errors import ByregError
from byreg.site.files import File
from byreg.storage.write import read_bounded, resolved, write_bytes

LIST = ".byreg-site.json"
PATH = re.compile(r"[a-z0-9-]+(?:[./][a-z0-9-]+){0,5}")  # what a file of the site is called
UNMADE = {"state": "", "file": ""}
MOST_LIST = 256 * 1024 * 1024
Made = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Written:
    """How many files were made anew, kept as they were, and taken away."""

    made: int
    kept: int
    gone: int


def write_site(folder: Path, files: Iterable[File], progress: Callable[[int], None] = lambda _: None) -> Written:
    """Bring a folder up to date; ByregError where it holds something else, also under the name of a page."""
    before = read_list(folder)
    planned = list(files)
    for file in planned:
        if file.path not in before and (folder / file.path).exists():
            raise ByregError(f"'{folder / file.path}' is not the site's", "Move it elsewhere, or name another folder.")
    now: dict[str, Mapping[str, str]] = {file.path: before.get(file.path, UNMADE) for file in planned}
    write_list(folder, {**before, **now})  # from here on all of it is the site's, whatever stops the work
    made = 0
    try:
        for number, file in enumerate(planned, start=1):
            old = now[file.path]
            if not (file.state and old["state"] == file.state and digest_of(folder / file.path) == old["file"]):
                data = file.make()
                made += put_in(folder, file.path, data)
                now[file.path] = {"state": file.state, "file": hashlib.sha256(data).hexdigest()}
            progress(number)
    except BaseException:
        write_list(folder, {**before, **now})
        raise
    gone = sum(taken_away(folder, path, old) for path, old in before.items() if path not in now)
    write_list(folder, now)
    return Written(made, len(now) - made, gone)


def put_in(folder: Path, path: str, data: bytes) -> bool:
    """Write a file of the site, if it is not there as it is; ByregError where something else is in its way."""
    target = folder / path
    if digest_of(target) == hashlib.sha256(data).hexdigest() and not led_away(folder, target):
        return False
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if led_away(folder, target):
            raise ByregError(f"'{target}': a link leads out of the site", "Remove it, and make the site again.")
        write_bytes(target, data)
    except OSError as error:
        problem = (error.strerror or type(error).__name__).lower()
        raise ByregError(f"'{target}' cannot be written: {problem}", "Move away what is in its place.") from None
    return True


def led_away(folder: Path, target: Path) -> bool:
    """Tell whether a link stands on the way to a file of the folder: strangers may have put it there."""
    return resolved(target) != resolved(folder) / target.relative_to(folder)


def write_list(folder: Path, made: Made) -> None:
    put_in(folder, LIST, (json.dumps(made, indent=0, sort_keys=True) + "\n").encode())


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
        listed = {str(one): {"state": str(made["state"]), "file": str(made["file"])} for one, made in read.items()}
        return {one: made for one, made in listed.items() if PATH.fullmatch(one)}
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
    if not old["file"] or digest_of(target) != old["file"] or led_away(folder, target):
        return False
    target.unlink()
    for parent in target.parents:
        if parent == folder or any(parent.iterdir()):
            break
        parent.rmdir()
    return True
