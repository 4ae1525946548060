"""A day that notes how long what was asked of it is answered the same."""

import copy
import operator
import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byreg.model.asked_day import ALWAYS, OPERATORS, QUESTIONS, AskedDay, ToldDay

DAY = date(2026, 6, 30)
LATER, EARLIER = date(2026, 9, 1), date(2026, 3, 31)
COMPARISONS = (operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne)
near = st.dates(date(2026, 6, 25), date(2026, 7, 5)) | st.dates()
questions = st.lists(st.tuples(st.sampled_from(COMPARISONS), near, st.booleans()), max_size=6)


def answers(day, asked):
    return [ask(other, day) if turned else ask(day, other) for ask, other, turned in asked]


@given(day=near, asked=questions, other=near)
def test_on_all_its_days_the_answers_are_the_same(day, asked, other):
    noting = AskedDay(day)
    said = answers(noting, asked)
    first, last = noting.days
    assert said == answers(day, asked)
    assert first <= day <= last
    for one in (first, last, min(max(other, first), last)):
        assert answers(one, asked) == said


@given(day=near, asked=questions)
def test_its_days_are_as_many_as_can_be(day, asked):
    """The day before the first and the day behind the last would get another answer."""
    noting = AskedDay(day)
    said = answers(noting, asked)
    first, last = noting.days
    assert first == date.min or answers(first - timedelta(days=1), asked) != said
    assert last == date.max or answers(last + timedelta(days=1), asked) != said


def test_a_day_that_nobody_asked_is_good_for_always():
    assert AskedDay(DAY).days == ALWAYS


def test_compared_with_itself_it_tells_nothing():
    day = AskedDay(DAY)
    assert min(day, day) is day
    assert not operator.lt(day, day)
    assert operator.le(day, day)
    assert day.days == ALWAYS
    assert day <= LATER
    assert day.days == (date.min, LATER)


def test_another_such_day_is_a_day_like_any():
    day = AskedDay(DAY)
    assert day < AskedDay(LATER)
    assert day > AskedDay(EARLIER)
    assert day.days == (EARLIER + timedelta(days=1), LATER - timedelta(days=1))


def test_what_sorts_and_chooses_among_days_compares_them():
    day = AskedDay(DAY)
    assert sorted([LATER, day, EARLIER]) == [EARLIER, DAY, LATER]
    assert min(LATER, day) == DAY
    assert day.days == (DAY, DAY)  # the last line compared it with itself
    other = AskedDay(DAY)
    assert max([EARLIER, other]) is other
    assert other.days == (EARLIER + timedelta(days=1), date.max)


@pytest.mark.parametrize(
    "ask",
    [
        lambda day: day.year,
        lambda day: day.month,
        lambda day: day.day,
        lambda day: day + timedelta(days=1),
        lambda day: day - timedelta(days=1),
        lambda day: day - EARLIER,
        lambda day: LATER - day,
        lambda day: timedelta(days=1) + day,
        lambda day: f"{day}",
        lambda day: f"{day:%Y}",
        str,
        repr,
        copy.copy,
        pickle.dumps,
        lambda day: day.replace(day=1),
        lambda day: day.strftime("%d.%m.%Y"),
        lambda day: day.toordinal(),
        lambda day: day.isocalendar(),
    ],
)
def test_whatever_else_is_asked_holds_on_that_day_alone(ask):
    day = AskedDay(DAY)
    assert ask(day) == ask(DAY)
    assert day.days == (DAY, DAY)


def test_no_question_is_forgotten():
    handled = {*OPERATORS, *QUESTIONS, "year", "month", "day", "isoformat"}
    handled |= {"__lt__", "__le__", "__gt__", "__ge__", "__eq__", "__ne__", "__hash__"}
    makers = {
        "today",
        "fromtimestamp",
        "fromordinal",
        "fromisoformat",
        "fromisocalendar",
        "strptime",
        "min",
        "max",
        "resolution",
    }
    said_by_others = {"__reduce_ex__"}  # by __reduce__
    assert set(dir(date)) - set(dir(object)) - makers <= handled
    own = {name for name in dir(object) if getattr(date, name) is not getattr(object, name)}
    untold = {"__new__", "__doc__", "__class__", "__init_subclass__", "__subclasshook__", "__getattribute__", "__dir__"}
    assert own - handled - said_by_others <= untold


def test_its_text_is_counted_and_marked():
    day = AskedDay(DAY)
    assert day.isoformat() == "2026-06-30"
    assert type(day.isoformat()) is ToldDay
    assert (day.told, day.days) == (2, ALWAYS)
