"""A foreign action table becomes a draft plan: what its headings mean, and what each row is."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from byreg.errors import ByregError
from byreg.exchange.cells import Cell, CellError, Problem, column_letter, plain_text
from byreg.exchange.fields import period_value, value_of
from byreg.exchange.grid import Grid
from byreg.exchange.times import read_period
from byreg.language import labels
from byreg.source.scalars import written
from byreg.source.yaml import Plain, compose
from byreg.suggest import as_id, suggestion

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
DOUBT = re.compile(r"\?|^\s*(eks\.?|f\.?eks\.?|for eksempel|forslag)\b", re.IGNORECASE)
LABELLED = re.compile(
    r"(?P<word>[^\W\d_]+)\.?\s*(?P<number>[0-9]+[a-z]?|[A-ZÆØÅ]|[0-9]+(?:\.[0-9]+)+)?\s*:?", re.IGNORECASE
)
MOST_HEADER_ROWS = 30
SHOWN = 40


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
            "columns:",
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
    columns = {str(letter).upper(): str(key) for letter, key in tree["columns"].items()}
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
    return ColumnMapping(str(tree.get("sheet", "")), header, columns)


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
    match = LABELLED.fullmatch(text.strip())
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


@dataclass
class Draft:
    """What a table became: tables of records, and what could not be placed."""

    tables: dict[str, dict[str, dict[str, Plain]]] = field(default_factory=dict)
    remarks: list[Problem] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    def add(self, table: str, record: dict[str, Plain], title: str) -> str:
        """Add a record, and return its id."""
        words = [word for word in as_id(title).split("-") if word]
        name, number = "", 2
        for word in words:
            if len(name) + len(word) > 46:
                break
            name = f"{name}-{word}" if name else word[:46]
        name = name or table.rstrip("s").replace("_", "-")
        free = name
        while free in self.ids:
            free, number = f"{name}-{number}", number + 1
        self.ids.add(free)
        self.tables.setdefault(table, {})[free] = record
        return free


TABLES: Mapping[Level, str] = {"focus_area": "focus_areas", "objective": "objectives", "strategy": "strategies"}
ABOVE: Mapping[Level, tuple[Level, ...]] = {
    "focus_area": (), "objective": ("focus_area",), "strategy": ("objective", "focus_area"),
    "action": ("strategy", "objective", "focus_area"),
}  # fmt: skip


class Reader:
    """Reads the rows of a foreign table into a draft; `names` finds the id of an organisation, or nothing."""

    def __init__(self, grid: Grid, mapping: ColumnMapping, names: "Known", day: str, taken: Iterable[str] = ()) -> None:
        self.grid, self.mapping, self.names, self.day = grid, mapping, names, day
        self.draft = Draft(ids=set(taken))
        self.open: dict[Level, str] = {}
        self.known: dict[tuple[Level, str], str] = {}
        self.filled: dict[Level, str] = {}

    def read(self) -> Draft:
        first = self.mapping.header - 1 if self.mapping.is_outline else self.mapping.header
        for number, row in enumerate(self.grid.rows[max(first, 0) :], start=max(first, 0) + 1):
            cells = {
                key: plain_text(row[index]) if (index := index_of(letter)) < len(row) else ""
                for letter, key in self.mapping.columns.items()
            }
            if any(cells.values()):
                self.row(number, cells)
        return self.draft

    def row(self, number: int, cells: dict[str, str]) -> None:
        if self.mapping.is_outline:
            level, label = level_of(cells.get("level", ""))
            if not level or not cells.get("title"):
                self.unplaced(number, cells)
                return
            if number == self.mapping.header:
                cells = {key: text for key, text in cells.items() if key in ("level", "title")}
            self.outline_row(number, level, label, cells)
            return
        for level in ("focus_area", "objective", "strategy"):
            if cells.get(level):
                self.filled = {key: text for key, text in self.filled.items() if level not in ABOVE[key]}
                self.filled[level] = cells[level]
        if not cells.get("title"):
            if not any(cells.get(level) for level in TABLES):
                self.unplaced(number, cells)
            return
        self.open = {}
        for level in ("focus_area", "objective", "strategy"):
            if self.filled.get(level):
                self.open[level] = self.link(level, self.filled[level], {})
        self.action(number, "", cells)

    def outline_row(self, number: int, level: Level, label: str, cells: dict[str, str]) -> None:
        if level == "action":
            self.action(number, label, cells)
            return
        self.open = {key: id_ for key, id_ in self.open.items() if key in ABOVE[level]}
        record = {"label": label} if label else {}
        self.open[level] = self.link(level, cells["title"], {**record, **self.shared(number, cells)})

    def link(self, level: Level, title: str, extra: dict[str, Plain]) -> str:
        """Return the id of a focus area, objective or strategy; one of the same name under the same is the same."""
        title = " ".join(title.split())
        above = next((self.open[one] for one in ABOVE[level] if one in self.open), "")
        key = (level, f"{above}/{title.casefold()}")
        if key not in self.known:
            record: dict[str, Plain] = {
                **({"label": extra.pop("label")} if "label" in extra else {}),
                "title": title[:400],
            }
            if above:
                record["under"] = [above]
            self.known[key] = self.draft.add(TABLES[level], record | extra, title)
        return self.known[key]

    def action(self, number: int, label: str, cells: dict[str, str]) -> None:
        title = " ".join(cells["title"].split())
        record: dict[str, Plain] = {}
        if label or cells.get("label"):
            record["label"] = label or cells["label"]
        record["title"] = title[:400]
        above = next((self.open[one] for one in ABOVE["action"] if one in self.open), "")
        if above:
            record["under"] = [above]
        record |= self.prose(cells, "purpose", "text")
        record |= self.shared(number, cells)
        record |= self.prose(cells, "measured_by")
        if cells.get("resources"):
            record["resources"] = [line.strip() for line in cells["resources"].split("\n") if line.strip()]
        if cells.get("priority", "").isdecimal() and 0 < int(cells["priority"]) < 100:
            record["priority"] = int(cells["priority"])
        elif cells.get("priority"):
            self.remark(record, number, "priority", cells["priority"])
        self.tags(record, number, cells.get("tags", ""))
        self.status(record, number, cells)
        if cells.get("note"):
            self.note(record, cells["note"])
        self.draft.add("actions", record, title)

    def prose(self, cells: dict[str, str], *keys: str) -> dict[str, Plain]:
        return {key: cells[key] for key in keys if cells.get(key)}

    def shared(self, number: int, cells: dict[str, str]) -> dict[str, Plain]:
        """Return when and who, which any level may say."""
        record: dict[str, Plain] = {}
        doubts = []
        if cells.get("schedule"):
            try:
                record["schedule"] = period_value(read_period(cells["schedule"].rstrip("?").strip()))
            except CellError:
                self.remark(record, number, "schedule", cells["schedule"])
            doubts += ["schedule"] if "schedule" in record and DOUBT.search(cells["schedule"]) else []
        if cells.get("responsible") or cells.get("contributors"):
            record["responsible"] = self.responsible(cells)
            said = f"{cells.get('responsible', '')} {cells.get('contributors', '')}"
            doubts += ["responsible"] if DOUBT.search(said) else []
        if doubts:
            record["tentative"] = doubts
        return record

    def responsible(self, cells: dict[str, str]) -> Plain:
        """Return who answers: by id where the whole cell is known names, else with the words kept."""
        said = " ".join(cells.get("responsible", "").split())
        whole = self.names.all_of(said)
        found: dict[str, Plain] = {}
        if said and whole is not None:
            found["lead"] = whole
        elif said:
            if re.match(r"(hver|alle|kvar) kommune|alle kommunene", said, re.IGNORECASE):
                found["each"] = "municipality"
            inside = self.names.inside(said)
            found |= {"actors": inside} if inside else {}
            found["text"] = said
        others = self.names.all_of(" ".join(cells.get("contributors", "").split()))
        if cells.get("contributors") and others is not None:
            found["contributors"] = others
        elif cells.get("contributors"):
            found["text"] = "; ".join(part for part in (found.get("text", ""), cells["contributors"]) if part)
        return found["lead"] if list(found) == ["lead"] else found

    def tags(self, record: dict[str, Plain], number: int, text: str) -> None:
        if not text:
            return
        words = {tag: labels.VALUES["tag"][tag] for tag in ("live", "work", "visit")}
        try:
            found = [value_of(part.strip().rstrip("?"), words) for part in re.split(r"[/,;]", text) if part.strip()]
        except CellError:
            self.remark(record, number, "tags", text)
            return
        record["tags"] = list(dict.fromkeys(found))
        if DOUBT.search(text):
            record["tentative"] = [*record.get("tentative", ()), "tags"]

    def status(self, record: dict[str, Plain], number: int, cells: dict[str, str]) -> None:
        """Make a dated update of status and news; a status in no words we know is kept in the text."""
        update: dict[str, Plain] = {}
        text = cells.get("news", "")
        if cells.get("status"):
            try:
                update["status"] = value_of(cells["status"], dict(labels.ACTION_STATUSES))
            except CellError:
                text = "\n".join(part for part in (f"Status: {cells['status']}", text) if part)
                self.draft.remarks.append(
                    self.problem(number, "status", f"'{cells['status'][:SHOWN]}' is no status we know; kept as text")
                )
        if text:
            update["text"] = text
        if update:
            record["updates"] = [{"date": self.told(number, cells.get("updated", "")), **update}]

    def told(self, number: int, text: str) -> Plain:
        try:
            return period_value(read_period(text)) if text else period_value(self.day)
        except CellError:
            self.draft.remarks.append(
                self.problem(number, "updated", f"'{text[:SHOWN]}' is no day; {self.day} is written")
            )
            return period_value(self.day)

    def remark(self, record: dict[str, Plain], number: int, key: str, text: str) -> None:
        """Keep in the note what its key cannot say."""
        heading = {"schedule": "Tidsplan", "priority": "Prioritet", "tags": "Bo/Bedrift/Besøk"}[key]
        self.note(record, f"{heading}: {' '.join(text.split())}")
        self.draft.remarks.append(self.problem(number, key, f"'{text[:SHOWN]}' is kept in the note"))

    def note(self, record: dict[str, Plain], text: str) -> None:
        record["note"] = "\n".join(part for part in (record.get("note", ""), text) if part)

    def unplaced(self, number: int, cells: dict[str, str]) -> None:
        said = " | ".join(text for text in cells.values() if text)
        key = next(key for key, text in cells.items() if text)
        self.draft.remarks.append(self.problem(number, key, f"the row is not read: {' '.join(said.split())[:80]}"))

    def problem(self, number: int, key: str, reason: str) -> Problem:
        letter = next((letter for letter, one in self.mapping.columns.items() if one == key), "A")
        return Problem(self.grid.name, f"{letter}{number}", reason)


@dataclass(frozen=True)
class Known:
    """The organisations of a region, by name."""

    by_name: Mapping[str, str]

    def all_of(self, text: str) -> list[str] | None:
        """Return the ids of all names in a text; None where some of it is no name."""
        parts = [part.strip(" .") for part in re.split(r"[,;+/&\n]| og | and ", text) if part.strip(" .")]
        found = [self.by_name.get(part.casefold()) for part in parts]
        known = [id_ for id_ in found if id_]
        return list(dict.fromkeys(known)) if known and len(known) == len(found) else None

    def inside(self, text: str) -> list[str]:
        """Return the ids of the names that stand somewhere in a text, the longest first."""
        rest, found = text.casefold(), []
        for name in sorted(self.by_name, key=len, reverse=True):
            if len(name) > 3 and re.search(rf"\b{re.escape(name)}\b", rest):
                found.append(self.by_name[name])
                rest = rest.replace(name, " ")
        return list(dict.fromkeys(found))


def index_of(letter: str) -> int:
    index = 0
    for char in letter:
        index = index * 26 + ord(char) - 64
    return index - 1


def preview(mapping: ColumnMapping, draft: Draft) -> Iterator[str]:
    """Yield what was understood: each column and its key, and how many records of each kind."""
    yield f"{mapping.sheet}, headings in row {mapping.header}:"
    for letter in sorted({*mapping.columns, *mapping.headings}, key=index_of):
        heading = " ".join(mapping.headings.get(letter, "").split())[:SHOWN]
        key = mapping.columns.get(letter, "– not read –")
        yield f"  {letter}  {heading or '(no heading)':<{SHOWN}}  {key}"
    counted = [f"{len(records)} {table.replace('_', ' ')}" for table, records in draft.tables.items()]
    yield f"  gives {', '.join(counted) or 'nothing'}"
