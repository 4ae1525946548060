"""What a text counts is found wherever one of the nouns stands."""

import pytest

from byreg.reference.counts import NOUNS, counts_of_the_plan


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("write", [str, str.upper, str.capitalize])
def test_every_noun_is_counted_however_it_is_written(noun, write):
    (found,) = counts_of_the_plan(f"Planen har tre {write(noun)}.")
    assert (found["number"], found["noun"]) == ("tre", write(noun))


def test_a_letter_of_another_alphabet_that_a_pattern_takes_for_one_of_ours():
    (found,) = counts_of_the_plan("Planen har 3 İnnsatsområder.")
    assert found["noun"] == "İnnsatsområder"


def test_without_a_noun_nothing_is_counted():
    assert counts_of_the_plan("Regionen har tre byer og 12 bygder.") == []
