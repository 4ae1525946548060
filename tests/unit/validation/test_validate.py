import pytest

from byreg.model.actions import ActionTable
from byreg.model.plan import Plan
from byreg.validation.dates import meant_period
from byreg.validation.validate import validate

PLAN = {"schema": 1, "title": "P", "kind": "project", "period": 2018, "status": [{"status": "draft"}]}


def faults(model, tree, **options):
    return [(one.code, one.path) for one in validate(model, tree, **options).faults]


def test_what_fits_is_a_record():
    validated = validate(Plan, PLAN)
    assert validated.faults == ()
    assert validated.model is not None
    assert validated.model.title == "P"


def test_union_tags_and_shorthands_are_no_steps_of_a_path():
    table = {
        "schema": 1,
        "actions": {"a": {"title": "A", "schedule": {"periods": ["x"]}, "responsible": {"lead": [1]}}},
    }
    assert faults(ActionTable, table) == [
        ("BY105", ("actions", "a", "schedule", "periods", 0)),
        ("BY103", ("actions", "a", "responsible", "lead", 0)),
    ]
    table = {"schema": 1, "actions": {"a": {"title": "A", "schedule": "x", "responsible": 1}}}
    assert [path for _, path in faults(ActionTable, table)] == [
        ("actions", "a", "schedule"),
        ("actions", "a", "responsible"),
    ]


def test_every_key_without_a_value_is_told_once():
    tree = {**PLAN, "note": None, "goals": {"a": {"title": None, "kind": "main"}}}
    assert sorted(faults(Plan, tree, has_empty=True)) == [("BY103", ("goals", "a", "title")), ("BY103", ("note",))]


def test_what_does_not_fit_is_left_out_and_the_rest_kept():
    tree = {
        **PLAN,
        "nonsense": 1,
        "goals": {"good": {"title": "G", "kind": "main"}, "bad": {"kind": "main"}},
        "strengths": [1, "a", 2, "b"],
    }
    kept = validate(Plan, tree).model
    assert kept is not None
    assert list(kept.goals) == ["good"]
    assert [point.text for point in kept.strengths] == ["a", "b"]
    assert tree["strengths"] == [1, "a", 2, "b"]


def test_stand_ins_fill_in_for_what_the_rest_cannot_do_without():
    tree = {key: value for key, value in PLAN.items() if key != "period"} | {"title": 5, "note": "N"}
    assert validate(Plan, tree).model is None
    kept = validate(Plan, tree, stand_ins={"title": "–", "period": 2020}).model
    assert kept is not None
    assert (kept.title, kept.note, kept.period.text) == ("–", "N", "2020")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("05.11.2018", "2018-11-05"), ("5/11-2018", "2018-11-05"), ("2018-2020", "2018/2020"), ("2018–2020", "2018/2020"),
        ("høsten 2018", "2018-autumn"), ("2018-høst", "2018-autumn"), ("vår 2019", "2019-spring"), ("mai 2018", "2018-05"),
        ("5. juni 2014", "2014-06-05"), ("2018-1", "2018-01"), ("2018-1-5", "2018-01-05"), ("desember 2017", "2017-12"),
        ("31.02.2018", None), ("snart", None), ("2018/19", None), ("", None),
    ],
)  # fmt: skip
def test_meant_periods(written, meant):
    assert meant_period(written) == meant
