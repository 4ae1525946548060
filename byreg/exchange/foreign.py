"""A foreign action table becomes a draft plan: what each row is, and what could not be placed."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from byreg.amend.records import period_plain
from byreg.exchange.cells import BROKEN, Cell, CellError, Problem, column_letter, plain_text
from byreg.exchange.fields import value_of
from byreg.exchange.grid import Grid
from byreg.exchange.headings import SHOWN, ColumnMapping, Level, index_of, level_of
from byreg.exchange.times import read_period
from byreg.language import labels
from byreg.source.meaning import Plain
from byreg.suggest import as_id

MOST_TITLE = 400
DOUBT = re.compile(r"\?|^\s*(eks\.?|f\.?eks\.?|for eksempel|forslag)\b", re.IGNORECASE)
# what people call a status, beside our own words
STATUSES: Mapping[str, tuple[str, ...]] = {
    "completed": ("ferdig", "fullført", "gjennomført", "utført", "avsluttet", "ferdigstilt", "avslutta", "done"),
    "ongoing": ("i gang", "påbegynt", "pågående", "under arbeid", "igangsatt", "løpende", "started"),
    "planned": ("ikke startet", "ikke påbegynt", "ikkje starta", "planlegges", "kommer"),
    "paused": ("utsatt", "på vent", "utsett", "stilt i bero"),
    "cancelled": ("stanset", "avlyst", "skrinlagt", "utgår", "utgått"),
}


@dataclass
class Draft:
    """What a table became: tables of records, and what could not be placed."""

    tables: dict[str, dict[str, dict[str, Plain]]] = field(default_factory=dict)
    remarks: list[Problem] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    counted: dict[str, int] = field(default_factory=dict)

    def add(self, table: str, record: dict[str, Plain], title: str) -> str:
        """Add a record, and return its id."""
        words = [word for word in as_id(title).split("-") if word]
        name, number = "", 2
        for word in words:
            if len(name) + len(word) > 46:
                break
            name = f"{name}-{word}" if name else word[:46]
        name = name or table.rstrip("s").replace("_", "-")
        free, number = name, self.counted.get(name, number)
        while free in self.ids:
            free, number = f"{name}-{number}", number + 1
        self.counted[name] = number
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
        self.number = 0
        self.open: dict[Level, str] = {}
        self.known: dict[tuple[Level, str], str] = {}
        self.filled: dict[Level, str] = {}
        self.waiting: tuple[int, dict[str, str]] | None = None  # a row of levels that no action has followed yet

    def read(self) -> Draft:
        first = self.mapping.header - 1 if self.mapping.is_outline else self.mapping.header
        for number, row in enumerate(self.grid.rows[: max(first, 0)], start=1):
            said = " ".join(text for cell in row if (text := plain_text(cell)))
            if said and number < self.mapping.header:
                self.draft.remarks.append(
                    Problem(self.grid.name, f"A{number}", f"the row is not read: {' '.join(said.split())[:80]}")
                )
        for number, row in enumerate(self.grid.rows[max(first, 0) :], start=max(first, 0) + 1):
            self.number = number
            cells = self.cells(row)
            if any(cells.values()):
                self.row(number, cells)
        if self.waiting is not None:
            self.unplaced(*self.waiting)
        return self.draft

    def cells(self, row: Sequence[Cell]) -> dict[str, str]:
        """Return what a row says under each key; what several columns say of one stands on lines."""
        found: dict[str, str] = {}
        for letter, key in self.mapping.columns.items():
            text = plain_text(row[index]) if (index := index_of(letter)) < len(row) else ""
            if text == BROKEN:
                where = f"{letter}{self.number}"
                self.draft.remarks.append(Problem(self.grid.name, where, "its formula gives no value; it is not read"))
                text = ""
            found[key] = "\n".join(part for part in (found.get(key, ""), text) if part)
        return found

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
        cells = with_level(cells)
        for level in ("focus_area", "objective", "strategy"):
            if cells.get(level):
                self.filled = {key: text for key, text in self.filled.items() if level not in ABOVE[key]}
                self.filled[level] = cells[level]
        if not cells.get("title"):
            if any(text for key, text in cells.items() if key not in TABLES):
                self.unplaced(number, cells)
            else:
                self.waiting = (number, cells)
            return
        self.waiting = None
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
        extra: dict[str, Plain] = {**record, **self.prose(cells, "text"), **self.shared(number, cells)}
        for key in ("purpose", "resources", "status", "news", "measured_by", "tags", "priority", "note"):
            if cells.get(key):
                self.note(extra, cells[key] if key == "note" else f"{key}: {cells[key]}")
        self.open[level] = self.link(level, cells["title"], extra, number)

    def link(self, level: Level, title: str, extra: dict[str, Plain], number: int = 0) -> str:
        """Return the id of a focus area, objective or strategy; one of the same name under the same is the same."""
        title = " ".join(title.split())
        above = next((self.open[one] for one in ABOVE[level] if one in self.open), "")
        key = (level, f"{above}/{title.casefold()}")
        if key not in self.known:
            record: dict[str, Plain] = {
                **({"label": extra.pop("label")} if "label" in extra else {}),
                "title": title[:MOST_TITLE],
            }
            if above:
                record["under"] = [above]
            self.known[key] = self.draft.add(TABLES[level], self.whole_title(record | extra, title), title)
        elif extra and number:
            there = self.draft.tables[TABLES[level]][self.known[key]]
            fresh = {one: value for one, value in extra.items() if one not in there}
            there.update(fresh)
            if len(fresh) < len(extra):
                twice = "it stands twice; what it says the second time of the same is not read"
                self.draft.remarks.append(self.problem(number, "title", twice))
        return self.known[key]

    def action(self, number: int, label: str, cells: dict[str, str]) -> None:
        title = " ".join(cells["title"].split())
        record: dict[str, Plain] = {}
        if label or cells.get("label"):
            record["label"] = label or cells["label"]
        record["title"] = title[:MOST_TITLE]
        self.whole_title(record, title)
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

    def whole_title(self, record: dict[str, Plain], title: str) -> dict[str, Plain]:
        """Keep in the note what is too long for a title."""
        if len(title) > MOST_TITLE:
            self.note(record, f"… {title[MOST_TITLE:]}")
        return record

    def prose(self, cells: dict[str, str], *keys: str) -> dict[str, Plain]:
        return {key: cells[key] for key in keys if cells.get(key)}

    def shared(self, number: int, cells: dict[str, str]) -> dict[str, Plain]:
        """Return when and who, which any level may say."""
        record: dict[str, Plain] = {}
        doubts = []
        if cells.get("schedule"):
            try:
                record["schedule"] = period_plain(read_period(cells["schedule"].rstrip("?").strip()))
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
                update["status"] = said_status(cells["status"])
            except CellError:
                text = "\n".join(part for part in (f"Status: {cells['status']}", text) if part)
                self.draft.remarks.append(
                    self.problem(number, "status", f"'{cells['status'][:SHOWN]}' is no status we know; kept as text")
                )
        if text:
            update["text"] = text
        if cells.get("updated") and not update:
            self.draft.remarks.append(self.problem(number, "updated", "a day without status or news is not read"))
        if update:
            record["updates"] = [{"date": self.told(number, cells.get("updated", "")), **update}]

    def told(self, number: int, text: str) -> Plain:
        try:
            return period_plain(read_period(text)) if text else period_plain(self.day)
        except CellError:
            self.draft.remarks.append(
                self.problem(number, "updated", f"'{text[:SHOWN]}' is no day; {self.day} is written")
            )
            return period_plain(self.day)

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


def with_level(cells: dict[str, str]) -> dict[str, str]:
    """Return a row such as `Satsingsområde: Kompetanse`, with nothing else in it, as the level that it names."""
    name, colon, rest = cells.get("title", "").partition(":")
    level = level_of(name)[0]
    if colon and rest.strip() and level in TABLES and not any(text for key, text in cells.items() if key != "title"):
        return {level: rest.strip()}
    return cells


def said_status(text: str) -> str:
    """Return the status that a word means, ours or one that people use."""
    folded = " ".join(text.casefold().split()).strip(" .!")
    for value, words in STATUSES.items():
        if folded in words:
            return value
    return value_of(text, dict(labels.ACTION_STATUSES))


@dataclass(frozen=True)
class Known:
    """The organisations of a region, by name."""

    by_name: Mapping[str, str]

    def all_of(self, text: str) -> list[str] | None:
        """Return the ids of all names in a text; None where some of it is no name."""
        parts = [part.strip(" .") for part in re.split(r"[,;+/&\n]| og | and ", text) if part.strip(" .")]
        found = [self.by_name.get(part.casefold().removesuffix(" kommune")) for part in parts]
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


def preview(mapping: ColumnMapping, grid: Grid, draft: Draft) -> Iterator[str]:
    """Yield what was understood: each column with anything in it and its key, and how many records of each kind."""
    yield f"{mapping.sheet}, headings in row {mapping.header}:"
    wide = max((len(row) for row in grid.rows), default=0)
    for index in range(wide):
        letter = column_letter(index)
        filled = any(index < len(row) and plain_text(row[index]) for row in grid.rows)
        if filled or letter in mapping.columns:
            heading = " ".join(mapping.headings.get(letter, "").split())[:SHOWN]
            yield f"  {letter}  {heading or '(no heading)':<{SHOWN}}  {mapping.columns.get(letter, '– not read –')}"
    counted = [f"{len(records)} {table.replace('_', ' ')}" for table, records in draft.tables.items()]
    yield f"  gives {', '.join(counted) or 'nothing'}"
