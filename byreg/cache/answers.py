"""What `byreg validate` said to a command line, to say it again where nothing has changed.

Asked before anything else is imported: where the answer is known, it costs a look at each plan file and no more.
"""

from __future__ import annotations

import os
import sys
import time
import zlib

from byreg.cache.index import is_unchanged, read_index
from byreg.cache.store import Store, store_of

TYPE_CHECKING = False  # the module `typing`, and what it brings, would cost as much as all the rest
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FLAGS = frozenset(("-q", "--quiet", "--strict", "--no-strict", "--statistics"))
VALUED = frozenset(("--format", "--select", "--ignore", "--profile", "--as-of"))
FORMATS = frozenset(("text", "concise", "json", "md"))  # the others name files from the repository's top
# what else decides how an answer looks, or whether the cache is to be asked at all
HEEDED = (
    "CI", "NO_COLOR", "FORCE_COLOR", "TERM", "COLORTERM", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "PYTHONIOENCODING",
    "SOURCE_DATE_EPOCH", "TZ",
)  # fmt: skip
SETTINGS = "byreg.toml"


class Answer:
    """What was printed, where, and the exit code.

    `state` is that of the plan files it was said of; `journal` is where a write that was broken off would wait, which
    the next command completes.
    """

    __slots__ = ("code", "err", "journal", "out", "state")

    def __init__(self, state: str, journal: str, out: bytes, err: bytes, code: int) -> None:
        self.state = state
        self.journal = journal
        self.out = out
        self.err = err
        self.code = code


class Question:
    """A command line, and all beside the plan files that its answer depends on, as one text."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    @property
    def name(self) -> str:
        return f"answers/{zlib.crc32(os.fsencode(self.text)):08x}"


def wants_cache(environ: Mapping[str, str]) -> bool:
    """Tell whether the cache is used where nobody said: not in CI, whose runs others rely on."""
    return environ.get("CI", "").lower() in ("", "0", "false")


def question_of(arguments: Sequence[str], environ: Mapping[str, str], cwd: str, edition: str) -> Question | None:
    """Return the question that a command line asks; None where its answer is not one to keep.

    `edition` tells one byreg from another, so that a changed rule is a new question.
    """
    if not arguments or arguments[0] != "validate" or not wants_cache(environ):
        return None
    if environ.get("GITHUB_ACTIONS") == "true" or not can_be_kept(arguments[1:]):
        return None
    terminal = str(sys.stdout is not None and sys.stdout.isatty())
    today = time.strftime("%Y-%m-%d")
    parts = [edition, cwd, terminal, today, *(f"{name}={environ.get(name)}" for name in HEEDED), *arguments]
    return Question("\0".join(parts))


def can_be_kept(options: Sequence[str]) -> bool:
    """Tell whether a run with these options only prints, and by nothing but the plan files and the settings."""
    waiting = ""
    for one in options:
        if waiting:
            if waiting == "--format" and one not in FORMATS:
                return False
            waiting = ""
        elif one in VALUED:
            waiting = one
        elif one.startswith("-") and one not in FLAGS:
            return False
    return not waiting


def edition_of(version: str) -> str:
    """Return what tells this byreg from any other: its version, Python's, and the look of its own files."""
    folder = os.path.dirname(os.path.dirname(__file__))
    total = 0
    waiting = [folder]
    while waiting:
        with os.scandir(waiting.pop()) as scan:
            for entry in scan:
                if entry.name == "__pycache__":
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    one = entry.stat()
                    total += zlib.crc32(f"{entry.path} {one.st_mtime_ns} {one.st_size}".encode())
    return f"{version} {sys.version_info[:3]} {total:x}"


def known_answer(question: Question, cwd: str, environ: Mapping[str, str]) -> Answer | None:
    """Return the answer to a question where the plan files are as they were when it was given."""
    root = root_above(cwd)
    if root is None:
        return None
    store = store_of(root, environ)
    kept = store.read(question.name)
    answer = read_answer(kept, question) if kept else None
    data = store.read("index") if answer else None
    index = read_index(data) if data else None
    if answer is None or index is None or index.state != answer.state:
        return None
    return answer if is_unchanged(index, root, time.time_ns()) and not os.path.lexists(answer.journal) else None


def root_above(folder: str) -> str | None:
    """Return the nearest folder from one upwards that holds the settings, links followed."""
    here = os.path.realpath(folder)
    while not os.path.isfile(f"{here}/{SETTINGS}"):
        here, below = os.path.dirname(here), here
        if here == below:
            return None
    return here


def keep_answer(store: Store, question: Question, answer: Answer) -> None:
    """Keep what was said to a question."""
    asked, journal = os.fsencode(question.text), os.fsencode(answer.journal)
    head = f"{answer.state} {answer.code} {len(asked)} {len(journal)} {len(answer.out)}\n"
    store.write(question.name, b"".join((head.encode(), asked, journal, answer.out, answer.err)))


def read_answer(data: bytes, question: Question) -> Answer | None:
    """Return the answer that some bytes hold, if it is one to this question."""
    head, _, body = data.partition(b"\n")
    try:
        state, code, *lengths = head.decode().split(" ")
        asked, journal, out = (int(one) for one in lengths)
    except ValueError:
        return None
    if body[:asked] != os.fsencode(question.text):
        return None
    rest = body[asked + journal :]
    return Answer(state, os.fsdecode(body[asked : asked + journal]), rest[:out], rest[out:], int(code))
