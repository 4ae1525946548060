"""Where values came from, as a table for people and JSON for programs."""

import json
from collections.abc import Sequence

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
LONGEST = 48  # characters of a value that are shown
HEADINGS = (N_("Key"), N_("Value"), N_("Date"), N_("Commit"), N_("Author"), N_("Decision"))


def as_table(origins: Sequence[Origin], language: Language, register: Register) -> Table:
    """Return a row for each value; values of one key that came together share a row."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in HEADINGS:
        table.add_column(language.text(heading), overflow="fold")
    for group in together(origins):
        first = group[0]
        value = shown(first) if len(group) == 1 else "; ".join(f"{one.path[-1]}: {shown(one)}" for one in group)
        commit = first.commit
        when = language.text(N_("not committed")) if commit is None else commit.day
        before = language.text(N_("or earlier")) if first.earlier else ""
        decisions = "; ".join(register.name_of(address, (None, None)) for address in first.decisions)
        table.add_row(
            Text(printable(dotted(group)), "bold"), Text(printable(value, LONGEST)), Text(f"{when} {before}".strip()),
            Text(commit.id[:8] if commit else ""), Text(printable(commit.author, LONGEST) if commit else ""), Text(decisions),
        )  # fmt: skip
    return table


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
