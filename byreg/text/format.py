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
from byreg.source.scalars import written
from byreg.source.yaml import Plain, compose
from byreg.text.layout import Layout
from byreg.text.segments import Segment, cut_text
from byreg.text.splice import means
from byreg.validation.validate import validate

STEP = 2
KEEP_RAW = re.compile(r"[-+.]?[0-9][0-9.eE+_-]*|0[xo][0-9a-fA-F]+|~|null|Null|NULL|")
BESIDE = re.compile(r"[ \t]+#")
Types = Mapping[KeyPath, type[Model]]


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file's text in canonical form; `reason` says why it was left as it was instead."""

    text: str
    reason: str = ""


def formatted(text: str, model: type[Model]) -> Formatted:
    """Return a file in canonical form."""
    cut = cut_text(text)
    if cut is None:
        return Formatted(text, "it cannot be read, or is no table of keys on lines of their own")
    before = compose(text.encode("utf-8"), with_marks=True)
    found = validate(model, cut.root.value).model
    types = {path: type(one) for path, one in walk(found)} if found is not None else {}
    newline = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    writer = Formatter(Layout(model), types)
    lines = [*writer.table((), cut.root, 0), *lead_lines(cut.tail, 0, 0)]
    new = newline.join((*without_blank_ends(lines), ""))
    after = compose(new.encode("utf-8"), with_marks=True)
    same = sorted(comments_of(text, before.marks)) == sorted(comments_of(new, after.marks))
    if not same or not means(new, writer.arranged((), before.tree)):
        return Formatted(text, "its form is too unusual to be changed safely")
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

    def table(self, path: KeyPath, segment: Segment, indent: int) -> list[str]:
        """Return the lines of what is in a list or table."""
        children = list(segment.children)
        if segment.shape == "mapping":
            names = self.ordered(path, [str(child.name) for child in children])
            children = [next(child for child in children if child.name == name) for name in names]
        first = segment.children[0]
        spaced = self.is_spaced(path, segment)
        tables = [
            not path and isinstance(child.name, str) and self.layout.is_table((child.name,)) for child in children
        ]
        lines: list[str] = []
        for position, child in enumerate(children):
            lead = child.lead
            if child is first and not path:  # what heads the file stays at its head
                lead = ""
            if position == 0 and not path:
                lead = first.lead + (child.lead.lstrip("\r\n") if child is not first else "")
            above = lead_lines(lead, column_of(child), indent)
            own = next((at for at, line in enumerate(above) if not line.startswith(" " * (indent + 1))), len(above))
            if position and (spaced or tables[position]) and (own == len(above) or above[own]):
                above.insert(own, "")  # behind comments that belong to the record above
            if position == 0 and path:
                above = above[1:] if above and not above[0] else above
            lines += above
            lines += self.entry((*path, child.name), child, indent)
        return lines

    def is_spaced(self, path: KeyPath, segment: Segment) -> bool:
        """Tell whether a blank line stands between records: in their tables, where any has one."""
        records = segment.shape == "mapping" and len(path) == 1 and self.layout.is_table(path)
        return records and (
            any(child.children for child in segment.children)
            or any(child.lead.startswith(("\n", "\r\n")) for child in segment.children[1:])
        )

    def entry(self, path: KeyPath, child: Segment, indent: int) -> list[str]:
        """Return the lines of one key or item."""
        label = label_of(child)
        margin = " " * indent
        if child.children:
            return self.container(path, child, label, indent)
        raw, beside = value_of(child)
        if raw[:1] in ("&", "*", "!") or ("\n" in raw and raw[:1] not in ("|", ">", "'", '"')):
            return [
                margin + line.rstrip("\r") if not number else line.rstrip("\r")
                for number, line in enumerate(f"{label} {raw}{beside}".split("\n"))
            ]
        first, *rest = self.value(path, child.value, raw, indent, len(label))
        tail = beside if not rest or first[:1] in ("|", ">", "") else f"{beside}"
        return [f"{margin}{label}{' ' if first else ''}{first}{tail}", *rest]

    def container(self, path: KeyPath, child: Segment, label: str, indent: int) -> list[str]:
        margin = " " * indent
        comment = comment_in(child.head)
        inner = self.table(path, child, indent + STEP)
        if label == "-" and not comment and inner[0].startswith(" " * (indent + STEP)) and inner[0].strip()[:1] != "#":
            return [f"{margin}- {inner[0][indent + STEP :]}", *inner[1:]]
        return [f"{margin}{label}{comment}", *inner]

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
    line = child.head.lstrip(" ")
    return next((f"{shown}:" for shown in quotings(child.name) if line.startswith(shown)), f"{key_text(child.name)}:")


def quotings(name: str) -> tuple[str, str, str]:
    return (name, f'"{name}"', f"'{name}'")


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


def column_of(child: Segment) -> int:
    line = child.head.partition("\n")[0]
    return len(line) - len(line.lstrip(" "))


def lead_lines(lead: str, old: int, new: int) -> list[str]:
    """Return comments and blank lines moved with what they stand above; one blank line stands for several."""
    found: list[str] = []
    for line in lead.splitlines():
        text = line.strip()
        if not text:
            if not found or found[-1]:
                found.append("")
            continue
        column = len(line) - len(line.lstrip())
        found.append(" " * max(new + column - old, 0) + text)
    return found
