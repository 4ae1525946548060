"""Timelines as Mermaid, which the forges draw in Markdown.

A task's label ends at the first colon, and some signs begin something else: what a label must not
hold is taken out, and it never begins with a word, so that none is taken for a command.
"""

import re
from datetime import date

from byreg.report.charts.chart import Span, Timeline

UNSAFE = re.compile(r"[;#%`<>{}\[\]\"'\\|]+")
STATES = {"good": "done", "active": "active", "bad": "crit", "partial": "active"}


def mermaid(chart: Timeline) -> str:
    """Return a Gantt diagram."""
    lines = ["gantt", f"    accTitle: {label(chart.title)}", f"    accDescr: {label(chart.description)}"]
    lines += ["    dateFormat YYYY-MM-DD", "    axisFormat %Y"]
    lane = ""
    for span in chart.spans:
        if span.lane != lane:
            lane = span.lane
            lines.append(f"    section {label(lane)}")
        lines.append(f"    {task(span, chart)}")
    return "\n".join(lines)


def task(span: Span, chart: Timeline) -> str:
    symbol = span.status.symbol if span.status else "▸"
    state = STATES.get(span.status.tone, "") if span.status else ""
    start = span.start if span.start is not None else chart.start
    end = max(span.end if span.end is not None else chart.end, start)
    marks = ["milestone"] if span.point else [state] if state else []
    when = (day(end), "0d") if span.point else (day(start), day(end + 1))
    return f"{symbol} {label(span.label)} :{', '.join((*marks, *when))}"


def day(ordinal: int) -> str:
    return date.fromordinal(min(ordinal, date.max.toordinal())).isoformat()


def label(text: str) -> str:
    """Return a text that Mermaid takes for a label and nothing else."""
    return " ".join(UNSAFE.sub(" ", text.replace(": ", " – ").replace(":", "∶")).split()) or "–"
