from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byreg.model.period import PARTS, Period, parse_period

SIMPLE = [
    ("2018", "2018-01-01", "2018-12-31", "year"),
    ("2018-11", "2018-11-01", "2018-11-30", "month"),
    ("2020-02", "2020-02-01", "2020-02-29", "month"),
    ("2018-11-05", "2018-11-05", "2018-11-05", "day"),
    ("2018-H1", "2018-01-01", "2018-06-30", "half"),
    ("2018-H2", "2018-07-01", "2018-12-31", "half"),
    ("2018-Q4", "2018-10-01", "2018-12-31", "quarter"),
    ("2018-T2", "2018-05-01", "2018-08-31", "tertial"),
    ("2018-spring", "2018-03-01", "2018-05-31", "season"),
    ("2018-summer", "2018-06-01", "2018-08-31", "season"),
    ("2018-autumn", "2018-09-01", "2018-11-30", "season"),
    ("2018-winter", "2018-12-01", "2019-02-28", "season"),
    ("2018-11/2021-12", "2018-11-01", "2021-12-31", "interval"),
]


@pytest.mark.parametrize(("text", "start", "end", "precision"), SIMPLE)
def test_forms(text, start, end, precision):
    period = parse_period(text)
    assert (period.start, period.end) == (date.fromisoformat(start), date.fromisoformat(end))
    assert period.precision == precision


def test_open_ends():
    assert parse_period("2018/..").end is None
    assert parse_period("../2018").start is None
    assert parse_period("../2018").last == date(2018, 12, 31)


@pytest.mark.parametrize(
    "text",
    ["", "18", "2018-13", "2018-00", "2018-02-30", "2018-Q5", "2018-H3", "2018-T4", "2018-fall", "2018/", "/2018", "..",
     "../..", "2019/2018", "2018/2019/2020", "1799", "2200", "0000", "2018-1", "2018-11-5", "٢٠١٨", "2018 ", "høsten 2018"],
)  # fmt: skip
def test_what_is_no_period(text):
    with pytest.raises(ValueError, match=r"."):
        parse_period(text)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [("2018-spring", "2018-21"), ("2018-winter", "2018-24"), ("2018-Q4", "2018-36"), ("2018-T2", "2018-38"),
     ("2018-H1", "2018-40"), ("2018-11", "2018-11"), ("2018-Q1/..", "2018-33/..")],
)  # fmt: skip
def test_edtf(text, edtf):
    assert parse_period(text).edtf == edtf


def test_over_follows_the_end_of_the_stated_precision():
    assert not parse_period("2018").is_over(date(2018, 12, 31))
    assert parse_period("2018").is_over(date(2019, 1, 1))
    assert not parse_period("2018/..").is_over(date(2199, 1, 1))


def test_within_and_overlap():
    plan = parse_period("2018/2019")
    assert parse_period("2018-Q1").within(plan)
    assert parse_period("2018/..").within(plan)
    assert not parse_period("2017/2018").within(plan)
    assert parse_period("2017/2018").overlaps(plan)
    assert not parse_period("2020/..").within(plan)


years = st.integers(1800, 2199)
simple = st.one_of(
    years.map(str),
    st.tuples(years, st.integers(1, 12)).map(lambda it: f"{it[0]}-{it[1]:02}"),
    st.dates(date(1800, 1, 1), date(2199, 12, 31)).map(date.isoformat),
    st.tuples(years.filter(lambda year: year < 2199), st.sampled_from(sorted(PARTS))).map(
        lambda it: f"{it[0]}-{it[1]}"
    ),
)


@given(simple)
def test_a_period_holds_its_own_days(text):
    period = parse_period(text)
    assert period.start is not None
    assert period.end is not None
    assert period.start <= period.end
    assert period.text == text
    assert period.within(period)
    assert parse_period(f"{text}/{text}") == period


@given(simple, simple)
def test_order_follows_the_end(one, other):
    first, second = sorted((parse_period(one), parse_period(other)), key=lambda period: period.sort_key)
    assert first.last <= second.last
    if first.last < second.last:
        assert first.is_over(second.last)


@given(st.text(max_size=30))
def test_any_text_is_a_period_or_a_clear_error(text):
    try:
        period = parse_period(text)
    except ValueError:
        return
    assert isinstance(period, Period)
    assert period.first <= period.last
