"""Findings in every format: deterministic, complete, safe, and valid where a standard says what valid is."""

import json
import xml.etree.ElementTree as ET
from datetime import date

import pytest
from sarif_pydantic import Sarif

from byreg.check import check_workspace
from byreg.codes import message
from byreg.config import Settings
from byreg.diagnostic import Diagnostic, Place
from byreg.load import load_workspace
from byreg.output.findings import FORMATS, render
from byreg.output.findings.told import Told, fingerprints
from tests.conftest import ROOT

NUMBER = "01014560013"


@pytest.fixture
def told(workspace):
    folder = workspace(ROOT / "tests/cases/BY801/fail")
    read = load_workspace(folder, Settings())
    checked = check_workspace(read, date(2020, 6, 30))
    files = sorted(path for paths in read.files.values() for path in paths)
    return Told(checked.found, files, read.text_of, "0.1.0", prefix="plan og tiltak/")


@pytest.mark.parametrize("format_", FORMATS)
def test_each_finding_is_told_once_and_nothing_personal(told, format_):
    text = render(format_, told).plain
    assert render(format_, told).plain == text
    shown = {"json": '"code": "BY801"', "github": "title=BY801", "gitlab": '"check_name": "BY801', "sarif": '"ruleId": "BY801"',
             "junit": 'name="BY801'}.get(format_, "BY801")  # fmt: skip
    assert text.count(shown) == sum(1 for one in told.found if one.code == "BY801") == 3
    for secret in (NUMBER, NUMBER[:6], "024660160", "60160"):
        assert secret not in text
    assert "\x1b" not in text


def test_json_says_what_and_where(told):
    content = json.loads(render("json", told).plain)
    assert content["files"] == 5
    found = [row for row in content["findings"] if row["code"] == "BY801"]
    assert [(row["line"], row["column"], row["end_column"], row["at"]) for row in found] == [
        (5, 31, 42, "actions.course.title"),
        (8, 7, 19, "actions.course.note"),
        (17, 10, 21, ""),
    ]


def test_github_escapes_what_would_end_a_command():
    one = Diagnostic("BY201", Place("plans/a,b:c/1/plan.yaml", 3, 5, 4), {
        "reference": "x::y%\n::error::z", "key": "under", "suggestion": "",
    })  # fmt: skip
    lines = render("github", Told([one], [], lambda _: "", "0", summary=False)).plain.split("\n")
    assert len(lines) == 1
    assert lines[0].startswith(
        "::error file=plans/a%2Cb%3Ac/1/plan.yaml,line=3,endLine=3,col=5,endColumn=9,title=BY201"
    )
    assert "%25" in lines[0]


def test_gitlab_names_each_finding_by_what_does_not_move(told):
    rows = json.loads(render("gitlab", told).plain)
    assert len({row["fingerprint"] for row in rows}) == len(rows) == len(told.found)
    assert {row["severity"] for row in rows} <= {"info", "minor", "major"}
    assert all(row["location"]["path"].startswith("plan og tiltak/plans/") for row in rows)
    moved = [Diagnostic(one.code, Place(one.place.path, one.place.line + 7), {}, one.key_path) for one in told.found]
    assert fingerprints(moved) == fingerprints(told.found)


def test_sarif_is_valid_and_has_help_and_regions(told):
    content = json.loads(render("sarif", told).plain)
    log = Sarif.model_validate(content)
    (run,) = log.runs
    assert len(run.results) == len(told.found)
    assert [rule.id for rule in run.tool.driver.rules] == sorted({one.code for one in told.found})
    for rule in content["runs"][0]["tool"]["driver"]["rules"]:
        assert rule["help"]["text"]
        assert rule["help"]["markdown"].startswith(f"# {rule['id']}")
    for result, one in zip(content["runs"][0]["results"], told.found, strict=True):
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"] == f"plan%20og%20tiltak/{one.place.path}"
        region = location["physicalLocation"]["region"]
        assert region["endColumn"] > region["startColumn"] >= 1
        assert result["ruleId"] == content["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]["id"]
        assert result["message"]["text"].startswith(message(one))


def test_junit_counts_failures(told):
    root = ET.fromstring(render("junit", told).plain)
    cases = list(root.iter("testcase"))
    assert int(root.attrib["tests"]) == len(cases)
    assert int(root.attrib["failures"]) == len(list(root.iter("failure"))) > 0
    assert {case.attrib["classname"] for case in cases} >= {f"plan og tiltak/{path}" for path in told.files}


def test_junit_fails_on_warnings_where_they_count():
    one = Diagnostic("BY804", Place("plans/a/1/plan.yaml"))
    for strict, failures in ((False, 0), (True, 1)):
        root = ET.fromstring(render("junit", Told([one], [], lambda _: "", "0", strict=strict)).plain)
        assert len(list(root.iter("failure"))) == failures


def test_markdown_keeps_to_its_table():
    one = Diagnostic(
        "BY201", Place("plans/a|b/1/plan.yaml"), {"reference": "a|b\n\n# x <b>", "key": "k", "suggestion": ""}
    )
    text = render("md", Told([one], [], lambda _: "", "0")).plain
    (row,) = [line for line in text.split("\n") if "BY201" in line]
    assert row.replace("\\|", "").count("|") == 4
    assert "<b>" not in row


def test_text_shows_long_and_odd_lines():
    line = "x" * 300 + ": \x1b[31m\u202e{bad}" + "y" * 300
    one = Diagnostic("BY201", Place("plans/a/1/plan.yaml", 1, 309, 5), {"reference": "r", "key": "k", "suggestion": ""})
    text = render("text", Told([one], ["a"], lambda _: line, "0")).plain
    shown = text.split("\n")[1]
    assert len(shown) < 120
    assert shown.isprintable()
    assert shown[text.split("\n")[2].index("^") :].startswith("{bad}")
    gone = render("text", Told([one], ["a"], lambda _: "", "0")).plain
    assert "^" not in gone
