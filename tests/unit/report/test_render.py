"""Templates: shipped ones are complete pages, strangers' ones stay within bounds."""

import re
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parents[3] / "tests" / "golden"
PAGES = sorted(GOLDEN.glob("*/*.html"))
VOID = {"meta", "link", "br", "img", "hr", "input"}
DAY = ("--as-of", date(2019, 3, 1).isoformat())


class Outline(HTMLParser):
    """Collect what a page is made of, and hold that every element is closed in turn."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.headings, self.attributes = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.append((tag, dict(attrs)))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page_structure(page):
    text = page.read_text(encoding="utf-8")
    outline = Outline()
    outline.feed(text)
    assert outline.open == []
    assert outline.tags.count("h1") == 1
    assert outline.tags.count("main") == 1
    levels = outline.headings
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    assert outline.tags.count("caption") == outline.tags.count("table")
    assert all(attributes.get("scope") in ("col", "row") for tag, attributes in outline.attributes if tag == "th")
    assert ("html", {"lang": "nb"}) in outline.attributes
    assert "script" not in outline.tags
    assert not re.search(r'(?:src|href)="(?!#)', text)
    headings = re.findall(r"<h[1-6]>(.*?)</h[1-6]>", text, re.DOTALL)
    assert all(heading.strip() for heading in headings)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_status_is_told_in_words(page):
    for status in re.findall(r'<span class="status [a-z]+">(.*?)</span>(.*?)</span>', page.read_text(encoding="utf-8")):
        assert re.search(r"\w{3}", status[1])


@pytest.fixture
def own(workspace):
    def make(name, text):
        folder = workspace()
        (folder / "templates").mkdir()
        (folder / "templates" / name).write_text(text, encoding="utf-8")
        return folder

    return make


def test_a_workspace_overrides_one_template(byreg, own):
    folder = own(
        "plan.j2",
        "{% extends layout %}{% block content %}{{ b.heading(2, 'Vår egen') }}{{ report.work.goals | length }}{% endblock %}",
    )
    ran = byreg("report", "demo", "-t", "plan", *DAY, cwd=folder)
    assert (ran.code, ran.err) == (0, "")
    assert "# Utviklingsplan: Demoplanen" in ran.out
    assert "## Vår egen\n\n1" in ran.out
    assert "## Vår egen" not in byreg("report", "demo", "-t", "final", *DAY, cwd=folder).out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{% if %}", "templates/plan.j2:1"),
        (
            "\n\n{{ report.nothing }}",
            "templates/plan.j2:3: 'byreg.report.view.Report object' has no attribute 'nothing'",
        ),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{{ report.__init__.__globals__ }}", "unsafe"),
        ("{% include '/etc/passwd' %}", "/etc/passwd"),
        ("{% include '../plans/demo/region.yaml' %}", "region.yaml"),
        ("{{ 'x' * 10**10 }}", "memory"),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "recursion"),
    ],
)
def test_a_bad_template_is_one_line_with_its_place(byreg, own, text, said):
    ran = byreg("report", "demo", "-t", "plan", *DAY, cwd=own("plan.j2", text))
    assert ran.code == 2
    assert ran.out == ""
    assert said in ran.err
    assert len(ran.err.splitlines()) <= 2


def test_a_template_without_end_is_stopped(byreg, own, monkeypatch):
    monkeypatch.setattr("byreg.report.render.MOST_SECONDS", 1)
    loop = "{% for a in range(99999) %}{% for b in range(99999) %}{% set x = a * b %}{% endfor %}{% endfor %}"
    ran = byreg("report", "demo", "-t", "plan", *DAY, cwd=own("plan.j2", loop))
    assert ran.code == 2
    assert "more than 1 seconds" in ran.err


def test_validate_never_renders(byreg, own):
    assert byreg("validate", *DAY, cwd=own("plan.j2", "{{ 1 / 0 }}")).code == 0


def test_the_same_input_gives_the_same_bytes(byreg):
    first = byreg("report", "notodden/2", "-t", "plan", "--format", "html", *DAY).out
    assert byreg("report", "notodden/2", "-t", "plan", "--format", "html", *DAY).out == first


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_language(byreg, language):
    titles = {"nb": "Sluttrapport", "nn": "Sluttrapport", "en": "Final report"}
    ran = byreg("report", "kongsvinger/2", "--lang", language, "-t", "final", "--format", "html", *DAY)
    assert f'lang="{language}"' in ran.out
    assert titles[language] in ran.out


def test_hostile_content_stays_content(byreg, workspace):
    folder = workspace()
    path = folder / "plans/demo/1/plan.yaml"
    bad = "'</title><script>alert(1)</script> | <img src=x onerror=alert(1)>'"
    path.write_text(path.read_text(encoding="utf-8").replace("Flere arbeidsplasser", bad), encoding="utf-8")
    page = byreg("report", "demo", "-t", "plan", "--format", "html", *DAY, cwd=folder).out
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    text = byreg("report", "demo", "-t", "plan", *DAY, cwd=folder).out
    assert "<script" not in text
