"""Prose is Markdown from strangers: safe HTML for pages, safe Markdown for files.

Both are made from what the parser understood, never by handing a stranger's text on. The parser
knows paragraphs, lists, quotes, emphasis, code and links; headings, rules, images and HTML are
text like any other.
"""

import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from byreg.printable import on_one_line

NOT_FOR_PROSE = [
    "heading",
    "lheading",
    "hr",
    "fence",
    "code",
    "reference",
    "html_block",
    "image",
    "html_inline",
    "entity",
]
SPECIAL = re.compile(r"([\\`*_\[\]>|~#])")
MENTION = re.compile(r"(?<![\w@])@(?=\w)")  # a forge would tell the user of that name
ENTITY = re.compile(r"&(?=#?\w+;)")
# what begins a list, a heading or a rule where it begins a line
BEGINS_BLOCK = re.compile(r"^(\d{1,9})([.)])|^([-+=])")
OPENS = ("bullet_list_open", "ordered_list_open", "list_item_open", "blockquote_open")
CLOSES = ("bullet_list_close", "ordered_list_close", "list_item_close", "blockquote_close")
MARKS = ("- ", "1. ")
BARE_PIPE = re.compile(r"(?<!\\)\|")
BACKTICKS = re.compile(r"`+")


@cache
def parser() -> MarkdownIt:
    """Return the parser; raw HTML is shown as text and links to scripts are not made."""
    return MarkdownIt("commonmark", {"html": False, "linkify": False}).disable(NOT_FOR_PROSE)


def to_html(text: str) -> Markup:
    """Turn prose into HTML paragraphs and lists."""
    return Markup(parser().render(text))  # noqa: S704 - the parser escapes everything it does not make


def to_inline_html(text: str) -> Markup:
    """Turn a sentence into HTML without a paragraph around it."""
    return Markup(parser().renderInline(on_one_line(text)))  # noqa: S704 - as above


def short(text: str, most: int) -> str:
    """Return a text that is cut between words, with a sign that it is; 0 keeps it whole."""
    return text if not most or len(text) <= most else f"{text[: most - 1].rsplit(' ', 1)[0].rstrip(' ,;:–')}…"


def plain(text: str) -> str:
    """Return text that Markdown prints as it stands, on one line."""
    return guarded(escaped(on_one_line(text)))


def inline(text: str) -> str:
    """Return prose on one line, for a table cell or a list item."""
    (token,) = parser().parseInline(on_one_line(text))
    return guarded(inline_text(token.children or []))


def in_cell(text: str) -> str:
    """Return a line of Markdown that stays within its cell of a table."""
    return BARE_PIPE.sub(r"\\|", text)


def prose(text: str) -> str:
    """Return prose for a Markdown file, as paragraphs, lists and quotes."""
    lines: list[str] = []
    prefixes: list[str] = []
    tight = False
    for token in parser().parse(text):
        if token.type in OPENS:
            prefixes.append(prefix_of(token))
        elif token.type in CLOSES:
            prefixes.pop()
            lines += [] if token.type == "list_item_close" else ["".join(prefixes).rstrip()]
        elif token.type == "paragraph_open":
            tight = token.hidden
        elif token.type == "inline":
            lines.append("".join(prefixes) + guarded(inline_text(token.children or [])))
            prefixes = [" " * len(prefix) if prefix in MARKS else prefix for prefix in prefixes]
            lines += [] if tight else ["".join(prefixes).rstrip()]
    while lines and not lines[-1].strip("> "):
        lines.pop()
    return "\n".join(lines)


def prefix_of(token: Token) -> str:
    """Return what each line inside a block begins with; an item's mark stands on its first line only."""
    if token.type == "blockquote_open":
        return "> "
    if token.type == "list_item_open":
        return "1. " if token.markup in ".)" and token.markup else "- "
    return ""


def inline_text(tokens: Sequence[Token]) -> str:
    """Write inline tokens as Markdown on one line."""
    targets: list[str] = []
    written = []
    for token in tokens:
        if token.type == "link_open":
            targets.append(str(token.attrGet("href") or ""))
        written.append(f"](<{targets.pop()}>)" if token.type == "link_close" else inline_token(token))
    return "".join(written).strip()


def inline_token(token: Token) -> str:
    match token.type:
        case "text":
            return escaped(token.content)
        case "softbreak" | "hardbreak":
            return " "
        case "em_open" | "em_close" | "strong_open" | "strong_close":
            return token.markup
        case "code_inline":
            longest = max((len(run) for run in BACKTICKS.findall(token.content)), default=0)
            ticks = "`" * (longest + 1)
            return f"{ticks} {token.content} {ticks}"
        case "link_open":
            return "["
    return escaped(token.content)


def escaped(text: str) -> str:
    """Return text in which nothing is Markdown or HTML."""
    return SPECIAL.sub(r"\\\1", ENTITY.sub("&amp;", MENTION.sub("@\u2060", text)).replace("<", "&lt;"))


def guarded(line: str) -> str:
    """Return a line that begins no list, heading or rule."""
    return BEGINS_BLOCK.sub(lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}", line)
