"""A table of edits, each with the changes that it is; and every field of the model has its kind."""

import sys
from decimal import Decimal
from pathlib import Path

import pytest

from byreg.diff.comparison import compare
from byreg.diff.goalposts import Mandates
from byreg.source.yaml import compose
from tests.support.states import MISSING, put, state, trees

TABLE = compose((Path(__file__).parent / "changes.yaml").read_bytes()).tree


@pytest.mark.parametrize("name", TABLE)
def test_edit(name):
    row = TABLE[name]
    old, new = (put(trees(), row["file"], row["path"], row.get(side, MISSING)) for side in ("old", "new"))
    changes = list(compare(state(old), state(new)))
    assert [[change.kind, change.subject.id, change.weight] for change in changes] == row["is"]
    if "days" in row:
        assert changes[0].days == row["days"]
    if "difference" in row:
        assert changes[0].difference == Decimal(row["difference"])


def test_unrecorded_rename_is_suggested_never_assumed():
    goal = {"title": "Flere jobber", "kind": "main"}
    removed, added = compare(*(state(put(trees(), "plan", "goals", {id_: goal})) for id_ in ("a", "b")))
    assert (removed.likely.id, added.likely.id) == ("b", "a")


def test_what_could_not_be_read_is_not_called_removed():
    whole = state(trees())
    broken = state(put(trees(), "actions", "actions.course.title", ["no", "title"]))
    assert [change for change in compare(whole, broken) if change.kind == "removed"] == []
    lost = put(trees(), "actions", "schema", 2)
    assert [change for change in compare(whole, state(lost)) if change.kind == "removed"] == []


def count_calls(work):
    count = 0

    def tick(frame, event, argument):
        nonlocal count
        count += 1

    sys.setprofile(tick)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("file", ["actions", "updates"])
def test_work_grows_with_the_plan(file):
    """Twice as many records, or updates of one, all of them rewritten, take about twice the work."""

    def work(number):
        if file == "actions":
            sides = [
                {f"{side}-{index}": {"title": f"{side} {index * 7919 % 1000} tiltak"} for index in range(number)}
                for side in "ab"
            ]
            states = [state(put(trees(), "actions", "actions", side)) for side in sides]
        else:
            days = [f"{1900 + index // 12}-{index % 12 + 1:02}" for index in range(number)]
            sides = [
                [
                    {"date": day, "text": f"{side} {day}", "decision": "adoption", "previous": {"title": side}}
                    for day in days
                ]
                for side in "ab"
            ]
            states = [state(put(trees(), "actions", "actions.course.updates", side)) for side in sides]
        return count_calls(lambda: list(compare(*states, Mandates(*states))))

    work(50)
    assert work(600) < 2.6 * work(300)


def test_a_new_plan_is_one_change():
    empty = {path: tree for path, tree in trees().items() if "/demo/1/" not in path}
    (change,) = compare(state(empty), state(trees()))
    assert (change.kind, change.subject.address) == ("added", "demo/1")
