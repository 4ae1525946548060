"""The exported schemas say what byreg does: they take the plans, and refuse what it refuses."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from byreg.jsonschema import KINDS, schema_of
from byreg.load import MODELS
from byreg.source.discover import discover
from byreg.source.tree import Folder
from byreg.source.yaml import compose
from byreg.validation.validate import validate

ROOT = Path(__file__).parents[2]
FILES = discover(Folder(ROOT)).files


@pytest.fixture(scope="module")
def validators():
    return {kind: Draft202012Validator(schema_of(kind)) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_is_a_schema_with_titles_in_both_languages(kind):
    schema = schema_of(kind)
    Draft202012Validator.check_schema(schema)
    assert " / " in schema["title"] or schema["title"] == "Region / Region"
    described = [
        (where, key)
        for where, part in [("file", schema), *schema["$defs"].items()]
        for key, child in part.get("properties", {}).items()
        if "Norsk: " not in child.get("description", "")
    ]
    assert described == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path)
def test_takes_the_plans(file, validators):
    tree = compose((ROOT / file.path).read_bytes()).tree
    assert [error.message for error in validators[file.kind].iter_errors(tree)] == []


@pytest.mark.parametrize(
    "change",
    [{"titel": "x"}, {"period": "2018-13-45"}, {"status": []}, {"kind": "plan"}, {"title": None}, {"schema": 2},
     {"goals": {"Not An Id": {"title": "x", "kind": "main"}}}, {"goals": {"a": {"title": "x", "kind": "big"}}},
     {"costs": {"a": {"title": "x", "amount": -1}}}, {"financing": {"a": {"title": "x", "amount": -0.5}}}],
)  # fmt: skip
def test_refuses_what_byreg_refuses(change, validators):
    plan = {"schema": 1, "title": "P", "kind": "project", "period": 2018, "status": [{"status": "draft"}]}
    assert validators["plan"].is_valid(plan)
    changed = {**plan, **change}
    assert validate(MODELS["plan"], changed, has_empty=True).faults
    assert not validators["plan"].is_valid(changed)


def test_written_into_a_folder(byreg, tmp_path):
    assert byreg("schema", "-o", str(tmp_path / "schemas")).code == 0
    names = {path.name for path in (tmp_path / "schemas").iterdir()}
    assert names == {f"{kind}.schema.json" for kind in (*KINDS, "changes")}
    assert json.loads(byreg("schema", "targets").out)["title"] == "Targets / Måltall"
