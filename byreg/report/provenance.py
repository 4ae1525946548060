"""What a report was made from: a digest that anyone with the same files can compute again.

A report carries the digest for people, and a record for `byreg verify`, which renders it anew.
"""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from byreg.config import FILE_NAME
from byreg.errors import ByregError
from byreg.load import Workspace
from byreg.report.templates import shipped_folder

MARK = "byreg-provenance:"
RECORD = re.compile(rb"byreg-provenance:([A-Za-z0-9_-]{1,8000})")
STATES = ("plans", "templates")


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


def read_record(data: bytes) -> Provenance:
    """Return the record that a report carries, the last one where prose quotes another; ByregError if there is none."""
    found = RECORD.findall(data)
    try:
        raw = json.loads(base64.urlsafe_b64decode(found[-1] + b"=" * (-len(found[-1]) % 4)))
        return Provenance(Request(**strings(raw.pop("request"))), **strings(raw))
    except (IndexError, ValueError, TypeError, AttributeError, KeyError, binascii.Error, RecursionError):
        raise ByregError(
            "the file carries no record of what it was made from", "Verify a report that byreg made, unchanged."
        ) from None


def strings(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a record that is a stranger's word: texts and flags only."""
    if not all(isinstance(value, (str, bool)) for value in raw.values()):
        raise TypeError
    return dict(raw)


def state_of_plans(workspace: Workspace) -> str:
    """Return the SHA-256 over the paths and contents of all plan files and the settings."""
    paths = sorted({*workspace.files_read, FILE_NAME})
    contents = {path: workspace.data_of(path) for path in paths}
    if not contents[FILE_NAME] and (workspace.root / FILE_NAME).is_file():
        contents[FILE_NAME] = (workspace.root / FILE_NAME).read_bytes()
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
