"""Municipality codes and the days they were valid (Statistics Norway, KLASS 131, CC BY 4.0)."""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

T = TypeVar("T")
ONE_DAY = timedelta(days=1)


class Validity(NamedTuple):
    """A code's name between two days, both included; `end` is None while it holds."""

    code: str
    name: str
    start: date
    end: date | None

    def overlaps(self, first: date, last: date) -> bool:
        return self.start <= last and (self.end is None or self.end >= first)


Lines = Iterable[Sequence[str]]
HERE = Path(__file__).parent


class ByCode(Mapping[str, T]):
    """What the register says of each code, made of its lines where it is asked for: of thousands few are."""

    def __init__(self, lines: Mapping[str, Sequence[str]], make: Callable[[Lines], T]) -> None:
        self.lines, self.make = lines, make
        self.made: dict[str, T] = {}

    def __getitem__(self, code: str) -> T:
        if code not in self.made:
            self.made[code] = self.make(csv.reader(self.lines[code]))
        return self.made[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)


def lines_by(code: slice, name: str) -> dict[str, list[str]]:
    """Return the lines of a table by the code that stands at one place in each."""
    table: dict[str, list[str]] = {}
    for line in text_of(name).splitlines()[1:]:
        table.setdefault(line[code], []).append(line)
    return table


def text_of(name: str) -> str:
    """Return a table; also where byreg lies in an archive."""
    try:
        return (HERE / name).read_text(encoding="utf-8")
    except OSError:
        from importlib.resources import files  # it takes longer to import than the table to read

        return files("byreg.reference").joinpath(name).read_text(encoding="utf-8")


@cache
def validities() -> Mapping[str, tuple[Validity, ...]]:
    """Return each code's validities, oldest first."""
    return ByCode(lines_by(slice(4), "municipalities.csv"), validities_in)


def validities_in(lines: Lines) -> tuple[Validity, ...]:
    """Return what lines of `code, name, variant, valid_from, valid_to` say; the last day is the one before `valid_to`."""
    found = [
        Validity(code, name, date.fromisoformat(since), date.fromisoformat(until) - ONE_DAY if until else None)
        for code, name, _, since, until in lines
    ]
    return tuple(sorted(found, key=lambda item: item.start))


@cache
def successors() -> Mapping[str, tuple[tuple[date, str, str], ...]]:
    """Return for each code the changes to another code: day, new code, new name."""
    return ByCode(lines_by(slice(11, 15), "municipality-changes.csv"), changes_in)


def changes_in(lines: Lines) -> tuple[tuple[date, str, str], ...]:
    """Return what lines of `date, from_code, from_name, from_valid_from, to_code, to_name, …` say; a new name alone is none."""
    return tuple(sorted((date.fromisoformat(one[0]), one[4], one[5]) for one in lines if one[4] != one[1]))


@cache
def predecessors() -> Mapping[str, set[str]]:
    """Return for each code those that changed to it."""
    table: dict[str, set[str]] = defaultdict(set)
    for old, changes in successors().items():
        for _, new, _ in changes:
            table[new].add(old)
    return dict(table)


def relatives(code: str) -> Iterator[Validity]:
    """Yield the validities of the codes that came after or before `code`, over any number of changes."""
    seen, queue = {code}, [code]
    while queue:
        current = queue.pop(0)
        for other in sorted({new for _, new, _ in successors().get(current, ())} | predecessors().get(current, set())):
            if other not in seen:
                seen.add(other)
                queue.append(other)
                yield from validities().get(other, ())


def names(code: str) -> tuple[str, ...]:
    """Return every name a code has had: whole, without the county in parentheses, and each parallel name."""
    whole = [validity.name for validity in validities().get(code, ())]
    short = [name.partition(" (")[0] for name in whole]
    return tuple(dict.fromkeys((*whole, *short, *(part for name in short for part in name.split(" - ")))))
