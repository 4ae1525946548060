"""What depends on the day is told from the day it is true, not before."""

from datetime import date

import pytest

from byreg.check import Choice, check_workspace
from byreg.config import CheckSettings
from tests.support.states import put, trees, workspace_of


def codes_on(where, day, select, **settings):
    choice = Choice(CheckSettings(**settings), select=tuple(select.split()))
    found = check_workspace(workspace_of(where), date.fromisoformat(day), choice).found
    return sorted({one.code for one in found if one.code in select})


@pytest.mark.parametrize(
    ("schedule", "status", "before", "since", "code"),
    [
        ("2019-03", "planned", "2019-03-31", "2019-04-01", "BY408"),
        ("2019-03/2019-06", "planned", "2019-03-31", "2019-04-01", "BY407"),
        ("2019", "idea", "2019-12-31", "2020-01-01", "BY408"),
        ("2019-03/..", "planned", "2019-03-31", "2019-04-01", "BY407"),
        ("2019-03/2019-06", "ongoing", "2019-06-30", "2019-07-01", "BY408"),
    ],
)
def test_schedules(schedule, status, before, since, code):
    where = put(trees(), "actions", "actions.network.schedule", schedule)
    where = put(where, "actions", "actions.network.updates", [{"date": "2018-05", "status": status}])
    where = put(where, "actions", "actions.course.updates", [{"date": "2018-05", "status": "cancelled"}])
    assert codes_on(where, before, "BY407 BY408") == []
    assert codes_on(where, since, "BY407 BY408") == [code]


def test_stale_by_the_plan_before_the_workspace():
    assert codes_on(trees(), "2019-06-30", "BY507") == []
    assert codes_on(trees(), "2019-07-01", "BY507") == ["BY507"]
    assert codes_on(trees(), "2018-12-31", "BY507", stale_after_months=6) == ["BY507"]
    assert codes_on(trees(), "2018-12-30", "BY507", stale_after_months=6) == []
    where = put(trees(), "plan", "stale_after_months", 24)
    assert codes_on(where, "2020-06-30", "BY507", stale_after_months=6) == []
    assert codes_on(where, "2020-07-01", "BY507", stale_after_months=6) == ["BY507"]


def test_nothing_is_stale_or_late_in_a_draft_or_closed_plan():
    draft = put(trees(), "plan", "status", [{"status": "draft", "date": "2018-01"}])
    closed = put(trees(), "plan", "status", [{"status": "closed", "date": "2018-01"}])
    for where in (draft, closed):
        assert codes_on(where, "2020-06-30", "BY507") == []
    assert codes_on(closed, "2020-06-30", "BY407 BY408") == []


@pytest.mark.parametrize(("day", "expected"), [("2019-03-01", []), ("2019-03-02", ["BY510"])])
def test_a_programme_is_reviewed_within_a_year(day, expected):
    assert codes_on(put(trees(), "plan", "kind", "action_programme"), day, "BY510") == expected


def test_a_measurement_is_overdue_when_its_period_is_over():
    where = put(trees(), "targets", "indicators.jobs.next_measurement", "2019-Q4")
    assert codes_on(where, "2019-12-31", "BY508") == []
    assert codes_on(where, "2020-01-01", "BY508") == ["BY508"]
    for period in ("2019-Q4", "2019-H1"):  # published afterwards, of the half-year before
        measured = put(where, "targets", "indicators.jobs.observations", {period: 1070})
        assert codes_on(measured, "2020-01-01", "BY508") == []


def test_an_assessment_is_held_against_what_was_known_then():
    where = put(trees(), "targets", "indicators.jobs.targets", {"end": {"at_least": 1100, "by": "2018"}})
    where = put(where, "plan", "goals.more-jobs.assessments", [{"date": "2018-06", "status": "not_achieved"}])
    assert codes_on(where, "2020-06-30", "BY309 BY310") == []
    where = put(where, "plan", "goals.more-jobs.assessments", [{"date": "2018-06", "status": "achieved"}])
    assert codes_on(where, "2020-06-30", "BY309 BY310") == ["BY310"]
    where = put(where, "plan", "goals.more-jobs.assessments", [{"date": "2019-06", "status": "achieved"}])
    assert codes_on(where, "2020-06-30", "BY309 BY310") == ["BY309"]
    assert codes_on(where, "2019-06-29", "BY309 BY310") == []


def test_what_lies_ahead_is_no_gap_yet():
    where = put(trees(), "plan", "milestones.half-way.updates", [])
    assert codes_on(where, "2018-12-31", "BY509") == []
    assert codes_on(where, "2019-01-01", "BY509") == ["BY509"]
