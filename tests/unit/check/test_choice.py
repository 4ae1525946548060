"""Which findings count, and how grave they are."""

import pytest

from byreg.check.choice import Choice, covers
from byreg.config import CheckSettings, parse_settings
from byreg.diagnostic import Diagnostic, Place
from byreg.errors import ByregError


def at(code, path="plans/demo/1/plan.yaml"):
    return Diagnostic(code, Place(path))


@pytest.mark.parametrize(
    ("settings", "options", "wanted", "left_out"),
    [
        ({}, {}, ["BY301", "BY801", "BY701"], []),
        ({"select": ("BY3",)}, {}, ["BY301", "BY010", "BY103", "BY701"], ["BY401", "BY111"]),
        ({"ignore": ("BY30", "BY7")}, {}, ["BY312", "BY701", "BY702"], ["BY301", "BY703"]),
        ({"ignore": ("BY3",)}, {"select": ("BY301",)}, ["BY301", "BY010"], ["BY302"]),
        ({"select": ("BY3",)}, {"ignore": ("BY301",)}, ["BY302"], ["BY301", "BY401"]),
        ({}, {"ignore": ("BY701", "BY0", "BY1")}, ["BY010", "BY103"], ["BY701", "BY111", "BY022"]),
        ({}, {"select": ("BY3",)}, ["BY301"], ["BY701"]),
    ],
)
def test_what_is_looked_for(settings, options, wanted, left_out):
    choice = Choice(CheckSettings(**settings), **options)
    assert [code for code in wanted if not choice.wants(code)] == []
    assert [code for code in left_out if choice.wants(code)] == []


def test_paths_are_excepted_but_not_from_guards():
    choice = Choice(CheckSettings(per_path_ignores={"plans/demo/*": ("BY3", "BY701", "BY0")}))
    path = "plans/demo/1/plan.yaml"
    assert not choice.counts("BY301", path)
    assert choice.counts("BY301", "plans/other/1/plan.yaml")
    assert choice.counts("BY401", path)
    assert choice.counts("BY701", path)
    assert choice.counts("BY010", path)


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("plans/demo", "plans/demo/1/plan.yaml", True),
        ("plans/demo/", "plans/demo/1/plan.yaml", True),
        ("plans/dem", "plans/demo/1/plan.yaml", False),
        ("plans/*/actions.yaml", "plans/demo/1/actions.yaml", True),
        ("plans/demo/?/plan.yaml", "plans/demo/1/plan.yaml", True),
        ("PLANS/demo", "plans/demo/1/plan.yaml", False),
    ],
)
def test_paths_and_patterns(pattern, path, expected):
    assert covers(pattern, path) is expected


def test_gravity_follows_the_profile():
    profiles = {"plans/demo/1": "draft", "plans/demo/2": "closed"}
    choice = Choice(CheckSettings())
    assert choice.severity_of(at("BY301"), profiles) == "advice"
    assert choice.severity_of(at("BY301", "plans/demo/2/plan.yaml"), profiles) == "warning"
    assert choice.severity_of(at("BY301", "plans/demo/3/plan.yaml"), profiles) == "error"
    assert choice.severity_of(at("BY201"), profiles) == "error"
    assert Choice(CheckSettings(profile="adopted")).severity_of(at("BY301"), profiles) == "error"
    assert Choice(CheckSettings(profile="adopted"), profile="closed").severity_of(at("BY301"), profiles) == "warning"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[check]\nselct = []", "'check.selct' is not a setting"),
        ("[check]\nselect = 'BY3'", "must be a list"),
        ("[check]\nselect = ['BY9']", "no code 'BY9'"),
        ("[check]\nignore = ['']", "no code ''"),
        ("[check]\nprofile = 'adoptd'", "cannot be 'adoptd'"),
        ("[check]\nstrict = 1", "true or false"),
        ("[check]\nstale-after-months = 0", "number of months"),
        ("[check]\nstale-after-months = true", "number of months"),
        ("[check]\nper-path-ignores = 3", "must be a table"),
        ("[check.per-path-ignores]\n'plans' = 'BY3'", "must be a list"),
        ("check = 3", "must be a table"),
        ("required-version = '9'\nnonsense = 1", "requires byreg 9"),
    ],
)
def test_settings_that_cannot_be_read(text, problem):
    with pytest.raises(ByregError, match=problem.replace("(", r"\(")):
        parse_settings(text.encode(), "0.1.0")


def test_settings_by_name_and_code():
    text = (
        "[check]\nignore = ['vague-goal', 'by4']\nvague-words = false\n[check.per-path-ignores]\n'plans/a' = ['stale']"
    )
    settings = parse_settings(text.encode(), "0.1.0").check
    assert settings.ignore == ("BY312", "BY4")
    assert settings.per_path_ignores == {"plans/a": ("BY507",)}
    assert not settings.vague_words
