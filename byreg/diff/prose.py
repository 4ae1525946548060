"""Which words of a text changed: paragraph by paragraph, so that long texts stay quick and readable."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from byreg.printable import SPACES

Piece = tuple[Literal["=", "-", "+"], str]

PARAGRAPH = re.compile(r"\n\s*\n")
SENTENCE = re.compile(r"(?<=[.!?])\s+")
LONGEST = 300  # words of a paragraph that are compared one by one; longer ones go by sentence
MOST_WORDS = 6000
ALIKE = 0.3  # below this, whole texts read better than a patchwork


def changed_words(old: str, new: str) -> tuple[Piece, ...]:
    """Return a text as pieces that stayed (`=`), went (`-`) and came (`+`), in reading order."""
    if len(SPACES.split(old)) + len(SPACES.split(new)) > MOST_WORDS:
        return joined((("-", old.strip()), ("+", new.strip())))
    return joined(paragraphs(PARAGRAPH.split(old.strip()), PARAGRAPH.split(new.strip())))


def paragraphs(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    """Compare paragraphs that stand in each other's place."""
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (("=", text) for text in old[a:b])
        else:
            common = min(b - a, d - c)
            for before, after in zip(old[a : a + common], new[c : c + common], strict=True):
                yield from words(before, after)
            yield from (("-", text) for text in old[a + common : b])
            yield from (("+", text) for text in new[c + common : d])


def words(old: str, new: str) -> Iterator[Piece]:
    """Compare one paragraph word by word, a long one sentence by sentence."""
    before, after = SPACES.split(old.strip()), SPACES.split(new.strip())
    if max(len(before), len(after)) > LONGEST:
        before, after = SENTENCE.split(old), SENTENCE.split(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < ALIKE:
        yield "-", old
        yield "+", new
        return
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield "=", " ".join(before[a:b])
            continue
        yield "-", " ".join(before[a:b])
        yield "+", " ".join(after[c:d])


def joined(pieces: Iterator[Piece] | Sequence[Piece]) -> tuple[Piece, ...]:
    """Put neighbours of the same sort together, leaving out empty ones."""
    found: list[Piece] = []
    for sort, text in pieces:
        if not text:
            continue
        if found and found[-1][0] == sort:
            found[-1] = (sort, f"{found[-1][1]} {text}")
        else:
            found.append((sort, text))
    return tuple(found)
