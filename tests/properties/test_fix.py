"""Over every case: a fix changes what it says, nothing else, and has nothing left to do when it is done."""

import json
from pathlib import Path

import pytest

from byreg.source.yaml import compose
from tests.conftest import ROOT

CASES = sorted(path for path in (ROOT / "tests" / "cases").glob("BY*/*") if path.name in ("fail", "pass"))
CASES = [path for path in CASES if path.parent.name != "BY003"]  # too large a file is only large
TRIED = [
    (case, unsafe) for case in CASES for unsafe in (False, True) if case.name == "fail" or unsafe
]  # unsafe is both
DAY = ("--as-of", "2020-06-30")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and ".byreg" not in path.parts
    }


def errors(byreg, folder):
    return {
        (row["path"], row["code"], row["at"])
        for row in json.loads(byreg("validate", *DAY, "--format", "json", cwd=folder).out)["findings"]
        if row["severity"] == "error"
    }


def everything(folder):
    (folder / "byreg.toml").write_text("", encoding="utf-8")


@pytest.mark.parametrize(
    ("case", "unsafe"), TRIED, ids=lambda one: f"{one.parent.name}-{one.name}" if isinstance(one, Path) else str(one)
)
def test_fixing_twice_is_fixing_once(case, unsafe, byreg, workspace):
    folder = workspace(case)
    everything(folder)
    option = "--unsafe-fixes" if unsafe else "--fix"
    before = contents(folder)
    known = errors(byreg, folder)
    tried = byreg("validate", *DAY, option, "--dry-run", cwd=folder)
    assert contents(folder) == before
    assert tried.code == byreg("validate", *DAY, cwd=folder).code
    ran = byreg("validate", *DAY, option, "--format", "json", cwd=folder)
    assert ran.err == ""
    once = contents(folder)
    assert json.loads(byreg("validate", *DAY, option, "--format", "json", cwd=folder).out)["fixed"] == 0
    assert contents(folder) == once
    assert (json.loads(ran.out)["fixed"] == 0) == (once == before)
    if not unsafe:
        assert {code for _, code, _ in errors(byreg, folder) - known} <= SHOWN_BY_MENDING
        for path, data in once.items():
            if data != before[path] and compose(before[path]).tree is not None:
                assert values(compose(data).tree) == values(compose(before[path]).tree)


# what a file that can be read again has wrong with it, and could not be seen before
SHOWN_BY_MENDING = {"BY104", "BY107", "BY201", "BY204", "BY301", "BY302", "BY303", "BY401", "BY402", "BY703"}


def values(tree):
    """Return every value of a tree as people read it, in no order: quotes, forms of dates and booleans aside."""
    if isinstance(tree, dict):
        return sorted(value for inner in tree.values() for value in values(inner))
    if isinstance(tree, list):
        return sorted(value for inner in tree for value in values(inner))
    return [as_read(tree)]


def as_read(value):
    text = str(value).lower()
    text = {"ja": "true", "yes": "true", "on": "true", "nei": "false", "no": "false", "off": "false"}.get(text, text)
    return "" if any(letter.isdigit() for letter in text) and len(text) < 25 else text
