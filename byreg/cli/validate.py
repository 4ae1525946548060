"""`byreg validate`: load everything, hold it to the rules, show the findings of the paths that were named."""

from pathlib import Path
from typing import Annotated

import typer

from byreg.cli import options, values


def validate(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATHS", help="Files or folders; default all.")] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="text, concise, json, github, gitlab, sarif, junit or md; default text, and github in GitHub Actions.",
        ),
    ] = None,
    output: options.Output = None,
    select: Annotated[
        list[str] | None, typer.Option("--select", metavar="CODES", help="Only these: BY3,BY401.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="CODES", help="All but these.")] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            "--profile",
            metavar="PROFILE",
            help="Judge as draft, consultation, adopted or closed; default each plan's own status.",
        ),
    ] = None,
    strict: Annotated[bool | None, typer.Option("--strict/--no-strict", help="Exit 1 on warnings too.")] = None,
    known: Annotated[
        Path | None, typer.Option("--known", metavar="FILE", help="Leave out the findings that FILE lists.")
    ] = None,
    write_known: Annotated[
        bool, typer.Option("--write-known", help="Write what is found now to the file of known findings.")
    ] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended without changing what is meant.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="Mend what has a likely answer too; look at the difference after.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what a fix would change, and write nothing.")
    ] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="Count the findings of each code.")] = False,
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="REV", help="Also hold changes since a git revision to the rules."),
    ] = None,
    cache: Annotated[
        bool | None,
        typer.Option(
            "--cache/--no-cache", help="Go by what earlier runs found, and keep it; default yes, but not in CI."
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", metavar="N", min=1, help="Use at most N processes; default as many as pay."),
    ] = None,
    as_of: options.AsOf = None,
    quiet: options.Quiet = False,
    directory: options.Directory = None,
) -> None:
    """Check every plan file, and show what is wrong, where, and how to mend it.

    The whole workspace is checked, so that references are; PATHS choose which findings are shown.
    How grave a finding is follows the plan's own status: what may be missing in a draft is an error
    once the plan is adopted. With --against, an adopted plan that changed since then (the merge
    base with HEAD) needs the decisions behind it. Settings stand under [check] in byreg.toml; an
    option goes before its setting. What an earlier run of the day found is known again where
    nothing changed. Exit 0 without errors, 1 with errors, 2 when it could not be done.

    \b
    Examples:
      byreg validate
      byreg validate plans/kongsvinger --select BY3,BY4
      byreg validate --fix --dry-run
      byreg validate --against origin/main --strict
      byreg validate --known known.json --write-known
      byreg validate --format sarif -o byreg.sarif
    """
    from byreg.cli.validation import Asked, run

    raise typer.Exit(
        run(
            Asked(
                tuple(paths or ()), format_, output, tuple(select or ()), tuple(ignore or ()), profile,
                strict=strict, known=known, write_known=write_known, fix=fix or unsafe_fixes, unsafe=unsafe_fixes,
                dry_run=dry_run, statistics=statistics, against=against, day=values.day_of(as_of), quiet=quiet,
                cache=cache, jobs=jobs,
            )
        )
    )  # fmt: skip
