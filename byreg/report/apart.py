"""Render with a stranger's template in a child process, with limits on time, memory and output."""

import pickle
import subprocess
import sys
from pathlib import Path

from byreg.errors import ByregError
from byreg.report.view import Report

MOST_SECONDS = 20
MOST_MEMORY = 1024 * 1024 * 1024
MOST_OUTPUT = 64 * 1024 * 1024


def render_apart(report: Report, format_: str, own: Path) -> str:
    """Render in a child that can neither run long, grow large, nor fill the disk."""
    request = pickle.dumps((report, format_, str(own)))
    code = f"import sys; sys.path[:0] = {sys.path!r}; from byreg.report.apart import main; main()"
    command = [sys.executable, "-I", "-X", "utf8", "-c", code]
    try:
        done = subprocess.run(command, input=request, capture_output=True, timeout=MOST_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise ByregError(
            f"templates/: rendering took more than {MOST_SECONDS} seconds",
            "Look for a loop in the workspace's templates.",
        ) from None
    answer = done.stdout
    if done.returncode != 0 or not answer:
        raise ByregError(
            "templates/: rendering ran out of memory or output", "Look for a loop in the workspace's templates."
        )
    verdict, _, body = answer.partition(b"\n")
    text = body.decode("utf-8")
    if verdict == b"error":
        message, _, hint = text.partition("\n")
        raise ByregError(message, hint)
    return text


def main() -> None:
    """The child: read a request on standard input, write the answer on standard output."""
    limit_memory()
    report, format_, own = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - written by the parent
    from byreg.report.render import render_here

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
