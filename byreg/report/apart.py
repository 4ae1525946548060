"""The child process in which a stranger's template is rendered, with limits on memory, time and output."""

import pickle
import sys
from pathlib import Path

from byreg.errors import ByregError
from byreg.report.environment import render_here

MOST_SECONDS = 8
MOST_MEMORY = 1024 * 1024 * 1024
MOST_OUTPUT = 64 * 1024 * 1024


def main() -> None:
    """Read a request on standard input, write the answer on standard output."""
    limit_memory()
    report, format_, own = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - written by the parent
    try:
        text = render_here(report, format_, Path(own))
    except ByregError as error:
        sys.stdout.buffer.write(f"error\n{error.message}\n{error.hint}".encode())
        return
    data = text.encode("utf-8", "replace")
    if len(data) > MOST_OUTPUT:
        sys.exit(1)
    sys.stdout.buffer.write(b"report\n" + data)


def limit_memory() -> None:
    """Set limits where the system has them; the parent's time limit holds everywhere."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
