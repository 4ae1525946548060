"""What `byreg validate` said to a command line, said again where nothing has changed.

Asked before anything else is imported: where the answer is known, it costs a look at each plan file and no more.
"""

from __future__ import annotations

import os
import sys
import time
import zlib

from byreg import __version__
from byreg.bounds import root_above
from byreg.cache.answers import Answer, Question, keep_answer, known_answer
from byreg.cache.store import store_of
from byreg.cli.plain_options import FLAGS, SAID_AGAIN

TYPE_CHECKING = False  # the module `typing`, and what it brings, would cost as much as all the rest
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from byreg.cache.store import Store

FORMATS = frozenset(("text", "concise", "json", "md"))  # the others name files from the repository's top
# what else decides how an answer looks
HEEDED = (
    "NO_COLOR", "FORCE_COLOR", "TERM", "COLORTERM", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "JUPYTER_COLUMNS",
    "SOURCE_DATE_EPOCH",
)  # fmt: skip


def say_again(arguments: Sequence[str]) -> int | None:
    """Print what was said to a command line before, and return its exit code; None where that is not known."""
    try:
        question = question_of(arguments, time.strftime("%Y-%m-%d"))
        root = root_above(os.getcwd()) if question else None
        store = store_of(root, os.environ) if root else None
        answer = known_answer(store, question, time.time_ns()) if store and question else None
        if answer is None or sys.stdout is None:
            return None
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
        sys.stdout.write(answer.out.decode("utf-8"))
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (OSError, ValueError):  # whoever goes about it in full will say what it is
        return None
    return answer.code


def keep(
    question: Question, store: Store, state: str, days: tuple[str, str], journal: str, said: tuple[str, int]
) -> None:
    """Keep what was printed and the exit code, for the next time."""
    out, code = said
    keep_answer(store, question, Answer(state, days, journal, out.encode("utf-8", "backslashreplace"), code))


def question_of(arguments: Sequence[str], today: str) -> Question | None:
    """Return the question that a command line asks here; None where its answer is not one to keep.

    `today` is the day by which the plans are read where none is given.
    """
    environ = os.environ
    if not wants_cache(environ) or environ.get("GITHUB_ACTIONS") == "true" or not can_be_kept(arguments):
        return None
    said = "--as-of" in arguments or environ.get("SOURCE_DATE_EPOCH")
    around = (f"{name}={environ.get(name)!r}" for name in HEEDED)
    terminal = f"terminal={sys.stdout is not None and sys.stdout.isatty()}"
    return Question("\0".join((edition(), os.getcwd(), terminal, *around, *arguments)), "" if said else today)


def wants_cache(environ: Mapping[str, str]) -> bool:
    """Tell whether the cache is used where nobody said: not in CI, whose runs others rely on."""
    return environ.get("CI", "").lower() in ("", "0", "false")


def can_be_kept(arguments: Sequence[str]) -> bool:
    """Tell whether a run only prints, and goes by nothing but the plan files and the settings.

    Where paths are named, what there is beside the plan files counts too.
    """
    if not arguments or arguments[0] != "validate":
        return False
    rest = iter(arguments[1:])
    for one in rest:
        if one not in SAID_AGAIN:
            return False
        if one not in FLAGS:
            value = next(rest, "-")
            if value.startswith("-") or (one == "--format" and value not in FORMATS):
                return False
    return True


def edition() -> str:
    """Return what tells this byreg from any other: its version, Python's, and how its files and its libraries stand on disk."""
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
    for folder in sys.path:  # a library that comes or goes changes the folder
        if folder.endswith(("site-packages", "dist-packages")) and os.path.isdir(folder):
            total += zlib.crc32(f"{folder} {os.stat(folder).st_mtime_ns}".encode())
    return f"{__version__} {sys.version_info[:3]} {total:x}"
