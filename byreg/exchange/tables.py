"""The tables that a plan is exchanged as: actions, goals, indicators, milestones; which columns, in which order."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from byreg.exchange.cells import CellError, Sheet
from byreg.exchange.fields import (
    Computed,
    Context,
    Field,
    Lines,
    Needed,
    Number,
    References,
    Tags,
    Timetable,
    When,
    Who,
    Word,
    read_number,
)
from byreg.exchange.groups import Column, Figures, Group, Judgement, News, One, Placement, observed_column
from byreg.language import labels
from byreg.model.indicators import Indicator
from byreg.model.record import WHO, Record
from byreg.model.register import Phase
from byreg.source.meaning import Plain
from byreg.text.edit import Edit
from byreg.wording.targets import sentences

TARGET = re.compile(
    r"(?P<form>(?:minst|høyst|høgst|maks|over|under)?)\s*(?P<figure>[−–-]?[0-9][0-9 .,]*)[ %]*", re.IGNORECASE
)
LABEL = Field("label", ("Nr.", "Nr."), 10)
TEXT = Field("text", ("Beskrivelse", "Skildring"), 40)
NOTE = Field("note", ("Merknad", "Merknad"), 30)
WHO_ANSWERS = Who("responsible", ("Ansvar", "Ansvar"), 28)


class Targets(Computed):
    """An indicator's targets in words."""

    def shown(self, context: Context, record: Record) -> str:
        assert isinstance(record, Indicator)
        return "\n".join(sentences(context.say, record.targets.values(), record))

    def edits(self, context: Context, path: tuple[str, ...], text: str, old: Plain) -> list[Edit]:
        """Return the first target of a new indicator; others are more than a cell can say."""
        match = TARGET.fullmatch(text)
        if match is None and old is None:
            raise CellError(f"'{text[:40]}' is no target", "Write «minst 50» or «høyst 10».")
        if match is None:
            return super().edits(context, path, text, old)
        form = "at_most" if match["form"].casefold().startswith(("høyst", "maks", "under")) else "at_least"
        targets = {"end": {form: read_number(match["figure"])}}
        if old is not None and old != targets:
            return super().edits(context, path, text, old)
        return [Edit("put", (*path, "targets"), targets)]


@dataclass(frozen=True)
class Table:
    """One table of a plan: the key of its records, what people call it, and its columns."""

    key: str
    titles: tuple[str, str]
    groups: tuple[Group, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(column for group in self.groups for column in group.columns)

    def title(self, code: str) -> str:
        return self.titles[1] if code == "nn" else self.titles[0]

    def records(self, phase: Phase) -> Mapping[str, Record]:
        match self.key:
            case "actions":
                return phase.actions
            case "indicators":
                return phase.indicators
        found: Mapping[str, Record] = getattr(phase.plan, self.key)
        return found

    def group_of(self, key: str) -> Group | None:
        return next((group for group in self.groups if any(column.key == key for column in group.columns)), None)


ACTIONS = Table(
    "actions",
    ("Tiltak", "Tiltak"),
    (
        Placement(),
        One(LABEL),
        One(Needed("title", ("Tiltak", "Tiltak"), 40)),
        One(TEXT),
        One(Timetable("schedule", ("Tidsplan", "Tidsplan"), 16)),
        One(Lines("resources", ("Ressurs/finansiering", "Ressurs/finansiering"), 30)),
        One(References("resources_from", ("Ressurser fra", "Ressursar frå"), 24, kinds=WHO)),
        One(WHO_ANSWERS),
        One(Tags("tags", ("Bo/Bedrift/Besøk", "Bu/Bedrift/Besøk"), 16)),
        News(labels.ACTION_STATUSES),
        One(Number("priority", ("Prioritet", "Prioritet"), 10)),
        One(NOTE),
    ),
)
GOALS = Table(
    "goals",
    ("Mål", "Mål"),
    (
        One(LABEL),
        One(Needed("title", ("Mål", "Mål"), 44)),
        One(Word("kind", ("Type", "Type"), 14, vocabulary="goal")),
        One(References("parent", ("Overordnet mål", "Overordna mål"), 30, kinds=("goal",), single=True)),
        One(References("focus_area", ("Innsatsområde", "Innsatsområde"), 24, kinds=("focus_area",))),
        One(TEXT),
        One(When("deadline", ("Frist", "Frist"), 14)),
        One(WHO_ANSWERS),
        One(Field("measured_by", ("Måles ved", "Blir målt ved"), 34)),
        Judgement(),
        One(NOTE),
    ),
)
MILESTONES = Table(
    "milestones",
    ("Milepæler", "Milepælar"),
    (
        One(LABEL),
        One(Needed("title", ("Milepæl", "Milepæl"), 44)),
        One(When("date", ("Dato", "Dato"), 14)),
        One(References("focus_area", ("Innsatsområde", "Innsatsområde"), 24, kinds=("focus_area",))),
        One(WHO_ANSWERS),
        One(TEXT),
        News(labels.EVENT_STATUSES),
        One(NOTE),
    ),
)
MEASURED = ("goal", "objective", "deliverable", "action", "strategy", "focus_area")
BASELINE = (
    Column("baseline", ("Nullpunkt", "Nullpunkt"), 14),
    Column("baseline_period", ("Nullpunkt, tid", "Nullpunkt, tid"), 14),
)


def indicators(phase: Phase, code: str) -> Table:
    """Return the table of a plan's indicators: a column for each period that something was observed in."""
    told = {period.text: period for one in phase.indicators.values() for period in one.observations}
    periods = tuple(sorted(told, key=lambda text: told[text].sort_key))
    columns = (*BASELINE, *(observed_column(period, code) for period in periods))
    return Table(
        "indicators",
        ("Indikatorer", "Indikatorar"),
        (
            One(LABEL),
            One(Needed("title", ("Indikator", "Indikator"), 44)),
            One(References("measures", ("Måler", "Måler"), 34, kinds=MEASURED)),
            One(Field("unit", ("Enhet", "Eining"), 16)),
            One(Word("direction", ("Retning", "Retning"), 12, vocabulary="direction")),
            One(
                Targets(
                    "targets",
                    ("Måltall", "Måltal"),
                    34,
                    computed=True,
                    where="Change a target with 'byreg set'; of a new row write «minst 50» or «høyst 10».",
                )
            ),
            Figures(periods, columns),
            One(Field("definition", ("Definisjon", "Definisjon"), 30)),
            One(Field("method", ("Metode", "Metode"), 30)),
            One(WHO_ANSWERS),
            One(NOTE),
        ),
    )


def tables(phase: Phase, code: str) -> tuple[Table, ...]:
    """Return the tables of a plan."""
    return (ACTIONS, GOALS, indicators(phase, code), MILESTONES)


def sheet_of(table: Table, context: Context) -> Sheet:
    """Return a table filled in."""
    code = context.say.language.code
    rows = tuple(
        (id_, tuple(cell for group in table.groups for cell in group.shown(context, id_, record)))
        for id_, record in table.records(context.say.phase).items()
    )
    choices = {key: found for group in table.groups for key, found in group.choices(context).items()}
    return Sheet(
        table.key,
        table.title(code),
        tuple(column.key for column in table.columns),
        tuple(column.heading(code) for column in table.columns),
        rows,
        choices,
        tuple(column.width for column in table.columns),
        tuple(column.key for column in table.columns if column.computed),
    )
