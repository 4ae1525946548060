"""Findings as Markdown, for a comment or the summary of a run."""

from byreg.codes import hint, message, severity
from byreg.output.findings.told import Told, summarise
from byreg.report.markdown import in_cell, plain

MOST_ROWS = 200  # a comment on a forge takes 65,000 characters


def as_markdown(told: Told) -> str:
    """Write a table of the findings, the gravest first, below a line that counts them."""
    lines = [f"**{summarise(told).partition(chr(10))[0]}**"]
    rank = ("error", "warning", "advice")
    rows = sorted(told.found, key=lambda found: rank.index(severity(found)))
    if rows:
        lines += ["", "| Where | What | How to mend it |", "|---|---|---|"]
    for found in rows[:MOST_ROWS]:
        what = f"{severity(found)} {found.code}: {message(found)}"
        lines.append(f"| {cell(str(found.place))} | {cell(what)} | {cell(hint(found))} |")
    if len(rows) > MOST_ROWS:
        lines += ["", f"{len(rows) - MOST_ROWS} more."]
    return "\n".join(lines)


def cell(text: str) -> str:
    """Return text for a cell in which nothing becomes a link by itself."""
    return in_cell(plain(text)).replace("://", "&#58;//").replace("www.", "www&#46;")
