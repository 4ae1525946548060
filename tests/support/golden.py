"""Expected output kept in files: compared byte for byte, rewritten and pruned with `--update`."""

import re
from collections.abc import Iterable
from pathlib import Path

STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)  # the style sheet is looked at, not compared


def matches(path: Path, text: str, *, update: bool) -> None:
    """Hold a text against the file that keeps it."""
    shown = STYLE.sub("<style></style>", text)
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
