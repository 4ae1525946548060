"""A region whose folders stand as they stood is not gone into; one that holds a wrong name is, each time."""

import shutil
import time

import pytest

from byreg.cache import index as index_module
from byreg.cache.index import Index, digest_of
from byreg.cache.store import Store
from byreg.check import Choice
from byreg.config import Settings
from byreg.source.tree import Folder
from byreg.survey import Means, survey
from byreg.survey.recognition import walked_before
from tests.support.states import DAY

PLANS = {"plans", "plans/demo", "plans/demo/1", "plans/other", "plans/other/1"}


@pytest.fixture
def surveyed(workspace, tmp_path, monkeypatch):
    """Return a workspace of two regions that was surveyed; and how to do it again, and see which folders were gone into."""
    root = workspace()
    shutil.copytree(root / "plans" / "demo", root / "plans" / "other")
    monkeypatch.setattr(index_module, "TICK", 0)
    gone_into = set()
    listing = Folder.listing

    def listed(self, folder):
        gone_into.add(folder)
        return listing(self, folder)

    monkeypatch.setattr(Folder, "listing", listed)
    store = Store(str(tmp_path / "cache"), str(root))

    def run(edition="e"):
        gone_into.clear()
        found = survey(root, Settings(), Choice(Settings().check), DAY, Means(store, edition, time.time_ns()))
        return found, set(gone_into)

    run()
    return root, run


def test_what_stands_as_it_stood_is_not_gone_into(surveyed):
    root, run = surveyed
    plan = root / "plans" / "demo" / "1" / "plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("title:", "titel:", 1), encoding="utf-8")
    found, gone_into = run()
    assert gone_into == {"plans"}
    assert "plans/demo/1/plan.yaml" in {one.place.path for one in found.checked.found}
    assert len(found.paths) == len(set(found.paths)) > 4


@pytest.mark.parametrize("change", ["new", "gone", "link", "renamed"])
def test_a_region_whose_names_changed_is(surveyed, change):
    root, run = surveyed
    folder = root / "plans" / "demo" / "1"
    before = run()[0].paths
    if change == "new":
        (folder / "actions").mkdir()
        shutil.move(folder / "actions.yaml", folder / "actions" / "all.yaml")
    elif change == "gone":
        (folder / "targets.yaml").unlink()
    elif change == "link":
        (folder / "targets.yaml").unlink()
        (folder / "targets.yaml").symlink_to(root / "plans" / "other" / "1" / "targets.yaml")
    else:
        folder.rename(folder.with_name("2"))
    found, gone_into = run()
    assert {"plans/demo"} < gone_into
    assert not gone_into & {"plans/other"}
    assert (found.paths != before) is (change != "link")


def test_a_wrong_name_is_told_each_time(surveyed):
    root, run = surveyed
    (root / "plans" / "demo" / "1" / "tiltak.yaml").write_text("schema: 1\n", encoding="utf-8")
    for _ in range(3):
        found, gone_into = run()
        assert "BY001" in {one.code for one in found.checked.found}
    assert gone_into == PLANS - {"plans/other", "plans/other/1"}


def test_what_another_byreg_walked_is_walked_again(surveyed):
    """It may know other names, and find other ones wrong."""
    _, run = surveyed
    assert run("f")[1] == PLANS
    assert run("f")[1] == {"plans"}


@pytest.mark.parametrize("path", ["plans/demo/1/other.yaml", "plans/demo/1/a/b.yaml", "plans/demo/1/actions/b/c.yaml"])
def test_an_index_of_what_can_be_no_plan_is_no_walk(path):
    index = Index({"plans/demo": "1 1 1 1"}, {path: ("1 1 1 1", "")}, "state", digest_of(b"e"))
    assert walked_before(index, index.folders, "e") == {}
