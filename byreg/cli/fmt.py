"""`byreg fmt`: plan files in one canonical form."""

from pathlib import Path
from typing import Annotated

import typer

from byreg.cli import options
from byreg.cli.options import DryRun


def fmt(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATHS]", help="Files or folders; default all plans.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 where a file is not in canonical form.")
    ] = False,
    dry_run: DryRun = False,
    directory: options.Directory = None,
) -> None:
    """Put plan files in one canonical form: order of keys, indentation, quotes, wrapped prose.

    The meaning stays, and every comment, with the record it belongs to. Formatting twice is formatting
    once. What cannot be changed safely is left as it is, and named.

    \b
    Examples:
      byreg fmt
      byreg fmt plans/sor-troms --dry-run
      byreg fmt --check
    """
    from byreg.cli.formatting import run

    raise typer.Exit(run(tuple(paths or ()), check=check, dry_run=dry_run))
