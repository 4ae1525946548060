"""Edits of a plan file as plain data, and what they make of its content.

What an edit means is said here, in memory; `splice` makes it in the text, and is held to this.
"""

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from byreg.diagnostic import KeyPath
from byreg.source.composition import node_at
from byreg.source.meaning import Plain
from byreg.text.canonical import canonical

Place = Callable[[KeyPath, Sequence[str], str], int]  # where among the keys at a path a new one goes


@dataclass(frozen=True, slots=True)
class Edit:
    """One change at a key path.

    `put` gives it a value, whether it had one or not (an index just behind a list's end appends);
    `insert` puts an item before the one at an index; `remove` takes it out, and what is left empty
    by that; `rename` gives the key another name (`value`).
    """

    action: Literal["put", "insert", "remove", "rename"]
    path: KeyPath
    value: Plain = None


def put(*path: str | int, value: Plain) -> Edit:
    return Edit("put", path, value)


def at_the_end(_: KeyPath, keys: Sequence[str], __: str) -> int:
    return len(keys)


def applied(tree: Plain, edits: Iterable[Edit], place: Place = at_the_end) -> Plain:
    """Return what a tree becomes by some edits, one after the other; the tree itself is left as it was.

    Raises LookupError where an edit has no place.
    """
    result = deepcopy(tree)
    for edit in edits:
        result = apply(result, edit, place)
    return result


def apply(tree: Plain, edit: Edit, place: Place) -> Plain:
    """Make one edit in a tree that may be changed, and return it."""
    if not edit.path:
        raise LookupError("a file as a whole is not edited")
    parent, last = node_at(tree, edit.path[:-1]), edit.path[-1]
    value = deepcopy(edit.value)
    if edit.action == "put" and not isinstance(parent, (dict, list)):
        if parent is not None or last not in (0, str(last)):
            raise LookupError("there is a value where a table is needed")
        return apply(tree, Edit("put", edit.path[:-1], {last: value} if isinstance(last, str) else [value]), place)
    if isinstance(parent, list) and isinstance(last, int):
        change_list(tree, parent, edit, value)
    elif isinstance(parent, dict) and isinstance(last, str):
        change_table(tree, parent, edit, value, place)
    else:
        raise LookupError("there is nothing at this path")  # noqa: TRY004 - of the path, not of a type
    if not tree:
        raise LookupError("nothing would be left of the file")
    return tree


def change_list(tree: Plain, items: list[Plain], edit: Edit, value: Plain) -> None:
    index = int(edit.path[-1])
    if not 0 <= index <= len(items) or (index == len(items) and edit.action not in ("put", "insert")):
        raise LookupError("there is no such item")
    if edit.action == "remove":
        del items[index]
        take_out_empty(tree, edit.path[:-1])
    elif edit.action == "insert" or index == len(items):
        items.insert(index, value)
    else:
        items[index] = value


def change_table(tree: Plain, table: dict[str, Plain], edit: Edit, value: Plain, place: Place) -> None:
    key = str(edit.path[-1])
    if edit.action == "put" and key not in table:
        put_at(table, key, value, place(edit.path[:-1], list(table), key))
    elif edit.action == "put":
        table[key] = value
    elif key not in table or (edit.action == "rename" and value in table):
        raise LookupError("there is no such key, or the new one is taken")
    elif edit.action == "rename":
        entries = [(value if name == key else name, inner) for name, inner in table.items()]
        table.clear()
        table.update(entries)
    else:
        del table[key]
        take_out_empty(tree, edit.path[:-1])


def put_at(table: dict[str, Plain], key: str, value: Plain, index: int) -> None:
    """Put a new key at a position."""
    if index >= len(table):
        table[key] = value
        return
    entries = list(table.items())
    entries.insert(index, (key, value))
    table.clear()
    table.update(entries)


def take_out_empty(tree: Plain, path: KeyPath) -> None:
    """Take out a table or list that has become empty; a file's own keys may all go."""
    while path and not node_at(tree, path):
        parent, last = node_at(tree, path[:-1]), path[-1]
        del parent[last]
        path = path[:-1]


def emptied(tree: Plain, path: KeyPath) -> KeyPath:
    """Return the path that goes when one is removed: a table or list that would be left empty goes whole."""
    while len(path) > 1 and isinstance(above := node_at(tree, path[:-1]), (dict, list)) and len(above) == 1:
        path = path[:-1]
    return path


def differences(old: Plain, new: Plain, path: KeyPath = ()) -> list[Edit]:
    """Return the edits that turn one value into another, as deep down as they can be made."""
    if canonical(old) == canonical(new):
        return []
    if isinstance(old, dict) and isinstance(new, dict) and old and new:
        return table_differences(old, new, path)
    if isinstance(old, list) and isinstance(new, list) and old and new:
        return list_differences(old, new, path)
    return [Edit("put", path, new)]


def table_differences(old: dict[str, Plain], new: dict[str, Plain], path: KeyPath) -> list[Edit]:
    added = [Edit("put", (*path, key), value) for key, value in new.items() if key not in old]
    changed = [edit for key in new if key in old for edit in differences(old[key], new[key], (*path, key))]
    gone = [Edit("remove", (*path, key)) for key in old if key not in new]
    return [*changed, *added, *gone]


def list_differences(old: list[Plain], new: list[Plain], path: KeyPath) -> list[Edit]:
    """Return the edits of a list from its end to its beginning, so that no index moves under a later one."""
    edits: list[Edit] = []
    matcher = SequenceMatcher(None, [canonical(one) for one in old], [canonical(one) for one in new], autojunk=False)
    for tag, first, last, start, end in reversed(matcher.get_opcodes()):
        if tag == "replace" and last - first == end - start:
            for index in reversed(range(last - first)):
                edits += differences(old[first + index], new[start + index], (*path, first + index))
        elif tag != "equal":
            edits += [Edit("insert", (*path, last), new[index]) for index in reversed(range(start, end))]
            edits += [Edit("remove", (*path, index)) for index in reversed(range(first, last))]
    return edits
