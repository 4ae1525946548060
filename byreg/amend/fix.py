"""Mend what findings know how to mend, in the text of a file and nothing else of it.

Each change is a splice at the marks of a value or key. Before the text is used it is parsed again,
and must mean what was meant: the old content with those changes, and no other.
"""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

from byreg.diagnostic import Diagnostic, Fix, KeyPath
from byreg.source.composition import Mark, node_at
from byreg.source.meaning import Plain
from byreg.source.scalars import written
from byreg.source.yaml import compose
from byreg.text.page import as_written, line_starts
from byreg.text.reorder import reordered
from byreg.text.splice import Splice, means, spliced

MOST_TRIES = 40  # times that a text is parsed again to find the changes that do not hold
Planned = Sequence[tuple[Splice, Diagnostic]]


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
    """Make the changes that the findings of a file know; those that cannot be made, or overlap, are left.

    A file with the line ends of old Macs is left alone as a whole.
    """
    if "\r" in text.replace("\r\n", ""):
        return Mended(text)
    before = compose(text.encode("utf-8"), with_marks=True)
    meant = [standing(one, before.marks) for one in found]
    splices = [
        (splice, one) for one in meant if (splice := splice_of(text, before.tree, before.marks, one)) is not None
    ]
    kept = provable(text, before.tree, without_overlap(splices))
    return Mended(spliced(text, [splice for splice, _ in kept]), tuple(one for _, one in kept))


def provable(text: str, tree: Plain, chosen: Planned) -> Planned:
    """Return the changes that hold together: all, or what is left when those that do not are sought by halves."""
    kept: list[tuple[Splice, Diagnostic]] = []
    waiting, tries = [list(chosen)], 0
    while waiting and tries < MOST_TRIES:
        part = waiting.pop(0)
        tries += 1
        together = [*kept, *part]
        if holds(tree, spliced(text, [splice for splice, _ in together]), [one for _, one in together]):
            kept = together
        elif len(part) > 1:
            waiting[:0] = [part[: len(part) // 2], part[len(part) // 2 :]]
    return kept


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
    shown = as_written(str(path[-1]), text, start)
    if not shown or not isinstance(table, dict) or fix.new in table:
        return None
    return (start, start + len(shown), written(fix.new, like=shown))


def without_overlap(splices: Sequence[tuple[Splice, Diagnostic]]) -> list[tuple[Splice, Diagnostic]]:
    """Return the splices in order, each only if it begins after the one before it."""
    chosen: list[tuple[Splice, Diagnostic]] = []
    for splice, one in sorted(splices, key=lambda item: item[0][:2]):
        if not chosen or splice[0] >= chosen[-1][0][1]:
            chosen.append((splice, one))
    return chosen


def holds(before: Plain, text: str, done: Sequence[Diagnostic]) -> bool:
    """Tell whether a text means what stood before, with some findings mended, and nothing else."""
    wanted = deepcopy(before)
    for one in sorted(
        done, key=lambda found: len(found.key_path), reverse=True
    ):  # a key is renamed after what is in it
        if one.fix is not None and one.fix.action != "cut":
            change(wanted, one.key_path, one.fix)
    return means(text, wanted)


def change(tree: Plain, path: KeyPath, fix: Fix) -> None:
    """Make a fix in a tree."""
    table, last = node_at(tree, path[:-1]), path[-1]
    if fix.action == "value":
        table[last] = fix.new
        return
    keys = fix.new if fix.action == "order" else [fix.new if key == last else key for key in table]
    values = dict(table) if fix.action == "order" else dict(zip(keys, table.values(), strict=True))
    table.clear()
    table.update((key, values[key]) for key in keys)
