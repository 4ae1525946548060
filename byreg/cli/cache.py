"""`byreg cache`: what earlier runs left for later ones, looked at and thrown away."""

from typing import Annotated

import typer

from byreg.cli import options

cache = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="What earlier runs left for later ones: look at it, clear it."
)
All = Annotated[bool, typer.Option("--all", help="The caches of all workspaces.")]

Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Print nothing.")]


@cache.command()
def show(all_: All = False, directory: options.Directory = None) -> None:
    """Show where the cache lies and how large it is.

    \b
    Examples:
      byreg cache show
      byreg cache show --all
    """
    from byreg.cache.store import files_in

    for folder in folders(all_):
        sizes = [size for _, size in files_in(folder)]
        print(f"{folder}: {counted(len(sizes))}, {sum(sizes) / 1e3:.0f} kB")


@cache.command()
def clear(all_: All = False, directory: options.Directory = None, quiet: Quiet = False) -> None:
    """Throw away what earlier runs left.

    The next run reads everything again, and finds the same.

    \b
    Examples:
      byreg cache clear
      byreg cache clear --all
    """
    from byreg.cache import store
    from byreg.errors import ByregError

    for folder in folders(all_):
        gone, left = store.clear(folder)
        if not quiet:
            print(f"{folder}: {counted(gone)} removed")
        if left:
            raise ByregError(f"{counted(left)} of the cache cannot be removed", f"Remove {folder} yourself.")


def counted(number: int) -> str:
    return f"{number} file{'' if number == 1 else 's'}"


def folders(all_: bool) -> list[str]:
    """Return the folder that holds the cache of the workspace around here, or those of all."""
    import os
    from pathlib import Path

    from byreg.cache.store import cache_folder, caches_in, store_of
    from byreg.config import find_root

    common = cache_folder(os.environ)
    own = None if all_ else store_of(str(find_root(Path.cwd())), os.environ)
    return ([own.folder] if own else []) if not all_ else caches_in(common) if common else []
