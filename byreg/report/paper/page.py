"""A page of HTML as a tree. It is byreg's own HTML, or that of a workspace's templates: nothing in it is trusted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from byreg.errors import ByregError

EMPTY = ("meta", "br", "hr", "img", "link", "input")
LEFT_OUT = ("head", "script", "style", "nav", "template", "button", "form")
DEEPEST = 100
MOST_ELEMENTS = 200_000  # of a page that is set on paper: some thousand records
MOST_COLUMNS = 60
SPACE = re.compile(r"[ \t\r\n\f]+")  # hard spaces stay
BLOCKS = (
    "address", "article", "aside", "blockquote", "body", "details", "div", "dl", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "html", "main", "ol", "p", "section", "summary", "table", "ul",
)  # fmt: skip


@dataclass(slots=True)
class Element:
    """An element with its attributes, and what stands in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)
    language: str = ""  # where it is not the page's: its own, or that of what it stands in

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def is_block(self) -> bool:
        return self.tag in BLOCKS

    def walk(self) -> Iterator["Element"]:
        """Yield the element and all below it, in order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def find(self, tag: str) -> "Element | None":
        return next((one for one in self.walk() if one.tag == tag), None)

    @property
    def text(self) -> str:
        """Return the words in it, on one line."""
        return " ".join("".join(self.pieces()).split())

    def pieces(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in LEFT_OUT:
                yield from child.pieces()

    @property
    def markup(self) -> str:
        """Return it as XML again."""
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in self.attributes.items())
        inner = "".join(escape(one, quote=False) if isinstance(one, str) else one.markup for one in self.children)
        return f"<{self.tag}{attributes}>{inner}</{self.tag}>"


class Reader(HTMLParser):
    """Builds the tree; an end without a beginning is passed over, and depth has a limit."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("html")
        self.open = [self.root]
        self.names = ["html"]
        self.elements = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        element.language = element.attributes.get("lang", self.open[-1].language) if tag != "html" else ""
        if "skip" in element.classes:  # a link for those who go by keyboard; on paper it leads nowhere
            element.tag = "template"
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise ByregError("the report is too large to be set on paper", "Make it as HTML, or of fewer records.")
        self.open[-1].children.append(element)
        if tag not in EMPTY and len(self.open) < DEEPEST:
            self.open.append(element)
            self.names.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.names[1:]:
            while self.names.pop() != tag:
                self.open.pop()
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read_page(html: str) -> Element:
    """Return the tree of a page."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.root


def rows_of(table: Element) -> tuple[list[Element], list[list[Element]]]:
    """Return a table's row of headings (empty if it has none) and its other rows, each as long as the longest."""
    rows = [[cell for cell in row.children if isinstance(cell, Element)] for row in table.walk() if row.tag == "tr"]
    rows = [row for row in rows if row]
    head = table.find("thead")
    headings = rows.pop(0) if rows and head is not None and head.find("tr") is not None else []
    width = max((len(row) for row in (headings, *rows)), default=0)
    if width > MOST_COLUMNS:
        raise ByregError(
            f"a table of {width} columns is too wide for paper", "Mend the template, or make the report as HTML."
        )
    for row in (*([headings] if headings else []), *rows):
        row.extend(Element("td") for _ in range(width - len(row)))
    return headings, rows


def groups(children: list[Element | str]) -> Iterator[Element | list[Element | str]]:
    """Yield blocks, and between them runs of what stands on a line; white space alone is no run."""
    run: list[Element | str] = []
    for child in children:
        if isinstance(child, Element) and (child.is_block or child.tag in ("svg", *LEFT_OUT)):
            if words(run):
                yield run
            run = []
            if child.tag not in LEFT_OUT:
                yield child
        else:
            run.append(child)
    if words(run):
        yield run


def trimmed(run: Sequence[Element | str]) -> list[Element | str]:
    """Return a run without the white space before its first word and after its last."""
    kept = list(run)
    for place, strip in ((0, str.lstrip), (-1, str.rstrip)):
        if kept and isinstance(kept[place], str):
            kept[place] = strip(str(kept[place]))
    return kept


def words(run: list[Element | str]) -> bool:
    return any(one.strip() if isinstance(one, str) else one.text or one.tag == "br" for one in run)
