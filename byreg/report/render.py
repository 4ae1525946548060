"""Print a Report through its template; templates of a workspace are strangers' code and go apart."""

import pickle
import subprocess
import sys
from pathlib import Path

from byreg.errors import ByregError
from byreg.report.apart import MOST_SECONDS
from byreg.report.environment import Page, render_here


def render(report: Page, format_: str, own: Path | None) -> str:
    """Return the report as Markdown, text or HTML; ByregError names a template's file and line.

    With templates of the workspace's own in `own`, a child process renders within limits.
    """
    return render_here(report, format_, None) if own is None else render_apart(report, format_, own)


def render_apart(report: Page, format_: str, own: Path) -> str:
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
