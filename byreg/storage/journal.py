"""Several files change together or not at all, also where the machine stops in the middle.

The new contents are written beside the workspace first; renaming their folder to `journal` is the
moment that counts. Then each file is replaced. Whoever comes next finds the journal and completes
it; a folder that never became a journal is thrown away.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from byreg.errors import ByregError
from byreg.storage.state import journal_of, state_folder
from byreg.storage.write import plan_file, replace_bytes, resolved

DRAFT, DONE, WAITING, LOCK, MANIFEST = "draft", "done", "waiting", "lock", "manifest.json"
PATIENCE = 30.0  # seconds to wait for another byreg that writes


class ChangedMeanwhileError(ByregError):
    """A file is not what it was when it was read."""

    def __init__(self, path: str) -> None:
        super().__init__(f"'{path}' has changed since it was read", "Run the command again.")


@dataclass(frozen=True, slots=True)
class Write:
    """One file's content before and after; None where there is no file."""

    path: str
    before: bytes | None
    after: bytes | None


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Keep other byregs from writing to a workspace; a crash lets go of the lock."""
    from filelock import FileLock, Timeout

    folder = state_folder(root)
    try:
        make_folder(folder)
        lock = FileLock(folder / LOCK, timeout=PATIENCE)
        lock.acquire()
    except Timeout:
        raise ByregError(
            "another byreg is writing to this workspace", "Wait for it, then run the command again."
        ) from None
    except OSError as error:
        raise cannot(folder, error) from None
    try:
        yield
    finally:
        lock.release()


def write_together(root: Path, writes: Sequence[Write]) -> None:
    """Write several files of a workspace, all or none, under its lock."""
    if any(write.before != write.after for write in writes):
        with locked(root):
            write_locked(root, writes)


def write_locked(root: Path, writes: Sequence[Write]) -> None:
    """Write several files while the lock is held.

    Raises ChangedMeanwhileError where one is not what it was, ByregError where one cannot be written;
    then nothing is, or what was begun is completed by the next command.
    """
    wanted = [write for write in writes if write.before != write.after]
    if wanted:
        recover(root)
        for write in wanted:
            if content(plan_file(root, write.path)) != write.before:
                raise ChangedMeanwhileError(write.path)
        for write in wanted:
            check_writable(root / write.path)
        if len(wanted) == 1:
            carry_out(root, wanted[0].path, wanted[0].after)
            return
        commit(root, wanted)
        try:
            complete(root)
        except ByregError as error:
            raise ByregError(
                f"the change is begun but not finished: {error.message}",
                "Make room or rights; the next command completes it.",
            ) from None


def commit(root: Path, writes: Sequence[Write]) -> None:
    """Put the new contents and what they replace beside the workspace, as one journal."""
    folder = state_folder(root)
    draft = folder / DRAFT
    try:
        shutil.rmtree(draft, ignore_errors=True)
        make_folder(draft)
        rows = []
        for number, write in enumerate(writes):
            if write.after is not None:
                write_durably(draft / str(number), write.after)
            rows.append({"path": write.path, "before": digest(write.before), "after": digest(write.after)})
        write_durably(draft / MANIFEST, json.dumps({"home": home_of(root), "files": rows}).encode())
        flush_folder(draft)
        draft.rename(journal_of(root))
        flush_folder(folder)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise cannot(folder, error) from None


def complete(root: Path) -> None:
    """Carry out what the journal says, and take it away."""
    folder = state_folder(root)
    journal = journal_of(root)
    rows = read_manifest(journal, root)
    news = [new_content(journal, number, row) for number, row in enumerate(rows)]
    for number, row in enumerate(rows):
        now = digest(content(plan_file(root, row["path"])))
        if now not in (row["before"], row["after"]):
            raise ByregError(
                f"a write was broken off, and '{row['path']}' has changed since",
                f"Compare it with {journal / str(number)}, then remove the folder {journal}.",
            )
    for number, row in enumerate(rows):
        if digest(content(root / row["path"])) != row["after"]:
            carry_out(root, row["path"], news[number])
    try:
        shutil.rmtree(folder / DONE, ignore_errors=True)
        journal.rename(folder / DONE)
        shutil.rmtree(folder / DONE, ignore_errors=True)
    except OSError as error:
        raise cannot(journal, error) from None


def recover(root: Path) -> bool:
    """Complete a write that was broken off, or take back one that had not begun; tell whether there was one."""
    folder = state_folder(root)
    shutil.rmtree(folder / DRAFT, ignore_errors=True)
    shutil.rmtree(folder / DONE, ignore_errors=True)
    shutil.rmtree(folder / WAITING, ignore_errors=True)
    if not journal_of(root).is_dir():
        return False
    complete(root)
    return True


def recover_if_needed(root: Path) -> bool:
    """Look for a write that was broken off, and complete it under the workspace's lock."""
    if not journal_of(root).is_dir():
        return False
    with locked(root):
        return recover(root)


def read_manifest(journal: Path, root: Path) -> list[Mapping[str, Any]]:
    """Return what a journal says of each file; one that was not begun in this very folder is not obeyed.

    Outside git a journal could have come with the files; but who made it cannot know the folder's number.
    """
    try:
        found = json.loads((journal / MANIFEST).read_bytes())
        home = found["home"]
        rows: list[Mapping[str, Any]] = [
            {"path": str(row["path"]), "before": row["before"], "after": row["after"]} for row in found["files"]
        ]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise unusable(journal) from None
    if home != home_of(root):
        raise unusable(journal)
    return rows


def new_content(journal: Path, number: int, row: Mapping[str, Any]) -> bytes | None:
    """Return a file's new content as the journal keeps it, if it is what was meant."""
    if row["after"] is None:
        return None
    try:
        data = (journal / str(number)).read_bytes()
    except OSError:
        raise unusable(journal) from None
    if digest(data) != row["after"]:
        raise unusable(journal)
    return data


def unusable(journal: Path) -> ByregError:
    return ByregError(
        f"the journal {journal} cannot be used", "Look at the plan files with git, then remove that folder."
    )


def home_of(root: Path) -> list[int]:
    """Return what tells a folder on this machine from every other."""
    found = root.stat()
    return [found.st_dev, found.st_ino]


def carry_out(root: Path, path: str, data: bytes | None) -> None:
    target = plan_file(root, path)
    if data is not None:
        folder = state_folder(root) / WAITING
        make_folder(folder)
        replace_bytes(target, data, by_way_of=folder)
        return
    try:
        target.unlink(missing_ok=True)
    except OSError as error:
        raise cannot(target, error) from None


def content(path: Path) -> bytes | None:
    """Return what a file holds; None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ByregError(f"'{path}' cannot be read: {reason(error)}", "Look at the file.") from None


def check_writable(path: Path) -> None:
    """Refuse early what cannot be written, before anything is."""
    target = resolved(path)
    folder = next(parent for parent in target.parents if parent.exists())
    if not os.access(folder, os.W_OK):
        raise ByregError(f"'{path}' cannot be written: permission denied", f"Look at the folder {folder}.")


def digest(data: bytes | None) -> str | None:
    return None if data is None else hashlib.sha256(data).hexdigest()


def write_durably(path: Path, data: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def flush_folder(folder: Path) -> None:
    """Make sure that a rename in a folder outlasts a power cut, where the system can."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def make_folder(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if folder.is_symlink():
        raise ByregError(f"'{folder}' is a link", "Remove it: byreg keeps its own things there.")
    for home in (folder, *folder.parents):
        if home.name == ".byreg" and not (home / ".gitignore").exists():
            (home / ".gitignore").write_text("*\n", encoding="utf-8")


def cannot(path: Path, error: OSError) -> ByregError:
    return ByregError(f"'{path}' cannot be written: {reason(error)}", "Look at the folder and the disk.")


def reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
