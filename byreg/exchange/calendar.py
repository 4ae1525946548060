"""A plan's milestones, deadlines and annual cycle as a calendar (RFC 5545)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from byreg.exchange.extras import needed
from byreg.language.labels import N_
from byreg.model.events import Event
from byreg.model.period import PARTS, Period
from byreg.model.record import Record
from byreg.model.register import name_of
from byreg.model.schedule import Schedule
from byreg.model.state import event_status, is_dropped
from byreg.wording.wording import Wording

PRODUCT = "-//byreg//plans//NO"
RULES: dict[str, dict[str, str | int]] = {
    "year": {"freq": "yearly"}, "half-year": {"freq": "monthly", "interval": 6}, "quarter": {"freq": "monthly", "interval": 3},
    "month": {"freq": "monthly"}, "week": {"freq": "weekly"},
}  # fmt: skip
STATUS = {"cancelled": "CANCELLED"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: all its days, how it repeats, and what it is about."""

    id: str
    title: str
    first: date
    last: date
    about: str = ""
    place: str = ""
    status: str = "CONFIRMED"
    every: str = ""
    until: date | None = None


def as_ics(say: Wording) -> bytes:
    """Return the calendar; the same plan and day give the same bytes."""
    icalendar = needed("icalendar", "ical")
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", say.phase.plan.title)
    stamp = datetime.combine(say.day, time.min, tzinfo=UTC)
    for entry in entries(say):
        event = icalendar.Event()
        event.add("uid", f"{say.phase.address.replace('/', '.')}.{entry.id}@byreg")
        event.add("dtstamp", stamp)
        event.add("summary", entry.title)
        event.add("dtstart", entry.first)
        event.add("dtend", entry.last + timedelta(days=1))
        event.add("status", entry.status)
        event.add("transp", "TRANSPARENT")
        if entry.about:
            event.add("description", entry.about)
        if entry.place:
            event.add("location", entry.place)
        if entry.every:
            event.add("rrule", {**RULES[entry.every], **({"until": entry.until} if entry.until else {})})
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data


def entries(say: Wording) -> Iterator[Entry]:
    """Yield what has a day: events, deadlines, next measurements and the annual cycle."""
    plan = say.phase.plan
    for table in (plan.milestones, plan.process, plan.meetings):
        for id_, event in table.items():
            yield from dated_event(say, id_, event)
    for id_, goal in plan.goals.items():
        yield from deadline(say, id_, goal, goal.deadline)
        for inner, deliverable in goal.deliverables.items():
            yield from deadline(say, inner, deliverable, deliverable.deadline)
    for id_, action in say.phase.actions.items():
        span = action.schedule.span if action.schedule else None
        yield from deadline(say, id_, action, span, say.schedule(action.schedule))
    for id_, indicator in say.phase.indicators.items():
        yield from deadline(say, id_, indicator, indicator.next_measurement)
    for id_, yearly in plan.follow_up.annual_cycle.items() if plan.follow_up else ():
        yield from recurring(say, id_, yearly, yearly.schedule)
    for id_, body in plan.organisation.items():
        yield from recurring(say, id_, body, body.meets)


def dated_event(say: Wording, id_: str, event: Event) -> Iterator[Entry]:
    """Yield an event on its days; one whose day is only known as a longer time stands on that time's last day."""
    if event.date is None:
        yield from recurring(say, id_, event, event.schedule)
        return
    if event.date.end is None or is_dropped(event, say.day):
        return
    days = event.date.precision == "day" or (event.date.precision == "interval" and is_short(event.date))
    first = event.date.start if days and event.date.start else event.date.end
    status = STATUS.get(event_status(event, say.day) or "", "CONFIRMED" if days else "TENTATIVE")
    about = "" if days else say.language.period(event.date)
    text = "\n".join(part for part in (about, (event.text or "").strip()) if part)
    yield Entry(id_, said(event), first, event.date.end, text, event.place or "", status)


def is_short(period: Period) -> bool:
    return period.start is not None and period.end is not None and (period.end - period.start).days < 31


def deadline(say: Wording, id_: str, record: Record, when: Period | None, about: str = "") -> Iterator[Entry]:
    """Yield the last day of something's time."""
    if when is None or when.end is None or is_dropped(record, say.day):
        return
    kind = say.language.value("record", record.kind_of_record)
    title = f"{say.text(N_('Deadline'))}: {said(record)}"
    yield Entry(f"{id_}.deadline", title, when.end, when.end, f"{kind}. {about or say.language.period(when)}")


def recurring(say: Wording, id_: str, record: Record, schedule: Schedule | None) -> Iterator[Entry]:
    """Yield something that repeats, from the plan's first year to its end."""
    if schedule is None or schedule.every is None or is_dropped(record, say.day):
        return
    span = schedule.span or say.phase.plan.period
    if span.start is None:
        return
    first = first_day(schedule, span.start)
    yield Entry(id_, said(record), first, first, say.schedule(schedule), "", "TENTATIVE", schedule.every, span.end)


def first_day(schedule: Schedule, start: date) -> date:
    """Return the first day of the first time: of the part of the year that is named, else of the whole."""
    if schedule.within is None or schedule.every != "year":
        return start
    month = int(schedule.within) if schedule.within.isdecimal() else PARTS[schedule.within][0]
    return date(start.year if (month, 1) >= (start.month, start.day) else start.year + 1, month, 1)


def said(record: Record) -> str:
    """Return what an entry is called, its number with it."""
    label = f"{record.label}: " if record.label else ""
    return f"{label}{name_of(record)}"
