"""Words that make a goal vague: what is looked for first stands in whatever has the form."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byreg.reference.vague import FORMS, vague_phrase

ALL = "|".join(form for _, form in FORMS)


@pytest.mark.parametrize(("needed", "form"), FORMS, ids=[form for _, form in FORMS])
@given(st.data())
def test_whatever_has_a_form_has_what_it_needs(needed, form, data):
    text = data.draw(st.from_regex(re.compile(rf"(?i){form}"), fullmatch=True))
    assert needed in text.casefold()
    assert vague_phrase(f"Vi vil, {text}!") is not None


PIECES = ("arbeide", "for", "bidra", "til", "bedre", "styrke", "samarbeid", "og", "i", "større", "grad", "Mer", "robust", "region", "økt", "delta", "aktivt", "FOKUS", "på", "ha", "jobber", "delİngskultur", "DELıNGSKULTUR", "ıktiv")  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join))
def test_the_first_words_are_those_that_all_forms_at_once_would_find(text):
    found = re.search(rf"(?i)\b(?:{ALL})\b", text)
    assert vague_phrase(text) == (found[0] if found else None)
