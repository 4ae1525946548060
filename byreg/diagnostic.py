"""A fault in somebody's data: a code, where it stands, and the facts its sentence needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, get_args

from byreg.printable import printable

Severity = Literal["error", "warning", "advice"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
Profile = Literal["draft", "consultation", "adopted", "closed"]
PROFILES: tuple[Profile, ...] = get_args(Profile)
KeyPath = tuple[str | int, ...]
NONE: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a file: path from the workspace root with `/`, line and column from 1.

    `width` is how many characters of the line are meant; 1 where only the point is known.
    """

    path: str
    line: int = 1
    column: int = 1
    width: int = field(default=1, compare=False)

    def __str__(self) -> str:
        return f"{printable(self.path, 400)}:{self.line}:{self.column}"


class Fix(NamedTuple):
    """What would mend a finding, where it stands: a new value, a new key, keys in order, or a text taken out.

    A `safe` one changes how something is written, never what it means to its author.
    """

    action: Literal["value", "key", "order", "cut"]
    new: Any = None
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding; its sentence and hint stand in `byreg.codes` under `code`.

    `key_path` says what in the file it is about, also when lines move. `severity` is how grave it
    was judged to be under a profile; None until then.
    """

    code: str
    place: Place
    parameters: Mapping[str, str] = field(default_factory=dict)
    key_path: KeyPath = ()
    severity: Severity | None = None
    fix: Fix | None = None

    @property
    def sort_key(self) -> tuple[str, int, int, str, tuple[tuple[str, str], ...]]:
        """Return the order findings are shown in: file, line, column, code."""
        place = self.place
        return (place.path, place.line, place.column, self.code, tuple(self.parameters.items()))


class Fault(NamedTuple):
    """A finding inside one document, before its key path is turned into a place.

    `at_key` points at the key itself (an unknown key), else at its value, or at a `phrase` in it.
    """

    code: str
    path: KeyPath
    parameters: Mapping[str, str] = NONE
    at_key: bool = False
    fix: Fix | None = None
    phrase: str = ""
