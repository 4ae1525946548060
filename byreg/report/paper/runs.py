"""What stands on a line of a Word document: runs of text with their looks, cells, and the settings that the library lacks."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from byreg.report.draw.palette import LIGHT, TONES
from byreg.report.paper.page import SPACE, Element, groups, trimmed, words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}


def cleaned(text: str) -> str:
    return NOT_XML.sub("", text)


def colour(name: str) -> Any:
    from docx.shared import RGBColor

    return RGBColor.from_string(LIGHT[name][1:].upper())


def write(
    paragraph: "Paragraph", children: Sequence[Element | str], *, bold: bool = False, italic: bool = False, tone: str = "",
    language: str = "",
) -> None:  # fmt: skip
    """Write what stands on a line as runs of text with their looks."""
    for child in trimmed(children) if not paragraph.runs else children:
        if isinstance(child, str):
            text = SPACE.sub(" ", cleaned(child))
            if text:
                run = paragraph.add_run(text)
                run.bold, run.italic = bold or None, italic or None
                if tone:
                    run.font.color.rgb = colour(tone)
                if language:
                    speak(run, language)
        elif child.tag == "br":
            paragraph.add_run().add_break()
        elif child.tag == "a" and child.attributes.get("href", "").startswith(("http://", "https://")):
            link(paragraph, child.text, child.attributes["href"])
        elif words(child.children):
            tones = [name for name in child.classes if name in TONES] if "status" in child.classes else []
            muted = ["muted"] if {"aside", "remark", "date"} & set(child.classes) else []
            write(
                paragraph,
                child.children,
                bold=bold or child.tag in ("strong", "b", "ins") or "status" in child.classes,
                italic=italic or child.tag in ("em", "i"),
                tone=next(iter((*tones, *muted)), tone),
                language=child.language or language,
            )


def link(paragraph: "Paragraph", words_of: str, address: str) -> None:
    """Write a link to the web that Word follows."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run(cleaned(words_of))
    run.underline = True
    run.font.color.rgb = colour("accent")
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), paragraph.part.relate_to(cleaned(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    element.append(run._r)  # noqa: SLF001 - the library has no links
    paragraph._p.append(element)  # noqa: SLF001


def speak(run: Any, language: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), LANGUAGES.get(language, language))
    run._r.get_or_add_rPr().append(spoken)  # noqa: SLF001 - the library has no languages of runs


def fill(paragraph: "Paragraph", cell: Element) -> None:
    """Write a cell; the items of a list in it stand on lines of their own."""
    lines: list[Sequence[Element | str]] = []
    for part in groups(cell.children):
        if isinstance(part, list):
            lines.append(part)
        else:
            items = [one for one in part.walk() if one.tag == "li"]
            lines += [["• ", *one.children] for one in items] or [part.children]
    for index, line in enumerate(lines):
        if index:
            paragraph.add_run().add_break()
        write(paragraph, line, bold=cell.tag == "th", language=cell.language)


def mark_row(row: Any, *, heads: bool) -> None:
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no such settings
    properties.append(OxmlElement("w:cantSplit"))
    if heads:
        properties.append(OxmlElement("w:tblHeader"))


def begun_anew(document: "Document") -> int:
    """Return the number of a new counting, which begins at one: else Word counts on from the list before."""
    counting = document.part.numbering_part.numbering_definitions._numbering  # noqa: SLF001 - the library has no such call
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    abstract = counting.num_having_numId(style).abstractNumId.val
    new = counting.add_num(abstract)
    new.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(new.numId)


def number_by(paragraph: "Paragraph", number: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - as above
    properties.get_or_add_numId().val = number
    properties.get_or_add_ilvl().val = 0
