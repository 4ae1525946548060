"""Diagnostics as text for people and JSON for programs."""

import json
from collections import Counter
from collections.abc import Sequence

from rich.text import Text

from byreg.codes import BY_CODE, hint, message, severity
from byreg.diagnostic import Diagnostic

FORMATS = ("text", "json")
STYLES = {"error": "bold red", "warning": "yellow", "advice": "cyan"}


def render(format_: str, found: Sequence[Diagnostic], files: int, *, summary: bool = True) -> Text:
    """Return the findings in a format; `files` is how many files were looked at."""
    return Text(as_json(found, files)) if format_ == "json" else as_text(found, files, summary=summary)


def as_text(found: Sequence[Diagnostic], files: int, *, summary: bool) -> Text:
    """Write each finding as `file:line:column: CODE message` with its hint below, then a summary."""
    text = Text()
    for diagnostic in found:
        level = severity(diagnostic)
        text.append(f"{diagnostic.place}: ")
        text.append(diagnostic.code, STYLES[level])
        text.append(f" {'' if level == 'error' else f'{level}: '}{message(diagnostic)}\n")
        advice = hint(diagnostic)
        if advice:
            text.append(f"  hint: {advice}\n", "dim")
    if summary:
        text.append(summarise(found, files))
    text.rstrip()
    return text


def summarise(found: Sequence[Diagnostic], files: int) -> str:
    """Return one line that counts errors, warnings, advice and files."""
    counts = Counter(severity(diagnostic) for diagnostic in found)
    parts = [counted(counts["error"], "error"), counted(counts["warning"], "warning")]
    if counts["advice"]:
        parts.append(f"{counts['advice']} pieces of advice")
    return f"{', '.join(parts)} in {counted(files, 'file')}"


def counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def as_json(found: Sequence[Diagnostic], files: int) -> str:
    rows = [
        {
            "path": diagnostic.place.path,
            "line": diagnostic.place.line,
            "column": diagnostic.place.column,
            "code": diagnostic.code,
            "slug": BY_CODE[diagnostic.code].slug,
            "severity": severity(diagnostic),
            "message": message(diagnostic),
            "hint": hint(diagnostic),
        }
        for diagnostic in found
    ]
    return json.dumps({"files": files, "findings": rows}, ensure_ascii=False, indent=2)
