"""What a page knows of itself: its headings for the table of contents, and its style for the security policy."""

import base64
import hashlib
import re

from markupsafe import Markup

from byreg.printable import on_one_line

LETTERS = re.compile(r"[^\w]+")
TRANSLATED = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ä": "a", "ö": "o", "é": "e", "š": "s", "á": "a"})


class Headings:
    """Gives each heading an id of its own, and remembers them in order."""

    def __init__(self) -> None:
        self.entries: list[tuple[str, str]] = []
        self.taken: set[str] = set()

    def anchor(self, text: str, *, listed: bool = True) -> str:
        """Return an id for a heading; `listed` says whether the table of contents names it."""
        name = LETTERS.sub("-", str(text).lower().translate(TRANSLATED)).strip("-")[:60].strip("-") or "section"
        number, id_ = 1, f"s-{name}"
        while id_ in self.taken:
            number += 1
            id_ = f"s-{name}-{number}"
        self.taken.add(id_)
        if listed:
            self.entries.append((id_, str(text)))
        return id_

    def found(self) -> tuple[tuple[str, str], ...]:
        return tuple(self.entries)


def sheet(text: str) -> Markup:
    """Return a style sheet as it stands in the page: without blank lines, so that its hash stays true.

    Nothing in it can end the element it stands in: `</` does not occur in styles.
    """
    lines = (line.rstrip() for line in str(text).splitlines())
    return Markup("\n".join(line for line in lines if line).replace("</", "<\\/"))  # noqa: S704 - as above


def in_style(text: str) -> Markup:
    """Return text as a quoted string of a style sheet: every sign but letters, digits and spaces as its number."""
    escaped = "".join(one if one.isalnum() or one == " " else f"\\{ord(one):x} " for one in on_one_line(str(text)))
    return Markup(f'"{escaped}"')  # noqa: S704 - as above


def csp_hash(text: str) -> str:
    """Return the source expression that lets exactly this style or script into a page (Content Security Policy 3)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(str(text).encode()).digest()).decode()}"
