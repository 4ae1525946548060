"""The child process in which a stranger's template is rendered, with limits on memory, time and output."""

import pickle
import sys
from pathlib import Path
from typing import IO

from byreg.errors import ByregError
from byreg.report.environment import Here

MOST_SECONDS = 8  # for one page; the parent holds it
MOST_MEMORY = 1024 * 1024 * 1024
MOST_OUTPUT = 64 * 1024 * 1024
LENGTH = 8  # bytes that say how long a message is


def main() -> None:
    """Answer requests on standard input, one after the other, on standard output."""
    limit_memory()
    here: Here | None = None
    while request := read_message(sys.stdin.buffer):
        report, format_, own = pickle.loads(request)  # noqa: S301 - written by the parent
        here = here or Here(Path(own))
        try:
            answer = b"report\n" + here.render(report, format_).encode("utf-8", "replace")
        except ByregError as error:
            answer = f"error\n{error.message}\n{error.hint}".encode("utf-8", "replace")
        if len(answer) > MOST_OUTPUT:
            sys.exit(1)
        write_message(sys.stdout.buffer, answer)


def write_message(stream: IO[bytes], data: bytes) -> None:
    stream.write(len(data).to_bytes(LENGTH, "big") + data)
    stream.flush()


def read_message(stream: IO[bytes]) -> bytes:
    """Return the next message; nothing at the end, or where it is longer than any may be."""
    size = int.from_bytes(stream.read(LENGTH), "big")
    data = stream.read(size) if size <= MOST_OUTPUT * 2 else b""
    return data if len(data) == size else b""


def limit_memory() -> None:
    """Set a limit where the system has one; the parent's time limit holds everywhere."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
