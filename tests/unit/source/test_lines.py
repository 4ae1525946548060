"""What is read line by line is what the parser reads; all that might be something else is left to it."""

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from byreg.source.complaints import HIDDEN_BREAKS
from byreg.source.composition import MOST_DEPTH, MOST_NODES
from byreg.source.lines import MOST_KEPT, MOST_REMEMBERED, Remembered, most_nodes, read_lines
from byreg.source.parser import parse
from byreg.source.places import places_in
from byreg.source.yaml import compose
from tests.conftest import ROOT

CLEAR = [
    ("a: 1\nb: true\nc: æøå\n", {"a": 1, "b": True, "c": "æøå"}),
    ("- a\n- -5\n- 0x1F\n- .5\n", ["a", -5, 31, 0.5]),
    ("  a: b\n  c: d\n", {"a": "b", "c": "d"}),
    ("2016: a\nnull: b\n", {"2016": "a", "null": "b"}),
    ("a:\n  b:\n    c: d\n  e: f\ng: h\n", {"a": {"b": {"c": "d"}, "e": "f"}, "g": "h"}),
    ("a:\n- b\n- c: d\n  e: f\ng: h\n", {"a": ["b", {"c": "d", "e": "f"}], "g": "h"}),
    ("a:\n  - b:\n    - c\n    d: e\n  - f\n", {"a": [{"b": ["c"], "d": "e"}, "f"]}),
    ("# a\n\na: b  # c\n    # d\nc: # e\n  - d # f\n", {"a": "b", "c": ["d"]}),
    ("a: x#y\nb: 12:30\nc: http://x.no/#y\nd: a, b [c]\n", {"a": "x#y", "b": "12:30", "c": "http://x.no/#y", "d": "a, b [c]"}),
    ("a: 'b: c'\nb: \"# c\"  # d\nc: ''\n", {"a": "b: c", "b": "# c", "c": ""}),
    ("a: >\n  b\n  c\n\nd: >-\n    e\n    # f\n", {"a": "b c\n", "d": "e # f"}),
    ("- >\n  a\n- b: >  # c\n    d\n  e: f\n", ["a\n", {"b": "d\n", "e": "f"}]),
    ("a: [b, c d, -1]\nb: {c: d, e: 2}  # f\n", {"a": ["b", "c d", -1], "b": {"c": "d", "e": 2}}),
    ("a: [[b, \"c; d\"], {e: ['f', {g: h}]}]\n", {"a": [["b", "c; d"], {"e": ["f", {"g": "h"}]}]}),
    ("a: ['b: c', d]\n", {"a": ["b: c", "d"]}),
    ('På vei: a\n"b c.":\n  - d - e: {f g: h}\nå/ø.æ-2: i\n', {"På vei": "a", "b c.": [{"d - e": {"f g": "h"}}], "å/ø.æ-2": "i"}),
    ("'a': b\n\"2016\":\n  - 'c': d\n  - \"e\":\n    - f\n", {"a": "b", "2016": [{"c": "d"}, {"e": ["f"]}]}),
    ("a: >\n  b\n  c\n\n  d\n\n\n  e\n\nf: >-\n  g\n\n  h\n", {"a": "b c\nd\n\ne\n", "f": "g\nh"}),
    ("a: [«b», –]\nb: 😀\n", {"a": ["«b»", "–"], "b": "😀"}),
]  # fmt: skip
UNCLEAR = [
    "", "\n", "# a\n", "a\n", "a: b", "a:\n", "a: ~\n", "a: null\n", "a: [b, ~]\n", "- \n", "-\n", "- - a\n", "- # a\n- b\n",
    "a: b\na: c\n", "a: {b: c, b: d}\n", "a: {b: 'c', b: d}\n", "a:b\n", "a: b: c\n", "a: b:\n", "a: - b\n", "a : b\n", "a b : c\n", "_a: b\n", "'a ': b\n", "a, b: c\n", "a #b: c\n", "[a] b: c\n", "å" * 101 + ": b\n", "a b\n c: d\n", "?\n", "? a\n: b\n",
    "a: &b c\n", "a: *b\n", "a: !b c\n", "a: @b\n", "a: `b\n", "a: %b\n", "a: |\n  b\n", "a: >+\n  b\n", "a: >2\n  b\n", "a: >\n", "a: >\nb: c\n",
    "---\na: b\n", "a: b\n---\n", "a: b\n...\n", "%YAML 1.2\n", "<<: b: c\n", "[a]: b\n", "a" * 101 + ": b\n",
    "a: b\n c\n", "a: b\n  c: d\n", "a: b\n- c\n", "- a\nb: c\n", "a:\n  b: c\n d: e\n", "- a\n  b\n", "a: 'b'\n  c\n", "a: [b]\n  c\n", "a: >\n b\n  c\n",
    "a: >\n\n  b\n", "a: >\n   b\n  c\n", "a: >\n   b\n\n  c\n", "a: >\n  b\n\n c\n", "a: >\n  b\n\n   c\n", "'a\": b\n", "'a: b\n", "''a'': b\n", "'': b\n", "'a' : b\n", "'a':b\n", "'a'b: c\n", "a: >\n  b\n  \n  c\n", "a: >\n  b \n  c\n", "a: >\n  b\n  \n", "- a: >\n  b\n", "- a: >\n   b\n c: d\n",
    "a: b \n", "a:  b\n", "a: [b] c\n", "a: [b]]\n", "a: [b\n", "a: [b, c\n", "a: [b}\n", "a: {b: [c}]\n", "a: {b}\n", "a: {b: c,}\n", "a: {b:c}\n",
    "a: [b: c]\n", "a: [b,c]\n", "a: [ b ]\n", "a: []\n", "a: {}\n", "a: [[], b]\n", "a: [b #c]\n", 'a: [b, "c" d]\n', "a: [b?]\n", "a: [[b], 'c, d']\n", f"a: [{'b' * 1000}]\n", "a: [b, c], d\n", "a: [b] #c\n d\n",
    "a: 'b''c'\n", 'a: "b\\n"\n', "a: 'b\n", "a: 'b' c\n", "a: 'b'#c\n", "a:\tb\n", "a: b\r\n", "a: b\x00\n", "a: b\x7f\n", "a: b\x85c\n", "a: \ufeffb\n", "\ufeffa: b\n", "a: \x9f\n",
]  # fmt: skip


def as_parsed(data):
    """Return what the parser makes of a text, with marks."""
    return parse(data, with_marks=True)


def agrees(data):
    """Tell whether a text is clear; where it is, the parser must say the same, and find nothing wrong or empty."""
    tree = read_lines(data)
    if tree is not None:
        parsed = as_parsed(data)
        assert (repr(tree), [], False) == (repr(parsed.tree), parsed.faults, parsed.has_empty)
        assert places_in(data.decode()) == parsed.marks
        bare = parse(data, with_marks=False)
        assert (repr(tree), [], False) == (repr(bare.tree), bare.faults, bare.has_empty)
    return tree is not None


@pytest.mark.parametrize(("text", "tree"), CLEAR)
def test_clear_lines_are_read(text, tree):
    assert repr(read_lines(text.encode())) == repr(tree)
    assert agrees(text.encode())


@pytest.mark.parametrize("text", UNCLEAR)
def test_what_is_not_clear_is_left_to_the_parser(text):
    assert read_lines(text.encode()) is None


@pytest.mark.parametrize("text", ["a: [b, c]\n", "a: {b: c}\n", "a: [[b], {c: [d]}]\n", "- [b]\n- [b]\n"])
def test_what_is_remembered_is_not_shared(text):
    """Whoever changes what was read changes nothing that is read later, nor another line of the same words."""
    tree = read_lines(text.encode())
    as_it_was = repr(tree)
    for _ in range(2):
        empty(tree)
        tree = read_lines(text.encode())
        assert repr(tree) == as_it_was


def empty(tree):
    values = [*tree.values()] if isinstance(tree, dict) else tree[1:]
    for inner in values:
        if isinstance(inner, (dict, list)):
            empty(inner)
            inner.clear()


def test_what_is_remembered_is_little():
    """Neither long texts are kept nor too many short ones."""
    memo = Remembered(len)
    long = "a" * (MOST_REMEMBERED + 1)
    assert memo[long] == len(long)
    assert long not in memo
    most = 0
    for number in range(3 * MOST_KEPT):
        assert memo[str(number)] == len(str(number))
        most = max(most, len(memo))
    assert most == MOST_KEPT


@pytest.mark.parametrize("data", [b"a: \xff\n", b"a: \xc3\n", b"a: \xed\xa0\x80\n", b"\xfe\xff"])
def test_what_is_no_text_is_left_to_the_parser(data):
    assert read_lines(data) is None


def test_nearly_all_plans_are_clear():
    """Where they are not, validating takes a little longer, and nobody would notice."""
    files = sorted(Path(ROOT, "plans").rglob("*.yaml"))
    clear = [path for path in files if agrees(path.read_bytes())]
    assert len(clear) > 0.8 * len(files)


def test_other_files_are_read_alike():
    clear = sum(agrees(path.read_bytes()) for path in Path(ROOT, "tests/cases").rglob("*.yaml") if path.is_file())
    assert clear > 100


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{' ' * depth}a:\n" for depth in range(MOST_DEPTH)) + " " * MOST_DEPTH + "a: b\n",
        "".join(f"{'  ' * depth}- a:\n" for depth in range(MOST_DEPTH)) + "  " * MOST_DEPTH + "- b\n",
        "a: " + "[" * MOST_DEPTH + "b" + "]" * MOST_DEPTH + "\n",
        "".join(f"{' ' * depth}a:\n" for depth in range(25)) + " " * 25 + "a: " + "[" * 16 + "b" + "]" * 16 + "\n",
    ],
)
def test_what_is_too_deep_is_left_to_the_parser(text):
    assert read_lines(text.encode()) is None
    assert [fault.code for fault in compose(text.encode()).faults] == ["BY016"]


def test_what_may_be_too_much_is_left_to_the_parser():
    text = b"- a\n" * (MOST_NODES + 1)
    assert most_nodes(text) > MOST_NODES
    assert [fault.code for fault in compose(text).faults] == ["BY015"]


@pytest.mark.parametrize("size", [10_000, 100_000])
@pytest.mark.parametrize("text", ["a: [{}\n", "a: [b{}\n", "a: {}\n", "{}a\n", "{}\n"])
@pytest.mark.parametrize("sign", [":", " ", "?", "- ", "[", "'", "# "])
def test_a_hostile_text_takes_little_room(text, sign, size):
    """No more is made of a long line than of a clear one."""
    data = text.format(sign * size).encode()
    tracemalloc.start()
    try:
        read_lines(data)
        assert tracemalloc.get_traced_memory()[1] < 12 * len(data) + 100_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("line", [b"\n", b"'\n", b"#\n", b"- a\n", b"a: >\n"])
def test_so_do_many_short_lines(line):
    """Lines are cut before they are looked at: a hundred bytes a line, of no more lines than there may be nodes."""
    data = line * 20_000
    tracemalloc.start()
    try:
        read_lines(data)
        assert tracemalloc.get_traced_memory()[1] < 200 * 20_000 + 4 * len(data)
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("text", [b"- a: {b: [c, d], e: f}\n", b"- - a\n- b\n", b"a: [[b], [c, {d: e}]]\nf: g\n"])
def test_no_text_has_more_nodes_than_that(text):
    assert len(as_parsed(text).marks) < most_nodes(text)


# what is clear, with a few changes: a stretch left out, and what may make it something else put there
WHOLE = [text for text, _ in CLEAR] + [
    path.read_text(encoding="utf-8") for path in sorted(Path(ROOT, "plans").rglob("*.yaml"))
]
stretches = st.tuples(st.sampled_from(WHOLE), st.integers(0, 400), st.integers(1, 12)).map(
    lambda drawn: "\n".join(drawn[0].split("\n")[drawn[1] % drawn[0].count("\n") :][: drawn[2]])
)
signs = st.sampled_from(
    ("", " ", "  ", "\n", "\n\n", "\n  \n", ": ", ":", " #", "#", "- ", "-", ">", ">-", ">+", "|", "[", "]", "{", "}", ", ", ",", "'", '"', "\\", "\t", "\r",
     "&a ", "*a", "!x ", "?", "? ", "---\n", "...\n", "%", "@", "~", "null", "1", "a: ", "a:", "\u00a0", "\u0085", "\u2029", "\ufeff", "<<: ", ".", "\x00", "å")
)  # fmt: skip
changes = st.tuples(st.integers(0, 800), st.sampled_from((0, 0, 1, 2, 3, 40)), signs)


@settings(max_examples=1200, deadline=None)
@example("comment: >\n  b\n  ", [(999, 0, "\n  c")])
@example("end: {at_least: 1100}", [(999, 0, "]")])
@example(" a: >\n  b\n \n    # c", [])
@example("- a: >\n   b\n \n    ", [])
@given(stretches, st.lists(changes, max_size=3))
def test_any_text_is_left_to_the_parser_or_means_the_same(text, changed):
    for place, left_out, sign in changed:
        at = min(place, len(text))
        text = text[:at] + sign + text[at + left_out :]
    data = f"{text}\n".encode()
    if not any(hidden in data for hidden in HIDDEN_BREAKS):  # which are looked for before
        agrees(data)
