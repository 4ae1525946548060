"""What a report was made from: a digest that anyone with the same files can compute again.

A report carries the digest for people, and a record for `byreg verify`, which renders it anew.
"""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from byreg.config import FILE_NAME
from byreg.errors import ByregError
from byreg.load import Workspace
from byreg.report.templates import shipped_folder

MARK = "byreg-provenance:"
RECORD = re.compile(rb"byreg-provenance:([A-Za-z0-9_-]{1,8000})")
WORDS = re.compile(r"[ -~]{0,300}")
COMMIT = re.compile(r"[0-9a-f]{7,64}")
STATES = ("plans", "templates")
MOST_QUOTED = 3  # records that are tried from each end of a file


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for: with the files, it decides every byte of a report. Days are ISO 8601."""

    plan: str
    template: str
    format: str
    language: str
    day: str
    municipality: str = ""
    start: str = ""
    force: bool = False


@dataclass(frozen=True, slots=True)
class Provenance:
    """A request with the state of the files: SHA-256 of the plan files and of the templates, and of all together."""

    request: Request
    version: str
    plans: str
    templates: str
    commit: str = ""
    made_with: str = ""

    @property
    def digest(self) -> str:
        """Return the SHA-256 over plan files, templates, byreg's version, day and language, as hexadecimal digits."""
        parts = (self.plans, self.templates, self.version, self.request.day, self.request.language)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    @property
    def short(self) -> str:
        """Return the digest as people compare it."""
        return f"sha256:{self.digest}"

    @property
    def record(self) -> str:
        """Return everything as one word of letters and digits, for a program to read."""
        text = json.dumps(asdict(self), ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        return MARK + base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_records(data: bytes) -> list[Provenance]:
    """Return the records that a file carries: its own is the first or the last, others may be quoted in the plan's words.

    ByregError if there is none.
    """
    words = list(dict.fromkeys(match[1] for match in RECORD.finditer(data)))
    chosen = dict.fromkeys((*words[:MOST_QUOTED], *words[-MOST_QUOTED:]))
    found = [record for word in chosen if (record := read_record(word)) is not None]
    if not found:
        raise ByregError(
            "the file carries no record of what it was made from", "Verify a report that byreg made, unchanged."
        )
    return found


def read_record(word: bytes) -> Provenance | None:
    """Return what a record tells; None where it is none of byreg's."""
    try:
        raw = json.loads(base64.urlsafe_b64decode(word + b"=" * (-len(word) % 4)))
        told = Provenance(Request(**texts(raw.pop("request"), ("force",))), **texts(raw))
        return told if not told.commit or COMMIT.fullmatch(told.commit) else None
    except (ValueError, TypeError, AttributeError, KeyError, binascii.Error, RecursionError):
        return None


def texts(raw: Mapping[str, Any], flags: Sequence[str] = ()) -> dict[str, Any]:
    """Return the values of a record, which is a stranger's word: short printable texts, and flags where flags are due."""
    for key, value in raw.items():
        if type(value) is not bool if key in flags else not (isinstance(value, str) and WORDS.fullmatch(value)):
            raise TypeError
    return dict(raw)


def state_of_plans(workspace: Workspace) -> str:
    """Return the SHA-256 over the paths and contents of all plan files and the settings."""
    paths = sorted({*workspace.paths, FILE_NAME})
    contents = {path: workspace.data_of(path) for path in paths}
    return digest_of(contents)


def state_of_templates(own: Path | None) -> str:
    """Return the SHA-256 over the templates: byreg's own, and the workspace's over them."""
    found: dict[str, bytes] = {}
    for folder in (shipped_folder(), own):
        for path in sorted(folder.rglob("*")) if folder else ():
            if path.is_file():
                found[path.relative_to(folder).as_posix() if folder else ""] = path.read_bytes()
    return digest_of(found)


def digest_of(contents: Mapping[str, bytes]) -> str:
    total = hashlib.sha256()
    for path in sorted(contents):
        total.update(f"{path}\0{hashlib.sha256(contents[path]).hexdigest()}\n".encode())
    return total.hexdigest()
