"""`byreg explain`, `byreg rules` and `byreg schema`: what byreg knows, told to people and editors."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from byreg.cli import options, values
from byreg.cli.complete import complete_code, complete_file_kind
from byreg.errors import ByregError


def explain(
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE", help="BY201, its name, or a key of the plan files.", autocompletion=complete_code
        ),
    ],
) -> None:
    """Tell what a code demands, why, and how to mend it; or what a key of the plan files means.

    \b
    Examples:
      byreg explain BY201
      byreg explain BY3
      byreg explain dangling-reference
      byreg explain schedule
    """
    from byreg.codes import BY_CODE, BY_SLUG
    from byreg.language.glossary import KEYS
    from byreg.output.keys import key_as_markdown
    from byreg.output.rules import as_markdown, as_table
    from byreg.suggest import suggestion

    family = [one for one in BY_CODE if len(code) > 2 and one.startswith(code.upper())]
    if len(family) > 1:
        print(as_table(family))
        return
    found = BY_CODE.get(code.upper()) or BY_SLUG.get(code.lower())
    if found is None and code not in KEYS:
        folded = code.upper() if code[:2].upper() == "BY" else code.lower()
        raise ByregError(f"there is no code or key '{code}'", suggestion(folded, [*BY_CODE, *BY_SLUG, *KEYS]))
    text = as_markdown(found) if found else key_as_markdown(code)
    if sys.stdout.isatty():
        from rich.markdown import Markdown

        from byreg.cli.console import stdout

        stdout().print(Markdown(text))
    else:
        print(text)


def rules() -> None:
    """List every code with its severity in an adopted plan, what it looks at, and its name.

    \b
    Example:
      byreg rules
    """
    from byreg.output.rules import as_table

    print(as_table())


def schema(
    kind: Annotated[
        str | None, typer.Argument(metavar="[KIND]", help="plan, targets, actions …", autocompletion=complete_file_kind)
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", metavar="DIR|FILE", help="Write there instead.")] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Set the workspace up for editors: schemas/ and .vscode/settings.json.")
    ] = False,
    modelines: Annotated[
        bool,
        typer.Option("--modelines", help="With --write, also name the schema in the first line of each plan file."),
    ] = False,
    directory: options.Directory = None,
) -> None:
    """Print the JSON Schema of one kind of file, or write them all into a folder.

    Kinds: plan, targets, actions, region, programmes, actors; and changes, which is what
    'byreg diff --format json' prints. An editor with yaml-language-server completes and checks by
    the schemas: with --write, VS Code does so at once, and with --modelines every other editor, by a
    first line such as '# yaml-language-server: $schema=../../../schemas/plan.schema.json'.

    \b
    Examples:
      byreg schema plan
      byreg schema --write
      byreg schema --write --modelines
      byreg schema -o schemas
    """
    from byreg.jsonschema import KINDS
    from byreg.storage.write import write_atomically

    if write or modelines:
        set_up(alone=kind is None and output is None and write, modelines=modelines)
        return
    known = (*KINDS, "changes")
    if kind is not None:
        values.choose("kind of file", kind, known)
    if kind is None and output is None:
        raise ByregError("which kind of file?", f"Name one of {', '.join(known)}, or write all with -o DIR.")
    if output is None and kind is not None:
        print(schema_text(kind))
        return
    for name in known if kind is None else (kind,):
        target = output if output and kind and output.suffix == ".json" else Path(output or ".") / f"{name}.schema.json"
        write_atomically(target, schema_text(name) + "\n")


def set_up(*, alone: bool, modelines: bool) -> None:
    """Set the workspace up for editors, and say what was written."""
    from byreg.cli.workspace import open_workspace
    from byreg.output import editor

    if not alone:
        raise ByregError("--write sets up the whole workspace", "Use it alone, or with --modelines.")
    workspace = open_workspace()
    written = [*editor.write_schemas(workspace.root), *editor.write_settings(workspace.root)]
    written += editor.write_modelines(workspace) if modelines else ()
    print("\n".join(written) or "nothing to write: all is set up")


def schema_text(kind: str) -> str:
    """Return the JSON Schema of a kind of file."""
    from byreg import jsonschema
    from byreg.output import changes

    return changes.schema_text() if kind == "changes" else jsonschema.schema_text(kind)
