"""Files in the user's cache folder, a folder for each workspace: whole and of this form, or not there.

Nothing heavy is imported here: an answer from the cache must cost no more than looking at the plan files.
"""

from __future__ import annotations

import os
import stat
import sys
import zlib

TYPE_CHECKING = False  # the module `typing`, and what it brings, would cost as much as all the rest
if TYPE_CHECKING:
    from collections.abc import Mapping

FORM = b"byreg-cache 1"
MOST_CACHE_BYTES = 512 * 1024 * 1024
KEPT = {"verdicts": 8, "answers": 64}  # files of each kind that are kept, those used last
MOST_WORKSPACES = 50
NAME_LENGTH = 16
DIGESTS = (8, 40)  # letters of the names of answers and of verdicts
HEXADECIMAL = frozenset("0123456789abcdef")


class Store:
    """One workspace's folder. Reading gives nothing where there is nothing sound; writing never fails."""

    def __init__(self, folder: str, root: str) -> None:
        self.folder = folder
        self.root = root

    def read(self, name: str) -> bytes | None:
        """Return what was written under a name for this workspace; None where that is not there, or not as it was written."""
        path = f"{self.folder}/{name}"
        try:
            if not is_ours(self.folder):
                return None
            data = bytes_of(path, MOST_CACHE_BYTES)
            if "/" in name:
                os.utime(path)  # those used last are kept
        except (OSError, MemoryError):
            return None
        head, _, body = (data or b"").partition(b"\n")
        return body if head == self.heading(body) else None

    def write(self, name: str, body: bytes) -> bool:
        """Keep some bytes under a name, whole or not at all; tell whether that could be done."""
        path = f"{self.folder}/{name}"
        draft = f"{path}.{os.getpid()}.new"
        try:
            self.make_room()
            make_own(os.path.dirname(self.folder))
            make_own(self.folder)
            if not is_ours(self.folder):
                return False
            make_own(os.path.dirname(path))
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            with open(os.open(draft, flags, 0o600), "wb") as stream:
                stream.write(self.heading(body) + b"\n" + body)
            os.replace(draft, path)
        except OSError:
            remove(draft)
            return False
        self.keep_few(name.partition("/")[0])
        return True

    def heading(self, body: bytes) -> bytes:
        """Return the line above what is kept: the form, what its bytes come to, and the workspace."""
        return b"%s %08x %d %s" % (FORM, zlib.crc32(body), len(body), os.fsencode(self.root).hex().encode())

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
        """Remove the files of a kind that have gone unused for longest; of the index, the drafts of runs that were killed."""
        if kind not in KEPT:
            for path, _ in files_in(self.folder):
                if path.startswith(f"{self.folder}/{kind}.") and path.endswith(".new"):
                    remove(path)
            return
        try:
            kept = [path for path, _ in files_in(self.folder) if path.startswith(f"{self.folder}/{kind}/")]
            kept.sort(key=os.path.getmtime)
        except OSError:
            return
        for path in kept[: -KEPT[kind]]:
            remove(path)


def bytes_of(path: str, most: int) -> bytes:
    """Return what an ordinary file holds; OSError where it is none, without waiting for a pipe or following a link.

    No more is set aside than the file is long: a read of `most` bytes would be, however short the file.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags), "rb", buffering=0) as stream:
        one = os.fstat(stream.fileno())
        if not stat.S_ISREG(one.st_mode):
            raise OSError(path)
        return stream.read(min(most, one.st_size)) or b""


def remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return


def make_own(folder: str) -> None:
    """Make a folder that is the user's alone, unless it is there."""
    try:
        os.makedirs(os.path.dirname(folder), exist_ok=True)
        os.mkdir(folder, 0o700)
    except FileExistsError:
        return


def is_ours(folder: str) -> bool:
    """Tell whether a folder is the user's own and nobody else may write to it: what others could write is not believed."""
    one = os.stat(folder)
    return not hasattr(os, "getuid") or (one.st_uid == os.getuid() and not one.st_mode & 0o022)


def store_of(root: str, environ: Mapping[str, str]) -> Store | None:
    """Return the cache of a workspace; None where the user has no cache folder."""
    folder = cache_folder(environ)
    name = f"{zlib.crc32(os.fsencode(root)):08x}{zlib.adler32(os.fsencode(root)):08x}"
    return Store(f"{folder}/{name}", root) if folder else None


def cache_folder(environ: Mapping[str, str]) -> str | None:
    """Return the user's cache folder for byreg, as each system has it; `BYREG_CACHE_DIR` names another.

    A path that is not absolute is passed over, as the XDG Base Directory Specification says: it would lead into
    whatever folder the run began in.
    """
    home = environ.get("USERPROFILE" if sys.platform == "win32" else "HOME", "")
    usual = {
        "win32": f"{environ.get('LOCALAPPDATA', '')}/byreg/cache",
        "darwin": f"{home}/Library/Caches/byreg",
    }.get(sys.platform, f"{home}/.cache/byreg")
    given = environ.get("XDG_CACHE_HOME", "") if sys.platform not in ("win32", "darwin") else ""
    for path in (environ.get("BYREG_CACHE_DIR", ""), f"{given}/byreg" if given else "", usual):
        if os.path.isabs(path) and path != "/.cache/byreg":
            return path.rstrip("/\\")
    return None


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
            if os.path.islink(folder) or not is_ours(folder):
                continue
            with os.scandir(folder) as scan:
                entries = [entry for entry in scan if is_name(entry.name, top=folder == cache) and is_kept(entry)]
            found += [(f"{folder}/{entry.name}", entry.stat(follow_symlinks=False).st_size) for entry in entries]
        except OSError:
            continue
    return found


def is_name(name: str, *, top: bool) -> bool:
    """Tell whether a file of a cache may be named so: `index`, or a digest; a draft has a process's number behind it."""
    own, _, draft = name.partition(".")
    number, _, new = draft.partition(".")
    known = own == "index" if top else len(own) in DIGESTS and set(own) <= HEXADECIMAL
    return known and (not draft or (number.isdigit() and new == "new"))


def is_kept(entry: os.DirEntry[str]) -> bool:
    """Tell whether a file was written by a cache: it begins as all of them do, or is a draft that may have got no further."""
    if not entry.is_file(follow_symlinks=False):
        return False
    head = bytes_of(entry.path, len(FORM))
    return head == FORM or (entry.name.endswith(".new") and FORM.startswith(head))


def clear(cache: str) -> tuple[int, int]:
    """Remove a workspace's cache; return how many files went, and how many could not."""
    paths = [path for path, _ in files_in(cache)]
    for path in paths:
        remove(path)
    for folder in (*(f"{cache}/{kind}" for kind in KEPT), cache) if paths else ():
        try:
            os.rmdir(folder)
        except OSError:
            continue
    left = sum(os.path.lexists(path) for path in paths)
    return len(paths) - left, left
