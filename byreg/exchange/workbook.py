"""A book as an .xlsx workbook that a case officer likes: headings, filters, lists to choose from, real dates."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from byreg.exchange.book import ID, STATE, Book
from byreg.exchange.cells import MOST_IN_CELL, Cell, Sheet, column_letter
from byreg.exchange.extras import needed

if TYPE_CHECKING:
    import xlsxwriter

LISTS = "_lister"
SPARE_ROWS = 500  # rows below the last that have lists to choose from too
DATE = "d.m.yyyy"
MOST_CHOICES = 2000
LINE = 15  # points
TALLEST = 409


def as_xlsx(book: Book) -> bytes:
    """Return a workbook; the same book gives the same bytes."""
    xlsxwriter = needed("xlsxwriter", "office")
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(out, options)
    day = datetime.combine(book.day, datetime.min.time())
    workbook.set_properties({"title": book.title, "subject": book.address, "created": day})
    Writer(workbook, book).write()
    workbook.close()
    return out.getvalue()


def height_of(cells: Sequence[Cell], widths: Sequence[int]) -> int:
    """Return the height in points that shows all lines of a row, which not every spreadsheet works out itself."""
    lines = 1
    for cell, width in zip(cells, widths, strict=True):
        said = str(cell or "").split("\n")
        lines = max(lines, sum(max(1, -(-len(line) // max(width - 2, 1))) for line in said))
    return min(lines * LINE, TALLEST)


class Writer:
    """Writes one workbook."""

    def __init__(self, workbook: "xlsxwriter.Workbook", book: Book) -> None:
        self.workbook, self.book = workbook, book
        text = {
            "valign": "top", "text_wrap": True, "font_name": "Calibri", "font_size": 11, "bottom": 1, "bottom_color": "#D9D9D9",
        }  # fmt: skip
        head = {"bold": True, "valign": "top", "text_wrap": True, "bottom": 2, "font_name": "Calibri", "font_size": 11}
        self.formats: dict[str, Any] = {
            "text": workbook.add_format({**text, "num_format": "@"}),
            "any": workbook.add_format(text),
            "number": workbook.add_format({**text, "num_format": "General"}),
            "date": workbook.add_format({**text, "num_format": DATE, "align": "left"}),
            "head": workbook.add_format({**head, "bg_color": "#1F4E5F", "font_color": "#FFFFFF"}),
            "computed": workbook.add_format({**head, "bg_color": "#D9D9D9", "font_color": "#333333"}),
            "grey": workbook.add_format({**text, "font_color": "#595959"}),
            "plain": workbook.add_format({"valign": "top", "text_wrap": True, "font_name": "Calibri", "font_size": 11}),
            "title": workbook.add_format({"bold": True, "font_size": 14, "font_name": "Calibri"}),
        }
        self.lists: list[tuple[str, ...]] = []

    def write(self) -> None:
        for sheet in self.book.sheets:
            self.write_sheet(sheet)
        self.write_guide()
        self.write_lists()
        self.write_state()
        self.workbook.worksheets()[0].activate()

    def write_sheet(self, sheet: Sheet) -> None:
        """Write a table: the id in a hidden first column, a frozen header, filters, and lists to choose from."""
        page = self.workbook.add_worksheet(sheet.title)
        page.set_column(0, 0, 12, None, {"hidden": True})
        page.write_string(0, 0, ID, self.formats["computed"])
        for index, (key, heading, width) in enumerate(
            zip(sheet.keys, sheet.headings, sheet.widths, strict=True), start=1
        ):
            page.set_column(index, index, width, self.formats["any"])
            page.write_string(0, index, heading, self.formats["computed" if key in sheet.computed else "head"])
        page.set_row(0, LINE * 2)
        for number, (id_, cells) in enumerate(sheet.rows, start=1):
            page.set_row(number, height_of(cells, sheet.widths))
            page.write_string(number, 0, id_, self.formats["grey"])
            for index, (key, cell) in enumerate(zip(sheet.keys, cells, strict=True), start=1):
                self.write_cell(page, (number, index), cell, computed=key in sheet.computed)
        last = len(sheet.rows) + SPARE_ROWS
        for index, key in enumerate(sheet.keys, start=1):
            if key in sheet.choices and len(sheet.choices[key]) <= MOST_CHOICES:
                page.data_validation(1, index, last, index, self.choice(sheet.choices[key]))
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.keys))
        page.set_landscape()
        page.set_paper(8)  # A3
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)

    def write_cell(self, page: Any, at: tuple[int, int], cell: Cell, *, computed: bool) -> None:
        if cell is None or cell == "":
            page.write_blank(*at, None, self.formats["any"])
        elif isinstance(cell, date):
            page.write_datetime(*at, datetime.combine(cell, datetime.min.time()), self.formats["date"])
        elif isinstance(cell, (int, float, Decimal)) and not isinstance(cell, bool):
            page.write_number(*at, float(cell), self.formats["number"])
        else:
            page.write_string(*at, str(cell)[:MOST_IN_CELL], self.formats["grey" if computed else "text"])

    def choice(self, names: tuple[str, ...]) -> dict[str, Any]:
        """Return a list to choose from; what is not in it may be written all the same."""
        if names not in self.lists:
            self.lists.append(names)
        column = column_letter(self.lists.index(names))
        return {
            "validate": "list", "source": f"={LISTS}!${column}$1:${column}${len(names)}", "error_type": "information",
            "show_error": False,
        }  # fmt: skip

    def write_guide(self) -> None:
        page = self.workbook.add_worksheet(self.book.guide_title)
        page.set_column(0, 0, 90, self.formats["plain"])
        page.fit_to_pages(1, 0)
        page.write_string(0, 0, self.book.title, self.formats["title"])
        for number, line in enumerate(self.book.guide, start=2):
            page.write_string(number, 0, line, self.formats["plain"])
            page.set_row(number, height_of((line,), (90,)))

    def write_lists(self) -> None:
        page = self.workbook.add_worksheet(LISTS)
        for column, names in enumerate(self.lists):
            for number, name in enumerate(names):
                page.write_string(number, column, name[:MOST_IN_CELL])
        page.hide()

    def write_state(self) -> None:
        """Write the state that the book was taken from, where nobody stumbles over it."""
        page = self.workbook.add_worksheet(STATE)
        for number, row in enumerate(self.book.state()):
            for column, text in enumerate(row):
                page.write_string(number, column, text[:MOST_IN_CELL])
        page.very_hidden()
