"""Composes plain data of libyaml's events, whatever the text, with marks where they are asked for."""

from collections.abc import Callable

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from byreg.diagnostic import KeyPath
from byreg.source.complaints import ADVICE, YamlFault, syntax_fault, unreadable_fault
from byreg.source.composition import MOST_DEPTH, MOST_NODES, Composition, Mark
from byreg.source.events import (
    ALIAS,
    ANCHOR,
    CLOSE,
    DOCUMENT,
    END,
    FROM,
    MAPPING,
    MARKED_MAPPING,
    MARKED_SCALAR,
    MARKED_SEQUENCE,
    PLAIN,
    SCALAR,
    SEQUENCE,
    TAG,
    TO,
    VALUE,
    Event,
    events_of,
)
from byreg.source.meaning import MAY_BE_MORE, MOST_DIGITS, Plain, meaning

MARKED = (MARKED_SCALAR, MARKED_MAPPING, MARKED_SEQUENCE)
MOST_DUPLICATES = 100
CORE_TAGS = "tag:yaml.org,2002:"


class NotComposable(Exception):  # noqa: N818 - never leaves this module
    """The text is no usable YAML; composing stops here."""

    def __init__(self, code: str, event: Event, **parameters: str) -> None:
        super().__init__(code)
        mark = event[FROM]
        self.fault = YamlFault(code, mark.line, mark.column, parameters)


def parse(data: bytes, *, with_marks: bool) -> Composition:
    """Turn UTF-8 bytes without hidden line breaks into plain data, and faults; nothing is raised."""
    # no node takes less than half a byte, but where an alias stands for it
    counted = with_marks or len(data) >= MOST_NODES // 2 or b"*" in data
    composer = Composer(events_of(data), with_marks=with_marks, counted=counted)
    try:
        composer.run()
    except NotComposable as stop:
        composer.result.faults.append(stop.fault)
    except MarkedYAMLError as error:
        composer.result.faults.append(syntax_fault(error, data))
    except YAMLError as error:
        composer.result.faults.append(unreadable_fault(error, data))
    return composer.result


class Composer:
    """One pass over the events of one file; containers are read by calls within calls, no deeper than MOST_DEPTH.

    Nodes are `counted` where they could be too many.
    """

    def __init__(self, take: Callable[[], Event], *, with_marks: bool, counted: bool) -> None:
        self.take = take
        self.with_marks = with_marks
        self.counted = counted
        self.result = Composition()
        self.nodes = 0
        self.anchors: dict[str, tuple[Plain, int]] = {}  # what each stands for, and how many nodes that is
        # of containers that an alias stands for, or that stand in one; each is kept, so that its identity stays its own
        self.heights: dict[int, tuple[Plain, int]] = {}

    def run(self) -> None:
        """Read all events; leave tree, faults and marks in `result`."""
        documents = 0
        while (event := self.take())[0] != END:
            if event[0] == DOCUMENT:
                documents += 1
                if documents > 1:
                    raise NotComposable("BY013", event)
                first = self.take()
                tree = self.value(first, (), first, 0)
                self.take()  # the document's end, or what is wrong before it
                self.result.tree = tree

    def mapping(self, begin: Event, path: KeyPath, key_event: Event, depth: int) -> dict[str, Plain]:  # noqa: C901, PLR0912 - kept flat for speed
        """Read a mapping to its end; `depth` counts itself."""
        take, with_marks, counted = self.take, self.with_marks, self.counted
        if counted or depth > MOST_DEPTH:
            self.open(begin, depth)
        found: dict[str, Plain] = {}
        while True:
            named = take()
            kind = named[0]
            if kind != SCALAR:
                if kind == CLOSE:
                    break
                self.odd_key(named)
            key = named[VALUE]
            if key in found:
                self.duplicate(named, key)
            event = take()
            kind = event[0]
            if counted:
                self.nodes += 1
            if kind == SCALAR:
                if counted:
                    self.count(1, event)
                value = event[VALUE]
                if value[:1] in MAY_BE_MORE and event[PLAIN] and len(value) <= MOST_DIGITS:
                    value = meaning(value)
                    if value is None:
                        self.result.has_empty = True
                found[key] = value
                if with_marks:
                    self.mark((*path, key), named, event, event)
                continue
            inner = (*path, key) if with_marks else path
            if kind == MAPPING:
                found[key] = self.mapping(event, inner, named, depth + 1)
            elif kind == SEQUENCE:
                found[key] = self.sequence(event, inner, named, depth + 1)
            else:
                found[key] = self.value(event, inner, named, depth)
        if with_marks:
            self.mark(path, key_event, begin, named, leaf=False)
        return found

    def sequence(self, begin: Event, path: KeyPath, key_event: Event, depth: int) -> list[Plain]:
        """Read a sequence to its end; `depth` counts itself."""
        take, with_marks, counted = self.take, self.with_marks, self.counted
        if counted or depth > MOST_DEPTH:
            self.open(begin, depth)
        found: list[Plain] = []
        while (event := take())[0] != CLOSE:
            if event[0] == MAPPING and not with_marks:
                found.append(self.mapping(event, path, event, depth + 1))
                continue
            inner = (*path, len(found)) if with_marks else path
            found.append(self.value(event, inner, event, depth))
        if with_marks:
            self.mark(path, key_event, begin, event, leaf=False)
        return found

    def odd_key(self, event: Event) -> None:
        """Refuse a key that is no text, or has a tag; one with an anchor is a key."""
        if event[0] in MARKED and event[TAG] is not None:
            raise refused_tag(event)
        if event[0] != MARKED_SCALAR:
            raise NotComposable("BY017", event)

    def value(self, event: Event, path: KeyPath, key_event: Event, depth: int) -> Plain:
        """Return what an event begins or stands for, whatever its kind."""
        kind = event[0]
        if kind == ALIAS:
            value, size = self.known(event)
            self.count(size, event)
            if depth + self.height(value) > MOST_DEPTH:
                raise too_deep(event)
        elif kind == SCALAR:
            self.count(1, event)
            value = self.scalar(event)
        elif kind == MAPPING:
            return self.mapping(event, path, key_event, depth + 1)
        elif kind == SEQUENCE:
            return self.sequence(event, path, key_event, depth + 1)
        else:
            return self.marked(event, path, key_event, depth)
        if self.with_marks:
            self.mark(path, key_event, event, event)
        return value

    def scalar(self, event: Event) -> Plain:
        """Return what a scalar means."""
        value = event[VALUE]
        if value[:1] in MAY_BE_MORE and event[PLAIN] and len(value) <= MOST_DIGITS:
            value = meaning(value)
            if value is None:
                self.result.has_empty = True
        return value

    def marked(self, event: Event, path: KeyPath, key_event: Event, depth: int) -> Plain:
        """Return what has an anchor, and keep it under its name; a tag is refused."""
        if event[TAG] is not None:
            raise refused_tag(event)
        before, value = self.nodes, None
        if event[0] == MARKED_SCALAR:
            self.count(1, event)
            value = self.scalar(event)
            if self.with_marks:
                self.mark(path, key_event, event, event)
        else:
            self.anchors.pop(event[ANCHOR], None)
            read = self.mapping if event[0] == MARKED_MAPPING else self.sequence
            value = read(event, path, key_event, depth + 1)
        self.anchors[event[ANCHOR]] = (value, self.nodes - before)
        return value

    def open(self, begin: Event, depth: int) -> None:
        """Count a container, and refuse one too many or too deep."""
        self.count(1, begin)
        if depth > MOST_DEPTH:
            raise too_deep(begin)

    def count(self, nodes: int, event: Event) -> None:
        self.nodes += nodes
        if self.nodes > MOST_NODES:
            raise too_many(event)

    def known(self, event: Event) -> tuple[Plain, int]:
        """Return what an alias stands for, and its whole size, which counts as if it were written out."""
        name = event[ANCHOR]
        if name not in self.anchors:
            problem = f"the alias *{name} points at nothing complete"
            raise NotComposable("BY010", event, problem=problem, advice=ADVICE["alias"])
        return self.anchors[name]

    def height(self, value: Plain) -> int:
        """Return how many levels a value has; each container is gone into once, however often it stands somewhere."""
        if not isinstance(value, (dict, list)):
            return 0
        if id(value) not in self.heights:
            inner = value.values() if isinstance(value, dict) else value
            self.heights[id(value)] = value, 1 + max(map(self.height, inner), default=0)
        return self.heights[id(value)][1]

    def duplicate(self, event: Event, key: str) -> None:
        mark = event[FROM]
        if len(self.result.faults) < MOST_DUPLICATES:
            self.result.faults.append(YamlFault("BY012", mark.line, mark.column, {"key": key}))

    def mark(self, path: KeyPath, key_event: Event, begin: Event, end: Event, *, leaf: bool = True) -> None:
        """Note where a value stands, between two events; an item of a list, and the whole, are their own key."""
        start, key = begin[FROM], key_event[FROM]
        where = (key.line, key.column)
        self.result.marks[path] = Mark(where, (start.line, start.column), start.index, end[TO].index, leaf)


def refused_tag(event: Event) -> NotComposable:
    return NotComposable("BY014", event, tag=str(event[TAG]).replace(CORE_TAGS, "!!"))


def too_deep(event: Event) -> NotComposable:
    return NotComposable("BY016", event, limit=str(MOST_DEPTH))


def too_many(event: Event) -> NotComposable:
    return NotComposable("BY015", event, limit=str(MOST_NODES))
