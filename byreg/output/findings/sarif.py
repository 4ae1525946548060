"""Findings as SARIF 2.1.0 (OASIS), which code scanning reads."""

import json
from typing import Any
from urllib.parse import quote

from byreg.codes import BY_CODE, FAMILIES, Code, severity
from byreg.diagnostic import Diagnostic
from byreg.output.findings.told import Told, fingerprints, sentence
from byreg.output.rules import as_markdown, as_plain

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "advice": "note"}


def as_sarif(told: Told) -> str:
    """Write one run with its rules, their help, and the regions of the findings."""
    codes = sorted({found.code for found in told.found})
    results = [
        result(told, found, codes.index(found.code), fingerprint)
        for found, fingerprint in zip(told.found, fingerprints(told.found), strict=True)
    ]
    driver = {"name": "byreg", "version": told.version, "rules": [rule(BY_CODE[code]) for code in codes]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def rule(code: Code) -> dict[str, Any]:
    return {
        "id": code.code,
        "name": "".join(part.capitalize() for part in code.slug.split("-")),
        "shortDescription": {"text": code.demand},
        "fullDescription": {"text": f"{code.demand} {code.why}"},
        "help": {"text": as_plain(code), "markdown": as_markdown(code)},
        "defaultConfiguration": {"level": LEVELS[code.severity]},
        "properties": {"tags": [FAMILIES[code.code[2]]]},
    }


def result(told: Told, found: Diagnostic, index: int, fingerprint: str) -> dict[str, Any]:
    place = found.place
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.line,
        "endColumn": place.column + place.width,
    }
    artifact = {"uri": quote(told.in_repository(place.path)), "uriBaseId": "%SRCROOT%"}
    return {
        "ruleId": found.code,
        "ruleIndex": index,
        "level": LEVELS[severity(found)],
        "message": {"text": sentence(found).replace("](", "] (")},  # else a plan's text could be a link
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {"byreg/v1": fingerprint},
    }
