"""What saying a value gives: plain pieces of text that views and lists are made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Status:
    """A status in words, with a symbol and a tone that colour may follow.

    `remark` says how sure or late it is; `late` tells that it is overdue.
    """

    text: str
    symbol: str
    tone: str
    remark: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value or list of values."""

    label: str
    values: tuple[str, ...]
