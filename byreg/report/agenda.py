"""Records as one line each: what there is, how far it has come, what is due and who answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from byreg.language import labels
from byreg.language.language import Language, language
from byreg.model.achievement import goal_is_overdue, goal_status
from byreg.model.actions import Action
from byreg.model.events import Event
from byreg.model.goals import Deliverable, Goal
from byreg.model.indicators import Indicator
from byreg.model.involvement import involved
from byreg.model.period import Period
from byreg.model.record import Record
from byreg.model.register import Entry, Phase, Register, name_of
from byreg.model.responsible import Responsible
from byreg.model.state import (
    action_is_overdue,
    action_status,
    deliverable_is_overdue,
    event_is_overdue,
    event_status,
    plan_status,
)  # fmt: skip
from byreg.report.actions import action_standing
from byreg.report.records import event_standing
from byreg.report.targets import indicator_status
from byreg.wording.said import Status
from byreg.wording.wording import Wording

KINDS = {
    "plans": "plan", "goals": "goal", "actions": "action", "indicators": "indicator", "milestones": "milestone",
    "deliverables": "deliverable", "focus-areas": "focus_area", "objectives": "objective", "strategies": "strategy",
    "themes": "theme", "process": "process_step", "meetings": "meeting", "decisions": "decision",
    "agreements": "agreement", "consultation": "consultation", "organisation": "body", "costs": "cost",
    "financing": "financing", "portfolio": "project", "annual-cycle": "annual_event", "sources": "source",
    "actors": "actor", "municipalities": "municipality", "councils": "council", "programmes": "programme",
}  # fmt: skip
STATUS_WORDS = labels.VERDICTS | labels.ACTION_STATUSES | labels.EVENT_STATUSES | labels.DELIVERABLE_STATUSES
STATUSES = (*dict.fromkeys((*STATUS_WORDS, *labels.PLAN_STATUSES)),)


@dataclass(frozen=True, slots=True)
class Row:
    """One record as a line; `key` is the status as the files write it."""

    address: str
    title: str
    key: str
    status: Status | None
    when: str
    period: str
    ends: date | None
    responsible: tuple[str, ...]
    names: tuple[str, ...]
    involved: frozenset[str]
    overdue: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows are wanted; what is left out does not narrow."""

    overdue: bool = False
    due_by: date | None = None
    responsible: str | None = None
    status: str | None = None

    def wants(self, row: Row, day: date) -> bool:
        done = row.key in ("completed", "cancelled", "reached", "achieved", "delivered", "dropped")
        soon = self.due_by is None or (row.ends is not None and day <= row.ends <= self.due_by and not done)
        return (
            soon
            and (not self.overdue or row.overdue)
            and (self.responsible is None or self.responsible in row.involved)
            and (self.status is None or row.key == self.status)
        )


def agenda(
    register: Register, kind: str, day: date, *, region: str | None = None, phase: str | None = None,
    lang: str | None = None, chosen: Filter | None = None,
) -> list[Row]:  # fmt: skip
    """Return the rows of one kind (a key of KINDS), of all plans or of one region or phase."""
    wanted = chosen or Filter()
    rows = plan_rows(register, day, lang) if kind == "plans" else record_rows(register, KINDS[kind], day, lang)
    return [row for row in rows if wanted.wants(row, day) and in_scope(row.address, region, phase)]


def in_scope(address: str, region: str | None, phase: str | None) -> bool:
    parts = address.split("/")
    return (region is None or parts[0] == region) and (phase is None or parts[1:2] == [phase])


def words_of(register: Register, phase: Phase, lang: str | None) -> Language:
    return language(lang or register.regions[phase.region].region.language)


def plan_rows(register: Register, day: date, lang: str | None) -> Iterator[Row]:
    for phase in register.phases:
        say = Wording(register, phase, words_of(register, phase, lang), day)
        key = plan_status(phase.plan, day)
        status = say.status(key, labels.PLAN_STATUSES)
        period = phase.plan.period
        yield Row(
            address=phase.address,
            title=phase.plan.title,
            key=key or "",
            status=status,
            when=say.language.period(period),
            period=period.edtf,
            ends=period.end,
            responsible=(),
            names=(),
            involved=frozenset(),
            overdue=False,
        )


def record_rows(register: Register, kind: str, day: date, lang: str | None) -> Iterator[Row]:
    """Yield rows for the records of one kind in every scope; what belongs to no plan is told from the first of its region."""
    any_phase = next(iter(register.phases), None)
    for contents in register.scopes:
        region, id_ = contents.scope
        node = register.regions.get(region or "")
        phases = node.phases if node else {}
        phase = phases.get(id_ or "") or next(iter(phases.values()), any_phase)
        if phase is None:
            return
        say = Wording(register, phase, words_of(register, phase, lang), day)
        for entry in contents.entries:
            if entry.kind == kind:
                yield row_of(say, entry)


def row_of(say: Wording, entry: Entry) -> Row:
    record = entry.record
    key, status, overdue = standing(say, entry)
    period = period_of(record)
    responsible = getattr(record, "responsible", None)
    who = responsible.named if isinstance(responsible, Responsible) else ()
    by = (*who, *getattr(record, "by", ()), *getattr(record, "bodies", ()), *getattr(record, "funder", ()))
    title = f"{record.label}: {name_of(record)}" if record.label else name_of(record)
    who_says = say.responsible(responsible) if isinstance(responsible, Responsible) else say.names(by)
    return Row(
        address=entry.address,
        title=title,
        key=key,
        status=status,
        when=when_of(say, record, period),
        period=period.edtf if period else "",
        ends=period.end if period else None,
        responsible=say.doubted_lines(record, "responsible", who_says),
        names=by,
        involved=frozenset(by)
        | involved(responsible if isinstance(responsible, Responsible) else None, say.register, say.phase),
        overdue=overdue,
    )


def standing(say: Wording, entry: Entry) -> tuple[str, Status | None, bool]:
    """Return a record's status as written, in words, and whether it is overdue."""
    record, day = entry.record, say.day
    match record:
        case Action():
            return action_status(record, day) or "", action_standing(say, record), action_is_overdue(record, day)
        case Event():
            return event_status(record, day) or "", event_standing(say, record), event_is_overdue(record, day)
        case Goal():
            judged = goal_status(entry.id, record, say.phase.plan, say.phase.indicators, day)
            status = say.status(judged.status, labels.VERDICTS, own=judged.word or None, computed=judged.computed)
            return judged.status or "", status, goal_is_overdue(record, judged.status, day)
        case Indicator():
            verdict, said = indicator_status(say, record)
            return verdict or "", said, False
        case Deliverable():
            status = say.status(record.status, labels.DELIVERABLE_STATUSES)
            return record.status or "", status, deliverable_is_overdue(record, day)
    return "", None, False


def period_of(record: Record) -> Period | None:
    """Return when a record is: its schedule, deadline, date or period."""
    schedule = getattr(record, "schedule", None)
    if schedule is not None and schedule.span is not None:
        span: Period = schedule.span
        return span
    for name in ("deadline", "date", "period", "membership"):
        value = getattr(record, name, None)
        if isinstance(value, Period):
            return value
    return None


def when_of(say: Wording, record: Record, period: Period | None) -> str:
    schedule = getattr(record, "schedule", None)
    if schedule is not None:
        return say.schedule(schedule)
    return say.language.period(period) if period else ""


def due_by(text: str, day: date) -> date | None:
    """Return the day that `30d`, `2w` or `3m` (of 30 days) from `day` ends; None if it is no such text."""
    units = {"d": 1, "w": 7, "m": 30}
    number, unit = text[:-1], text[-1:]
    if not number.isascii() or not number.isdigit() or unit not in units or len(number) > 4:
        return None
    try:
        return day + timedelta(days=int(number) * units[unit])
    except OverflowError:
        return date.max
