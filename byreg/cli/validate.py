"""`byreg validate`: load everything, show the findings of the paths that were named."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from byreg.cli import options
from byreg.diagnostic import Diagnostic
from byreg.errors import ByregError

if TYPE_CHECKING:
    from byreg.load import Workspace


def validate(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATHS", help="Files or folders; default all.")] = None,
    format_: Annotated[str, typer.Option("--format", metavar="text|json", help="The format of the output.")] = "text",
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="REV", help="Also hold changes since a git revision to the rules."),
    ] = None,
    as_of: options.AsOf = None,
    quiet: options.Quiet = False,
    directory: options.Directory = None,
) -> None:
    """Check every plan file, and show what is wrong, where, and how to mend it.

    The whole workspace is loaded, so that references are checked; PATHS choose which findings are
    shown. With --against, an adopted plan that changed since then (the merge base with HEAD) needs the
    decisions behind it. Exit 0 without errors, 1 with errors, 2 when it could not be done.

    \b
    Examples:
      byreg validate
      byreg validate plans/kongsvinger
      byreg validate --against origin/main
      byreg validate --format json | jq '.findings[].code'
    """
    from byreg.check import check_workspace
    from byreg.cli.console import stdout
    from byreg.cli.workspace import open_workspace
    from byreg.codes import severity
    from byreg.output import diagnostics as output

    options.choose("format", format_, output.FORMATS)
    day = options.day_of(as_of)
    workspace = open_workspace()
    previous = merge_base(against) if against is not None else None
    wanted = resolve(paths or [], workspace.root)
    shown = [found for found in check_workspace(workspace, day, previous) if wanted is None or under(found, wanted)]
    known = {path for paths_ in workspace.files.values() for path in paths_} | {found.place.path for found in shown}
    files = [path for path in known if wanted is None or any(covers(one, path) for one in wanted)]
    stdout().print(output.render(format_, shown, len(files), summary=not quiet), soft_wrap=True)
    raise typer.Exit(1 if any(severity(found) == "error" for found in shown) else 0)


def merge_base(revision: str) -> "Workspace":
    """Return the workspace as it was where the current branch left a revision."""
    from byreg.cli.sides import open_history

    return open_history().base(revision)[0]


def resolve(paths: Sequence[Path], root: Path) -> list[str] | None:
    """Return the paths as they stand below the root; None means everything."""
    wanted = []
    for path in paths:
        full = path.absolute()
        if not full.exists() and not full.is_symlink():
            raise ByregError(f"there is no file or folder '{path}'", "Name one below plans/, or nothing for all.")
        folder = full.parent.resolve() / full.name if full.name != ".." else full.resolve()
        if folder == root:
            return None
        if root not in folder.parents:
            raise ByregError(f"'{path}' lies outside the workspace {root}", "Go to its workspace, or use -C.")
        wanted.append(folder.relative_to(root).as_posix())
    return wanted or None


def covers(wanted: str, path: str) -> bool:
    return path == wanted or path.startswith(f"{wanted}/") or wanted == "."


def under(found: Diagnostic, wanted: Sequence[str]) -> bool:
    return any(covers(one, found.place.path) for one in wanted)
