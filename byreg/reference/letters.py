"""Letters that a pattern takes for each other where it does not heed case."""


def folded(text: str) -> str:
    """Return a text to look for lower-case words in, as a pattern would that does not heed case: the Turkish i is one, too."""
    return text.casefold().replace("ı", "i").replace("\u0307", "")
