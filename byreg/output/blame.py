"""Where values came from, as a table for people and JSON for programs."""

import json
from collections.abc import Iterator, Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from byreg.diagnostic import KeyPath
from byreg.language.labels import N_
from byreg.language.language import Language
from byreg.model.register import Register
from byreg.origins import Origin
from byreg.printable import printable

FORMATS = ("text", "json")
LONGEST = 48  # characters of a value that a terminal's table has room for
MOST_VALUE = 400
HEADINGS = (N_("Key"), N_("Value"), N_("Date"), N_("Commit"), N_("Author"), N_("Decision"))


def as_table(origins: Sequence[Origin], language: Language, register: Register) -> Table:
    """Return a row for each value, for a terminal; values of one key that came together share a row."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in HEADINGS:
        table.add_column(language.text(heading), overflow="fold")
    for row in rows(origins, language, register):
        table.add_row(Text(row[0], "bold"), Text(printable(row[1], LONGEST)), *(Text(cell) for cell in row[2:]))
    return table


def as_lines(origins: Sequence[Origin], language: Language, register: Register) -> str:
    """Return the same as tab-separated lines, for pipes."""
    return "\n".join("\t".join(row).rstrip() for row in rows(origins, language, register))


def rows(origins: Sequence[Origin], language: Language, register: Register) -> Iterator[tuple[str, ...]]:
    """Yield key, value, day, commit, author and decisions."""
    for group in together(origins):
        first, commit = group[0], group[0].commit
        value = shown(first) if len(group) == 1 else "; ".join(f"{one.path[-1]}: {shown(one)}" for one in group)
        when = language.text(N_("not committed")) if commit is None else commit.day
        before = language.text(N_("or earlier")) if first.earlier else ""
        decisions = "; ".join(register.name_of(address, (None, None)) for address in first.decisions)
        yield (
            printable(dotted(group)), printable(value, MOST_VALUE), f"{when} {before}".strip(),
            commit.id[:8] if commit else "", printable(commit.author) if commit else "", decisions,
        )  # fmt: skip


def together(origins: Sequence[Origin]) -> list[list[Origin]]:
    """Gather values of one key, or of one item under it, that the same commit and decisions gave."""
    groups: list[list[Origin]] = []
    for origin in origins:
        last = groups[-1][0] if groups else None
        if (
            last is not None
            and len(origin.path) > 1
            and last.path[:-1] == origin.path[:-1]
            and (last.commit, last.decisions) == (origin.commit, origin.decisions)
        ):
            groups[-1].append(origin)
        else:
            groups.append([origin])
    return groups


def dotted(group: Sequence[Origin]) -> str:
    path: KeyPath = group[0].path if len(group) == 1 else group[0].path[:-1]
    return ".".join(str(step) for step in path)


def shown(origin: Origin) -> str:
    value = str(origin.value).lower() if isinstance(origin.value, bool) else origin.value
    text = ", ".join(str(item) for item in value) if isinstance(value, list) else str(value)
    return " ".join(text.split())


def as_json(origins: Sequence[Origin]) -> str:
    """Return each value with its commit (null where it is not committed) and the addresses of the decisions behind it."""
    rows = [
        {
            "path": list(origin.path),
            "value": origin.value,
            "commit": origin.commit.id if origin.commit else None,
            "day": origin.commit.day if origin.commit else None,
            "author": origin.commit.author if origin.commit else None,
            "subject": origin.commit.subject if origin.commit else None,
            "or_earlier": origin.earlier,
            "decisions": list(origin.decisions),
        }
        for origin in origins
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)
