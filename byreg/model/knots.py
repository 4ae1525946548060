"""Knots in a web of references: names that all lead to each other."""

from collections.abc import Collection, Hashable, Iterator, Mapping
from typing import TypeVar

N = TypeVar("N", bound=Hashable)


def knots(edges: Mapping[N, Collection[N]]) -> Iterator[set[N]]:  # noqa: C901 - one walk
    """Yield each set of names that lead to each other, and each name that leads to itself (Tarjan, without recursion)."""
    order: dict[N, int] = {}
    lowest: dict[N, int] = {}
    open_names: dict[N, None] = {}  # in the order they were come to
    for start in edges:
        if start in order:
            continue
        order[start] = lowest[start] = len(order)
        open_names[start] = None
        stack = [(start, iter(edges[start]))]
        while stack:
            name, after = stack[-1]
            for inner in after:
                if inner not in order:
                    order[inner] = lowest[inner] = len(order)
                    open_names[inner] = None
                    stack.append((inner, iter(edges.get(inner, ()))))
                    break
                if inner in open_names:
                    lowest[name] = min(lowest[name], order[inner])
            else:
                stack.pop()
                if stack:
                    above = stack[-1][0]
                    lowest[above] = min(lowest[above], lowest[name])
                if lowest[name] == order[name]:
                    knot = set()
                    while name not in knot:
                        knot.add(open_names.popitem()[0])
                    if len(knot) > 1 or name in edges.get(name, ()):
                        yield knot
