"""Make edits in the text of a plan file, and touch nothing else of it.

Each edit becomes a stretch of text and what takes its place, found by the marks of a parse. The new
text is parsed again and must mean what the edits mean in memory, keys in order and all, before it
is used: what cannot be proven is not written.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal, get_args

from byreg.diagnostic import KeyPath
from byreg.errors import ByregError
from byreg.source.composition import node_at
from byreg.source.fragment import (
    WIDTH,
    InBlock,
    anywhere,
    block_text,
    fits_in_flow,
    in_flow,
    is_simple,
    item_lines,
    key_lines,
    key_text,
)  # fmt: skip
from byreg.source.meaning import Plain
from byreg.source.scalars import written
from byreg.source.yaml import compose
from byreg.text.edit import Edit, Place, applied, at_the_end, differences, emptied
from byreg.text.page import Page, Spot, as_written, read_page

Splice = tuple[int, int, str]
Way = Literal["fine", "whole", "quoted"]
WAYS: tuple[Way, ...] = get_args(Way)
EMPTY = "schema: 1\n"  # what a new file begins with


class NotEditableError(ByregError):
    """A place in a file that is written in a way that byreg leaves to people."""

    def __init__(self, path: KeyPath, why: str) -> None:
        name = ".".join(str(step) for step in path)
        super().__init__(f"'{name}' cannot be edited: {why}", "Edit it by hand.")


def edited(text: str, edits: Sequence[Edit], *, place: Place = at_the_end, in_block: InBlock = anywhere) -> str:
    """Return a text with some edits made in it, one after the other, and all else as it was.

    Raises NotEditableError where an edit has no place or cannot be proven.
    """
    if not edits:
        return text
    together = all_at_once(text, edits, place, in_block)
    if together is not None:
        return together
    for edit in edits:
        text = one_edit(text, edit, place, in_block)
    return text


def all_at_once(text: str, edits: Sequence[Edit], place: Place, in_block: InBlock) -> str | None:
    """Return the text with all edits made by one parse; None where they depend on each other."""
    page = read_page(text)
    if page is None:
        raise unreadable(text, edits[0].path)
    try:
        splices = sorted((splice for edit in edits for splice in splices_of(page, edit, place, in_block)), key=by_place)
        if any(later[0] < earlier[1] for earlier, later in pairwise(splices)):
            return None
        new = spliced(text, splices)
        return new if means(new, applied(page.tree, edits, place)) else None
    except (NotEditableError, LookupError):
        return None


def one_edit(text: str, edit: Edit, place: Place, in_block: InBlock) -> str:
    page = read_page(text)
    if page is None:
        raise unreadable(text, edit.path)
    try:
        wanted = applied(page.tree, [edit], place)
    except LookupError as error:
        raise NotEditableError(edit.path, str(error)) from None
    for way in WAYS:
        new = spliced(text, splices_of(page, edit, place, in_block, way=way))
        if means(new, wanted):
            return new
    raise NotEditableError(edit.path, "the change cannot be made without touching something else")


def unreadable(text: str, path: KeyPath) -> NotEditableError:
    if "\r" in text.replace("\r\n", ""):
        return NotEditableError(path, "the file has the line ends of old Macs")
    return NotEditableError(path, "its file cannot be read, or is no table of keys on lines of their own")


def means(text: str, wanted: Plain) -> bool:
    """Tell whether a text is without a fault and has a content, keys in order."""
    found = compose(text.encode("utf-8"))
    return not found.faults and bool(ordered(found.tree) == ordered(wanted))


def ordered(tree: Plain) -> Plain:
    """Return a tree in which the order of keys counts, and `true` is not 1."""
    if isinstance(tree, dict):
        return [(key, ordered(value)) for key, value in tree.items()]
    if isinstance(tree, list):
        return ("list", [ordered(value) for value in tree])
    return (type(tree).__name__, tree)


def by_place(splice: Splice) -> tuple[int, int]:
    return splice[:2]


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Return a text with some stretches replaced."""
    parts, at = [], 0
    for start, end, new in sorted(splices, key=by_place):
        parts += [text[at:start], new]
        at = end
    return "".join((*parts, text[at:]))


def splices_of(page: Page, edit: Edit, place: Place, in_block: InBlock, *, way: Way = "fine") -> list[Splice]:
    """Return the stretches of text that an edit replaces, and by what.

    The ways are tried in turn: as little as can be, a table as a whole, a text in quotes.
    """
    if page.is_shared(edit.path):
        raise NotEditableError(edit.path, "its value has an anchor or alias, and stands in several places")
    writer = Writer(page, place, in_block, way=way)
    match edit.action:
        case "put":
            found = writer.put(edit.path, edit.value)
        case "insert":
            found = [writer.insert(edit.path, edit.value)]
        case "remove":
            found = writer.remove(emptied(page.tree, edit.path))
        case "rename":
            found = [writer.rename(edit.path, str(edit.value))]
    return [(start, end, writer.ends(new)) for start, end, new in found]


class Writer:
    """Finds the place of each kind of edit on one page."""

    def __init__(self, page: Page, place: Place, in_block: InBlock, *, way: Way = "fine") -> None:
        self.page = page
        self.way = way
        self.place = place
        self.in_block = in_block

    def ends(self, new: str) -> str:
        """Return new text with the line ends of the file."""
        return new if self.page.newline == "\n" else new.replace("\r\n", "\n").replace("\n", self.page.newline)

    def put(self, path: KeyPath, value: Plain) -> list[Splice]:
        page = self.page
        if path in page.marks:
            return self.replace(path, value)
        parent = node_at(page.tree, path[:-1])
        if parent is None and len(path) > 1:
            return self.put(path[:-1], {path[-1]: value} if isinstance(path[-1], str) else [value])
        if isinstance(parent, list if isinstance(path[-1], int) else dict):
            return [self.insert(path, value)]
        raise NotEditableError(path, "there is a value where a table is needed")

    def replace(self, path: KeyPath, value: Plain) -> list[Splice]:
        """Return the splices that give a key another value, as few and as small as can be."""
        page = self.page
        old = node_at(page.tree, path)
        alike = isinstance(old, (dict, list)) and type(old) is type(value) and bool(old and value)
        if alike and self.way == "fine" and not page.is_flow(path):
            edits = differences(old, value, path)
            if edits and all(edit.path != path for edit in edits) and independent(edits):
                return [splice for edit in edits for splice in splices_of(page, edit, self.place, self.in_block)]
        if page.is_flow(path) and "\n" in page.raw(path) and "#" in page.raw(path):
            raise NotEditableError(path, "a comment stands within the brackets")
        if page.within_flow(path):
            mark = page.marks[path]
            return [(mark.start, mark.start + len(page.raw(path)), in_flow(value, like=page.raw(path)))]
        return [self.rewrite(path, value)]

    def rewrite(self, path: KeyPath, value: Plain) -> Splice:
        """Return the splice of a whole value in block style, the comment beside it kept."""
        page, spot = self.page, self.spot_of(path)
        raw, mark = page.raw(path), page.marks[path]
        if spot.segment.children and "#" in "".join(child.text for child in spot.segment.children):
            raise NotEditableError(path, "there are comments in what would be replaced")
        label, comment = self.label(path, spot, raw)
        first, _, rest = self.block_value(path, value, raw).partition("\n")
        if raw and not rest and not spot.segment.children and raw[:1] not in "|>":
            return (mark.start, mark.start + len(raw), first)
        new = f"{label}{' ' if first else ''}{first}{comment}\n{rest}{newline_of(rest)}"
        return (spot.body, spot.end, new if page.text[: spot.end].endswith("\n") else new.rstrip("\n"))

    def spot_of(self, path: KeyPath) -> Spot:
        """Return a key's place in block style; NotEditableError where it stands in another way, as in a list within a list."""
        if path not in self.page.spots:
            raise NotEditableError(path, "it stands in a list within a list")
        return self.page.spots[path]

    def label(self, path: KeyPath, spot: Spot, raw: str) -> tuple[str, str]:
        """Return a key with its colon, or a dash, and the comment on its line."""
        page, mark = self.page, self.page.marks[path]
        if isinstance(path[-1], int):
            end = page.text.index("-", spot.body) + 1
        else:
            end = page.key_start(path) + self.key_length(path)
            end = page.text.index(":", end) + 1
        if spot.segment.children or not raw:
            tail = page.text[end : self.line_end(end)]
        elif raw[:1] in "|>":
            tail = raw.partition("\n")[0].lstrip("|>+-0123456789")
        else:
            tail = page.text[mark.start + len(raw) : self.line_end(mark.start + len(raw))]
        return page.text[spot.body : end], f"  {tail.strip()}" if tail.strip().startswith("#") else ""

    def key_length(self, path: KeyPath) -> int:
        """Return how many characters a key takes in the text, quotes included."""
        shown = as_written(str(path[-1]), self.page.text, self.page.key_start(path))
        if not shown:
            raise NotEditableError(path, "its key is written in an unusual way")
        return len(shown)

    def block_value(self, path: KeyPath, value: Plain, raw: str) -> str:
        """Return a value as it stands behind its key or dash: on the line, and from the next line on."""
        column = self.page.column(path)
        if isinstance(value, str) and self.way == "quoted":
            return in_flow(value, like='"')
        if isinstance(value, str) and raw[:1] in ("|", ">"):
            width = max((len(line) for line in raw.split("\n")[1:]), default=0) if raw.count("\n") > 1 else WIDTH
            block = block_text(value, indent=column + 2, width=min(max(width, 60), 200), literal=raw[0] == "|")
            if block is not None:
                return block.rstrip("\n")
        if (
            isinstance(value, str)
            and "\n" not in value
            and column + len(str(path[-1])) + 2 + len(written(value, block=True)) <= WIDTH
        ):
            return written(value, like="" if "\n" in raw else raw, block=True)
        if isinstance(path[-1], int):
            body = item_lines(path, value, indent=column, in_block=self.in_block).lstrip(" ")[1:]
        else:
            body = key_lines((*path[:-1], "x"), value, indent=column, in_block=self.in_block)
            body = body[body.index(":") + 1 :]
        return body.lstrip(" ").rstrip("\n")

    def line_end(self, at: int) -> int:
        end = self.page.text.find("\n", at)
        return len(self.page.text) if end < 0 else end + 1

    def insert(self, path: KeyPath, value: Plain) -> Splice:
        """Return the splice of a new key or item."""
        page, parent = self.page, path[:-1]
        if parent and (page.is_flow(parent) or page.within_flow(parent)):
            return self.insert_in_flow(path, value)
        spots = page.children(parent)
        if not spots:
            raise NotEditableError(path, "its table is written in a way that nothing can be added to")
        table = node_at(page.tree, parent)
        index = path[-1] if isinstance(path[-1], int) else self.place(parent, list(table), path[-1])
        indent = page.column((*parent, spots[-1].segment.name))
        lines = item_lines if isinstance(path[-1], int) else key_lines
        new = lines(path, value, indent=indent, in_block=self.in_block)
        gap = "\n" if self.wants_gap(spots, path, value) else ""
        if index >= len(spots):
            return self.insert_last(spots[-1], new, gap, indent)
        return self.insert_before(spots, index, new, indent, gap=gap)

    def insert_last(self, last: Spot, new: str, gap: str, indent: int) -> Splice:
        end = self.end_with_comments(last, indent)
        while (line := self.page.text[end : self.line_end(end)]).lstrip(" ").startswith("#") and line.startswith(
            " " * indent
        ):
            if indent == 0:
                break
            end = self.line_end(end)  # right below, without a blank line: it is about the record above
        if not self.page.text[:end].endswith("\n"):
            return (end, end, f"\n{gap}{new}".removesuffix("\n"))
        return (end, end, gap + new)

    def insert_before(self, spots: Sequence[Spot], index: int, new: str, indent: int, *, gap: str) -> Splice:
        before = spots[index]
        if before.segment.inline:  # `- date: 2018`: the new key takes the place behind the dash
            return (before.body, before.body, new.lstrip(" ") + " " * indent)
        if index == 0:
            return (before.body, before.body, new)
        at = self.end_with_comments(spots[index - 1], indent)
        return (at, at, gap + new)

    def end_with_comments(self, spot: Spot, indent: int) -> int:
        """Return where a key ends, comments below it that stand deeper than the key included."""
        text, at, end = self.page.text, spot.end, spot.end
        while at < len(text):
            after = self.line_end(at)
            line = text[at:after]
            column = len(line) - len(line.lstrip(" "))
            if line.strip() and not (line.lstrip(" ").startswith("#") and column > indent):
                break
            at = after
            end = after if line.strip() else end
        return end

    def wants_gap(self, spots: Sequence[Spot], path: KeyPath, value: Plain) -> bool:
        """Tell whether a blank line goes before a new record or table, as between those there are."""
        leads = [spot.segment.lead for spot in spots[1:]]
        if len(path) == 1:
            return isinstance(value, dict) and self.in_block(path)
        if leads:
            some = any(lead.startswith(("\n", "\r\n")) for lead in leads)
            return some and (len(path) == 2 or self.is_spaced(leads))
        return len(path) == 2 and isinstance(path[-1], str) and bool(spots[0].segment.children)

    def is_spaced(self, leads: Sequence[str]) -> bool:
        return all(lead.startswith(("\n", "\r\n")) for lead in leads)

    def insert_in_flow(self, path: KeyPath, value: Plain) -> Splice:
        """Return the splice of a new key or item within brackets; free text turns them into lines."""
        page, parent = self.page, path[:-1]
        table = node_at(page.tree, parent)
        mark = page.marks[parent]
        names: list[str | int] = list(table) if isinstance(table, dict) else list(range(len(table)))
        index = path[-1] if isinstance(path[-1], int) else self.place(parent, list(table), path[-1])
        as_block = not page.within_flow(parent) and "#" not in page.raw(parent) and parent in page.spots
        if as_block and not (is_simple(value) or fits_in_flow(value)):
            whole = applied(
                {"x": table},
                [Edit("insert" if isinstance(table, list) else "put", ("x", path[-1]), value)],
                lambda _, keys, key: self.place(parent, keys, key),
            )["x"]
            return self.as_lines(parent, whole)
        new = in_flow(value) if isinstance(path[-1], int) else f"{key_text(path[-1])}: {in_flow(value)}"
        if not names:
            return (mark.start + 1, mark.start + len(page.raw(parent)) - 1, new)
        if index > 0:
            last = (*parent, names[index - 1])
            at = page.marks[last].start + len(page.raw(last))
            return (at, at, f", {new}")
        first = page.key_start((*parent, names[0])) if isinstance(table, dict) else page.marks[*parent, names[0]].start
        return (first, first, f"{new}, ")

    def as_lines(self, path: KeyPath, value: Plain) -> Splice:
        """Return the splice that turns a table in brackets into one on lines of their own."""
        writer = Writer(self.page, self.place, lambda one: one == path or self.in_block(one))
        return writer.rewrite(path, value)

    def remove(self, path: KeyPath) -> list[Splice]:
        """Return the splices that take out a key or item, with the comments that stand right above it."""
        page = self.page
        if path not in page.marks:
            raise NotEditableError(path, "there is nothing there")
        if page.within_flow(path):
            return [self.remove_in_flow(path)]
        spot = self.spot_of(path)
        siblings = page.children(path[:-1])
        index = next(index for index, one in enumerate(siblings) if one.start == spot.start)
        if spot.segment.inline:
            return [self.remove_inline(path, spot, siblings[index + 1])]
        keep_header = len(path) == 1 and index == 0
        start = spot.body if keep_header else spot.start + len(detached(spot.segment.lead))
        end = self.end_with_comments(spot, page.column(path))
        if index == 0 and index + 1 < len(siblings) and not keep_header:
            rest = page.text[end:]
            end += len(rest) - len(rest.lstrip("\r\n"))
        if end == len(page.text) and not page.text.endswith("\n") and start > 0:
            start -= len(page.newline) if page.text[:start].endswith(page.newline) else 0
        return [(start, end, "")]

    def remove_inline(self, path: KeyPath, spot: Spot, following: Spot) -> Splice:
        """Take out the key behind a dash: the next one moves up to it."""
        if following.segment.lead.strip():
            raise NotEditableError(path, "a comment stands between it and the next key")
        start = self.page.key_start((*path[:-1], following.segment.name))
        return (spot.body, start, "")

    def remove_in_flow(self, path: KeyPath) -> Splice:
        """Take out one thing within brackets, with a comma."""
        page = self.page
        start = page.key_start(path) if isinstance(path[-1], str) else page.marks[path].start
        end = page.marks[path].start + len(page.raw(path))
        rest = page.text[end:]
        after = len(rest) - len(rest.lstrip())
        if rest.lstrip().startswith(","):
            end += after + 1
            end += len(page.text[end:]) - len(page.text[end:].lstrip(" "))
        else:
            before = page.text[:start].rstrip()
            start = len(before) - 1 if before.endswith(",") else start
        if "#" in page.text[start:end] and "\n" in page.text[start:end]:
            raise NotEditableError(path, "a comment stands within the brackets")
        line = page.text.rfind("\n", 0, start) + 1
        if not page.text[line:start].strip() and page.text[end : end + 1] in ("\n", "\r"):
            return (line, self.line_end(end), "")  # it had the line for itself
        return (start, end, "")

    def rename(self, path: KeyPath, new: str) -> Splice:
        start = self.page.key_start(path)
        end = start + self.key_length(path)
        return (start, end, written(new, like=self.page.text[start:end]))


def newline_of(rest: str) -> str:
    return "\n" if rest else ""


def detached(lead: str) -> str:
    """Return what stands above a record and is not its own: all up to the last blank line before its comments."""
    lines = lead.splitlines(keepends=True)
    own = 0
    while own < len(lines) and lines[-1 - own].strip():
        own += 1
    kept = lines[: len(lines) - own]
    while kept and not kept[-1].strip():
        kept.pop()
    return "".join(kept)


def independent(edits: Sequence[Edit]) -> bool:
    """Tell whether edits can be made by one parse: none of them moves or holds another's place."""
    paths = [edit.path for edit in edits]
    if len(set(paths)) != len(paths):
        return False
    removed = [edit.path for edit in edits if edit.action == "remove"]
    parents = [path[:-1] for path in removed]
    return len(set(parents)) == len(parents) or all(isinstance(path[-1], str) for path in removed)
