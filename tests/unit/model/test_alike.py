"""A short form that stands in many files is one model; what only looks like it is another, or is refused where it stands."""

import pytest
from pydantic import TypeAdapter, ValidationError

from byreg.model.period import Period
from byreg.model.record import MOST_ALIKE
from byreg.model.responsible import ALIKE, Responsible, ResponsibleField
from byreg.model.schedule import Schedule, ScheduleField


@pytest.fixture
def responsible():
    return TypeAdapter(ResponsibleField).validate_python


@pytest.fixture
def schedule():
    return TypeAdapter(ScheduleField).validate_python


def test_the_same_short_form_is_the_same_model(responsible, schedule):
    assert responsible("council") is responsible("council")
    assert schedule("2024/2026") is schedule("2024/2026")
    assert responsible("council") == Responsible(lead="council")
    assert schedule(2024).periods == schedule("2024").periods


def test_it_is_what_the_long_form_says(responsible, schedule):
    assert responsible("council") == responsible({"lead": "council"}) == responsible(["council"])
    assert schedule("2024") == schedule({"periods": ["2024"]}) == schedule(["2024"])
    assert responsible("council").model_fields_set == {"lead"}


@pytest.mark.parametrize("value", ["Not an id", "", "a" * 300, True, 3, 2.5, None])
def test_what_names_nobody_is_refused_where_it_stands(responsible, value):
    for _ in range(2):
        with pytest.raises(ValidationError) as refused:
            responsible(value)
        assert all(one["loc"][:1] == ("lead",) for one in refused.value.errors())


@pytest.mark.parametrize("value", ["soon", "", True, 2024.0, 12, None])
def test_what_is_no_period_is_refused_after_those_that_equal_it(schedule, value):
    schedule(2024), schedule("2024"), schedule(1800)
    with pytest.raises(ValidationError):
        schedule(value)


def test_only_so_many_are_kept(responsible):
    first = responsible("actor-0")
    for number in range(MOST_ALIKE + 1):
        responsible(f"actor-{number}")
    assert len(ALIKE) <= MOST_ALIKE
    assert responsible("actor-0") == first


@pytest.mark.parametrize("value", [2024.0, True, 1.0])
def test_a_year_is_not_what_equals_it(value):
    read = TypeAdapter(Period).validate_python
    assert read(2024) == read("2024")
    with pytest.raises(ValidationError):
        read(value)


def test_a_schedule_is_a_model_too(schedule):
    assert schedule(Schedule(periods=["2024"])) == schedule("2024")
