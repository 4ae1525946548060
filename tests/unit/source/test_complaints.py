"""Lines are cut and counted in one way, whatever ends them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byreg.source.complaints import lines_of, position_after, starts_of


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("a\nb", ["a", "b"]),
        ("a\r\nb\n", ["a", "b", ""]),
        ("a\rb\r\n\n", ["a", "b", "", ""]),
        ("a\x0bb\x0cc\u2028d", ["a\x0bb\x0cc\u2028d"]),  # no line breaks of YAML
    ],
)
def test_lines_end_as_yaml_has_it(text, lines):
    assert lines_of(text) == lines


@given(st.text("ab \r\n\u2028"))
def test_lines_begin_where_those_before_end(text):
    starts, lines = starts_of(text), lines_of(text)
    assert [text[start:].startswith(line) for start, line in zip(starts, lines, strict=True)] == [True] * len(lines)
    assert position_after(text) == (len(lines) - 1, len(text) - starts[-1])
