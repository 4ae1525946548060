"""Verdicts as they are kept between runs: each under all that it depends on, so that it is the same or not there."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from byreg.cache.index import digest_of
from byreg.cache.store import Store
from byreg.check import Verdict
from byreg.codes import BY_CODE
from byreg.diagnostic import SEVERITIES, Diagnostic, Fix, Place
from byreg.model.asked_day import Days, ToldDay
from byreg.survey.units import Mentions, Name, Unit

MOST_VERDICTS = 3  # on one unit, for different days


class Record(NamedTuple):
    """What is known of a unit: what its files held, which regions it mentions, and its verdict under a key, on some days."""

    content: str
    mentions: Mentions
    key: str
    verdict: Verdict
    days: Days

    def holds_on(self, day: date) -> bool:
        return self.days[0] <= day <= self.days[1]


def content_of(unit: Unit, digests: Mapping[str, str]) -> str | None:
    """Return one digest for a unit's files and for what the walk found there; None where a file's is not known."""
    known = [digests.get(file.path) for file in unit.files]
    if not all(known):
        return None
    files = (f"{digest} {file.path}" for file, digest in zip(unit.files, known, strict=True))
    told = (*files, *(repr(encoded(one)) for one in unit.diagnostics))
    return digest_of("\n".join(told).encode("utf-8", "surrogateescape"))


def key_of(content: str, shared: str, neighbours: Iterable[tuple[str, str]], regions: Iterable[str]) -> str:
    """Return the key of a verdict: what it was made of. `regions` are the names that an unknown one is held against."""
    return digest_of(repr((content, shared, list(neighbours), sorted(regions))).encode())


def name_for(context: str) -> str:
    return f"verdicts/{digest_of(context.encode('utf-8', 'surrogateescape'))}"


def recall(store: Store, context: str, day: date) -> dict[Name, list[Record]]:
    """Return what was kept under a context: the byreg and the choice of rules that the verdicts were made with.

    A rule that went by anything else would make the context untrue. Where a finding tells the day, it tells this one.
    """
    import json

    data = store.read(name_for(context))
    found: dict[Name, list[Record]] = {}
    try:
        kept = json.loads(data) if data else {}
        for row in kept["units"] if kept.get("context") == context else ():
            found.setdefault(row[0], []).append(decoded_record(row, day))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, ArithmeticError, RecursionError):
        return {}
    return found


def remember(
    store: Store, context: str, records: Mapping[Name, Record], before: Mapping[Name, Sequence[Record]], day: date
) -> None:
    """Keep what is known under a context; and, of what was known before, the last verdicts for other days."""
    import json

    units = []
    for name, record in records.items():
        others = [one for one in before.get(name, ()) if one.key == record.key and not one.holds_on(day)]
        units += [encoded_record(name, one) for one in (record, *others[: MOST_VERDICTS - 1])]
    text = json.dumps({"context": context, "units": units}, ensure_ascii=False, separators=(",", ":"))
    store.write(name_for(context), text.encode("utf-8", "surrogatepass"))


def encoded_record(name: Name, one: Record) -> list[Any]:
    verdict = one.verdict
    found, silenced = ([encoded(diagnostic) for diagnostic in ones] for ones in (verdict.found, verdict.silenced))
    return [
        name, one.content, sorted(one.mentions.regions), sorted(one.mentions.bearing), one.key, found, silenced, list(verdict.unchecked), verdict.broken,
        [day.isoformat() for day in one.days],
    ]  # fmt: skip


def decoded_record(row: list[Any], day: date) -> Record:
    _, content, regions, bearing, key, found, silenced, unchecked, broken, (first, last) = row
    told = ToldDay(day.isoformat())
    verdict = Verdict(
        tuple(decoded(one, told) for one in found),
        tuple(decoded(one, told) for one in silenced),
        tuple(map(str, unchecked)),
        bool(broken),
    )
    days = date.fromisoformat(first), date.fromisoformat(last)
    return Record(str(content), Mentions(frozenset(regions), frozenset(bearing)), str(key), verdict, days)


def encoded(one: Diagnostic) -> list[Any]:
    """Return a finding as JSON can hold it; where it tells the day it was made for, none."""
    place = one.place
    parameters = {key: None if type(value) is ToldDay else value for key, value in one.parameters.items()}
    fix = [one.fix.action, one.fix.new, one.fix.safe, type(one.fix.new) is tuple] if one.fix else None
    where = [place.path, place.line, place.column, place.width]
    return [one.code, where, parameters, list(one.key_path), one.severity, fix]


def decoded(row: list[Any], told: ToldDay) -> Diagnostic:
    code, (path, line, column, width), parameters, key_path, severity, fix = row
    if severity not in (None, *SEVERITIES) or code not in BY_CODE:
        raise ValueError(row)
    place = Place(str(path), int(line), int(column), int(width))
    mended = Fix(fix[0], tuple(fix[1]) if fix[3] else fix[1], bool(fix[2])) if fix else None
    said = {key: told if value is None else value for key, value in parameters.items()}
    return Diagnostic(str(code), place, said, tuple(key_path), severity, mended)
