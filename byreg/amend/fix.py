"""Mend what findings know how to mend, in the text of a file and nothing else of it.

Each change is a splice at the marks of a value or key. Before the text is used it is parsed again,
and must mean what was meant: the old content with those changes, and no other.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from byreg.amend.reorder import line_starts, reordered
from byreg.diagnostic import Diagnostic, Fix, KeyPath
from byreg.source.scalars import written
from byreg.source.yaml import Mark, Plain, compose

MOST_ALONE = 200  # changes tried one by one where all at once do not hold
Splice = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Mended:
    """A file's text with the changes that could be made, and the findings they are for."""

    text: str
    done: tuple[Diagnostic, ...] = ()


def fixable(found: Iterable[Diagnostic], *, unsafe: bool) -> list[Diagnostic]:
    """Return the findings that can be mended, of one key path only the first."""
    first: dict[object, Diagnostic] = {}
    for one in found:
        if one.fix is not None and (one.fix.safe or unsafe):
            where = one.key_path or (one.place.line, one.place.column)
            first.setdefault((one.place.path, one.fix.action, where), one)
    return list(first.values())


def mend(text: str, found: Sequence[Diagnostic]) -> Mended:
    """Make the changes that the findings of a file know; those that cannot be made, or overlap, are left."""
    before = compose(text.encode("utf-8"), with_marks=True)
    meant = [standing(one, before.marks) for one in found]
    splices = [
        (splice, one) for one in meant if (splice := splice_of(text, before.tree, before.marks, one)) is not None
    ]
    chosen = without_overlap(splices)
    mended = spliced(text, [splice for splice, _ in chosen])
    if holds(before.tree, mended, [one for _, one in chosen]):
        return Mended(mended, tuple(one for _, one in chosen))
    done: list[Diagnostic] = []
    kept: list[Splice] = []
    for splice, one in chosen[:MOST_ALONE]:
        tried = spliced(text, [*kept, splice])
        if holds(before.tree, tried, [*done, one]):
            kept.append(splice)
            done.append(one)
    return Mended(spliced(text, kept), tuple(done))


def standing(found: Diagnostic, marks: dict[KeyPath, Mark]) -> Diagnostic:
    """Return the finding at the key path that stands in the file: one item may stand for a list of one."""
    alone = found.key_path[-1:] == (0,) and found.key_path not in marks
    above = marks.get(found.key_path[:-1]) if alone else None
    return replace(found, key_path=found.key_path[:-1]) if above is not None and above.leaf else found


def splice_of(text: str, tree: Plain, marks: dict[KeyPath, Mark], found: Diagnostic) -> Splice | None:
    """Return the stretch of text that a fix replaces, and by what; None where it cannot be made."""
    fix, mark = found.fix, marks.get(found.key_path)
    if fix is None:
        return None
    if fix.action == "cut":
        return cut_out(text, *fix.new)
    if fix.action == "order":
        return reordered(text, marks, found.key_path[:-1], fix.new)
    if mark is None:
        return None
    if fix.action == "value":
        raw = text[mark.start : mark.end]
        one_line = mark.leaf and "\n" not in raw and raw.strip() and raw[:1] not in "*&"
        return (mark.start, mark.start + len(raw.rstrip()), written(fix.new, like=raw)) if one_line else None
    return renamed(text, tree, mark, found.key_path, fix)


def cut_out(text: str, start: int, end: int) -> Splice:
    """Return the removal of a comment: with its line if it stands alone, else with the spaces before it."""
    line = text.rfind("\n", 0, start) + 1
    if not text[line:start].strip() and text[start] == "#":
        after = text.find("\n", end)
        return (line, len(text) if after < 0 else after + 1, "")
    return (len(text[:start].rstrip(" \t")), end, "")


def renamed(text: str, tree: Plain, mark: Mark, path: KeyPath, fix: Fix) -> Splice | None:
    """Return the change of a key, unless its table has the new one already."""
    table = node_at(tree, path[:-1])
    start = line_starts(text)[mark.key[0]] + mark.key[1]
    old = str(path[-1])
    if not isinstance(table, dict) or fix.new in table:
        return None
    for shown in (old, f'"{old}"', f"'{old}'"):
        if text.startswith(shown, start):
            return (start, start + len(shown), written(fix.new, like=shown))
    return None


def without_overlap(splices: Sequence[tuple[Splice, Diagnostic]]) -> list[tuple[Splice, Diagnostic]]:
    """Return the splices in order, each only if it begins after the one before it."""
    chosen: list[tuple[Splice, Diagnostic]] = []
    for splice, one in sorted(splices, key=lambda item: item[0][:2]):
        if not chosen or splice[0] >= chosen[-1][0][1]:
            chosen.append((splice, one))
    return chosen


def spliced(text: str, splices: Sequence[Splice]) -> str:
    parts, at = [], 0
    for start, end, new in sorted(splices):
        parts += [text[at:start], new]
        at = end
    return "".join((*parts, text[at:]))


def holds(before: Plain, text: str, done: Sequence[Diagnostic]) -> bool:
    """Tell whether a text means what stood before, with some findings mended, and nothing else."""
    after = compose(text.encode("utf-8"))
    if after.faults:
        return False
    wanted = before
    for one in sorted(
        done, key=lambda found: len(found.key_path), reverse=True
    ):  # a key is renamed after what is in it
        wanted = changed(wanted, one.key_path, one.fix) if one.fix else wanted
    return bool(ordered(after.tree) == ordered(wanted))


def changed(tree: Plain, path: KeyPath, fix: Fix) -> Plain:
    """Return a tree with a fix made in it."""
    if fix.action == "cut":
        return tree
    if fix.action == "order":
        return put(tree, path[:-1], lambda table: {key: table[key] for key in fix.new})
    if fix.action == "key":
        last = path[-1]
        return put(tree, path[:-1], lambda table: {fix.new if key == last else key: one for key, one in table.items()})
    return put(tree, path, lambda _: fix.new)


def put(tree: Plain, path: KeyPath, change: Callable[[Plain], Plain]) -> Plain:
    if not path:
        return change(tree)
    step, rest = path[0], path[1:]
    if isinstance(tree, dict):
        return {key: put(inner, rest, change) if key == step else inner for key, inner in tree.items()}
    return [put(inner, rest, change) if index == step else inner for index, inner in enumerate(tree)]


def ordered(tree: Plain) -> Plain:
    """Return a tree in which the order of keys counts, and `true` is not 1."""
    if isinstance(tree, dict):
        return [(key, ordered(value)) for key, value in tree.items()]
    if isinstance(tree, list):
        return ("list", [ordered(value) for value in tree])
    return (type(tree).__name__, tree)


def node_at(tree: Plain, path: KeyPath) -> Plain:
    for step in path:
        tree = tree[step]
    return tree
