"""Where plan files are read from: a folder on disk, or a list of files found elsewhere."""

import os
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, NamedTuple, Protocol, TypeVar

from byreg.bounds import first_bytes

Handle = TypeVar("Handle")
LEADS_OUT = "a link that leads out of the workspace or in a ring"


class Unreadable(Exception):  # noqa: N818 - becomes a diagnostic, never leaves source
    """A file or folder that cannot be read, and why."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class Listed(NamedTuple):
    """One name in a folder. `plain` tells that it is an ordinary file or folder itself, no link that may lead elsewhere."""

    name: str
    is_folder: bool
    plain: bool = False


class Tree(Protocol):
    """A workspace's files by their path from the root, with `/`."""

    def listing(self, folder: str) -> list[Listed]:
        """Return what stands in a folder, sorted by name; Unreadable says why it cannot be told."""

    def obstacle(self, path: str) -> str:
        """Return why a path is no file that can be read, or nothing."""

    def read(self, path: str, most: int) -> tuple[bytes, int]:
        """Return a file's first `most` bytes and its size in bytes; Unreadable says why not."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The files below a folder on disk; links out of it are not followed.

    `real` are the folders known to be reached without a link, so that nothing can lead out from there.
    """

    root: Path
    real: set[str] = field(default_factory=set, compare=False, repr=False)

    def listing(self, folder: str) -> list[Listed]:
        if folder not in self.real:
            self.look_at_links(folder)
        try:
            with os.scandir(f"{self.root}/{folder}") as scan:
                listed = sorted(map(listed_as, scan), key=lambda entry: entry.name)
        except OSError as error:
            raise Unreadable((error.strerror or type(error).__name__).lower()) from None
        if folder in self.real:
            self.real.update(f"{folder}/{entry.name}" for entry in listed if entry.is_folder and entry.plain)
        return listed

    def look_at_links(self, folder: str) -> None:
        """Refuse a folder that a link on the way puts elsewhere."""
        if not self.inside(folder):
            raise Unreadable(f"the folder is {LEADS_OUT}")
        if self.leads_aside(folder):
            raise Unreadable("the folder is a link that leads out of the plans; git would not see what changes there")
        if "/" not in folder and not (self.root / folder).is_symlink():
            self.real.add(folder)

    def obstacle(self, path: str) -> str:
        full = self.root / path
        if not self.inside(path):
            return f"it is {LEADS_OUT}"
        try:
            if full.is_dir():
                return "it is a folder"
            if not full.exists():
                return "it is a link to nothing"
            if not full.is_file():
                return "it is no ordinary file"
        except OSError as error:
            return (error.strerror or type(error).__name__).lower()
        return ""

    def read(self, path: str, most: int) -> tuple[bytes, int]:
        try:
            data = first_bytes(f"{self.root}/{path}", most)
            if len(data) <= most:
                return data, len(data)
            return data[:most], max(len(data), os.stat(f"{self.root}/{path}").st_size)  # noqa: PTH116
        except OSError as error:
            raise Unreadable((error.strerror or type(error).__name__).lower()) from None

    def leads_aside(self, folder: str) -> bool:
        """Tell whether a link on the way leads out of the folder that git lists: what is behind it has no history."""
        top = folder.partition("/")[0]
        home = self.root.resolve() / top
        target = (self.root / folder).resolve()
        return target != home and home not in target.parents

    def inside(self, path: str) -> bool:
        """Tell whether the path, links followed, is still within the workspace."""
        try:
            target = (self.root / path).resolve(strict=False)
            home = self.root.resolve()
        except (OSError, RuntimeError):
            return False
        return target == home or home in target.parents


def listed_as(entry: os.DirEntry[str]) -> Listed:
    try:
        is_folder = entry.is_dir()
        plain = not entry.is_symlink() and (is_folder or entry.is_file(follow_symlinks=False))
    except OSError:
        return Listed(entry.name, is_folder=False)
    return Listed(entry.name, is_folder, plain)


class NamedFiles(ABC, Generic[Handle]):
    """Files that were listed all at once: path → what it takes to read one."""

    def __init__(self, files: Mapping[str, Handle]) -> None:
        self.files = dict(files)
        self.folders: dict[str, dict[str, bool]] = {}
        for path in sorted(self.files):
            parts = path.split("/")
            for depth in range(len(parts)):
                inner = self.folders.setdefault("/".join(parts[:depth]), {})
                inner[parts[depth]] = inner.get(parts[depth], False) or depth < len(parts) - 1

    def listing(self, folder: str) -> list[Listed]:
        names = self.folders.get(folder, {})
        return [Listed(name, names[name]) for name in sorted(names)]

    def obstacle(self, path: str) -> str:
        return "" if path in self.files else "it is no ordinary file"

    @abstractmethod
    def read(self, path: str, most: int) -> tuple[bytes, int]:
        """Return a file's first `most` bytes and its size in bytes; Unreadable says why not."""


class Mounted(NamedFiles[Path]):
    """Files on disk that stand elsewhere than where they are read as: a phase's folder, or one file."""

    def read(self, path: str, most: int) -> tuple[bytes, int]:
        return Folder(self.files[path].parent).read(self.files[path].name, most)


class Overlay(NamedTuple):
    """Another tree's files, some of them with other content, new, or gone (None)."""

    below: Tree
    changed: Mapping[str, bytes | None]

    def listing(self, folder: str) -> list[Listed]:
        new = self.names_in(folder)
        try:
            listed = self.below.listing(folder)
        except Unreadable:
            if not new:
                raise
            listed = []
        gone = {
            path.rpartition("/")[2] for path, data in self.changed.items() if data is None and parent(path) == folder
        }
        found = {entry.name: entry for entry in listed if entry.name not in gone}
        found |= {name: Listed(name, is_folder) for name, is_folder in new.items() if name not in found}
        return [found[name] for name in sorted(found)]

    def names_in(self, folder: str) -> dict[str, bool]:
        """Return the names that the changed files give a folder, and which of them are folders."""
        found: dict[str, bool] = {}
        for path, data in self.changed.items():
            if data is not None and path.startswith(f"{folder}/"):
                name, slash, _ = path[len(folder) + 1 :].partition("/")
                found[name] = bool(slash)
        return found

    def obstacle(self, path: str) -> str:
        return "" if self.changed.get(path) is not None else self.below.obstacle(path)

    def read(self, path: str, most: int) -> tuple[bytes, int]:
        if path not in self.changed:
            return self.below.read(path, most)
        data = self.changed[path]
        if data is None:
            raise Unreadable("there is no such file")
        return data[:most], len(data)


def parent(path: str) -> str:
    return path.rpartition("/")[0]
