"""The file of known findings: which one, read and written."""

from collections import Counter
from pathlib import Path

from byreg.check import Checked
from byreg.check.known import Key, can_be_known, known_text, read_known
from byreg.config import Settings
from byreg.errors import ByregError
from byreg.storage.write import within, write_atomically


def known_file(option: Path | None, root: Path, settings: Settings) -> Path | None:
    """Return the file that the option names, else the one of the settings, which stands in the workspace."""
    if option is not None:
        return option
    name = settings.check.known
    return within(root, name) if name else None


def known_findings(path: Path | None) -> Counter[Key] | None:
    """Return the findings that a file lists as known; None where there is no such file to read."""
    if path is None:
        return None
    try:
        return read_known(path.read_bytes(), str(path))
    except OSError as error:
        problem = (error.strerror or type(error).__name__).lower()
        raise ByregError(f"'{path}' cannot be read: {problem}", "Write it with --write-known.") from None


def write_known(checked: Checked, path: Path | None) -> int:
    """Write what was found to the file, and say what cannot be known; return the exit code."""
    if path is None:
        raise ByregError(
            "which file are the known findings in?", "Name it with --known FILE, or under [check] in byreg.toml."
        )
    if path.is_symlink():
        raise ByregError(f"'{path}' is a link", "Name a file.")
    if path.exists():
        known_findings(path)  # what is something else is not written over
    write_atomically(path, known_text(checked.found))
    left = [one for one in checked.found if not can_be_known(one)]
    number = len(checked.found) - len(left)
    print(f"{number} finding{'' if number == 1 else 's'} written to {path}")
    if left:
        codes = ", ".join(sorted({one.code for one in left}))
        print(f"{len(left)} cannot wait, and will be told: {codes}")
    return 0
