"""The wheel works where there is no checkout: in an empty environment, an empty folder, without git."""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Build the wheel, unpack it into an environment of its own; dependencies come from this one."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in ("byreg", "templates"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=source, check=True, capture_output=True)
    shutil.rmtree(source)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


@pytest.fixture
def run(installed, tmp_path):
    def call(*arguments, cwd=tmp_path):
        dependencies = sysconfig.get_path("purelib")
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{installed}{os.pathsep}{dependencies}"}
        command = [sys.executable, "-S", "-m", "byreg", *arguments]
        return subprocess.run(
            command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
        )

    return call


def test_the_wheel_holds_templates_tables_and_catalogs(installed):
    held = {
        path.relative_to(installed / "byreg").as_posix() for path in (installed / "byreg").rglob("*") if path.is_file()
    }
    templates = (path for path in (ROOT / "templates").rglob("*") if path.is_file())
    assert {path.relative_to(ROOT).as_posix() for path in templates} <= held
    assert {
        "reference/municipalities.csv",
        "reference/SOURCES.md",
        "language/catalogs/nb.mo",
        "language/catalogs/nn.mo",
    } <= held


def test_in_an_empty_folder(run, installed):
    assert run("--version").stdout.startswith("byreg 0.1")
    ran = run("validate")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "no workspace here" in ran.stderr
    assert run("schema", "plan").returncode == 0
    assert run("explain", "BY201").stdout.startswith("# BY201")


def test_in_a_folder_without_git(run, tmp_path):
    shutil.copytree(ROOT / "tests" / "cases" / "base", tmp_path / "work")
    ran = run("report", "demo", "-t", "plan", "--as-of", "2019-03-01", cwd=tmp_path / "work" / "plans" / "demo")
    assert ran.stderr == ""
    assert ran.stdout.startswith("# Utviklingsplan: Demoplanen")
    assert run("validate", "--as-of", "2019-03-01", cwd=tmp_path / "work").returncode == 0
