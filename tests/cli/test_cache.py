"""Runs that find everything as it was say the same again; and whatever becomes of the cache, the findings are right."""

import os
import shutil
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from byreg.cache import index
from byreg.cli import validation
from byreg.survey import work
from byreg.survey.examiner import Examiner
from tests.conftest import ROOT

DAY = ("--as-of", "2020-06-30")
TICK = index.TICK
OLD = 1_500_000_000  # seconds: long before any run
FEW = ("typing", "dataclasses", "re", "json", "pathlib", "pydantic", "typer", "ruamel", "byreg.check", "byreg.codes")


@pytest.fixture
def plans(workspace, monkeypatch):
    """Return a workspace whose files were written long ago, where the cache is used as at home."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(index, "TICK", 0)  # what was written a moment ago is long ago
    folder = workspace()
    plan = folder / "plans" / "demo" / "1" / "plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8") + "unknown: 1\n", encoding="utf-8")
    settle(folder)
    return folder


def settle(folder: Path) -> None:
    """Make all files of a workspace old, as those of yesterday are."""
    for path in (folder, *folder.rglob("*")):
        os.utime(path, (OLD, OLD))


def cached(kind: str = "") -> list[Path]:
    return sorted(path for path in Path(os.environ["BYREG_CACHE_DIR"]).rglob(f"{kind}*") if path.is_file())


def without(byreg, folder, *options):
    ran = byreg("validate", *DAY, "--no-cache", *options, cwd=folder)
    return ran.code, ran.out


def with_cache(byreg, folder, *options):
    ran = byreg("validate", *DAY, *options, cwd=folder)
    assert ran.err == ""
    return ran.code, ran.out


def test_the_second_run_says_the_same(byreg, plans):
    expected = without(byreg, plans)
    assert cached() == []
    assert with_cache(byreg, plans) == expected
    assert cached("index")
    assert with_cache(byreg, plans) == expected


@pytest.mark.parametrize(
    "options", [(), ("-q",), ("--format", "json"), ("--select", "BY1"), ("plans/demo",), ("--strict",)]
)
def test_each_command_line_has_its_own_answer(byreg, plans, options):
    with_cache(byreg, plans)
    for _ in range(2):
        assert with_cache(byreg, plans, *options) == without(byreg, plans, *options)


def edit_plan(folder: Path) -> None:
    path = folder / "plans" / "demo" / "1" / "plan.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("unknown: 1\n", "unknown: 1\nother: 2\n"), encoding="utf-8"
    )


def same_size_and_times(folder: Path) -> None:
    path = folder / "plans" / "demo" / "1" / "plan.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("unknown: 1\n", "unknowx: 1\n"), encoding="utf-8")
    os.utime(path, (OLD, OLD))


def new_file(folder: Path) -> None:
    (folder / "plans" / "demo" / "1" / "tiltak.yaml").write_text("schema: 1\n", encoding="utf-8")


def new_region(folder: Path) -> None:
    shutil.copytree(folder / "plans" / "demo", folder / "plans" / "elvang")


def gone(folder: Path) -> None:
    (folder / "plans" / "demo" / "1" / "targets.yaml").unlink()


def linked(folder: Path) -> None:
    path = folder / "plans" / "demo" / "1" / "targets.yaml"
    path.rename(folder / "plans" / "demo" / "1" / "elsewhere")
    path.symlink_to("elsewhere")


def other_settings(folder: Path) -> None:
    (folder / "byreg.toml").write_text('[check]\nignore = ["BY101"]\n', encoding="utf-8")


def not_to_be_read(folder: Path) -> None:
    (folder / "plans" / "demo" / "1" / "targets.yaml").write_bytes(b"\xff")


@pytest.mark.parametrize(
    "change",
    [edit_plan, same_size_and_times, new_file, new_region, gone, linked, other_settings, not_to_be_read],
    ids=lambda change: change.__name__,
)
def test_every_change_is_seen_at_once_and_later(byreg, plans, change):
    with_cache(byreg, plans)
    with_cache(byreg, plans)
    change(plans)
    expected = without(byreg, plans)
    assert with_cache(byreg, plans) == expected
    assert with_cache(byreg, plans) == expected
    change_back = plans / "byreg.toml"
    change_back.touch()
    assert with_cache(byreg, plans) == expected


def test_a_stray_file_reaches_every_question(byreg, plans):
    """Two questions share what is known of the files; the one asked later must not take the other's word for it."""
    questions = ((), ("--select", "BY0"), ("--format", "concise"))
    for question in questions:
        with_cache(byreg, plans, *question)
    (plans / "plans" / "demo" / "tiltak.yaml").write_text("schema: 1\n", encoding="utf-8")
    for question in questions:
        assert with_cache(byreg, plans, *question) == without(byreg, plans, *question)


def test_settings_that_change_during_a_run_are_not_answered_for(byreg, plans, monkeypatch):
    """What is kept is kept under the settings that it was made with; times as near as this are doubted."""
    monkeypatch.setattr(index, "TICK", TICK)
    from byreg.cli import validation

    def and_meanwhile():
        found = find()
        (plans / "byreg.toml").write_text('[check]\nignore = ["BY101"]\n', encoding="utf-8")
        return found

    find = validation.find_workspace
    monkeypatch.setattr(validation, "find_workspace", and_meanwhile)
    with_cache(byreg, plans)
    monkeypatch.setattr(validation, "find_workspace", find)
    assert with_cache(byreg, plans) == without(byreg, plans)


def test_files_that_change_during_a_run_are_not_known_by_it(byreg, plans, monkeypatch):
    """A neighbour is read with the region that mentions it, and on its own: if it was not the same, nothing is kept."""
    from byreg.survey.examiner import Examiner

    shutil.copytree(plans / "plans" / "demo", plans / "plans" / "elvang")
    other = plans / "plans" / "elvang" / "1" / "plan.yaml"
    own = plans / "plans" / "demo" / "1" / "actions.yaml"
    text = other.read_text(encoding="utf-8")
    own.write_text(
        own.read_text(encoding="utf-8").replace("under: new-firms", "under: elvang/1/new-firms"), encoding="utf-8"
    )
    examine = Examiner.examine

    def and_meanwhile(self, task):
        if task.neighbours and task.units[0].name == "demo":
            other.write_text("schema: 1\n", encoding="utf-8")
            self.kept.clear()
            try:
                return examine(self, task)
            finally:
                other.write_text(text, encoding="utf-8")
                self.kept.clear()
        return examine(self, task)

    monkeypatch.setattr(Examiner, "examine", and_meanwhile)
    with_cache(byreg, plans)
    monkeypatch.setattr(Examiner, "examine", examine)
    assert with_cache(byreg, plans) == without(byreg, plans)


def test_a_path_that_goes_is_asked_for_again(byreg, plans):
    """What there is beside the plan files is not known again."""
    (plans / "notes.txt").write_text("", encoding="utf-8")
    assert with_cache(byreg, plans, "notes.txt")[0] == 0
    (plans / "notes.txt").unlink()
    assert byreg("validate", *DAY, "notes.txt", cwd=plans).code == 2


@pytest.mark.skipif(os.getuid() == 0, reason="root reads every folder")
def test_a_folder_that_can_be_read_again_is_read(byreg, plans):
    folder = plans / "plans" / "demo" / "1"
    folder.chmod(0)
    try:
        assert with_cache(byreg, plans)[0] == 1
    finally:
        folder.chmod(0o755)
    assert with_cache(byreg, plans) == without(byreg, plans)


def test_plans_that_were_a_link_are_looked_at(byreg, plans):
    (plans / "plans").rename(plans / "real")
    (plans / "plans").symlink_to("real")
    assert "BY002" in with_cache(byreg, plans)[1]
    (plans / "plans").unlink()
    (plans / "real").rename(plans / "plans")
    assert with_cache(byreg, plans) == without(byreg, plans)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_answer_that_cannot_be_written_is_no_finding(plans, tmp_path):
    environ = {**os.environ, "BYREG_CACHE_DIR": str(tmp_path / "full")}
    command = [sys.executable, "-m", "byreg", "validate", *DAY]
    time.sleep(2 * TICK / 1e9)
    subprocess.run(command, cwd=plans, env=environ, capture_output=True, check=False)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, cwd=plans, env=environ, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert b"no space left" in done.stderr


def test_nothing_found_is_nothing_said(byreg, plans):
    (plans / "plans" / "demo" / "1" / "plan.yaml").write_text(
        (plans / "plans" / "demo" / "1" / "plan.yaml").read_text(encoding="utf-8").replace("unknown: 1\n", ""),
        encoding="utf-8",
    )
    for _ in range(2):
        assert byreg("validate", *DAY, "-q", cwd=plans).out == ""


def test_a_new_day_is_a_new_question(byreg, plans, monkeypatch):
    outs = set()
    for epoch in ("1420070400", "1900000000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        for _ in range(2):
            ran = byreg("validate", cwd=plans)
            assert ran.out == byreg("validate", "--no-cache", cwd=plans).out
            outs.add(ran.out)
    assert len(outs) == 2


def test_a_verdict_holds_until_a_day_that_matters(byreg, plans, monkeypatch):
    """No day that the plans name lies between these two: on the second, nothing is examined again."""
    later = ("--as-of", "2020-07-14")
    expected = byreg("validate", *later, "--no-cache", cwd=plans).out
    with_cache(byreg, plans)
    examined = []
    monkeypatch.setattr(Examiner, "examine", lambda _, task: examined.append(task))
    assert byreg("validate", *later, cwd=plans).out == expected
    assert examined == []


def test_a_verdict_does_not_hold_before_a_day_that_matters(byreg, plans):
    during = ("--as-of", "2018-06-15")  # before the work had begun
    expected = byreg("validate", *during, "--no-cache", cwd=plans).out
    assert with_cache(byreg, plans)[1] != expected
    for _ in range(2):
        assert byreg("validate", *during, cwd=plans).out == expected
        assert with_cache(byreg, plans) == without(byreg, plans)


def test_an_answer_holds_on_the_next_day(byreg, plans, monkeypatch):
    first = byreg("validate", cwd=plans)
    asked = []
    monkeypatch.setattr(validation, "run", lambda one: asked.append(one) or 0)
    monkeypatch.setattr(time, "strftime", lambda _: str(date.today() + timedelta(days=1)))
    assert byreg("validate", cwd=plans).out == first.out
    assert asked == []
    monkeypatch.setattr(time, "strftime", lambda _: "2018-06-15")
    byreg("validate", cwd=plans)
    assert len(asked) == 1


def test_ci_uses_no_cache_unless_told_to(byreg, plans, monkeypatch):
    monkeypatch.setenv("CI", "true")
    expected = with_cache(byreg, plans)
    assert cached() == []
    assert with_cache(byreg, plans, "--cache") == expected
    assert cached("index")
    assert with_cache(byreg, plans, "--cache") == expected


RUINS = {
    "empty": lambda _: b"",
    "half": lambda data: data[: len(data) // 2],
    "foreign": lambda _: b"SQLite format 3\x00" + bytes(200),
    "future": lambda data: data.replace(b"byreg-cache 1", b"byreg-cache 9"),
    "flipped": lambda data: data[:-3] + bytes([data[-3] ^ 4]) + data[-2:],
}


@pytest.mark.parametrize("ruin", RUINS)
@pytest.mark.parametrize("kind", ["index", "answers/", "verdicts/"])
def test_a_ruined_cache_is_not_believed(byreg, plans, ruin, kind):
    expected = with_cache(byreg, plans)
    with_cache(byreg, plans)
    for path in cached():
        if f"/{kind}" in path.as_posix():
            path.write_bytes(RUINS[ruin](path.read_bytes()))
    assert with_cache(byreg, plans) == expected
    edit_plan(plans)
    assert with_cache(byreg, plans) == without(byreg, plans)


def test_what_is_kept_of_another_form_is_not_believed(byreg, plans):
    """Sound as files, but not as what they should hold."""
    from byreg.cache.store import store_of

    expected = with_cache(byreg, plans)
    store = store_of(str(plans.resolve()), os.environ)
    for path in cached():
        name = path.relative_to(store.folder).as_posix()
        for body in (b"", b"{}", b"[]", b'{"context":"x","units":[[1]]}', b"a b c\n", b"\xff\xfe", b"[" * 100_000):
            store.write(name, body)
            assert with_cache(byreg, plans) == expected


def test_two_runs_at_once_do_no_harm(plans, tmp_path):
    environ = {**os.environ, "BYREG_CACHE_DIR": str(tmp_path / "both")}
    command = [sys.executable, "-m", "byreg", "validate", *DAY]
    for number in range(3):
        with (plans / "plans" / "demo" / "1" / "plan.yaml").open("a", encoding="utf-8") as stream:
            stream.write(f"more-{number}: 1\n")
        runs = [subprocess.Popen(command, cwd=plans, env=environ, stdout=subprocess.PIPE) for _ in range(3)]
        outs = {run.communicate()[0] for run in runs}
        alone = subprocess.run([*command, "--no-cache"], cwd=plans, env=environ, capture_output=True, check=False)
        assert outs == {alone.stdout}


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_the_number_of_processes_makes_no_difference(byreg, plans, monkeypatch, jobs):
    monkeypatch.setattr(work, "FILES_OF_A_LOAD", 2)
    for name in ("elvang", "fjellby", "grenland"):
        shutil.copytree(plans / "plans" / "demo", plans / "plans" / name)
    assert without(byreg, plans, "--jobs", jobs) == without(byreg, plans)


def test_a_process_that_is_killed_costs_no_finding(byreg, plans, monkeypatch):
    """As where memory runs out: what it had not done is done by the others."""
    from byreg.survey.examiner import Examiner

    home, examine = os.getpid(), Examiner.examine
    monkeypatch.setattr(work, "FILES_OF_A_LOAD", 2)
    expected = without(byreg, plans, "--jobs", "1")
    monkeypatch.setattr(Examiner, "examine", lambda *args: examine(*args) if os.getpid() == home else os._exit(9))
    assert without(byreg, plans, "--jobs", "3") == expected


def test_known_findings_are_not_taken_from_an_answer(byreg, plans):
    plan = plans / "plans" / "demo" / "1" / "plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("unknown: 1\n", ""), encoding="utf-8")
    (plans / "byreg.toml").write_text('[check]\nknown = "known.json"\n', encoding="utf-8")
    byreg("validate", *DAY, "--known", "known.json", "--write-known", cwd=plans)
    with_cache(byreg, plans)
    before = with_cache(byreg, plans)
    (plans / "known.json").write_text('{"version": 1, "findings": []}', encoding="utf-8")
    after = with_cache(byreg, plans)
    assert after == without(byreg, plans)
    assert after != before


def test_an_answer_costs_no_import(plans):
    """A look at each file is all; the models, the rules and the command line's library stay unread."""
    code = f"""
import sys
sys.argv = ["byreg", "validate", *{DAY!r}]
from byreg.__main__ import main
try:
    main()
except SystemExit:
    pass
print(*sorted(sys.modules), file=sys.stderr)
"""
    time.sleep(2 * TICK / 1e9)  # so that no time is in doubt
    runs = [
        subprocess.run([sys.executable, "-I", "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{code}"], cwd=plans,
                       capture_output=True, text=True, check=False)
        for _ in range(2)
    ]  # fmt: skip
    assert runs[0].stdout == runs[1].stdout
    assert "byreg.check" in runs[0].stderr.split()
    assert [name for name in FEW if name in runs[1].stderr.split()] == []


def test_the_cache_is_shown_and_cleared(byreg, plans):
    with_cache(byreg, plans)
    assert " files, " in byreg("cache", "show", cwd=plans).out
    assert byreg("cache", "clear", cwd=plans).out.endswith(" removed\n")
    assert cached() == []
    assert byreg("cache", "clear", "--all", "-q", cwd=ROOT).out == ""


def test_work_broken_off_is_completed_before_an_answer(byreg, plans):
    from byreg.storage.state import journal_of

    with_cache(byreg, plans)
    journal_of(plans).mkdir(parents=True)
    assert byreg("validate", *DAY, cwd=plans).code == 2


def test_a_moment_after_an_edit_nothing_old_is_said(byreg, plans, monkeypatch):
    monkeypatch.setattr(index, "TICK", TICK)
    path = plans / "plans" / "demo" / "1" / "plan.yaml"
    text = path.read_text(encoding="utf-8")
    for number in range(6):
        path.write_text(text + f"x{number}: 1\n", encoding="utf-8")
        code, out = with_cache(byreg, plans)
        assert code == 1
        assert f"x{number}" in out
