"""Reads YAML line by line where every line says by itself what it means, as nearly all of a plan's do.

That is: keys of letters and digits in block style, values that end on their line or are folded below it, lists and mappings in flow
style that close on their line. Whatever else stands in a text, or might, leaves all of it to the parser: nothing is
guessed here, and nothing is found wrong.
"""

import re
from collections.abc import Callable
from enum import Enum, auto
from typing import Any

from byreg.source.composition import MOST_DEPTH
from byreg.source.meaning import MAY_BE_MORE, Plain, resolve

MOST_NESTED = MOST_DEPTH // 2 - 2  # of block style, and as many again of flow style: together less than is allowed
MOST_IN_FLOW = 1000  # letters of a list or mapping in flow style; a longer one stands better on several lines
MOST_INDENTED = 100  # spaces before a key
MOST_REMEMBERED = 60  # letters of a text that may well come again
MOST_KEPT = 4096  # texts whose meaning is remembered

# what a byte may be: a printable character of ASCII, a line feed, a part of a longer character
HARMLESS = frozenset((0x0A, *range(0x20, 0x7F), *range(0x80, 0x100)))
HARMFUL_CHANGED = bytes(one if one in HARMLESS else ord("?") for one in range(0x100))
CONTROL = re.compile(rb"\xc2[\x80-\x9f]")

KEY = r"[^\W_](?:[\w./ -]{0,98}[\w./-])?"
WORD = r"""(?:[^ \-?:,\[\]{}#&*!|>'"%@`]|-[0-9])[^,\[\]{}:#?]*+(?<!\ )"""  # unquoted, in flow style
QUOTED = r""""[^"\\]*+"|'[^']*+'"""
QUOTED_VALUE = re.compile(rf"({QUOTED})(?: +#.*)?", re.ASCII)
FOLD = re.compile(r">(-?)(?: +#.*)?", re.ASCII)
COMMENT = re.compile(r" *+#")
WORD_ALONE = re.compile(rf"{WORD}|{QUOTED}")
KEY_ALONE = re.compile(KEY)
ENTRY = re.compile(rf"""( {{0,{MOST_INDENTED}}})(- )?(["']?)({KEY})\3""")
SPECIAL = frozenset("-?:,[]{}#&*!|>'\"%@` ")  # how an unquoted value does not begin, or not for certain
CLOSED_BY: dict[type, str] = {list: "]", dict: "}"}
BRACKETS, QUOTES = frozenset("[{"), frozenset("\"'")
Entry = tuple[int, bool, str]  # how far in a key stands, whether a dash is before it, and the key


class Unclear(Exception):  # noqa: N818 - never leaves this module
    """A line could mean something else: the text needs the parser."""


class Later(Enum):
    """What stands behind a key or a dash where that is no value yet, or must be made anew each time."""

    BELOW = auto()  # a list, a mapping, or nothing
    FOLDED = auto()
    STRIPPED = auto()  # folded, without the line break at its end
    NESTED = auto()  # lists and mappings in flow style that may have others in them


BELOW, FOLDED, STRIPPED, NESTED = Later  # an enumeration is asked for its members slowly


class Remembered(dict[str, Any]):
    """What short texts were found to mean: plans say the same few words again and again. When it is full it begins anew."""

    def __init__(self, meaning: Callable[[str], Any]) -> None:
        self.meaning = meaning

    def __missing__(self, text: str) -> Any:
        found = self.meaning(text)
        if len(text) <= MOST_REMEMBERED:
            if len(self) >= MOST_KEPT:
                self.clear()
            self[text] = found
        return found


def read_lines(data: bytes) -> Plain | None:
    """Return the content of a text that is clear line by line, at least one key or item; None where the parser must be asked.

    The text has no breaks but line feeds.
    """
    # what begins with EF are signs no text needs, and the mark of byte order
    if data.translate(HARMFUL_CHANGED) != data or b"\xef" in data or (b"\xc2" in data and CONTROL.search(data)):
        return None
    try:
        return content_of(data.decode("utf-8"))
    except (Unclear, UnicodeDecodeError):
        return None


def most_nodes(data: bytes) -> int:
    """Return how many keys, values and containers a text that is clear line by line has at most."""
    return 3 * (1 + sum(map(data.count, (b"\n", b",", b"[", b"{"))))


def content_of(text: str) -> Plain:  # noqa: C901, PLR0912, PLR0915 - kept flat for speed
    """Return what lines say; raise Unclear where one does not."""
    lines = text.split("\n")
    if lines.pop():
        raise Unclear
    whole: dict[str, Plain] = {}
    # the innermost container, how far in it stands, whether it is a list, the key of it that waits for a value
    here: Plain = whole
    level, listed = -1, False
    waiting: str | None = ""
    outer: list[tuple[Plain, int, bool]] = []
    # the lines of a folded text, how far in they stand at least, and whether the last break is left out
    below: list[str] = []
    key, margin, stripped = "", "", False
    for line in lines:
        if margin:
            if line.startswith(margin) or not line.strip(" "):
                below.append(line)
                continue
            here[key or -1] = folded(below, level, stripped=stripped)
            below, margin = [], ""
        head, colon, value = line.partition(": ")
        entry = BEFORE_VALUE[head] if colon else ALONE[head]
        if entry is not None:
            at, item, key = entry
        else:
            value = line.lstrip(" ")
            if not value or value[0] == "#":
                continue
            if value[:2] != "- ":
                raise Unclear
            at, item, key = len(line) - len(value), True, ""
            value = value[2:]
        if waiting is None:
            if at != level or listed is not item:
                while at < level or (at == level and listed and not item):
                    here, level, listed = outer.pop()
                if at != level or listed is not item:
                    raise Unclear
        elif (at > level or (at == level and item and not listed)) and len(outer) < MOST_NESTED:
            outer.append((here, level, listed))
            here[waiting] = here = [] if item else {}
            level, listed, waiting = at, item, None
        else:
            raise Unclear
        meant = VALUES[value]
        kind = type(meant)
        if kind is Later:
            if meant is NESTED:
                meant = nested(value)
            elif meant is not BELOW:
                margin, stripped = " " * (at + (3 if item and key else 1)), meant is STRIPPED
                meant = None
            elif key:
                waiting, meant = key, None
            else:
                raise Unclear
        elif kind is list or kind is dict:
            meant = meant.copy()
        if item:
            if not key:
                here.append(meant)
                continue
            outer.append((here, level, listed))
            inner: dict[str, Plain] = {}
            here.append(inner)
            here, level, listed = inner, at + 2, False
        if key in here:
            raise Unclear
        here[key] = meant
    if margin:
        here[key or -1] = folded(below, level, stripped=stripped)
    if waiting is not None:
        raise Unclear
    return whole[""]


def folded(lines: list[str], level: int, *, stripped: bool) -> str:
    """Return the text of folded lines: each break is a space, one for each empty line stays, and the last unless it is `stripped`."""
    below = "\n".join(lines)
    width = len(below) - len(below.lstrip(" "))
    margin = below[:width]
    end = "\n" + margin
    text = below[width:].rstrip("\n").replace(end, " ")
    # lines that end in spaces or are nothing else; that stand farther in, or less far
    if width <= level or below[-1] == " " or " \n" in below or end + " " in below:
        raise Unclear
    if "\n" in text:
        if not all(line.startswith(margin) for line in lines if line):
            raise Unclear
        text = text.replace("\n ", "\n")
    return text if stripped else text + "\n"


def entry_of(text: str) -> Entry | None:
    """Return what a line begins with that has a value on it; None where that is no key alone."""
    found = ENTRY.fullmatch(text)
    return (len(found[1]), found[2] is not None, found[4]) if found else None


def alone(text: str) -> Entry | None:
    """Return what a line is that has no value on it; None where that is no key alone."""
    return entry_of(text[:-1]) if text[-1:] == ":" else None


def value_of(text: str) -> Plain:
    """Return what stands behind a key or a dash, with a comment behind it or without."""
    first = text[:1]
    if first in BRACKETS:
        return flow(text)
    if first in QUOTES:
        if found := QUOTED_VALUE.fullmatch(text):
            return found[1][1:-1]
        raise Unclear
    if first == ">" and (found := FOLD.fullmatch(text)):
        return STRIPPED if found[1] else FOLDED
    if not first or COMMENT.match(text):
        return BELOW
    if first in SPECIAL and not (first == "-" and "0" <= text[1:2] <= "9"):
        raise Unclear
    text = without_comment(text)
    if ": " in text or text[-1] in ": ":
        raise Unclear
    return word(text)


def without_comment(text: str) -> str:
    return text[: text.index(" #")].rstrip(" ") if " #" in text else text


def word(text: str) -> Plain:
    """Return what an unquoted scalar means, if it means anything."""
    if text[0] not in MAY_BE_MORE:
        return text
    value = resolve(text)
    if value is None:
        raise Unclear
    return value


def flow(text: str) -> Plain:
    """Return what a list or mapping in flow style means that holds no other; NESTED for one that may."""
    text = without_comment(text)
    if "[" in text[1:] or "{" in text[1:]:
        return NESTED
    if len(text) > MOST_IN_FLOW:
        raise Unclear
    pieces = text[1:-1].split(", ")
    if text[0] == "[" and text[-1] == "]":
        return [*map(WORDS.__getitem__, pieces)]
    if text[0] == "{" and text[-1] == "}":
        found = dict(map(PAIRS.__getitem__, pieces))
        if len(found) == len(pieces):
            return found
    raise Unclear


def nested(text: str) -> Plain:
    """Return what a list or mapping in flow style means that may have others in it, and words in quotes."""
    if len(text) > MOST_IN_FLOW:
        raise Unclear
    here: Plain = []
    outer: list[Plain] = []
    for piece in without_comment(text).split(", "):
        if here and not outer:
            raise Unclear  # something follows what is closed
        key, said = key_in(here, piece) if type(here) is dict else ("", piece)
        while said[:1] in BRACKETS and len(outer) < MOST_NESTED:
            inner: Plain = [] if said[0] == "[" else {}
            if key:
                here[key] = inner
            else:
                here.append(inner)
            outer.append(here)
            here, said = inner, said[1:]
            key, said = key_in(here, said) if type(here) is dict else ("", said)
        bare = said.rstrip("]}")
        if key:
            here[key] = WORDS[bare]
        else:
            here.append(WORDS[bare])
        for bracket in said[len(bare) :]:
            if not outer or bracket != CLOSED_BY[type(here)]:
                raise Unclear
            here = outer.pop()
    if outer:
        raise Unclear
    return here[0]


def key_in(here: dict[str, Plain], piece: str) -> tuple[str, str]:
    """Return the key that a piece of a mapping in flow style begins with, and the rest."""
    key, _, rest = piece.partition(": ")
    if key in here or not KEYS[key]:
        raise Unclear
    return key, rest


def is_key(text: str) -> bool:
    return KEY_ALONE.fullmatch(text) is not None


def pair_in_flow(text: str) -> tuple[str, Plain]:
    """Return the key and the value that a piece of a mapping in flow style means."""
    key, said = key_in({}, text)
    return key, WORDS[said]


def word_in_flow(text: str) -> Plain:
    """Return what a word in flow style means, in quotes or without; none is longer than MOST_IN_FLOW."""
    if not WORD_ALONE.fullmatch(text):
        raise Unclear
    return text[1:-1] if text[0] in QUOTES else word(text)


BEFORE_VALUE, ALONE = Remembered(entry_of), Remembered(alone)
VALUES = Remembered(value_of)
KEYS, WORDS, PAIRS = Remembered(is_key), Remembered(word_in_flow), Remembered(pair_in_flow)
