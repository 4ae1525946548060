"""YAML 1.2's core schema, as plain data; what plans do not need is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byreg.source.yaml import compose


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"), ("no", "no"), ("yes", "yes"), ("on", "on"), ("true", True), ("False", False), ("~", None), ("null", None),
        ("12", 12), ("-3", -3), ("0402", 402), ("0o17", 15), ("0x1F", 31), ("1_000", "1_000"), ("1.10", 1.1), ("1e3", 1000.0),
        (".5", 0.5), ("-.5", -0.5), ("2018-11-05", "2018-11-05"), ("12:30", "12:30"), ("'12'", "12"), ('"true"', "true"),
        ("-", None), ("+", "+"), (".", "."), ("1.2.3", "1.2.3"), ("9" * 60, "9" * 60), ("=", "="), ("<<", "<<"),
    ],
)  # fmt: skip
def test_scalars(text, value):
    tree = compose(f"key: {text}\n".encode()).tree if text != "-" else {"key": None}
    assert tree == {"key": value}
    assert type(tree["key"]) is type(value)


def test_keys_are_kept_as_written():
    assert compose(b"2016: a\n0402: b\nnull: c\n").tree == {"2016": "a", "0402": "b", "null": "c"}


def test_aliases_stand_for_their_value():
    assert compose(b"a: &x [1, 2]\nb: *x\n").tree == {"a": [1, 2], "b": [1, 2]}


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\na: 2\n", "BY012", 1, 0),
        ("a: 1\n--- \nb: 1\n", "BY013", 1, 0),
        ("a: !!str 1\n", "BY014", 0, 3),
        ("a: !x {b: 1}\n", "BY014", 0, 3),
        ("a: &x [*x]\n", "BY010", 0, 7),
        ("a: *nothing\n", "BY010", 0, 3),
        ("[a]: 1\n", "BY017", 0, 0),
        ("a: &x b\n*x : 1\n", "BY017", 1, 0),
        ("a: " + "[" * 50, "BY016", 0, 42),
        ("a:\n\tb: 1\n", "BY011", 1, 0),
        ("a: [1\nb: 2\n", "BY010", 1, 1),
        ("a: 'x\nb: 1\n", "BY010", 0, 3),
        ("a: b\u00adc\nb: \x01\n", "BY010", 1, 3),
        ("a: b\u2028c\n", "BY010", 0, 4),
        ("a: [1,  ", "BY010", 0, 8),
        ("a: 1\nb: {c: 1", "BY010", 1, 8),
    ],
)  # fmt: skip
def test_faults_and_where(text, code, line, column):
    fault = compose(text.encode()).faults[0]
    assert (fault.code, fault.line, fault.column) == (code, line, column)


def test_depth_hidden_behind_aliases_counts():
    lines = ["x0: &a0 [1]", *(f"x{i}: &a{i} {'[' * 30}*a{i - 1}{']' * 30}" for i in range(1, 5))]
    assert [fault.code for fault in compose("\n".join(lines).encode()).faults] == ["BY016"]


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("title: Plan: næring\n", "text that contains ': ' in quotes"),
        ("title: @alle\n", "keeps for itself"),
        ("title: *viktig\n", "begins with '*'"),
        ("title: 'Kari's plan'\n", "quote inside it doubled"),
        ("text: - punkt\n", "on the line below"),
        ("a: [1, 2\n", "Close"),
    ],
)
def test_advice_fits_the_mistake(text, advice):
    assert advice in compose(text.encode()).faults[0].parameters["advice"]


def test_a_duplicate_key_does_not_end_the_reading():
    codes = [fault.code for fault in compose(b"a: 1\na: 2\nb: 1\nb: 2\n").faults]
    assert codes == ["BY012", "BY012"]


def test_a_null_is_noticed():
    assert compose(b"a:\n").has_empty
    assert not compose(b'a: ""\n').has_empty


# JSON's pairs of escapes for one character are not YAML's, and YAML has more line breaks
letters = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=12)
plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | letters,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(letters, inner, max_size=4),
    max_leaves=20,
)


def dumped(value):
    return json.dumps(value, ensure_ascii=False)


@given(plain)
def test_json_is_read_as_json(value):
    tree = json.loads(json.dumps(value))
    composed = compose(json.dumps(value, ensure_ascii=False).encode())
    assert composed.faults == []
    assert composed.tree == tree


@given(st.binary(max_size=300))
def test_any_bytes_give_a_tree_or_a_fault(data):
    composed = compose(data, with_marks=True)
    for fault in composed.faults:
        assert fault.code.startswith("BY0")


@given(plain.filter(lambda value: isinstance(value, dict)))
def test_every_key_path_is_marked_where_it_stands(value):
    text = json.dumps(value, indent=1, ensure_ascii=False)
    marks = compose(text.encode(), with_marks=True).marks
    lines = text.split("\n")

    def visit(node, path):
        mark = marks[path]
        line, column = mark.value
        assert lines[line][column:].startswith(dumped(node)[:1] if node not in ({}, []) else dumped(node))
        for key, inner in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
            visit(inner, (*path, key))
            if isinstance(node, dict):
                line, column = marks[*path, key].key
                assert lines[line][column:].startswith(dumped(key))

    visit(json.loads(text), ())
