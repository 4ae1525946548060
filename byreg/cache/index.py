"""Which plan files there were, how they stood on disk, and what they held: to know them again without reading them.

A file is the same where its times, size and number are. Times are only trusted where they are older than the look at
the file by more than a disk's coarsest clock tick: a file changed twice within one tick would else look unchanged. Git
does the same (its documentation calls such files racy), by the disk's own clock; here it is this machine's.
"""

from __future__ import annotations

import os
import stat

from byreg.bounds import MOST_BYTES, first_bytes

TYPE_CHECKING = False  # the module `typing`, and what it brings, would cost as much as all the rest
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TICK = 2_000_000_000  # nanoseconds: FAT counts in two seconds, the coarsest of the disks in use
DOUBTED = "-"  # stands for the look of a file that must be read again
MOST_READ = 200  # doubted files that are read to answer at once


class Index:
    """Paths from the workspace's root: folders with their look, files with their look and digest (git's id of a blob).

    `state` is one digest for all of it. `walked_by` tells the byreg that walked the folders, `told_of` are the ids of the
    regions where its walk found something wrong.
    """

    __slots__ = ("files", "folders", "state", "told_of", "walked_by")

    def __init__(
        self,
        folders: Mapping[str, str],
        files: Mapping[str, tuple[str, str]],
        state: str,
        walked_by: str = "",
        told_of: Iterable[str] = (),
    ) -> None:
        self.folders = folders
        self.files = files
        self.state = state
        self.walked_by = walked_by
        self.told_of = frozenset(told_of)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Index):
            return NotImplemented
        mine, others = ((one.state, one.walked_by, one.told_of, one.folders, one.files) for one in (self, other))
        return mine == others

    __hash__ = None  # type: ignore[assignment] # what it holds could change

    def written(self) -> bytes:
        """Return the index as lines."""
        lines = [" ".join((self.state, self.walked_by, *sorted(self.told_of))), str(len(self.folders))]
        lines += [f"{look}\t{path}" for path, look in self.folders.items()]
        lines += [f"{look}\t{digest}\t{path}" for path, (look, digest) in self.files.items()]
        return "\n".join(lines).encode("utf-8", "surrogateescape")


READ: dict[bytes, Index | None] = {}  # the last one: a run asks first for its answer, then for all that is known


def read_index(data: bytes) -> Index | None:
    """Return the index that some bytes hold; None where they are none."""
    if data not in READ:
        READ.clear()
        READ[data] = index_in(data)
    return READ[data]


def index_in(data: bytes) -> Index | None:
    try:
        head, number, *lines = data.decode("utf-8", "surrogateescape").split("\n")
        state, walked_by, *told_of = head.split(" ")
        folders = [line.split("\t") for line in lines[: int(number)]]
        files = [line.split("\t") for line in lines[int(number) :]]
        known = {path: (look, digest) for look, digest, path in files}
        return Index({path: look for look, path in folders}, known, state, walked_by, told_of)
    except ValueError:
        return None


def look_of(path: str, now: int) -> str:
    """Return how an ordinary file or folder stands on disk, as text; doubted where its times are too near to `now`."""
    try:
        one = os.lstat(path)
    except (OSError, ValueError):
        return ""
    if stat.S_IFMT(one.st_mode) not in (stat.S_IFREG, stat.S_IFDIR):
        return ""
    written, changed, trusted = one.st_mtime_ns, one.st_ctime_ns, now - TICK
    if written > trusted or changed > trusted:
        return DOUBTED
    return f"{written} {changed} {one.st_size} {one.st_ino}"


def same_folders(index: Index, root: str, now: int) -> bool:
    """Tell whether no folder has got or lost a name."""
    return all(look and look_of(f"{root}/{path}", now) == look != DOUBTED for path, look in index.folders.items())


def is_unchanged(index: Index, root: str, now: int) -> bool:
    """Tell whether everything is as it was; the few files that are in doubt are read."""
    doubted = 0
    for path, (look, digest) in index.files.items():
        present = look_of(f"{root}/{path}", now)
        if DOUBTED in (look, present):
            doubted += 1
            if doubted > MOST_READ or digest_of_file(f"{root}/{path}") != digest:
                return False
        elif look != present or not look:
            return False
    return same_folders(index, root, now)


def digest_of_file(path: str) -> str:
    try:
        data = first_bytes(path)
    except (OSError, ValueError):
        return ""
    return digest_of(data) if len(data) <= MOST_BYTES else ""


def digest_of(data: bytes) -> str:
    """Return git's id for a file's content."""
    from hashlib import sha1

    return sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
