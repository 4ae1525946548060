"""After a checkout git tells which files are as it has them; what it was told not to look at is read."""

import os
import time

import pytest

from byreg.cache import index as index_module
from byreg.cache.index import digest_of
from byreg.cache.store import Store
from byreg.check import Choice
from byreg.config import Settings
from byreg.source.revision import Repository
from byreg.survey import Means, recognition, survey
from tests.support.states import DAY

LONG_AGO = 1_600_000_000


@pytest.fixture
def plans(workspace, git, tmp_path, monkeypatch):
    """Return a workspace in git that was surveyed, and whose files then got new times; and what is read of it again."""
    folder = workspace()
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "plans")
    monkeypatch.setattr(index_module, "TICK", 0)
    monkeypatch.setattr(recognition, "FEW", 0)
    read = []

    def look(path):
        read.append(path.removeprefix(f"{folder}/"))
        return index_module.digest_of_file(path)

    monkeypatch.setattr(recognition, "digest_of_file", look)
    store = Store(str(tmp_path / "cache"), str(folder))

    def run():
        read.clear()
        tracked = Repository(folder, os.environ).unchanged
        settings = Settings()
        means = Means(store, "e", time.time_ns(), tracked)
        return survey(folder, settings, Choice(settings.check), DAY, means)

    run()
    for path in (folder / "plans").rglob("*.yaml"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    git(folder, "status")
    return folder, run, read


def test_files_with_new_times_are_known_by_gits_ids(plans):
    _, run, read = plans
    run()
    assert read == []


@pytest.mark.parametrize("bit", ["--assume-unchanged", "--skip-worktree"])
def test_what_git_does_not_look_at_is_read(plans, git, bit):
    folder, run, read = plans
    path = folder / "plans" / "demo" / "1" / "plan.yaml"
    git(folder, "update-index", bit, "plans/demo/1/plan.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("title:", "titel:", 1), encoding="utf-8")
    assert "BY101" in {one.code for one in run().checked.found}
    assert read == ["plans/demo/1/plan.yaml"]


def test_a_changed_file_is_read(plans):
    folder, run, read = plans
    path = folder / "plans" / "demo" / "1" / "plan.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("title:", "titel:", 1), encoding="utf-8")
    assert "BY101" in {one.code for one in run().checked.found}
    assert read == ["plans/demo/1/plan.yaml"]


def test_what_git_keeps_in_another_form_is_read(plans, git):
    """A file with Windows line breaks is in git without them: its id is not that of what stands on disk."""
    folder, run, read = plans
    (folder / ".gitattributes").write_text("*.yaml text eol=crlf\n", encoding="utf-8")
    path = folder / "plans" / "demo" / "1" / "plan.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    git(folder, "add", "-A")
    index = run().index
    assert "plans/demo/1/plan.yaml" in read
    assert index.files["plans/demo/1/plan.yaml"][1] == digest_of(path.read_bytes())
