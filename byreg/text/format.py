"""Put a plan file in one canonical form: order of keys, indentation, quotes, wrapped prose.

The meaning stays, and so does every comment, with the record it belongs to. The result is parsed
again; where it does not mean the same, or a comment is missing, the file is left as it was.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from byreg.diagnostic import KeyPath
from byreg.model.order import in_order, places_of
from byreg.model.record import Model
from byreg.model.walk import walk
from byreg.source.comments import comments_of
from byreg.source.fragment import WIDTH, fits_in_flow, in_flow, item_lines, key_lines, key_text
from byreg.source.meaning import Plain
from byreg.source.scalars import written
from byreg.source.yaml import compose
from byreg.text.layout import Layout
from byreg.text.page import as_written
from byreg.text.segments import Segment, cut_text
from byreg.text.splice import means
from byreg.validation.validate import validate

STEP = 2
KEEP_RAW = re.compile(r"[-+.]?[0-9][0-9.eE+_-]*|0[xo][0-9a-fA-F]+|~|null|Null|NULL|")
BESIDE = re.compile(r"[ \t]+#")
MOST_ROUNDS = 3
UNUSUAL = "its form is too unusual to be changed safely"
Placed = tuple[int, str]  # a comment with the column it begins in; a blank line is empty
Types = Mapping[KeyPath, type[Model]]


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file's text in canonical form; `reason` says why it was left as it was instead."""

    text: str
    reason: str = ""


def formatted(text: str, model: type[Model]) -> Formatted:
    """Return a file in canonical form, which formatting once more leaves as it is."""
    once = format_once(text, model)
    for _ in range(MOST_ROUNDS):
        if once.reason:
            return Formatted(text, once.reason)
        again = format_once(once.text, model)
        if again == once:
            return once
        once = again
    return Formatted(text, UNUSUAL)


def format_once(text: str, model: type[Model]) -> Formatted:
    cut = cut_text(text)
    if cut is None:
        return Formatted(text, "it cannot be read, or is no table of keys on lines of their own")
    before = compose(text.encode("utf-8"), with_marks=True)
    found = validate(model, cut.root.value).model
    types = {path: type(one) for path, one in walk(found).parts} if found is not None else {}
    newline = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    writer = Formatter(Layout(model), types)
    new = newline.join((*without_blank_ends(writer.table((), cut.root, 0, placed(cut.tail))), ""))
    after = compose(new.encode("utf-8"), with_marks=True)
    same = sorted(comments_of(text, before.marks)) == sorted(comments_of(new, after.marks))
    if not same or not means(new, writer.arranged((), before.tree)):
        return Formatted(text, UNUSUAL)
    return Formatted(new)


def without_blank_ends(lines: Sequence[str]) -> list[str]:
    """Return lines without blank ones at either end, and never two in a row outside of texts."""
    found = list(lines)
    while found and not found[0].strip():
        found.pop(0)
    while found and not found[-1].strip():
        found.pop()
    return found


class Formatter:
    """Writes the segments of one file."""

    def __init__(self, layout: Layout, types: Types) -> None:
        self.layout = layout
        self.types = types

    def arranged(self, path: KeyPath, tree: Plain) -> Plain:
        """Return a tree with its keys in canonical order."""
        if isinstance(tree, dict):
            keys = self.ordered(path, list(tree))
            return {key: self.arranged((*path, key), tree[key]) for key in keys}
        if isinstance(tree, list):
            return [self.arranged((*path, index), item) for index, item in enumerate(tree)]
        return tree

    def ordered(self, path: KeyPath, keys: list[str]) -> Sequence[str]:
        return in_order(keys, places_of(self.types[path])) if path in self.types else keys

    def table(self, path: KeyPath, segment: Segment, indent: int, trailing: Sequence[Placed] = ()) -> list[str]:
        """Return the lines of what is in a list or table; `trailing` are the comments that follow it in the file."""
        first = segment.children[0]
        header = placed(first.lead) if not path else ()  # what heads the file stays at its head
        after, rest = self.shared_out(segment, trailing, own_header=bool(header))
        by_name = {child.name: child for child in segment.children}
        names: Sequence[str | int] = list(by_name)
        if segment.shape == "mapping":
            names = self.ordered(path, [str(name) for name in by_name])
        spaced = self.is_spaced(path, segment)
        if header and names[0] != first.name:  # of what heads the file, the last block is about the key below it
            blank = max((at for at, (_, text) in enumerate(header) if not text), default=-1)
            after[first.name] = (header[blank + 1 :] if blank >= 0 else (), after[first.name][1])
            header = header[: blank + 1] if blank >= 0 else header
        lines: list[str] = moved(header, 0, 0)
        for position, name in enumerate(names):
            child = by_name[name]
            column = column_of(child, segment)
            above = moved(after[name][0], column, indent)
            if position == 0:
                above = above[1:] if above and not above[0] and not lines else above
            elif (spaced or (not path and self.layout.is_table((name,)))) and (not above or above[0]):
                above.insert(0, "")
            lines += above
            lines += self.entry((*path, name), child, indent, after[name][1], column)
        return [*lines, *moved(rest, column_of(segment.children[-1], segment), indent)]

    def shared_out(
        self, segment: Segment, trailing: Sequence[Placed], *, own_header: bool
    ) -> tuple[dict[str | int, tuple[Sequence[Placed], Sequence[Placed]]], Sequence[Placed]]:
        """Return the comments above and below each key by its name, and those that follow the whole.

        What stands below a key, and deeper than it, belongs to it.
        """
        children = segment.children
        above = {child.name: placed(child.lead) for child in children}
        if own_header:
            above[children[0].name] = ()
        below: dict[str | int, Sequence[Placed]] = {}
        for child, following in zip(children, [*children[1:], None], strict=True):
            lines = above[following.name] if following is not None else trailing
            column = column_of(child, segment)
            count = deeper(lines, column)
            below[child.name] = lines[:count]
            if following is not None:
                above[following.name] = lines[count:]
            else:
                trailing = lines[count:]
        return {child.name: (above[child.name], below[child.name]) for child in children}, trailing

    def is_spaced(self, path: KeyPath, segment: Segment) -> bool:
        """Tell whether a blank line stands between records: in their tables, where any has one."""
        records = segment.shape == "mapping" and len(path) == 1 and self.layout.is_table(path)
        return records and (
            any(child.children for child in segment.children)
            or any(child.lead.startswith(("\n", "\r\n")) for child in segment.children[1:])
        )

    def entry(self, path: KeyPath, child: Segment, indent: int, below: Sequence[Placed], column: int) -> list[str]:
        """Return the lines of one key or item, with the comments that stand below and deeper."""
        label = label_of(child)
        if child.children:
            return self.container(path, child, label, indent, below)
        margin = " " * indent
        raw, beside = value_of(child)
        last = moved(below, column, indent)
        kept = isinstance(child.value, (dict, list)) and "\n" in raw
        if raw[:1] in ("&", "*", "!") or kept:
            first, *rest = f"{label} {raw}{beside}".split("\n")
            return [margin + first.rstrip(), *rest, *last]
        first, *rest = self.value(path, child.value, raw, indent, len(label))
        return [f"{margin}{label}{' ' if first else ''}{first}{beside}", *rest, *last]

    def container(self, path: KeyPath, child: Segment, label: str, indent: int, below: Sequence[Placed]) -> list[str]:
        margin = " " * indent
        comment = comment_in(child.head)
        inner = self.table(path, child, indent + STEP, below)
        if label != "-" or comment:
            return [f"{margin}{label}{comment}", *inner]
        above = []  # a comment on the first key stands above the dash
        while inner[0].strip().startswith("#"):
            above.append(margin + inner.pop(0).strip())
        if not inner[0].startswith(" " * (indent + STEP)):
            return [*above, f"{margin}{label}", *inner]
        return [*above, f"{margin}- {inner[0][indent + STEP :]}", *inner[1:]]

    def value(self, path: KeyPath, value: Plain, raw: str, indent: int, taken: int) -> list[str]:
        """Return a value: what stands behind its key, and the lines below."""
        if isinstance(value, (dict, list)):
            return self.collection(path, value, raw, indent, taken)
        if not isinstance(value, str):
            return [raw if KEEP_RAW.fullmatch(raw) else in_flow(value)]
        short = written(value, block=True)
        block = raw[:1] in ("|", ">")
        if raw[:1] == "|" and "\n" in value.rstrip("\n"):
            from byreg.source.fragment import block_text

            kept = block_text(value, indent=indent + STEP, literal=True)
            if kept is not None:
                return kept.rstrip("\n").split("\n")
        if not value.endswith("\n") and "\n" not in value and not block and indent + taken + 1 + len(short) <= WIDTH:
            return [short]
        return self.rendered(path, value, indent)

    def collection(self, path: KeyPath, value: Plain, raw: str, indent: int, taken: int) -> list[str]:
        """Return a list or table that stands in brackets."""
        if "#" in raw or not value or self.inside_flow_only(value):
            return [raw] if "\n" not in raw else raw.split("\n")
        on_line = in_flow(value)
        if fits_in_flow(value) and indent + taken + 1 + len(on_line) <= WIDTH:
            return [on_line]
        return self.rendered(path, value, indent)

    def inside_flow_only(self, value: Plain) -> bool:
        """Tell whether a list holds lists: a pair of figures stays on its line."""
        return isinstance(value, list) and any(isinstance(one, list) for one in value)

    def rendered(self, path: KeyPath, value: Plain, indent: int) -> list[str]:
        """Return a value as byreg writes a new one."""
        if isinstance(path[-1], int):
            body = item_lines(path, value, indent=indent, in_block=self.layout.in_block)
            body = body.lstrip(" ")[1:]
        else:
            body = key_lines((*path[:-1], "x"), value, indent=indent, in_block=self.layout.in_block)
            body = body[body.index(":") + 1 :]
        return body.removeprefix(" ").rstrip("\n").split("\n")


def label_of(child: Segment) -> str:
    """Return a key with its colon, as it is quoted, or a dash."""
    if isinstance(child.name, int):
        return "-"
    return f"{as_written(child.name, child.head.lstrip(' ')) or key_text(child.name)}:"


def value_of(child: Segment) -> tuple[str, str]:
    """Return a value as it is written, and the comment behind it with the spaces before it."""
    content = child.head[: len(child.head) - child.beside] if child.beside else child.head.rstrip("\r\n")
    beside = child.head[len(child.head) - child.beside :].rstrip() if child.beside else ""
    label = label_of(child).rstrip(":")
    text = content.lstrip(" ").removeprefix(label).lstrip(" ").removeprefix(":")
    raw = text.strip(" \t")
    if raw[:1] in ("|", ">"):
        beside = comment_in(raw.partition("\n")[0])
    elif raw.startswith("#"):
        return "", f"  {raw.rstrip()}"
    return raw.replace("\r\n", "\n"), beside if beside.startswith("  ") or not beside else f" {beside}"


def comment_in(head: str) -> str:
    """Return the comment on a key's line, behind two spaces."""
    found = BESIDE.search(head.partition("\n")[0])
    return f"  {head.partition(chr(10))[0][found.end() - 1 :].rstrip()}" if found else ""


def column_of(child: Segment, parent: Segment) -> int:
    """Return the column in which a key or dash stands; behind a dash, where the dash's line has it."""
    if child.inline:
        return len(parent.head.rpartition("\n")[2])
    line = child.head.partition("\n")[0]
    return len(line) - len(line.lstrip(" "))


def placed(lead: str) -> Sequence[Placed]:
    """Return comments and blank lines with the column that each begins in."""
    return [(len(line) - len(line.lstrip()), line.strip()) for line in lead.splitlines()]


def deeper(lines: Sequence[Placed], column: int) -> int:
    """Return how many of some lines are comments deeper than a column, blank lines between them included."""
    count = 0
    for number, (at, text) in enumerate(lines, start=1):
        if text and at <= column:
            break
        count = number if text else count
    return count


def moved(lines: Sequence[Placed], old: int, new: int) -> list[str]:
    """Return comments and blank lines moved with what they belong to; one blank line stands for several."""
    found: list[str] = []
    for column, text in lines:
        if text:
            found.append(" " * max(new + (STEP if column > old else 0), 0) + text)
        elif not found or found[-1]:
            found.append("")
    return found
