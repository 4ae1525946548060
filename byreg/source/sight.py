"""Which regions a plan file may refer to, by a look at its bytes: soon done, and nothing is missed."""

import re
from collections.abc import Iterable

LONGEST_NAME = 250  # as long as a whole address may be
# every byte that is in no address becomes a space
ONLY_ADDRESSES = bytes(one if one in b"abcdefghijklmnopqrstuvwxyz0123456789-/" else 32 for one in range(256))
ESCAPED = re.compile(rb"\\[xuU/\r\n]")  # in a text in double quotes, these may stand for a part of an address


def named_before_slash(texts: Iterable[bytes]) -> set[str]:
    """Return the words that stand before a `/` somewhere, as a region's name does in every address of something in it."""
    found: set[bytes] = set()
    for data in texts:
        for piece in data.split(b"/")[:-1]:
            found.add(piece[-LONGEST_NAME:].translate(ONLY_ADDRESSES).rpartition(b" ")[2])
    return {name.decode() for name in found}


def may_hide_addresses(data: bytes) -> bool:
    """Tell whether an address may stand in a text other than letter by letter: escaped, or in another encoding."""
    if (b"\\" in data and ESCAPED.search(data) is not None) or b"\0" in data:
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False
