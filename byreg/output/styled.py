"""Text in styles, put together before it is known whether anybody sees styles: in a pipe it is plain, and soon there."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.text import Text

OBEYED = dict.fromkeys((7, 8, 11, 12, 13))  # control characters that a terminal obeys


class Styled:
    """Pieces of text, each with its style or none."""

    def __init__(self, text: str = "", style: str = "") -> None:
        self.pieces = [(text, style)]

    def append(self, text: str, style: str = "") -> "Styled":
        self.pieces.append((text, style))
        return self

    def append_text(self, other: "Styled") -> "Styled":
        self.pieces += other.pieces
        return self

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield the pieces without what stands in no line: white space at the end, and what terminals obey."""
        left = len(self.stripped)
        for text, style in self.pieces:
            yield text[:left].translate(OBEYED), style
            left = max(0, left - len(text))

    def __bool__(self) -> bool:
        return bool(self.plain)

    @property
    def stripped(self) -> str:
        return "".join(text for text, _ in self.pieces).rstrip()

    @property
    def plain(self) -> str:
        text = self.stripped
        return text.translate(OBEYED) if any(chr(one) in text for one in OBEYED) else text  # most texts have none

    def as_rich(self) -> "Text":
        from rich.text import Text

        return Text.assemble(*(piece for piece in self if piece[0]))
