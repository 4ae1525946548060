"""Every code has a workspace that fails, with the exact output, and one that passes."""

from pathlib import Path

import pytest

from byreg.codes import CODES
from byreg.rules.catalogue import PHASE_RULES, WORKSPACE_RULES
from tests.conftest import lay_over

CASES = Path(__file__).parent
DAY = "2020-06-30"


def validated(code, outcome, byreg, workspace, git):
    """Validate a case; one with a folder `before-…` is held against that, as it was committed."""
    before = CASES / code / f"before-{outcome}"
    if not before.is_dir():
        return byreg("validate", "--as-of", DAY, cwd=workspace(CASES / code / outcome))
    folder = workspace(before)
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Before")
    lay_over(CASES / code / outcome, folder)
    return byreg("validate", "--as-of", DAY, "--against", "HEAD", cwd=folder)


@pytest.mark.parametrize("code", [code.code for code in CODES])
def test_failing_workspace(code, byreg, workspace, git, update):
    ran = validated(code, "fail", byreg, workspace, git)
    expected = CASES / code / "expected.txt"
    if update:
        expected.write_text(ran.out, encoding="utf-8")
    assert f" {code} " in ran.out
    assert ran.out == expected.read_text(encoding="utf-8")
    errors = [entry for entry in CODES if entry.severity == "error" and f" {entry.code} " in ran.out]
    assert ran.code == (1 if errors else 0)
    assert ran.err == ""


@pytest.mark.parametrize("code", [code.code for code in CODES])
def test_passing_workspace(code, byreg, workspace, git):
    ran = validated(code, "pass", byreg, workspace, git)
    assert code not in ran.out
    assert ran.code == 0


def test_every_case_is_of_a_code():
    folders = {path.name for path in CASES.iterdir() if path.is_dir() and path.name.startswith("BY")}
    assert folders == {code.code for code in CODES}


def test_every_rule_gives_catalogued_codes():
    given = [code for codes in (*PHASE_RULES.values(), *WORKSPACE_RULES.values()) for code in codes]
    given += ["BY702"]  # of what cannot be compared, before any rule sees it
    assert sorted(given) == sorted({*given})
    families = {code.code for code in CODES if code.code[2] in "2345678"}
    assert set(given) == families


def test_codes_and_names_are_used_once():
    assert len({code.code for code in CODES}) == len(CODES) == len({code.slug for code in CODES})
    assert [code.code for code in CODES] == sorted(code.code for code in CODES)
