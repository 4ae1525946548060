"""Over workspaces and edits of them: checked as a whole, region by region, by several processes or from the cache, the
findings are the same.
"""

import os
import shutil
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from byreg.cache import index
from byreg.cache.answers import Answer, Question, keep_answer, known_answer
from byreg.cache.store import Store
from byreg.check import Choice, check_workspace
from byreg.config import FILE_NAME, parse_settings
from byreg.load import load_workspace
from byreg.survey import Means, survey, work
from tests.support.states import BASE

DAY = date(2020, 6, 30)
REGIONS = ("alfa", "beta", "gamma", "delta")
# what is written where a reference stands: into its own plan, another plan, another region, nowhere
REFERENCES = (
    "more-jobs", "demo/1/more-jobs", "alfa/1/more-jobs", "beta/1/more-jobs", "gamma/2/more-jobs", "delta/1", "beta/1",
    "gama/1/more-jobs", "alfa/kommunen", "nowhere/1/x", '"alf\\x61/1/more-jobs"',
)  # fmt: skip
LINES = (
    "  # byreg: ignore[BY301] fordi det er en prøve",
    "# byreg: ignore[BY201] prøve",
    "note: Ring 412 34 567.",
    "unknown: 1",
    "\tx: [",
    "schema: 1",
    "continues: beta/1",
    "continues: [alfa/1, gamma/1]",
    "replaces: [alfa/1, beta/1]",
    "programme: byregionprogrammet",
    "",
)
SETTINGS = (
    "",
    '[check]\nselect = ["BY2"]\n',
    '[check]\nprofile = "adopted"\n[check.per-path-ignores]\n"plans/alfa/*" = ["BY3"]\n"plans/none/*" = ["BY3"]\n',
)
KEYS = (
    "continues:", "parent:", "under:", "measures:", "focus_area:", "depends_on:", "actors:", "funder:", "concerns:", "decision:",
    "coordinator:", "bodies:",
)  # fmt: skip

edits = st.one_of(
    st.tuples(st.just("refer"), st.integers(0, 40), st.sampled_from(KEYS), st.sampled_from(REFERENCES)),
    st.tuples(st.just("line"), st.integers(0, 40), st.integers(0, 60), st.sampled_from(LINES)),
    st.tuples(st.just("remove"), st.integers(0, 40)),
    st.tuples(st.just("empty"), st.integers(0, 40)),
    st.tuples(st.just("link"), st.integers(0, 40)),
    st.tuples(st.just("touch"), st.integers(0, 40), st.integers(0, 10)),
    st.tuples(st.just("region"), st.sampled_from(REGIONS), st.sampled_from(("add", "remove"))),
    st.tuples(st.just("settings"), st.sampled_from(SETTINGS)),
    st.tuples(
        st.just("stray"),
        st.sampled_from(("tiltak.yaml", "Foo/plan.yaml", "alfa/9/actions.yaml", "extra", "beta/1/actions/course.yaml")),
    ),
)
days = st.sampled_from((DAY,)) | st.dates(date(2017, 12, 1), date(2021, 1, 31))  # the plans are of 2018 and 2019


def make(root: Path) -> None:
    shutil.copytree(BASE, root)
    for region in REGIONS[:3]:
        shutil.copytree(BASE / "plans" / "demo", root / "plans" / region)


def carry_out(root: Path, edit: tuple) -> None:
    """Change the workspace as an edit says; what does not fit is no change."""
    kind, *how = edit
    files = sorted(path for path in (root / "plans").rglob("*.yaml") if path.is_file())
    if kind == "settings":
        (root / FILE_NAME).write_text(how[0], encoding="utf-8")
    elif kind == "region":
        folder = root / "plans" / how[0]
        if how[1] == "add" and not folder.exists():
            shutil.copytree(BASE / "plans" / "demo", folder)
        elif how[1] == "remove":
            shutil.rmtree(folder, ignore_errors=True)
    elif kind == "stray":
        path = root / "plans" / how[0]
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text("schema: 1\nactions: {course: {title: Kurs}}\n", encoding="utf-8")
    elif files:
        change_file(root, files[how[0] % len(files)], files, kind, how[1:])


def change_file(root: Path, path: Path, files: list[Path], kind: str, how: list) -> None:
    lines = path.read_bytes().decode("utf-8", "replace").split("\n")
    if kind == "remove":
        path.unlink()
    elif kind == "empty":
        path.write_bytes(b"\xff" if len(lines) % 2 else b"")
    elif kind == "link":
        path.unlink()
        path.symlink_to(os.path.relpath(files[0] if files[0] != path else files[-1], path.parent))
    elif kind == "touch":
        times = time.time_ns() - how[0] * 1_000_000_000
        os.utime(path, ns=(times, times))
    elif kind == "line":
        lines.insert(how[0] % len(lines), how[1])
        path.write_text("\n".join(lines), encoding="utf-8")
    else:
        found = [number for number, line in enumerate(lines) if how[0] in line]
        for number in found[:2]:
            before = lines[number].partition(how[0])[0]
            lines[number] = f"{before}{how[0]} {how[1]}"
        path.write_text("\n".join(lines), encoding="utf-8")


def answered(root: Path, store: Store, select: tuple[str, ...], day: date) -> None:
    """Ask a question, and give the answer that is known, as `byreg validate` does; it must be what is found now."""
    chosen = parse_settings((root / FILE_NAME).read_bytes(), "0.1.0")
    choice = Choice(chosen.check, select)
    question = Question("/".join(select), str(day))
    workspace = load_workspace(root, chosen)
    now = repr(check_workspace(workspace, day, choice)).encode()
    known = known_answer(store, question, time.time_ns())
    assert known is None or known.out == now
    found = survey(root, chosen, choice, day, Means(store, "e", time.time_ns()))
    assert found.days[0] <= day <= found.days[1]
    for one in found.days:
        assert check_workspace(workspace, one, choice) == found.checked
    if found.index is not None:
        days = str(found.days[0]), str(found.days[1])
        keep_answer(store, question, Answer(found.index.state, days, "/nowhere", repr(found.checked).encode(), 0))


def everywhere_the_same(root: Path, store: Store, day: date) -> None:
    chosen = parse_settings((root / FILE_NAME).read_bytes(), "0.1.0")
    choice = Choice(chosen.check)
    plain = check_workspace(load_workspace(root, chosen), day, choice)
    alone = survey(root, chosen, choice, day)
    kept = survey(root, chosen, choice, day, Means(store, "e", time.time_ns()))
    again = survey(root, chosen, choice, day, Means(store, "e", time.time_ns()))
    spread = survey(root, chosen, choice, day, Means(jobs=3))
    assert alone.checked == plain
    assert kept.checked == plain
    assert again.checked == plain
    assert spread.checked == plain
    assert (kept.index is None) == (again.index is None)


@pytest.mark.parametrize("tick", [0, index.TICK], ids=["trusting", "doubting"])
@settings(max_examples=25)
@given(rounds=st.lists(st.tuples(st.lists(edits, max_size=3), st.booleans(), days), min_size=1, max_size=4))
def test_it_makes_no_difference_how_a_workspace_is_checked(tick, rounds):
    """Also where only one of two questions is asked after an edit, and the other one later; and on another day."""
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        patch.setattr(work, "FILES_OF_A_LOAD", 4)
        patch.setattr(index, "TICK", tick)
        root = Path(folder, "workspace").resolve()
        make(root)
        store = Store(f"{folder}/cache/0", str(root))
        everywhere_the_same(root, store, DAY)
        for select in ((), ("BY0",)):
            answered(root, store, select, DAY)
        for edits_, both, day in rounds:
            for edit in edits_:
                carry_out(root, edit)
            everywhere_the_same(root, store, day)
            for select in ((), ("BY0",)) if both else (("BY0",),):
                answered(root, store, select, day)
