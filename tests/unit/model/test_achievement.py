"""Each form of target, held against figures: met, partly, not, still going, unknown."""

from datetime import date

import pytest

from byreg.model.achievement import GoalStatus, goal_status, indicator_verdict
from byreg.model.goals import Goal
from byreg.model.indicators import IndicatorTable
from byreg.model.plan import Plan

PLAN = Plan.model_validate(
    {"schema": 1, "title": "P", "kind": "project", "period": "2018/2020", "status": [{"status": "adopted"}]}
)


def table(**indicators):
    filled = {id_: {"title": id_, **fields} for id_, fields in indicators.items()}
    return IndicatorTable.model_validate({"schema": 1, "indicators": filled}).indicators


def verdict(fields, day="2021-01-01", **others):
    found = table(one=fields, **others)
    return indicator_verdict(found["one"], PLAN, date.fromisoformat(day), found)


def level(target, **fields):
    return {"baseline": 100, "direction": "increase", "targets": {"t": target}, **fields}


CASES = [
    # a level by a date
    (level({"at_least": 110}, observations={"2020": 110}), "achieved"),
    (level({"at_least": 110}, observations={"2020": 105}), "partly"),
    (level({"at_least": 110}, observations={"2020": 95}), "not_achieved"),
    (level({"at_most": 90}, direction="decrease", observations={"2020": 90}), "achieved"),
    (level({"at_most": 90}, direction="decrease", observations={"2020": 101}), "not_achieved"),
    (level({"equals": 3}, observations={"2020": 3}), "achieved"),
    (level({"between": [5, 7]}, observations={"2020": 6}), "achieved"),
    (level({"between": [5, 7]}, observations={"2020": 8}), "not_achieved"),
    # net change per period: values that are changes, and levels
    ({"per": "year", "baseline": -100, "direction": "increase", "targets": {"t": {"net_change": 100, "per": "year"}},
      "observations": {"2018": 32, "2019": 132}}, "achieved"),
    ({"per": "year", "baseline": -100, "direction": "increase", "targets": {"t": {"net_change": 100, "per": "year"}},
      "observations": {"2019": 32}}, "partly"),
    ({"per": "quarter", "targets": {"t": {"net_change": 40, "per": "year"}}, "observations": {"2020-Q4": 10}}, "achieved"),
    ({"targets": {"t": {"net_change": 10, "per": "year"}}, "observations": {"2018": 100, "2020": 121}}, "achieved"),
    ({"targets": {"t": {"net_change": -10, "per": "year"}}, "observations": {"2018": 100, "2020": 90}}, "partly"),
    ({"targets": {"t": {"net_change": 10, "per": "year"}}, "observations": {"2020": 121}}, None),
    # a sum over the plan: what lies outside its period does not count
    ({"targets": {"t": {"total": 10}}, "observations": {"2017": 100, "2018": 4, "2019": 6}}, "achieved"),
    ({"targets": {"t": {"total": 11}}, "observations": {"2017": 100, "2018": 4, "2019": 6}}, "partly"),
    # a change from the baseline
    (level({"change": 10, "of": "percent"}, observations={"2020": 110}), "achieved"),
    (level({"change": 10, "of": "points"}, observations={"2020": 109}), "partly"),
    (level({"change": -10, "of": "units"}, direction="decrease", observations={"2020": 89}), "achieved"),
    ({"targets": {"t": {"change": 10, "of": "percent"}}, "observations": {"2020": 5}}, None),
    ({"baseline": {"value": 100, "period": "2017"}, "direction": "increase", "observations": {"2020": 133},
      "targets": {"t": {"change": 10, "of": "percent", "compounding": "year"}}}, "partly"),
    ({"baseline": {"value": 100, "period": "2017"}, "observations": {"2020": 134},
      "targets": {"t": {"change": 10, "of": "percent", "compounding": "year"}}}, "achieved"),
    ({"baseline": {"value": 0, "period": "2017"}, "observations": {"2020": 5},
      "targets": {"t": {"change": -100, "of": "percent", "compounding": "year"}}}, None),
    # a percentage of a negative baseline
    ({"baseline": -100, "targets": {"t": {"change": 10, "of": "percent"}}, "observations": {"2020": -90}}, "achieved"),
    ({"baseline": -100, "targets": {"t": {"change": 10, "of": "percent"}}, "observations": {"2020": -120}}, "not_achieved"),
    # the sign of the wanted change says which way is right
    ({"per": "year", "baseline": -100, "targets": {"t": {"net_change": 100, "per": "year"}},
      "observations": {"2019": 32}}, "partly"),
    # a target due is held against what was known by its deadline
    ({"targets": {"t": {"at_least": 10, "by": "2018"}}, "observations": {"2018": 12, "2019": 8}}, "achieved"),
    ({"targets": {"t": {"at_least": 10, "by": "2017"}}, "observations": {"2018": 12, "2019": 8}}, "achieved"),
    # a rank: lower is better
    ({"scale": "rank", "baseline": 30, "targets": {"t": {"rank": 10, "group": "NM"}}, "observations": {"2020": 10}}, "achieved"),
    ({"scale": "rank", "baseline": 30, "targets": {"t": {"rank": 10}}, "observations": {"2020": 20}}, "partly"),
    ({"scale": "rank", "baseline": 30, "targets": {"t": {"places_gained": 5}}, "observations": {"2020": 25}}, "achieved"),
    ({"scale": "rank", "targets": {"t": {"places_gained": 5}}, "observations": {"2020": 25}}, None),
    # a benchmark beside the value
    ({"targets": {"t": {"benchmark": "landet", "relation": "above"}}, "observations": {"2020": {"value": 5, "benchmark": 4}}}, "achieved"),
    ({"targets": {"t": {"benchmark": "landet", "relation": "at_most", "margin": -1}},
      "observations": {"2020": {"value": 4, "benchmark": 4}}}, "not_achieved"),
    ({"targets": {"t": {"benchmark": "landet", "relation": "above"}}, "observations": {"2020": 5}}, None),
    # growth faster than a benchmark
    ({"baseline": {"value": 100, "benchmark": 1000}, "targets": {"t": {"faster_than_benchmark": "landet"}},
      "observations": {"2020": {"value": 110, "benchmark": 1050}}}, "achieved"),
    ({"baseline": {"value": 0, "benchmark": 1000}, "targets": {"t": {"faster_than_benchmark": "landet"}},
      "observations": {"2020": {"value": 110, "benchmark": 1050}}}, None),
    # reach and keep
    ({"targets": {"t": {"keep_at_least": 5}}, "observations": {"2018": 4, "2019": 5, "2020": 6}}, "achieved"),
    ({"targets": {"t": {"keep_at_least": 5}}, "observations": {"2018": 5, "2019": 4, "2020": 6}}, "partly"),
    ({"targets": {"t": {"keep_at_most": 5}}, "observations": {"2018": 9}}, "not_achieved"),
    # participants
    ({"targets": {"t": {"participants": "all", "out_of": 2}}, "scale": "yes_no",
      "observations": {"2020": {"by_unit": {"a": True, "b": True}}}}, "achieved"),
    ({"targets": {"t": {"participants": "all", "out_of": 2}}, "scale": "yes_no",
      "observations": {"2020": {"by_unit": {"a": True}}}}, "partly"),
    ({"targets": {"t": {"participants": "all"}}, "scale": "yes_no",
      "observations": {"2020": {"by_unit": {"a": True}}}}, None),
    ({"targets": {"t": {"participants": "all"}}, "scale": "yes_no", "observations": {"2020": True}}, "achieved"),
    ({"targets": {"t": {"participants": 3, "out_of": 7}}, "observations": {"2020": 3}}, "achieved"),
    ({"targets": {"t": {"participants": "all"}}, "observations": {"2020": {"value": 6, "out_of": 7}}}, "partly"),
    # per unit
    ({"targets": {"t": {"each_unit": {"a": {"at_least": 3}, "b": {"at_least": 3}}}},
      "observations": {"2020": {"by_unit": {"a": 3, "b": 4}}}}, "achieved"),
    ({"targets": {"t": {"each_unit": {"a": {"at_least": 3}, "b": {"at_least": 3}}}},
      "observations": {"2020": {"by_unit": {"a": 3}}}}, None),
    ({"targets": {"t": {"each_unit": {"a": {"at_least": 3}, "b": {"at_least": 3}}}},
      "observations": {"2020": {"by_unit": {"a": 2}}}}, "not_achieved"),
    # direction only
    (level({"direction": "increase"}, observations={"2020": 101}), "achieved"),
    ({"targets": {"t": {"direction": "decrease"}}, "observations": {"2018": 5, "2020": 5}}, "not_achieved"),
    ({"targets": {"t": {"direction": "keep"}}, "observations": {"2020": 5}}, None),
    # yes or no: a target need not be said
    ({"scale": "yes_no", "observations": {"2020": True}}, "achieved"),
    ({"scale": "yes_no", "observations": {"2020": False}}, "not_achieved"),
    ({"scale": "qualitative", "targets": {"t": {"description": "Godt"}}, "observations": {"2020": "Bra"}}, None),
    # groups
    (level({"all_of": {"a": {"at_least": 100}, "b": {"at_most": 120}}}, observations={"2020": 110}), "achieved"),
    (level({"all_of": {"a": {"at_least": 100}, "b": {"at_most": 105}}}, observations={"2020": 110}), "partly"),
    (level({"any_of": {"a": {"at_least": 200}, "b": {"at_most": 120}}}, observations={"2020": 110}), "achieved"),
    # statements
    (level({"at_least": 110}, observations={"2019": 120, "2020": {"not_measured": "Ingen undersøkelse"}}), "not_measured"),
    (level({"at_least": 110}, observations={"2020": {"not_reported": True}}), "not_reported"),
    (level({"at_least": 110}), None),
    ({"context": True, "observations": {"2020": 5}}, None),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "expected"), CASES)
def test_forms(fields, expected):
    assert verdict(fields) == expected


def test_growth_faster_than_another_indicator():
    other = {"baseline": 10, "observations": {"2020": 11}}
    mine = {"baseline": 100, "targets": {"t": {"faster_than": "two"}}, "observations": {"2020": 120}}
    assert verdict(mine, two=other) == "achieved"
    assert verdict({**mine, "observations": {"2020": 105}}, two=other) == "partly"
    assert verdict(mine) is None
    assert verdict({**mine, "targets": {"t": {"faster_than": "one"}}}) == "partly"


def test_targets_are_steps_by_date():
    steps = {"first": {"at_least": 110, "by": "2018"}, "last": {"at_least": 150}}
    fields = {"baseline": 100, "direction": "increase", "targets": steps, "observations": {"2018": 111, "2020": 120}}
    assert verdict(fields, "2018-06-01") is None
    assert verdict(fields, "2019-01-01") == "achieved"
    assert verdict(fields, "2021-01-01") == "partly"


def test_before_the_deadline_what_is_not_met_is_ongoing():
    assert verdict(level({"at_least": 110}, observations={"2018": 100}), "2019-06-01") == "ongoing"


def test_an_observation_counts_from_the_end_of_its_period():
    fields = level({"at_least": 110}, observations={"2019": 120})
    assert verdict(fields, "2019-12-30") is None
    assert verdict(fields, "2019-12-31") == "achieved"


def goal(**fields):
    return Goal.model_validate({"title": "G", "kind": "main", **fields})


def test_a_goal_without_assessment_is_as_weak_as_its_weakest_indicator():
    found = table(
        good={"scale": "yes_no", "measures": ["g"], "observations": {"2020": True}},
        bad={"scale": "yes_no", "measures": ["d"], "observations": {"2020": False}},
    )
    mine = goal(deliverables={"d": {"title": "D"}})
    assert goal_status("g", mine, PLAN, found, date(2021, 1, 1)) == GoalStatus("not_achieved", computed=True)
    assert goal_status("g", goal(), PLAN, found, date(2021, 1, 1)) == GoalStatus("achieved", computed=True)
    assert goal_status("h", goal(), PLAN, found, date(2021, 1, 1)).status is None


def test_what_people_assessed_goes_before_what_is_computed():
    found = table(bad={"scale": "yes_no", "measures": ["g"], "observations": {"2020": False}})
    mine = goal(assessments=[{"date": "2020-06", "status": "partly", "comment": "På vei"}])
    assert goal_status("g", mine, PLAN, found, date(2021, 1, 1)) == GoalStatus(
        "partly", computed=False, comment="På vei"
    )
    assert goal_status("g", mine, PLAN, found, date(2020, 5, 1)).status is None
