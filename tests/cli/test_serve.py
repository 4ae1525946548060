"""`byreg serve`: what is saved is shown, what is wrong is told in the page, and nobody else can ask."""

import http.client
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT


class Served:
    def __init__(self, folder):
        self.folder = folder
        code = "from byreg.__main__ import main; main()"
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, "serve", "--port", "0", "--as-of", "2019-03-01"],
            cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.said = []
        self.reading = threading.Thread(target=lambda: self.said.extend(self.process.stderr), daemon=True)
        self.reading.start()
        line = self.process.stdout.readline()
        self.port = int(re.search(r"http://127\.0\.0\.1:(\d+)/", line)[1])

    def get(self, path, host=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.putrequest("GET", path, skip_host=True)
        connection.putheader("Host", f"127.0.0.1:{self.port}" if host is None else host)
        connection.endheaders()
        answer = connection.getresponse()
        told = answer.status, answer.headers, answer.read().decode()
        connection.close()
        return told

    def after(self, version):
        """Wait until the site was made again."""
        for _ in range(200):
            if (now := self.get("/_byreg/version")[2]) != version:
                return now
            time.sleep(0.1)
        raise AssertionError("the site was not made again")


@pytest.fixture
def served(workspace):
    found = Served(workspace())
    yield found
    found.process.terminate()
    found.process.wait(10)
    found.process.stdout.close()
    found.reading.join(10)
    found.process.stderr.close()


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_what_is_saved_is_shown_and_what_is_wrong_is_told(served):
    plan = served.folder / "plans/demo/1/plan.yaml"
    status, headers, page = served.get("/demo/1/")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "Demoplanen" in page
    assert "/_byreg/version" in page
    assert 'role="alert"' not in page
    version = served.get("/_byreg/version")[2]
    edit(plan, "Demoplanen", "Planen vår")
    version = served.after(version)
    assert "Planen vår" in served.get("/demo/1/index.html")[2]
    edit(plan, "kind: main", "kind: <script>alert(1)</script>")
    version = served.after(version)
    page = served.get("/demo/1/")[2]
    assert "Planen vår" in page
    assert 'role="alert"' in page
    assert "plans/demo/1/plan.yaml:" in page
    assert "<script>alert" not in page
    edit(plan, "kind: <script>alert(1)</script>", "kind: main")
    version = served.after(version)
    assert 'role="alert"' not in served.get("/")[2]
    (served.folder / "new.toml").write_text("x = [", encoding="utf-8")
    (served.folder / "new.toml").replace(served.folder / "byreg.toml")  # as most editors save
    version = served.after(version)
    page = served.get("/demo/1/")[2]
    assert "not valid TOML" in page
    assert "Planen vår" in page
    assert any("not valid TOML" in line for line in served.said)
    (served.folder / "byreg.toml").write_bytes((ROOT / "tests/cases/base/byreg.toml").read_bytes())
    version = served.after(version)
    (served.folder / "templates/site").mkdir(parents=True)
    (served.folder / "templates/site/search.j2").write_text("{{ 1 / 0 }}", encoding="utf-8")
    version = served.after(version)
    assert "division by zero" in served.get("/")[2]
    (served.folder / "templates/site/search.j2").write_text("Mendet.", encoding="utf-8")
    served.after(version)
    assert served.get("/search.html")[2].startswith("Mendet.")
    assert any("up to date" in line for line in served.said)


def test_only_this_machine_and_only_the_site(served):
    assert served.get("/", host="evil.example")[0] == 403
    assert served.get("/", host=f"localhost:{served.port}")[0] == 200
    for path in (
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/.byreg-site.json",
        "/nothing.html",
        "/%00",
        "//etc/passwd",
        "/demo/1/plan.json/x",
        "/" + "a" * 5000,
        "//[",
        "http://[",
    ):
        assert served.get(path)[0] == 404, path
    assert served.get("/demo/1/plan.json")[1]["Content-Type"] == "application/json"
    assert served.get("/demo/1/actions.csv")[0] == 200
    policy = re.search(r'Security-Policy" content="([^"]+)"', served.get("/search.html")[2])[1]
    assert policy.count("script-src") == 1
    assert "unsafe" not in policy
    assert served.get("/", host="")[0] == 403
    assert served.get("/", host="localhost")[0] == 200
    assert not [line for line in served.said if "Traceback" in line]


def test_a_port_that_is_taken_is_one_line(served, byreg):
    ran = byreg("serve", "--port", str(served.port), cwd=served.folder)
    assert ran.code == 2
    assert "cannot be used" in ran.err


def test_a_missing_extra_is_one_line(byreg, workspace, monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr("byreg.exchange.extras.import_module", missing)
    ran = byreg("serve", cwd=workspace())
    assert ran.code == 2
    assert "pip install 'byreg[watch]'" in ran.err
