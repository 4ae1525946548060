"""Edits of a text: what changes, and what does not."""

import pytest

from byreg.load import MODELS
from byreg.source.yaml import compose
from byreg.text.edit import Edit, applied, differences
from byreg.text.layout import Layout
from byreg.text.splice import NotEditableError, edited

ACTIONS = """\
# Handlingstabellen.
schema: 1

actions:
  kurs:  # et tiltak
    label: Tiltak 1
    title:   'Kurs i alle kommuner'   # håndjustert
    under: [more-jobs]
    text: >  # fritt
      Kurs og annen kompetanseheving i alle kommunene, med
      korte linjer.
    schedule: 2018

    # ansvaret er delt
    responsible: {lead: vang, contributors: [lom]}
    updates:
      - date: 2018-01
        status: planned

  # står for seg selv
  nettverk:
    title: Nettverk
    resources:
      - En stilling
      - To stillinger
"""
NONE = None


def layout():
    return Layout(MODELS["actions"])


def make(text, *edits):
    return edited(text, edits, place=layout().place, in_block=layout().in_block)


def lines_changed(old, new):
    """Return the lines that went and those that came."""
    import difflib

    found = list(difflib.ndiff(old.splitlines(), new.splitlines()))
    return [line[2:] for line in found if line[0] == "-"], [line[2:] for line in found if line[0] == "+"]


CASES = {
    "a value keeps its quotes, its spaces and its comment": (
        Edit("put", ("actions", "kurs", "title"), "Kurs i to"),
        ["    title:   'Kurs i alle kommuner'   # håndjustert"],
        ["    title:   'Kurs i to'   # håndjustert"],
    ),
    "a text in block style keeps its width and the comment on its key": (
        Edit("put", ("actions", "kurs", "text"), "Kurs og annen kompetanseheving i alle kommunene, med flere ord.\n"),
        ["      korte linjer."],
        ["      flere ord."],
    ),
    "a new key stands where the schema has it": (
        Edit("put", ("actions", "kurs", "purpose"), "Bedre veiledning"),
        [],
        ["    purpose: Bedre veiledning"],
    ),
    "an item is added at the end of a list": (
        Edit("put", ("actions", "nettverk", "resources", 2), "Tre stillinger: kanskje"),
        [],
        ['      - "Tre stillinger: kanskje"'],
    ),
    "an item is put before another": (
        Edit("insert", ("actions", "nettverk", "resources", 0), "Ingen"),
        [],
        ["      - Ingen"],
    ),
    "a key within brackets": (
        Edit("put", ("actions", "kurs", "responsible", "lead"), "lom"),
        ["    responsible: {lead: vang, contributors: [lom]}"],
        ["    responsible: {lead: lom, contributors: [lom]}"],
    ),
    "free text turns brackets into lines": (
        Edit("put", ("actions", "kurs", "responsible", "text"), "Etter avtale med begge"),
        ["    responsible: {lead: vang, contributors: [lom]}"],
        ["    responsible:", "      lead: vang", "      contributors: [lom]", "      text: Etter avtale med begge"],
    ),
    "what is in brackets alone goes with its key": (
        Edit("remove", ("actions", "kurs", "under", 0)),
        ["    under: [more-jobs]"],
        [],
    ),
    "the comment right above goes with what is removed": (
        Edit("remove", ("actions", "kurs", "responsible")),
        ["", "    # ansvaret er delt", "    responsible: {lead: vang, contributors: [lom]}"],
        [],
    ),
    "a record goes with its comment": (
        Edit("remove", ("actions", "nettverk")),
        ["", "  # står for seg selv", "  nettverk:", "    title: Nettverk", "    resources:", "      - En stilling", "      - To stillinger"],
        [],
    ),
    "another name keeps the comment": (
        Edit("rename", ("actions", "kurs"), "kurset"),
        ["  kurs:  # et tiltak"],
        ["  kurset:  # et tiltak"],
    ),
    "a new record stands behind a blank line": (
        Edit("put", ("actions", "ny"), {"title": "Ny", "schedule": 2019}),
        [],
        ["", "  ny:", "    title: Ny", "    schedule: 2019"],
    ),
    "the key behind a dash goes, and the next one moves up": (
        Edit("remove", ("actions", "kurs", "updates", 0, "date")),
        ["      - date: 2018-01", "        status: planned"],
        ["      - status: planned"],
    ),
    "a new key before the one behind a dash": (
        Edit("put", ("actions", "kurs", "updates", 0, "label"), "A"),
        ["      - date: 2018-01"],
        ["      - label: A", "        date: 2018-01"],
    ),
    "a short value in the place of a list on lines": (
        Edit("put", ("actions", "nettverk", "resources"), "Ingen"),
        ["    resources:", "      - En stilling", "      - To stillinger"],
        ["    resources: Ingen"],
    ),
    "a table in the place of a short value, its comment kept": (
        Edit("put", ("actions", "kurs", "schedule"), {"every": "year"}),
        ["    schedule: 2018"],
        ["    schedule: {every: year}"],
    ),
    "codes are quoted, years are not": (
        Edit("put", ("actions", "kurs", "tags"), ["0402", "work"]),
        [],
        ['    tags: ["0402", work]'],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "gone", "come"), CASES.values(), ids=CASES)
def test_only_what_had_to_change(edit, gone, come):
    new = make(ACTIONS, edit)
    assert lines_changed(ACTIONS, new) == (gone, come)
    assert compose(new.encode()).tree == applied(compose(ACTIONS.encode()).tree, [edit], layout().place)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False], ids=["ended", "unended"])
def test_line_ends_stay_as_they_are(newline, last):
    text = (ACTIONS if last else ACTIONS.rstrip("\n")).replace("\n", newline)
    new = make(
        text,
        Edit("put", ("actions", "nettverk", "text"), "Ny linje.\nOg en til.\n"),
        Edit("put", ("actions", "ny"), {"title": "Ny"}),
    )
    assert new.count("\n") == new.count(newline)
    assert new.endswith(newline) == last
    assert compose(new.encode()).tree["actions"]["nettverk"]["text"] == "Ny linje.\nOg en til.\n"


def test_several_edits_of_one_text():
    edits = [
        Edit("put", ("actions", "kurs", "title"), "A"),
        Edit("put", ("actions", "nettverk", "title"), "B"),
        Edit("remove", ("actions", "kurs", "label")),
        Edit("insert", ("actions", "kurs", "updates", 1), {"date": 2019, "status": "ongoing"}),
        Edit("insert", ("actions", "kurs", "updates", 2), {"date": 2020, "status": "completed"}),
        Edit("rename", ("actions", "kurs"), "kurset"),
    ]
    assert compose(make(ACTIONS, *edits).encode()).tree == applied(
        compose(ACTIONS.encode()).tree, edits, layout().place
    )


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("a: &x {b: 1}\nc: *x\n", Edit("put", ("a", "b"), 2)),
        ("a: &x {b: 1}\nc: *x\n", Edit("put", ("c", "b"), 2)),
        ("{a: 1}\n", Edit("put", ("a",), 2)),
        ("a: [1\n", Edit("put", ("a",), 2)),
        ("a: 1\n", Edit("put", ("a", "b"), 2)),
        ("a: 1\n", Edit("remove", ("b",))),
        ("a: [1]\n", Edit("remove", ("a", 4))),
        ("a: 1\nb: 2\n", Edit("rename", ("a",), "b")),
        ("a:\n  b: 1  # står her\n", Edit("put", ("a",), "ord")),
        ("a: 1\rb: 2\r", Edit("put", ("a",), 2)),
    ],
)
def test_what_cannot_be_proven_is_refused(text, edit):
    with pytest.raises(NotEditableError):
        make(text, edit)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"a": 1, "b": [1, 2, 3]}, {"a": 1, "b": [1, 3]}),
        ({"a": [1, 2]}, {"a": [2, 1, 5]}),
        ({"a": {"x": 1, "y": 2}}, {"a": {"y": 3}}),
        ({"a": ["x"]}, {"a": []}),
        ({"a": [{"t": 1}, {"t": 2}]}, {"a": [{"t": 1}, {"t": 3}, {"t": 2}]}),
        ({"a": True}, {"a": 1}),
    ],
)
def test_differences_lead_from_one_to_the_other(old, new):
    assert applied(old, differences(old, new)) == new


def test_values_of_every_kind_come_back():
    """Whatever is written is read as it was meant, in block style and in brackets."""
    for value in (
        "yes", "no", "null", "~", "0402", "1.10", "2018-11-05", "12:30", "- dash", "# hash", "a: b", "a #b", "'", '"', "", " x",
        "x ", "å\nø\n", "a\n\n\nb", "\n", "tab\there", "*x", "&x", "!x", "%x", "@x", "`x", "[x", "{x", "x]", "x}", "x,y", "?", "-",
        "ord " * 60, "ord " * 60 + "\n", "  innrykk\nmer\n", "a\n  b\nc", "lang" * 50, 1, -1, 1.5, True, False, "true",
        "\u2028", "\x85", "e\u0301", "🙂",
    ):  # fmt: skip
        for path in (
            ("actions", "kurs", "title"),
            ("actions", "kurs", "responsible", "lead"),
            ("actions", "nettverk", "note"),
        ):
            new = make(ACTIONS, Edit("put", path, value))
            tree = compose(new.encode()).tree
            for step in path:
                tree = tree[step]
            assert (type(tree), tree) == (type(value), value)
