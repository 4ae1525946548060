"""Options that mean the same on every command."""

import os
from pathlib import Path
from typing import Annotated

import typer

from byreg.cli.complete import complete_phase, complete_plan, complete_template
from byreg.errors import ByregError


def change_directory(directory: Path | None) -> Path | None:
    """Go to the folder that -C names, so that all that follows runs as if started there."""
    if directory is not None:
        try:
            os.chdir(directory)
        except OSError as error:
            problem = (error.strerror or "cannot be entered").lower()
            raise ByregError(f"-C {directory}: {problem}", "Name an existing folder.") from None
    return directory


Directory = Annotated[
    Path | None,
    typer.Option("-C", metavar="DIR", help="Run as if started in DIR.", callback=change_directory, is_eager=True),
]
PlanAddress = Annotated[
    str, typer.Argument(metavar="PLAN", help="REGION or REGION/PHASE.", autocompletion=complete_plan)
]
PhaseOption = Annotated[
    str | None,
    typer.Option("--phase", metavar="PHASE", help="The phase of the region.", autocompletion=complete_phase),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DAY", help="The day to read the plans as of, YYYY-MM-DD; default today."),
]
Language = Annotated[
    str | None, typer.Option("--lang", metavar="nb|nn|en", help="Language of the output; default the region's.")
]
Template = Annotated[
    str | None,
    typer.Option("--template", "-t", metavar="NAME", help="Which report.", autocompletion=complete_template),
]
Output = Annotated[
    Path | None, typer.Option("-o", metavar="FILE", help="Write to FILE; its suffix chooses the format.")
]
Format = Annotated[str | None, typer.Option("--format", metavar="FORMAT", help="The format of the output.")]
Force = Annotated[bool, typer.Option("--force", help="Go on with what could be read of a plan with errors.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")]
On = Annotated[
    str | None,
    typer.Option("--on", metavar="DAY", help="The day to write; default today. Also 2018, 2018-11, 2018-Q4."),
]
Decisions = Annotated[list[str] | None, typer.Option("--decision", metavar="ID", help="The decision behind it.")]
Sources = Annotated[list[str] | None, typer.Option("--source", metavar="ID", help="Where it comes from.")]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="A remark on it.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Print findings only, no summary.")]
