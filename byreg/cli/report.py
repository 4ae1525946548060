"""`byreg report`: one plan as a document."""

from pathlib import Path
from typing import Annotated

import typer

from byreg.cli import options, values
from byreg.errors import ByregError


def report(
    plan: options.PlanAddress,
    phase: options.PhaseOption = None,
    template: options.Template = None,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="md|html|pdf|docx", help="Format; default md.")
    ] = None,
    output: options.Output = None,
    municipality: Annotated[str | None, typer.Option("--municipality", metavar="ID", help="Its actions only.")] = None,
    from_: Annotated[
        str | None,
        typer.Option("--from", metavar="DAY", help="Tell of changes since DAY; default the last report."),
    ] = None,
    commit: Annotated[
        str | None, typer.Option("--commit", metavar="REV", help="The plan as it was in a commit, named in the report.")
    ] = None,
    lang: options.Language = None,
    as_of: options.AsOf = None,
    force: options.Force = False,
    directory: options.Directory = None,
) -> None:
    """Render one plan into a report.

    Templates: final, final-payment, annual, plan, action-plan, status, brief, slides. The default
    follows the plan's status: plan for a draft, action-plan once adopted, final when closed.
    PDF needs the extra 'pdf', Word documents the extra 'office'.

    \b
    Examples:
      byreg report kongsvinger --phase 2
      byreg report kongsvinger/2 --template status --as-of 2017-12-31
      byreg report kongsvinger/2 -t brief -o brief.pdf
      byreg report sor-troms/2 -t action-plan --municipality gratangen -o actions.html
    """
    from byreg.cli.publishing import state_of
    from byreg.cli.workspace import find_municipality, find_phase, require_sound
    from byreg.codes import message
    from byreg.language.language import LANGUAGES, language
    from byreg.model.plan import TEMPLATES
    from byreg.report.build import TELLING, default_template
    from byreg.report.provenance import Request
    from byreg.report.publish import provenance_of, publish
    from byreg.report.render import Renderer
    from byreg.report.templates import FORMATS

    chosen = values.format_of(format_, output, FORMATS)
    name = values.choose("template", template, TEMPLATES) if template is not None else None
    code = values.choose("language", lang, LANGUAGES) if lang is not None else None
    day = values.day_of(as_of)
    start = values.day_of(from_) if from_ is not None else None
    with state_of(commit, plan) as state:
        workspace = state.workspace
        found = find_phase(workspace, plan, phase)
        region = workspace.register.regions[found.region].region
        place = find_municipality(region, municipality) if municipality is not None else ""
        name = name or default_template(found.plan, day)
        if start is not None and (name not in TELLING or start > day):
            raise ByregError(
                f"--from {from_} fits a status report up to a later day", "Add --template status, or leave it out."
            )
        errors = require_sound(workspace, day, [found], force=force)
        asked = Request(
            found.address, name, shown_as(chosen, output), language(code or region.language).code, day.isoformat(), place,
            start.isoformat() if start else "", force,
        )  # fmt: skip
        provenance = provenance_of(workspace, asked, state.own, state.commit)
        incomplete = [f"{one.place}: {one.code} {message(one)}" for one in errors]
        with Renderer(state.own) as renderer:
            data = publish(workspace, found, provenance, renderer, incomplete=incomplete)
        emit(data, asked.format, output)


def shown_as(format_: str, output: Path | None) -> str:
    """Return the format to make: Markdown is drawn as text on a terminal."""
    import sys

    return "text" if format_ == "md" and output is None and sys.stdout.isatty() else format_


def emit(data: bytes, format_: str, output: Path | None) -> None:
    """Write to the file, or show: rendered on a terminal, raw in a pipe."""
    import sys

    from byreg.report.templates import ON_PAPER

    if output is not None:
        from byreg.storage.write import write_bytes

        write_bytes(output, data)
    elif sys.stdout.isatty() and format_ in ON_PAPER:
        raise ByregError(f"a file of format {format_} is nothing for a terminal", f"Name a file: -o report.{format_}.")
    elif sys.stdout.isatty() and format_ == "text":
        from rich.markdown import Markdown

        from byreg.cli.console import stdout

        stdout().print(Markdown(without_record(data.decode()).replace("<br>", " ")))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def without_record(text: str) -> str:
    """Return a report without the record for programs, which is nothing to look at."""
    from byreg.report.provenance import MARK

    return "\n".join(line for line in text.splitlines() if MARK not in line)
