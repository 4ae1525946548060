"""Comments that silence findings: `# byreg: ignore[BY301] the reason`."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from byreg.source.comments import in_scalar, leaf_spans, scalar_spans
from byreg.source.complaints import starts_of
from byreg.source.document import Document

COMMENT = re.compile(r"(?:(?<=[ \t])|^)#[ \t]*byreg:[ \t]*(?P<said>[^\n\r]*)", re.MULTILINE | re.IGNORECASE)
SILENCING = re.compile(rb"#[ \t]*byreg:", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]{2}")
FORM = re.compile(r"ignore\[(?P<codes>[^\]\n]*)\](?P<reason>[^\n]*)")


class Ignore(NamedTuple):
    """One comment: what it silences, why, and on which lines (from 1, both included).

    `codes` is None where the comment is in no form that can be read. `start` and `end` are where
    it stands in the text, in characters.
    """

    line: int
    column: int
    start: int
    end: int
    codes: tuple[str, ...] | None
    reason: str
    first: int
    last: int


def read_ignores(document: Document) -> list[Ignore]:
    """Return the comments of a file that silence findings, in its order; what stands in a text or a key is no comment."""
    if not SILENCING.search(document.data):
        return []
    text, marks = document.text, document.marks()
    starts = starts_of(text)
    leaves = leaf_spans(text, marks)
    spans = scalar_spans(text, marks, starts)
    found = [one for one in COMMENT.finditer(text) if not in_scalar(one.start(), spans)]
    ends = {line: bisect_right(starts, max(end - 1, start)) - 1 for start, end, line in leaves} if found else {}
    below = lines_below(text, starts) if found else []
    return [read_ignore(one, starts, ends, below) for one in found]


def lines_below(text: str, starts: Sequence[int]) -> list[int]:
    """Return for each line what a comment on it is about: the line right below that is no comment, else itself."""
    below = list(range(len(starts)))
    for line in range(len(starts) - 2, -1, -1):
        end = starts[line + 2] if line + 2 < len(starts) else len(text)
        said = text[starts[line + 1] : end].strip()
        below[line] = line if not said else below[line + 1] if said.startswith("#") else line + 1
    return below


def read_ignore(found: re.Match[str], starts: Sequence[int], ends: Mapping[int, int], below: Sequence[int]) -> Ignore:
    """Read one comment; `starts` are where lines begin, `ends` the last line of the value that begins on one."""
    line = bisect_right(starts, found.start()) - 1
    column = found.start() - starts[line]
    alone = not found.string[starts[line] : found.start()].strip()
    meant = below[line] if alone else line
    form = FORM.fullmatch(found["said"].rstrip())
    codes = tuple(one.strip() for one in form["codes"].split(",") if one.strip()) if form else None
    reason = form["reason"].strip() if form and WORD.search(form["reason"]) else ""
    last = max(ends.get(meant, meant), meant)
    return Ignore(line + 1, column + 1, found.start(), found.end(), codes, reason, meant + 1, last + 1)
