"""Findings that a plan is known to have: written once, so that only new ones fail.

A finding is recognised by its file, its code and the key path it is about, not by its line: it
stays known when something above it is added, and the text of what was found is not kept.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from byreg.codes import BY_CODE
from byreg.diagnostic import Diagnostic
from byreg.errors import ByregError
from byreg.personal import masked
from byreg.printable import printable

Key = tuple[str, str, str]  # path, code, key path with dots
VERSION = 1


def key_of(found: Diagnostic) -> Key:
    return (printable(masked(found.place.path), 400), found.code, dotted(found))


def dotted(found: Diagnostic) -> str:
    """Return the key path with dots, each step without personal data."""
    return ".".join(printable(masked(str(step))) for step in found.key_path)


def can_be_known(found: Diagnostic) -> bool:
    """Tell whether a finding can be put off: not what guards a change, what cannot be read, or what is personal."""
    code = BY_CODE[found.code]
    return not (code.guard or code.structural or code.code[2] in "08")


def known_text(found: Iterable[Diagnostic]) -> str:
    """Return the file that lists findings as known."""
    import json

    counts = Counter(key_of(one) for one in found if can_be_known(one))
    rows = [
        {"path": path, "code": code, "at": at, "count": count} for (path, code, at), count in sorted(counts.items())
    ]
    lines = ",\n".join(f"    {json.dumps(row, ensure_ascii=False)}" for row in rows)
    return f'{{\n  "version": {VERSION},\n  "findings": [\n{lines}\n  ]\n}}\n'


def read_known(data: bytes, name: str) -> Counter[Key]:
    """Return how many findings of each key a file lists; a file in another form is an error."""
    import json

    try:
        raw = json.loads(data)
    except (ValueError, RecursionError):
        raise no_list(name) from None
    rows = raw.get("findings") if isinstance(raw, dict) and raw.get("version") == VERSION else None
    if not isinstance(rows, list) or not all(is_row(row) for row in rows):
        raise no_list(name)
    counts: Counter[Key] = Counter()
    for row in rows:
        counts[row["path"], row["code"], row["at"]] += row["count"]
    return counts


def is_row(row: Any) -> bool:
    texts = isinstance(row, dict) and all(isinstance(row.get(key), str) for key in ("path", "code", "at"))
    return texts and type(row.get("count")) is int


def no_list(name: str) -> ByregError:
    return ByregError(f"'{name}' is no list of known findings", "Write it with --write-known.")


def without_known(found: Sequence[Diagnostic], known: Counter[Key]) -> tuple[list[Diagnostic], int]:
    """Return the findings that are not known, and how many of the known ones are there no longer.

    Of more than are known, the first ones count as those.
    """
    left = Counter(known)
    kept = []
    for one in found:
        key = key_of(one)
        if can_be_known(one) and left[key] > 0:
            left[key] -= 1
        else:
            kept.append(one)
    return kept, sum(left.values())
