"""Expected output kept in files: compared byte for byte, rewritten and pruned with `--update`."""

import re
from collections.abc import Iterable
from pathlib import Path

# the style sheet is looked at, not compared; digests follow from every file, and have tests of their own
LEFT_OUT = (
    (re.compile(r"<style>.*?</style>", re.DOTALL), "<style></style>"),
    (re.compile(r"sha256-[A-Za-z0-9+/=]{44}"), "sha256-…"),
    (re.compile(r"sha256:[0-9a-f]{64}"), "sha256:…"),
    (re.compile(r"byreg-provenance:[A-Za-z0-9_-]+"), "byreg-provenance:…"),
)


def matches(path: Path, text: str, *, update: bool) -> None:
    """Hold a text against the file that keeps it."""
    shown = text
    for pattern, kept in LEFT_OUT:
        shown = pattern.sub(kept, shown)
    if update:
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == path.read_text(encoding="utf-8")


def none_left_over(folder: Path, wanted: Iterable[str], *, update: bool) -> None:
    """Hold that a folder keeps what is made, and nothing else."""
    names = set(wanted)
    found = {path.name for path in folder.iterdir()}
    if update:
        for name in found - names:
            (folder / name).unlink()
        found &= names
    assert found == names
