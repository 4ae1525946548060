"""Findings for people: each with the line it is about, or each on one line."""

from functools import lru_cache

from byreg.codes import hint, message, severity
from byreg.diagnostic import Diagnostic
from byreg.output.findings.told import Told, summarise
from byreg.output.styled import Styled
from byreg.personal import masked
from byreg.source.complaints import lines_of

STYLES = {"error": "bold red", "warning": "yellow", "advice": "cyan"}
WIDTH = 100  # characters of a line that are shown; of a longer one what is around the finding
AROUND = 40


def as_text(told: Told) -> Styled:
    """Write each finding as `file:line:column: CODE message`, with its line, a caret and the hint, then a summary."""
    text = Styled()
    lines = lru_cache(maxsize=4)(lambda path: lines_of(masked(told.text_of(path))))
    for found in told.found:
        text.append_text(headline(found))
        shown = lines(found.place.path)
        if found.place.line <= len(shown) and shown[found.place.line - 1].strip():
            text.append_text(excerpt(found, shown[found.place.line - 1]))
        advice = hint(found)
        if advice:
            text.append(f"  hint: {advice}\n", "dim")
    if told.summary:
        text.append(summarise(told))
    return text


def headline(found: Diagnostic) -> Styled:
    level = severity(found)
    text = Styled(f"{found.place}: ")
    text.append(found.code, STYLES[level])
    return text.append(f" {'' if level == 'error' else f'{level}: '}{message(found)}\n")


def excerpt(found: Diagnostic, line: str) -> Styled:
    """Return the line, and carets under what is meant."""
    place = found.place
    start, width = place.column - 1, max(1, min(place.width, len(line) - place.column + 1))
    cut = max(0, start - AROUND) if len(line) > WIDTH else 0
    shown = "".join(c if c.isprintable() else " " for c in line[cut : cut + WIDTH]).rstrip()
    if cut:
        shown = "…" + shown[1:]
    if len(line) > cut + WIDTH:
        shown = shown[: WIDTH - 1] + "…"
    carets = "^" * max(1, min(width, WIDTH - (start - cut)))
    number = str(place.line)
    margin = " " * len(number)
    text = Styled(f"  {number} | ", "dim").append(shown, "default").append("\n")
    text.append(f"  {margin} | ", "dim")
    return text.append(" " * (start - cut) + carets + "\n", STYLES[severity(found)])


def as_concise(told: Told) -> str:
    """Write each finding on one line, as compilers and editors' error lists do."""
    lines = [f"{one.place}: {one.code} {severity(one)}: {message(one)}" for one in told.found]
    return "\n".join([*lines, *([summarise(told)] if told.summary else [])])
