"""Where the streams of a PDF end, told without doubt.

A stream's data may end in a carriage return. With only a line feed before `endstream`, the two
read as one end of line, and the stream's length as one byte too long, which PDF/A forbids (ISO
19005-2, 6.1.7.1). Such streams get an end of line of their own, and the table of places follows.
"""

import re
from bisect import bisect_right

STREAM = re.compile(rb"\d+ \d+ obj\s*<<(?:(?!endobj).)*?/Length (\d+)(?:(?!endobj).)*?>>\s*stream\r?\n", re.DOTALL)
TABLE = re.compile(rb"xref\n0 (\d+)\n")
ENTRY = re.compile(rb"(\d{10}) (\d{5}) n")
START = re.compile(rb"startxref\n(\d+)\n")


def clear_ends(data: bytes) -> bytes:
    """Return the file with every stream's end beyond doubt; as it was where none is in doubt, or its table is of another kind."""
    start = START.search(data, len(data) - 64)
    table = TABLE.match(data, int(start[1])) if start else None
    if start is None or table is None:
        return data
    places = [int(one[1]) for one in ENTRY.finditer(data, table.end())]
    doubtful = sorted(end for place in places if (end := doubtful_end(data, place)) is not None)
    if not doubtful:
        return data
    pieces = [data[before:end] for before, end in zip([0, *doubtful], [*doubtful, int(start[1])], strict=True)]
    tail = ENTRY.sub(
        lambda one: b"%010d %b n" % (int(one[1]) + bisect_right(doubtful, int(one[1])), one[2]), data[int(start[1]) :]
    )
    moved = b"startxref\n%d\n" % (int(start[1]) + len(doubtful))
    return b"\r".join(pieces) + START.sub(moved, tail)


def doubtful_end(data: bytes, place: int) -> int | None:
    """Return where an object's stream ends, if its data ends in a carriage return with a line feed behind it."""
    stream = STREAM.match(data, place)
    end = stream.end() + int(stream[1]) if stream else 0
    return end if stream and data[end - 1 : end + 10] == b"\r\nendstream" else None
