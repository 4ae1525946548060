"""The site on this machine while the plans are edited: what is saved is shown, and what is wrong is told in the page.

Only this machine can ask, by its own name: another page's script cannot read the plans through it.
"""

import html
import re
import threading
from collections.abc import Callable, Sequence
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from byreg.report.outlined import csp_hash

HOST = "127.0.0.1"
OURSELVES = re.compile(r"(127\.0\.0\.1|localhost)(:\d{1,5})?")
TYPES = {
    ".html": "text/html; charset=utf-8", ".json": "application/json", ".csv": "text/csv; charset=utf-8",
    ".xml": "application/xml",
}  # fmt: skip
VERSION = "/_byreg/version"
SECONDS = 1
LIVE = f"""
let seen = null;
setInterval(async () => {{
  try {{
    const now = await (await fetch("{VERSION}", {{cache: "no-store"}})).text();
    if (seen !== null && now !== seen) {{ location.reload(); }}
    seen = now;
  }} catch (error) {{ /* the server has stopped; the page stays */ }}
}}, {SECONDS * 1000});
"""


NOTHING = b"""<!doctype html>
<html lang="en"><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'"><title>byreg</title></head>
<body><h1>byreg</h1></body></html>"""


class Shown:
    """What the browser is shown: the folder of the last site that could be made, and what is wrong now."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: tuple[str, ...] = ()
        self.version = 0
        self.lock = threading.Lock()

    def refresh(self, make: Callable[[], Sequence[str]]) -> Sequence[str]:
        """Make the site again, let every open page know, and return what is wrong."""
        problems = tuple(make())
        with self.lock:
            self.problems = problems
            self.version += 1
        return problems

    def answer(self, target: str) -> tuple[HTTPStatus, str, bytes]:
        """Return status, type and content for what a browser asks for."""
        try:
            path = unquote(urlsplit(target).path)
            if path == VERSION:
                return HTTPStatus.OK, "text/plain", str(self.version).encode()
            found = self.file(path)
            data = found.read_bytes() if found else b""
        except (OSError, ValueError):  # a name that no file can have, or a file taken away meanwhile
            found = None
        if found is None:
            missing = self.problems or ("There is no such page.",)
            return HTTPStatus.NOT_FOUND, TYPES[".html"], self.page(NOTHING, missing)
        kind = TYPES.get(found.suffix, "application/octet-stream")
        return HTTPStatus.OK, kind, self.page(data, self.problems) if found.suffix == ".html" else data

    def file(self, path: str) -> Path | None:
        """Return the file of an address, if it is one of the site's."""
        name = path.strip("/")
        if "\0" in name or any(part.startswith(".") for part in name.split("/") if part):
            return None
        target = (self.folder / name).resolve()
        target = target / "index.html" if target.is_dir() else target
        inside = self.folder.resolve() in target.parents
        return target if inside and target.is_file() else None

    def page(self, data: bytes, problems: Sequence[str]) -> bytes:
        """Return a page that reloads itself, with what is wrong with the plans above its content."""
        script = f"<script>{LIVE}</script>"
        text = data.decode("utf-8")
        head, opening, rest = text.partition("<body")
        own = f"connect-src 'self'; script-src '{csp_hash(LIVE)}'"
        if "script-src '" in head:
            head = head.replace("script-src '", f"{own} '", 1)
        else:
            head = head.replace("default-src 'none';", f"default-src 'none'; {own};", 1)
        attributes, close, body = rest.partition(">")
        return f"{head}{opening}{attributes}{close}{notice(problems)}{body.replace('</body>', f'{script}</body>', 1)}".encode()


def notice(problems: Sequence[str]) -> str:
    """Return what is wrong as the first thing of a page; findings are in English, as everywhere."""
    if not problems:
        return ""
    lines = "".join(f"<li><code>{html.escape(one)}</code></li>" for one in problems)
    words = "<strong>Not up to date: mend this, and the page follows.</strong>"
    return f'<div class="incomplete" role="alert" lang="en"><p>{words}</p><ul>{lines}</ul></div>'


def make_server(shown: Shown, port: int) -> ThreadingHTTPServer:
    """Return a server that only this machine reaches; it is not running yet."""

    class Handler(BaseHTTPRequestHandler):
        server_version, sys_version = "byreg", ""
        timeout = 20  # s; a client that says nothing is let go

        def do_GET(self) -> None:
            if OURSELVES.fullmatch(self.headers.get("Host", "")) is None:
                self.send_error(HTTPStatus.FORBIDDEN)
                return
            status, kind, data = shown.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "no-store")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)

        do_HEAD = do_GET  # noqa: N815 - the name that the library calls

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Say nothing: the terminal tells what was made, not what was asked."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing: a browser that goes away is no fault."""

    return Server((HOST, port), Handler)
