"""Findings where a pull request is read: annotations on GitHub, code quality on GitLab."""

import json

from byreg.codes import BY_CODE, severity
from byreg.output.findings.told import Told, fingerprints, sentence, summarise
from byreg.printable import printable

GITHUB = {"error": "error", "warning": "warning", "advice": "notice"}
GITLAB = {"error": "major", "warning": "minor", "advice": "info"}


def as_github(told: Told) -> str:
    """Write workflow commands, which become annotations on the lines that they name."""
    lines = []
    for found in told.found:
        place = found.place
        fields = {
            "file": printable(told.in_repository(place.path), 400),
            "line": str(place.line),
            "endLine": str(place.line),
            "col": str(place.column),
            "endColumn": str(place.column + place.width),
            "title": f"{found.code} {BY_CODE[found.code].slug}",
        }
        named = ",".join(f"{key}={in_field(value)}" for key, value in fields.items())
        lines.append(f"::{GITHUB[severity(found)]} {named}::{in_message(sentence(found))}")
    return "\n".join([*lines, *([summarise(told)] if told.summary else [])])


def in_message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def in_field(text: str) -> str:
    return in_message(text).replace(":", "%3A").replace(",", "%2C")


def as_gitlab(told: Told) -> str:
    """Write a code quality report, which GitLab shows beside the changed lines."""
    rows = [
        {
            "description": sentence(found).replace("\n", " "),
            "check_name": f"{found.code} {BY_CODE[found.code].slug}",
            "fingerprint": fingerprint,
            "severity": GITLAB[severity(found)],
            "location": {"path": told.in_repository(found.place.path), "lines": {"begin": found.place.line}},
        }
        for found, fingerprint in zip(told.found, fingerprints(told.found), strict=True)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)
