"""Reads YAML line by line where every line says by itself what it means, as nearly all of a plan's do.

That is: keys in block style without quotes, values that end on their line or are folded below it, lists and mappings in
flow style that close on their line. Whatever else stands in a text, or might, leaves all of it to the parser: nothing is
guessed here, and nothing is found wrong. The parser takes longer, and knows where everything stands.
"""

import re
from functools import lru_cache

from byreg.source.composition import MOST_DEPTH
from byreg.source.meaning import MAY_BE_MORE, Plain, resolve

MOST_NESTED = MOST_DEPTH // 2 - 2  # of block style, and as many again of flow style: together less than is allowed
MOST_IN_FLOW = 1000  # letters of a list or mapping in flow style; a longer one stands better on several lines
MOST_REMEMBERED = 60  # letters of a value that may well come again

# what a byte may be: a printable character of ASCII, a line feed, a part of a longer character
HARMLESS = bytes((0x0A, *range(0x20, 0x7F), *range(0x80, 0x100)))
CONTROL = re.compile(rb"\xc2[\x80-\x9f]")

KEY = r"[A-Za-z0-9][A-Za-z0-9_./-]{0,99}+"
WORD = r"""(?:[^ \-?:,\[\]{}#&*!|>'"%@`]|-[0-9])[^,\[\]{}:#?]*+(?<!\ )"""  # unquoted, in flow style
QUOTED = r""""[^"\\]*+"|'[^']*+'"""
# any line, and those folded below it, which stand farther in than the key; no group is repeated without backtracking,
# as early releases of Python 3.11 lose count of it
ENTRY = re.compile(
    rf"""(\ *+) (-\ )? (?:({KEY}):(?:\ |(?=\n)))?
        (?: >(-?)(?:\ +\#.*+)?\n ((?:\1(?(2)(?(3)\ \ ))\ .*+\n|\ *+\n)+) | (.*+)\n )""",
    re.ASCII | re.VERBOSE,
)
QUOTED_VALUE = re.compile(rf"({QUOTED})(?: +#.*)?", re.ASCII)
COMMENT = re.compile(r" *+#")
FLAT_LIST = re.compile(rf"\[{WORD}(?:, {WORD})*\]")
FLAT_MAPPING = re.compile(rf"{{{KEY}: {WORD}(?:, {KEY}: {WORD})*}}")
WORD_ALONE = re.compile(rf"{WORD}|{QUOTED}")
KEY_ALONE = re.compile(KEY)
SPECIAL = frozenset(("", *"-?:,[]{}#&*!|>'\"%@` "))  # how an unquoted value does not begin, or not for certain
CLOSED_BY: dict[type, str] = {list: "]", dict: "}"}
BRACKETS, QUOTES = frozenset("[{"), frozenset("\"'")


class Unclear(Exception):  # noqa: N818 - never leaves this module
    """A line could mean something else: the text needs the parser."""


def read_lines(data: bytes) -> Plain | None:
    """Return the content of a text that is clear line by line, at least one key or item; None where the parser must be asked.

    The text has no breaks but line feeds.
    """
    # what begins with EF are signs no text needs, and the mark of byte order
    if data.translate(None, HARMLESS) or b"\xef" in data or (b"\xc2" in data and CONTROL.search(data)):
        return None
    try:
        return content_of(data.decode("utf-8"))
    except (Unclear, UnicodeDecodeError):
        return None


def most_nodes(data: bytes) -> int:
    """Return how many keys, values and containers a text that is clear line by line has at most."""
    return 3 * (1 + sum(map(data.count, (b"\n", b",", b"[", b"{"))))


def content_of(text: str) -> Plain:  # noqa: C901, PLR0912 - kept flat for speed
    """Return what lines say; raise Unclear where one does not."""
    if text[-1:] != "\n":
        raise Unclear
    whole: dict[str, Plain] = {}
    # the innermost container, how far in it stands, whether it is a list, the key of it that waits for a value
    here: Plain = whole
    level, listed = -1, False
    waiting: str | None = ""
    outer: list[tuple[Plain, int, bool]] = []
    for indent, dash, key, stripped, below, value in ENTRY.findall(text):
        if not (key or dash):
            if below or (value and value[0] != "#"):
                raise Unclear
            continue
        at, item = len(indent), dash != ""
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
        if item:
            if not key:
                here.append(folded(below, level, stripped) if below else value_of(value))
                continue
            outer.append((here, level, listed))
            inner: dict[str, Plain] = {}
            here.append(inner)
            here, level, listed = inner, at + 2, False
        if key in here:
            raise Unclear
        if below:
            here[key] = folded(below, level, stripped)
        elif value and value[0] != "#" and value[0] != " ":
            here[key] = value_of(value)
        elif value and not COMMENT.match(value):
            raise Unclear
        else:
            here[key] = None
            waiting = key
    if waiting is not None:
        raise Unclear
    return whole[""]


def folded(below: str, level: int, stripped: str) -> str:
    """Return the text of folded lines: each break is a space, the last one stays unless it is `stripped`."""
    width = len(below) - len(below.lstrip(" "))
    end = "\n" + below[:width]
    text = below[width:].rstrip("\n").replace(end, " ")
    # lines that end in spaces or are nothing else; that stand farther in, or less far, or are empty
    if width <= level or " \n" in below or end + " " in below or "\n" in text:
        raise Unclear
    return text if stripped else text + "\n"


def value_of(text: str) -> Plain:
    """Return what stands behind a key or a dash."""
    first = text[:1]
    if first in BRACKETS:
        return flow(text)
    return remembered(text) if len(text) <= MOST_REMEMBERED else scalar(text)


def scalar(text: str) -> Plain:
    """Return what a scalar means, with a comment behind it or without."""
    first = text[:1]
    if first in QUOTES:
        if found := QUOTED_VALUE.fullmatch(text):
            return found[1][1:-1]
        raise Unclear
    if first in SPECIAL and not (first == "-" and "0" <= text[1:2] <= "9"):
        raise Unclear
    if " #" in text:
        text = text[: text.index(" #")].rstrip(" ")
    if ": " in text or text[-1] in ": ":
        raise Unclear
    return word(text)


remembered = lru_cache(maxsize=4096)(scalar)


def word(text: str) -> Plain:
    """Return what an unquoted scalar means, if it means anything."""
    if text[0] not in MAY_BE_MORE:
        return text
    value = resolve(text)
    if value is None:
        raise Unclear
    return value


def flow(text: str) -> Plain:
    """Return what a list or mapping in flow style means."""
    if len(text) > MOST_IN_FLOW:
        raise Unclear
    found = remembered_flat(text) if len(text) <= MOST_REMEMBERED else flat(text)
    if found is not None:
        return found.copy()
    return nested(text[: text.index(" #")].rstrip(" ") if " #" in text else text)


def flat(text: str) -> Plain:
    """Return what a list or mapping in flow style means that holds unquoted words and nothing else; None for any other."""
    if text[0] == "[" and FLAT_LIST.fullmatch(text):
        return [word(said) for said in text[1:-1].split(", ")]
    if text[0] == "{" and FLAT_MAPPING.fullmatch(text):
        found: dict[str, Plain] = {}
        for pair in text[1:-1].split(", "):
            key, _, said = pair.partition(": ")
            if key in found:
                raise Unclear
            found[key] = word(said) if said[0] in MAY_BE_MORE else said
        return found
    return None


remembered_flat = lru_cache(maxsize=4096)(flat)


def nested(text: str) -> Plain:
    """Return what a list or mapping in flow style means that may have others in it, and words in quotes."""
    here: Plain = []
    outer: list[Plain] = []
    for piece in text.split(", "):
        if here and not outer:
            raise Unclear  # something follows what is closed
        key, said = key_in(here, piece)
        while said[:1] in BRACKETS and len(outer) < MOST_NESTED:
            inner: Plain = [] if said[0] == "[" else {}
            put(here, key, inner)
            outer.append(here)
            here = inner
            key, said = key_in(here, said[1:])
        bare = said.rstrip("]}")
        put(here, key, word_in_flow(bare))
        for bracket in said[len(bare) :]:
            if not outer or bracket != CLOSED_BY[type(here)]:
                raise Unclear
            here = outer.pop()
    if outer:
        raise Unclear
    return here[0]


def key_in(here: Plain, piece: str) -> tuple[str, str]:
    """Return the key that a piece of flow style begins with, none in a list, and the rest."""
    if type(here) is list:
        return "", piece
    key, _, rest = piece.partition(": ")
    if key in here or not KEY_ALONE.fullmatch(key):
        raise Unclear
    return key, rest


def put(here: Plain, key: str, value: Plain) -> None:
    """Put a value under a key, or without one into a list."""
    if key:
        here[key] = value
    else:
        here.append(value)


@lru_cache(maxsize=4096)
def word_in_flow(text: str) -> Plain:
    """Return what a word in flow style means, in quotes or without; none is longer than MOST_IN_FLOW."""
    if not WORD_ALONE.fullmatch(text):
        raise Unclear
    return text[1:-1] if text[0] in QUOTES else word(text)
