"""Write a new piece of a plan file as YAML: free text in block style, ids, codes, numbers and dates in flow style."""

import io
import re
import textwrap
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.emitter import Emitter
from ruamel.yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)
from ruamel.yaml.tag import Tag

from byreg.diagnostic import KeyPath
from byreg.source.meaning import Plain
from byreg.source.scalars import written
from byreg.source.yaml import compose

WIDTH = 100  # columns of a line that byreg writes
NARROWEST = 30
UNBROKEN = 1_000_000  # the emitter itself breaks no line
SIMPLE = re.compile(r"[\w.][\w./+-]*|[1-9]\d* (?:day|week|month|year)s?")  # an id, a code, a date, a duration
MOST_IN_FLOW = 6
TEXT = Tag(suffix="tag:yaml.org,2002:str")  # never printed; the emitter asks for it at an empty text
FOLD = "\a"  # where the emitter breaks the line of a folded text; the space behind it is dropped
InBlock = Callable[[KeyPath], bool]


def anywhere(_: KeyPath) -> bool:
    return False


def key_lines(path: KeyPath, value: Plain, *, indent: int, in_block: InBlock = anywhere) -> str:
    """Return `key: value` as whole lines, indented; `in_block` tells which containers stand in block style."""
    body = emitted({str(path[-1]): value}, path[:-1], indent, in_block)
    return textwrap.indent(body, " " * indent)


def item_lines(path: KeyPath, value: Plain, *, indent: int, in_block: InBlock = anywhere) -> str:
    """Return `- value` as whole lines, the dash at column `indent`."""
    body = emitted([value], path[:-1], indent, in_block)
    return textwrap.indent(textwrap.dedent(body), " " * indent)


def in_flow(value: Plain, *, like: str = "") -> str:
    """Return any value on one line, as it stands within brackets; `like` is the text whose quotes are kept."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key_text(str(key))}: {in_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(in_flow(inner) for inner in value) + "]"
    return "null" if value is None else written(value, like=like)


def key_text(key: str) -> str:
    """Return a key as it is written: keys are read as text, so that a year needs no quotes."""
    return key if SIMPLE.fullmatch(key) else written(key)


def key_style(key: str) -> str | None:
    return "" if SIMPLE.fullmatch(key) else None


def fits_in_flow(value: Plain) -> bool:
    """Tell whether a value holds nothing but ids, codes, numbers, dates and short lists of them."""
    if isinstance(value, dict):
        return 0 < len(value) <= MOST_IN_FLOW and all(
            is_simple(one) or (isinstance(one, list) and fits_in_flow(one)) for one in value.values()
        )
    if isinstance(value, list):
        return all(is_simple(one) for one in value)
    return is_simple(value)


def is_simple(value: Plain) -> bool:
    return isinstance(value, (bool, int, float, Decimal)) or (isinstance(value, str) and bool(SIMPLE.fullmatch(value)))


def block_text(text: str, *, indent: int, width: int = WIDTH, literal: bool = False) -> str | None:
    """Return a text as a block scalar whose lines are indented, with its header; None where it cannot be one."""
    style = "|" if literal else ">"
    shown = folded(text, max(width - indent, NARROWEST)) if style == ">" else text
    body = emitted_events([scalar("x"), scalar(shown, style)], ("x",))
    if body is None or compose(body.encode()).tree != {"x": text}:
        return None
    header, _, lines = body.removeprefix("x: ").partition("\n")
    if header.strip() not in (style, f"{style}-", f"{style}+"):
        return None
    return f"{header}\n{textwrap.indent(textwrap.dedent(lines), ' ' * indent)}"


def emitted(value: Plain, path: KeyPath, indent: int, in_block: InBlock) -> str:
    """Return the lines of a container in block style."""
    for daring in (True, False):
        events = list(events_of(value, path, indent, in_block, daring=daring))
        body = emitted_events(events, ())
        if body is not None and compose(body.encode()).tree == value:
            return body
    return f"{in_flow(value)}\n" if not isinstance(value, dict) else f"{in_flow(value)[1:-1]}\n"


def emitted_events(events: list[Any], wrap: tuple[str, ...]) -> str | None:
    """Return what ruamel.yaml writes for some events; None where it refuses."""
    inner = [MappingStartEvent(None, None, True, flow_style=False), *events, MappingEndEvent()] if wrap else events
    out = io.StringIO()
    emitter = Emitter(out, indent=2, width=UNBROKEN, allow_unicode=True, dumper=YAML(pure=True))
    emitter.best_sequence_indent, emitter.sequence_dash_offset, emitter.best_map_indent = 4, 2, 2
    try:
        for event in (
            StreamStartEvent(), DocumentStartEvent(explicit=False), *inner, DocumentEndEvent(explicit=False),
            StreamEndEvent(),
        ):  # fmt: skip
            emitter.emit(event)
    except Exception:  # noqa: BLE001 - whatever it cannot write is written with quotes instead
        return None
    return out.getvalue()


def events_of(value: Plain, path: KeyPath, room: int, in_block: InBlock, *, daring: bool) -> Iterator[Any]:
    """Yield the events of a container in block style, its inner ones in flow style where they fit."""
    if isinstance(value, dict):
        yield MappingStartEvent(None, None, True, flow_style=False)
        for key, inner in value.items():
            yield scalar(str(key), key_style(str(key)))
            yield from value_events(inner, (*path, key), (room, len(str(key)) + 2), in_block, daring=daring)
        yield MappingEndEvent()
    else:
        yield SequenceStartEvent(None, None, True, flow_style=False)
        for index, inner in enumerate(value):
            yield from value_events(inner, (*path, index), (room + 2, 2), in_block, daring=daring)
        yield SequenceEndEvent()


def value_events(
    value: Plain, path: KeyPath, room: tuple[int, int], in_block: InBlock, *, daring: bool
) -> Iterator[Any]:
    """Yield the events of one value; `room` is its key's column and how much the key takes."""
    column, taken = room
    if isinstance(value, (dict, list)):
        on_line = column + taken + len(in_flow(value)) <= WIDTH
        item = isinstance(path[-1], int)  # a table in a list has its keys on lines; a list in a list stands on one
        in_line = isinstance(value, list) if item else fits_in_flow(value) and on_line and not in_block(path)
        if not value or in_line:
            yield from flow_events(value)
        else:
            yield from events_of(value, path, column + 2, in_block, daring=daring)
    elif (
        isinstance(value, str)
        and daring
        and may_be_block(value)
        and ("\n" in value or column + taken + len(written(value, block=True)) > WIDTH)
    ):
        yield prose(value, column + 2)
    else:
        yield scalar(value, block=True)


def may_be_block(text: str) -> bool:
    """Tell whether a text can stand in block style whatever follows it: its end is one line end or none."""
    return bool(text.strip()) and not text.endswith("\n\n")


def flow_events(value: Plain) -> Iterator[Any]:
    if isinstance(value, dict):
        yield MappingStartEvent(None, None, True, flow_style=True)
        for key, inner in value.items():
            yield scalar(str(key), key_style(str(key)))
            yield from flow_events(inner)
        yield MappingEndEvent()
    elif isinstance(value, list):
        yield SequenceStartEvent(None, None, True, flow_style=True)
        for inner in value:
            yield from flow_events(inner)
        yield SequenceEndEvent()
    else:
        yield scalar(value)


def prose(text: str, column: int) -> Any:
    """Return a text of several lines as it is, or one of one line folded."""
    width = max(WIDTH - column, NARROWEST)
    if "\n" in text.rstrip("\n") and all(len(line) <= width for line in text.split("\n")):
        return scalar(text, "|")
    return scalar(folded(text, width), ">")


def folded(text: str, width: int) -> str:
    """Return a text with marks where its lines are broken, at single spaces only."""
    return "\n".join(fold_line(line, width) for line in text.split("\n"))


def fold_line(line: str, width: int) -> str:
    if line[:1].isspace() or line != line.rstrip():
        return line  # such a line is not folded in YAML
    parts: list[str] = []
    length = 0
    for word in re.split(r"(?<! ) (?! )", line):
        if parts and length + 1 + len(word) > width:
            parts.append(f"{FOLD} {word}")
            length = len(word)
        else:
            parts.append(f" {word}" if parts else word)
            length += len(word) + (1 if len(parts) > 1 else 0)
    return "".join(parts)


def scalar(value: Plain, style: str | None = None, *, block: bool = False) -> Any:
    """Return the event of a scalar: plain where that is safe, else in double quotes."""
    text = value if isinstance(value, str) else in_flow(value)
    if style is None:
        quoted = isinstance(value, str) and written(value, block=block) != value
        style = '"' if quoted else ""
    return ScalarEvent(None, TEXT, (True, True), text, style=style)
