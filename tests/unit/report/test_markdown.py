import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from byreg.report.markdown import inline, on_one_line, plain, prose, to_html, to_inline_html

HOSTILE = [
    "<script>alert(1)</script>", "[x](javascript:alert(1))", "<img src=x onerror=alert(1)>", "![x](https://a.b/c.png)",
    "# Overskrift", "Overskrift\n===", "<!-- skjult -->", "a | b | c", "&lt;b&gt;", "`kode`", "***", "---", "[a]: javascript:x",
    "<javascript:alert(1)>", "</td></table><script>", '"><svg onload=x>',
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_html_holds_only_what_the_parser_makes(text):
    for made in (to_html(text), to_inline_html(text)):
        tags = set(re.findall(r"<(/?\w+)", made))
        assert tags <= {
            "p",
            "/p",
            "a",
            "/a",
            "em",
            "/em",
            "strong",
            "/strong",
            "code",
            "/code",
            "ul",
            "/ul",
            "li",
            "/li",
            "br",
        }
        assert "javascript:" not in "".join(re.findall(r'href="([^"]*)"', made))


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_keeps_to_its_place(text):
    html = MarkdownIt("gfm-like", {"linkify": False}).render(
        f"# Tittel\n\n{prose(text)}\n\n| a | b |\n| --- | --- |\n| {inline(text)} | x |\n"
    )
    assert html.count("<h1>") == 1
    assert "<script" not in html
    assert "<img src=x" not in html
    assert html.count("<td>") == 2
    assert "<hr" not in html


@given(st.text(max_size=40))
def test_plain_text_is_shown_as_it_stands(text):
    words = on_one_line(text)
    shown = MarkdownIt("commonmark").renderInline(plain(text)).replace("@\u2060", "@")  # so that a forge tells nobody
    unescaped = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    if "&" not in words and words.isprintable():
        assert unescaped == words


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("- en\n- to", "- en\n- to"),
        ("- en\n\n- to", "- en\n\n- to"),
        ("1. a\n   - b\n\n   c", "1. a\n\n   - b\n\n   c"),
        ("a\nb\n\nc", "a b\n\nc"),
        ("> a\n>\n> b", "> a\n>\n> b"),
        ("*x*_y_ **z**", "*x*_y_ **z**"),
        ("se `a|b`", "se ` a|b `"),
        ("[navn](https://a.no/b)", "[navn](<https://a.no/b>)"),
        ("Om &#10;===", "Om &amp;\\#10;==="),
    ],
)
def test_prose_is_written_as_it_was_meant(text, written):
    assert prose(text) == written


@pytest.mark.parametrize(
    "text",
    ["a&#10;b", "a&NewLine;b", "&#x202e;", "&#12;# x", "en&#10;&#10;- to", "x\n=", "x\n#", "- # b", "1. # b", "> # b"],
)
def test_nothing_breaks_a_line_or_the_outline(text):
    assert "\n" not in inline(text)
    assert "\u202e" not in inline(text) + to_html(text)
    html = MarkdownIt("gfm-like", {"linkify": False}).render(f"# T\n\n{prose(text)}\n\n- {inline(text)}\n")
    assert len(re.findall(r"<h\d", html)) == 1
    assert "<pre" not in html
