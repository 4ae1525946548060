"""What `byreg validate` said to a command line, said again where nothing has changed.

Asked before anything else is imported: where the answer is known, it costs a look at each plan file and no more.
"""

from __future__ import annotations

import os
import sys
import time
import zlib

from byreg import __version__
from byreg.cache.answers import Answer, Question, keep_answer, known_answer
from byreg.cache.store import store_of

TYPE_CHECKING = False  # the module `typing`, and what it brings, would cost as much as all the rest
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FLAGS = frozenset(("-q", "--quiet", "--strict", "--no-strict", "--statistics"))
VALUED = frozenset(("--format", "--select", "--ignore", "--profile", "--as-of"))
FORMATS = frozenset(("text", "concise", "json", "md"))  # the others name files from the repository's top
# what else decides how an answer looks
HEEDED = (
    "NO_COLOR", "FORCE_COLOR", "TERM", "COLORTERM", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "JUPYTER_COLUMNS",
    "SOURCE_DATE_EPOCH",
)  # fmt: skip
SETTINGS = "byreg.toml"


def say_again(arguments: Sequence[str]) -> int | None:
    """Print what was said to a command line before, and return its exit code; None where that is not known."""
    try:
        question = question_of(arguments)
        root = root_above(os.getcwd()) if question else None
        if question is None or root is None or sys.stdout is None:
            return None
        answer = known_answer(store_of(root, os.environ), question, time.time_ns())
    except OSError:  # whoever goes about it in full will say what it is
        return None
    if answer is None:
        return None
    try:
        sys.stdout.buffer.write(answer.out)
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return answer.code


def keep(arguments: Sequence[str], root: str, state: str, journal: str, out: str, code: int) -> None:
    """Keep what was printed, for the next time."""
    question = question_of(arguments)
    if question is not None:
        answer = Answer(state, journal, out.encode("utf-8", "backslashreplace"), code)
        keep_answer(store_of(root, os.environ), question, answer)


def question_of(arguments: Sequence[str]) -> Question | None:
    """Return the question that a command line asks here and today; None where its answer is not one to keep."""
    environ = os.environ
    if not wants_cache(environ) or environ.get("GITHUB_ACTIONS") == "true" or not can_be_kept(arguments):
        return None
    around = (f"{name}={environ.get(name)}" for name in HEEDED)
    terminal = f"terminal={sys.stdout is not None and sys.stdout.isatty()}"
    return Question("\0".join((edition(), os.getcwd(), time.strftime("%Y-%m-%d"), terminal, *around, *arguments)))


def wants_cache(environ: Mapping[str, str]) -> bool:
    """Tell whether the cache is used where nobody said: not in CI, whose runs others rely on."""
    return environ.get("CI", "").lower() in ("", "0", "false")


def can_be_kept(arguments: Sequence[str]) -> bool:
    """Tell whether a run only prints, and goes by nothing but the plan files and the settings."""
    if not arguments or arguments[0] != "validate":
        return False
    waiting = ""
    for one in arguments[1:]:
        if waiting:
            if waiting == "--format" and one not in FORMATS:
                return False
            waiting = ""
        elif one in VALUED:
            waiting = one
        elif one.startswith("-") and one not in FLAGS:
            return False
    return not waiting


def edition() -> str:
    """Return what tells this byreg from any other: its version, Python's, and how its own files stand on disk."""
    total = 0
    waiting = [os.path.dirname(os.path.dirname(os.path.abspath(__file__)))]
    while waiting:
        with os.scandir(waiting.pop()) as scan:
            for entry in scan:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        waiting.append(entry.path)
                else:
                    one = entry.stat()
                    total += zlib.crc32(f"{entry.path} {one.st_mtime_ns} {one.st_size}".encode())
    return f"{__version__} {sys.version_info[:3]} {total:x}"


def root_above(folder: str) -> str | None:
    """Return the nearest folder from one upwards that holds the settings, links followed."""
    here = os.path.realpath(folder)
    while not os.path.isfile(f"{here}/{SETTINGS}"):
        here, below = os.path.dirname(here), here
        if here == below:
            return None
    return here
