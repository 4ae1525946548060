"""`byreg init`: a workspace in an empty folder."""

from pathlib import Path
from typing import Annotated

import typer

from byreg.cli import options, values
from byreg.cli.options import DryRun
from byreg.errors import ByregError


def init(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="The folder; default the one you stand in.")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="TEXT", help="What the region is called.")] = None,
    region: Annotated[
        str | None, typer.Option("--region", metavar="ID", help="Its id; default made of the name.")
    ] = None,
    municipality: Annotated[
        list[str] | None,
        typer.Option("--municipality", metavar="NAME", help="A member, by name or code; again for more."),
    ] = None,
    language: Annotated[str, typer.Option("--language", metavar="nb|nn", help="The language of its plans.")] = "nb",
    phase: Annotated[str, typer.Option("--phase", metavar="ID", help="The id of the first phase.")] = "1",
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="What the plan is called.")] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="FROM/TO", help="Its period; default the next four years.")
    ] = None,
    forge: Annotated[
        str, typer.Option("--forge", metavar="github|gitlab|none", help="Whose CI is to check the plans.")
    ] = "github",
    as_of: options.AsOf = None,
    dry_run: DryRun = False,
    directory: options.Directory = None,
) -> None:
    """Make a workspace: settings, a region, a first plan as a draft with explanations, and what git and CI need.

    Nothing that is there is written over. On a terminal, name and municipalities are asked for.

    \b
    Examples:
      byreg init --name Valdres --municipality Vang --municipality Etnedal
      byreg init valdres --name Valdres --language nn --forge gitlab
    """
    from byreg import __version__
    from byreg.amend.begin import FORGES, Beginning, begin, default_period
    from byreg.cli.amending import period_of
    from byreg.cli.asking import ask, can_ask
    from byreg.cli.beginning import check_free, make
    from byreg.model.period import FIRST_YEAR, LAST_YEAR, parse_period
    from byreg.suggest import as_id

    values.choose("forge", forge, tuple(FORGES))
    values.choose("language", language, ("nb", "nn"))
    root = (folder or Path()).resolve()
    check_free(root)
    day = values.day_of(as_of)
    name = name or ask("What is the region called?", "--name") or ""
    if municipality is None and can_ask():
        answer = ask("Which municipalities (names, with commas between)?", "--municipality", needed=False)
        municipality = answer.split(",") if answer else None
    if not FIRST_YEAR <= day.year < LAST_YEAR - 4:
        raise ByregError(f"--as-of {as_of}: no plan is made that year", "Name a day of our time.")
    span = parse_period(period_of(period, "--period")) if period is not None else default_period(day.year)
    members = [one.strip() for one in municipality or () if one.strip()]
    plan = title or f"Utviklingsplan for {name}"
    series = ".".join(__version__.split(".")[:2])
    beginning = Beginning(
        name, region or as_id(name), members, language, phase, plan, span, forge, day.isoformat(), series
    )
    make(root, begin(beginning), beginning, day, dry_run=dry_run)
