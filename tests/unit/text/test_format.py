"""Carelessly written files in canonical form: comments stay with what they are about."""

import pytest

from byreg.load import MODELS
from byreg.text.format import formatted

CASES = {
    "a dash on a line of its own": (
        "    updates:\n      -\n        date: 2017\n        # K1\n        status: planned\n        # K2\n",
        "    updates:\n      - date: 2017\n        # K1\n        status: planned\n        # K2\n",
    ),
    "a comment behind a dash": (
        "    updates:\n      -  # K1\n        date: 2017\n",
        "    updates:\n      -  # K1\n        date: 2017\n",
    ),
    "a comment below a dash stands above it": (
        "    updates:\n      -\n        # K1\n        date: 2017\n",
        "    updates:\n      # K1\n      - date: 2017\n",
    ),
    "a text on several lines": ("    purpose:\n      En\n      to\n", "    purpose: En to\n"),
    "quotes": ("    purpose: 'Kurs i to'\n", "    purpose: Kurs i to\n"),
    "codes keep theirs": ("    tags: ['0402', \"x\"]\n", '    tags: ["0402", x]\n'),
    "a list at its key": ("    under:\n    - a\n      # K1\n    # K2\n", "    under:\n      - a\n        # K1\n    # K2\n"),
    "keys in order, with what is below them": (
        "    updates:\n      - date: 2017\n        # K1\n    purpose: Bedre\n",
        "    purpose: Bedre\n    updates:\n      - date: 2017\n        # K1\n",
    ),
    "trailing spaces and blank lines": ("    purpose: Bedre   \n\n\n    schedule: 2018\n", "    purpose: Bedre\n\n    schedule: 2018\n"),
    "free text leaves the brackets": ("    responsible: {text: Etter avtale}\n", "    responsible:\n      text: Etter avtale\n"),
}  # fmt: skip
HEAD = "# topp\nschema: 1\n\nactions:\n  a:\n    title: A\n"


@pytest.mark.parametrize(("written", "canonical"), CASES.values(), ids=CASES)
def test_canonical_form(written, canonical):
    found = formatted(HEAD + written, MODELS["actions"])
    assert (found.text, found.reason) == (HEAD + canonical, "")
    assert formatted(found.text, MODELS["actions"]) == found


def test_the_comment_of_the_first_key_goes_with_it():
    text = "# topp\n\n# om tiltakene\nactions:\n  a:\n    title: A\n\nschema: 1\n"
    assert formatted(text, MODELS["actions"]).text == (
        "# topp\n\nschema: 1\n\n# om tiltakene\nactions:\n  a:\n    title: A\n"
    )


@pytest.mark.parametrize("text", ["{a: 1}\n", "a: [\n", "- a\n", "", "a: 1\rb: 2\r"])
def test_what_is_no_table_is_left(text):
    found = formatted(text, MODELS["actions"])
    assert found.text == text
    assert found.reason
