"""A table of a plan as CSV, and a plan as JSON: open data, the same bytes for the same plan and day."""

import csv
import io
import json
from typing import Any

from byreg.amend.records import whole_tree
from byreg.exchange.book import Book
from byreg.exchange.cells import Cell, plain_text
from byreg.load import Workspace
from byreg.model.achievement import goal_status, indicator_verdict
from byreg.model.actions import Action
from byreg.model.register import Phase
from byreg.model.state import action_is_overdue, action_status, event_status, plan_status

FORMULA = ("=", "+", "-", "@", "'", "\t", "\r")  # what a mark is put before; the mark itself too, so that it comes back


def as_csv(book: Book, table: str) -> bytes:
    """Return one table, with `;` between as Norwegian spreadsheets expect, in UTF-8 with the mark they need."""
    sheet = next(one for one in book.sheets if one.table == table)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(("id", *sheet.headings))
    writer.writerows((id_, *(safe(cell) for cell in cells)) for id_, cells in sheet.rows)
    return ("\ufeff" + out.getvalue()).encode("utf-8")


def safe(cell: Cell) -> str:
    """Return a cell as text that no spreadsheet takes for a formula."""
    text = plain_text(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(FORMULA) else text


def as_json(workspace: Workspace, phase: Phase, book: Book) -> bytes:
    """Return what a plan says, and the statuses that follow from it on the day, under `computed`."""
    tree = whole_tree(workspace, (phase.region, phase.id))
    day = book.day
    content: dict[str, Any] = {
        "address": phase.address,
        "as_of": day.isoformat(),
        "content": {key: value for key, value in tree.items() if key != "schema"},
        "computed": {
            "status": plan_status(phase.plan, day),
            "goals": {
                id_: goal_status(id_, goal, phase.plan, phase.indicators, day).status
                for id_, goal in phase.plan.goals.items()
            },
            "indicators": {
                id_: indicator_verdict(one, phase.plan, day, phase.indicators) for id_, one in phase.indicators.items()
            },
            "actions": {id_: action_state(one, book) for id_, one in phase.actions.items()},
            "milestones": {id_: event_status(one, day) for id_, one in phase.plan.milestones.items()},
        },
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def action_state(action: Action, book: Book) -> dict[str, Any]:
    return {"status": action_status(action, book.day), "overdue": action_is_overdue(action, book.day)}
