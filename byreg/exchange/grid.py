"""A spreadsheet file as plain cells: .xlsx and .ods by a child process with limits, .csv here.

What strangers send may be a bomb: a small file that unpacks without end, or one cell in the last
row of a million. So size is looked at first, and the rest happens apart.
"""

import csv
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from byreg.errors import ByregError
from byreg.exchange.cells import Cell
from byreg.exchange.extras import needed

MOST_BYTES = 32 * 1024 * 1024
MOST_UNPACKED = 256 * 1024 * 1024
MOST_SECONDS = 30
MOST_MEMORY = 2 * 1024 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 500
MOST_SHEETS = 100
WORKBOOKS = (".xlsx", ".ods")
DAY = "day:"  # how a date crosses between the processes


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its name and its rows, as far to the right and down as anything stands."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


def read_grids(path: Path) -> tuple[Grid, ...]:
    """Return the sheets of a file; ByregError says why it cannot be read."""
    suffix = path.suffix.lower()
    if suffix not in (*WORKBOOKS, ".csv"):
        raise ByregError(f"'{path}' is no workbook", "Name a file that ends in .xlsx, .ods or .csv.")
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise ByregError(f"'{path}' is larger than {MOST_BYTES // 1024 // 1024} MB", "Take out what is no table.")
        data = path.read_bytes()
    except OSError as error:
        problem = (error.strerror or type(error).__name__).lower()
        raise ByregError(f"'{path}' cannot be read: {problem}", "Look at the file's name and rights.") from None
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
    head = text.partition("\n")[0]
    between = max(";,\t", key=head.count)
    csv.field_size_limit(MOST_BYTES)
    try:
        rows = [
            tuple(unquoted(cell) for cell in row)
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=between)
        ]
    except csv.Error as error:
        raise ByregError(f"'{path}' cannot be read: {error}", "Save it as CSV once more.") from None
    check_size(rows, path)
    return Grid(path.stem, tuple(rows))


def unquoted(cell: str) -> str:
    """Return a cell without the mark that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@") else cell


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
        raise ByregError(f"'{path}' cannot be read as a workbook", "Open it, and save it once more as .xlsx.")
    sheets = json.loads(done.stdout)
    if isinstance(sheets, str):
        raise ByregError(f"'{path}' cannot be read: {sheets}", "Open it, and save it once more as .xlsx.")
    grids = tuple(Grid(name, tuple(tuple(as_cell(cell) for cell in row) for row in rows)) for name, rows in sheets)
    for grid in grids:
        check_size(grid.rows, path)
    return grids


def check_unpacked(data: bytes, path: Path) -> None:
    """Unpack a file piece by piece and count, since what its own table says may be a lie."""
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                with archive.open(entry) as stream:
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
        names = book.sheet_names[:MOST_SHEETS]
        found = [(name, crossing(book.get_sheet_by_name(name))) for name in names]
    except Exception as error:  # noqa: BLE001 - whatever it is, the file is at fault
        print(json.dumps(str(error)[:200] or type(error).__name__))
        return
    print(json.dumps(found))


def crossing(sheet: object) -> list[list[object]]:
    """Return a sheet's cells as JSON can carry them; rows and columns beyond the limit are counted, not carried."""
    height, width = sheet.total_height, sheet.total_width  # type: ignore[attr-defined]
    if height > MOST_ROWS * 50 or width > MOST_COLUMNS * 40 or height * max(width, 1) > MOST_ROWS * MOST_COLUMNS:
        raise ValueError("a cell stands far below or to the right of all others")
    rows = [[carried(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]  # type: ignore[attr-defined]
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
