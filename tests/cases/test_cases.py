"""Every code has a workspace that fails, with the exact output, and one that passes."""

from pathlib import Path

import pytest

from byreg.codes import CODES
from byreg.rules.catalogue import FILE_RULES, PHASE_RULES, WITHOUT_RULE, WORKSPACE_RULES
from tests.conftest import lay_over

CASES = Path(__file__).parent
DAY = "2020-06-30"
SELECTED = {"BY022": "BY022,BY2"}  # what a comment silences in vain is told only of codes that are looked for


def validated(code, outcome, byreg, workspace, git):
    """Validate a case; one with a folder `before-…` is held against that, as it was committed."""
    before = CASES / code / f"before-{outcome}"
    if not before.is_dir():
        return byreg(
            "validate", "--as-of", DAY, "--select", SELECTED.get(code, code), cwd=workspace(CASES / code / outcome)
        )
    folder = workspace(before)
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Before")
    lay_over(CASES / code / outcome, folder)
    return byreg("validate", "--as-of", DAY, "--select", code, "--against", "HEAD", cwd=folder)


@pytest.mark.parametrize("code", [code.code for code in CODES])
def test_failing_workspace(code, byreg, workspace, git, update):
    ran = validated(code, "fail", byreg, workspace, git)
    expected = CASES / code / "expected.txt"
    if update:
        expected.write_text(ran.out, encoding="utf-8")
    assert f" {code} " in ran.out
    assert ran.out == expected.read_text(encoding="utf-8")
    assert ran.code == (0 if "no errors" in ran.out else 1)
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
    given = [code for rule in (*FILE_RULES, *PHASE_RULES, *WORKSPACE_RULES) for code in rule.codes]
    given += WITHOUT_RULE
    assert sorted(given) == sorted({*given})
    assert set(given) == {code.code for code in CODES if not code.structural} - {"BY022", "BY023"}


def test_codes_and_names_are_used_once():
    assert len({code.code for code in CODES}) == len(CODES) == len({code.slug for code in CODES})
    assert [code.code for code in CODES] == sorted(code.code for code in CODES)
