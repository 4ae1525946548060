"""A report as a Word document: real headings, styles, lists, and tables with rows of headings, to go on working in."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from byreg.exchange.extras import needed
from byreg.report.draw.palette import LIGHT
from byreg.report.paper.page import Element, groups, read_page, rows_of

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
from byreg.report.paper.runs import LANGUAGES, begun_anew, cleaned, colour, fill, mark_row, number_by, write

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file knows
UNIX = 3  # what zip files call it
FONT = "Calibri"


def as_word(html: str, *, title: str, author: str, running: str, record: str, language: str, day: date) -> bytes:
    """Return the report's page as a document, the same bytes for the same page; ByregError where the extra is missing."""
    docx = needed("docx", "office", "Word documents")
    document = docx.Document()
    set_styles(document, language)
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC).replace(tzinfo=None)
    about = document.core_properties
    about.title, about.author, about.language = (
        cleaned(title)[:255],
        cleaned(author)[:255],
        LANGUAGES.get(language, language),
    )
    about.created = about.modified = noon
    about.last_modified_by, about.comments, about.revision = cleaned(author)[:255], "", 1
    section = document.sections[0]
    page = read_page(html)
    body = page.find("body") or page
    if "report-slides" in body.classes:
        section.page_width, section.page_height = section.page_height, section.page_width
        section.orientation = 1
    section.header.paragraphs[0].text = cleaned(running)
    add_page_number(section.footer.paragraphs[0])
    Writer(document).blocks(body)
    out = io.BytesIO()
    document.save(out)
    return packed(out.getvalue(), record)


def versions() -> str:
    """Return what Word documents are made with."""
    from importlib.metadata import version

    return f"python-docx {version('python-docx')}, lxml {version('lxml')}"


def packed(data: bytes, record: str) -> bytes:
    """Pack a document anew: no times of day in it, the same order, the record as the archive's comment."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            if name != "docProps/thumbnail.jpeg":
                new.writestr(packed_as(name), without_thumbnail(name, old.read(name)))
        new.comment = record.encode()
    return out.getvalue()


def packed_as(name: str) -> zipfile.ZipInfo:
    """Return how a part is packed: at no time of day, and as on Unix whatever the machine."""
    about = zipfile.ZipInfo(name, EPOCH)
    about.compress_type, about.create_system = zipfile.ZIP_DEFLATED, UNIX
    return about


def without_thumbnail(name: str, data: bytes) -> bytes:
    """Return a part without the picture that the library's own template brings along."""
    return re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", data) if name == "_rels/.rels" else data


def set_styles(document: "Document", language: str) -> None:
    """Set type, colours and language once, in the styles that the document is made of."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    properties = normal.element.get_or_add_rPr()
    spoken = properties.makeelement(qn("w:lang"), {qn("w:val"): LANGUAGES.get(language, language)})
    properties.append(spoken)
    for level in range(1, 7):
        style = document.styles[f"Heading {level}"]
        style.font.name = FONT
        style.font.color.rgb = RGBColor.from_string(LIGHT["accent" if level < 3 else "ink"][1:].upper())
        style.font.size = Pt((24, 17, 13, 12, 11, 11)[level - 1])
        fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
        for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            if fonts is not None:
                fonts.attrib.pop(qn(f"w:{name}"), None)


def add_page_number(paragraph: "Paragraph") -> None:
    """Write the page's number as a field that Word counts."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for name, words_of in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if name else "w:instrText")
        if name:
            element.set(qn("w:fldCharType"), name)
        else:
            element.text = words_of
        run._r.append(element)  # noqa: SLF001 - the library has no fields


class Writer:
    """Writes elements into the document, one after the other."""

    def __init__(self, document: "Document") -> None:
        self.document = document
        self.level = 0

    def blocks(self, element: Element, depth: int = 0) -> None:
        for part in groups(element.children):
            if isinstance(part, list):
                self.line(part, language=element.language)
            else:
                self.block(part, depth)

    def line(self, children: Sequence[Element | str], style: str | None = None, language: str = "") -> "Paragraph":
        paragraph = self.document.add_paragraph(style=style)
        write(paragraph, children, language=language)
        return paragraph

    def block(self, part: Element, depth: int) -> None:
        match part.tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self.level = min(int(part.tag[1]), self.level + 1)
                self.line(part.children, f"Heading {self.level}", part.language)
            case "p" if "kind" in part.classes:
                self.line(part.children, "Subtitle", part.language)
            case "p":
                self.line(part.children, language=part.language)
            case "ul" | "ol":
                self.listing(part, depth)
            case "dl":
                self.facts(part)
            case "table":
                self.table(part)
            case "svg":
                description = part.find("desc")
                self.line([description.text if description else ""])
            case "figcaption" | "summary" | "blockquote":
                style = "Quote" if part.tag == "blockquote" else "Caption"
                self.line([part.text], style, part.language)
            case "section" if "slide" in part.classes:
                self.document.add_page_break()  # type: ignore[no-untyped-call]
                self.blocks(part, depth)
            case _:
                self.blocks(part, depth)

    def listing(self, part: Element, depth: int) -> None:
        counts = part.tag == "ol" and "history" not in part.classes
        kind = "List Number" if counts else "List Bullet"
        number = begun_anew(self.document) if counts else 0
        style = kind if depth == 0 else f"{kind} {min(depth + 1, 3)}"
        for item in part.children:
            if isinstance(item, Element) and item.tag == "li":
                for inner in groups(item.children):
                    if isinstance(inner, list) or inner.tag == "p":
                        line = self.line(inner if isinstance(inner, list) else inner.children, style, item.language)
                        if counts:
                            number_by(line, number)
                    else:
                        self.block(inner, depth + 1)

    def facts(self, part: Element) -> None:
        term: Element | None = None
        for one in part.walk():
            if one.tag == "dt":
                term = one
            elif one.tag == "dd" and term is not None:
                paragraph = self.document.add_paragraph()
                paragraph.paragraph_format.space_after = 0
                run = paragraph.add_run(f"{cleaned(term.text)}: ")
                run.font.color.rgb = colour("muted")
                write(paragraph, one.children, language=one.language)

    def table(self, part: Element) -> None:
        """Write a table with its caption above it; the row of headings is repeated on each page, and no row is split."""
        headings, rows = rows_of(part)
        every = [*([headings] if headings else []), *rows]
        if not every:
            return
        caption = part.find("caption")
        if caption is not None and caption.text:
            self.line(caption.children, "Caption", caption.language)
        table = self.document.add_table(rows=len(every), cols=len(every[0]))
        table.style = "Table Grid"
        for row, cells in zip(table.rows, every, strict=True):
            mark_row(row, heads=bool(headings) and cells is headings)
            for place, cell in zip(row.cells, cells, strict=True):
                fill(place.paragraphs[0], cell)
        self.document.add_paragraph()
