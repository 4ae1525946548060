"""`byreg site`: the plans as a public site."""

from pathlib import Path
from typing import Annotated

import typer

from byreg.cli import options, values
from byreg.errors import ByregError
from byreg.printable import printable


def site(
    output: Annotated[
        Path, typer.Option("-o", "--out", metavar="DIR", help="The folder to make; default build/site.")
    ] = Path("build/site"),
    lang: options.Language = None,
    as_of: options.AsOf = None,
    force: options.Force = False,
    quiet: options.Quiet = False,
    directory: options.Directory = None,
) -> None:
    """Make a public site of all plans: pages, charts, history, search, open data and feeds.

    Only what changed since the last time is made again. Where the site will stand, for feeds and
    the map for search engines, and the link to its accessibility statement are settings:
    'url' and 'accessibility-statement' under [site] in byreg.toml.

    \b
    Examples:
      byreg site --out build/site
      byreg site -o public --as-of 2018-12-31
    """
    import sys
    from contextlib import closing

    from byreg.cli.progress import FilesOnTerminal
    from byreg.cli.publishing import state_of
    from byreg.cli.workspace import require_all_sound, warn_of
    from byreg.codes import message
    from byreg.language.language import LANGUAGES
    from byreg.report.render import Renderer
    from byreg.site.files import files
    from byreg.site.frame import make_site
    from byreg.site.write import write_site

    code = values.choose("language", lang, LANGUAGES) if lang is not None else None
    day = values.day_of(as_of)
    with state_of(None) as state:
        workspace = state.workspace
        outside(workspace.root, output)
        errors = require_all_sound(workspace, day, force=force)
        incomplete = tuple(f"{one.place}: {one.code} {message(one)}" for one in errors)
        made = make_site(workspace, day, code, incomplete=incomplete)
        with Renderer(state.own) as renderer, closing(FilesOnTerminal()) as progress:
            written = write_site(output, files(made, renderer), progress)
    warn_of(errors)
    if not quiet:
        print(f"{printable(str(output))}: {written.made} made, {written.kept} as they were, {written.gone} taken away")
    if not made.frame.url and not quiet:
        print("byreg: no sitemap.xml, which needs 'url' under [site] in byreg.toml", file=sys.stderr)


def outside(root: Path, output: Path) -> None:
    """Refuse to make a site among the files it is made of."""
    from byreg.storage.write import resolved

    target = resolved(output)
    for name in ("plans", "templates", ".git"):
        if target == root or target == root / name or root / name in target.parents:
            raise ByregError(
                f"'{output}' is where the workspace keeps its own files", "Name a folder for the site: -o build/site."
            )
