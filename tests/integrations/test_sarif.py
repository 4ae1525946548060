"""SARIF as its own validator sees it: the schema of 2.1.0, and the rules of its standard."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

VALIDATOR = Path(__file__).parent / "node_modules" / ".bin" / "sarif-multitool"


@pytest.mark.parametrize("case", ["BY801", "BY312", "BY010", "BY007", "BY701"])
def test_is_valid_sarif(case, byreg, workspace, tmp_path):
    folder = workspace(ROOT / "tests" / "cases" / case / "fail")
    (folder / "byreg.toml").write_text("", encoding="utf-8")
    written, said = tmp_path / "byreg.sarif", tmp_path / "said.sarif"
    byreg("validate", "--as-of", "2020-06-30", "--format", "sarif", "-o", str(written), cwd=folder)
    assert json.loads(written.read_text(encoding="utf-8"))["runs"][0]["results"]
    done = subprocess.run(
        [str(VALIDATOR), "validate", str(written), "--output", str(said)], capture_output=True, text=True, check=False
    )
    results = json.loads(said.read_text(encoding="utf-8-sig"))["runs"][0].get("results", [])
    assert [one for one in results if one.get("level", "warning") == "error"] == [], done.stdout
    assert done.returncode == 0, done.stdout
