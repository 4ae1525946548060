"""Rows and trees for the terminal, for pipes and for programs."""

import json
from collections.abc import Sequence

from rich import box
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from byreg.report.agenda import Row
from byreg.report.outline import Branch
from byreg.wording.said import Status

STYLES = {
    "good": "green", "partial": "yellow", "bad": "bold red", "active": "cyan", "waiting": "", "unknown": "dim",
}  # fmt: skip
FORMATS = ("text", "json")


def status_text(status: Status | None, *, overdue: bool = False, late: str = "") -> Text:
    """Return a status in symbol and words, coloured where there is colour."""
    text = Text()
    if status is not None:
        text.append(f"{status.symbol} {status.text}", STYLES[status.tone])
        if status.remark:
            text.append(f" ({status.remark})", "dim")
    if overdue and late.casefold() not in text.plain.casefold():
        text.append(f"{', ' if text else ''}! {late}", STYLES["bad"])
    return text


def as_table(rows: Sequence[Row], headings: Sequence[str], late: str) -> Table:
    """Return the rows as a table for a terminal."""
    cells = [
        (
            Text(row.address, "bold"),
            Text(row.title),
            status_text(row.status, overdue=row.overdue, late=late),
            Text(row.when),
            Text("; ".join(row.responsible)),
        )
        for row in rows
    ]
    filled = [index for index in range(len(headings)) if any(row[index].plain for row in cells)]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for index in filled:
        table.add_column(headings[index], overflow="fold", no_wrap=index == 0)  # an address is copied whole
    for row in cells:
        table.add_row(*(row[index] for index in filled))
    return table


def as_lines(rows: Sequence[Row], late: str) -> str:
    """Return the rows as tab-separated lines, for pipes."""
    return "\n".join(
        "\t".join((
            row.address, row.title, status_text(row.status, overdue=row.overdue, late=late).plain, row.when,
            "; ".join(row.responsible),
        )).rstrip()
        for row in rows
    )  # fmt: skip


def as_json(rows: Sequence[Row]) -> str:
    """Return the rows as JSON: addresses, statuses as the files write them, periods as EDTF (ISO 8601-2), days as ISO dates."""
    return json.dumps(
        [
            {
                "address": row.address,
                "title": row.title,
                "status": row.key or None,
                "when": row.when,
                "period": row.period or None,
                "ends": row.ends.isoformat() if row.ends else None,
                "responsible": list(row.names),
                "overdue": row.overdue,
            }
            for row in rows
        ],
        ensure_ascii=False,
        indent=2,
    )


def as_tree(branch: Branch) -> Tree:
    """Return a tree of branches for a terminal or a pipe."""
    tree = Tree(line(branch), guide_style="dim")
    add_children(tree, branch)
    return tree


def add_children(tree: Tree, branch: Branch) -> None:
    for child in branch.children:
        add_children(tree.add(line(child)), child)


def line(branch: Branch) -> Text:
    text = Text(branch.text)
    if branch.status is not None:
        text.append("  ").append_text(status_text(branch.status))
    if branch.id:
        text.append(f"  [{branch.id}]", "dim")
    return text
