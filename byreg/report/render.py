"""Print pages through their templates; templates of a workspace are strangers' code and go apart."""

import pickle
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from byreg.errors import ByregError
from byreg.report.apart import MOST_SECONDS, read_message, write_message
from byreg.report.environment import Here, Page

LOOP = "Look for a loop in the workspace's templates."


def render(report: Page, format_: str, own: Path | None) -> str:
    """Return one page as Markdown, text or HTML; ByregError names a template's file and line."""
    with Renderer(own) as renderer:
        return renderer.render(report, format_)


class Renderer:
    """Renders page after page. With templates of the workspace's own in `own`, a child process does it, within limits."""

    def __init__(self, own: Path | None) -> None:
        self.own = own
        self.here = Here(own)
        self.child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child, if there is one."""
        if self.child is not None:
            self.child.kill()
            for stream in (self.child.stdin, self.child.stdout):
                if stream:
                    stream.close()
            self.child.wait()
            self.child = None

    def render(self, report: Page, format_: str = "html") -> str:
        return self.here.render(report, format_) if self.own is None else self.render_apart(report, format_)

    def start(self) -> subprocess.Popen[bytes]:
        """Return the child, which can neither grow large nor fill the disk."""
        if self.child is None:
            code = f"import sys; sys.path[:0] = {sys.path!r}; from byreg.report.apart import main; main()"
            command = [sys.executable, "-I", "-X", "utf8", "-c", code]
            self.child = subprocess.Popen(  # noqa: S603
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        return self.child

    def render_apart(self, report: Page, format_: str) -> str:
        """Render in the child; it is ended where a page takes too long."""
        child = self.start()
        assert child.stdin is not None
        assert child.stdout is not None
        late = threading.Event()

        def stop() -> None:
            late.set()
            child.kill()

        watch = threading.Timer(MOST_SECONDS, stop)
        watch.start()
        try:
            write_message(child.stdin, pickle.dumps((report, format_, str(self.own))))
            answer = read_message(child.stdout)
        except OSError:
            answer = b""
        finally:
            watch.cancel()
            if late.is_set():
                answer = b""
        if not answer:
            self.close()
            problem = f"took more than {MOST_SECONDS} seconds" if late.is_set() else "ran out of memory or output"
            raise ByregError(f"templates/: rendering {problem}", LOOP)
        verdict, _, body = answer.partition(b"\n")
        text = body.decode("utf-8", "replace")
        if verdict == b"error":
            message, _, hint = text.partition("\n")
            raise ByregError(message, hint)
        return text
