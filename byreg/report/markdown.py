"""Prose is Markdown from strangers: safe HTML for pages, safe Markdown for files."""

import re
from functools import cache

from markdown_it import MarkdownIt
from markupsafe import Markup

SPECIAL = re.compile(r"([\\`*_\[\]>|~])")
ENTITY = re.compile(r"&(?=#?\w+;)")
# headings, underlines that make headings, and rules: they would break the report's outline
OUTLINE = re.compile(r"^([ >\t]*)(#{1,6}(?=\s|$)|=+\s*$|-+\s*$|(?:[*_-][ \t]*){3,}$)", re.MULTILINE)


@cache
def parser() -> MarkdownIt:
    """Return the parser; raw HTML is shown as text and links to scripts are not made."""
    return MarkdownIt("commonmark", {"html": False, "linkify": False}).disable(["image", "heading", "lheading", "hr"])


def to_html(text: str) -> Markup:
    """Turn prose into HTML paragraphs and lists."""
    return Markup(parser().render(text))  # noqa: S704 - the parser escapes everything it does not make


def to_inline_html(text: str) -> Markup:
    """Turn a sentence into HTML without a paragraph around it."""
    return Markup(parser().renderInline(" ".join(text.split())))  # noqa: S704 - as above


def plain(text: str) -> str:
    """Return text that Markdown prints as it stands, on one line."""
    return SPECIAL.sub(r"\\\1", without_html(" ".join(text.split())))


def prose(text: str) -> str:
    """Return prose for a Markdown file: its own Markdown stays, but neither HTML nor headings."""
    return OUTLINE.sub(r"\1\\\2", without_html(text)).strip()


def without_html(text: str) -> str:
    """Return text in which tags and character references are shown, not obeyed."""
    return ENTITY.sub("&amp;", text).replace("<", "&lt;")


def inline(text: str) -> str:
    """Return prose on one line, for a table cell or a list item."""
    return " ".join(prose(text).split()).replace("|", "\\|")
