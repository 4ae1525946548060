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
        lines.append(f"| {in_cell(plain(str(found.place)))} | {in_cell(plain(what))} | {in_cell(plain(hint(found)))} |")
    if len(rows) > MOST_ROWS:
        lines += ["", f"{len(rows) - MOST_ROWS} more."]
    return "\n".join(lines)
