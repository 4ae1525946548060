"""`byreg show`: a plan as a tree, or one record with its history."""

from typing import Annotated

import typer

from byreg.cli import options, values
from byreg.cli.complete import complete_record


def show(
    address: Annotated[
        str,
        typer.Argument(
            metavar="PLAN|RECORD", help="REGION[/PHASE] or REGION/PHASE/ID.", autocompletion=complete_record
        ),
    ],
    phase: options.PhaseOption = None,
    lang: options.Language = None,
    as_of: options.AsOf = None,
    force: options.Force = False,
    directory: options.Directory = None,
) -> None:
    """Show a plan as a tree with computed statuses, or one record with its history.

    \b
    Examples:
      byreg show kongsvinger/2
      byreg show kongsvinger --phase 2 --as-of 2017-12-31
      byreg show kongsvinger/2/net-new-jobs
    """
    from byreg.cli.console import stdout
    from byreg.cli.workspace import find_plan_or_record, open_workspace, require_sound, warn_of
    from byreg.language.language import LANGUAGES, language
    from byreg.output.listing import as_tree
    from byreg.report.outline import plan_outline, record_outline
    from byreg.wording.wording import Wording

    code = values.choose("language", lang, LANGUAGES) if lang is not None else None
    day = values.day_of(as_of)
    workspace = open_workspace(about=address)
    entry, found = find_plan_or_record(workspace, address, phase)
    errors = require_sound(workspace, day, [found], force=force)
    words = language(code or workspace.register.regions[found.region].region.language)
    say = Wording(workspace.register, found, words, day)
    outline = record_outline(say, entry) if entry else plan_outline(say)
    stdout().print(as_tree(outline))
    warn_of(errors)
