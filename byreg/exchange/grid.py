"""A spreadsheet file as plain cells: .xlsx and .ods by a child process with limits, .csv here.

What strangers send may be a bomb: a small file that unpacks without end, or one cell in the last
row of a million. So size is looked at first, and the rest happens apart.
"""

import csv
import html
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from byreg.errors import ByregError
from byreg.exchange.cells import BROKEN, Cell
from byreg.exchange.extras import needed
from byreg.storage.write import read_bounded

MOST_BYTES = 32 * 1024 * 1024
MOST_TEXT = 4 * 1024 * 1024  # of a table as CSV
MOST_HEAD = 20  # lines that are looked at to tell what stands between the columns
MARKED = ("=", "+", "-", "@", "'", "\t", "\r")
MOST_UNPACKED = 256 * 1024 * 1024
MOST_SECONDS = 30
MOST_MEMORY = 2 * 1024 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 500
MOST_SHEETS = 100
WORKBOOKS = (".xlsx", ".ods")
BROKEN_CELLS = (
    re.compile(r'<c\b[^>]*\st="e"[^>]*>'),
    re.compile(r"<c\b[^>]*>(?:<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>"),
)
DAY = "day:"  # how a date crosses between the processes


Area = tuple[int, int, int, int]  # first row and column, last row and column, from 0


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its name and its rows, as far to the right and down as anything stands."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[Area, ...] = ()

    def filled(self) -> "Grid":
        """Return the same sheet with what merged cells say in each of them."""
        rows = [list(row) for row in self.rows]
        for top, left, bottom, right in self.merged:
            value = rows[top][left] if top < len(rows) and left < len(rows[top]) else None
            for row in rows[top : bottom + 1]:
                for column in range(left, min(right + 1, len(row))):
                    row[column] = value
        return Grid(self.name, tuple(tuple(row) for row in rows))


def read_grids(path: Path) -> tuple[Grid, ...]:
    """Return the sheets of a file; ByregError says why it cannot be read."""
    suffix = path.suffix.lower()
    if suffix not in (*WORKBOOKS, ".csv"):
        raise ByregError(f"'{path}' is no workbook", "Name a file that ends in .xlsx, .ods or .csv.")
    most = MOST_TEXT if suffix == ".csv" else MOST_BYTES
    data = read_bounded(path, most, "Look at the file's name, rights and size.")
    return (read_csv(data, path),) if suffix == ".csv" else read_workbook(data, path)


def read_csv(data: bytes, path: Path) -> Grid:
    """Read a table with `;`, `,` or tabs between, in UTF-8 or as Excel saves it on Windows."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    head = "\n".join(text.split("\n", MOST_HEAD)[:MOST_HEAD])
    between = max(";,\t", key=head.count)
    csv.field_size_limit(MOST_TEXT)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=between)
        rows = [tuple(unquoted(cell) for cell in row) for row in islice(reader, MOST_ROWS + 1)]
    except csv.Error as error:
        raise ByregError(f"'{path}' cannot be read: {error}", "Save it as CSV once more.") from None
    check_size(rows, path)
    return Grid(path.stem, tuple(rows))


def unquoted(cell: str) -> str:
    """Return a cell without the mark that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in MARKED else cell


def check_size(rows: Sequence[Sequence[Cell]], path: Path) -> None:
    if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows):
        raise ByregError(
            f"'{path}' has more than {MOST_ROWS} rows or {MOST_COLUMNS} columns",
            "Take out what does not belong to the plan.",
        )


def read_workbook(data: bytes, path: Path) -> tuple[Grid, ...]:
    """Read a workbook in a child that can neither run long nor grow large."""
    needed("python_calamine", "office")
    check_unpacked(data, path)
    code = f"import sys; sys.path[:0] = {sys.path!r}; from byreg.exchange.grid import main; main()"
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-I", "-X", "utf8", "-c", code],
            input=data,
            capture_output=True,
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ByregError(f"'{path}' took more than {MOST_SECONDS} seconds to read", "Save a smaller copy.") from None
    if done.returncode != 0:
        raise ByregError(
            f"'{path}' cannot be read as a workbook, or is far too large",
            "Look for cells far below or to the right of all others.",
        )
    sheets = json.loads(done.stdout)
    if isinstance(sheets, str):
        raise ByregError(f"'{path}' cannot be read: {sheets}", "Open it, and save it once more as .xlsx.")
    grids = tuple(
        Grid(name, tuple(tuple(as_cell(cell) for cell in row) for row in rows), tuple(tuple(area) for area in merged))
        for name, rows, merged in sheets
    )
    for grid in grids:
        check_size(grid.rows, path)
    return grids


def check_unpacked(data: bytes, path: Path) -> None:
    """Unpack a file piece by piece and count, since what its own table says may be a lie."""
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                with archive.open(usual(entry)) as stream:
                    while piece := stream.read(1024 * 1024):
                        total += len(piece)
                        if total > MOST_UNPACKED:
                            raise ByregError(
                                f"'{path}' unpacks to more than {MOST_UNPACKED // 1024 // 1024} MB",
                                "Save a smaller copy.",
                            )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, zipfile.zlib.error):  # type: ignore[attr-defined]
        raise ByregError(
            f"'{path}' is no workbook, or it is damaged or locked with a password", "Save it once more as .xlsx."
        ) from None


def usual(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Return an entry that is packed as workbooks are; others are damaged, or made to do harm."""
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile
    return entry


def as_cell(value: str | float | None) -> Cell:
    """Return a cell as it was before it crossed."""
    if isinstance(value, str) and value.startswith(DAY):
        return date.fromisoformat(value.removeprefix(DAY))
    return value[1:] if isinstance(value, str) else value


def main() -> None:
    """Read a workbook from standard input, and write its sheets as JSON."""
    limit()
    import python_calamine

    data = sys.stdin.buffer.read()
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        broken = broken_cells(data)
        found = []
        for name in book.sheet_names[:MOST_SHEETS]:
            sheet = book.get_sheet_by_name(name)
            areas = [(*first, *last) for first, last in sheet.merged_cell_ranges or () if first[0] != last[0]]
            found.append((name, crossing(sheet, broken.get(name, ())), areas))
    except Exception as error:  # noqa: BLE001 - whatever it is, the file is at fault
        print(json.dumps(str(error)[:200] or type(error).__name__))
        return
    print(json.dumps(found))


def broken_cells(data: bytes) -> dict[str, set[tuple[int, int]]]:
    """Return the cells of each sheet whose formula gives an error or was never worked out; the reader shows them as empty."""
    found: dict[str, set[tuple[int, int]]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
            return found
        book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
        links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
        targets = {
            attribute(one, "Id"): attribute(one, "Target") for one in re.findall(r"<Relationship\b[^>]*>", links)
        }
        for one in re.findall(r"<sheet\b[^>]*>", book):
            target = targets.get(attribute(one, "r:id"), "").removeprefix("/xl/")
            if f"xl/{target}" in names:
                text = archive.read(f"xl/{target}").decode("utf-8", "replace")
                cells = [attribute(match[0], "r") for pattern in BROKEN_CELLS for match in pattern.finditer(text)]
                found[html.unescape(attribute(one, "name"))] = {
                    at for cell in cells if (at := position(cell)) is not None
                }
    return found


def attribute(tag: str, name: str) -> str:
    found = re.search(rf'\s{name}="([^"]*)"', tag)
    return found[1] if found else ""


def position(cell: str) -> tuple[int, int] | None:
    """Return row and column, from 0, of a cell such as C7."""
    match = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", cell)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def crossing(sheet: object, broken: Collection[tuple[int, int]]) -> list[list[object]]:
    """Return a sheet's cells as JSON can carry them; rows and columns beyond the limit are counted, not carried."""
    height, width = sheet.total_height, sheet.total_width  # type: ignore[attr-defined]
    if height > MOST_ROWS * 50 or width > MOST_COLUMNS * 40 or height * max(width, 1) > MOST_ROWS * MOST_COLUMNS:
        raise ValueError("a cell stands far below or to the right of all others")
    rows = [[carried(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]  # type: ignore[attr-defined]
    for row, column in broken:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = f"={BROKEN}"
    while rows and not any(cell not in (None, "=") for cell in rows[-1]):
        rows.pop()
    return rows


def carried(cell: object) -> object:
    """Return a cell as JSON: text with a mark before it, a day with its own."""
    from datetime import datetime, time, timedelta

    if isinstance(cell, (bool, int, float)):
        return cell
    if isinstance(cell, datetime):
        whole = cell.time() == time.min
        return f"{DAY}{cell.date().isoformat()}" if whole else f"={cell.isoformat(' ')}"
    if isinstance(cell, date):
        return f"{DAY}{cell.isoformat()}"
    if isinstance(cell, (time, timedelta)):
        return f"={cell}"
    return None if cell in (None, "") else f"={cell}"


def limit() -> None:
    """Set limits where the system has them; the parent's time limit holds everywhere."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
