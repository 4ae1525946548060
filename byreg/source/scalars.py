"""Write small values as YAML."""

import json
import re
from decimal import Decimal

from byreg.source.meaning import Plain, resolve

# letters, digits and harmless signs, no ': ' or ' #': the same in block and flow style, now and under YAML 1.1
PLAIN = re.compile(r"[\w./(«][\w ./()«»'%+–-]*[\w.)»%]|\w")
# in block style commas, brackets and most signs within a text are safe too
PLAIN_BLOCK = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=<~](?:[^\t\r\n]*[^\s:])?")
MOST_SHORT = 0xFFFF  # what four digits can say
YAML_1_1 = frozenset(("yes", "no", "on", "off", "y", "n"))


def written(value: Plain, *, like: str = "", block: bool = False) -> str:
    """Return a scalar, or a list of them, as YAML on one line.

    `like` is the text whose quotes are kept; `block` tells that no brackets are around it.
    """
    if isinstance(value, list):
        return f"[{', '.join(written(one) for one in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float, Decimal)):
        return str(value)
    text = str(value)
    if like[:1] == "'" and "\\" not in text and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    shape = PLAIN.fullmatch(text) or (block and is_plain_in_block(text))
    plain = shape and isinstance(resolve(text), str) and text.lower() not in YAML_1_1
    return text if plain and like[:1] != '"' else quoted(text)


def quoted(text: str) -> str:
    """Return a text in double quotes; what cannot be printed is written as its number."""
    body = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() or ord(c) > MOST_SHORT else f"\\u{ord(c):04x}" for c in body)


def is_plain_in_block(text: str) -> bool:
    """Tell whether a text needs no quotes behind its key on a line."""
    return bool(PLAIN_BLOCK.fullmatch(text)) and ": " not in text and " #" not in text and text.isprintable()
