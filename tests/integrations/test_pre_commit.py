"""The hooks as pre-commit installs and runs them: from this repository, in an environment of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture
def try_hook(tmp_path, git):
    """Return a function that tries a hook in a repository of plans."""

    def run(folder, hook):
        git(folder, "init", "--quiet")
        git(folder, "add", ".")
        program = Path(sys.executable).with_name("pre-commit")
        environment = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "home")}
        return subprocess.run(
            [str(program), "try-repo", str(ROOT), hook, "--all-files", "--verbose"],
            cwd=folder, capture_output=True, text=True, check=False, env=environment,
        )  # fmt: skip

    return run


def test_validating_and_mending(try_hook, workspace):
    folder = workspace(ROOT / "tests" / "cases" / "BY106" / "fail")
    done = try_hook(folder, "byreg-validate")
    assert done.returncode == 1, done.stderr
    assert "BY106 the municipality code 0402 is read as a number" in done.stdout
    done = try_hook(folder, "byreg-fix")
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stdout
    assert '"0402"' in (folder / "plans/demo/region.yaml").read_text(encoding="utf-8")
    assert try_hook(folder, "byreg-validate").returncode == 0
