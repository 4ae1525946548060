"""The application: registers the commands."""

from typing import Annotated

import typer

from byreg import __version__
from byreg.cli import options
from byreg.cli.add import add
from byreg.cli.blame import blame
from byreg.cli.cache import cache
from byreg.cli.carry import carry
from byreg.cli.decide import decide
from byreg.cli.diff import diff
from byreg.cli.ending import run_to_the_end
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
app.add_typer(cache, name="cache")


def run() -> None:
    """Run the command line."""
    run_to_the_end(app)
