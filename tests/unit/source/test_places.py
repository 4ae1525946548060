"""Where things stand in a text that is clear line by line; that the parser says the same is held in `test_lines`."""

import pytest

from byreg.source.places import places_in

TEXT = """\
# a plan
title: Nye plasser
goals:
  jobs:
    text: >
      Flere arbeidsplasser

      i privat sektor.

    "2018": {at_least: 1100, tags: [a, 'b c']}
  # nothing below
events:
- date: 2018-06-30
  note: [x]
- Møte
"""
STANDS = {
    (): ("title: Nye", None),
    ("title",): ("Nye plasser", "title"),
    ("goals",): ("jobs:", "goals"),
    ("goals", "jobs"): ("text:", "jobs"),
    ("goals", "jobs", "text"): (">\n      Flere", "text"),
    ("goals", "jobs", "2018"): ("{at_least", '"2018"'),
    ("goals", "jobs", "2018", "at_least"): ("1100", "at_least"),
    ("goals", "jobs", "2018", "tags"): ("[a", "tags"),
    ("goals", "jobs", "2018", "tags", 0): ("a,", "a,"),
    ("goals", "jobs", "2018", "tags", 1): ("'b c'", "'b c'"),
    ("events",): ("- date", "events"),
    ("events", 0): ("date:", "date:"),
    ("events", 0, "date"): ("2018-06-30", "date"),
    ("events", 0, "note"): ("[x]", "note"),
    ("events", 0, "note", 0): ("x]", "x]"),
    ("events", 1): ("Møte", "Møte"),
}


def at(position):
    line, column = position
    return "".join(TEXT.splitlines(keepends=True)[:line]) + TEXT.splitlines(keepends=True)[line][:column]


def test_every_value_has_its_place():
    assert places_in(TEXT).keys() == STANDS.keys()


@pytest.mark.parametrize("path", STANDS)
def test_a_place_is_that_of_the_value_and_its_key(path):
    mark = places_in(TEXT)[path]
    value, key = STANDS[path]
    assert TEXT[mark.start :].startswith(value)
    assert at(mark.value) == TEXT[: mark.start]
    if key is not None:
        assert TEXT[len(at(mark.key)) :].startswith(key)


@pytest.mark.parametrize(
    ("path", "end"),
    [
        (("title",), "Nye plasser"),
        (("goals", "jobs", "text"), "i privat sektor.\n\n"),
        (("goals", "jobs", "2018"), "'b c']}"),
        (("goals", "jobs", "2018", "tags", 1), "'b c'"),
        (("goals",), "# nothing below\n"),
        (("events", 0), "[x]\n"),
        ((), "- Møte\n"),
    ],
)
def test_a_value_ends_where_it_does(path, end):
    """A container ends where the next thing begins, behind comments and empty lines."""
    assert TEXT[: places_in(TEXT)[path].end].endswith(end)
