"""What stands in a cell: text, a number, a day or nothing; compared as people would."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

Cell = str | int | float | Decimal | date | bool | None
HARD_SPACES = dict.fromkeys((0x00A0, 0x202F, 0x2007), " ")
BROKEN = "#FORMULA"  # a cell whose formula gives no value
MOST_IN_CELL = 32_767  # characters; the most that a cell of a workbook can hold


class CellError(Exception):
    """A cell that cannot be understood, and why; becomes a Problem with its place."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a cell: its sheet, its place as the spreadsheet says it (C7), and why."""

    sheet: str
    cell: str
    reason: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its title as shown, the keys and headings of its columns, and rows that begin with an id."""

    table: str
    title: str
    keys: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...] = ()
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    widths: tuple[int, ...] = ()
    computed: tuple[str, ...] = ()


def plain_text(cell: Cell) -> str:
    """Return a cell as text that is the same however a spreadsheet stored it: 132, 132.0 and "132" are one."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nei"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, (int, float, Decimal)):
        return number_text(cell)
    text = str(cell).replace("\r\n", "\n").replace("\r", "\n").translate(HARD_SPACES)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def number_text(value: float | Decimal) -> str:
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        return str(value)
    return str(int(number)) if number == number.to_integral_value() else format(number.normalize(), "f")


def column_letter(index: int) -> str:
    """Return a column's letters as spreadsheets say them: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
