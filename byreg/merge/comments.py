"""The comments of three versions of a file: what one side wrote stays, what both wrote stays twice."""

import re

from byreg.text.segments import Segment

KEY_LINE = re.compile(r"([^#\n]*?:)([ \t]*(?:#[^\n]*)?\n)")


def content(segment: Segment) -> str:
    """Return a value's text without the comment behind it."""
    return segment.head[: len(segment.head) - segment.beside]


def comment(segment: Segment | None) -> str:
    return segment.head[len(segment.head) - segment.beside :] if segment else "\n"


def pick_comment(base: Segment | None, ours: Segment, theirs: Segment) -> str:
    """Return the comment behind a value: the side that changed it; both, where both did."""
    return both_comments(comment(base), comment(ours) or "\n", comment(theirs) or "\n")


def both_comments(base: str, ours: str, theirs: str) -> str:
    if theirs in (base, ours) or not theirs.strip():
        return ours
    if ours == base or not ours.strip():
        return theirs
    return f"{ours.rstrip()} {theirs.strip()}\n"


def pick_head(base: Segment | None, ours: Segment, theirs: Segment) -> str:
    """Return a key's own line: the name of the side that renamed it, and the comments of both."""
    heads = [segment.head if segment else ours.head for segment in (base, ours, theirs)]
    parts = [KEY_LINE.fullmatch(head) for head in heads]
    if parts[0] is None or parts[1] is None or parts[2] is None:
        return heads[2] if heads[1] == heads[0] else heads[1]
    old, mine, other = parts[0], parts[1], parts[2]
    name = other[1] if mine[1] == old[1] else mine[1]
    return f"{name}{both_comments(old[2], mine[2], other[2])}"


def pick_lead(base: str, ours: str, theirs: str) -> str:
    """Return the comments above something: the side that changed them; both, where both did."""
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    known = {*base.splitlines(), *ours.splitlines()}
    return ours + "".join(f"{line}\n" for line in theirs.splitlines() if line not in known)
