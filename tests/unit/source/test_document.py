import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byreg.diagnostic import Fault
from byreg.source.discover import PlanFile
from byreg.source.document import may_be_cut_short, not_yaml, parse_document
from byreg.source.yaml import compose_clear

FILE = PlanFile("plans/demo/1/plan.yaml", "plan", "demo", "1")
TEXT = """\
# en kommentar
title: Demo
goals:
  jobs: {title: Flere jobber, tags: [live, work]}
under: new
"""


def places(*faults):
    document, _ = parse_document(FILE, TEXT.encode())
    return [(one.place.line, one.place.column) for one in document.locate(faults)]


def test_values_and_keys():
    assert places(Fault("BY104", ("title",)), Fault("BY101", ("title",), at_key=True)) == [(2, 8), (2, 1)]
    assert places(Fault("BY104", ("goals", "jobs", "tags", 1))) == [(4, 44)]


def test_what_is_absent_is_placed_at_the_key_of_what_should_hold_it():
    assert places(Fault("BY102", ("goals", "jobs", "kind"))) == [(4, 3)]


def test_what_a_shorthand_stands_for_is_placed_at_its_value():
    assert places(Fault("BY201", ("under", 0))) == [(5, 8)]


def test_the_whole_file():
    assert places(Fault("BY103", ())) == [(2, 1)]


def test_encoding():
    bad = "title: Sør\n".encode("latin-1")
    found = parse_document(FILE, bad)
    assert [(one.code, str(one.place)) for one in found] == [("BY004", "plans/demo/1/plan.yaml:1:9")]


@given(st.text("ab# \t\n\r:", max_size=12).map(str.encode))
def test_a_hash_a_single_space_behind_something_is_seen(data):
    assert may_be_cut_short(data) == bool(re.search(rb"[^\s#] #", data))


LINES = (
    "title: Demo",
    "note: >-",
    "  tekst",
    "<<<<<<< a",
    "=======",
    ">>>>>>> b",
    ">>>>>>> b: c",
    "- x",
    "  <<<<<<< a",
    "  >>>>>>> b",
)


@pytest.mark.parametrize(("end", "expected"), [("#", False), ("a #", True), (" #", False)])
def test_a_hash_behind_very_many_others_is_seen_too(end, expected):
    assert may_be_cut_short(("# " * 1000 + end).encode()) == expected


@given(st.lists(st.sampled_from(LINES), max_size=6), st.sampled_from(("", "\ufeff", "\udcff", "\u2028")))
def test_in_what_is_clear_line_by_line_nothing_is_wrong_that_would_be_told_before_it_is_read(lines, beside):
    """So such a text is asked for nothing else."""
    data = ("\n".join((*lines, "")) + beside).encode("utf-8", "surrogateescape")
    assert compose_clear(data) is None or not not_yaml(FILE, data)
