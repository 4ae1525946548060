"""How each key of a record is shown in a cell, and what a changed cell makes of it."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from byreg.amend.records import period_plain
from byreg.exchange.cells import Cell, CellError
from byreg.exchange.names import BETWEEN, Names
from byreg.exchange.times import day_of, read_period
from byreg.language import labels
from byreg.language.language import LANGUAGES, language
from byreg.model.period import Period
from byreg.model.record import WHO, Record
from byreg.model.responsible import Responsible
from byreg.model.schedule import Schedule
from byreg.source.meaning import Plain
from byreg.text.edit import Edit
from byreg.wording.wording import Wording

ABSENT = object()
WHOLE = re.compile(r"-?[0-9]{1,9}(\.0+)?")
FIGURE = re.compile(r"-?[0-9]{1,15}([.,][0-9]{1,12})?")
THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}([.,][0-9]{3})+")
BULLET = re.compile(r"^[•*-]\s+")
DIMENSIONS = ("live", "work", "visit")


@dataclass(frozen=True)
class Context:
    """What cells are shown and read with: the plan in words, its names, and the day of what is new."""

    say: Wording
    names: Names
    day: str


@dataclass(frozen=True)
class Field:
    """One column that stands for one key: text on a line or several."""

    key: str
    headings: tuple[str, str]  # bokmål, nynorsk
    width: int = 24
    computed: bool = False

    def shown(self, context: Context, record: Record) -> Cell:
        value = getattr(record, self.key)
        return value.strip() if isinstance(value, str) else value

    def choices(self, context: Context) -> tuple[str, ...]:
        return ()

    def read(self, context: Context, text: str, old: Plain) -> Any:
        """Return the new value of the key; ABSENT takes it out, CellError says why a text cannot be understood."""
        return text or ABSENT

    def edits(self, context: Context, path: tuple[str, ...], text: str, old: Plain) -> list[Edit]:
        """Return what a changed cell comes to; `old` is the key's value in the file."""
        value = self.read(context, text, old)
        if value is ABSENT:
            return [Edit("remove", (*path, self.key))] if old is not None else []
        if isinstance(old, str) and old.endswith("\n") and isinstance(value, str):
            value = f"{value}\n"
        return [Edit("put", (*path, self.key), value)] if value != old else []


class Needed(Field):
    """A text that a record cannot be without, on one line."""

    def read(self, context: Context, text: str, old: Plain) -> Any:
        if not text:
            raise CellError("it cannot be empty")
        return " ".join(text.split())


class Number(Field):
    """A whole number."""

    def read(self, context: Context, text: str, old: Plain) -> Any:
        if text and not WHOLE.fullmatch(text):
            raise CellError(f"'{text[:40]}' is no whole number")
        return int(text.partition(".")[0]) if text else ABSENT


@dataclass(frozen=True)
class Word(Field):
    """A value of a vocabulary, in words; `vocabulary` is its name in the labels."""

    vocabulary: str = ""

    def shown(self, context: Context, record: Record) -> Cell:
        value = getattr(record, self.key)
        return context.say.language.value(self.vocabulary, value) if value else ""

    def choices(self, context: Context) -> tuple[str, ...]:
        return tuple(context.say.text(word) for word in labels.VALUES[self.vocabulary].values())

    def read(self, context: Context, text: str, old: Plain) -> Any:
        return value_of(text, labels.VALUES[self.vocabulary]) if text else ABSENT


def value_of(text: str, words: dict[str, str]) -> str:
    """Return the value that a word means, in any of the languages."""
    wanted = text.strip().casefold()
    for value, word in words.items():
        if wanted in (value.casefold(), *(language(code).text(word).casefold() for code in LANGUAGES)):
            return value
    known = ", ".join(language("nb").text(word) for word in words.values())
    raise CellError(f"'{text[:40]}' is none of the values", f"Choose from: {known}.")


class When(Field):
    """A period: a real date where it is a day, words where it is not."""

    def shown(self, context: Context, record: Record) -> Cell:
        value: Period | None = getattr(record, self.key)
        return shown_period(context, value)

    def read(self, context: Context, text: str, old: Plain) -> Any:
        return period_plain(read_period(text)) if text else ABSENT


def shown_period(context: Context, value: Period | None) -> Cell:
    if value is None:
        return None
    day = day_of(value)
    return day if day is not None and day.year >= 1900 else context.say.language.period(value)


class Timetable(Field):
    """A schedule: a period, or in words what cannot be one."""

    def shown(self, context: Context, record: Record) -> Cell:
        value: Schedule | None = getattr(record, self.key)
        if (
            value is not None
            and len(value.periods) == 1
            and not (value.every or value.within or value.duration or value.note)
        ):
            return shown_period(context, value.periods[0])
        return context.say.schedule(value)

    def read(self, context: Context, text: str, old: Plain) -> Any:
        if not text:
            return ABSENT
        if isinstance(old, dict) and set(old) - {"periods"}:
            raise CellError("this schedule is more than a period", "Change it with 'byreg set'.")
        found = [period_plain(read_period(part)) for part in text.replace("\n", BETWEEN).split(BETWEEN) if part.strip()]
        if not found:
            raise CellError(f"'{text[:40]}' is no time")
        return found[0] if len(found) == 1 else found


class Lines(Field):
    """Points, each on a line of the cell; those that stay keep what else they say."""

    def shown(self, context: Context, record: Record) -> Cell:
        return "\n".join(" ".join(point.text.split()) for point in getattr(record, self.key))

    def read(self, context: Context, text: str, old: Plain) -> Any:
        items = old if isinstance(old, list) else [old] if old is not None else []
        known = {
            " ".join(str(item.get("text", "") if isinstance(item, dict) else item).split()): item for item in items
        }
        lines = [BULLET.sub("", " ".join(line.split())) for line in text.split("\n")]
        return [known.get(line, line) for line in lines if line] or ABSENT


@dataclass(frozen=True)
class References(Field):
    """Names of records with `;` between."""

    kinds: tuple[str, ...] = ()
    single: bool = False

    def shown(self, context: Context, record: Record) -> Cell:
        value = getattr(record, self.key)
        return context.names.listing([value] if isinstance(value, str) else value or (), self.kinds)

    def choices(self, context: Context) -> tuple[str, ...]:
        return context.names.choices(self.kinds)

    def read(self, context: Context, text: str, old: Plain) -> Any:
        found = context.names.read(text, self.kinds)
        if self.single and len(found) > 1:
            raise CellError("only one can stand here")
        return ABSENT if not found else found[0] if self.single else found


class Tags(Field):
    """The dimensions live, work and visit as Bo/Bedrift/Besøk; other tags of the record stay."""

    def shown(self, context: Context, record: Record) -> Cell:
        return "/".join(context.say.language.value("tag", tag) for tag in DIMENSIONS if tag in record.tags)

    def choices(self, context: Context) -> tuple[str, ...]:
        names = [context.say.language.value("tag", tag) for tag in DIMENSIONS]
        combined = [names[:1], names[1:2], names[2:], names[:2], names[1:], [names[0], names[2]], names]
        return tuple("/".join(some) for some in combined)

    def read(self, context: Context, text: str, old: Plain) -> Any:
        words = labels.VALUES["tag"]
        parts = [part.strip().rstrip("?") for part in text.replace(",", "/").replace(BETWEEN, "/").split("/")]
        wanted = {value_of(part, {tag: words[tag] for tag in DIMENSIONS}) for part in parts if part}
        kept = [tag for tag in old or () if tag not in DIMENSIONS or tag in wanted]
        return [*kept, *(tag for tag in DIMENSIONS if tag in wanted and tag not in kept)] or ABSENT


class Who(Field):
    """Who answers: leads by name; other parts behind a word and a colon, as in `Bidrar: Grue`."""

    PARTS = (
        ("coordinator", ("Koordinator", "koordinator")),
        ("contributors", ("Bidrar", "Bidrar")),
        ("actors", ("Nevnt", "Nemnd")),
    )

    def shown(self, context: Context, record: Record) -> Cell:
        value: Responsible | None = getattr(record, self.key)
        if value is None:
            return None
        lines = [context.names.listing(value.lead, WHO)] if value.lead else []
        if value.each:
            lines.append(context.say.language.value("each", value.each))
        for key, words in self.PARTS:
            ids = getattr(value, key)
            if ids:
                lines.append(f"{words[0]}: {context.names.listing(ids, WHO)}")
        if value.text:
            lines.append(f"Tekst: {' '.join(value.text.split())}")
        return "\n".join(lines)

    def choices(self, context: Context) -> tuple[str, ...]:
        return (context.say.language.value("each", "municipality"), *context.names.choices(WHO))

    def read(self, context: Context, text: str, old: Plain) -> Any:
        if not text:
            return ABSENT
        found: dict[str, Plain] = {}
        for line in text.split("\n"):
            label, colon, rest = line.partition(":")
            key = self.part(label) if colon else ""
            if key and not rest.strip(f" {BETWEEN}"):
                raise CellError(f"nothing stands behind '{label}:'")
            if key == "text":
                found["text"] = "; ".join(part for part in (found.get("text", ""), rest.strip()) if part)
            elif key:
                found[key] = [*found.get(key, ()), *context.names.read(rest, WHO)]
            else:
                self.read_leads(context, line, found)
        if not found:
            raise CellError(f"'{text[:40]}' names nobody")
        kept = (
            {key: old[key] for key in ("tentative", "note", "source", "label", "tags") if key in old}
            if isinstance(old, dict)
            else {}
        )
        if list(found) == ["lead"] and not kept:
            return found["lead"]
        order = ("each", "coordinator", "lead", "actors", "contributors", "text")
        return {key: found[key] for key in order if key in found} | kept

    def part(self, label: str) -> str:
        folded = label.strip().casefold()
        if folded in ("tekst", "text"):
            return "text"
        return next((key for key, words in self.PARTS if folded in (key, *(word.casefold() for word in words))), "")

    def read_leads(self, context: Context, line: str, found: dict[str, Plain]) -> None:
        """Read names without a part, and "each municipality"."""
        for part in line.split(BETWEEN):
            if not part.strip():
                continue
            try:
                found["each"] = value_of(part, labels.VALUES["each"])
            except CellError:
                found["lead"] = [*found.get("lead", ()), *context.names.read(part, WHO)]


@dataclass(frozen=True)
class Computed(Field):
    """What follows from other things, and is not changed here."""

    where: str = ""

    def edits(self, context: Context, path: tuple[str, ...], text: str, old: Plain) -> list[Edit]:
        raise CellError("this column is computed", self.where)


def read_figure(text: str, scale: str) -> Plain:
    """Return an observed value on a scale: a number with comma or point, yes or no, or words."""
    if scale == "qualitative":
        return text
    if scale == "yes_no":
        word = text.casefold()
        if word in ("ja", "yes", "true", "sann", "nei", "no", "false", "usann"):
            return word in ("ja", "yes", "true", "sann")
        raise CellError(f"'{text[:40]}' is neither yes nor no", "Write ja or nei.")
    return read_number(text)


def read_number(text: str) -> int | float:
    """Return a number as people write it: `10 000`, `1,5`, `−3`, `12 %`; CellError where it could be two things."""
    said = "".join(text.replace("−", "-").replace("–", "-").rstrip("%").split())
    if THOUSANDS.fullmatch(said):
        raise CellError(
            f"'{text[:40]}' could be thousands or decimals", "Write 10 000 with a space, or 10,0 with one decimal."
        )
    if not FIGURE.fullmatch(said):
        raise CellError(f"'{text[:40]}' is no number", "Write 132, 1,5 or −100; or «ikke målt: grunn».")
    number = Decimal(said.replace(",", "."))
    return int(number) if number == number.to_integral_value() else float(number)


def shown_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
