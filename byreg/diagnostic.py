"""A fault in somebody's data: a code, where it stands, and the facts its sentence needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from byreg.printable import printable

Severity = Literal["error", "warning", "advice"]
KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file: path from the workspace root with `/`, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{printable(self.path, 400)}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding; its sentence, severity and hint stand in `byreg.codes` under `code`."""

    code: str
    place: Place
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def sort_key(self) -> tuple[str, int, int, str, tuple[tuple[str, str], ...]]:
        """Return the order findings are shown in: file, line, column, code."""
        place = self.place
        return (place.path, place.line, place.column, self.code, tuple(self.parameters.items()))


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding inside one document, before its key path is turned into a place.

    `at_key` points at the key itself (an unknown key), else at its value.
    """

    code: str
    path: KeyPath
    parameters: Mapping[str, str] = field(default_factory=dict)
    at_key: bool = False
