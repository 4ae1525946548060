"""`byreg merge-driver`: what git calls to merge two branches' edits of one plan file."""

import os
from pathlib import Path
from typing import Annotated

import typer

from byreg.errors import ByregError

FAILED = 129  # above 128 git takes it for a crash, and leaves the merge to the user


def merge_driver(
    base: Annotated[Path, typer.Argument(metavar="BASE", help="%O: the common ancestor's version.")],
    ours: Annotated[Path, typer.Argument(metavar="OURS", help="%A: our version; the result is written here.")],
    theirs: Annotated[Path, typer.Argument(metavar="THEIRS", help="%B: the other branch's version.")],
    marker_size: Annotated[
        int, typer.Option("--marker-size", metavar="N", help="%L: length of conflict markers.", min=1, max=1000)
    ] = 7,
) -> None:
    """Merge two branches' edits of one plan file by id and field; called by git, not by people.

    Officers who change different records, or different fields of one, never conflict. A true
    conflict is left between git's markers around that field alone; 'byreg validate' names it.
    Register it once in a clone; .gitattributes says which files it is for:

    \b
      git config merge.byreg.driver 'byreg merge-driver %O %A %B --marker-size %L'
      echo "plans/**/*.yaml merge=byreg" >> .gitattributes

    \b
    Example:
      byreg merge-driver base.yaml ours.yaml theirs.yaml
    """
    from byreg.merge.merge import merge_texts
    from byreg.source.revision import merge_lines
    from byreg.storage.write import replace_bytes

    try:
        versions = [path.read_bytes() for path in (base, ours, theirs)]
        merged = merge_texts(*texts(versions), marker_size=marker_size) if all(map(is_text, versions)) else None
        data, conflicts = (
            (merged.text.encode(), merged.conflicts)
            if merged
            else merge_lines((base, ours, theirs), marker_size, os.environ)
        )
        replace_bytes(ours, data)
    except (OSError, ByregError) as error:
        message = (
            error.message if isinstance(error, ByregError) else (error.strerror or "the file cannot be read").lower()
        )
        typer.echo(f"byreg: merge-driver: {message}", err=True)
        raise typer.Exit(FAILED) from None
    raise typer.Exit(1 if conflicts else 0)


def is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def texts(versions: list[bytes]) -> tuple[str, str, str]:
    base, ours, theirs = (data.decode("utf-8") for data in versions)
    return base, ours, theirs
