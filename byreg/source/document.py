"""A plan file that was read: its path, its text, its plain tree, and where each key stands."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from byreg.bounds import MOST_BYTES
from byreg.diagnostic import NONE, Diagnostic, Fault, Fix, KeyPath, Place
from byreg.source.complaints import lines_of, position_after, starts_of
from byreg.source.composition import Composition, Mark
from byreg.source.discover import PlanFile
from byreg.source.meaning import Plain
from byreg.source.tree import Tree, Unreadable
from byreg.source.yaml import compose, compose_by_parser, compose_clear

NEAR_COMMENT = rb"[^\s#] #"
FEW = 100  # hashes that are sooner looked at one by one
SPACES_AND_HASH = b" \t\n\r\f\v#"
CONFLICT = re.compile(rb"^<{7,} ", re.MULTILINE)
CONFLICT_ENDS = b"\n>>>>>>>"
MOST_CONFLICTS = 100
BOM = b"\xef\xbb\xbf"
Read = bytes | Diagnostic  # what a file holds, or why that cannot be told


class Spot(NamedTuple):
    """A finding at a stretch of a file's text, in characters."""

    code: str
    start: int
    end: int
    parameters: Mapping[str, str] = NONE


class Document(NamedTuple):
    """One file that is YAML: its text, and the keys it has at its top with the keys below each.

    Its content is made anew where it is asked for: most files are sound, and need it only to be validated. What is
    let go at once leaves its room, still warm, to the next file.
    """

    file: PlanFile
    data: bytes
    tables: Mapping[str, tuple[str, ...]]

    @property
    def path(self) -> str:
        return self.file.path

    @property
    def tree(self) -> Plain:
        return tree_of(self.data)

    @property
    def text(self) -> str:
        return self.data.decode("utf-8")

    def marks(self) -> dict[KeyPath, Mark]:
        """Parse once more, with positions; a clean file never needs this."""
        return marks_of(self.data)

    def cut_short(self) -> list[Fault]:
        """Return the texts that a comment begins right behind, by a single space: most often a `#` of the text's own."""
        if not may_be_cut_short(self.data):
            return []
        text = self.data.decode("utf-8")
        ends = [
            (path, mark) for path, mark in self.marks().items() if mark.leaf and text[mark.end : mark.end + 2] == " #"
        ]
        unquoted = [path for path, mark in ends if text[mark.start : mark.start + 1] not in "\"'|>"]
        return [Fault("BY018", path, {"key": key_of(path)}) for path in unquoted]

    def locate(self, faults: Iterable[Fault]) -> list[Diagnostic]:
        """Turn key paths into lines and columns, all at once."""
        wanted = list(faults)
        if not wanted:
            return []
        marks, text = self.marks(), self.text
        return [
            Diagnostic(
                fault.code,
                self.place_of(marks, text, fault),
                fault.parameters,
                fault.path,
                fix=fault.fix,
            )
            for fault in wanted
        ]

    def place_of(self, marks: dict[KeyPath, Mark], text: str, fault: Fault) -> Place:
        """Return the place of the longest prefix of a finding's path that stands in the file."""
        path = fault.path
        for length in range(len(path), -1, -1):
            mark = marks.get(path[:length])
            if mark is None:
                continue
            if fault.at_key or not (length == len(path) or mark.leaf):
                line, column = mark.key
                return Place(self.path, line + 1, column + 1, len(str(path[length - 1])) if length else 1)
            return self.phrase_in(mark, text, fault.phrase) or self.value_at(mark, text)
        return Place(self.path)

    def value_at(self, mark: Mark, text: str) -> Place:
        """Return the place of a value, as wide as what stands on its first line."""
        line, column = mark.value
        value = text[mark.start : mark.end].partition("\n")[0] if mark.leaf else ""
        value = value[:1] if value[:1] in ("|", ">") else value
        return Place(self.path, line + 1, column + 1, len(value.rstrip()) or 1)

    def phrase_in(self, mark: Mark, text: str, phrase: str) -> Place | None:
        """Return where a phrase stands in a value; None where there is none, or a line break divides it."""
        at = text.find(phrase, mark.start, mark.end) if phrase and mark.leaf else -1
        if at < 0:
            return None
        lines = lines_of(text[mark.start : at])
        column = len(lines[-1]) + (mark.value[1] if len(lines) == 1 else 0)
        return Place(self.path, mark.value[0] + len(lines), column + 1, len(phrase))


@lru_cache(maxsize=32)
def tree_of(data: bytes) -> Plain:
    """Return the content of a file; that of the last few is kept."""
    return compose(data).tree


@lru_cache(maxsize=32)
def marks_of(data: bytes) -> dict[KeyPath, Mark]:
    """Return the marks of a file; the last few are kept, since findings and comments ask for the same ones."""
    return compose(data, with_marks=True).marks


def point_at(path: str, text: str, spots: Sequence[Spot], data: bytes | None = None) -> list[Diagnostic]:
    """Turn stretches of a text into places, with the key path of the value that each stands in, where it is YAML."""
    if not spots:
        return []
    starts = starts_of(text)
    marks = marks_of(data) if data is not None else {}
    leaves = sorted((mark.start, mark.end, key_path) for key_path, mark in marks.items() if mark.leaf)
    found = []
    for spot in spots:
        line = bisect_right(starts, spot.start) - 1
        place = Place(path, line + 1, spot.start - starts[line] + 1, spot.end - spot.start)
        index = bisect_right(leaves, spot.start, key=lambda leaf: leaf[0]) - 1
        inside = index >= 0 and spot.start < leaves[index][1]
        found.append(Diagnostic(spot.code, place, spot.parameters, leaves[index][2] if inside else ()))
    return found


def may_be_cut_short(data: bytes) -> bool:
    """Tell whether a `#` stands a single space behind something else."""
    at = -1
    for _ in range(FEW):
        at = data.find(b"#", at + 1)  # one byte is soon looked for, two are not
        if at < 0:
            return False
        if data[at - 1 : at] == b" " and data[at - 2 : at - 1].strip(SPACES_AND_HASH):
            return True
    return re.compile(NEAR_COMMENT).search(data, at) is not None


def key_of(path: KeyPath) -> str:
    return str(next((step for step in reversed(path) if isinstance(step, str)), "the file"))


def read_file(tree: Tree, file: PlanFile) -> Read:
    """Return what a file holds, or why that cannot be told."""
    try:
        data, size = tree.read(file.path, MOST_BYTES)
    except Unreadable as error:
        return Diagnostic("BY002", Place(file.path), {"problem": error.problem})
    if size > MOST_BYTES:
        parameters = {"size": f"{size / 1024 / 1024:.0f}", "limit": str(MOST_BYTES // 1024 // 1024)}
        return Diagnostic("BY003", Place(file.path), parameters)
    return data


def parse_document(file: PlanFile, data: bytes) -> tuple[Document, Composition] | list[Diagnostic]:
    """Parse bytes that claim to be `file`; whatever is wrong comes back as diagnostics, never as an exception."""
    composition = compose_clear(data)
    if composition is None:
        if wrong := not_yaml(file, data):
            return wrong
        composition = compose_by_parser(data)
    if composition.faults:
        return yaml_diagnostics(file, composition)
    if composition.tree is None:
        return [Diagnostic("BY006", Place(file.path))]
    return Document(file, data, tables_in(composition.tree)), composition


def not_yaml(file: PlanFile, data: bytes) -> list[Diagnostic]:
    """Return what is wrong with bytes before anybody asks what they mean; none of it is in a text that is clear line by line."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = position_after(data[: error.start].decode("utf-8", "replace"))
        place = Place(file.path, line + 1, column + 1)
        return [Diagnostic("BY004", place, {"byte": f"0x{data[error.start]:02x}"})]
    if data.startswith(BOM):
        return [Diagnostic("BY005", Place(file.path), fix=Fix("cut", (0, 1), safe=True))]
    if CONFLICT_ENDS in data:
        conflicts = [data.count(b"\n", 0, found.start()) for found in islice(CONFLICT.finditer(data), MOST_CONFLICTS)]
        if conflicts:
            return [Diagnostic("BY020", Place(file.path, line + 1)) for line in conflicts]
    return []


def tables_in(tree: Plain) -> dict[str, tuple[str, ...]]:
    """Return the keys at the top of a tree, with the keys below each."""
    top = tree.items() if isinstance(tree, dict) else ()
    return {key: tuple(value) if isinstance(value, dict) else () for key, value in top}


def yaml_diagnostics(file: PlanFile, composition: Composition) -> list[Diagnostic]:
    return [
        Diagnostic(fault.code, Place(file.path, fault.line + 1, fault.column + 1), fault.parameters)
        for fault in composition.faults
    ]
