"""Norwegian and English forms, with Babel's tables as the oracle where it has them."""

from datetime import date
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from byreg.language import labels
from byreg.language.glossary import KEYS
from byreg.language.language import LANGUAGES, language
from byreg.language.numbers import MINUS
from byreg.model.period import parse_period
from byreg.model.record import Model

BABEL = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}


@pytest.mark.parametrize(
    ("text", "nb", "nn", "en"),
    [
        ("2018", "2018", "2018", "2018"),
        ("2014-06-05", "5. juni 2014", "5. juni 2014", "5 June 2014"),
        ("2018-11", "november 2018", "november 2018", "November 2018"),
        ("2018-autumn", "høsten 2018", "hausten 2018", "autumn 2018"),
        ("2018-winter", "vinteren 2018/19", "vinteren 2018/19", "winter 2018/19"),
        ("2018-Q4", "4. kvartal 2018", "4. kvartal 2018", "Q4 2018"),
        ("2018-H1", "1. halvår 2018", "1. halvår 2018", "H1 2018"),
        ("2018-T2", "2. tertial 2018", "2. tertial 2018", "T2 2018"),
        ("2018/2020", "2018–2020", "2018–2020", "2018–2020"),
        ("2017-10-25/2017-10-26", "25.–26. oktober 2017", "25.–26. oktober 2017", "25–26 October 2017"),
        (
            "2017-08-30/2017-09-01",
            "30. august–1. september 2017",
            "30. august–1. september 2017",
            "30 August–1 September 2017",
        ),
        ("2018-03/2018-05", "mars–mai 2018", "mars–mai 2018", "March–May 2018"),
        ("2018/..", "fra 2018", "frå 2018", "from 2018"),
        ("../2018-06", "til juni 2018", "til juni 2018", "until June 2018"),
        ("2018/2018", "2018", "2018", "2018"),
    ],
)
def test_periods(text, nb, nn, en):
    assert [language(code).period(parse_period(text)) for code in LANGUAGES] == [nb, nn, en]


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(LANGUAGES))
def test_days_as_babel_writes_them(day, code):
    assert language(code).day(day) == format_date(day, "long", locale=BABEL[code])


@given(st.decimals(-(10**12), 10**12, places=2), st.sampled_from(("nb", "nn", "en")))
def test_numbers_as_babel_writes_them(value, code):
    ours = language(code).number(value)
    theirs = format_decimal(value, "#,##0.######", locale=BABEL[code], decimal_quantization=False)
    assert ours.replace(MINUS, "-") == theirs.replace(MINUS, "-")


@pytest.mark.parametrize(
    ("amount", "nb", "en"),
    [
        ("60000000", "60 mill. kr", "NOK 60 million"),
        ("2500000", "2,5 mill. kr", "NOK 2.5 million"),
        ("1234567", "1 234 567 kr", "NOK 1,234,567"),
        ("50", "50 kr", "NOK 50"),
        ("0.5", "0,5 kr", "NOK 0.5"),
    ],
)
def test_money(amount, nb, en):
    assert language("nb").money(Decimal(amount)) == nb.replace(" ", "\u00a0")
    assert language("en").money(Decimal(amount)) == en.replace(" ", "\u00a0")


def test_listing():
    assert [language("nb").listing(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "", "a", "a og b", "a, b og c",
    ]  # fmt: skip


def subclasses(model):
    for child in model.__subclasses__():
        yield child
        yield from subclasses(child)


def test_the_glossary_has_every_key_and_no_other():
    keys = {field.alias or name for model in subclasses(Model) for name, field in model.model_fields.items()}
    assert set(KEYS) == keys


def test_every_status_has_a_symbol():
    words = (
        labels.VERDICTS,
        labels.ACTION_STATUSES,
        labels.EVENT_STATUSES,
        labels.DELIVERABLE_STATUSES,
        labels.PLAN_STATUSES,
    )
    assert {key for table in words for key in table} <= set(labels.SYMBOLS)
