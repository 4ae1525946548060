"""What a check comes to: the verdict on each part of a workspace, and the conclusion from all of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from byreg.check.choice import Choice, covers
from byreg.check.known import Key, without_known
from byreg.config import FILE_NAME
from byreg.diagnostic import Diagnostic, Place, Profile
from byreg.source.complaints import position_after

IDLE_COMMENT = "BY022"


class Verdict(NamedTuple):
    """What was found in a workspace or one region of it, judged; before what only the whole can tell.

    `unchecked` are the plans with errors that keep a part of them from being read, so that nothing in them could be
    called missing. `broken` tells that a file could not be read, and may hold what a comment silences.
    """

    found: tuple[Diagnostic, ...]
    silenced: tuple[Diagnostic, ...] = ()
    unchecked: tuple[str, ...] = ()
    broken: bool = False


class Checked(NamedTuple):
    """What was found; what was found and left out, by comments and as known; and what could not be checked further.

    `gone` counts the known findings that are there no longer.
    """

    found: tuple[Diagnostic, ...]
    silenced: tuple[Diagnostic, ...] = ()
    known: tuple[Diagnostic, ...] = ()
    gone: int = 0
    unchecked: tuple[str, ...] = ()


def by_region(found: Iterable[Diagnostic]) -> dict[str | None, list[Diagnostic]]:
    sorted_out: dict[str | None, list[Diagnostic]] = {}
    for one in found:
        sorted_out.setdefault(region_of(one.place.path), []).append(one)
    return sorted_out


def region_of(path: str) -> str | None:
    """Return the region that a path below `plans` belongs to; None of what all regions share."""
    _, _, below = path.partition("/")
    name, slash, _ = below.partition("/")
    return (name or None) if slash or "." not in name else None


def judge(one: Diagnostic, choice: Choice, profiles: Mapping[str, Profile]) -> Diagnostic:
    return replace(one, severity=choice.severity_of(one, profiles))


def conclude(
    verdicts: Sequence[Verdict],
    choice: Choice,
    paths: Sequence[str],
    settings_text: str,
    *,
    known: Counter[Key] | None = None,
) -> Checked:
    """Put the verdicts on all parts of a workspace together; `paths` are those of all plan files."""
    vain = [judge(one, choice, {}) for one in vain_patterns(choice, paths, settings_text)]
    broken = any(verdict.broken for verdict in verdicts)
    found = [one for one in vain if choice.counts(one.code, one.place.path)]
    found += [one for verdict in verdicts for one in verdict.found if not (broken and one.code == IDLE_COMMENT)]
    found.sort(key=lambda one: one.sort_key)
    shown, gone = without_known(found, known) if known else (found, 0)
    left = {id(one) for one in shown}
    return Checked(
        tuple(shown),
        tuple(sorted((one for verdict in verdicts for one in verdict.silenced), key=lambda one: one.sort_key)),
        tuple(one for one in found if id(one) not in left),
        gone,
        tuple(address for verdict in verdicts for address in verdict.unchecked),
    )


def vain_patterns(choice: Choice, paths: Sequence[str], text: str) -> Iterator[Diagnostic]:
    """Yield the patterns in the settings that fit no file: most often a slip, and what they are about is told."""
    for pattern in choice.settings.per_path_ignores:
        if not any(covers(pattern, path) for path in paths):
            at = max(text.find(pattern), 0)
            line, column = position_after(text[:at])
            yield Diagnostic("BY023", Place(FILE_NAME, line + 1, column + 1, len(pattern)), {"pattern": pattern})
