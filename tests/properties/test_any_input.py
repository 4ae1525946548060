"""No input, however broken, makes a traceback; and every finding points into the file."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from byreg import codes
from byreg.check import check_workspace
from byreg.config import Settings
from byreg.language.language import language
from byreg.load import load_workspace
from byreg.report.agenda import KINDS, agenda
from byreg.report.build import build_report
from byreg.report.environment import Here
from byreg.source.yaml import compose

BASE = Path(__file__).parents[1] / "cases" / "base"
FILES = sorted(path.relative_to(BASE).as_posix() for path in BASE.rglob("*.yaml"))
TREES = {path: compose((BASE / path).read_bytes()).tree for path in FILES}
DAY = date(2020, 6, 30)
HERE = Here(None)  # keeps the templates as they were read
LIMITS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

odd = st.sampled_from(
    [None, True, 0, -1, 402, 10**30, 1.5, "", " ", "x", "2018", "2018-13", "a/b/c", "../..", "\u202e", "\x1b[31m", "#", [], {},
     [None], [[]], {"": None}, {"x": {}}, ["x", "x"], {"schema": 1}, {"title": "T"}, "more-jobs", "demo/1/course", "demo/1", "x" * 5000]
)  # fmt: skip
anything = st.recursive(odd | st.text(max_size=6) | st.floats(), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3), max_leaves=6)  # fmt: skip


def paths_in(tree, path=()):
    yield path
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in items:
        yield from paths_in(value, (*path, key))


def put(tree, path, value):
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(tree, dict):
        return {key: put(inner, rest, value) if key == step else inner for key, inner in tree.items()}
    return [put(inner, rest, value) if index == step else inner for index, inner in enumerate(tree)]


PLACES = [(file, path) for file in FILES for path in paths_in(TREES[file])]


def write(folder: Path, changed: dict[str, bytes]) -> Path:
    for path in FILES:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(changed.get(path, (BASE / path).read_bytes()))
    (folder / "byreg.toml").write_bytes(b"")
    return folder


def everything(folder: Path):
    """Do all that a user could do with a workspace, errors or not."""
    workspace = load_workspace(folder, Settings())
    found = check_workspace(workspace, DAY).found
    for diagnostic in found:
        assert codes.message(diagnostic)
        codes.hint(diagnostic)
        path = folder / diagnostic.place.path
        if path.is_file():
            lines = re.split(r"\r\n|\r|\n", path.read_bytes().decode("utf-8", "replace"))
            assert 1 <= diagnostic.place.line <= len(lines)
            assert 1 <= diagnostic.place.column <= len(lines[diagnostic.place.line - 1]) + 2
    for phase in workspace.register.phases:
        for template in ("plan", "final"):
            view = build_report(workspace.register, phase, template, language=language("nb"), day=DAY)
            for format_ in ("md", "html"):
                HERE.render(view, format_)
    for kind in KINDS:
        agenda(workspace.register, kind, DAY)
    return found


def as_yaml(tree) -> bytes:
    import json

    return json.dumps(tree, ensure_ascii=False, default=str).encode("utf-8", "replace")


@LIMITS
@given(place=st.sampled_from(PLACES), value=anything)
def test_any_value_at_any_place(tmp_path_factory, place, value):
    file, path = place
    data = as_yaml(put(TREES[file], path, value))
    everything(write(tmp_path_factory.mktemp("w"), {file: data}))


@LIMITS
@given(file=st.sampled_from(FILES), cut=st.floats(0, 1), junk=st.binary(max_size=20))
def test_any_damage_to_any_file(tmp_path_factory, file, cut, junk):
    data = (BASE / file).read_bytes()
    at = int(len(data) * cut)
    everything(write(tmp_path_factory.mktemp("w"), {file: data[:at] + junk + data[at + len(junk) :]}))


@pytest.mark.parametrize("file", FILES)
def test_one_broken_file_hides_no_errors_of_the_others(tmp_path, file):
    others = {path: (BASE / path).read_bytes() + b"nonsense: 1\n" for path in FILES if path != file}
    found = everything(write(tmp_path, {**others, file: b"a: [\n"}))
    assert {one.place.path for one in found if one.code == "BY101"} == set(others)
    assert {one.place.path for one in found if one.code == "BY010"} == {file}
    assert {one.code for one in found if codes.severity(one) == "error"} == {"BY010", "BY101"}
