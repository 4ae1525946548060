"""`byreg blame`: which commit and which decision gave each value of a record."""

import sys
from typing import Annotated

import typer

from byreg.cli import options, values
from byreg.cli.complete import complete_record
from byreg.errors import ByregError


def blame(
    address: Annotated[
        str, typer.Argument(metavar="RECORD", help="REGION/PHASE/ID, or a plan.", autocompletion=complete_record)
    ],
    phase: options.PhaseOption = None,
    format_: Annotated[str, typer.Option("--format", metavar="text|json", help="The format of the output.")] = "text",
    lang: options.Language = None,
    directory: options.Directory = None,
) -> None:
    """Tell for a record which commit gave each of its values, when, by whom, and on which decision.

    Follows the record by its id through files and renames, not by lines. Values that are changed
    but not committed are marked.

    \b
    Examples:
      byreg blame kongsvinger/2/net-new-jobs
      byreg blame kongsvinger/2
      byreg blame sor-troms/2/makerspace --format json
    """
    from byreg.cli.console import stdout
    from byreg.cli.sides import open_history
    from byreg.cli.workspace import find_plan_or_record, open_workspace
    from byreg.language.language import LANGUAGES, language
    from byreg.origins import origins
    from byreg.output import blame as output

    values.choose("format", format_, output.FORMATS)
    code = values.choose("language", lang, LANGUAGES) if lang is not None else None
    history = open_history()
    if history.repository.bare:
        raise ByregError("a bare repository has no files to look at", "Run byreg blame in a clone with a work tree.")
    workspace = open_workspace()
    entry, found = find_plan_or_record(workspace, address, phase)
    given = list(origins(workspace, history.repository, found, entry))
    words = language(code or workspace.register.regions[found.region].region.language)
    if format_ == "json":
        print(output.as_json(given))
    elif sys.stdout.isatty():
        stdout().print(output.as_table(given, words, workspace.register))
    else:
        print(output.as_lines(given, words, workspace.register))
