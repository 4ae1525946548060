import os

import pytest

from byreg.source.discover import discover
from byreg.source.tree import Folder


@pytest.fixture
def tree(tmp_path):
    def make(*paths):
        for path in paths:
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text("schema: 1\n")
        return discover(Folder(tmp_path))

    return make


def test_the_files_of_a_workspace(tree):
    found = tree(
        "plans/programmes.yaml", "plans/actors.yaml", "plans/a/region.yaml", "plans/a/1/plan.yaml",
        "plans/a/1/targets.yaml", "plans/a/1/actions/grue.yaml", "plans/a/README.md", "plans/.hidden/x.yaml",
        "plans/a/1/attachment.pdf",
    )  # fmt: skip
    assert found.diagnostics == []
    assert {file.path for file in found.files} == {
        "plans/programmes.yaml", "plans/actors.yaml", "plans/a/region.yaml", "plans/a/1/plan.yaml",
        "plans/a/1/targets.yaml", "plans/a/1/actions/grue.yaml",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "suggested"),
    [
        ("plans/a/1/target.yaml", "targets.yaml"),
        ("plans/a/1/plan.yml", "plan.yaml"),
        ("plans/a/1/plan.ymal", "plan.yaml"),
        ("plans/a/regions.yaml", "region.yaml"),
        ("plans/programs.yaml", "programmes.yaml"),
        ("plans/a/1/action/x.yaml", None),
    ],
)
def test_a_misspelt_name_is_never_overlooked(tree, path, suggested):
    found = tree("plans/a/region.yaml", "plans/a/1/plan.yaml", path)
    codes = [one.code for one in found.diagnostics]
    assert codes == ["BY001"]
    if suggested:
        assert f"'{suggested}'" in found.diagnostics[0].parameters["suggestion"]


def test_a_pipe_in_a_files_place_is_named_and_not_read(tree, tmp_path):
    (tmp_path / "plans/a/1").mkdir(parents=True)
    os.mkfifo(tmp_path / "plans/a/1/plan.yaml")
    found = tree("plans/a/region.yaml")
    assert [one.code for one in found.diagnostics] == ["BY002"]


def test_a_folder_that_links_out_of_the_workspace_is_not_entered(tree, tmp_path):
    outside = tmp_path.parent / "outside"
    outside.mkdir(exist_ok=True)
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "b").symlink_to(outside)
    assert [one.code for one in tree().diagnostics] == ["BY002"]


def test_a_missing_folder_is_a_diagnostic(tree):
    assert [one.code for one in tree().diagnostics] == ["BY002"]
