"""What changes in files, as unified differences that people can read."""

import difflib
from collections.abc import Iterator, Mapping

from byreg.personal import masked

Changed = Mapping[str, tuple[bytes | None, bytes | None]]


def differences(changed: Changed) -> Iterator[str]:
    """Yield what changes in each file, a line at a time; a file that is new or gone says so in its heading."""
    for path, (before, after) in changed.items():
        lines = difflib.unified_diff(
            shown(before),
            shown(after),
            f"a/{path}" if before is not None else "/dev/null",
            f"b/{path}" if after is not None else "/dev/null",
            lineterm="",
            n=2,
        )
        yield from ("".join(c if c.isprintable() else " " for c in line) for line in lines)


def shown(data: bytes | None) -> list[str]:
    return masked((data or b"").decode("utf-8", "replace")).splitlines()
