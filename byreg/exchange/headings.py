"""What the headings of a foreign action table mean: guessed, or given in a file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from byreg.errors import ByregError
from byreg.exchange.cells import Cell, column_letter, plain_text
from byreg.exchange.grid import Grid
from byreg.source.meaning import Plain
from byreg.source.scalars import written
from byreg.source.yaml import compose
from byreg.suggest import suggestion

Level = str
LEVELS: Mapping[Level, tuple[str, ...]] = {
    "focus_area": ("innsatsområde", "satsingsområde", "satsningsområde", "hovedområde", "tema"),
    "objective": ("målsetting", "målsetjing", "delmål", "mål", "hovedmål"),
    "strategy": ("strategi", "delstrategi"),
    "action": ("tiltak", "aktivitet", "handling", "action"),
}
# a key, and the headings that people give it, the likeliest first
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "label": ("nr", "nummer", "tiltaksnr", "tiltaksnummer", "#"),
    "title": ("tiltak", "aktivitet", "handling", "tittel", "navn på tiltak", "action"),
    "focus_area": LEVELS["focus_area"],
    "objective": LEVELS["objective"],
    "strategy": LEVELS["strategy"],
    "text": ("beskrivelse", "skildring", "omtale", "innhold", "hva", "forklaring"),
    "purpose": ("formål", "føremål", "hensikt", "hvorfor"),
    "schedule": (
        "tidsplan",
        "tid",
        "når",
        "tidsrom",
        "periode",
        "frist",
        "år",
        "tidsramme",
        "gjennomføring",
        "start og slutt",
    ),
    "resources": (
        "ressurs/finansiering",
        "ressurser",
        "ressurs",
        "finansiering",
        "kostnad",
        "budsjett",
        "økonomi",
        "ressursbehov",
    ),
    "responsible": ("ansvar", "ansvarlig", "ansvarleg", "hvem", "hovedansvar", "eier", "tiltakseier"),
    "contributors": ("samarbeidspartnere", "deltakere", "bidragsytere", "medvirkende", "partnere"),
    "tags": ("bo/bedrift/besøk", "dimensjon", "attraktivitet"),
    "status": ("status", "framdrift", "fremdrift"),
    "news": ("siste oppdatering", "oppdatering", "kommentar", "merknad til status"),
    "updated": ("oppdatert", "dato oppdatert", "sist oppdatert"),
    "measured_by": ("indikator", "måles ved", "måling", "resultatmål"),
    "priority": ("prioritet", "prioritering"),
    "note": ("merknad", "merknader", "notat"),
}
KEYS = (*HEADINGS, "level")
LABELLED = re.compile(
    r"(?P<word>[^\W\d_]{1,40})\.? ?(?P<number>[0-9]{1,4}[a-z]?|[A-ZÆØÅ]|[0-9]{1,4}(?:\.[0-9]{1,4}){1,4})? ?:?",
    re.IGNORECASE,
)
LONGEST_LEVEL = 60  # characters of a cell that says what a row is
MOST_HEADER_ROWS = 30
SHOWN = 40
PROSE = ("text", "purpose", "resources", "responsible", "contributors", "news", "measured_by", "note")


@dataclass(frozen=True)
class ColumnMapping:
    """What a table's columns mean: the sheet, the row of headings, and a key for each letter."""

    sheet: str
    header: int  # from 1; 0 where there is none
    columns: Mapping[str, str]  # letter → key
    headings: Mapping[str, str] = field(default_factory=dict)  # letter → heading, to show

    @property
    def is_outline(self) -> bool:
        """Tell whether a column says what each row is."""
        return "level" in self.columns.values()

    def text(self) -> str:
        """Return the mapping as a file to look over and use again."""
        lines = [
            "# Hvilken kolonne som er hva. Verdier: " + ", ".join(KEYS) + ".",
            f"sheet: {written(self.sheet, block=True)}",
            f"header: {self.header}",
            "columns:" if self.columns else "columns: {}  # fyll inn: A: title",
        ]
        for letter, key in self.columns.items():
            heading = "".join(c if c.isprintable() else " " for c in self.headings.get(letter, ""))
            lines.append(f"  {letter}: {key}{f'  # {heading[:SHOWN]}' if heading else ''}")
        unread = [
            f"  # {letter}:  {' '.join(heading.split())[:SHOWN]}"
            for letter, heading in self.headings.items()
            if letter not in self.columns
        ]
        return "\n".join([*lines, *unread]) + "\n"


def read_mapping(data: bytes) -> ColumnMapping:
    """Return a mapping from its file; ByregError says what is wrong with it."""
    found = compose(data)
    tree = found.tree
    if found.faults or not isinstance(tree, dict) or not isinstance(tree.get("columns"), dict):
        raise ByregError("the mapping cannot be read", "Write it with --save-mapping, and change that.")
    check_keys(tree)
    columns = {str(letter).upper(): str(key or "") for letter, key in tree["columns"].items()}
    if len(columns) < len(tree["columns"]):
        raise ByregError("the mapping names a column twice", "Keep one line for each letter.")
    for key in {key for key in columns.values() if list(columns.values()).count(key) > 1 and key not in PROSE}:
        raise ByregError(f"the mapping gives several columns the key '{key}'", "Keep one; prose may stand in several.")
    for letter, key in columns.items():
        if key not in KEYS:
            raise ByregError(f"the mapping gives column {letter} the key '{key}'", suggestion(key, KEYS))
        if not letter.isalpha() or not letter.isascii() or len(letter) > 3:
            raise ByregError(f"the mapping names a column '{letter[:20]}'", "Name columns by their letters: A, B, C.")
    header = tree.get("header", 1)
    if type(header) is not int or not 0 <= header <= 10_000:
        raise ByregError(
            "the mapping's 'header' is no row", "Write the number of the row of headings; 0 if there is none."
        )
    return ColumnMapping(str(tree["sheet"]), header, columns)


def check_keys(tree: Plain) -> None:
    """Refuse keys that a mapping does not have, and one without a sheet."""
    for key in tree:
        if key not in ("sheet", "header", "columns"):
            raise ByregError(f"the mapping has a key '{key}'", suggestion(key, ("sheet", "header", "columns")))
    if not tree.get("sheet"):
        raise ByregError("the mapping names no sheet", "Write 'sheet: ' and the sheet's name; any, for a table as CSV.")


def guess_mapping(grids: Sequence[Grid]) -> ColumnMapping:
    """Return what the headings of a file most likely mean; ByregError where no table of actions is found."""
    best: tuple[int, ColumnMapping] | None = None
    for grid in grids:
        for number, row in enumerate(grid.rows[:MOST_HEADER_ROWS]):
            mapping = guess_columns(grid, number, row)
            weight = len(mapping.columns)
            if "title" in mapping.columns.values() and (best is None or weight > best[0]):
                best = (weight, mapping)
    if best is None or best[0] < 2:
        raise ByregError("no action table was found", "Say which column is what: --mapping FILE; see --save-mapping.")
    return best[1]


def with_headings(mapping: ColumnMapping, grid: Grid) -> ColumnMapping:
    """Return a mapping with the headings that stand in the sheet; ByregError where it names what is not there."""
    wide = max((len(row) for row in grid.rows), default=0)
    for letter in mapping.columns:
        if index_of(letter) >= wide:
            raise ByregError(
                f"the mapping names the column {letter}, and '{grid.name}' has none", "Name columns by their letters."
            )
    if mapping.header > len(grid.rows):
        raise ByregError(
            f"the mapping's header is row {mapping.header}, and '{grid.name}' ends before", "Name the row of headings."
        )
    row = grid.rows[mapping.header - 1] if mapping.header else ()
    headings = {column_letter(index): plain_text(cell) for index, cell in enumerate(row) if plain_text(cell)}
    return replace(mapping, headings=headings)


def blank_mapping(grid: Grid) -> ColumnMapping:
    """Return a mapping to fill in, of the row with most in it."""
    number = max(
        range(len(grid.rows[:MOST_HEADER_ROWS])),
        key=lambda at: sum(bool(plain_text(one)) for one in grid.rows[at]),
        default=0,
    )
    row = grid.rows[number] if grid.rows else ()
    headings = {column_letter(index): plain_text(cell) for index, cell in enumerate(row) if plain_text(cell)}
    return ColumnMapping(grid.name, number + 1, {}, headings)


def guess_columns(grid: Grid, number: int, row: Sequence[Cell]) -> ColumnMapping:
    """Return what one row means, taken as headings."""
    headings = {column_letter(index): plain_text(cell) for index, cell in enumerate(row) if plain_text(cell)}
    columns: dict[str, str] = {}
    level = level_column(grid, number)
    if level is not None:
        columns[column_letter(level)] = "level"
        columns[column_letter(level + 1)] = "title"
    for letter, heading in headings.items():
        key = key_of(heading)
        if key and letter not in columns and key not in columns.values():
            columns[letter] = key
    return ColumnMapping(grid.name, number + 1, columns, headings)


def level_column(grid: Grid, number: int) -> int | None:
    """Return the column whose cells say what each row is, where two levels or more are found in one."""
    for index in range(3):
        found = {
            level for row in grid.rows[number:] if index < len(row) and (level := level_of(plain_text(row[index]))[0])
        }
        if len(found) >= 2 and "action" in found:
            return index
    return None


def level_of(text: str) -> tuple[Level, str]:
    """Return the level that a cell such as `Målsetting A` or `Tiltak 2` names, and the number people use."""
    match = LABELLED.fullmatch(" ".join(text.split())) if len(text) <= LONGEST_LEVEL else None
    if match is None:
        return "", ""
    word = match["word"].casefold()
    level = next((level for level, words in LEVELS.items() if word in words), "")
    return level, text.strip().rstrip(":") if level and match["number"] else ""


def key_of(heading: str) -> str:
    """Return the key that a heading means; nothing for one that nobody knows."""
    folded = " ".join(heading.casefold().replace(":", " ").split()).strip(" .*")
    compact = re.sub(r"\s*/\s*", "/", folded)
    for key, words in HEADINGS.items():
        if compact in words or folded in words:
            return key
    parts = set(re.findall(r"\w+", folded))
    for key, words in HEADINGS.items():
        if any(word in parts for word in words if len(word) > 3):
            return key
    return ""


def index_of(letter: str) -> int:
    index = 0
    for char in letter:
        index = index * 26 + ord(char) - 64
    return index - 1
