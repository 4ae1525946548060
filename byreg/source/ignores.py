"""Comments that silence findings: `# byreg: ignore[BY301] the reason`."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from byreg.source.complaints import LINE_BREAK
from byreg.source.document import Document
from byreg.source.yaml import Mark

COMMENT = re.compile(r"(?:(?<=[ \t])|^)#[ \t]*byreg:[ \t]*(?P<said>[^\n\r]*)", re.MULTILINE | re.IGNORECASE)
FORM = re.compile(r"ignore\[(?P<codes>[^\]\n]*)\](?P<reason>[^\n]*)")


@dataclass(frozen=True, slots=True)
class Ignore:
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
    """Return the comments of a file that silence findings, in its order; what stands in a text is no comment."""
    if b"byreg:" not in document.data.lower():
        return []
    text = document.text
    leaves = sorted(
        (content_start(text, mark), mark.end, mark.value[0]) for mark in document.marks().values() if mark.leaf
    )
    found = [one for one in COMMENT.finditer(text) if not in_scalar(one.start(), leaves)]
    starts = [0, *(one.end() for one in LINE_BREAK.finditer(text))]
    ends = {line: bisect_right(starts, max(end - 1, start)) - 1 for start, end, line in leaves} if found else {}
    return [read_ignore(one, text, starts, ends) for one in found]


def content_start(text: str, mark: Mark) -> int:
    """Return where a value's own text begins; of `>` and `|` on the line after, so that a comment may stand beside them."""
    if text[mark.start : mark.start + 1] not in ("|", ">"):
        return mark.start
    after = text.find("\n", mark.start, mark.end)
    return mark.end if after < 0 else after


def in_scalar(at: int, leaves: Sequence[tuple[int, int, int]]) -> bool:
    """Tell whether a position lies within a value; `leaves` are their starts and ends, in order."""
    index = bisect_right(leaves, at, key=lambda leaf: leaf[0]) - 1
    return index >= 0 and at < leaves[index][1]


def read_ignore(found: re.Match[str], text: str, starts: Sequence[int], ends: Mapping[int, int]) -> Ignore:
    """Read one comment; `starts` are where lines begin, `ends` the last line of the value that begins on one."""
    line = bisect_right(starts, found.start()) - 1
    column = found.start() - starts[line]
    meant = line
    if not text[starts[line] : found.start()].strip():  # alone on its line, it is about the next that says something
        meant = next((at for at in range(line + 1, len(starts)) if says_something(text, starts, at)), line)
    form = FORM.fullmatch(found["said"].rstrip())
    codes = tuple(one.strip() for one in form["codes"].split(",") if one.strip()) if form else None
    reason = form["reason"].strip() if form else ""
    last = max(ends.get(meant, meant), meant)
    return Ignore(line + 1, column + 1, found.start(), found.end(), codes, reason, meant + 1, last + 1)


def says_something(text: str, starts: Sequence[int], line: int) -> bool:
    end = starts[line + 1] if line + 1 < len(starts) else len(text)
    said = text[starts[line] : end].strip()
    return bool(said) and not said.startswith("#")
