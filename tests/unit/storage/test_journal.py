"""A crash at every step of a write leaves the old files or the new ones; two writers lose nothing."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from byreg.errors import ByregError
from byreg.storage import journal
from byreg.storage.journal import ChangedMeanwhileError, Write, recover_if_needed, write_together
from byreg.storage.state import journal_of, state_folder

OLD = {"plans/a.yaml": b"a: 1\n", "plans/b.yaml": b"b: 1\n", "plans/gone.yaml": b"c: 1\n"}
NEW = {"plans/a.yaml": b"a: 2\n", "plans/b.yaml": b"b: 2\n", "plans/new/d.yaml": b"d: 1\n"}
WRITES = [
    Write("plans/a.yaml", OLD["plans/a.yaml"], NEW["plans/a.yaml"]),
    Write("plans/b.yaml", OLD["plans/b.yaml"], NEW["plans/b.yaml"]),
    Write("plans/gone.yaml", OLD["plans/gone.yaml"], None),
    Write("plans/new/d.yaml", None, NEW["plans/new/d.yaml"]),
]


class PowerCut(BaseException):
    """The machine stops: nothing after it runs, not even what cleans up."""


def make(root, *, in_git):
    for path, data in OLD.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    if in_git:
        (root / ".git").mkdir()


def files(root):
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in (root / "plans").rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


class Steps:
    """Counts every change of the disk, and stops the machine before or after one of them."""

    def __init__(self, monkeypatch, last, *, after):
        self.count, self.last, self.after = 0, last, after
        self.targets = [
            (journal, "write_durably"), (journal, "replace_bytes"), (journal.shutil, "rmtree"), (Path, "rename"), (Path, "replace"),
            (Path, "unlink"), (Path, "mkdir"),
        ]  # fmt: skip
        for owner, name in self.targets:
            monkeypatch.setattr(owner, name, self.wrapped(getattr(owner, name)))

    def wrapped(self, function):
        def call(*arguments, **options):
            if self.count > self.last:
                raise PowerCut  # the machine is off
            self.count += 1
            if self.count > self.last and not self.after:
                raise PowerCut
            result = function(*arguments, **options)
            if self.count > self.last:
                raise PowerCut
            return result

        return call


@pytest.mark.parametrize("in_git", [True, False])
@pytest.mark.parametrize("after", [True, False], ids=["behind", "before"])
def test_a_crash_at_every_step_leaves_old_or_new(tmp_path, in_git, after):
    outcomes = []
    for last in range(200):
        root = tmp_path / str(last)
        make(root, in_git=in_git)
        with pytest.MonkeyPatch.context() as patch:
            steps = Steps(patch, last, after=after)
            try:
                write_together(root, WRITES)
                finished = True
            except PowerCut:
                finished = False
        recover_if_needed(root)
        found = files(root)
        assert found in (OLD, NEW), f"step {last}"
        assert not journal_of(root).exists()
        outcomes.append(found == NEW)
        write_together(root, [Write("plans/a.yaml", found["plans/a.yaml"], b"a: 3\n")])  # and work goes on
        if finished:
            assert found == NEW
            assert steps.count > 10
            break
    assert outcomes[0] is False
    assert outcomes[-1] is True
    assert outcomes == sorted(outcomes)  # from one step on it counts


def test_a_crash_while_recovering_is_recovered_from(tmp_path):
    for last in range(60):
        root = tmp_path / str(last)
        make(root, in_git=True)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(journal, "carry_out", lambda *_: (_ for _ in ()).throw(PowerCut))
            with pytest.raises(PowerCut):
                write_together(root, WRITES)
        with pytest.MonkeyPatch.context() as patch:
            Steps(patch, last, after=False)
            try:
                recover_if_needed(root)
                finished = True
            except PowerCut:
                finished = False
        recover_if_needed(root)
        assert files(root) == NEW
        if finished:
            return
    raise AssertionError("it never finished")


def test_what_changed_meanwhile_is_refused(tmp_path):
    make(tmp_path, in_git=True)
    (tmp_path / "plans" / "b.yaml").write_bytes(b"b: mine\n")
    with pytest.raises(ChangedMeanwhileError):
        write_together(tmp_path, WRITES)
    assert files(tmp_path) == {**OLD, "plans/b.yaml": b"b: mine\n"}


def test_what_changed_after_a_crash_is_left_to_people(tmp_path):
    make(tmp_path, in_git=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(journal, "carry_out", lambda *_: (_ for _ in ()).throw(PowerCut))
        with pytest.raises(PowerCut):
            write_together(tmp_path, WRITES)
    (tmp_path / "plans" / "b.yaml").write_bytes(b"b: mine\n")
    with pytest.raises(ByregError, match=r"plans/b\.yaml"):
        recover_if_needed(tmp_path)
    assert files(tmp_path) == {**OLD, "plans/b.yaml": b"b: mine\n"}


def test_mode_and_link_stay(tmp_path):
    make(tmp_path, in_git=True)
    (tmp_path / "plans" / "a.yaml").rename(tmp_path / "plans" / "real.yaml")
    (tmp_path / "plans" / "a.yaml").symlink_to("real.yaml")
    (tmp_path / "plans" / "real.yaml").chmod(0o640)
    write_together(tmp_path, WRITES[:1])
    assert (tmp_path / "plans" / "a.yaml").is_symlink()
    assert (tmp_path / "plans" / "real.yaml").read_bytes() == b"a: 2\n"
    assert (tmp_path / "plans" / "real.yaml").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("target", ["../outside.yaml", "../.git/config"])
def test_a_link_out_of_the_plans_is_not_written_through(tmp_path, target):
    root = tmp_path / "workspace"
    make(root, in_git=True)
    place = (root / "plans" / target).resolve() if "git" in target else tmp_path / "outside.yaml"
    place.write_bytes(b"a: 1\n")
    (root / "plans" / "a.yaml").unlink()
    (root / "plans" / "a.yaml").symlink_to(place)
    with pytest.raises(ByregError, match="leads out"):
        write_together(root, WRITES[:1])
    assert place.read_bytes() == b"a: 1\n"


def test_a_journal_cannot_come_with_the_files(tmp_path):
    """In a repository the journal lies where no commit can put one."""
    make(tmp_path, in_git=True)
    planted = tmp_path / ".byreg" / "journal"
    planted.mkdir(parents=True)
    (planted / "manifest.json").write_text('[{"path": "plans/a.yaml", "before": null, "after": "x"}]')
    assert recover_if_needed(tmp_path) is False
    assert files(tmp_path) == OLD


def test_a_journal_of_another_folder_is_not_obeyed(tmp_path):
    """Outside git it could have come with the files; it is refused, and nothing is written."""
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        make(folder, in_git=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(journal, "carry_out", lambda *_: (_ for _ in ()).throw(PowerCut))
        with pytest.raises(PowerCut):
            write_together(one, WRITES)
    shutil.copytree(one / ".byreg", other / ".byreg")
    with pytest.raises(ByregError, match="cannot be used"):
        recover_if_needed(other)
    assert files(other) == OLD
    assert recover_if_needed(one) is True
    assert files(one) == NEW


@pytest.mark.parametrize("damage", ["missing", "other", "manifest"])
def test_a_damaged_journal_is_told_and_not_obeyed(tmp_path, damage):
    make(tmp_path, in_git=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(journal, "carry_out", lambda *_: (_ for _ in ()).throw(PowerCut))
        with pytest.raises(PowerCut):
            write_together(tmp_path, WRITES)
    folder = journal_of(tmp_path)
    if damage == "missing":
        (folder / "1").unlink()
    elif damage == "other":
        (folder / "1").write_bytes(b"x")
    else:
        (folder / "manifest.json").write_bytes(b"[")
    with pytest.raises(ByregError, match="cannot be used"):
        recover_if_needed(tmp_path)
    assert files(tmp_path) == OLD


def test_what_fails_when_begun_is_completed_by_the_next(tmp_path, monkeypatch):
    make(tmp_path, in_git=True)
    real, calls = journal.replace_bytes, []

    def second_fails(*arguments, **options):
        calls.append(arguments)
        if len(calls) == 2:
            raise ByregError("no space left on device")
        real(*arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(journal, "replace_bytes", second_fails)
        with pytest.raises(ByregError, match="begun but not finished"):
            write_together(tmp_path, WRITES)
    assert recover_if_needed(tmp_path) is True
    assert files(tmp_path) == NEW


def test_nothing_is_left_beside_the_files(tmp_path):
    make(tmp_path, in_git=True)
    write_together(tmp_path, WRITES)
    assert list((tmp_path / "plans").rglob(".*")) == []


def test_a_work_tree_of_git_keeps_its_journal_in_git(tmp_path, git):
    git(tmp_path, "init", "--quiet", "main")
    make(tmp_path / "main", in_git=False)
    git(tmp_path / "main", "add", "--all")
    git(tmp_path / "main", "commit", "--quiet", "--message", "old")
    git(tmp_path / "main", "worktree", "add", "--quiet", "../other")
    assert tmp_path / "main" / ".git" in state_folder(tmp_path / "other").parents
    write_together(tmp_path / "other", WRITES)
    assert files(tmp_path / "other") == NEW
    assert git(tmp_path / "other", "status", "--porcelain").count("\n") == 3


ADD = """
import sys
from pathlib import Path
from byreg.storage.journal import ChangedMeanwhileError, Write, write_together
root, name = Path(sys.argv[1]), sys.argv[2]
for number in range(25):
    while True:
        before = [(root / path).read_bytes() for path in ("plans/a.yaml", "plans/b.yaml")]
        line = f"{name}: {number}\\n".encode()
        try:
            write_together(root, [Write("plans/a.yaml", before[0], before[0] + line), Write("plans/b.yaml", before[1], before[1] + line)])
            break
        except ChangedMeanwhileError:
            continue
"""


def test_two_writers_at_once_lose_nothing(tmp_path):
    make(tmp_path, in_git=True)
    running = [subprocess.Popen([sys.executable, "-c", ADD, str(tmp_path), name]) for name in ("x", "y")]
    assert [one.wait(120) for one in running] == [0, 0]
    wanted = sorted(f"{name}: {number}" for name in ("x", "y") for number in range(25))
    for path in ("a", "b"):
        lines = (tmp_path / "plans" / f"{path}.yaml").read_text().splitlines()
        assert sorted(lines[1:]) == wanted
    assert (tmp_path / "plans" / "a.yaml").read_text()[2:] == (tmp_path / "plans" / "b.yaml").read_text()[2:]


def test_a_full_disk_is_told_and_changes_nothing(tmp_path, monkeypatch):
    make(tmp_path, in_git=True)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(journal, "write_durably", full)
    with pytest.raises(ByregError, match="no space left"):
        write_together(tmp_path, WRITES)
    assert files(tmp_path) == OLD
