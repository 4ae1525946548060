"""What changed in the repository's plans, byte for byte; `--update` rewrites and prunes."""

import json
from pathlib import Path

import jsonschema
import pytest

from byreg.output.changes import schema_text
from tests.support.golden import matches, none_left_over

FOLDER = Path(__file__).parent / "changes"
DAY = ("--as-of", "2022-12-31")
COMPARED = {
    "kongsvinger-1-to-2": ("kongsvinger/1", "kongsvinger/2"),
    "kongsvinger-2-to-3": ("kongsvinger/2", "kongsvinger/3"),
    "sor-troms-2-to-drivkraft": ("sor-troms/2", "sor-troms/drivkraft"),
    "kongsvinger-2-in-2018": ("kongsvinger/2", "--from", "2017-12-31", "--to", "2018-12-31"),
    "sor-troms-2-in-2017": ("sor-troms/2", "--from", "2016-12-31", "--to", "2017-12-31"),
    "notodden-2-in-2018": ("notodden/2", "--from", "2017-12-31", "--to", "2018-12-31"),
}
SUFFIXES = {"text": "txt", "md": "md", "html": "html", "json": "json"}
CASES = [(name, format_, "nb") for name in COMPARED for format_ in SUFFIXES]
CASES += [("kongsvinger-2-to-3", "text", "en"), ("notodden-2-in-2018", "md", "nn")]


def name_of(name: str, format_: str, language: str) -> str:
    return f"{name}.{'' if language == 'nb' else f'{language}.'}{SUFFIXES[format_]}"


@pytest.mark.parametrize(("name", "format_", "language"), CASES)
def test_changes(name, format_, language, byreg, update):
    ran = byreg("diff", *COMPARED[name], *DAY, "--format", format_, "--lang", language)
    assert (ran.code, ran.err) == (0, "")
    matches(FOLDER / name_of(name, format_, language), ran.out, update=update)


def test_no_comparison_is_left_over(update):
    none_left_over(FOLDER, {name_of(*case) for case in CASES}, update=update)


@pytest.mark.parametrize("name", COMPARED)
def test_json_follows_its_schema(name):
    schema = json.loads(schema_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")), schema)
