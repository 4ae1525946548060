"""Times as people write them in a cell, and as byreg shows them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byreg.exchange.cells import CellError
from byreg.exchange.times import read_period
from byreg.language.dates import format_period
from byreg.model.period import parse_period

SIMPLE = st.builds(
    lambda year, part: f"{year}{part}",
    st.integers(1990, 2060),
    st.sampled_from(
        [
            "",
            "-01",
            "-05",
            "-12",
            "-11-05",
            "-02-28",
            "-H1",
            "-H2",
            "-Q1",
            "-Q4",
            "-T2",
            "-spring",
            "-summer",
            "-autumn",
            "-winter",
        ]
    ),
)
PERIODS = st.one_of(
    SIMPLE, st.builds("{}/{}".format, SIMPLE, SIMPLE), SIMPLE.map("{}/..".format), SIMPLE.map("../{}".format)
)


@given(PERIODS, st.sampled_from(["nb", "nn", "en"]))
def test_what_is_shown_is_understood(text, language):
    try:
        period = parse_period(text)
    except ValueError:
        return
    assert parse_period(read_period(format_period(period, language))) == period


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2018", "2018"), (" 2018 - 2019 ", "2018/2019"), ("2018-2020", "2018/2020"), ("2018–2020", "2018/2020"),
        ("8.12.2017", "2017-12-08"), ("8. desember 2017", "2017-12-08"), ("08.12.17", "2017-12-08"), ("2017-12-08", "2017-12-08"),
        ("høst 2018", "2018-autumn"), ("Hausten 2018", "2018-autumn"), ("våren 2018", "2018-spring"), ("vinteren 2018/19", "2018-winter"),
        ("1. halvår 2018", "2018-H1"), ("3. kvartal 2018", "2018-Q3"), ("2. tertial 2018", "2018-T2"), ("mai 2018", "2018-05"),
        ("innen 2019", "../2019"), ("fra 2018", "2018/.."), ("frå mai 2018", "2018-05/.."), ("mai–juni 2018", "2018-05/2018-06"),
        ("1.–5. juni 2018", "2018-06-01/2018-06-05"), ("2018-Q4", "2018-Q4"), ("2018/2020", "2018/2020"),
    ],
)  # fmt: skip
def test_people_write_it_in_many_ways(said, meant):
    assert read_period(said) == meant


@pytest.mark.parametrize(
    "said", ["", "snart", "17", "2018-13", "2019–2018", "31.2.2018", "x" * 500, "1/2/3", "–", "fra", "0/0"]
)
def test_what_is_no_time_says_so(said):
    with pytest.raises(CellError):
        read_period(said)


@given(st.text(max_size=30))
def test_no_text_is_too_odd(text):
    with suppress(CellError):
        assert parse_period(read_period(text))
