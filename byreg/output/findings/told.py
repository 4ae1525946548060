"""What one run has to tell, in whatever format."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from byreg.check.known import key_of
from byreg.codes import hint, message, severity
from byreg.diagnostic import Diagnostic


class Told(NamedTuple):
    """The findings, the files that were looked at, and how much was left out or mended.

    `text_of` returns the text of a file; `prefix` is where the workspace stands in its repository,
    with `/` at its end, since forges name files from there.
    """

    found: Sequence[Diagnostic]
    files: Sequence[str]
    text_of: Callable[[str], str]
    version: str
    silenced: int = 0
    known: int = 0
    gone: int = 0
    fixed: int = 0
    fixable: int = 0
    fixable_unsafely: int = 0
    unchecked: Sequence[str] = ()
    prefix: str = ""
    summary: bool = True
    strict: bool = False

    def in_repository(self, path: str) -> str:
        return f"{self.prefix}{path}"


def sentence(found: Diagnostic) -> str:
    """Return what is wrong and how to mend it, on one line each."""
    advice = hint(found)
    return message(found) + (f"\n{advice}" if advice else "")


def fingerprints(found: Sequence[Diagnostic]) -> list[str]:
    """Return for each finding what it is recognised by when lines move: file, code, key path and which of several."""
    from hashlib import sha256

    seen: Counter[tuple[str, str, str]] = Counter()
    prints = []
    for one in found:
        key = key_of(one)
        seen[key] += 1
        prints.append(sha256("\0".join((*key, str(seen[key]))).encode()).hexdigest()[:32])
    return prints


def summarise(told: Told) -> str:
    """Return one line that counts errors, warnings, advice and files."""
    counts = Counter(severity(one) for one in told.found)
    parts = [counted(counts["error"], "error"), counted(counts["warning"], "warning")]
    if counts["advice"]:
        parts.append(f"{counts['advice']} {'piece' if counts['advice'] == 1 else 'pieces'} of advice")
    line = f"{', '.join(parts)} in {counted(len(told.files), 'file')}"
    beside = [
        f"{number} {word}"
        for number, word in ((told.fixed, "fixed"), (told.silenced, "silenced"), (told.known, "known"))
        if number
    ]
    line += f" ({', '.join(beside)})" if beside else ""
    return "\n".join((line, *remarks(told)))


def remarks(told: Told) -> Iterator[str]:
    """Yield what else there is to know of a run."""
    if told.fixable or told.fixable_unsafely:
        more = f"{told.fixable_unsafely} more with --unsafe-fixes"
        safe = f"{told.fixable} can be mended with --fix"
        yield (
            safe + (f", {more}" if told.fixable_unsafely else "")
            if told.fixable
            else f"{told.fixable_unsafely} can be mended with --unsafe-fixes"
        )
    if told.gone:
        yield f"{told.gone} of the known findings {'is' if told.gone == 1 else 'are'} there no longer: write the list again"
    if told.unchecked:
        yield f"not checked further until its errors are mended: {', '.join(told.unchecked)}"
    if (
        told.strict
        and not any(severity(one) == "error" for one in told.found)
        and any(severity(one) == "warning" for one in told.found)
    ):
        yield "warnings fail, since the check is strict"


def counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
