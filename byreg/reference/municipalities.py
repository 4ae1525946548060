"""Municipality codes and the days they were valid (Statistics Norway, KLASS 131, CC BY 4.0)."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Validity:
    """A code's name between two days, both included; `end` is None while it holds."""

    code: str
    name: str
    start: date
    end: date | None

    def overlaps(self, first: date, last: date) -> bool:
        return self.start <= last and (self.end is None or self.end >= first)


def rows(name: str) -> Iterator[dict[str, str]]:
    text = files("byreg.reference").joinpath(name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


@cache
def validities() -> Mapping[str, tuple[Validity, ...]]:
    """Return each code's validities, oldest first."""
    table: dict[str, list[Validity]] = defaultdict(list)
    for row in rows("municipalities.csv"):
        end = date.fromisoformat(row["valid_to"]) if row["valid_to"] else None
        last = date.fromordinal(end.toordinal() - 1) if end else None
        start = date.fromisoformat(row["valid_from"])
        table[row["code"]].append(Validity(row["code"], row["name"], start, last))
    return {code: tuple(sorted(found, key=lambda item: item.start)) for code, found in table.items()}


@cache
def successors() -> Mapping[str, tuple[tuple[date, str, str], ...]]:
    """Return for each code the changes to another code: day, new code, new name."""
    table: dict[str, list[tuple[date, str, str]]] = defaultdict(list)
    for row in rows("municipality-changes.csv"):
        if row["from_code"] != row["to_code"]:
            table[row["from_code"]].append((date.fromisoformat(row["date"]), row["to_code"], row["to_name"]))
    return {code: tuple(sorted(found)) for code, found in table.items()}


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
