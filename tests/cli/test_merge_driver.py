"""`byreg merge-driver` as git calls it, in real merges, rebases and cherry-picks."""

import os
import sys
from pathlib import Path

import pytest

DRIVER = (
    "if command -v byreg >/dev/null; then byreg merge-driver %O %A %B --marker-size %L; "
    "else git merge-file --marker-size=%L %A %O %B; fi"
)
FILE = "plans/demo/1/actions.yaml"


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


@pytest.fixture(autouse=True)
def byreg_at_hand(monkeypatch):
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def branches(workspace, git):
    """Return a function that makes a repository with the driver and two branches, each with an edit of the actions."""

    def make(ours, theirs, driver=DRIVER):
        folder = workspace()
        git(folder, "init", "--quiet")
        git(folder, "config", "merge.byreg.driver", driver)
        (folder / ".gitattributes").write_text("plans/**/*.yaml merge=byreg\n", encoding="utf-8")
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "--message", "Base")
        git(folder, "switch", "--quiet", "--create", "theirs")
        replace(folder / FILE, *theirs)
        git(folder, "commit", "--quiet", "--all", "--message", "Theirs")
        git(folder, "switch", "--quiet", "main")
        replace(folder / FILE, *ours)
        git(folder, "commit", "--quiet", "--all", "--message", "Ours")
        return folder

    return make


NEIGHBOURS = (
    ("    title: Kurs for gründere\n", "    title: Kurs for alle\n"),
    ("    under: new-firms\n    schedule: 2018\n", "    under: more-jobs\n    schedule: 2018\n"),
)


@pytest.mark.parametrize("command", [("merge", "--quiet", "--no-edit"), ("cherry-pick",), ("rebase", "--quiet")])
def test_neighbouring_lines_do_not_conflict(branches, git, byreg, command):
    folder = branches(*NEIGHBOURS)
    git(folder, *command, "theirs")
    text = (folder / FILE).read_text(encoding="utf-8")
    assert "    title: Kurs for alle\n    under: more-jobs\n" in text
    assert git(folder, "status", "--short") == ""
    assert byreg("validate", cwd=folder).code == 0


def test_without_the_driver_they_would(branches, git):
    folder = branches(*NEIGHBOURS, driver="false")
    git(folder, "merge", "--quiet", "--no-edit", "theirs", check=False)
    assert git(folder, "status", "--short") == f"UU {FILE}"


def test_where_byreg_is_not_at_hand_the_markers_stand_there(branches, git, monkeypatch):
    folder = branches(*NEIGHBOURS)
    monkeypatch.setenv(
        "PATH",
        os.pathsep.join(one for one in os.environ["PATH"].split(os.pathsep) if not (Path(one) / "byreg").exists()),
    )
    git(folder, "merge", "--no-edit", "theirs", check=False)
    assert git(folder, "status", "--short") == f"UU {FILE}"
    assert "<<<<<<<" in (folder / FILE).read_text(encoding="utf-8")


def test_a_conflict_stands_in_the_field_and_validate_names_it(branches, git, byreg):
    folder = branches(("title: Kurs for gründere", "title: Kurs"), ("title: Kurs for gründere", "title: Skole"))
    git(folder, "merge", "--no-edit", "theirs", check=False)
    assert git(folder, "status", "--short") == f"UU {FILE}"
    ran = byreg("validate", cwd=folder)
    assert f"{FILE}:5:1: BY020 two branches changed this to different things" in ran.out
    assert ran.code == 1


def test_what_is_no_yaml_is_merged_by_lines(branches, git):
    folder = branches(("    tags: [work]\n", "    tags: [work\n"), ("  network:\n", "  # nettverket\n  network:\n"))
    git(folder, "merge", "--quiet", "--no-edit", "theirs")
    text = (folder / FILE).read_text(encoding="utf-8")
    assert "    tags: [work\n" in text
    assert "  # nettverket\n" in text


def test_by_hand(byreg, tmp_path):
    names = {"base": "a: 1\nb: 1\n", "ours": "a: 2\nb: 1\n", "theirs": "a: 1\nb: 3\n"}
    for name, text in names.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "ours").chmod(0o640)
    assert byreg("merge-driver", "base", "ours", "theirs", cwd=tmp_path).code == 0
    assert (tmp_path / "ours").read_text(encoding="utf-8") == "a: 2\nb: 3\n"
    assert (tmp_path / "ours").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("missing", ["base", "ours", "theirs"])
def test_a_failure_is_told_to_git_as_one(byreg, tmp_path, missing):
    for name in {"base", "ours", "theirs"} - {missing}:
        (tmp_path / name).write_text("a: 1\n", encoding="utf-8")
    ran = byreg("merge-driver", "base", "ours", "theirs", cwd=tmp_path)
    assert ran.code == 129
    assert "no such file" in ran.err
    assert not (tmp_path / missing).exists()


def test_not_utf8_is_merged_by_lines(byreg, tmp_path):
    for name, data in {
        "base": b"a: \xe5\nb: 1\nc: 1\nd: 1\n",
        "ours": b"a: \xe5\nb: 1\nc: 1\nd: 2\n",
        "theirs": b"a: \xf8\nb: 1\nc: 1\nd: 1\n",
    }.items():
        (tmp_path / name).write_bytes(data)
    assert byreg("merge-driver", "base", "ours", "theirs", cwd=tmp_path).code == 0
    assert Path(tmp_path / "ours").read_bytes() == b"a: \xf8\nb: 1\nc: 1\nd: 2\n"
