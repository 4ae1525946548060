"""The application: registers the commands, and turns every failure into one clear line."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from byreg import __version__
from byreg.cli import options
from byreg.cli.add import add
from byreg.cli.blame import blame
from byreg.cli.carry import carry
from byreg.cli.decide import decide
from byreg.cli.defused import defused
from byreg.cli.diff import diff
from byreg.cli.export import export
from byreg.cli.fmt import fmt
from byreg.cli.import_book import import_book
from byreg.cli.init import init
from byreg.cli.learn import explain, rules, schema
from byreg.cli.listing import list_records
from byreg.cli.merge_driver import merge_driver
from byreg.cli.remove import remove
from byreg.cli.rename import rename
from byreg.cli.report import report
from byreg.cli.serve import serve
from byreg.cli.set_value import set_value
from byreg.cli.show import show
from byreg.cli.site import site
from byreg.cli.update import assess, observe, update
from byreg.cli.upgrade import upgrade
from byreg.cli.validate import validate
from byreg.cli.verify import verify
from byreg.errors import ByregError
from byreg.personal import masked
from byreg.printable import printable

LONGEST = 1000

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


app.command()(init)
app.command()(validate)
app.command()(report)
app.command("list")(list_records)
app.command()(show)
app.command()(diff)
app.command()(verify)
app.command()(site)
app.command()(serve)
app.command()(blame)
app.command("set")(set_value)
app.command()(update)
app.command()(observe)
app.command()(assess)
app.command()(decide)
app.command()(add)
app.command()(rename)
app.command()(remove)
app.command()(carry)
app.command()(fmt)
app.command()(export)
app.command("import")(import_book)
app.command()(upgrade)
app.command("merge-driver")(merge_driver)
app.command()(explain)
app.command()(rules)
app.command()(schema)


def run() -> None:
    """Run the command line and exit: 0 clean, 1 errors found, 2 could not do it."""
    open_streams()
    try:
        app()
        sys.stdout.flush()
    except SystemExit:
        finish()
        raise
    except ByregError as error:
        fail(error)
    except BrokenPipeError:
        silence()
        sys.exit(1)
    except OSError as error:
        silence()
        problem = (error.strerror or type(error).__name__).lower()
        fail(ByregError(f"the system says: {problem}", "Look at the folder, the path and the output."))
    except KeyboardInterrupt:
        sys.exit(130)


def open_streams() -> None:
    """Make sure that there is somewhere to print, in UTF-8 whatever the locale says."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - for the whole run
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def finish() -> None:
    """Print what is still waiting; a full disk or a closed pipe is no traceback."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        silence()
    except OSError as error:
        silence()
        fail(ByregError(f"the output cannot be written: {(error.strerror or '').lower()}", "Look at where it goes."))


def silence() -> None:
    """Send what is left of the output nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def fail(error: ByregError) -> None:
    """Print what is wrong and what to do next on standard error; exit 2."""
    message, hint = (printable(defused(masked(text)), LONGEST) for text in (error.message, error.hint))
    print(f"byreg: {message}" + (f"\n  hint: {hint}" if hint else ""), file=sys.stderr)
    sys.exit(2)
