"""What is wrong with a file as YAML: libyaml's complaints, placed and said as people need them."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

LINE_BREAK = re.compile(r"\r\n|\r|\n")
HIDDEN_BREAKS = ("\x85".encode(), "\u2028".encode(), "\u2029".encode())
NO_PARAMETERS: Mapping[str, str] = {}
FORBIDDEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"  # made into a pattern where a file has a fault
# libyaml's complaint → what most often mends it
ADVICE = {
    "mapping values are not allowed": "Put text that contains ': ' in quotes; else look for a missing space after a colon.",
    "cannot start any token": "Put the text in quotes: it begins with a character that YAML keeps for itself.",
    "alias": "Put the text in quotes if it begins with '*'.",
    "block sequence entries": "Begin the list on the line below the key.",
    "expected ':'": "Write a colon and a space after the key, as in 'title: Jobber'.",
    "end of stream": "Close the quote or bracket that opens here.",
    "expected ',' or": "Close the bracket, and put text that contains , [ ] { or } in quotes.",
    "'-' indicator": "Begin every item of the list with '- ', indented as the others.",
    "expected key": "Put the whole text in quotes, a quote inside it doubled; else look at the indentation.",
    "control character": "Remove it, or write it as an escape in double quotes.",
    "line break": "Remove it, or write it as an escape in double quotes.",
    "": "Look at this line and the one above: a colon, quote or bracket is missing, or the indentation differs.",
}


class YamlFault(NamedTuple):
    """What is wrong with the text itself; line and column count from 0."""

    code: str
    line: int
    column: int
    parameters: Mapping[str, str] = NO_PARAMETERS


def hidden_break(data: bytes) -> YamlFault:
    """Return the fault for a line break that YAML 1.1 knows, YAML 1.2 does not, and no editor shows."""
    at, sequence = min((data.find(one), one) for one in HIDDEN_BREAKS if one in data)
    position = position_after(data[:at].decode("utf-8", "replace"))
    problem = f"the invisible line break U+{ord(sequence.decode()):04X} is not allowed"
    return YamlFault("BY010", *position, {"problem": problem, "advice": advice_for(problem)})


def lines_of(text: str) -> list[str]:
    """Return the lines of a text; CR, LF and CR LF end lines."""
    return LINE_BREAK.split(text) if "\r" in text else text.split("\n")


def starts_of(text: str) -> list[int]:
    """Return where each line of a text begins, in characters."""
    return [0, *(found.end() for found in LINE_BREAK.finditer(text))]


def position_after(text: str) -> tuple[int, int]:
    """Return the line and column, from 0, of what follows a text."""
    lines = lines_of(text)
    return len(lines) - 1, len(lines[-1])


def syntax_fault(error: "MarkedYAMLError", data: bytes) -> YamlFault:
    """Turn libyaml's own message into one of ours; a tab in the indentation has its own code."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    lines = lines_of(data.decode("utf-8", "replace"))
    for number_ in (line, line - 1):
        text = lines[number_] if 0 <= number_ < len(lines) else ""
        indentation = text[: len(text) - len(text.lstrip())]
        if "\t" in indentation:
            return YamlFault("BY011", number_, indentation.index("\t"))
    problem = str(error.problem or error.context or "the text cannot be read")
    opened = error.context_mark
    if opened is not None and (problem == "could not find expected ':'" or "end of stream" in problem):
        line, column = opened.line, opened.column
    if line >= len(lines):  # libyaml ends a last line that has no end
        line, column = len(lines) - 1, len(lines[-1])
    return YamlFault("BY010", line, column, {"problem": problem, "advice": advice_for(problem)})


def advice_for(problem: str) -> str:
    """Return what most often mends one of libyaml's complaints."""
    return next((advice for part, advice in ADVICE.items() if part in problem), ADVICE[""])


def unreadable_fault(error: "YAMLError", data: bytes) -> YamlFault:
    """Return the fault for a character that YAML forbids; libyaml gives its place as an offset."""
    text = data.decode("utf-8", "replace")
    match = re.search(FORBIDDEN, text)
    if match is not None:
        problem = f"the control character U+{ord(match[0]):04X} is not allowed"
        return YamlFault(
            "BY010", *position_after(text[: match.start()]), {"problem": problem, "advice": advice_for(problem)}
        )
    return YamlFault("BY010", 0, 0, {"problem": " ".join(str(error).split())[:200], "advice": ADVICE[""]})
