"""A report as PDF: for archives (PDF/A-2a) and for all readers (PDF/UA-1), set by Typst.

What is written here is Typst's code, in which every word of the report is a quoted string: no
report can say anything to the program that sets it.
"""

import re
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.resources import files
from types import ModuleType

from byreg.errors import ByregError
from byreg.exchange.extras import needed
from byreg.report.draw.palette import LIGHT, TONES, style_of_charts
from byreg.report.paper.page import Element, groups, read_page, rows_of, trimmed, words
from byreg.report.paper.streams import clear_ends

STANDARDS = ["a-2a", "ua-1"]
FONT = "Fira Sans"
SPACE = re.compile(r"\s+")
SIMPLE = {"strong": "strong", "b": "strong", "em": "emph", "i": "emph", "ins": "underline", "del": "strike"}
SHORT = 18  # letters in a column that gets the room it needs
MOST_UNKNOWN = 60  # how often a page is set anew without a sign
UNKNOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
CHART_WIDTH = 520  # px: how wide a chart is drawn before it is fitted to the page
MARGIN, BRIEF_MARGIN = "(x: 20mm, top: 24mm, bottom: 22mm)", "(x: 16mm, top: 12mm, bottom: 12mm)"
PREAMBLE = """
#set document(title: {title}, author: {author}, keywords: ({record},), date: datetime(year: {year}, month: {month}, day: {day}))
#set page(
  paper: "a4", flipped: {flipped}, margin: {margin},
  header: context if counter(page).get().first() > 1 {{ text(8.5pt, fill: rgb("{muted}"), {running}) }},
  footer: context align(right, text(8.5pt, fill: rgb("{muted}"), counter(page).display((here, ..) => str(here) + " / " + str(counter(page).final().first())))),
)
#set text(font: ("Fira Sans", "DejaVu Sans Mono"), lang: {language}, size: {size}, fill: rgb("{ink}"))
#set par(leading: 0.62em, spacing: 0.95em)
#set heading(numbering: none)
#show heading: set block(above: 1.5em, below: 0.7em, sticky: true)
#show heading.where(level: 1): set text(22pt)
#show heading.where(level: 2): set text(15pt, fill: rgb("{accent}"))
#show heading.where(level: 3): set text(12pt)
#show heading.where(level: 4): set text(10.5pt)
#show figure: set block(breakable: true)
#show figure: set align(left)
#show figure.caption: set align(left)
#show figure.caption: set text(8.5pt, fill: rgb("{muted}"))
#set figure.caption(position: top)
#set table(stroke: (x, y) => (bottom: 0.5pt + rgb("{line}")), fill: (x, y) => if y == 0 {{ rgb("{tint}") }}, inset: (x: 5pt, y: 4pt))
#show table: set text(9pt)
#show table: set par(leading: 0.5em)
#show table.cell.where(y: 0): set text(weight: "semibold")
#set terms(separator: [: ], hanging-indent: 1em)
#show raw: set text(8pt, fill: rgb("{muted}"))
#show link: underline
"""


def as_pdf(html: str, *, title: str, author: str, running: str, record: str, language: str, day: date) -> bytes:
    """Return the PDF of a report's page; ByregError where the extra is missing or the page cannot be set."""
    typst = needed("typst", "pdf", "PDF files")
    needed("fontpkg_fira_sans", "pdf", "PDF files")
    page = read_page(html)
    body = page.find("body") or page
    slides, brief = "report-slides" in body.classes, "report-brief" in body.classes
    head = PREAMBLE.format(
        title=quoted(title), author=quoted(author), record=quoted(record), year=day.year, month=day.month, day=day.day,
        flipped="true" if slides else "false", running=quoted(running), language=quoted(language),
        size="13pt" if slides else "8.5pt" if brief else "10pt", margin=BRIEF_MARGIN if brief else MARGIN, **LIGHT,
    )  # fmt: skip
    contents = next((one for one in body.walk() if one.tag == "nav" and "contents" in one.classes), None)
    source = head + "#{\n" + ";\n".join(Setting(contents, close=slides or brief).blocks(body)) + "\n}\n"
    return clear_ends(compiled(typst, source))


def compiled(typst: ModuleType, source: str) -> bytes:
    """Set the page. A sign that no typeface has is written by its number: a name in another script, a smiley."""
    fonts = str(files("fontpkg_fira_sans") / "files")
    with tempfile.TemporaryDirectory(prefix="byreg-") as empty:  # what the page may read: nothing
        for _ in range(MOST_UNKNOWN):
            try:
                return bytes(
                    typst.compile(
                        source.encode(), root=empty, font_paths=[fonts], ignore_system_fonts=True, format="pdf",
                        pdf_standards=STANDARDS, package_path=empty, package_cache_path=empty,
                    )
                )  # fmt: skip
            except (RuntimeError, ValueError) as error:
                problem = str(error).strip().partition("\n")[0]
                unknown = UNKNOWN.search(problem)
                spelled = without(source, unknown[1]) if unknown else source
                if spelled == source:
                    break
                source = spelled
    raise ByregError(f"the report cannot be set as PDF: {problem}", "Report templates of your own may be at fault.")


def is_far(sign: str) -> bool:
    """Tell whether a sign is of a script that the typefaces lack: Hebrew and all after it, but for points and symbols."""
    return sign >= "\u0590" and not "\u2000" <= sign <= "\u2bff"


def without(source: str, unknown: str) -> str:
    """Return the page with some signs written as their numbers, and with them all that are as far from print as they."""
    signs = {one for one in unknown if not one.isascii()}
    if any(is_far(one) for one in signs):
        signs |= {one for one in source if is_far(one)}
    return source.translate({ord(one): f"[U+{ord(one):04X}]" for one in signs})


def versions() -> str:
    """Return what PDF files are made with."""
    from importlib.metadata import version

    return f"typst {version('typst')}, fontpkg-fira-sans {version('fontpkg-fira-sans')}"


def quoted(text: str) -> str:
    """Return text as a string of Typst's; signs that are no letters of print are left out."""
    kept = "".join(one for one in text if one.isprintable())
    return '"' + kept.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Setting:
    """Sets elements; headings never skip a level, which the standard forbids."""

    def __init__(self, contents: Element | None, *, close: bool = False) -> None:
        self.contents = contents
        self.close = close
        self.level = 0

    def side_by_side(self, part: Element) -> str:
        """Return a chart with its figures at its side, where everything has to stay on one page."""
        tables = [one for one in part.children if isinstance(one, Element) and one.tag in ("table", "details")]
        rest = Element("div", {}, [one for one in part.children if one not in tables])
        left, right = (
            together(list(self.blocks(rest))),
            together([one for t in tables for one in self.blocks(as_parent(t))]),
        )
        return f"grid(columns: (3fr, 2fr), column-gutter: 16pt, {left}, {right})"

    def blocks(self, element: Element) -> Iterator[str]:
        """Yield what stands in an element, block by block."""
        for part in groups(element.children):
            if isinstance(part, list):
                yield f"par({inline(part)})"
            else:
                yield from self.within_language(part)
            if isinstance(part, Element) and part.tag == "header" and self.contents is not None:
                yield from self.outline(self.contents)

    def outline(self, contents: Element) -> Iterator[str]:
        heading = contents.find("p")
        yield f"outline(depth: 2, indent: 0pt, title: {quoted(heading.text if heading else '')})"
        yield "pagebreak(weak: true)"

    def within_language(self, part: Element) -> Iterator[str]:
        language = part.attributes.get("lang", "")
        found = self.block(part)
        if language and part.tag != "html":
            yield f"text(lang: {quoted(language)}, {together(list(found))})"
        else:
            yield from found

    def block(self, part: Element) -> Iterator[str]:  # noqa: C901 - one line an element
        match part.tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self.level = min(int(part.tag[1]), self.level + 1)
                yield f"heading(level: {self.level}, {inline(part.children)})"
            case "p":
                yield paragraph(part)
            case "ul" | "ol":
                yield self.listing(part)
            case "dl":
                yield from facts(part)
            case "table":
                yield self.table(part)
            case "svg":
                yield image(part, "100%") if self.close else image(part)
            case "blockquote":
                yield f"quote(block: true, {together(list(self.blocks(part)))})"
            case "figcaption" | "summary":
                yield f"block(sticky: true, strong({inline(part.children)}))"
            case "section" if "slide" in part.classes:
                yield "pagebreak(weak: true)"
                yield from self.blocks(part)
            case "figure" if self.close and part.find("svg") and part.find("table"):
                yield self.side_by_side(part)
            case "footer":
                yield f"text(8.5pt, fill: rgb({quoted(LIGHT['muted'])}), {together(list(self.blocks(part)))})"
            case _:
                yield from self.blocks(part)

    def listing(self, part: Element) -> str:
        items = [one for one in part.children if isinstance(one, Element) and one.tag == "li"]
        set_items = [together(list(self.blocks(as_block(item)))) for item in items]
        return f"{'enum' if part.tag == 'ol' else 'list'}({', '.join(set_items)})" if set_items else "[]"

    def table(self, part: Element) -> str:
        headings, rows = rows_of(part)
        if not headings and not rows:
            return "[]"
        widths = ", ".join(column_widths([*([headings] if headings else []), *rows]))
        head = [f"table.header({', '.join(self.cell(cell) for cell in headings)})"] if headings else []
        cells = [self.cell(cell) for row in rows for cell in row]
        table = f"table(columns: ({widths},), {', '.join([*head, *cells])})"
        caption = part.find("caption")
        named = f"caption: {inline(caption.children)}, " if caption is not None and caption.text else ""
        return f"figure(kind: table, supplement: none, numbering: none, {named}{table})"

    def cell(self, cell: Element) -> str:
        content = together(list(self.blocks(as_block(cell))))
        content = f"strong({content})" if cell.tag == "th" else content
        language = cell.attributes.get("lang", "")
        return f"text(lang: {quoted(language)}, {content})" if language else f"[#{content}]"


def as_parent(element: Element) -> Element:
    return Element("div", {}, [element])


def as_block(element: Element) -> Element:
    return Element("div", {}, element.children)


def together(parts: Sequence[str]) -> str:
    """Return several pieces of code as one."""
    return "{ " + "; ".join(parts) + " }" if parts else "[]"


def paragraph(part: Element) -> str:
    content = inline(part.children)
    if "region" in part.classes:
        content = f"text(weight: 600, fill: rgb({quoted(LIGHT['accent'])}), {content})"
    elif "kind" in part.classes:
        content = f"text(13pt, fill: rgb({quoted(LIGHT['muted'])}), {content})"
    elif "list-title" in part.classes or "amount" in part.classes:
        return f"block(sticky: true, strong({content}))"
    elif {"none", "aside"} & set(part.classes):
        content = f"text(fill: rgb({quoted(LIGHT['muted'])}), {content})"
    return f"par({content})"


def facts(part: Element) -> Iterator[str]:
    """Yield a list of terms; each stands in a `div` with what is said of it."""
    pairs = []
    term: Element | None = None
    for one in part.walk():
        if one.tag == "dt":
            term = one
        elif one.tag == "dd" and term is not None:
            pairs.append(f"terms.item({inline(term.children)}, {inline(one.children)})")
    if pairs:
        yield f"terms({', '.join(pairs)})"


def image(part: Element, width: str = f"{CHART_WIDTH * 0.75}pt") -> str:
    """Return a chart as a picture with its description; its colours come with it."""
    title, description = part.find("title"), part.find("desc")
    told = ": ".join(one.text for one in (title, description) if one is not None and one.text)
    drawn = Element(part.tag, {**part.attributes, "width": str(CHART_WIDTH)}, part.children)
    fonts = f".chart text{{font-family:'{FONT}';font-weight:400}} .chart .symbol{{font-family:'DejaVu Sans Mono'}}"
    style = f"<style>{fonts} {style_of_charts(LIGHT)}</style>"
    markup = drawn.markup.replace(">", f">{style}", 1)
    return f'image(bytes({quoted(markup)}), format: "svg", width: {width}, alt: {quoted(told or " ")})'


def column_widths(rows: Sequence[Sequence[Element]]) -> list[str]:
    """Return how wide each column should be: short ones as they are, the others by how much text they hold."""
    found = []
    for column in zip(*rows, strict=True):
        texts = [cell.text for cell in column]
        most = max(len(text) for text in texts)
        found.append("auto" if most <= SHORT else f"{min(sum(map(len, texts)) // len(texts) + most // 4, 90) + 10}fr")
    return found


def inline(children: Sequence[Element | str]) -> str:
    """Return what stands on a line as code that joins strings and content."""
    parts = []
    for child in trimmed(children):
        if isinstance(child, str):
            text = SPACE.sub(" ", child)
            parts += [quoted(text)] if text else []
        elif child.tag == "br":
            parts.append("linebreak()")
        elif child.tag == "svg":
            parts.append(image(child))
        elif words(child.children):
            parts.append(styled(child))
    return together(parts)


def styled(part: Element) -> str:
    content = inline(part.children)
    tone = next((name for name in part.classes if name in TONES), None)
    if part.tag in SIMPLE:
        content = f"{SIMPLE[part.tag]}({content})"
    elif part.tag == "code":
        content = f"raw({quoted(part.text)})"
    elif part.tag == "a" and part.attributes.get("href", "").startswith(("http://", "https://", "mailto:")):
        content = f"link({quoted(part.attributes['href'])}, {content})"
    elif tone and "status" in part.classes:
        content = f"text(weight: 600, fill: rgb({quoted(LIGHT[tone])}), {content})"
    elif {"aside", "remark", "date"} & set(part.classes):
        content = f"text(fill: rgb({quoted(LIGHT['muted'])}), {content})"
    language = part.attributes.get("lang", "")
    return f"text(lang: {quoted(language)}, {content})" if language else content
