"""The public site: whole, light, linked, in step with the plans, and safe in any folder."""

import json
import re
import shutil
from collections import Counter
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest

from tests.conftest import ROOT

DAY = ("--as-of", "2018-12-31")
ATOM = "{http://www.w3.org/2005/Atom}"
VOID = {"meta", "link", "br", "img", "hr", "input"}
MOST = 100_000  # bytes of a page without its charts


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The site of the repository's own plans."""
    from byreg.config import Settings
    from byreg.load import load_workspace
    from byreg.report.render import Renderer
    from byreg.site.files import files
    from byreg.site.frame import make_site
    from byreg.site.write import write_site

    folder = tmp_path_factory.mktemp("site")
    with Renderer(None) as renderer:
        write_site(folder, files(make_site(load_workspace(ROOT, Settings()), date(2018, 12, 31)), renderer))
    return folder


class Page(HTMLParser):
    """What a page links to, what it can be linked to by, and whether every element is closed in turn."""

    def __init__(self, text):
        super().__init__()
        self.links, self.ids, self.headings, self.open = [], [], [], []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.links += [found[name] for name in ("href", "src") if name in found]
        self.ids += [found["id"]] if "id" in found else []
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def pages(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.html"))
    }


def test_every_kind_of_page_is_there(made):
    found = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    assert {
        "index.html", "search.html", "feed.xml", "kongsvinger/index.html", "kongsvinger/feed.xml", "kongsvinger/2/index.html",
        "kongsvinger/2/actions.html", "kongsvinger/2/changes.html", "kongsvinger/2/goals/job-growth.html",
        "kongsvinger/2/indicators/net-new-jobs.html", "sor-troms/2/actions/makerspace.html", "sor-troms/municipality-gratangen.html",
        "sor-troms/2/plan.json", "sor-troms/2/actions.csv", "sor-troms/2/reports/brief.html", "sor-troms/2/reports/slides.html",
    } <= found  # fmt: skip
    assert "sitemap.xml" not in found


def test_every_link_leads_somewhere(made):
    read = {name: Page(text) for name, text in pages(made).items()}
    for name, page in read.items():
        assert [id_ for id_, number in Counter(page.ids).items() if number > 1] == [], name
        for link in page.links:
            parts = urlsplit(link)
            assert not parts.scheme, (name, link)
            assert not link.startswith("/"), (name, link)
            target = (made / name).parent / unquote(parts.path) if parts.path else made / name
            assert target.is_file(), (name, link)
            if parts.fragment:
                inner = target.resolve().relative_to(made.resolve()).as_posix()
                assert parts.fragment in read[inner].ids, (name, link)


def test_every_page_can_be_reached(made):
    read = {name: Page(text) for name, text in pages(made).items()}
    reached, waiting = set(), ["index.html"]
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        for link in read[name].links:
            path = urlsplit(link).path
            if path.endswith(".html"):
                waiting.append(((made / name).parent / path).resolve().relative_to(made.resolve()).as_posix())
    assert set(read) == reached


def test_pages_are_sound_and_light(made):
    for name, text in pages(made).items():
        page = Page(text)
        assert page.headings.count(1) == 1, name
        assert all(after <= before + 1 for before, after in pairwise(page.headings)), (name, page.headings)
        assert "Content-Security-Policy" in text
        assert "unsafe-inline" not in text
        assert " style=" not in text
        bare = re.sub(r"<svg class=\"chart\".*?</svg>", "", text, flags=re.DOTALL)
        assert len(bare.encode()) < MOST, (name, len(bare.encode()))


def test_reports_are_light():
    for page in (ROOT / "tests" / "golden" / "reports").glob("*.html"):
        bare = re.sub(r"<svg class=\"chart\".*?</svg>", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        style = (ROOT / "templates" / "style.css").stat().st_size + 4_000
        assert len(bare.encode()) + style < MOST, page.name


def test_a_chart_has_its_figures_in_a_table(made):
    for name, text in pages(made).items():
        for figure in re.findall(r'<figure class="figure (?!alone)[^"]*">.*?</figure>', text, re.DOTALL):
            assert "<table" in figure, name


def test_a_record_has_its_history_and_its_decisions(byreg, workspace, tmp_path):
    folder = workspace()
    actions = folder / "plans/demo/1/actions.yaml"
    actions.write_text(
        actions.read_text(encoding="utf-8").replace(
            "status: ongoing\n", "status: ongoing\n        decision: adoption\n        text: I gang.\n", 1
        ),
        encoding="utf-8",
    )
    assert byreg("site", "-o", str(tmp_path / "s"), "--as-of", "2019-03-01", cwd=folder).code == 0
    page = (tmp_path / "s/demo/1/actions/course.html").read_text(encoding="utf-8")
    assert "juni 2018" in page
    assert "I gang." in page
    assert "Planen vedtas" in page
    goal = (tmp_path / "s/demo/1/goals/more-jobs.html").read_text(encoding="utf-8")
    assert "Planen vedtas" in goal
    assert "demo/1/indicators/jobs.html" in goal
    assert 'class="chart"' in goal


def test_a_municipality_sees_what_it_does_when_and_with_whom(made):
    page = (made / "sor-troms/municipality-gratangen.html").read_text(encoding="utf-8")
    assert "Hva Gratangen gjør, når og med hvem" in page
    assert "2/actions/front-line-training.html" in page
    assert "Koordinator: Gratangen" in page


def test_feeds_are_atom(made):
    for path in made.rglob("feed.xml"):
        root = ElementTree.parse(path).getroot()
        assert root.tag == f"{ATOM}feed"
        for name in ("id", "title", "updated", "author/" + ATOM + "name"):
            assert root.find(f"{ATOM}{name}").text
        entries = root.findall(f"{ATOM}entry")
        assert 0 < len(entries) <= 50
        days = [entry.find(f"{ATOM}updated").text for entry in entries]
        assert days == sorted(days, reverse=True)
        assert max(days) <= "2018-12-31T00:00:00Z"
        ids = [entry.find(f"{ATOM}id").text for entry in entries]
        assert len(set(ids)) == len(ids)
        for entry in entries:
            href = entry.find(f"{ATOM}link").get("href")
            assert (path.parent / href).is_file(), href


def test_open_data_stands_beside_the_tables(made):
    data = json.loads((made / "kongsvinger/2/plan.json").read_text(encoding="utf-8"))
    assert data["computed"]["goals"]["job-growth"] == "achieved"
    rows = (made / "sor-troms/2/actions.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) >= 6
    assert "actions.csv" in (made / "sor-troms/2/actions.html").read_text(encoding="utf-8")


def test_no_table_is_without_its_open_data(made):
    """A page that shows a table of a plan links to data; what is told in words only has none."""
    for name, text in pages(made).items():
        if "<table" in text and "/reports/" not in name:
            assert re.search(r'href="[^"]+\.(csv|json)"', text), name


@pytest.fixture
def demo(byreg, workspace, tmp_path):
    """A small workspace, and a function that makes its site and says what was done."""
    folder, out = workspace(), tmp_path / "out"

    def make(*more, day="2019-03-01"):
        ran = byreg("site", "-o", str(out), "--as-of", day, *more, cwd=folder)
        assert ran.code == 0, ran.err
        return [int(number) for number in re.findall(r"(\d+) (?:made|as they|taken)", ran.out)]

    return folder, out, make


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_only_what_changed_is_made_again(demo):
    folder, out, make = demo
    made, kept, _ = make()
    assert kept == 0
    assert make() == [0, made, 0]
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
    edit(folder / "plans/demo/1/actions.yaml", "title: Nettverk for gründere", "title: Nettverk for alle gründere")
    again, kept, gone = make()
    assert 0 < again < made
    assert gone == 0
    changed = {path.relative_to(out).as_posix() for path, time in before.items() if path.stat().st_mtime_ns != time}
    assert "demo/1/actions/network.html" in changed
    assert "demo/1/actions/course.html" not in changed
    assert "demo/1/goals/more-jobs.html" not in changed


def test_what_is_gone_is_taken_away_but_nothing_else(demo):
    folder, out, make = demo
    make()
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    edited = out / "demo/1/actions/course.html"
    edited.write_text("edited by hand", encoding="utf-8")
    shutil.rmtree(folder / "plans/demo/1")
    shutil.copytree(ROOT / "tests/cases/base/plans/demo/1", folder / "plans/demo/2")
    assert make()[2] > 5
    assert (out / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert edited.read_text(encoding="utf-8") == "edited by hand"
    assert not (out / "demo/1/goals").exists()
    assert (out / "demo/2/index.html").is_file()


def test_a_page_changed_by_hand_is_made_again(demo):
    _, out, make = demo
    make()
    page = out / "index.html"
    page.write_text("x", encoding="utf-8")
    assert make()[0] == 1
    assert "<h1" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("what", ["foreign", "plans", "root", "file", "list"])
def test_a_folder_that_is_not_the_sites_is_left_alone(byreg, workspace, what):
    folder = workspace()
    target = {"foreign": "docs", "plans": "plans/site", "root": ".", "file": "byreg.toml", "list": "old"}[what]
    if what in ("foreign", "list"):
        (folder / target).mkdir()
        (folder / target / ("a.txt" if what == "foreign" else ".byreg-site.json")).write_text("[[[", encoding="utf-8")
    before = sorted((path, path.read_bytes()) for path in folder.rglob("*") if path.is_file())
    ran = byreg("site", "-o", target, cwd=folder)
    assert ran.code == 2
    assert len(ran.err.splitlines()) <= 2
    assert sorted((path, path.read_bytes()) for path in folder.rglob("*") if path.is_file()) == before


def test_a_list_cannot_lead_out_of_the_folder(demo, tmp_path):
    _, out, make = demo
    make()
    victim = tmp_path / "victim.txt"
    victim.write_text("x", encoding="utf-8")
    listed = json.loads((out / ".byreg-site.json").read_text(encoding="utf-8"))
    digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    listed |= {name: {"state": "", "file": digest} for name in ("../victim.txt", str(victim))}
    (out / ".byreg-site.json").write_text(json.dumps(listed), encoding="utf-8")
    make()
    assert victim.exists()


def test_settings_give_addresses_and_the_accessibility_statement(demo):
    folder, out, make = demo
    settings = (folder / "byreg.toml").read_text(encoding="utf-8")
    (folder / "byreg.toml").write_text(
        f'title = "Våre planer"\n{settings}\n[site]\nurl = "https://plan.example.no/byreg/"\naccessibility-statement = "https://uu.example.no/x?a=1&b=2"\n',
        encoding="utf-8",
    )
    make()
    places = [
        one.text
        for one in ElementTree.parse(out / "sitemap.xml")
        .getroot()
        .iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ]
    assert "https://plan.example.no/byreg/demo/1/index.html" in places
    assert len(places) == len(list(out.rglob("*.html")))
    start = (out / "index.html").read_text(encoding="utf-8")
    assert 'href="https://uu.example.no/x?a=1&amp;b=2"' in start
    assert "<h1>Våre planer</h1>" in start
    assert "https://plan.example.no/byreg/demo/1/" in (out / "feed.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("where", ["demo", "index.html", ".byreg-site.json"])
def test_no_link_leads_the_site_out_of_its_folder(byreg, demo, tmp_path, where):
    folder, out, make = demo
    make()
    victim = tmp_path / "victim"
    if where == "demo":
        shutil.rmtree(out / "demo")
        victim.mkdir()
        (victim / "index.html").write_text("mine", encoding="utf-8")
    else:
        victim.write_bytes((out / where).read_bytes())
        (out / where).unlink()
    (out / where).symlink_to(victim)

    def held():
        return {path: path.read_bytes() for path in (victim, *victim.glob("**/*")) if path.is_file()}

    before = held()
    edit(folder / "plans/demo/1/plan.yaml", "Demoplanen", "Planen")
    ran = byreg("site", "-o", str(out), "--as-of", "2019-03-01", cwd=folder)
    assert ran.code == 2
    assert "link leads out" in ran.err or "not the site's" in ran.err
    assert held() == before


LISTED = ("\\u0000", "\\ud800", "demo", "old.html", "a" * 5000)


@pytest.mark.parametrize("name", LISTED, ids=range(len(LISTED)))
def test_a_strange_list_does_no_harm(demo, name):
    _, out, make = demo
    out.mkdir()
    (out / ".byreg-site.json").write_text(f'{{"{name}": {{"state": "", "file": ""}}}}', encoding="utf-8")
    (out / "old.html").mkdir()
    make()
    assert (out / "demo/1/index.html").is_file()
    assert (out / "old.html").is_dir()


@pytest.mark.parametrize("where", ["index.html", "demo"])
def test_what_is_not_the_sites_is_not_written_over(byreg, demo, where):
    folder, out, _ = demo
    out.mkdir()
    (out / ".byreg-site.json").write_text("{}", encoding="utf-8")
    (out / where).write_text("mine", encoding="utf-8")
    ran = byreg("site", "-o", str(out), cwd=folder)
    assert ran.code == 2
    assert str(out / where) in ran.err
    assert (out / where).read_text(encoding="utf-8") == "mine"


def test_a_run_that_was_stopped_is_gone_on_with(byreg, demo):
    folder, out, make = demo
    (folder / "templates/site").mkdir(parents=True)
    template = folder / "templates/site/search.j2"
    template.write_text("{{ 1 / 0 }}", encoding="utf-8")
    assert byreg("site", "-o", str(out), "--as-of", "2019-03-01", cwd=folder).code == 2
    assert (out / "demo/index.html").is_file()
    template.write_text("Mendet.", encoding="utf-8")
    made, _, gone = make()
    assert made > 0
    assert gone == 0
    assert (out / "search.html").read_text(encoding="utf-8") == "Mendet.\n"


def test_a_page_is_the_same_alone_and_among_others(demo):
    folder, out, make = demo
    (folder / "templates/site").mkdir(parents=True)
    own = '{% extends "site/layout.html.j2" %}{% block content %}{{ b.heading(2, "Hei") }}{{ b.heading(2, report.title) }}{% endblock %}'
    (folder / "templates/site/record.j2").write_text(own, encoding="utf-8")
    make()
    for name in ("actions/course", "actions/network", "goals/more-jobs"):
        assert 'id="s-hei"' in (out / f"demo/1/{name}.html").read_text(encoding="utf-8")


def test_feeds_keep_their_names_when_more_is_told(demo):
    folder, out, make = demo
    make()
    before = {one.text for one in ElementTree.parse(out / "demo/feed.xml").getroot().iter(f"{ATOM}id")}
    edit(
        folder / "plans/demo/1/actions.yaml",
        "      - date: 2018-06\n",
        "      - date: 2018-03\n        text: Først.\n      - date: 2018-06\n",
    )
    settings = (folder / "byreg.toml").read_text(encoding="utf-8")
    (folder / "byreg.toml").write_text(f'title = "Et annet navn"\n{settings}', encoding="utf-8")
    make()
    after = {one.text for one in ElementTree.parse(out / "demo/feed.xml").getroot().iter(f"{ATOM}id")}
    assert before < after
    assert len(after - before) == 1


def test_a_forced_site_says_that_it_is_incomplete(demo):
    folder, out, make = demo
    edit(folder / "plans/demo/1/actions.yaml", "depends_on: course", "depends_on: nothing")
    make("--force")
    for name in ("index.html", "demo/1/index.html", "demo/1/actions/network.html", "demo/1/reports/brief.html"):
        assert "BY201" in (out / name).read_text(encoding="utf-8"), name


WRONG = (
    '[site]\nurl = "javascript:alert(1)"', "[site]\nurl = 3", '[site]\ncolour = "red"', "site = 1", 'title = "A\\u0001B"',
    '[site]\nurl = "https://a.no/\\uFFFF"',
)  # fmt: skip


@pytest.mark.parametrize("settings", WRONG)
def test_wrong_settings_are_one_line(byreg, workspace, settings):
    folder = workspace()
    (folder / "byreg.toml").write_text(settings, encoding="utf-8")
    ran = byreg("site", "-o", "out", cwd=folder)
    assert (ran.code, (folder / "out").exists()) == (2, False)
    assert "byreg.toml" in ran.err


def test_hostile_words_stay_words(demo):
    folder, out, make = demo
    bad = """'</script><script>alert(1)</script> "><img src=x onerror=alert(1)>'"""
    edit(folder / "plans/demo/1/actions.yaml", "Kurs for gründere", bad)
    edit(folder / "plans/demo/1/plan.yaml", "Flere arbeidsplasser", bad)
    make()
    for name, text in pages(out).items():
        Page(text)
        assert "<script>alert" not in text, name
        assert "<img" not in text, name
    for path in out.rglob("*.xml"):
        ElementTree.parse(path)


@pytest.mark.parametrize("id_", ["index", "actions", "changes", "plan", "search"])
def test_no_id_takes_the_place_of_another_page(demo, id_):
    folder, out, make = demo
    text = (folder / "plans/demo/1/actions.yaml").read_text(encoding="utf-8")
    (folder / "plans/demo/1/actions.yaml").write_text(text.replace("  network:", f"  {id_}:"), encoding="utf-8")
    make()
    assert (out / f"demo/1/actions/{id_}.html").is_file()
    assert "Demoplanen" in (out / "demo/1/index.html").read_text(encoding="utf-8")


def test_own_templates_make_the_sites_pages(demo):
    folder, out, make = demo
    (folder / "templates/site").mkdir(parents=True)
    (folder / "templates/site/search.j2").write_text(
        '{% extends "site/layout.html.j2" %}{% block content %}{{ b.paragraph("Vår egen side") }}{% endblock %}',
        encoding="utf-8",
    )
    make()
    assert "Vår egen side" in (out / "search.html").read_text(encoding="utf-8")
    assert "Vår egen side" not in (out / "index.html").read_text(encoding="utf-8")


def test_a_template_without_end_is_stopped(byreg, demo, monkeypatch):
    monkeypatch.setattr("byreg.report.render.MOST_SECONDS", 1)
    folder, out, _ = demo
    (folder / "templates/site").mkdir(parents=True)
    loop = "{% for a in range(99999) %}{% for b in range(99999) %}{% set x = a * b %}{% endfor %}{% endfor %}"
    (folder / "templates/site/search.j2").write_text(loop, encoding="utf-8")
    ran = byreg("site", "-o", str(out), cwd=folder)
    assert ran.code == 2
    assert "more than 1 seconds" in ran.err


def test_a_plan_with_errors_stops_unless_forced(byreg, demo):
    folder, out, make = demo
    edit(folder / "plans/demo/1/plan.yaml", "period: 2018/2019", "period: x")
    ran = byreg("site", "-o", str(out), cwd=folder)
    assert (ran.code, out.exists()) == (2, False)
    assert "has errors" in ran.err
    make("--force")
    assert (out / "demo/1/index.html").is_file()


def test_the_language_of_the_reader(demo):
    _, out, make = demo
    make("--lang", "en")
    page = (out / "demo/1/actions.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "The action table" in page
    assert 'lang="nb"' in page


def test_no_plans_are_a_site_too(byreg, tmp_path):
    (tmp_path / "byreg.toml").touch()
    (tmp_path / "plans").mkdir()
    assert byreg("site", "-o", "out", cwd=tmp_path).code == 0
    assert (tmp_path / "out/index.html").is_file()
