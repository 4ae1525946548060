"""Drive byreg as a user would: a workspace in a folder, a command line, what it printed."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from byreg.__main__ import main

# a slow machine is no failure, and CI tries the same examples each time
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")

ROOT = Path(__file__).parents[1]


def pytest_addoption(parser):
    parser.addoption("--update", action="store_true", help="rewrite expected output, and prune what is not made")


@pytest.fixture
def update(request) -> bool:
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session", autouse=True)
def cache_of_this_session(tmp_path_factory):
    """Keep what byreg remembers of tests' workspaces out of the user's own cache folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BYREG_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture
def byreg(monkeypatch, capfd, tmp_path_factory):
    """Return a function that runs a command line in a folder and tells what came of it."""

    def call(*arguments: str, cwd: Path = ROOT) -> Ran:
        monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "argv", ["byreg", *arguments])
        capfd.readouterr()
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1
        sys.stdout.flush()
        captured = capfd.readouterr()
        return Ran(code, captured.out, captured.err)

    monkeypatch.setenv("BYREG_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return call


@pytest.fixture
def git(monkeypatch):
    """Return a function that runs git in a folder, as the same person at the same time on every machine."""
    for name, value in {
        "GIT_AUTHOR_NAME": "Kari", "GIT_AUTHOR_EMAIL": "kari@example.org", "GIT_COMMITTER_NAME": "Kari",
        "GIT_COMMITTER_EMAIL": "kari@example.org", "GIT_AUTHOR_DATE": "2020-06-01T12:00:00Z",
        "GIT_COMMITTER_DATE": "2020-06-01T12:00:00Z", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_COUNT": "2", "GIT_CONFIG_KEY_0": "init.defaultBranch", "GIT_CONFIG_VALUE_0": "main",
        "GIT_CONFIG_KEY_1": "protocol.file.allow", "GIT_CONFIG_VALUE_1": "always",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)

    def run_git(folder: Path, *arguments: str, check: bool = True) -> str:
        done = subprocess.run(["git", *arguments], cwd=folder, check=False, capture_output=True, text=True)
        assert not check or done.returncode == 0, done.stderr
        return done.stdout.strip()

    return run_git


def lay_over(source: Path, target: Path) -> None:
    """Copy a case over the base: links stay links, and three suffixes make what git cannot hold."""
    for folder, folders, files in os.walk(source):
        here = target / Path(folder).relative_to(source)
        for name in folders:
            made = here / name
            if made.is_file() or made.is_symlink():
                made.unlink()
            made.mkdir(exist_ok=True)
        for name in files:
            place(Path(folder) / name, here / name)


def place(source: Path, target: Path) -> None:
    stem = target.with_suffix("")
    if target.suffix == ".deleted":
        stem.unlink()
    elif target.suffix == ".size":
        stem.write_bytes(b"#" * int(source.read_text()))
    elif target.suffix == ".deep":
        stem.write_bytes(b"a: " + b"[" * int(source.read_text()))
    else:
        target.unlink(missing_ok=True)
        shutil.copyfile(source, target, follow_symlinks=False)


@pytest.fixture
def workspace(tmp_path):
    """Return a function that makes the base workspace, with a case laid over it."""

    def make(*overlays: Path) -> Path:
        folder = tmp_path / "workspace"
        shutil.copytree(ROOT / "tests" / "cases" / "base", folder)
        for overlay in overlays:
            lay_over(overlay, folder)
        return folder

    return make
