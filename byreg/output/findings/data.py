"""Findings as JSON."""

import json

from byreg.check.known import dotted
from byreg.codes import BY_CODE, hint, message, severity
from byreg.diagnostic import Diagnostic
from byreg.output.findings.told import Told


def as_json(told: Told) -> str:
    """Write the findings with all that is known of them."""
    content = {
        "files": len(told.files),
        "silenced": told.silenced,
        "known": told.known,
        "fixed": told.fixed,
        "unchecked": list(told.unchecked),
        "findings": [row(one) for one in told.found],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def row(found: Diagnostic) -> dict[str, object]:
    place = found.place
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_column": place.column + place.width,
        "at": dotted(found),
        "code": found.code,
        "slug": BY_CODE[found.code].slug,
        "severity": severity(found),
        "message": message(found),
        "hint": hint(found),
        "fix": None if found.fix is None else "safe" if found.fix.safe else "unsafe",
    }
