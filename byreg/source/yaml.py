"""Reads YAML: bytes become plain data, or one clear fault.

Semantics are those of the YAML 1.2 core schema (`NO` is text, `true` is a boolean), with what
plans do not need left out: tags, several documents, keys that are not text. Keys are kept as
written (`2016:` is the key "2016"). Budgets for depth, nodes and alias expansion keep hostile
input from exhausting the machine.
"""

from byreg.diagnostic import KeyPath
from byreg.source.complaints import HIDDEN_BREAKS, hidden_break
from byreg.source.composition import MOST_NODES, Composition, Mark
from byreg.source.lines import most_nodes, read_lines


def compose(data: bytes, *, with_marks: bool = False) -> Composition:
    """Turn UTF-8 bytes into plain data: line by line where they are clear, else by the parser.

    A fault that leaves no usable tree (syntax, a budget, a second document) ends the work; a
    duplicate key is noted and reading goes on. Nothing is raised.
    """
    return compose_clear(data, with_marks=with_marks) or compose_by_parser(data, with_marks=with_marks)


def compose_clear(data: bytes, *, with_marks: bool = False) -> Composition | None:
    """Turn UTF-8 bytes into plain data where they are clear line by line; None where they are not."""
    if hides_break(data) or (len(data) > MOST_NODES and most_nodes(data) > MOST_NODES):
        return None
    tree = read_lines(data)
    return None if tree is None else Composition(tree, marks=places_of(data) if with_marks else {})


def compose_by_parser(data: bytes, *, with_marks: bool = False) -> Composition:
    """Turn bytes into plain data as the parser understands them, clear or not."""
    if hides_break(data):
        return Composition(faults=[hidden_break(data)])
    from byreg.source.parser import parse  # sound plans need none, and it takes a while to import

    return parse(data, with_marks=with_marks)


def hides_break(data: bytes) -> bool:
    return any(sequence[-1] in data and sequence in data for sequence in HIDDEN_BREAKS)  # one byte is soon looked for


def places_of(data: bytes) -> dict[KeyPath, Mark]:
    from byreg.source.places import places_in  # sound plans ask for no places

    return places_in(data.decode("utf-8"))
