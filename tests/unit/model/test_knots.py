"""Knots are the sets of names that lead to each other."""

from hypothesis import given
from hypothesis import strategies as st

from byreg.model.knots import knots

names = st.integers(0, 7)


def leads(edges, start):
    """Return what can be come to from a name."""
    seen, waiting = set(), [start]
    while waiting:
        for after in edges.get(waiting.pop(), ()):
            if after not in seen:
                seen.add(after)
                waiting.append(after)
    return seen


@given(st.dictionaries(names, st.lists(names, max_size=4)))
def test_names_are_in_a_knot_where_each_leads_to_the_other(edges):
    everyone = {*edges, *(after for found in edges.values() for after in found)}
    expected = set()
    for name in everyone:
        knot = frozenset(other for other in leads(edges, name) if name in leads(edges, other))
        if name in knot:
            expected.add(knot)
    assert {frozenset(knot) for knot in knots(edges)} == expected


def test_a_long_chain_needs_no_recursion():
    length = 50_000
    assert list(knots({number: [number + 1] for number in range(length)})) == []
    ring = {number: [(number + 1) % length] for number in range(length)}
    assert [len(knot) for knot in knots(ring)] == [length]
