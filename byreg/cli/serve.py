"""`byreg serve`: the site on this machine, made again whenever a plan file is saved."""

from typing import TYPE_CHECKING, Annotated

import typer

from byreg.cli import options, values
from byreg.errors import ByregError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from byreg.site.serve import Shown


def serve(
    port: Annotated[
        int, typer.Option("--port", metavar="NUMBER", min=0, max=65535, help="Where to listen; 0: anywhere free.")
    ] = 8000,
    lang: options.Language = None,
    as_of: options.AsOf = None,
    directory: options.Directory = None,
) -> None:
    """Show the site on this machine, with live reload while the plans are edited.

    What is wrong in a file is told at the top of every page, and the pages stay as they last were
    without it. Needs the extra 'watch'. Ctrl+C ends it.

    \b
    Examples:
      byreg serve
      byreg serve --port 8080 --as-of 2018-12-31
    """
    import tempfile
    from pathlib import Path

    from byreg.config import find_root
    from byreg.exchange.extras import needed
    from byreg.language.language import LANGUAGES
    from byreg.site.serve import Shown

    needed("watchfiles", "watch", "Live pages")
    code = values.choose("language", lang, LANGUAGES) if lang is not None else None
    root = find_root(Path.cwd())
    with tempfile.TemporaryDirectory(prefix="byreg-") as folder:
        shown = Shown(Path(folder) / "site")
        watch_and_show(shown, root, port, lambda: make(shown.folder, code, values.day_of(as_of)))


def watch_and_show(shown: "Shown", root: "Path", port: int, make_site: "Callable[[], Sequence[str]]") -> None:
    """Serve the site until Ctrl+C, and make it again whenever a file is saved."""
    import sys
    import threading
    from pathlib import Path

    from watchfiles import watch

    from byreg.config import FILE_NAME
    from byreg.site.serve import make_server

    tell(shown.refresh(make_site))
    try:
        server = make_server(shown, port)
    except OSError as error:
        problem = (error.strerror or type(error).__name__).lower()
        raise ByregError(f"port {port} cannot be used: {problem}", "Name another with --port, or --port 0.") from None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"http://127.0.0.1:{server.server_address[1]}/  (Ctrl+C ends it)")
    sys.stdout.flush()
    wanted = [root / name for name in ("plans", "templates", FILE_NAME)]

    def concerns(_: object, path: str) -> bool:
        return any(one == Path(path) or one in Path(path).parents for one in wanted)

    try:
        for _ in watch(root, watch_filter=concerns, raise_interrupt=False, debounce=200):
            problems = shown.refresh(make_site)
            tell(problems or ["the pages are up to date"])
    finally:
        server.shutdown()
        server.server_close()


def tell(problems: "Sequence[str]") -> None:
    """Say on standard error what is wrong with the plans."""
    import sys

    for one in problems:
        print(f"byreg: {one}", file=sys.stderr)


def make(folder: "Path", lang: str | None, day: "date") -> "Sequence[str]":
    """Make the site, and return what is wrong with the plans, a line each."""
    from byreg.cli.defused import defused
    from byreg.cli.publishing import state_of
    from byreg.cli.workspace import every_error
    from byreg.codes import hint, message
    from byreg.personal import masked
    from byreg.report.render import Renderer
    from byreg.site.files import files
    from byreg.site.frame import make_site
    from byreg.site.write import write_site

    try:
        with state_of(None) as state:
            errors = every_error(state.workspace, day)
            found = [f"{one.place}: {one.code} {message(one)}. {hint(one)}".rstrip(". ") for one in errors]
            if not errors or not folder.exists():  # with errors, the pages stay as they last were without
                incomplete = tuple(f"{one.place}: {one.code} {message(one)}" for one in errors)
                with Renderer(state.own) as renderer:
                    write_site(folder, files(make_site(state.workspace, day, lang, incomplete=incomplete), renderer))
    except ByregError as error:
        found = [f"{error.message}. {error.hint}".rstrip(". ")]
    except OSError as error:  # a file that is being moved while it is read
        found = [f"the system says: {(error.strerror or type(error).__name__).lower()}"]
    return [masked(defused(one)) for one in dict.fromkeys(found)]
