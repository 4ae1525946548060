"""Files in the user's cache folder, a folder for each workspace: whole and of this form, or not there.

Nothing heavy is imported here: an answer from the cache must cost no more than looking at the plan files.
"""

from __future__ import annotations

import os
import sys
import zlib

TYPE_CHECKING = False  # the module `typing`, and what it brings, would cost as much as all the rest
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FORM = b"byreg-cache 1"
MOST_BYTES = 512 * 1024 * 1024
KEPT = {"verdicts": 8, "answers": 64}  # files of each kind that are kept, those used last
OWNER = "workspace"  # names the folder whose cache it is


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


def files_in(folder: str) -> Iterator[tuple[str, int]]:
    """Yield every file of a cache with its size in bytes."""
    for where, _, names in os.walk(folder):
        for name in names:
            path = f"{where}/{name}"
            try:
                yield path, os.lstat(path).st_size
            except OSError:
                continue
