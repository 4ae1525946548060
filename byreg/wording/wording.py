"""Values in words: references by name, targets as sentences, responsibilities as people say them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from byreg.language import labels
from byreg.language.glossary import title_of
from byreg.language.language import Language
from byreg.model.finance import Line
from byreg.model.indicators import Indicator, Measured
from byreg.model.period import Period
from byreg.model.record import Item, Model
from byreg.model.register import Entry, Phase, Register, Scope, name_of
from byreg.model.responsible import Responsible
from byreg.model.schedule import Schedule
from byreg.model.walk import reference_fields
from byreg.wording.said import Fact, Status

# which vocabulary the values of a key belong to, by the record's class
VOCABULARY: dict[tuple[str, str], str] = {
    ("Body", "role"): "role",
    ("Experience", "role"): "role",
    ("Programme", "required_roles"): "role",
    ("Participant", "role"): "participant",
    ("Decision", "kind"): "decision",
    ("Decision", "result"): "decision",
    ("Plan", "kind"): "plan",
    ("Source", "kind"): "source",
    ("Source", "availability"): "availability",
    ("AnnualEvent", "kind"): "annual_event",
    ("Indicator", "scale"): "scale",
    ("Indicator", "direction"): "direction",
    ("Indicator", "per"): "per",
    ("Indicator", "frequency"): "every",
    ("ReportGiven", "template"): "template",
    ("StatusEntry", "status"): "plan_status",
    ("Plan", "words"): "meaning",
    ("NetChangeTarget", "per"): "per",
    ("ChangeTarget", "compounding"): "per",
    ("Schedule", "every"): "every",
    **{(name, "per"): "per" for name in ("Cost", "Financing")},
    **{(name, "unit"): "unit" for name in ("Cost", "Financing")},
    ("Goal", "kind"): "goal",
    **{(name, "state"): "state" for name in ("Participant", "Consultation", "Agreement", "Financing")},
    **{(name, "basis"): "basis" for name in ("Cost", "Financing")},
    **{(name, "each"): "each" for name in ("Body", "Decision", "Financing", "Responsible")},
}


@dataclass(frozen=True)
class Wording:
    """Says things of one plan in one language, as of one day."""

    register: Register
    phase: Phase
    language: Language
    day: date

    @property
    def scope(self) -> Scope:
        return (self.phase.region, self.phase.id)

    @cached_property
    def subgoals(self) -> Mapping[str, Sequence[str]]:
        """Return the ids of the goals directly below each goal."""
        below: dict[str, list[str]] = {}
        for id_, goal in self.phase.plan.goals.items():
            if goal.parent is not None and goal.parent != id_:
                below.setdefault(goal.parent, []).append(id_)
        return below

    @cached_property
    def measures(self) -> Mapping[str, Sequence[str]]:
        """Return the ids of the indicators that measure each record."""
        found: dict[str, list[str]] = {}
        for id_, indicator in self.phase.indicators.items():
            for reference in indicator.measures:
                found.setdefault(reference, []).append(id_)
        return found

    def text(self, message: str) -> str:
        return self.language.text(message)

    def entry(self, reference: str) -> Entry | None:
        return self.register.find(reference, self.scope)

    def name(self, reference: str) -> str:
        """Return the name of what a reference means; of a record elsewhere, with its plan's address."""
        name = self.register.name_of(reference, self.scope)
        region, slash, rest = reference.partition("/")
        phase, inner, _ = rest.partition("/")
        return f"{name} ({region}/{phase})" if slash and inner else name

    def names(self, references: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.name(reference) for reference in references)

    def listing(self, references: Iterable[str]) -> str:
        return self.language.listing(self.names(references))

    def status(
        self, value: str | None, words: dict[str, str], *, own: str | None = None, computed: bool = False
    ) -> Status:
        """Return a status in the plan's own word, else in ours; None is said as "No status"."""
        symbol, tone = labels.SYMBOLS[value or ""]
        text = own or self.text(words.get(value or "", labels.NO_STATUS))
        return Status(text, symbol, tone, self.text(labels.COMPUTED) if computed and value else "")

    def doubted(self, record: Item, key: str, text: str) -> str:
        """Return a text with the planner's doubt about its key, where there is one."""
        return f"{text} ({self.text(labels.UNCERTAIN)})" if text and key in record.tentative else text

    def doubted_lines(self, record: Item, key: str, lines: tuple[str, ...]) -> tuple[str, ...]:
        return (*lines[:-1], self.doubted(record, key, lines[-1])) if lines else ()

    def both(self, limits: Iterable[str]) -> str:
        """Join two limits: `at least 100 and at most 120`."""
        return self.language.listing(tuple(limits))

    @property
    def about(self) -> str:
        return self.text(labels.N_("about")) + " "

    @property
    def not_stated(self) -> str:
        return self.text(labels.N_("not stated"))

    def yes(self, value: bool) -> str:  # noqa: FBT001
        return self.text(labels.N_("Yes")) if value else self.text(labels.N_("No"))

    def tag(self, tag: str) -> str:
        """Return a tag in words: built in, or as the plan's tag sets say."""
        for tags in self.phase.plan.tag_sets.values():
            if tag in tags.names:
                return tags.names[tag]
        return self.language.value("tag", tag)

    def responsible(self, responsible: Responsible | None) -> tuple[str, ...]:
        """Return who answers, one line for each part they have."""
        if responsible is None:
            return ()
        lines = [self.listing(responsible.lead)] if responsible.lead else []
        if responsible.each:
            lines.append(self.language.value("each", responsible.each))
        parts = (
            (labels.N_("Coordinator: {names}"), responsible.coordinator),
            (labels.N_("Contributors: {names}"), responsible.contributors),
            (labels.N_("Named without part: {names}"), responsible.actors),
        )
        lines += [self.text(words).format(names=self.listing(names)) for words, names in parts if names]
        lines += [text.strip() for text in (responsible.text, responsible.note) if text]
        return tuple(lines)

    def schedule(self, schedule: Schedule | None) -> str:
        """Say when: `2018–2019`, `every month`, `every year, in the last quarter`, `6 months`."""
        if schedule is None:
            return ""
        parts = [self.language.period(period) for period in schedule.periods]
        if schedule.duration:
            number, _, unit = schedule.duration.partition(" ")
            singular = unit.removesuffix("s")
            parts.append(f"{number} {self.language.value('duration', singular if number == '1' else f'{singular}s')}")
        if schedule.every:
            parts.append(self.language.value("every", schedule.every))
        if schedule.within:
            month = schedule.within.isdigit()
            parts.append(self.month(schedule.within) if month else self.language.value("within", schedule.within))
        if schedule.note:
            parts.append(schedule.note.strip())
        return ", ".join(parts)

    def month(self, number: str) -> str:
        from byreg.language.dates import MONTHS

        return MONTHS[self.language.code][int(number) - 1]

    def measured(self, measured: Measured, indicator: Indicator) -> str:
        """Say a value with its unit, or that there is none and why."""
        if measured.not_measured is not None:
            return f"{self.text(labels.VERDICTS['not_measured'])}: {measured.not_measured.strip()}"
        if measured.not_reported:
            reason = measured.not_reported if isinstance(measured.not_reported, str) else ""
            return ": ".join(part for part in (self.text(labels.VERDICTS["not_reported"]), reason.strip()) if part)
        if measured.value is None:
            return "; ".join(f"{self.name(unit)}: {self.value(v, indicator)}" for unit, v in measured.by_unit.items())
        about = self.about if measured.approx else ""
        number = self.value(measured.value, indicator)
        if measured.out_of:
            number = self.text(labels.N_("{number} of {total}")).format(
                number=number, total=self.language.number(measured.out_of)
            )
        return f"{about}{number}"

    def value(self, value: bool | str | Decimal, indicator: Indicator) -> str:  # noqa: FBT001
        """Say a bare value on the indicator's scale."""
        if isinstance(value, bool):
            return self.yes(value)
        if isinstance(value, str):
            return value.strip()
        if indicator.scale == "amount":
            return self.language.money(value)
        if indicator.scale == "percent":
            return f"{self.language.number(value)}\u00a0%"
        return self.language.number(value)

    def money(self, line: Line) -> str:
        """Say an amount with its unit and what it is per: `50 kr per innbygger`."""
        if line.amount is None:
            return ""
        hours = self.language.plural(labels.N_("{number} hour"), labels.N_("{number} hours"), line.amount)
        amount = hours if line.unit == "hours" else self.language.money(line.amount)
        about = self.about if line.approx else ""
        return " ".join((f"{about}{amount}", *(self.language.value("per", per) for per in line.per)))

    def facts(self, model: Model, *skip: str) -> tuple[Fact, ...]:
        """Return every key that a record states, in words, less those that are shown elsewhere."""
        found = []
        stated, fields = model.model_fields_set, type(model).model_fields
        for name in [name for name in fields if name in stated and name not in skip]:
            value, field = getattr(model, name), fields[name]
            if value is None or value in ((), {}) or value is False:
                continue
            if not field.is_required() and value == field.get_default(call_default_factory=False):
                continue
            said = self.said(model, name, value)
            if said:
                found.append(Fact(self.text(title_of(name)), said))
        return tuple(found)

    def said(self, model: Model, name: str, value: Any) -> tuple[str, ...]:  # noqa: C901 - one line a type
        """Say the value of one key."""
        if name in reference_fields(type(model)):
            return self.names((value,) if isinstance(value, str) else value)
        kind = VOCABULARY.get((type(model).__name__, name))
        if kind is not None:
            if isinstance(value, dict):
                return tuple(f"{key}: {self.language.value(kind, item)}" for key, item in value.items())
            values = (value,) if isinstance(value, str) else value
            return tuple(self.language.value(kind, item) for item in values)
        match value:
            case bool():
                return (self.yes(value),)
            case Responsible():
                return self.responsible(value)
            case Schedule():
                return (self.schedule(value),)
            case Period():
                return (self.language.period(value),)
            case Decimal() | int():
                return (self.language.number(value),)
            case str():
                return (value.strip(),)
            case tuple():
                return tuple(said for item in value for said in self.item(name, item))
            case dict():
                return tuple(
                    f"{self.key(name, key)}: {'; '.join(self.item(name, item))}" for key, item in value.items()
                )
            case Model():
                return tuple(f"{fact.label}: {', '.join(fact.values)}" for fact in self.facts(value))
        return ()

    def inner(self, item: Model) -> str:
        """Say a record inside another: its name, and what else it states in parentheses."""
        head = next((key for key in ("title", "name", "text") if getattr(item, key, None)), "")
        facts = "; ".join(f"{fact.label}: {', '.join(fact.values)}" for fact in self.facts(item, head))
        name = str(getattr(item, head)).strip() if head else ""
        return f"{name} ({facts})" if name and facts else name or facts

    def key(self, name: str, key: Any) -> str:
        """Say a mapping's key: a changed key by its title, a unit by its name."""
        if name == "previous":
            return self.text(title_of(str(key).rpartition(".")[2]))
        return self.name(key) if isinstance(key, str) else self.language.period(key)

    def item(self, name: str, item: Any) -> tuple[str, ...]:
        """Say one item of a list or mapping."""
        if name == "tags" and isinstance(item, str):
            return (self.tag(item),)
        if name == "tentative" and isinstance(item, str):
            return (self.text(title_of(item)),)
        if isinstance(item, Period):
            return (self.language.period(item),)
        if isinstance(item, bool):
            return (self.yes(item),)
        if isinstance(item, (Decimal, int)):
            return (self.language.number(item),)
        if isinstance(item, Model):
            return (self.inner(item),)
        return (str(item).strip(),)

    def title(self, record: Model) -> str:
        return name_of(record)  # type: ignore[arg-type]
