"""Text from strangers, made safe to print on a terminal."""


def printable(text: str, longest: int = 160) -> str:
    """Return text without control characters, line breaks or direction marks, cut where it is too long."""
    shown = text if len(text) <= longest else text[: longest - 1] + "…"
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in shown)
