"""PDF and Word: the right structure, valid, accessible, the same bytes, and no way in for hostile words."""

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date

import docx
import page
import pytest

from byreg.config import Settings
from byreg.errors import ByregError
from byreg.load import load_workspace
from byreg.model.plan import TEMPLATES
from byreg.report.paper.page import Element, read_page, rows_of
from byreg.report.paper.pdf import as_pdf
from byreg.report.paper.streams import clear_ends
from byreg.report.paper.typeset import quoted
from byreg.report.paper.word import as_word
from byreg.report.provenance import Request
from byreg.report.publish import provenance_of, publish
from byreg.report.render import Renderer
from tests.conftest import ROOT
from tests.golden.test_reports import DAYS
from tests.support.states import put, trees, workspace_of

WORKSPACE = load_workspace(ROOT, Settings())
ABOUT = {"title": "Tittel", "author": "Region", "running": "Topp", "record": "byreg-provenance:x", "language": "nb", "day": date(2019, 3, 1)}  # fmt: skip
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def published(plan, template, format_, language="nb"):
    asked = Request(plan, template, format_, language, DAYS[plan])
    phase = WORKSPACE.register.phase(*plan.split("/"))
    return publish(WORKSPACE, phase, provenance_of(WORKSPACE, asked, None), Renderer(None))


def faults(data):
    """What the validator finds against PDF/A-2a and PDF/UA-1."""
    found = []
    for profile in (page.ValidationProfile.PDF_A_2A, page.ValidationProfile.PDF_UA_1):
        told = page.validate_pdf_bytes(data, profile=profile)
        assert told.rules.total > 50
        found += [f"{profile}: {one.rule_id}: {one.message}" for one in told.failures]
        assert told.is_compliant == (not told.failures)
    return found


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("plan", DAYS)
def test_pdf_is_for_archives_and_for_everyone(plan, template):
    assert faults(published(plan, template, "pdf")) == []


@pytest.mark.parametrize("language", ["nn", "en"])
def test_pdf_in_other_languages(language):
    data = published("kongsvinger/2", "status", "pdf", language)
    assert faults(data) == []
    assert f"/Lang ({language})".encode() in data or f"({language})".encode() in data


def test_pdf_is_the_same_bytes_each_time():
    assert published("notodden/2", "final", "pdf") == published("notodden/2", "final", "pdf")


def test_pdf_embeds_its_typeface_and_describes_its_charts():
    data = published("kongsvinger/2", "status", "pdf")
    assert b"FiraSans-Regular" in data
    assert b"Libertinus" not in data


@pytest.mark.parametrize(
    "words",
    [
        '") #read("/etc/passwd") //',
        '#import "@preview/x:0.1.0"',
        "\\u{41} $x$ *a* _b_ @ref <label> // /* `raw`",
        "\u202e\u0000 \ufffd \U0001f600",
        "] } ) ; ,",
    ],
)
def test_no_words_say_anything_to_the_typesetter(words):
    from html import escape

    told = escape(words)
    html = f"<body><main><h1>{told}</h1><p>{told} <a href='javascript:x'>{told}</a></p><ul><li>{told}</li></ul><table><thead><tr><th>{told}</th></tr></thead><tr><td>{told}</td></tr></table></main></body>"
    assert faults(as_pdf(html, **{**ABOUT, "title": words, "running": words})) == []
    document = docx.Document(io.BytesIO(as_word(html, **{**ABOUT, "title": words, "running": words})))
    assert document.paragraphs


def test_signs_without_a_typeface_are_told_by_their_number():
    from byreg.report.paper.pdf import without

    assert without('"✓ 😀 漢 á – š"', "😀") == '"✓ [U+1F600] [U+6F22] á – š"'
    assert without('"⟰ 😀"', "⟰") == '"[U+27F0] 😀"'
    html = (
        "<body><h1>"
        + "".join(chr(number) for number in range(0x4E00, 0x4E00 + 300))
        + "שלום 😀</h1><p>✓ ◐ ▢</p></body>"
    )
    assert faults(as_pdf(html, **ABOUT)) == []


@pytest.mark.parametrize("ends", [b"\r", b"\n", b"x"])
def test_where_a_stream_ends_is_beyond_doubt(ends):
    first = b"%%PDF-1.7\n1 0 obj\n<</Length 4>>\nstream\nabc%b\nendstream\nendobj\n" % ends
    second = b"2 0 obj\n<</Length 5>>\nstream\nabcde\nendstream\nendobj\n"
    start = len(first) + len(second)
    table = b"xref\n0 3\n0000000000 65535 f\r\n0000000009 00000 n\r\n%010d 00000 n\r\n" % len(first)
    data = first + second + table + b"trailer\n<</Size 3>>\nstartxref\n%d\n%%%%EOF" % start
    cleared = clear_ends(data)
    doubtful = ends == b"\r"
    assert (b"abc\r\r\nendstream" in cleared) == doubtful
    assert (cleared == data) != doubtful
    place = int(re.search(rb"startxref\n(\d+)", cleared)[1])
    assert cleared[place : place + 4] == b"xref"
    offsets = [int(one) for one in re.findall(rb"(\d{10}) 00000 n", cleared)]
    assert [cleared[at : at + 7] for at in offsets] == [b"1 0 obj", b"2 0 obj"]
    assert clear_ends(b"no pdf") == b"no pdf"


def test_headings_never_skip_a_level_on_paper():
    html = "<body><main><h1>a</h1><h4>b</h4><h2>c</h2><h6>d</h6></main></body>"
    assert faults(as_pdf(html, **ABOUT)) == []
    styles = [one.style.name for one in docx.Document(io.BytesIO(as_word(html, **ABOUT))).paragraphs if one.text]
    assert styles == ["Heading 1", "Heading 2", "Heading 2", "Heading 3"]


@pytest.mark.parametrize(
    "html",
    ["", "<", "</p></p>", "<table></table>", "<ul></ul>", "<table><tr><td>a<td>b<tr><td>c</table>", "<p>" * 3000],
)
def test_any_page_can_be_set(html):
    assert as_pdf(f"<body><main><h1>t</h1>{html}</main></body>", **ABOUT).startswith(b"%PDF")
    assert as_word(f"<body><main><h1>t</h1>{html}</main></body>", **ABOUT).startswith(b"PK")


@pytest.mark.parametrize("template", ["brief", "slides"])
@pytest.mark.parametrize("plan", [*DAYS, "stress"])
def test_brief_is_one_page_and_slides_are_ten(plan, template):
    data = stressed(template) if plan == "stress" else published(plan, template, "pdf")
    told = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1)
    assert told.document.page_count == {"brief": 1, "slides": 10}[template]


def stressed(template):
    """A plan in which everything is long and late."""
    long = "En svært lang tittel som ingen rådmann ville godta, men som noen likevel har skrevet i en travel time " * 2
    where = put(
        trees(),
        "plan",
        "sections",
        {"vision": {"text": "\n".join([long] * 25)}, "purpose": {"text": "\n\n".join([long] * 5)}},
    )
    where = put(
        where,
        "actions",
        "actions",
        {f"a{n}": {"title": long, "under": "new-firms", "schedule": 2018} for n in range(30)},
    )
    figures = {"title": long[:350], "measures": "more-jobs", "baseline": {"value": 1, "period": 2017}, "observations": {"2018": 5, "2019": 6}, "targets": {"end": {"at_least": 10}}}  # fmt: skip
    where = put(where, "targets", "indicators", {f"i{n}": figures for n in range(12)})
    where = put(where, "plan", "milestones", {f"m{n}": {"title": long[:350], "date": "2030"} for n in range(12)})
    where = put(
        where,
        "plan",
        "financing",
        {
            f"f{n}": {"title": long[:350], "funder": "council-office", "amount": 1000, "state": "applied"}
            for n in range(9)
        },
    )
    where = put(
        where,
        "actions",
        "actions",
        {
            f"a{n}": {"title": long, "under": f"f{n}", "schedule": 2018, "responsible": ["grue", "council-office"]}
            for n in range(12)
        },
    )
    where = put(where, "plan", "focus_areas", {f"f{n}": {"title": long[:350]} for n in range(12)})
    workspace = workspace_of(where)
    asked = Request("demo/1", template, "pdf", "nb", "2020-06-30")
    return publish(
        workspace, workspace.register.phase("demo", "1"), provenance_of(workspace, asked, None), Renderer(None)
    )


def test_a_page_without_bounds_is_refused():
    wide = "<table><tr>" + "<td></td>" * 2000 + "</tr>" + "<tr><td></td></tr>" * 2000 + "</table>"
    with pytest.raises(ByregError, match="columns"):
        as_word(f"<body>{wide}</body>", **ABOUT)
    with pytest.raises(ByregError, match="too large"):
        as_pdf("<body>" + "<p>x</p>" * 250_000 + "</body>", **ABOUT)


def test_word_tells_the_language_of_its_parts_and_follows_links():
    html = "<body><h1 lang='nn'>a</h1><p>b <a href='https://a.no/x'>lenkje</a></p><ul><li lang='nn'>c</li></ul><blockquote><p>sitat</p></blockquote></body>"
    document = docx.Document(io.BytesIO(as_word(html, **ABOUT)))
    spoken = {one.text: [run._r.xpath("w:rPr/w:lang/@w:val") for run in one.runs] for one in document.paragraphs}
    assert spoken["a"] == [["nn-NO"]]
    assert spoken["c"] == [["nn-NO"]]
    assert [link.address for one in document.paragraphs for link in one.hyperlinks] == ["https://a.no/x"]
    assert "Quote" in [one.style.name for one in document.paragraphs]


def test_hard_spaces_stay():
    assert quoted("2\u00a0mill.\u00a0kr") == '"2\u00a0mill.\u00a0kr"'
    document = docx.Document(io.BytesIO(as_word("<body><h1>a</h1><p>2\u00a0mill.\u00a0kr</p></body>", **ABOUT)))
    assert "2\u00a0mill.\u00a0kr" in [one.text for one in document.paragraphs]


def test_each_list_of_word_counts_from_one():
    html = "<body><h1>a</h1><ol><li>x</li><li>y</li></ol><p>p</p><ol><li>z</li></ol></body>"
    document = docx.Document(io.BytesIO(as_word(html, **ABOUT)))
    numbers = [one._p.pPr.numPr.numId.val for one in document.paragraphs if one.style.name == "List Number"]
    assert len(numbers) == 3
    assert numbers[0] == numbers[1] != numbers[2]


def test_charts_are_lettered_in_one_typeface():
    fonts = (
        subprocess.run(
            ["pdffonts", "-"], input=published("sor-troms/2", "status", "pdf"), capture_output=True, check=False
        )
        if shutil.which("pdffonts")
        else None
    )
    assert fonts is None or not re.search(rb"Libertinus|NewCM", fonts.stdout), fonts.stdout


def test_quoted_is_one_string():
    assert quoted('a"b\\c\nd') == '"a\\"b\\\\cd"'


def test_a_page_is_read_as_a_tree():
    tree = read_page("<body><p class='x y'>Hei <b>du</b></p></i><br>slutt</body>")
    paragraph = tree.find("p")
    assert paragraph.classes == ["x", "y"]
    assert paragraph.text == "Hei du"
    table = read_page("<table><thead><tr><th>a</th></tr></thead><tr><td>1</td><td>2</td></tr></table>").find("table")
    heads, rows = rows_of(table)
    assert [len(heads), *map(len, rows)] == [2, 2]
    assert Element("p", {"a": '"<'}, ["&"]).markup == '<p a="&quot;&lt;">&amp;</p>'


@pytest.mark.parametrize("template", TEMPLATES)
def test_word_has_the_structure_of_the_page(template):
    html = published("sor-troms/2", template, "html").decode()
    document = docx.Document(io.BytesIO(published("sor-troms/2", template, "docx")))
    main = html[html.index("<header") :]
    levels = [int(level) for level in re.findall(r"<h([1-6])", main)]
    styles = [one.style.name for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert styles == [f"Heading {level}" for level in levels]
    assert len(document.tables) == main.count("<table")
    for table in document.tables:
        assert table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row._tr.find(f"{W}trPr/{W}cantSplit") is not None for row in table.rows)
    assert document.core_properties.title.endswith("Byregionprogrammet Sør-Troms, fase 2")
    assert document.core_properties.language == "nb-NO"
    assert "Hopp til innholdet" not in [one.text for one in document.paragraphs]


def test_word_is_the_same_bytes_each_time_and_a_sound_archive():
    data = published("kongsvinger/2", "final", "docx")
    assert published("kongsvinger/2", "final", "docx") == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.comment.startswith(b"byreg-provenance:")
        assert not [name for name in archive.namelist() if "thumbnail" in name]


@pytest.mark.parametrize(
    ("format_", "module", "extra"),
    [("pdf", "typst", "pdf"), ("pdf", "fontpkg_fira_sans", "pdf"), ("docx", "docx", "office")],
)
def test_a_missing_extra_is_one_line(byreg, monkeypatch, format_, module, extra, tmp_path):
    real = __import__("importlib").import_module

    def missing(name, *rest):
        if name == module:
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr("byreg.exchange.extras.import_module", missing)
    ran = byreg("report", "kongsvinger/2", "-o", str(tmp_path / f"r.{format_}"))
    assert ran.code == 2
    assert f"pip install 'byreg[{extra}]'" in ran.err
    assert not list(tmp_path.iterdir())


def test_a_page_that_cannot_be_set_is_one_line(monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("no\ngood")

    monkeypatch.setattr("typst.compile", fail)
    with pytest.raises(ByregError, match="cannot be set as PDF: no"):
        as_pdf("<body><h1>a</h1></body>", **ABOUT)
