"""Put the keys of a record in another order, each with the comments and blank lines above it."""

from collections.abc import Sequence

from byreg.diagnostic import KeyPath
from byreg.source.composition import Mark
from byreg.text.page import line_starts, spots_in
from byreg.text.segments import Segment


def reordered(text: str, marks: dict[KeyPath, Mark], path: KeyPath, keys: Sequence[str]) -> tuple[int, int, str] | None:
    """Return the stretch of a record's keys, and the same in another order; None where they cannot be moved."""
    mark = marks.get(path)
    if mark is None or mark.leaf:
        return None
    if text[mark.start : mark.start + 1] == "{":
        return in_flow(text, marks, path, keys)
    if text[mark.start : mark.start + 1] in ("&", "*", "["):
        return None
    return in_block(text, path, keys)


def in_flow(text: str, marks: dict[KeyPath, Mark], path: KeyPath, keys: Sequence[str]) -> tuple[int, int, str] | None:
    """Exchange the pieces between the commas of `{a: 1, b: 2}`; what stands between them stays."""
    starts = line_starts(text)
    pieces = {}
    for key in keys:
        mark = marks[(*path, key)]
        start = starts[mark.key[0]] + mark.key[1]
        end = mark.start + len(text[mark.start : mark.end].rstrip())
        pieces[key] = (start, end)
    slots = sorted(pieces.values())
    parts, at = [], slots[0][0]
    for (start, end), key in zip(slots, keys, strict=True):
        parts += [text[at:start], text[slice(*pieces[key])]]
        at = end
    new = "".join(parts)
    return (slots[0][0], slots[-1][1], new) if "#" not in text[slots[0][0] : slots[-1][1]] else None


def in_block(text: str, path: KeyPath, keys: Sequence[str]) -> tuple[int, int, str] | None:
    """Exchange the lines of a record's keys."""
    spot = spots_in(text).get(path)
    by_name = {child.name: child for child in spot.segment.children} if spot is not None else {}
    if spot is None or set(by_name) != set(keys):
        return None
    start, segment = spot.inside, spot.segment
    old = "".join(child.text for child in segment.children)
    newline = "\r\n" if "\r\n" in old else "\n"
    texts = moved(segment.children, [by_name[key] for key in keys], newline=newline, keep_header=path == ())
    if not texts:
        return None
    new = "".join(texts)
    if not old.endswith("\n"):  # the last line of the file has no end
        new = new.removesuffix(newline)
    return (start, start + len(old), new)


def moved(children: Sequence[Segment], wanted: Sequence[Segment], *, newline: str, keep_header: bool) -> list[str]:
    """Return the texts of the keys in the wanted order; nothing where a comment would lose its place.

    What stands at the head of a file stays there. The first key of a list's item begins behind the
    dash: whichever comes first takes its place, without its indentation.
    """
    first = children[0]
    texts = []
    for position, child in enumerate(wanted):
        body = child.body if child.body.endswith("\n") else f"{child.body}{newline}"
        lead = "" if child is first and keep_header else child.lead
        if position == 0 and keep_header:
            lead = first.lead + lead.lstrip("\r\n")
        elif position == 0 and first.inline and child is not first:
            if lead.strip():
                return []
            lead, body = "", body.lstrip(" ")
        elif child is first and first.inline:
            body = " " * indentation(children) + body
        texts.append(lead + body)
    return texts


def indentation(children: Sequence[Segment]) -> int:
    other = children[1].head
    return len(other) - len(other.lstrip(" "))
