"""The events of a YAML text as plain tuples, read by libyaml.

libyaml's binding makes an object of a Python class for every event, and half the time of reading a plan goes into
making them. It looks these classes up by name in its own module each time, so functions that return tuples are put
there instead. Nothing else in byreg reads through this binding; where another release of it keeps to its own
classes, their objects are turned into the same tuples.
"""

from collections.abc import Callable
from typing import Any

import _ruamel_yaml as binding  # type: ignore[import-not-found]

Event = tuple[Any, ...]
# what has an anchor or a tag is of a kind of its own: it is rare, and all else need not be asked for them
(
    END, DOCUMENT, DOCUMENT_END, ALIAS, SCALAR, MAPPING, SEQUENCE, CLOSE, MARKED_SCALAR, MARKED_MAPPING, MARKED_SEQUENCE,
    OTHER,
) = range(12)  # fmt: skip
# where in an event its parts stand; the kind stands first
FROM, TO, VALUE, PLAIN = range(1, 5)
ANCHOR, TAG = -2, -1


def stream_end(start: Any = None, end: Any = None, *_: Any) -> Event:
    return END, start, end


def document_start(start: Any = None, end: Any = None, *_: Any) -> Event:
    return DOCUMENT, start, end


def document_end(start: Any = None, end: Any = None, *_: Any) -> Event:
    return DOCUMENT_END, start, end


def alias(anchor: str, start: Any = None, end: Any = None, *_: Any) -> Event:
    return ALIAS, start, end, anchor, None


# the binding hands a tag, whether it may be left out (plain, and in quotes), marks, and a style that says nothing here
def scalar(
    anchor: Any, tag: Any, implicit: tuple[bool, bool], value: str, start: Any = None, end: Any = None, _: Any = None
) -> Event:
    if anchor is None and tag is None:
        return SCALAR, start, end, value, implicit[0]
    return MARKED_SCALAR, start, end, value, implicit[0], anchor, tag


def mapping_start(anchor: Any, tag: Any, _: Any, start: Any = None, end: Any = None, *__: Any) -> Event:
    if anchor is None and tag is None:
        return MAPPING, start, end
    return MARKED_MAPPING, start, end, anchor, tag


def sequence_start(anchor: Any, tag: Any, _: Any, start: Any = None, end: Any = None, *__: Any) -> Event:
    if anchor is None and tag is None:
        return SEQUENCE, start, end
    return MARKED_SEQUENCE, start, end, anchor, tag


def close(start: Any = None, end: Any = None, *_: Any) -> Event:
    return CLOSE, start, end


def other(*_: Any, **__: Any) -> Event:
    return (OTHER,)


MAKERS: dict[str, Callable[..., Event]] = {
    "StreamStartEvent": other,
    "StreamEndEvent": stream_end,
    "DocumentStartEvent": document_start,
    "DocumentEndEvent": document_end,
    "AliasEvent": alias,
    "ScalarEvent": scalar,
    "MappingStartEvent": mapping_start,
    "MappingEndEvent": close,
    "SequenceStartEvent": sequence_start,
    "SequenceEndEvent": close,
}
for name, maker in MAKERS.items():
    setattr(binding, name, maker)
MAKES_TUPLES = type(binding.CParser(b"a").get_event()) is tuple


def events_of(data: bytes) -> Callable[[], Event]:
    """Return what gives one event of a text after the other.

    Raises ruamel.yaml's YAMLError where the text is no YAML.
    """
    take: Callable[[], Any] = binding.CParser(data).get_event
    return take if MAKES_TUPLES else lambda: as_tuple(take())


def as_tuple(event: Any) -> Event:
    """Return an event of the binding's own classes as a tuple."""
    kind, marks = type(event).__name__, (event.start_mark, event.end_mark)
    if kind == "ScalarEvent":
        return scalar(event.anchor, event.tag, event.implicit, event.value, *marks)
    if kind == "AliasEvent":
        return alias(event.anchor, *marks)
    if kind in ("MappingStartEvent", "SequenceStartEvent"):
        return MAKERS[kind](event.anchor, event.tag, event.implicit, *marks)
    return MAKERS[kind](*marks)
