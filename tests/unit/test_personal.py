"""Identity numbers by their check digits, addresses and mobile numbers; and nothing else."""

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byreg.personal import FIRST_WEIGHTS, SECOND_WEIGHTS, find_personal, identity_kind, masked

# nobody's: no one born from 1940 to 1953 was given an individual number from 500 to 899
NUMBER, D_NUMBER, SYNTHETIC = "01014560013", "41014560007", "01814560089"
AFTER_2032 = "02024660160"  # the first check digit leaves a remainder


def kinds(text):
    return [found.kind for found in find_personal(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (NUMBER, ["identity_number"]),
        (f"født {NUMBER[:6]} {NUMBER[6:]}", ["identity_number"]),
        (f"{NUMBER[:2]}.{NUMBER[2:4]}.{NUMBER[4:6]}-{NUMBER[6:]}", ["identity_number"]),
        (f"{NUMBER[:6]} {NUMBER[6:9]} {NUMBER[9:]}", ["identity_number"]),
        (AFTER_2032, ["identity_number"]),
        (D_NUMBER, ["d_number"]),
        (SYNTHETIC, ["synthetic_number"]),
        ("10915596784", ["synthetic_number"]),  # Test-Norge: 80 added to the month
        ("13527248013", ["synthetic_number"]),  # 40 added
        (NUMBER[:-1] + str((int(NUMBER[-1]) + 1) % 10), []),
        (NUMBER + "1", []),
        ("a" + NUMBER, []),
        ("974 760 673", []),  # an organisation
        ("1234.56.78903", []),  # an account
        ("post@kongsvinger.kommune.no", []),
        ("servicetorg.nord@grue.kommune.no", []),
        ("post-harstad@troms.no", []),
        ("nav.ofoten@nav.no", []),
        ("kari.nordmann@grue.kommune.no", ["personal_email"]),
        ("kari-anne.nordmann@hkp.no", ["personal_email"]),
        ("post@gmail.com", ["private_email"]),
        ("Ola@ONLINE.no", ["private_email"]),
        ("412 34 567", ["mobile_number"]),
        ("mobil 41 23 45 67", ["mobile_number"]),
        ("tlf. (mobil) 91234567", ["mobile_number"]),
        ("(+47) 91234567", ["mobile_number"]),
        ("912-34-567", ["mobile_number"]),
        ("41 23 45 67", []),  # four figures, most often
        ("Investering 45000000", []),
        ("Mobilisering 41000000", []),
        ("Telefon til sentralbordet 900 00 000", []),
        ("prosjektnummer 950 12 345", []),
        ("+4741234567", ["mobile_number"]),
        ("tlf. 41234567", ["mobile_number"]),
        ("41234567", []),
        ("41234567 kr", []),
        ("62 80 80 00", []),
        ("45 000 000", []),
        ("2016 2017 2018", []),
        ("41 23 45 67 89", []),
    ],
)
def test_what_is_personal(text, expected):
    assert kinds(f"Se {text} her.") == expected


@pytest.mark.parametrize("text", [NUMBER, AFTER_2032, D_NUMBER, "kari.nordmann@grue.kommune.no", "412 34 567"])
def test_masking_keeps_the_length_and_nothing_else(text):
    shown = masked(f"Se {text}!")
    assert shown == f"Se {'•' * len(text)}!"


def test_a_number_that_lost_its_zero_is_masked():
    assert masked(f"the number {int(NUMBER)}") == "the number ••••••••••"


@given(st.text(alphabet="0123456789 .-+@abcæ\n", max_size=60))
def test_what_is_masked_is_found_no_more(text):
    shown = masked(text)
    assert len(shown) == len(text)
    assert masked(shown) == shown


@given(
    st.lists(
        st.sampled_from((NUMBER, D_NUMBER, "412 34 567", "+47 41 23 45 67", *"0149 ,.-+\u00a0\u202f–æ\n")), max_size=30
    )
)
def test_a_look_at_the_whole_text_passes_over_nothing(pieces):
    text = "".join(pieces)
    with patch("byreg.personal.may_hold_numbers", return_value=True):
        close = kinds(text), masked(text)
    assert (kinds(text), masked(text)) == close


@pytest.mark.parametrize("between", [" ", ",", ".", "\u00a0", "\u202f"])
def test_a_number_written_as_an_amount_is_masked(between):
    shown = between.join((NUMBER[1:2], NUMBER[2:5], NUMBER[5:8], NUMBER[8:]))
    assert masked(f"a {shown} b") == f"a {'•' * len(shown)} b"


@given(st.dates(), st.integers(0, 999), st.integers(0, 99))
def test_check_digits_are_those_of_the_rule(day, individual, control):
    digits = [int(one) for one in f"{day:%d%m%y}{individual:03d}{control:02d}"]
    first = sum(digit * weight for digit, weight in zip(digits, FIRST_WEIGHTS, strict=False)) % 11
    second = sum(digit * weight for digit, weight in zip(digits, SECOND_WEIGHTS, strict=True)) % 11
    assert (identity_kind(digits) is not None) == (first <= 3 and second == 0)
