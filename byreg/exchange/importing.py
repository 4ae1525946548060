"""Changes in a workbook become edits of the plan, field by field; what cannot be understood is told, and nothing is made."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from byreg.amend.address import model_for
from byreg.amend.amendment import Amendment
from byreg.amend.records import new_id, tree_of
from byreg.amend.setting import without_doubt
from byreg.errors import ByregError
from byreg.exchange.book import ID, STATE, make_book, table_by_key
from byreg.exchange.cells import BROKEN, CellError, Problem, plain_text
from byreg.exchange.fields import Context
from byreg.exchange.grid import Grid
from byreg.exchange.groups import Figures, One, RowError, status_of
from byreg.exchange.returned import Line, Returned, State, Texts, header_row, read_returned, state_of
from byreg.exchange.tables import Table, tables
from byreg.exchange.times import read_period
from byreg.language import labels
from byreg.load import Workspace
from byreg.model.period import parse_period
from byreg.model.register import Contents, Phase, name_of
from byreg.source.composition import node_at
from byreg.source.meaning import Plain
from byreg.text.edit import Edit, applied
from byreg.text.layout import Layout

KINDS = {"goals": "goal", "actions": "action", "indicators": "indicator", "milestones": "milestone"}
LIKE = 4  # headings that make a sheet one of ours
OURS = (STATE, "_lister", "Veiledning", "Rettleiing")
DAYS = ("updated", "judged")  # the day of what is new: another's news on another day is no conflict


@dataclass
class Imported:
    """What a workbook comes to: the amendment, what cannot be understood, and rows that are gone from it."""

    amendment: Amendment
    problems: list[Problem] = field(default_factory=list)
    gone: list[tuple[str, str]] = field(default_factory=list)  # table and id
    notes: list[str] = field(default_factory=list)
    changed: int = 0
    added: int = 0


def import_book(
    workspace: Workspace, phase: Phase, context: Context, grids: Sequence[Grid], state: State | None
) -> Imported:
    """Return what the sheets of a workbook change in a plan; without a state they are held against the plan as it is."""
    now = state_of(make_book(context).sheets, phase.address)
    base = state or now
    imported = Imported(Amendment(workspace))
    importer = Importer(workspace, phase, context, imported, now.sheets, stateless=state is None)
    found = sheets_of(grids, phase, context, base)
    if not found:
        raise ByregError(
            "no sheet of the workbook is a table of the plan", "Keep the headings; for a foreign table, add --new."
        )
    read = {grid.name for grid, _ in found}
    imported.notes += [
        f"the sheet '{grid.name}' is not read" for grid in grids if grid.name not in {*read, *OURS} and grid.rows
    ]
    missing = [title for title, key in base.titles.items() if state and key not in {table.key for _, table in found}]
    imported.notes += [f"the sheet '{title}' is not in the workbook; nothing of it is read" for title in missing]
    importer.name_new_rows(found, base)
    for grid, table in found:
        returned = read_returned(grid, table)
        imported.problems += returned.problems
        lacking = [
            column.heading(context.say.language.code) for column in table.columns
            if returned.lines and column.key not in returned.lines[0].columns and not column.computed
        ]  # fmt: skip
        imported.notes += [
            f"{grid.name}: the column '{heading}' is not there; nothing of it is read" for heading in lacking
        ]
        imported.notes += [f"{grid.name}: the column '{heading}' is not read" for heading in returned.ignored]
        importer.table(returned, base.sheets.get(table.key, {}), now.sheets.get(table.key, {}))
    return imported


def sheets_of(grids: Sequence[Grid], phase: Phase, context: Context, base: State) -> list[tuple[Grid, Table]]:
    """Return the sheets that are tables of the plan; a lone sheet of another name is known by its headings."""
    code = context.say.language.code
    known = {
        title: table_by_key(key, phase, code)
        for title, key in base.titles.items()
        if key in ("actions", "goals", "indicators", "milestones")
    }
    found = [(grid, known[grid.name]) for grid in grids if grid.name in known]
    for grid in grids:  # a sheet under another name is known by its headings
        left = [table for table in tables(phase, code) if table.key not in {one.key for _, one in found}]
        if grid.name in known or grid.name in OURS or not left:
            continue
        best = max(left, key=lambda table: score(grid, table))
        if score(grid, best) >= LIKE and header_row(grid, best) is not None:
            found.append((grid, best))
    return found


def score(grid: Grid, table: Table) -> int:
    """Return how many of a table's headings stand in the first rows of a sheet."""
    headings = {heading.casefold() for column in table.columns for heading in column.headings}
    return max((sum(plain_text(cell).casefold() in headings for cell in row) for row in grid.rows[:20]), default=0)


class Importer:
    """Turns the lines of the tables into edits."""

    def __init__(
        self,
        workspace: Workspace,
        phase: Phase,
        context: Context,
        imported: Imported,
        now: Mapping[str, Mapping[str, Texts]],
        *,
        stateless: bool,
    ) -> None:
        self.workspace, self.phase, self.context, self.imported = workspace, phase, context, imported
        self.scope = (phase.region, phase.id)
        self.taken: set[str] = set()  # ids given to new rows
        self.used: set[str] = set()
        self.titles: dict[str, dict[str, list[str]]] = {}  # table → title → ids
        self.home = ""  # the file that the last action stands in, for a new row below it
        self.now = now
        self.stateless = stateless

    def table(self, returned: Returned, base: Mapping[str, Texts], now: Mapping[str, Texts]) -> None:
        """Take in one table."""
        if returned.lines and ID not in returned.lines[0].columns and base:
            first = returned.lines[0]
            self.fail(
                first,
                "title",
                CellError("the hidden column of ids is gone", "Export anew, and make the changes there."),
            )
            return
        originals = originals_of(returned.lines, base)
        seen = set()
        for line in returned.lines:
            id_ = self.present_id(line.id)
            if line.id and originals.get(line.id) is line:
                seen.add(line.id)
                self.line(returned.table, line, id_, base.get(line.id, {}), now.get(id_))
            elif line.id and line.id not in originals:
                self.fail(
                    line,
                    "title",
                    CellError(f"the id '{line.id}' is not of this workbook", "Leave the hidden id of a new row empty."),
                )
            elif (twin := self.added_before(returned.table, line, base, seen)) is not None:
                seen.add(twin)
                self.again(returned.table, line, twin, base, now)
            else:
                self.new(returned.table, line)
        self.imported.gone += [
            (returned.table.key, self.present_id(id_))
            for id_ in base
            if id_ not in seen and self.present_id(id_) in now
        ]

    def name_new_rows(self, sheets: Sequence[tuple[Grid, Table]], base: State) -> None:
        """Give each new row its id before any cell is read, so that the rows of other tables can name it."""
        for grid, table in sheets:
            for line in read_returned(grid, table).lines:
                title = " ".join(line.cells.get("title", "").split())
                known = title.casefold() in self.context.names.new
                if not line.id and title and not known and not self.twins(table, title, base.sheets.get(table.key, {})):
                    self.context.names.new[title.casefold()] = (self.free_id(title), KINDS[table.key])

    def added_before(self, table: Table, line: Line, base: Mapping[str, Texts], seen: set[str]) -> str | None:
        """Return the record that a row without an id became when the same file was brought in before."""
        title = " ".join(line.cells.get("title", "").split())
        found = self.twins(table, title, base)
        free = [id_ for id_ in found if id_ not in seen]
        same = [id_ for id_ in free if not self.differs(table, line, id_)]
        return next(iter((*same, *free)), None)

    def twins(self, table: Table, title: str, base: Mapping[str, Texts]) -> list[str]:
        """Return the records of a title that were not there when the workbook was made; of a table without a state, any."""
        if table.key not in self.titles:
            found: dict[str, list[str]] = {}
            for id_, record in table.records(self.phase).items():
                found.setdefault(" ".join(name_of(record).split()).casefold(), []).append(id_)
            self.titles[table.key] = found
        return [id_ for id_ in self.titles[table.key].get(title.casefold(), ()) if id_ not in base or self.stateless]

    def differs(self, table: Table, line: Line, id_: str) -> bool:
        """Tell whether a row says something else than a record does."""
        keys = [
            key for key, text in line.cells.items() if text and not self.is_computed(table, key) and key not in DAYS
        ]
        return any(not self.says_the_same(table, line, (table.key, id_), key) for key in keys)

    def again(self, table: Table, line: Line, id_: str, base: Mapping[str, Texts], now: Mapping[str, Texts]) -> None:
        """Take in a row that was new when it came before: what it says now must be what became of it."""
        if self.stateless:
            said = {key: text for key, text in line.cells.items() if text and not self.is_computed(table, key)}
            self.line(table, replace(line, cells=said), id_, now.get(id_, {}), now.get(id_))
        elif self.differs(table, line, id_):
            raise_ = CellError(
                f"the plan has got '{id_}' of this title since the workbook was made",
                "Export anew to change it, or write another title.",
            )
            self.fail(line, "title", raise_)

    def present_id(self, id_: str) -> str:
        """Return the id that a record has now."""
        contents: Contents = self.phase.contents
        former = contents.former.get(id_)
        return former.id if former is not None and id_ not in contents.by_id else id_

    def line(self, table: Table, line: Line, id_: str, base: Texts, now: Texts | None) -> None:
        """Take in the changed cells of a row that was there."""
        self.home = self.workspace.homes(self.scope).get((table.key, id_), self.home)
        changed = {key: text for key, text in line.cells.items() if text != base.get(key, "")}
        if not changed:
            return
        if now is None:
            key = next(iter(changed))
            self.fail(
                line,
                key,
                CellError(
                    f"'{id_}' is no longer in the plan", "Take the row out, or empty its hidden id to add it anew."
                ),
            )
            return
        wanted = {}
        for key, text in changed.items():
            there = now.get(key, "")
            if text == BROKEN:
                self.fail(line, key, CellError("its formula gives no value", "Write what it should say."))
                continue
            if there == text or (key in DAYS and same_day(text, there)):
                continue  # somebody made the same change
            if there != base.get(key, "") and key not in DAYS:
                if self.says_the_same(table, line, (table.key, id_), key):
                    continue
                self.fail(
                    line, key,
                    CellError(
                        f"the plan has changed here since the workbook was made: it now says '{there[:80]}'",
                        f"Write that, or what it should be in a new export; it said '{base.get(key, '')[:80]}'.",
                    ),
                )  # fmt: skip
                continue
            wanted[key] = text
        if wanted and self.edit(table, line, (table.key, id_), wanted):
            self.imported.changed += 1

    def says_the_same(self, table: Table, line: Line, path: tuple[str, ...], key: str) -> bool:
        """Tell whether a cell means what the plan says already, in the same words or others."""
        there = self.now.get(table.key, {}).get(path[-1], {}).get(key, "")
        if line.cells[key] == there:
            return True
        record = node_at(tree_of(self.workspace, self.scope, path), path)
        group = table.group_of(key)
        if key.startswith("observed ") or key in ("baseline", "baseline_period"):
            group = group or next((one for one in table.groups if isinstance(one, Figures)), None)
        elif not isinstance(group, One):
            return same_day(line.cells[key], there) if key in DAYS else self.was_told(record, key, line.cells[key])
        if group is None:
            return False
        try:
            edits = group.edits(self.context, path, {key: line.cells[key]}, line.cells, record)
        except RowError:
            return False
        return all(edit.action == "put" and node_at(record, edit.path[len(path) :]) == edit.value for edit in edits)

    def was_told(self, record: Plain, key: str, text: str) -> bool:
        """Tell whether a record's history says a text or status, on whatever day."""
        told = [
            one
            for name in ("updates", "assessments")
            for one in node_at(record, (name,)) or ()
            if isinstance(one, dict)
        ]
        if key in ("news", "comment"):
            return any(text == plain_text(one.get(inner, "")) for one in told for inner in ("text", "comment"))
        words = {**labels.ACTION_STATUSES, **labels.EVENT_STATUSES, **labels.VERDICTS}
        try:
            return key == "status" and any(
                one.get("status") == status_of(self.context, text, words, key)["status"] for one in told
            )
        except RowError:
            return False

    def edit(self, table: Table, line: Line, path: tuple[str, ...], wanted: Texts) -> bool:
        """Add the edits of a row's changed cells; a cell that cannot be understood is told instead."""
        record = node_at(tree_of(self.workspace, self.scope, path), path)
        edits: list[Edit] = []
        sound = True
        for group in table.groups:
            mine = {column.key: wanted[column.key] for column in group.columns if column.key in wanted}
            mine |= self.new_figures(group, wanted)
            if not mine:
                continue
            try:
                edits += group.edits(self.context, path, mine, line.cells, record)
            except RowError as error:
                self.fail(line, error.key, error)
                sound = False
        if sound:
            tree = tree_of(self.workspace, self.scope, path)
            gone = [edit.path for edit in edits if edit.action == "remove"]
            self.imported.amendment.edit(self.scope, *edits, *(one for at in gone for one in without_doubt(tree, at)))
        return bool(edits) and sound

    def new_figures(self, group: object, wanted: Texts) -> dict[str, str]:
        """Return the figures of periods that no column was there for."""
        if not isinstance(group, Figures):
            return {}
        return {key: text for key, text in wanted.items() if key.startswith("observed ")}

    def new(self, table: Table, line: Line) -> None:
        """Take in a new row: a record with an id made of its title."""
        said = {key: text for key, text in line.cells.items() if text and not self.is_computed(table, key)}
        if not said.get("title"):
            self.fail(line, "title", CellError("a new row needs a title", "Fill it in, or empty the whole row."))
            return
        known, _ = self.context.names.new.get(" ".join(said["title"].split()).casefold(), ("", ""))
        id_ = known if known and known not in self.used else self.free_id(said["title"])
        self.used.add(id_)
        path = (table.key, id_)
        problems = len(self.imported.problems)
        edits: list[Edit] = []
        for group in table.groups:
            mine = {column.key: said[column.key] for column in group.columns if column.key in said} | self.new_figures(
                group, said
            )
            try:
                edits += group.edits(self.context, path, mine, said, {}) if mine else []
            except RowError as error:
                self.fail(line, error.key, error)
        if len(self.imported.problems) > problems:
            return
        if table.key == "goals" and "kind" not in said:
            self.fail(line, "kind", CellError("a new goal needs a kind", "Choose one from the list of the cell."))
            return
        record: Plain = applied({"schema": 1}, edits)[table.key][id_]
        arranged = Layout(model_for(self.scope, path)).arranged(path, record)
        if table.key == "actions" and self.home:
            self.imported.amendment.put_in(self.home, path, arranged)
        else:
            self.imported.amendment.put(self.scope, path, arranged)
        self.imported.added += 1

    def is_computed(self, table: Table, key: str) -> bool:
        return key != "targets" and any(column.computed for column in table.columns if column.key == key)

    def free_id(self, title: str) -> str:
        """Return an id of a new record that none in the plan or the workbook has."""
        name = new_id(self.phase.contents, title)
        number = 2
        free = name
        while free in self.taken or free in self.phase.contents.by_id:
            free, number = f"{name}-{number}", number + 1
        self.taken.add(free)
        return free

    def fail(self, line: Line, key: str, error: CellError) -> None:
        self.imported.problems.append(line.problem(key, error))


def same_day(text: str, there: str) -> bool:
    """Tell whether two cells mean one day or time."""
    try:
        return parse_period(read_period(text)) == parse_period(read_period(there))
    except CellError:
        return False


def originals_of(lines: Sequence[Line], base: Mapping[str, Texts]) -> dict[str, Line]:
    """Return the row that each id belongs to: of a row that was copied, the one that says most of what was there."""
    counted = Counter(line.id for line in lines if line.id)
    found: dict[str, Line] = {}
    for line in lines:
        if line.id not in base:
            continue
        if counted[line.id] > 1 and line.id in found and likeness(found[line.id], base) >= likeness(line, base):
            continue
        found[line.id] = line
    return found


def likeness(line: Line, base: Mapping[str, Texts]) -> int:
    return sum(base[line.id].get(key, "") == text for key, text in line.cells.items())
