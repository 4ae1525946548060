"""Columns that are read together: the place in the chain, the latest news, the judgement, the figures by period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from byreg.amend.news import merged_figure
from byreg.amend.records import period_plain
from byreg.exchange.cells import Cell, CellError
from byreg.exchange.fields import Context, Field, read_figure, shown_number, shown_period, value_of
from byreg.exchange.times import read_period
from byreg.language import labels
from byreg.model.goals import Objective, Strategy
from byreg.model.indicators import Indicator, Measured
from byreg.model.period import parse_period
from byreg.model.record import Record
from byreg.model.state import known_on, latest_move
from byreg.source.composition import node_at
from byreg.source.meaning import Plain
from byreg.text.edit import Edit
from byreg.text.layout import by_date

TAKEN_BACK = "a figure is not taken back in a workbook"
Row = Mapping[str, str]  # the cells of a row as text, by the keys of their columns
Path = tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """One column: its key, its headings in bokmål and nynorsk, its width in characters."""

    key: str
    headings: tuple[str, str]
    width: int = 24
    computed: bool = False

    def heading(self, code: str) -> str:
        return self.headings[1] if code == "nn" else self.headings[0]


class RowError(CellError):
    """A cell of a group that cannot be understood, with the key of its column."""

    def __init__(self, key: str, error: CellError) -> None:
        super().__init__(error.reason, error.hint)
        self.key = key


class Group:
    """Columns that say one thing of a record together."""

    columns: tuple[Column, ...] = ()

    def shown(self, context: Context, id_: str, record: Record) -> tuple[Cell, ...]:
        raise NotImplementedError

    def choices(self, context: Context) -> dict[str, tuple[str, ...]]:
        return {}

    def edits(self, context: Context, path: Path, changed: Row, row: Row, tree: Plain) -> list[Edit]:
        """Return what the changed cells of a row come to; RowError names the one that cannot be understood."""
        raise NotImplementedError


@dataclass(frozen=True)
class One(Group):
    """A column of its own."""

    field: Field

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]
        one = self.field
        return (Column(one.key, one.headings, one.width, one.computed),)

    def shown(self, context: Context, id_: str, record: Record) -> tuple[Cell, ...]:
        return (self.field.shown(context, record),)

    def choices(self, context: Context) -> dict[str, tuple[str, ...]]:
        found = self.field.choices(context)
        return {self.field.key: found} if found else {}

    def edits(self, context: Context, path: Path, changed: Row, row: Row, tree: Plain) -> list[Edit]:
        try:
            return self.field.edits(context, path, changed[self.field.key], node_at(tree, (self.field.key,)))
        except CellError as error:
            raise RowError(self.field.key, error) from None


class Placement(Group):
    """Where an action belongs: focus area, objective or goal, strategy; what is above follows from what is below."""

    columns = (
        Column("focus_area", ("Innsatsområde", "Innsatsområde"), 24),
        Column("objective", ("Målsetting", "Målsetjing"), 30),
        Column("strategy", ("Strategi", "Strategi"), 30),
    )
    KINDS: Mapping[str, tuple[str, ...]] = {
        "focus_area": ("focus_area", "theme"), "objective": ("objective", "goal"), "strategy": ("strategy",),
    }  # fmt: skip

    def shown(self, context: Context, id_: str, record: Record) -> tuple[Cell, ...]:
        found = self.chain(context, getattr(record, "under", ()))
        return tuple(context.names.listing(found[key], self.KINDS[key]) for key in self.KINDS)

    def chain(self, context: Context, under: Sequence[str]) -> dict[str, list[str]]:
        """Return the references of each link, those above the named ones included."""
        found: dict[str, list[str]] = {key: [] for key in self.KINDS}
        waiting, seen = list(under), set()
        while waiting:
            reference = waiting.pop(0)
            entry = context.say.entry(reference)
            if entry is None or reference in seen:
                continue
            seen.add(reference)
            key = next((key for key, kinds in self.KINDS.items() if entry.kind in kinds), None)
            if key is not None:
                found[key].append(reference)
            above = (
                entry.record.under
                if isinstance(entry.record, (Objective, Strategy))
                else getattr(entry.record, "focus_area", ())
            )
            waiting += above if entry.kind in ("objective", "strategy", "goal") else ()
        return found

    def choices(self, context: Context) -> dict[str, tuple[str, ...]]:
        return {key: found for key, kinds in self.KINDS.items() if (found := context.names.choices(kinds))}

    def edits(self, context: Context, path: Path, changed: Row, row: Row, tree: Plain) -> list[Edit]:
        old = tree.get("under", []) if isinstance(tree, dict) else []
        old = [old] if isinstance(old, str) else list(old)
        if not old:
            new = self.lowest(context, row)
        else:
            new = list(old)
            before = self.chain(context, old)
            for key, text in changed.items():
                new = self.changed(context, key, text, before[key], new)
        if new == old:
            return []
        return [Edit("put", (*path, "under"), new)] if new else [Edit("remove", (*path, "under"))]

    def lowest(self, context: Context, row: Row) -> list[str]:
        """Return what stands in the lowest link that is filled in."""
        for key in reversed(tuple(self.KINDS)):
            if row.get(key):
                return self.names(context, key, row[key])
        return []

    def changed(self, context: Context, key: str, text: str, before: Sequence[str], under: list[str]) -> list[str]:
        """Return `under` with one column's change; what only follows from a lower link is not changed here."""
        wanted = self.names(context, key, text)
        gone = [one for one in before if one not in wanted]
        derived = [one for one in gone if one not in under]
        if derived:
            names = context.names.listing(derived, self.KINDS[key])
            raise RowError(
                key,
                CellError(
                    f"'{names}' follows from what the action is under",
                    "Change the column to the right of it, or in the plan.",
                ),
            )
        kept = [one for one in under if one not in gone]
        return [*kept, *(one for one in wanted if one not in before and one not in kept)]

    def names(self, context: Context, key: str, text: str) -> list[str]:
        try:
            return context.names.read(text, self.KINDS[key])
        except CellError as error:
            raise RowError(key, error) from None


@dataclass(frozen=True)
class News(Group):
    """Status, latest news and their day: a change of them is a new dated update."""

    words: Mapping[str, str]
    columns: tuple[Column, ...] = (
        Column("status", ("Status", "Status"), 14),
        Column("news", ("Siste oppdatering", "Siste oppdatering"), 40),
        Column("updated", ("Oppdatert", "Oppdatert"), 12),
    )

    def shown(self, context: Context, id_: str, record: Record) -> tuple[Cell, ...]:
        updates = getattr(record, "updates", ())
        move, known = latest_move(updates, context.say.day), known_on(updates, context.say.day)
        status = (move.word or context.say.text(self.words[move.status or ""])) if move else ""
        text = next((one.text.strip() for one in reversed(known) if one.text), "")
        return (status, text, shown_period(context, known[-1].date) if known else None)

    def choices(self, context: Context) -> dict[str, tuple[str, ...]]:
        own = [word for word, meaning in context.say.phase.plan.words.items() if meaning in self.words]
        return {"status": tuple(dict.fromkeys((*own, *(context.say.text(word) for word in self.words.values()))))}

    def edits(self, context: Context, path: Path, changed: Row, row: Row, tree: Plain) -> list[Edit]:
        if not changed.get("status") and not changed.get("news"):
            return self.nothing_new(changed)
        items = tree.get("updates", []) if isinstance(tree, dict) else []
        update: dict[str, Plain] = {"date": self.day(context, changed)}
        if changed.get("status"):
            update |= status_of(context, changed["status"], self.words, "status")
        if changed.get("news"):
            update["text"] = changed["news"]
        index = by_date([item.get("date") for item in items if isinstance(item, dict)], update["date"])
        edit = Edit("insert", (*path, "updates", index), update) if items else Edit("put", (*path, "updates"), [update])
        return [edit]

    def nothing_new(self, changed: Row) -> list[Edit]:
        """Refuse what would take back what was told."""
        key = next((key for key in ("status", "news") if key in changed), "updated")
        raise RowError(
            key,
            CellError("what was told is not taken back in a workbook", "Write what is new, or change the plan's file."),
        )

    def day(self, context: Context, changed: Row) -> Plain:
        if not changed.get("updated"):
            return period_plain(context.day)
        try:
            return period_plain(read_period(changed["updated"]))
        except CellError as error:
            raise RowError("updated", error) from None


def status_of(context: Context, text: str, words: Mapping[str, str], key: str) -> dict[str, Plain]:
    """Return a status, and the plan's own word for it where that was written."""
    own = {word.casefold(): (word, meaning) for word, meaning in context.say.phase.plan.words.items()}
    found = own.get(text.casefold())
    if found is not None and found[1] in words:
        return {"status": found[1], "word": found[0]}
    try:
        return {"status": value_of(text, dict(words))}
    except CellError as error:
        raise RowError(key, error) from None


class Judgement(Group):
    """How far a goal has come, the comment and its day: a change of them is a new dated judgement."""

    columns = (
        Column("status", ("Status", "Status"), 16),
        Column("comment", ("Kommentar", "Kommentar"), 40),
        Column("judged", ("Vurdert", "Vurdert"), 12),
    )

    def shown(self, context: Context, id_: str, record: Record) -> tuple[Cell, ...]:
        known = known_on(getattr(record, "assessments", ()), context.say.day)
        if not known:
            return ("", "", None)
        word = known[-1].word or context.say.text(labels.VERDICTS[known[-1].status])
        comment = next((one.comment.strip() for one in reversed(known) if one.comment), "")
        return (word, comment, shown_period(context, known[-1].date))

    def choices(self, context: Context) -> dict[str, tuple[str, ...]]:
        return {"status": tuple(context.say.text(word) for word in labels.VERDICTS.values())}

    def edits(self, context: Context, path: Path, changed: Row, row: Row, tree: Plain) -> list[Edit]:
        if not changed.get("status") and not changed.get("comment"):
            key = next((key for key in ("status", "comment") if key in changed), "judged")
            raise RowError(
                key,
                CellError(
                    "a judgement is not taken back in a workbook", "Write what is new, or change the plan's file."
                ),
            )
        items = tree.get("assessments", []) if isinstance(tree, dict) else []
        judged: dict[str, Plain] = {"date": self.day(context, changed)}
        judged |= self.status(context, changed, row, items)
        if changed.get("comment"):
            judged["comment"] = changed["comment"]
        index = by_date([item.get("date") for item in items if isinstance(item, dict)], judged["date"])
        at = (*path, "assessments")
        return [Edit("insert", (*at, index), judged) if items else Edit("put", at, [judged])]

    def status(self, context: Context, changed: Row, row: Row, items: Sequence[Plain]) -> dict[str, Plain]:
        """Return the status that is judged: the changed one, else the one that the plan has now."""
        if changed.get("status"):
            return status_of(context, changed["status"], labels.VERDICTS, "status")
        told = [
            one for one in items if isinstance(one, dict) and parse_period(str(one["date"])).last <= context.say.day
        ]
        if not told:
            raise RowError("status", CellError("a judgement needs a status", "Choose one from the list of the cell."))
        latest = max(told, key=lambda one: parse_period(str(one["date"])).sort_key)
        return {key: latest[key] for key in ("status", "word") if key in latest}

    def day(self, context: Context, changed: Row) -> Plain:
        if not changed.get("judged"):
            return period_plain(context.day)
        try:
            return period_plain(read_period(changed["judged"]))
        except CellError as error:
            raise RowError("judged", error) from None


@dataclass(frozen=True)
class Figures(Group):
    """A column for each period that has an observation, and one each for the baseline and its period."""

    periods: tuple[str, ...] = ()
    columns: tuple[Column, ...] = field(default=())

    def shown(self, context: Context, id_: str, record: Record) -> tuple[Cell, ...]:
        assert isinstance(record, Indicator)
        told = {period.text: one for period, one in record.observations.items()}
        return (
            self.cell(context, record.baseline),
            shown_period(context, record.baseline.period) if record.baseline and record.baseline.period else None,
            *(self.cell(context, told.get(period)) for period in self.periods),
        )

    def cell(self, context: Context, one: Measured | None) -> Cell:
        """Return a figure; in words that there is none and why; figures by unit are only told of."""
        if one is None:
            return None
        if one.not_measured is not None:
            return f"ikke målt: {' '.join(one.not_measured.split())}"
        if one.not_reported:
            return (
                f"ikke rapportert: {' '.join(one.not_reported.split())}"
                if isinstance(one.not_reported, str)
                else "ikke rapportert"
            )
        if one.value is None:
            return "(per enhet)"
        if isinstance(one.value, bool):
            return "ja" if one.value else "nei"
        if isinstance(one.value, str):
            return one.value.strip()
        return f"ca. {context.say.language.number(one.value)}" if one.approx else shown_number(one.value)

    def edits(self, context: Context, path: Path, changed: Row, row: Row, tree: Plain) -> list[Edit]:
        edits: list[Edit] = []
        scale = str(tree.get("scale", "number")) if isinstance(tree, dict) else "number"
        baseline = {key: text for key, text in changed.items() if key in ("baseline", "baseline_period")}
        if baseline:
            edits.append(self.baseline(path, baseline, scale, node_at(tree, ("baseline",))))
        for key, text in changed.items():
            try:
                edits += self.one(path, key, text, scale, tree) if key not in baseline else []
            except CellError as error:
                raise RowError(key, error) from None
        return edits

    def baseline(self, path: Path, changed: Row, scale: str, old: Plain) -> Edit:
        """Return the edit of a baseline: its figure, its period, or both."""
        value = dict(old) if isinstance(old, dict) else {"value": old} if old is not None else {}
        key = "baseline"
        try:
            if key in changed:
                value = figure_of(value, changed[key], scale)
            key = "baseline_period"
            if key in changed:
                value = with_period(value, changed[key])
        except CellError as error:
            raise RowError(key, error) from None
        return Edit("put", (*path, "baseline"), value["value"] if list(value) == ["value"] else value)

    def one(self, path: Path, key: str, text: str, scale: str, tree: Plain) -> list[Edit]:
        """Return the edits of one changed figure."""
        at = (*path, "observations", key.removeprefix("observed "))
        old = node_at(tree, at[len(path) :])
        if not text:
            raise CellError(TAKEN_BACK, "Write «ikke målt: grunn», or change the plan's file.")
        return [Edit("put", at, merged_figure(old, statement(text, scale)))]


def figure_of(old: dict[str, Plain], text: str, scale: str) -> dict[str, Plain]:
    """Return a figure with another statement."""
    if not text:
        raise CellError(TAKEN_BACK, "Write «ikke målt: grunn», or change the plan's file.")
    merged = merged_figure(old, statement(text, scale))
    return merged if isinstance(merged, dict) else {"value": merged}


def with_period(figure: dict[str, Plain], text: str) -> dict[str, Plain]:
    """Return a figure with another period, or none."""
    if not figure:
        raise CellError("a period needs a baseline")
    rest = {key: value for key, value in figure.items() if key != "period"}
    return rest | {"period": period_plain(read_period(text))} if text else rest


def statement(text: str, scale: str) -> dict[str, Plain]:
    """Return a cell's figure, or the statement that there is none."""
    folded = text.casefold()
    _, colon, rest = text.partition(":")
    if folded.startswith(("ikke målt", "ikkje målt", "ikkje målte", "not measured")):
        if not colon or not rest.strip():
            raise CellError("'not measured' needs a reason", "Write «ikke målt: grunn».")
        return {"not_measured": rest.strip()}
    if folded.startswith(("ikke rapportert", "ikkje rapportert", "not reported")):
        return {"not_reported": rest.strip() if colon and rest.strip() else True}
    if folded.startswith("(per enhet"):
        raise CellError("figures by unit are not changed here", "Use 'byreg observe --unit'.")
    approx = folded.startswith(("ca. ", "ca ", "om lag ", "rundt ")) and scale not in ("qualitative", "yes_no")
    figure = text.split(" ", 2 if folded.startswith("om lag") else 1)[-1] if approx else text
    return {"value": read_figure(figure, scale)} | ({"approx": True} if approx else {})


def observed_column(period: str, code: str) -> Column:
    """Return the column of a period's observations."""
    from byreg.language.language import language

    name = language(code).period(parse_period(period))
    return Column(f"observed {period}", (name, name), 12)
