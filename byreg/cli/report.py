"""`byreg report`: one plan as a document."""

from pathlib import Path
from typing import Annotated

import typer

from byreg.cli import options
from byreg.errors import ByregError

FORMATS = ("md", "html")


def report(
    plan: options.PlanAddress,
    phase: options.PhaseOption = None,
    template: options.Template = None,
    format_: Annotated[str | None, typer.Option("--format", metavar="md|html", help="Format; default md.")] = None,
    output: options.Output = None,
    municipality: Annotated[str | None, typer.Option("--municipality", metavar="ID", help="Its actions only.")] = None,
    from_: Annotated[
        str | None,
        typer.Option("--from", metavar="DAY", help="In a status report: changes since DAY; default the last report."),
    ] = None,
    lang: options.Language = None,
    as_of: options.AsOf = None,
    force: options.Force = False,
    directory: options.Directory = None,
) -> None:
    """Render one plan into a report.

    Templates: final, final-payment, annual, plan, action-plan, status. The default follows the
    plan's status: plan for a draft, action-plan once adopted, final when closed.

    \b
    Examples:
      byreg report kongsvinger --phase 2
      byreg report kongsvinger/2 --template status --as-of 2017-12-31
      byreg report sor-troms/2 -t action-plan --municipality gratangen -o actions.html
    """
    from byreg.cli.workspace import find_municipality, find_phase, open_workspace, require_sound
    from byreg.codes import message
    from byreg.language.language import LANGUAGES, language
    from byreg.model.plan import TEMPLATES
    from byreg.report.build import build_report, default_template
    from byreg.report.render import render

    chosen = options.format_of(format_, output, FORMATS)
    name = options.choose("template", template, TEMPLATES) if template is not None else None
    code = options.choose("language", lang, LANGUAGES) if lang is not None else None
    day = options.day_of(as_of)
    start = options.day_of(from_) if from_ is not None else None
    workspace = open_workspace()
    found = find_phase(workspace, plan, phase)
    region = workspace.register.regions[found.region].region
    place = find_municipality(region, municipality) if municipality is not None else None
    name = name or default_template(found.plan, day)
    if start is not None and (name != "status" or start > day):
        raise ByregError(
            f"--from {from_} fits a status report up to a later day", "Add --template status, or leave it out."
        )
    errors = require_sound(workspace, day, [found], force=force)
    view = build_report(
        workspace.register, found, name, language=language(code or region.language),
        day=day, start=start, municipality=place, incomplete=[f"{one.place}: {one.code} {message(one)}" for one in errors],
    )  # fmt: skip
    emit(render(view, chosen, workspace.root), chosen, output)


def emit(text: str, format_: str, output: Path | None) -> None:
    """Write to the file, or show: rendered on a terminal, raw in a pipe."""
    import sys

    if output is not None:
        from byreg.storage.write import write_atomically

        write_atomically(output, text)
    elif sys.stdout.isatty() and format_ == "md":
        from rich.markdown import Markdown

        from byreg.cli.console import stdout

        stdout().print(Markdown(text.replace("<br>", " ")))
    else:
        sys.stdout.write(text)
