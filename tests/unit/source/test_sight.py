"""A look at the bytes misses no address that reading would find."""

import pytest

from byreg.source.sight import may_hide_addresses, named_before_slash
from byreg.source.yaml import compose


@pytest.mark.parametrize(
    "text",
    [
        "beta/1",
        "'beta/1'",
        '"beta/1"',
        "[alfa, beta/1]",
        "{a: beta/1}",
        "# byreg\n  beta/1",
        ">-\n  beta/1",
        "&x beta/1",
        "b/beta/1",
    ],
)
def test_a_name_before_a_slash_is_seen(text):
    assert "beta" in named_before_slash([f"continues: {text}\n".encode()])


def test_the_longest_name_that_an_address_can_hold_is_seen_whole():
    name = "a" * 246
    assert name in named_before_slash([f"continues: {name}/1/g\n".encode()])


@pytest.mark.parametrize("text", [r'"\x62eta/1"', r'"bet\u0061/1"', r'"beta\/1"', '"be\\\n  ta/1"', '"be\\\r\n  ta/1"'])
def test_what_is_no_address_letter_by_letter_may_hide_one(text):
    data = f"a: {text}\n".encode()
    assert compose(data).tree == {"a": "beta/1"}
    assert may_hide_addresses(data)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "latin-1"])
def test_another_encoding_may_hide_one(encoding):
    assert may_hide_addresses("a: beta/1\nb: Sør\n".encode(encoding))


@pytest.mark.parametrize("text", [r'"C:\\filer"', r'"et \"ord\"\n"', "æ"])
def test_other_escapes_hide_none(text):
    assert not may_hide_addresses(f"a: {text}\n".encode())
