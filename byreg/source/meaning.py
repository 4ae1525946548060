"""What an unquoted scalar means under the YAML 1.2 core schema: `NO` is text, `true` a boolean."""

import re
from functools import lru_cache
from typing import Any

Plain = Any  # None | bool | int | float | str | list[Plain] | dict[str, Plain]

MOST_DIGITS = 40  # of a number; a longer one stays text

NUMBER = re.compile(
    r"""0o[0-7]+ | 0x[0-9a-fA-F]+ |
        [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)? |
        [-+]?\.(inf|Inf|INF) | \.(nan|NaN|NAN)""",
    re.VERBOSE,
)
WORDS: dict[str, Plain] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
MAY_BE_NUMBER = frozenset("0123456789+-.")
MAY_BE_MORE = MAY_BE_NUMBER | {word[:1] for word in WORDS}  # how a scalar begins that may be no text


def resolve(text: str) -> Plain:
    """Return what an unquoted scalar means."""
    return meaning(text) if text[:1] in MAY_BE_MORE and len(text) <= MOST_DIGITS else text


@lru_cache(maxsize=4096)
def meaning(text: str) -> Plain:
    """Return what an unquoted scalar means that is no longer than a number may be: the same ones come again and again."""
    if text in WORDS:
        return WORDS[text]
    if text[0] in MAY_BE_NUMBER and NUMBER.fullmatch(text):
        return number(text)
    return text


def number(text: str) -> int | float | str:
    """Return the number that `text` spells."""
    if text[:2] in ("0o", "0x"):
        return int(text, 0)
    try:
        return int(text)
    except ValueError:
        return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
