"""The application: registers the commands, and turns every failure into one clear line."""

import os
import sys
from typing import Annotated

import typer

from byreg import __version__
from byreg.cli import options
from byreg.cli.learn import explain, rules, schema
from byreg.cli.listing import list_records
from byreg.cli.report import report
from byreg.cli.show import show
from byreg.cli.validate import validate
from byreg.errors import ByregError

app = typer.Typer(
    name="byreg",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Regional development plans as YAML in git: validated and rendered into reports.",
)


def show_version(value: bool) -> None:
    if value:
        print(f"byreg {__version__}")
        raise typer.Exit


@app.callback()
def root(
    directory: options.Directory = None,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=show_version, is_eager=True)
    ] = False,
) -> None:
    """Regional development plans as YAML in git: validated and rendered into reports.

    \b
    Examples:
      byreg validate
      byreg report kongsvinger --phase 2
      byreg list actions sor-troms/2 --overdue
      byreg show kongsvinger/2/job-growth
    """


app.command()(validate)
app.command()(report)
app.command("list")(list_records)
app.command()(show)
app.command()(explain)
app.command()(rules)
app.command()(schema)


def run() -> None:
    """Run the command line and exit: 0 clean, 1 errors found, 2 could not do it."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except ByregError as error:
        fail(error)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def fail(error: ByregError) -> None:
    """Print what is wrong and what to do next on standard error; exit 2."""
    from byreg.codes import printable

    message = "\n".join(line for line in (printable(error.message), error.hint and f"  hint: {error.hint}") if line)
    print(f"byreg: {message}", file=sys.stderr)
    sys.exit(2)
