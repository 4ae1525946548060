"""Text from strangers, made safe to print on a terminal."""

import re

SPACES = re.compile(r"[^\S\u00a0]+")


def on_one_line(text: str) -> str:
    """Return text without line breaks; hard spaces hold figures together and stay."""
    return SPACES.sub(" ", text).strip()


def printable(text: str, longest: int = 160) -> str:
    """Return text without control characters, line breaks or direction marks, cut where it is too long."""
    shown = text if len(text) <= longest else text[: longest - 1] + "…"
    if shown.isprintable():
        return shown
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in shown)
