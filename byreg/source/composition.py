"""What a YAML text comes to: plain data, the faults found on the way, and where each value stands."""

from dataclasses import dataclass, field
from typing import NamedTuple

from byreg.diagnostic import KeyPath
from byreg.source.complaints import YamlFault
from byreg.source.meaning import Plain

MOST_DEPTH = 40  # the model nests less than 12 deep
MOST_NODES = 400_000  # aliases counted as what they expand to


class Mark(NamedTuple):
    """Where a node stands: key and value position from 0, and the value's extent in characters.

    `leaf` tells a scalar from a list or mapping.
    """

    key: tuple[int, int]
    value: tuple[int, int]
    start: int
    end: int
    leaf: bool


@dataclass(slots=True)
class Composition:
    """Plain data, the faults found on the way, and the marks where they were asked for.

    `has_empty` tells that some value is null: a key without a value is never meant.
    """

    tree: Plain = None
    faults: list[YamlFault] = field(default_factory=list)
    marks: dict[KeyPath, Mark] = field(default_factory=dict)
    has_empty: bool = False


def node_at(tree: Plain, path: KeyPath) -> Plain:
    """Return what stands at a key path; None where nothing does."""
    for step in path:
        if isinstance(tree, dict):
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree
