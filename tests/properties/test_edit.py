"""Any sequence of edits of any real plan: what was not edited is there byte for byte, and the meaning is the edits'."""

from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from byreg.load import MODELS
from byreg.source.comments import comments_of
from byreg.source.composition import node_at
from byreg.source.yaml import compose
from byreg.text.edit import Edit, applied
from byreg.text.format import formatted
from byreg.text.layout import Layout
from byreg.text.page import read_page
from byreg.text.splice import NotEditableError, edited, ordered
from tests.conftest import ROOT

FILES = sorted((ROOT / "plans").rglob("*.yaml")) + sorted((ROOT / "tests" / "cases" / "base").rglob("*.yaml"))
TEXTS = st.one_of(
    st.sampled_from(["ny", "En tekst: med kolon", "ord " * 50 + "slutt\n", "linje\nog en til\n", "0402", "- a", "ja"]),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60),
)
SCALARS = st.one_of(TEXTS, st.integers(-10_000, 10_000), st.booleans())
VALUES = st.one_of(
    SCALARS,
    st.lists(TEXTS, min_size=1, max_size=3),
    st.dictionaries(st.sampled_from(["a", "b", "title"]), SCALARS, min_size=1, max_size=3),
)
KEYS = ("note", "text", "title", "label", "updates", "tags", "zzz")


@cache
def paths_in(path: Path):
    found = []

    def walk(node, at):
        if at:
            found.append(at)
        items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for key, inner in items:
            walk(inner, (*at, key))

    walk(compose(path.read_bytes()).tree, ())
    return found


@st.composite
def edits_of(draw, path):
    """Return one edit of a file: of what is there, or something new in it."""
    tree = compose(path.read_bytes()).tree
    at = draw(st.sampled_from(paths_in(path)))
    action = draw(st.sampled_from(["put", "new", "insert", "remove", "rename"]))
    if action == "new":
        table = at if isinstance(node_at(tree, at), dict) else ()
        return Edit("put", (*table, draw(st.sampled_from(KEYS))), draw(VALUES))
    if action == "insert":
        lists = [one for one in paths_in(path) if isinstance(node_at(tree, one), list)]
        if lists:
            chosen = draw(st.sampled_from(lists))
            return Edit("insert", (*chosen, draw(st.integers(0, len(node_at(tree, chosen))))), draw(VALUES))
    if action == "rename" and isinstance(at[-1], str):
        return Edit("rename", at, "nytt-navn")
    if action == "remove":
        return Edit("remove", at)
    return Edit("put", at, draw(SCALARS if not isinstance(node_at(tree, at), (dict, list)) else VALUES))


def kept_lines(text, edit):
    """Return the lines of a text that an edit has no business with: all but those of what it is about."""
    page = read_page(text)
    path = edit.path
    spot = page.spots.get(path)
    while spot is None and path:  # within brackets the whole of them is on the line
        path = path[:-1]
        spot = page.spots.get(path)
    new = edit.path not in page.marks and not page.within_flow(edit.path) and not page.is_flow(edit.path[:-1])
    if edit.action == "insert" or new:
        parent = edit.path[:-1]
        while parent and parent not in page.spots:
            parent = parent[:-1]
        flow = page.within_flow(edit.path) or page.is_flow(edit.path[:-1])
        item = bool(edit.path[:-1]) and isinstance(edit.path[-2], int) and isinstance(edit.path[-1], str)
        if not flow and not item and edit.path[:-1] in page.marks and node_at(page.tree, edit.path[:-1]):
            return text.splitlines()
    if spot is None:
        return []
    start, end = spot.start, spot.end
    if edit.action == "remove":  # what is left empty goes with it; the next one may move up to a dash
        above = edit.path[:-1]
        while above and len(node_at(page.tree, above)) == 1:
            start, end = page.spots[above].start, max(end, page.spots[above].end) if above in page.spots else end
            above = above[:-1]
        if spot.segment.inline:
            end = text.find("\n", end) + 1 or len(text)
    start = text.rfind("\n", 0, start) + 1  # behind a dash, the whole line is the key's
    return [*text[:start].splitlines(), *text[end:].splitlines()]


def is_subsequence(wanted, lines):
    rest = iter(lines)
    return all(any(line == other for other in rest) for line in wanted)


@given(st.data())
@settings(max_examples=200)
def test_an_edit_changes_what_it_says_and_no_other_line(data):
    path = data.draw(st.sampled_from(FILES))
    text = path.read_text(encoding="utf-8")
    layout = Layout(MODELS.get(path.stem, MODELS["actions"]))
    for _ in range(data.draw(st.integers(1, 3))):
        tree = compose(text.encode()).tree
        edit = data.draw(edits_of(path))
        try:
            wanted = applied(tree, [edit], layout.place)
        except LookupError:
            continue  # an earlier edit took its place away
        try:
            new = edited(text, [edit], place=layout.place, in_block=layout.in_block)
        except NotEditableError as error:
            assert "comment" in error.message, (edit, error.message)
            continue
        assert ordered(compose(new.encode()).tree) == ordered(wanted)
        blank = [line for line in kept_lines(text, edit) if line.strip()]
        assert is_subsequence(blank, new.splitlines()), edit
        text = new


@given(st.data())
@settings(max_examples=80)
def test_edits_together_are_edits_one_by_one(data):
    path = data.draw(st.sampled_from(FILES))
    text = path.read_text(encoding="utf-8")
    layout = Layout(MODELS.get(path.stem, MODELS["actions"]))
    edits, tree = [], compose(text.encode()).tree
    for _ in range(4):
        edit = data.draw(edits_of(path))
        try:
            tree = applied(tree, [edit], layout.place)
        except LookupError:
            continue
        edits.append(edit)
    try:
        new = edited(text, edits, place=layout.place, in_block=layout.in_block)
    except NotEditableError as error:
        assert "comment" in error.message
        return
    assert ordered(compose(new.encode()).tree) == ordered(tree)


def disordered(text, draw):
    """Return a file written carelessly: other indentation, blank lines, line ends and quotes."""
    lines = []
    for line in text.splitlines():
        if not line.strip() and draw(st.booleans()):
            lines += ["", ""]
        lines.append(line + draw(st.sampled_from(["", "", "", "  "])) if line.rstrip().endswith(":") else line)
    return draw(st.sampled_from(["\n", "\r\n"])).join([*lines, ""])


@given(st.data())
@settings(max_examples=80)
def test_formatting_twice_is_formatting_once_and_means_the_same(data):
    path = data.draw(st.sampled_from(FILES))
    model = MODELS.get(path.stem, MODELS["actions"])
    layout = Layout(model)
    text = path.read_text(encoding="utf-8")
    for _ in range(data.draw(st.integers(0, 3))):
        try:
            edit = data.draw(edits_of(path))
            text = edited(text, [edit], in_block=layout.in_block)  # a new key at the end, wherever it belongs
        except NotEditableError:
            continue
    text = disordered(text, data.draw)
    once = formatted(text, model)
    assert once.reason == ""
    twice = formatted(once.text, model)
    assert (twice.text, twice.reason) == (once.text, "")
    before, after = compose(text.encode(), with_marks=True), compose(once.text.encode(), with_marks=True)
    assert before.tree == after.tree
    assert sorted(comments_of(text, before.marks)) == sorted(comments_of(once.text, after.marks))
