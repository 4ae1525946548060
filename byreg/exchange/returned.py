"""What came back in a workbook, against the state it was taken from: changed cells, new rows, rows that are gone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from byreg.errors import ByregError
from byreg.exchange.book import FORM, ID, STATE
from byreg.exchange.cells import Cell, CellError, Problem, Sheet, column_letter, plain_text
from byreg.exchange.grid import Grid
from byreg.exchange.tables import Table
from byreg.exchange.times import read_period

Texts = Mapping[str, str]


@dataclass(frozen=True)
class State:
    """What every cell said when a workbook was taken out."""

    address: str
    day: date | None
    sheets: Mapping[str, Mapping[str, Texts]]  # table → id → column → text
    titles: Mapping[str, str]  # title of a sheet → table


@dataclass(frozen=True)
class Line:
    """One row that came back: where it stands, its id where it has one, and its cells as text by column."""

    sheet: str
    number: int
    id: str
    cells: Texts
    columns: Mapping[str, int]

    def place(self, key: str) -> str:
        return f"{column_letter(self.columns.get(key, 0))}{self.number}"

    def problem(self, key: str, error: CellError) -> Problem:
        return Problem(self.sheet, self.place(key), error.reason, error.hint)


@dataclass
class Returned:
    """One table that came back: its lines, headings that are none of ours, and what cannot be understood."""

    table: Table
    lines: list[Line] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_state(grids: Sequence[Grid]) -> State | None:
    """Return the hidden state of a workbook; None where it has none."""
    grid = next((one for one in grids if one.name == STATE and len(grids) > 1), None)
    if grid is None or not grid.rows or not all(grid.rows):
        return None
    rows = [[plain_text(cell) for cell in row] for row in grid.rows]
    if rows[0][:2] != ["byreg", FORM] or len(rows[0]) < 5:
        raise ByregError(
            "the workbook was made by another version of byreg", "Export it anew, and make the changes there."
        )
    sheets: dict[str, dict[str, Texts]] = {}
    titles: dict[str, str] = {}
    keys: dict[str, list[str]] = {}
    for row in rows[1:]:
        if row[0] == "sheet" and len(row) > 2:
            titles[row[2]], keys[row[1]] = row[1], [key for key in row[3:] if key]
            sheets[row[1]] = {}
        elif row[0] == "row" and len(row) > 2 and row[1] in keys:
            cells = [*row[3:], *[""] * len(keys[row[1]])]
            sheets[row[1]][row[2]] = dict(zip(keys[row[1]], cells, strict=False))
    try:
        day = date.fromisoformat(rows[0][3])
    except ValueError:
        day = None
    return State(rows[0][2], day, sheets, titles)


def state_of(sheets: Sequence[Sheet], address: str) -> State:
    """Return the state that a plan is in now, for a table that carries none."""
    return State(
        address,
        None,
        {
            sheet.table: {
                id_: {key: plain_text(cell) for key, cell in zip(sheet.keys, cells, strict=True)}
                for id_, cells in sheet.rows
            }
            for sheet in sheets
        },
        {sheet.title: sheet.table for sheet in sheets},
    )


def read_returned(grid: Grid, table: Table) -> Returned:
    """Return the lines of one sheet, its columns known by their headings."""
    found = Returned(table)
    header = header_row(grid, table)
    if header is None:
        found.problems.append(
            Problem(grid.name, "A1", "no row of headings was found", "Keep the headings as they were exported.")
        )
        return found
    columns = columns_of(grid.rows[header], table, found, grid.name, header)
    for top, left, bottom, _ in grid.merged:
        if bottom > header and left in columns.values():
            place = f"{column_letter(left)}{top + 1}"
            found.problems.append(
                Problem(grid.name, place, "cells are merged over several rows", "Split them, and fill each.")
            )
    for offset, row in enumerate(grid.rows[header + 1 :], start=header + 2):
        cells = {key: plain_text(row[index]) if index < len(row) else "" for key, index in columns.items()}
        id_ = cells.pop(ID, "")
        if id_ or any(cells.values()):
            found.lines.append(Line(grid.name, offset, id_, cells, columns))
    return found


def header_row(grid: Grid, table: Table) -> int | None:
    """Return which row holds the headings: the first in which the title's stands."""
    titles = {heading.casefold() for column in table.columns if column.key == "title" for heading in column.headings}
    for number, row in enumerate(grid.rows[:20]):
        if titles & {plain_text(cell).casefold() for cell in row}:
            return number
    return None


def columns_of(row: Sequence[Cell], table: Table, found: Returned, sheet: str, number: int) -> dict[str, int]:
    """Return where each column stands; a heading that is a time is a column of observations."""
    by_heading = {heading.casefold(): column.key for column in table.columns for heading in column.headings} | {ID: ID}
    columns: dict[str, int] = {}
    for index, cell in enumerate(row):
        heading = plain_text(cell)
        key = by_heading.get(heading.casefold(), "")
        if not key and heading and table.key == "indicators":
            key = observed_key(heading)
        if not key:
            found.ignored += [heading] if heading else []
        elif key in columns:
            found.problems.append(
                Problem(
                    sheet,
                    f"{column_letter(index)}{number + 1}",
                    f"there are two columns '{heading}'",
                    "Take out one of them.",
                )
            )
        else:
            columns[key] = index
    return columns


def observed_key(heading: str) -> str:
    try:
        return f"observed {read_period(heading)}"
    except CellError:
        return ""
