"""Whatever is edited: nothing against itself is nothing, the other way round mirrors, one edit is one record's."""

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from byreg.diff.account import accounts
from byreg.diff.comparison import compare
from byreg.diff.goalposts import Mandates
from byreg.diff.state import known, state_of
from byreg.diff.wording import Teller
from byreg.language.language import LANGUAGES, language
from byreg.model.walk import walk
from byreg.source.yaml import compose
from tests.support.states import workspace_of

ROOT = Path(__file__).parents[2]
PATHS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "plans").rglob("*.yaml"))
TREES = {path: compose((ROOT / path).read_bytes()).tree for path in PATHS}
REGISTER = workspace_of(TREES).register
DAY = date(2020, 1, 1)
PLANS = [(phase.region, phase.id) for phase in REGISTER.phases]
LIMITS = settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])

# the kind that the same two states give in the other order
INVERSE = {
    "added": "removed",
    "target_added": "target_removed",
    "target_raised": "target_lowered",
    "observation_added": "observation_removed",
    "status_forward": "status_backward",
}
INVERSE |= {after: before for before, after in INVERSE.items()}
MIRRORED = (
    *INVERSE, "moved", "reworded", "edited", "target_moved", "target_changed", "baseline_edited", "observation_edited",
    "responsible_changed", "schedule_moved", "financing_changed", "reference_changed",
)  # fmt: skip
# which kinds an edit of a key may be; a key that is not named here is reworded, edited, added to or taken from
KINDS = {
    "targets": {"target_added", "target_removed", "target_raised", "target_lowered", "target_moved", "target_changed", "edited", "reworded"},
    "baseline": {"baseline_edited", "edited", "reworded"},
    "observations": {"observation_added", "observation_edited", "observation_removed", "edited", "reworded"},
    "updates": {"told", "history_edited", "status_forward", "status_backward"},
    "assessments": {"assessed", "told", "history_edited"},
    "status": {"status_forward", "status_backward", "added", "removed", "edited", "reworded"},
    "responsible": {"responsible_changed"},
    "follow_up": {"responsible_changed", "added", "removed", "reworded", "edited", "reference_changed"},
    "dropped": {"dropped", "edited", "reworded", "schedule_moved"},
    "amount": {"financing_changed"},
    **{key: {"schedule_moved"} for key in ("schedule", "deadline", "date", "period", "next_measurement", "membership")},
    **{key: {"moved"} for key in ("under", "parent", "focus_area")},
}  # fmt: skip
OTHERS = {
    "reworded",
    "edited",
    "added",
    "removed",
    "status_forward",
    "status_backward",
    "reference_changed",
    "financing_changed",
}


def leaves(tree, path=()):
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from leaves(value, (*path, key))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from leaves(value, (*path, index))
    else:
        yield path


PLACES = [(file, path) for file in PATHS if file.count("/") == 3 for path in leaves(TREES[file]) if path != ("schema",)]


def put(tree, path, value):
    if not path:
        return value
    if isinstance(tree, dict):
        return {key: put(inner, path[1:], value) if key == path[0] else inner for key, inner in tree.items()}
    return [put(inner, path[1:], value) if index == path[0] else inner for index, inner in enumerate(tree)]


def at(tree, path):
    for step in path:
        tree = tree[step]
    return tree


def other(value, choice):
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return value + choice + 1
    return [f"{value} endret", "2017-05", "2017-11/2019-02", "more", "not_reported", "adopted"][choice]


def edited(place, choice):
    file, path = place
    workspace = workspace_of({**TREES, file: put(TREES[file], path, other(at(TREES[file], path), choice))})
    region, phase = file.split("/")[1:3]
    return workspace, (region, phase)


@pytest.mark.parametrize("scope", PLANS, ids="/".join)
def test_nothing_changed_against_itself(scope):
    assert list(compare(state_of(REGISTER, scope, DAY), state_of(REGISTER, scope, DAY))) == []


@LIMITS
@given(place=st.sampled_from(PLACES), choice=st.integers(0, 5))
def test_one_edit_is_one_records_change(place, choice):
    workspace, scope = edited(place, choice)
    assume(not workspace.diagnostics)
    old, new = state_of(REGISTER, scope, DAY), state_of(workspace.register, scope, DAY)
    assert list(compare(new, new)) == []
    path = place[1]
    owners = [
        entry.id for entry in old.contents.entries if tuple(str(step) for step in path[: len(entry.path)]) == entry.path
    ]
    owner = owners[-1] if owners else ""
    key = str(path[-len(path) :][len(next((e.path for e in old.contents.entries if e.id == owner), ()))])
    for change in compare(old, new):
        assert change.subject.id == owner
        assert change.kind in KINDS.get(key, OTHERS), (change.kind, path)


@LIMITS
@given(place=st.sampled_from(PLACES), choice=st.integers(0, 5))
def test_the_other_way_round_mirrors(place, choice):
    workspace, scope = edited(place, choice)
    old, new = state_of(REGISTER, scope, DAY), state_of(workspace.register, scope, DAY)
    there, back = list(compare(old, new)), list(compare(new, old))
    forth = sorted(
        (INVERSE.get(one.kind, one.kind), one.subject.id, -(one.days or 0), -(one.difference or 0))
        for one in there
        if one.kind in MIRRORED
    )
    again = sorted(
        (one.kind, one.subject.id, one.days or 0, one.difference or 0) for one in back if one.kind in MIRRORED
    )
    assert forth == again


@LIMITS
@given(place=st.sampled_from(PLACES), choice=st.integers(0, 5), code=st.sampled_from(LANGUAGES))
def test_every_change_can_be_said(place, choice, code):
    workspace, scope = edited(place, choice)
    old, new = state_of(REGISTER, scope, DAY), state_of(workspace.register, scope, DAY)
    teller = Teller(old, new, language(code))
    for change in compare(old, new, Mandates(old, new)):
        told = teller.tell(change)
        assert told.sentence.strip()
        assert not any(mark in told.sentence for mark in ("{", "=()", "None", "Decimal(", "label=", "  "))


@pytest.mark.parametrize("seed", range(5))
def test_order_is_no_change(seed):
    """Records and items in another order, whatever they are in, are the same plan."""

    def shuffled(tree, inside=""):
        chance = random.Random(seed)
        if isinstance(tree, dict):
            keys = list(tree)
            chance.shuffle(keys)
            return {key: shuffled(tree[key], key) for key in keys}
        if isinstance(tree, list) and inside not in ("names", "status", "periods", "between", "codes", "former_names"):
            items = [shuffled(item) for item in tree]
            chance.shuffle(items)
            return items
        return tree

    workspace = workspace_of({path: shuffled(tree) for path, tree in TREES.items()})
    assert workspace.diagnostics == ()
    for scope in PLANS:
        found = list(compare(state_of(REGISTER, scope, DAY), state_of(workspace.register, scope, DAY)))
        assert found == []


@pytest.mark.parametrize(
    ("old", "new"), [(old, new) for old in PLANS for new in PLANS if old[0] == new[0] and old != new]
)
def test_every_account_adds_up(old, new):
    before = state_of(REGISTER, old, DAY)
    for account in accounts(before, state_of(REGISTER, new, DAY)):
        expected = [
            one.id
            for one in before.subjects.values()
            if one.kind == account.kind and not getattr(one.model, "context", False)
        ]
        assert [outcome.subject.id for outcome in account.outcomes] == expected
        assert sum(len(account.of(fate)) for fate in {one.fate for one in account.outcomes}) == len(expected)


@given(
    days=st.lists(st.dates(date(2013, 1, 1), date(2023, 1, 1)), min_size=3, max_size=3), scope=st.sampled_from(PLANS)
)
def test_days_add_up(days, scope):
    """What came by the last day came in one of the stretches before it; knowing twice changes nothing."""
    first, middle, last = sorted(days)
    states = [known(state_of(REGISTER, scope, day)) for day in (first, middle, last)]
    whole = {(one.subject.id, one.path) for one in compare(states[0], states[2]) if one.kind == "observation_added"}
    parts = [
        {(one.subject.id, one.path) for one in compare(*pair) if one.kind == "observation_added"}
        for pair in (states[:2], states[1:])
    ]
    assert whole == parts[0] | parts[1]
    assert not parts[0] & parts[1]
    assert [model for _, model in walk(known(states[1]).phase.plan).parts] == [
        model for _, model in walk(states[1].phase.plan).parts
    ]
