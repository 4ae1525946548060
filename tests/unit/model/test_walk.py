"""What a walk over a file's model finds: its tables by their keys' order, and what its references name."""

import itertools
from pathlib import Path

import pytest

from byreg.config import Settings
from byreg.load import MODELS, load_part, load_workspace
from byreg.model.order import places_of
from byreg.model.record import Record
from byreg.model.walk import reference_fields, walk
from byreg.source.composition import node_at
from byreg.source.discover import discover
from byreg.source.document import read_file
from byreg.source.tree import Folder
from byreg.source.yaml import compose
from byreg.validation.validate import validate

ROOT = Path(__file__).parents[3]
FILES = [
    (Folder(root), file) for root in (ROOT, ROOT / "tests" / "cases" / "base") for file in discover(Folder(root)).files
]


def turned(tree):
    """Return a tree with the keys of every table the other way round."""
    if isinstance(tree, dict):
        return {key: turned(value) for key, value in reversed(tree.items())}
    return [turned(one) for one in tree] if isinstance(tree, list) else tree


def in_order(kind, keys):
    """Tell whether each key that has a place stands behind all that come before it; said again, another way."""
    places = [places_of(kind)[key] for key in keys if key in places_of(kind)]
    return all(before <= after for before, after in itertools.pairwise(places))


@pytest.mark.parametrize(("tree", "file"), FILES, ids=[file.path for _, file in FILES])
@pytest.mark.parametrize("turn", [lambda tree: tree, turned], ids=["as it is", "turned"])
def test_every_table_of_a_file_is_looked_at_for_the_order_of_its_keys(tree, file, turn):
    content = turn(compose(read_file(tree, file)).tree)
    model = validate(MODELS[file.kind], content).model
    walked = walk(model, content)
    expected = [
        (path, type(one), tuple(table))
        for path, one in walked.parts
        if isinstance(table := node_at(content, path), dict) and not in_order(type(one), table)
    ]
    assert walked.disordered == expected


def test_some_of_them_are_turned_by_period():
    """As observations are; else the test above would prove less."""
    content = {
        "schema": 1,
        "indicators": {"jobs": {"title": "Jobber", "observations": {2020: {"comment": "a", "value": 3}, "2021-06": {"comment": "b", "value": 4}}}},
    }  # fmt: skip
    content = compose(repr(content).replace("2020:", "'2020':").encode()).tree
    model = validate(MODELS["targets"], content).model
    paths = {path for path, _, _ in walk(model, content).disordered}
    assert {("indicators", "jobs", "observations", when) for when in ("2020", "2021-06")} <= paths


SHADOWED = """\
schema: 1
names: [Demo]
actors:
  office: {name: Kontor, kind: council}
  fair: {name: Messe, kind: event}
  same: {name: En, kind: company}
sources:
  same: {title: To, kind: report}
  goal-1: {title: Kilde, kind: report}
"""
SHARED = """\
schema: 1
actors:
  office: {name: Et annet kontor, kind: event}
  fair: {name: Messeselskapet, kind: company}
  same: {name: Tre, kind: company}
"""
PLAN = """\
schema: 1
title: Plan
kind: development_plan
period: 2020
status: [{status: draft}]
goals:
  goal-1: {title: Mål, kind: sub, source: goal-1}
  goal-2: {title: Mål, kind: sub, source: same}
  goal-3: {title: Mål, kind: sub, parent: goal-1}
milestones:
  fair: {title: Messe, date: 2020}
  goal-3: {title: Samme id, date: 2020}
"""


ACTIONS = """\
schema: 1
actions:
  one: {title: En, responsible: office}
  two: {title: To, responsible: fair}
  three: {title: Tre, responsible: same}
"""


def test_a_reference_names_the_nearest_record_also_where_ids_are_doubled(tmp_path):
    for name, text in {
        "actors": SHARED,
        "demo/region": SHADOWED,
        "demo/1/plan": PLAN,
        "demo/1/actions": ACTIONS,
    }.items():
        path = tmp_path / "plans" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    workspace = load_workspace(tmp_path, Settings())
    register = workspace.register
    assert not workspace.diagnostics
    named = [
        (link, entry, register.find(link.reference, contents.scope, link.kinds))
        for contents in register.scopes
        for link, entry in register.targets(contents)
    ]
    assert len(named) == 6
    assert all(entry is found for _, entry, found in named), named
    assert {(link.reference, entry.address) for link, entry, _ in named} >= {
        ("office", "demo/office"),
        ("fair", "demo/fair"),
        ("same", "demo/same"),
        ("goal-1", "demo/1/goal-1"),
    }


@pytest.mark.parametrize(("tree", "file"), FILES, ids=[file.path for _, file in FILES])
def test_every_record_and_reference_of_a_file_is_found(tree, file):
    """Held against the model as plain data: each value of a field that holds references, and each record with an id."""
    part = load_part(file, read_file(tree, file))
    assert part.model is not None
    found = part.walked
    assert found.parts[0] == ((), part.model)
    references = [
        (*path, name, *inner)
        for path, one in found.parts
        for name in reference_fields(type(one))
        for inner in places(getattr(one, name))
    ]
    assert sorted(map(str, (link.path for link in found.links))) == sorted(map(str, references))
    assert [path for path, _ in found.records] == [
        path for path, one in found.parts if path and isinstance(one, Record) and one.kind_of_record
    ]


def places(value):
    """Return where the references in a field's value stand below it."""
    if value is None:
        return []
    return [()] if isinstance(value, str) else [(index,) for index in range(len(value))]
