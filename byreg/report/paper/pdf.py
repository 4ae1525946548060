"""A report as PDF: for archives (PDF/A-2a) and for all readers (PDF/UA-1), set by Typst.

What is written here is Typst's code, in which every word of the report is a quoted string: no
report can say anything to the program that sets it.
"""

import re
import tempfile
from datetime import date
from importlib.resources import files
from types import ModuleType

from byreg.errors import ByregError
from byreg.exchange.extras import needed
from byreg.report.draw.palette import LIGHT
from byreg.report.paper.page import read_page
from byreg.report.paper.streams import clear_ends
from byreg.report.paper.typeset import Setting, quoted

STANDARDS = ["a-2a", "ua-1"]
MOST_UNKNOWN = 60  # how often a page is set anew without a sign
UNKNOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
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
#show table: set text(0.9em)
#show table: set par(leading: 0.5em)
#show table: set text(hyphenate: true)
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
        size="14pt" if slides else "8.5pt" if brief else "10pt", margin=BRIEF_MARGIN if brief else MARGIN, **LIGHT,
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
