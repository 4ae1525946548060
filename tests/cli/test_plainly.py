"""A plain command line of `validate` asks the same, whoever reads it."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byreg.cli import validation
from byreg.cli.app import app
from byreg.cli.plain_options import FLAGS, ONCE, SAID_AGAIN, SEVERAL
from byreg.cli.plainly import asked_plainly
from byreg.errors import ByregError

words = st.one_of(
    st.sampled_from(sorted((*FLAGS, *ONCE, *SEVERAL))),
    st.sampled_from(["plans", "plans/demo", "BY3,BY4", "json", "text", "2", "0", "007", "-1", "--", "", "x y", "2020-06-30",
                     "--format=json", "-qj2", "-C", "--help", "--fix", "--known", "é", "99999", "٣"]),
)  # fmt: skip


def by_typer(arguments):
    """Return what Typer reads; None where it refuses, helps, or something else is done."""
    asked = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(validation, "run", lambda one: asked.append(one) or 0)
        with contextlib.suppress(SystemExit, ByregError):
            app(["validate", *arguments])
    return asked[0] if asked else None


@given(st.lists(words, max_size=6))
def test_what_is_plain_is_read_as_typer_reads_it(arguments):
    try:
        plain = asked_plainly(arguments)
    except ByregError:
        assert by_typer(arguments) is None
        return
    if plain is not None:
        assert plain == by_typer(arguments)


def test_most_command_lines_are_plain():
    asked = asked_plainly(["plans", "-q", "--select", "BY3", "--select", "BY4", "--as-of", "2020-06-30", "-j", "2"])
    assert asked is not None
    assert (asked.select, asked.day, asked.jobs, asked.quiet) == (("BY3", "BY4"), date(2020, 6, 30), 2, True)


def test_the_plain_options_are_typers_own(byreg):
    """An option that is renamed or taken away must go from both."""
    text = byreg("validate", "--help").out
    assert [option for option in (*FLAGS, *ONCE, *SEVERAL) if option not in text] == []
    assert {*FLAGS, *ONCE, *SEVERAL} >= SAID_AGAIN
