"""Every report and every kind of page in a browser: axe finds nothing, nothing scrolls sideways, HTML is valid.

`make accessibility` installs what it needs (Node; chromium where CHROMIUM or /usr/bin/chromium says) and runs this.
"""

import json
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from byreg.config import Settings
from byreg.load import load_workspace
from byreg.model.plan import TEMPLATES
from byreg.report.provenance import Request
from byreg.report.publish import provenance_of, publish
from byreg.report.render import Renderer
from byreg.site.files import files
from byreg.site.frame import make_site
from byreg.site.write import write_site
from tests.conftest import ROOT
from tests.golden.test_changes import COMPARED
from tests.golden.test_reports import DAYS

HERE = Path(__file__).parent
DAY = "2018-12-31"


def answer(script: str, asked: Path) -> dict:
    """Run a script of Node's on what is asked, and return what it prints."""
    node = shutil.which("node")
    assert node, "needs Node"
    done = subprocess.run([node, script, str(asked)], cwd=HERE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Path:
    """Make every report of every plan, the comparisons, and the whole site."""
    folder = tmp_path_factory.mktemp("pages")
    workspace = load_workspace(ROOT, Settings())
    with Renderer(None) as renderer:
        for plan, day in DAYS.items():
            phase = workspace.register.phase(*plan.split("/"))
            for template in TEMPLATES:
                for format_ in ("html", "md"):
                    provenance = provenance_of(workspace, Request(plan, template, format_, "nb", day), None)
                    name = f"{plan.replace('/', '-')}.{template}.{format_}"
                    (folder / name).write_bytes(publish(workspace, phase, provenance, renderer))
        write_site(folder / "site", files(make_site(workspace, date.fromisoformat(DAY)), renderer))
    for name in COMPARED:
        compared(folder, name)
    return folder


def compared(folder: Path, name: str) -> None:
    """Make the comparison of two phases as the command line does."""
    program = Path(sys.executable).with_name("byreg")
    arguments = [*COMPARED[name], "--as-of", DAY, "-o", str(folder / f"{name}.html")]
    subprocess.run([str(program), "diff", *arguments], cwd=ROOT, check=True, capture_output=True)


def looked_at(folder: Path) -> list[Path]:
    """Return the reports, and of the site every page but for records: of them, each fourth."""
    site = sorted((folder / "site").rglob("*.html"))
    records = [page for page in site if page.parent.name in ("goals", "actions", "indicators")]
    rest = [page for page in site if page not in records and page.parent.name != "reports"]
    return [*sorted(folder.glob("*.html")), *rest, *records[::4]]


def diagrams(folder: Path) -> list[dict]:
    """Return the Mermaid diagrams of the reports, with the labels that each should show."""
    found = []
    for path in sorted(folder.glob("*.md")):
        for text in re.findall(r"```mermaid\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL):
            labels = [
                line.strip().rpartition(" :")[0]
                for line in text.splitlines()
                if " :" in line and "acc" not in line[:10]
            ]
            found.append({"name": path.name, "text": text, "labels": labels})
    return found


def test_pages_in_a_browser(made):
    asked = made / "asked.json"
    pages = [str(path) for path in looked_at(made)]
    asked.write_text(json.dumps({"pages": pages, "diagrams": diagrams(made)}), encoding="utf-8")
    told = answer("check.mjs", asked)
    assert (told["pages"], told["looks"]) == (len(pages), 4)
    assert told["pages"] > 100
    assert told["diagrams"] > 5
    lines = [
        f"{Path(one['path']).name} {one.get('width', '')} {one.get('colorScheme', '')}: {one['problem']}\n    {one['nodes']}"
        for one in told["problems"]
    ]
    assert not lines, "\n".join(lines[:40])


def test_html_is_valid(made):
    asked = made / "valid.json"
    pages = [str(path) for path in (*made.glob("*.html"), *(made / "site").rglob("*.html"))]
    asked.write_text(json.dumps({"pages": pages}), encoding="utf-8")
    told = answer("validate.mjs", asked)
    assert told["pages"] > 200
    assert not told["problems"], "\n".join(told["problems"][:40])
