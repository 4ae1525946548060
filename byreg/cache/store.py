"""Files in the user's cache folder, a folder for each workspace: whole and of this form, or not there.

Nothing heavy is imported here: an answer from the cache must cost no more than looking at the plan files.
"""

from __future__ import annotations

import os
import sys
import zlib

TYPE_CHECKING = False  # the module `typing`, and what it brings, would cost as much as all the rest
if TYPE_CHECKING:
    from collections.abc import Mapping

FORM = b"byreg-cache 1"
MOST_BYTES = 512 * 1024 * 1024
KEPT = {"verdicts": 8, "answers": 64}  # files of each kind that are kept, those used last
MOST_WORKSPACES = 50
NAME_LENGTH = 16
HEXADECIMAL = frozenset("0123456789abcdef")


class Store:
    """One workspace's folder. Reading gives nothing where there is nothing sound; writing never fails."""

    def __init__(self, folder: str, root: str) -> None:
        self.folder = folder
        self.root = root

    def read(self, name: str) -> bytes | None:
        """Return what was written under a name for this workspace; None where that is not there, or not as it was written."""
        try:
            with open(f"{self.folder}/{name}", "rb", buffering=0) as stream:
                data = stream.read(MOST_BYTES)
        except OSError:
            return None
        head, _, body = (data or b"").partition(b"\n")
        return body if head == self.heading(body) else None

    def write(self, name: str, body: bytes) -> bool:
        """Keep some bytes under a name, whole or not at all; tell whether that could be done."""
        path = f"{self.folder}/{name}"
        draft = f"{path}.{os.getpid()}.new"
        try:
            self.make_room()
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
            with open(draft, "wb") as stream:
                stream.write(self.heading(body) + b"\n" + body)
            os.replace(draft, path)
        except OSError:
            remove(draft)
            return False
        self.keep_few(name.partition("/")[0])
        return True

    def heading(self, body: bytes) -> bytes:
        """Return the line above what is kept: the form, the workspace, and what its bytes come to."""
        return b"%s %08x %08x %d" % (FORM, zlib.crc32(os.fsencode(self.root)), zlib.crc32(body), len(body))

    def make_room(self) -> None:
        """Before a new workspace gets its folder, remove the caches of those that were written to longest ago."""
        if os.path.isdir(self.folder):
            return
        caches = caches_in(os.path.dirname(self.folder))
        if len(caches) >= MOST_WORKSPACES:
            caches.sort(key=os.path.getmtime)
            for one in caches[: 1 - MOST_WORKSPACES]:
                clear(one)

    def keep_few(self, kind: str) -> None:
        """Remove the files of a kind that have gone unused for longest."""
        if kind not in KEPT:
            return
        try:
            with os.scandir(f"{self.folder}/{kind}") as scan:
                files = sorted((entry.stat().st_mtime_ns, entry.path) for entry in scan)
        except OSError:
            return
        for _, path in files[: -KEPT[kind]]:
            remove(path)


def remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return


def store_of(root: str, environ: Mapping[str, str]) -> Store:
    """Return the cache of a workspace."""
    name = f"{zlib.crc32(os.fsencode(root)):08x}{zlib.adler32(os.fsencode(root)):08x}"
    return Store(f"{cache_folder(environ)}/{name}", root)


def cache_folder(environ: Mapping[str, str]) -> str:
    """Return the user's cache folder for byreg, as each system has it; `BYREG_CACHE_DIR` names another."""
    if environ.get("BYREG_CACHE_DIR"):
        return environ["BYREG_CACHE_DIR"]
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        return f"{environ.get('LOCALAPPDATA') or home}/byreg/cache"
    if sys.platform == "darwin":
        return f"{home}/Library/Caches/byreg"
    return f"{environ.get('XDG_CACHE_HOME') or f'{home}/.cache'}/byreg"


def caches_in(folder: str) -> list[str]:
    """Return the folders of all workspaces in a cache folder: those that are named as only they are."""
    try:
        with os.scandir(folder) as scan:
            found = [entry.name for entry in scan if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return []
    return [f"{folder}/{name}" for name in sorted(found) if len(name) == NAME_LENGTH and set(name) <= HEXADECIMAL]


def files_in(cache: str) -> list[tuple[str, int]]:
    """Return every file of a workspace's cache with its size in bytes; what else may lie there is left alone."""
    found = []
    for folder in (cache, *(f"{cache}/{kind}" for kind in KEPT)):
        try:
            with os.scandir(folder) as scan:
                entries = [entry for entry in scan if entry.is_file(follow_symlinks=False)]
        except OSError:
            continue
        ours = [entry for entry in entries if folder != cache or entry.name.startswith("index")]
        found += [(f"{folder}/{entry.name}", entry.stat(follow_symlinks=False).st_size) for entry in ours]
    return found


def clear(cache: str) -> tuple[int, int]:
    """Remove a workspace's cache; return how many files went, and how many could not."""
    paths = [path for path, _ in files_in(cache)]
    for path in paths:
        remove(path)
    for folder in (*(f"{cache}/{kind}" for kind in KEPT), cache):
        try:
            os.rmdir(folder)
        except OSError:
            continue
    left = sum(os.path.lexists(path) for path in paths)
    return len(paths) - left, left
