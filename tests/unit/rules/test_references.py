from hypothesis import given
from hypothesis import strategies as st

from byreg.rules.references import rings


def test_a_ring_begins_at_its_first_name():
    assert list(rings({"b": ["c"], "c": ["a"], "a": ["b"], "x": ["a"]})) == [("a", "b", "c")]
    assert list(rings({"a": ["a"]})) == [("a",)]
    assert list(rings({"a": ["b", "c"], "b": ["d"], "c": ["d"]})) == []


nodes = st.integers(0, 30).map(str)


@given(st.dictionaries(nodes, st.lists(nodes, max_size=4), max_size=30))
def test_rings_are_rings_and_none_is_missed(edges):
    found = list(rings(edges))
    for ring in found:
        assert all(after in edges[before] for before, after in zip(ring, (*ring[1:], ring[0]), strict=True))
    left = {node: [after for after in afters if after in edges] for node, afters in edges.items()}
    while leaves := [node for node, afters in left.items() if not any(after in left for after in afters)]:
        for node in leaves:
            del left[node]
    assert bool(found) == bool(left)


def test_a_wide_graph_is_walked_once():
    edges = {
        f"{layer}-{index}": [f"{layer + 1}-{other}" for other in range(20)]
        for layer in range(40)
        for index in range(20)
    }
    assert list(rings(edges)) == []
