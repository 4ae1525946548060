"""Reads YAML: libyaml's events become plain data, or one clear fault.

Semantics are those of the YAML 1.2 core schema (`NO` is text, `true` is a boolean), with what
plans do not need left out: tags, several documents, keys that are not text. Keys are kept as
written (`2016:` is the key "2016"). An explicit stack and budgets for depth, nodes and alias
expansion keep hostile input from exhausting the machine.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from _ruamel_yaml import CParser  # type: ignore[import-not-found]
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from byreg.diagnostic import KeyPath
from byreg.source.complaints import ADVICE, HIDDEN_BREAKS, YamlFault, hidden_break, syntax_fault, unreadable_fault

MOST_DEPTH = 40  # the model nests less than 12 deep
MOST_NODES = 400_000  # aliases counted as what they expand to

MOST_DIGITS = 40
MOST_DUPLICATES = 100
CORE_TAGS = "tag:yaml.org,2002:"

Plain = Any  # None | bool | int | float | str | list[Plain] | dict[str, Plain]

NUMBER = re.compile(
    r"""0o[0-7]+ | 0x[0-9a-fA-F]+ |
        [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)? |
        [-+]?\.(inf|Inf|INF) | \.(nan|NaN|NAN)""",
    re.VERBOSE,
)
WORDS: dict[str, Plain] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
MAY_BE_NUMBER = frozenset("0123456789+-.")


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a node stands: key and value position from 0, and the value's extent in characters.

    `leaf` tells a scalar from a list or mapping.
    """

    key: tuple[int, int]
    value: tuple[int, int]
    start: int
    end: int
    leaf: bool


class NotComposable(Exception):  # noqa: N818 - never leaves this module
    """The text is no usable YAML; composing stops here."""

    def __init__(self, code: str, event: Any, **parameters: str) -> None:
        super().__init__(code)
        mark = event.start_mark
        self.fault = YamlFault(code, mark.line, mark.column, parameters)


@dataclass(slots=True)
class Composition:
    """Plain data, the faults found on the way, and the marks where they were asked for.

    `has_empty` tells that some value is null: a key without a value is never meant.
    """

    tree: Plain = None
    faults: list[YamlFault] = field(default_factory=list)
    marks: dict[KeyPath, Mark] = field(default_factory=dict)
    has_empty: bool = False


def node_at(tree: Plain, path: KeyPath) -> Plain:
    """Return what stands at a key path; None where nothing does."""
    for step in path:
        if isinstance(tree, dict):
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree


def resolve(text: str) -> Plain:
    """Return what an unquoted scalar means under the YAML 1.2 core schema."""
    if text in WORDS:
        return WORDS[text]
    if text[0] in MAY_BE_NUMBER and NUMBER.fullmatch(text):
        return number(text)
    return text


def number(text: str) -> int | float | str:
    """Return the number that `text` spells; text of absurd length stays text."""
    if len(text) > MOST_DIGITS:
        return text
    if text[:2] in ("0o", "0x"):
        return int(text, 0)
    try:
        return int(text)
    except ValueError:
        return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))


def compose(data: bytes, *, with_marks: bool = False) -> Composition:
    """Turn UTF-8 bytes into plain data.

    A fault that leaves no usable tree (syntax, a budget, a second document) ends the work; a
    duplicate key is noted and reading goes on. Nothing is raised.
    """
    composer = Composer(with_marks=with_marks)
    if any(sequence in data for sequence in HIDDEN_BREAKS):
        composer.result.faults.append(hidden_break(data))
        return composer.result
    try:
        composer.run(data)
    except NotComposable as stop:
        composer.result.faults.append(stop.fault)
    except MarkedYAMLError as error:
        composer.result.faults.append(syntax_fault(error, data))
    except YAMLError as error:
        composer.result.faults.append(unreadable_fault(error, data))
    return composer.result


class Composer:
    """One pass over the events of one file."""

    def __init__(self, *, with_marks: bool) -> None:
        self.with_marks = with_marks
        self.result = Composition()
        self.nodes = 0
        self.anchors: dict[str, tuple[Plain, int, int]] = {}

    def run(self, data: bytes) -> None:
        """Read all events; leave tree, faults and marks in `result`."""
        parser = CParser(data)
        next_event = parser.get_event
        documents = 0
        while True:
            event = next_event()
            kind = type(event)
            if kind is StreamEndEvent:
                return
            if kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise NotComposable("BY013", event)
                self.result.tree = self.document(next_event)

    def document(self, next_event: Any) -> Plain:  # noqa: C901, PLR0912, PLR0915 - one loop, kept flat for speed
        """Compose one document with an explicit stack of open containers."""
        root: list[Plain] = []
        stack: list[tuple[Plain, Any, str | None, int, Any, int]] = []
        container: Plain = root  # a list or dict under construction
        key: str | None = None  # the key whose value comes next, in a mapping
        key_event: Any = None
        in_mapping = False
        height = 0  # of what is already in the container, in levels
        with_marks = self.with_marks
        path: list[str | int] = []
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                if event.tag is not None:
                    raise NotComposable("BY014", event, tag=str(event.tag).replace(CORE_TAGS, "!!"))
                self.nodes += 1
                if in_mapping and key is None:
                    key, key_event = event.value, event
                    if key in container:
                        self.duplicate(event, key)
                    continue
                value = resolve(event.value) if event.implicit[0] else event.value
                if value is None:
                    self.result.has_empty = True
                if event.anchor is not None:
                    self.anchors[event.anchor] = (value, 1, 0)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                value = container
                container, start_event, key, nodes_before, key_event, before = stack.pop()
                in_mapping = type(container) is dict
                inner, height = height + 1, max(before, height + 1)
                if start_event.anchor is not None:
                    self.anchors[start_event.anchor] = (value, self.nodes - nodes_before, inner)
                if with_marks:
                    path.pop()
                    self.mark(path, container, key_event, (start_event, event), leaf=False)
                if in_mapping:
                    container[key] = value
                    key = None
                else:
                    container.append(value)
                continue
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.tag is not None:
                    raise NotComposable("BY014", event, tag=str(event.tag).replace(CORE_TAGS, "!!"))
                if in_mapping and key is None:
                    raise NotComposable("BY017", event)
                self.nodes += 1
                if self.nodes > MOST_NODES:
                    raise NotComposable("BY015", event, limit=str(MOST_NODES))
                if len(stack) >= MOST_DEPTH:
                    raise NotComposable("BY016", event, limit=str(MOST_DEPTH))
                if event.anchor is not None:
                    self.anchors.pop(event.anchor, None)
                if with_marks:
                    path.append(key if in_mapping and key is not None else len(container))
                stack.append((container, event, key, self.nodes, key_event, height))
                height = 0
                in_mapping = kind is MappingStartEvent
                container = {} if in_mapping else []
                key = None
                continue
            elif kind is AliasEvent:
                if in_mapping and key is None:
                    raise NotComposable("BY017", event)
                value, inner = self.alias(event)
                if len(stack) + inner > MOST_DEPTH:
                    raise NotComposable("BY016", event, limit=str(MOST_DEPTH))
                height = max(height, inner)
            elif kind is DocumentEndEvent:
                return root[0] if root else None
            else:
                continue
            if self.nodes > MOST_NODES:
                raise NotComposable("BY015", event, limit=str(MOST_NODES))
            if with_marks:
                self.mark(path, container, key_event, (event, event), leaf=True)
            if in_mapping:
                container[key] = value
                key = None
            else:
                container.append(value)

    def alias(self, event: Any) -> tuple[Plain, int]:
        """Return what an alias stands for and how deep it is; charge its whole size to the budget."""
        known = self.anchors.get(event.anchor)
        if known is None:
            raise NotComposable(
                "BY010", event, problem=f"the alias *{event.anchor} points at nothing complete", advice=ADVICE["alias"]
            )
        value, size, height = known
        self.nodes += size
        return value, height

    def duplicate(self, event: Any, key: str) -> None:
        mark = event.start_mark
        if len(self.result.faults) < MOST_DUPLICATES:
            self.result.faults.append(YamlFault("BY012", mark.line, mark.column, {"key": key}))

    def mark(
        self, path: list[str | int], container: Plain, key_event: Any, events: tuple[Any, Any], *, leaf: bool
    ) -> None:
        """Note where a value stands; `events` are those that begin and end it, `key_event` its key's."""
        start, end = events[0].start_mark, events[1].end_mark
        value = (start.line, start.column)
        if type(container) is dict:
            step: str | int = key_event.value
            where = (key_event.start_mark.line, key_event.start_mark.column)
        else:
            step, where = len(container), value
        self.result.marks[(*path[1:], step) if path else ()] = Mark(where, value, start.index, end.index, leaf)
