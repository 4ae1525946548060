from datetime import date

from byreg.model.actions import Action
from byreg.model.events import Milestone
from byreg.model.plan import Plan
from byreg.model.state import action_is_overdue, action_status, event_is_ahead, event_is_overdue, plan_status


def action(**fields):
    return Action.model_validate({"title": "A", **fields})


UPDATES = [
    {"date": "2018-11", "status": "completed"},
    {"date": "2018-02", "status": "ongoing"},
    {"date": "2018-05", "text": "Uten status"},
]


def test_the_latest_update_gives_the_status_whatever_the_order():
    mine = action(updates=UPDATES)
    assert action_status(mine, date(2018, 1, 1)) is None
    assert action_status(mine, date(2018, 6, 1)) == "ongoing"
    assert action_status(mine, date(2018, 12, 1)) == "completed"


def test_an_action_is_overdue_once_its_schedule_has_run_out():
    mine = action(schedule=[2017, "2018-H1"], updates=UPDATES[1:])
    assert not action_is_overdue(mine, date(2018, 6, 30))
    assert action_is_overdue(mine, date(2018, 7, 1))
    assert not action_is_overdue(action(schedule="2018/.."), date(2030, 1, 1))
    assert not action_is_overdue(action(schedule={"every": "year"}), date(2030, 1, 1))
    assert not action_is_overdue(action(schedule=2018, updates=UPDATES), date(2019, 1, 1))
    dropped = {"date": "2018-06", "reason": "Ingen midler"}
    assert not action_is_overdue(action(schedule=2018, dropped=dropped), date(2019, 1, 1))


def test_a_reached_milestone_is_never_overdue():
    fields = {"title": "M", "date": "2018-06"}
    reached = Milestone.model_validate({**fields, "updates": [{"date": "2018-06", "status": "reached"}]})
    assert not event_is_overdue(reached, date(2018, 7, 1))
    assert event_is_overdue(Milestone.model_validate(fields), date(2018, 7, 1))
    dropped = Milestone.model_validate({**fields, "dropped": {"date": "2018-03", "reason": "Ingen midler"}})
    assert not event_is_overdue(dropped, date(2018, 7, 1))
    assert not event_is_ahead(dropped, date(2018, 5, 1))
    assert event_is_ahead(Milestone.model_validate(fields), date(2018, 5, 1))
    assert not event_is_overdue(Milestone.model_validate({"title": "M"}), date(2018, 7, 1))


def test_a_plan_has_the_status_of_its_last_entry_by_the_day():
    plan = Plan.model_validate(
        {
            "schema": 1, "title": "P", "kind": "project", "period": 2018,
            "status": [
                {"status": "draft", "date": "2018-01"},
                {"status": "adopted", "decision": "d"},
                {"status": "closed", "date": "2018-12-31"},
            ],
            "decisions": {"d": {"title": "D", "kind": "adoption", "result": "adopted", "date": "2018-03-05"}},
        }
    )  # fmt: skip
    days = {
        "2018-01-30": None,
        "2018-03-04": "draft",
        "2018-03-05": "adopted",
        "2018-12-30": "adopted",
        "2018-12-31": "closed",
    }
    assert {day: plan_status(plan, date.fromisoformat(day)) for day in days} == days


def test_a_date_counts_from_the_end_of_its_precision():
    mine = action(updates=[{"date": "2018", "status": "planned"}, {"date": "2018-06", "status": "ongoing"}])
    assert action_status(mine, date(2018, 6, 29)) is None
    assert action_status(mine, date(2018, 7, 15)) == "ongoing"


def test_news_without_a_status_leaves_the_status():
    mine = action(updates=[{"date": "2018-06", "status": "ongoing"}, {"date": "2018-07", "text": "Møte holdt"}])
    assert action_status(mine, date(2018, 8, 1)) == "ongoing"


def test_several_periods_with_open_ends_are_one_span():
    assert action(schedule=["../2018", "2018/.."]).schedule.span.end is None
    assert action(schedule=["2018", "2199-winter"]).schedule.span.last.year == 2200
