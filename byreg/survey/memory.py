"""Verdicts as they are kept between runs: each under all that it depends on, so that it is the same or not there."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from byreg.cache.index import digest_of
from byreg.cache.store import Store
from byreg.check import Verdict
from byreg.codes import BY_CODE
from byreg.diagnostic import SEVERITIES, Diagnostic, Fix, Place
from byreg.survey.units import Mentions, Name, Unit


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a unit: what its files held, which regions it mentions, and its verdict under a key."""

    content: str
    mentions: Mentions
    key: str
    verdict: Verdict


def content_of(unit: Unit, digests: Mapping[str, str]) -> str | None:
    """Return one digest for a unit's files and for what the walk found there; None where a file's is not known."""
    known = [(file.path, digests.get(file.path)) for file in unit.files]
    if not all(digest for _, digest in known):
        return None
    return digest_of(repr((known, [encoded(one) for one in unit.diagnostics])).encode("utf-8", "surrogateescape"))


def key_of(content: str, shared: str, neighbours: Iterable[tuple[str, str]], regions: Iterable[str]) -> str:
    """Return the key of a verdict: what it was made of. `regions` are the names that an unknown one is held against."""
    return digest_of(repr((content, shared, list(neighbours), sorted(regions))).encode())


def name_for(context: str) -> str:
    return f"verdicts/{digest_of(context.encode('utf-8', 'surrogateescape'))}"


def recall(store: Store, context: str) -> dict[Name, Record]:
    """Return what was kept under a context: the byreg, the choice of rules and the day that the verdicts were made with.

    A rule that went by anything else would make the context untrue.
    """
    data = store.read(name_for(context))
    try:
        kept = json.loads(data) if data else {}
        if kept.get("context") != context:
            return {}
        return {row[0]: decoded_record(row) for row in kept["units"]}
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, ArithmeticError, RecursionError):
        return {}


def remember(store: Store, context: str, records: Mapping[Name, Record]) -> None:
    """Keep what is known under a context."""
    units = [encoded_record(name, one) for name, one in records.items()]
    text = json.dumps({"context": context, "units": units}, ensure_ascii=False, separators=(",", ":"))
    store.write(name_for(context), text.encode("utf-8", "surrogatepass"))


def encoded_record(name: Name, one: Record) -> list[Any]:
    verdict = one.verdict
    found, silenced = ([encoded(diagnostic) for diagnostic in ones] for ones in (verdict.found, verdict.silenced))
    return [
        name, one.content, sorted(one.mentions.regions), sorted(one.mentions.bearing), one.key, found, silenced, list(verdict.unchecked), verdict.broken,
    ]  # fmt: skip


def decoded_record(row: list[Any]) -> Record:
    _, content, regions, bearing, key, found, silenced, unchecked, broken = row
    verdict = Verdict(
        tuple(map(decoded, found)), tuple(map(decoded, silenced)), tuple(map(str, unchecked)), bool(broken)
    )
    return Record(str(content), Mentions(frozenset(regions), frozenset(bearing)), str(key), verdict)


def encoded(one: Diagnostic) -> list[Any]:
    place = one.place
    fix = [one.fix.action, one.fix.new, one.fix.safe, type(one.fix.new) is tuple] if one.fix else None
    where = [place.path, place.line, place.column, place.width]
    return [one.code, where, dict(one.parameters), list(one.key_path), one.severity, fix]


def decoded(row: list[Any]) -> Diagnostic:
    code, (path, line, column, width), parameters, key_path, severity, fix = row
    if severity not in (None, *SEVERITIES) or code not in BY_CODE:
        raise ValueError(row)
    place = Place(str(path), int(line), int(column), int(width))
    mended = Fix(fix[0], tuple(fix[1]) if fix[3] else fix[1], bool(fix[2])) if fix else None
    return Diagnostic(str(code), place, dict(parameters), tuple(key_path), severity, mended)
