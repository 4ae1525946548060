"""Git, through its program: revisions and the index as trees, and who wrote what. The work tree is never touched."""

import posixpath
import subprocess
import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from byreg.errors import ByregError
from byreg.source.tree import LEADS_OUT, NamedFiles, Unreadable
from byreg.suggest import nearest

FILE_MODES = (b"100644", b"100755")
LINK_MODE = b"120000"
# what git tells its hooks of where it is; the folder that is asked about knows better, also below a linked work tree
WHEREABOUTS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_PREFIX")
MOST_STEPS = 10  # of links that lead to links
MOST_HEADER = 4096
MOST_NAME = 2000
MOST_LINKS = 100  # to folders
MOST_CONFLICTS = 127  # git merge-file says how many conflicts there are, at most this; above it, that it failed
UNSHALLOW = "Fetch the rest with 'git fetch --unshallow' (in a CI checkout: fetch-depth: 0)."


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit of a history: its id, its parents within that history, its author, day and subject."""

    id: str
    parents: tuple[str, ...]
    author: str
    day: str
    subject: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A file as git stores it: its object, or why it cannot be read."""

    object: str
    obstacle: str = ""


class NoRepositoryError(ByregError):
    """The folder is in no git repository."""


class Repository:
    """The repository around a folder; every question is a call of the `git` program.

    `prefix` is the folder's path from the top of the repository, empty or with a `/` at the end.
    """

    def __init__(self, folder: Path, environ: Mapping[str, str], prefix: str | None = None) -> None:
        self.folder = folder
        self.environment = environment(environ)
        asked = ("rev-parse", "--is-bare-repository", "--is-shallow-repository", "--show-prefix")
        try:
            answer = self.run(*asked)
        except NoRepositoryError:
            if "GIT_DIR" not in environ:
                raise
            self.environment |= {name: environ[name] for name in WHEREABOUTS if name in environ}
            answer = self.run(*asked)
        bare, shallow, found, *_ = [*answer.decode("utf-8", "replace").splitlines(), "", "", ""]
        self.bare, self.shallow = bare == "true", shallow == "true"
        self.prefix = found if prefix is None else prefix

    def run(self, *arguments: str) -> bytes:
        """Return what a git command prints; ByregError where it fails."""
        done = self.call(*arguments)
        if done.returncode != 0:
            raise git_error(done.stderr.decode("utf-8", "replace"), self.folder)
        return done.stdout

    def call(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(self.command(*arguments), env=self.environment, capture_output=True, check=False)  # noqa: S603
        except OSError as error:
            raise no_git(error) from None

    def command(self, *arguments: str) -> list[str]:
        return ["git", "-C", str(self.folder), "-c", "core.quotePath=false", "-c", "core.fsmonitor=false", *arguments]

    def commit(self, revision: str) -> str:
        """Return the commit that a revision names; ByregError says what to do where there is none."""
        done = self.call("rev-parse", "--verify", "--quiet", "--end-of-options", revision or "-")
        named = done.stdout.decode().strip()
        if done.returncode == 0 and named.isalnum():  # and not `^…`, which leaves out instead of naming
            done = self.call("rev-parse", "--verify", "--quiet", f"{named}^{{commit}}")
            if done.returncode == 0:
                return done.stdout.decode().strip()
        raise ByregError(f"there is no revision '{revision}' here", self.advice(revision))

    def advice(self, revision: str) -> str:
        """Say how to get a revision that is missing."""
        remote, slash, branch = revision.partition("/")
        if slash and remote in self.run("remote").decode("utf-8", "replace").split():
            also = f" {UNSHALLOW}" if self.shallow else ""
            return f"Fetch it with 'git fetch {remote} {branch}:refs/remotes/{revision}'.{also}"
        if self.shallow:
            return f"This clone is shallow. {UNSHALLOW}"
        if not self.run("rev-list", "-n1", "--all"):
            return "The repository has no commit yet."
        names = self.run("for-each-ref", "--format=%(refname:short)").decode("utf-8", "replace").split()
        match = nearest(revision, names)
        if match is not None:
            return f"Did you mean '{match}'?"
        return "Name a branch, a tag or a commit; 'git branch -a' and 'git tag' list them."

    def merge_base(self, one: str, other: str) -> str:
        """Return the best common ancestor of two commits."""
        done = self.call("merge-base", one, other)
        if done.returncode == 0:
            return done.stdout.decode().split()[0]
        hint = UNSHALLOW if self.shallow else "Their histories never met; compare them with --rev A..B."
        raise ByregError(f"{one[:12]} and {other[:12]} have no common ancestor here", hint)

    def at(self, commit: str, folder: str = "plans") -> "GitTree":
        """Return the files below a folder as they were at a commit."""
        listed = self.run("ls-tree", "-r", "-z", "--full-tree", commit, "--", f"{self.prefix}{folder}")
        files: dict[str, tuple[bytes, str]] = {}
        for line in listed.split(b"\0"):
            head, tab, path = line.partition(b"\t")
            if tab:
                mode, _, object_ = head.split(b" ")
                self.take(files, mode, object_, path)
        return GitTree(self, files, f"{commit}:{self.prefix}")

    def index(self, folder: str = "plans") -> "GitTree":
        """Return the files below a folder as they are staged."""
        files: dict[str, tuple[bytes, str]] = {}
        for line in self.run("ls-files", "-s", "-z", "--full-name", "--", folder).split(b"\0"):
            head, tab, path = line.partition(b"\t")
            if tab:
                mode, object_, stage = head.split(b" ")
                if stage != b"0":
                    name = path.decode("utf-8", "replace")
                    raise ByregError(f"'{name}' is in the middle of a merge", "Mend it, and stage it with 'git add'.")
                self.take(files, mode, object_, path)
        return GitTree(self, files, f":0:{self.prefix}")

    def unchanged(self, folder: str = "plans") -> dict[str, str]:
        """Return the files below a folder that are on disk as they are staged, by git's look at them, with their object ids.

        Files that git was told not to look at are left out.
        """
        strict = ("-c", "core.checkStat=default", "-c", "core.trustctime=true")
        changed = self.run(*strict, "diff-files", "--name-only", "-z", "--relative", "--", folder).split(b"\0")
        aside, found = frozenset(changed), {}
        for line in self.run("ls-files", "-s", "-v", "-z", "--", folder).split(b"\0"):
            head, _, path = line.partition(b"\t")
            if head.startswith(b"H ") and head.endswith(b" 0"):
                found[path] = head.split(b" ")[2].decode()
        return {path.decode("utf-8", "replace"): id_ for path, id_ in found.items() if path not in aside}

    def take(self, files: dict[str, tuple[bytes, str]], mode: bytes, object_: bytes, path: bytes) -> None:
        name = path.decode("utf-8", "replace")
        if name.startswith(self.prefix) and (mode in FILE_MODES or mode == LINK_MODE):
            files[name.removeprefix(self.prefix)] = (mode, object_.decode())

    def names(self, commit: str) -> list[str]:
        """Return the path of every file at a commit, from the top of the repository."""
        listed = self.run("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit)
        return [name for name in listed.decode("utf-8", "replace").split("\0") if name]

    def history(self, commit: str, folder: str) -> list[Commit]:
        """Return the commits that changed a folder, newest first, with parents among themselves."""
        form = "--format=%H%x00%P%x00%aN%x00%as%x00%s"
        where = f"{self.prefix}{folder}"
        listed = self.run("log", "--topo-order", "--parents", "-z", form, commit, "--", f":(top,literal){where}")
        fields = listed.decode("utf-8", "replace").split("\0")
        rows = [fields[start : start + 5] for start in range(0, len(fields) - 4, 5)]
        return [Commit(row[0].split()[-1], tuple(row[1].split()), *row[2:]) for row in rows]

    def grafts(self) -> frozenset[str]:
        """Return the commits at which a shallow clone ends."""
        try:
            name = self.run("rev-parse", "--git-path", "shallow").decode().strip()
            return frozenset((self.folder / name).read_text(encoding="ascii").split())
        except (OSError, UnicodeDecodeError):
            return frozenset()

    @cached_property
    def objects(self) -> "subprocess.Popen[bytes]":
        """Return the process that is asked for objects, one after another."""
        try:
            process = subprocess.Popen(  # noqa: S603
                self.command("cat-file", "--batch"), env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )  # fmt: skip
        except OSError as error:
            raise no_git(error) from None
        weakref.finalize(self, stop, process)
        return process

    def object(self, name: str, most: int) -> tuple[str, bytes, int]:
        """Return an object's type, its first `most` bytes and its size; no type where there is no such object."""
        asked, answers = self.objects.stdin, self.objects.stdout
        assert asked is not None and answers is not None  # noqa: PT018
        if "\n" in name or len(name) > MOST_NAME:
            return "", b"", 0
        try:
            asked.write(name.encode("utf-8", "replace") + b"\n")
            asked.flush()
        except OSError:
            return "", b"", 0
        header = answers.readline().decode("utf-8", "replace").split()
        if len(header) != 3 or not header[2].isdigit():
            return "", b"", 0
        size = int(header[2])
        data = answers.read(min(size, most))
        left = size - len(data) + 1  # a newline ends each answer
        while left > 0 and (passed := answers.read(min(left, 1 << 20))):
            left -= len(passed)
        return header[1], data, size

    def folder_at(self, commit: str, folder: str) -> dict[str, str]:
        """Return the objects of the files in a folder and one below, by path from it; nothing where it is absent."""
        return dict(self.entries(f"{commit}:{self.prefix}{folder}", "", 1))

    def entries(self, name: str, above: str, depth: int) -> list[tuple[str, str]]:
        kind, data, _ = self.object(name, 1 << 24)
        if kind != "tree":
            return []
        width = 32 if len(name.partition(":")[0]) == 64 else 20  # SHA-256 or SHA-1
        found, start = [], 0
        while (end := data.find(b"\0", start)) > 0 and end + width < len(data) + 1:
            mode, _, path = data[start:end].partition(b" ")
            id_, start = data[end + 1 : end + 1 + width].hex(), end + 1 + width
            full = above + path.decode("utf-8", "replace")
            if mode in FILE_MODES:
                found.append((full, id_))
            elif mode == b"40000" and depth:
                found += self.entries(id_, f"{full}/", depth - 1)
        return found


class GitTree(NamedFiles[Stored]):
    """The files of a commit, or of the index."""

    def __init__(self, repository: Repository, files: Mapping[str, tuple[bytes, str]], root: str) -> None:
        self.repository, self.root = repository, root
        followed = dict(files)
        links = [path for path, (mode, _) in files.items() if mode == LINK_MODE]
        for path in links[:MOST_LINKS]:
            inside = f"{self.target(path, files[path][1])}/"
            linked = {name: entry for name, entry in files.items() if inside and name.startswith(inside)}
            if linked:  # a link to a folder of plans: its files stand here too
                del followed[path]
                followed |= {f"{path}/{name.removeprefix(inside)}": entry for name, entry in linked.items()}
        super().__init__({path: self.stored(followed, path) for path in followed})

    def target(self, path: str, object_: str) -> str:
        """Return where a link leads, from the root of the workspace."""
        said = self.repository.object(object_, MOST_HEADER)[1].decode("utf-8", "replace")
        return posixpath.normpath(posixpath.join(posixpath.dirname(path), said))

    def stored(self, files: Mapping[str, tuple[bytes, str]], path: str) -> Stored:
        """Follow links from file to file within the workspace."""
        here = path
        for _ in range(MOST_STEPS):
            mode, object_ = files[here]
            if mode != LINK_MODE:
                return Stored(object_)
            here = self.target(here, object_)
            if here.startswith(("../", "/")) or here == "..":
                return Stored(object_, f"it is {LEADS_OUT}")
            if here not in files:
                elsewhere = f"{self.root}{here}"
                found = self.repository.object(elsewhere, 0)[0] == "blob"
                return Stored(elsewhere, "" if found else "it is a link to nothing")
        return Stored(object_, f"it is {LEADS_OUT}")

    def obstacle(self, path: str) -> str:
        found = self.files.get(path)
        return found.obstacle if found else super().obstacle(path)

    def read(self, path: str, most: int) -> tuple[bytes, int]:
        kind, data, size = self.repository.object(self.files[path].object, most)
        if kind != "blob":
            raise Unreadable("git does not have its content")
        return data, size


def merge_lines(versions: tuple[Path, Path, Path], marker_size: int, environ: Mapping[str, str]) -> tuple[bytes, int]:
    """Merge three versions of a file line by line, as git does by itself; return the text and the number of conflicts."""
    base, ours, theirs = versions
    command = ["git", "merge-file", "-p", f"--marker-size={marker_size}", "-L", "ours", "-L", "base", "-L", "theirs"]
    try:
        done = subprocess.run(  # noqa: S603
            [*command, "--", str(ours), str(base), str(theirs)],
            env=environment(environ),
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise no_git(error) from None
    if done.returncode < 0 or done.returncode > MOST_CONFLICTS:
        raise ByregError(f"git cannot merge it: {done.stderr.decode('utf-8', 'replace').strip()[:200]}")
    return done.stdout, done.returncode


def stop(process: "subprocess.Popen[bytes]") -> None:
    """End the process that reads objects."""
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            try:
                stream.close()
            except OSError:
                continue
    process.wait()


def environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which git says the same everywhere, asks nothing and locks nothing."""
    kept = {name: value for name, value in environ.items() if name not in WHEREABOUTS and "PATHSPECS" not in name}
    return {**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}


def no_git(error: OSError) -> ByregError:
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return ByregError("git is not installed", "Install git, or compare two folders with --no-index OLD NEW.")
    return ByregError(f"git cannot be run: {(error.strerror or '').lower()}", "Look at how git is installed.")


def git_error(said: str, folder: Path) -> ByregError:
    """Say what git said, with what to do next."""
    if "not a git repository" in said:
        return NoRepositoryError(f"{folder} is in no git repository", "Compare two folders with --no-index OLD NEW.")
    if "dubious ownership" in said:
        hint = f"Trust it with 'git config --global --add safe.directory {folder}'."
        return ByregError(f"git does not trust {folder}: another user owns it", hint)
    return ByregError(f"git says: {' '.join(said.split())[:300]}", "Try the same with git alone.")
