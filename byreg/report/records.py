"""Any record as a view: its facts in words, its lists, and its history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from byreg.language import labels
from byreg.language.glossary import title_of
from byreg.language.labels import N_
from byreg.model.events import Event
from byreg.model.finance import Financing
from byreg.model.goals import Deliverable
from byreg.model.narrative import Experience
from byreg.model.narrative import Point as PointModel
from byreg.model.narrative import Section as SectionModel
from byreg.model.record import ActionUpdate, Assessment, EventUpdate, Item, Model, Record, Update
from byreg.model.state import (
    deliverable_is_overdue,
    event_is_ahead,
    event_is_overdue,
    is_dropped,
    known_on,
    latest_move,
)  # fmt: skip
from byreg.report import view
from byreg.wording.said import Fact, Status
from byreg.wording.wording import Wording

ALWAYS_SHOWN = ("label", "title", "name", "text", "updates", "assessments")
LISTS = ("members", "tasks", "results", "challenges", "resources", "organisation", "carried_on")


def record_view(
    say: Wording, id_: str, record: Item, skip: Iterable[str] = (), *, text: str = "", status: Status | None = None
) -> view.Record:
    """Return a record with everything it states, but for what `skip` says is shown elsewhere."""
    lists = [name for name in LISTS if name not in skip and holds_points(record, name)]
    return view.Record(
        id=id_,
        label=record.label or "",
        title=say.title(record),
        text=(text or getattr(record, "text", None) or "").strip(),
        status=status,
        facts=say.facts(record, *ALWAYS_SHOWN, *skip, *lists),
        lists=tuple(
            view.Section(name, say.text(title_of(name)), points=points(say, getattr(record, name))) for name in lists
        ),
        history=history(say, record),
    )


def holds_points(record: Model, name: str) -> bool:
    value = record.__dict__.get(name)  # many kinds of record have none
    return bool(value) and isinstance(value, tuple) and isinstance(value[0], PointModel)


def records(say: Wording, found: Mapping[str, Record], *skip: str) -> tuple[view.Record, ...]:
    return tuple(record_view(say, id_, record, skip) for id_, record in found.items())


def items(say: Wording, found: Sequence[Item], title: str, *skip: str) -> tuple[view.Record, ...]:
    """Return list items as records; `title` is the key that names them."""
    views = [record_view(say, str(index), item, (title, *skip)) for index, item in enumerate(found)]
    return tuple(replace(one, title=str(getattr(item, title))) for one, item in zip(views, found, strict=True))


def points(say: Wording, found: Sequence[PointModel], *skip: str) -> tuple[view.Point, ...]:
    """Return points with what belongs to them."""
    return tuple(
        view.Point(
            f"{point.label}: {point.text.strip()}" if point.label else point.text.strip(),
            say.facts(point, "text", "label", *skip),
        )
        for point in found
    )


def section(say: Wording, id_: str, found: SectionModel) -> view.Section:
    title = found.title or say.language.value("section", id_)
    text, facts = (found.text or "").strip(), say.facts(found, "title", "text", "points", "label")
    return view.Section(id_, title, text, points(say, found.points), facts)


def by_speaker(say: Wording, found: Sequence[Experience]) -> tuple[view.Section, ...]:
    """Gather benefits or lessons under the role or organisation that told them, else under the goal."""
    groups: dict[str, list[Experience]] = {}
    for item in found:
        who = [say.language.value("role", item.role)] if item.role else []
        who += say.names(item.by) or (say.names(item.concerns) if not who else ())
        groups.setdefault(say.language.listing(who) or say.text(N_("In general")), []).append(item)
    return tuple(
        view.Section(
            f"speaker-{index}", who, points=points(say, group, "role", "by", *(() if said_by(group) else ("concerns",)))
        )
        for index, (who, group) in enumerate(groups.items(), start=1)
    )


def said_by(group: Sequence[Experience]) -> bool:
    return bool(group[0].role or group[0].by)


def history(say: Wording, record: Item) -> tuple[view.Happening, ...]:
    """Return the updates and assessments known on the day, oldest first."""
    updates = [update_view(say, record, update) for update in known_on(record.__dict__.get("updates", ()), say.day)]
    assessments = [assessment_view(say, item) for item in known_on(record.__dict__.get("assessments", ()), say.day)]
    return (*updates, *assessments)


def update_view(say: Wording, record: Item, update: Update) -> view.Happening:
    status = None
    if isinstance(update, ActionUpdate) and update.status:
        status = say.status(update.status, labels.ACTION_STATUSES, own=update.word)
    elif isinstance(update, EventUpdate) and update.status:
        milestone = getattr(record, "kind_of_record", "") == "milestone"
        words = labels.EVENT_STATUSES if milestone else labels.MEETING_STATUSES
        status = say.status(update.status, words, own=update.word)
    facts = say.facts(update, "date", "text", "status", "word")
    return view.Happening(say.language.period(update.date), status, (update.text or "").strip(), facts)


def assessment_view(say: Wording, item: Assessment) -> view.Happening:
    status = verdict_status(say, item)
    facts = say.facts(item, "date", "comment", "status", "word")
    return view.Happening(say.language.period(item.date), status, (item.comment or "").strip(), facts)


def verdict_status(say: Wording, item: Assessment) -> Status:
    """Return an assessment's status in the plan's own word, with the doubt about it."""
    remark = say.text(labels.UNCERTAIN) if "status" in item.tentative else ""
    return replace(say.status(item.status, labels.VERDICTS, own=item.word), remark=remark)


def as_lines(facts: Iterable[Fact]) -> tuple[str, ...]:
    """Return facts as lines, for a cell of a table."""
    return tuple(f"{fact.label}: {'; '.join(fact.values)}" for fact in facts)


def deliverable_view(say: Wording, id_: str, deliverable: Deliverable) -> view.Deliverable:
    status = say.status(deliverable.status, labels.DELIVERABLE_STATUSES)
    record = record_view(say, id_, deliverable, ("status", "note", "deadline", "responsible"), status=status)
    return view.Deliverable(
        title=record.heading,
        status=status,
        note=(deliverable.note or "").strip(),
        deadline=say.language.period(deliverable.deadline) if deliverable.deadline else "",
        responsible=say.responsible(deliverable.responsible),
        overdue=deliverable_is_overdue(deliverable, say.day),
        details=(*as_lines(record.facts), *(f"{one.date}: {one.text}" for one in record.history)),
        record=record,
    )


def event_standing(say: Wording, event: Event) -> Status:
    """Return an event's status in the plan's own word; that it is overdue or dropped goes first."""
    if is_dropped(event, say.day):
        return say.status("dropped", labels.DELIVERABLE_STATUSES)
    if event_is_overdue(event, say.day):
        return say.status("overdue", {"overdue": labels.OVERDUE})
    move = latest_move(event.updates, say.day)
    words = labels.EVENT_STATUSES if event.kind_of_record == "milestone" else labels.MEETING_STATUSES
    return say.status(move.status if move else None, words, own=move.word if move else None)


def event_view(say: Wording, id_: str, event: Event) -> view.Event:
    """Return a milestone, step or meeting as it stands on the day."""
    status = event_standing(say, event)
    latest = known_on(event.updates, say.day)
    when = say.language.period(event.date) if event.date else say.schedule(event.schedule)
    who = [*say.names(event.by), *say.responsible(event.responsible)]
    told = [text.strip() for text in (event.text, latest[-1].text if latest else "") if text]
    record = record_view(say, id_, event, ("date", "schedule", "by", "responsible"), status=status)
    return view.Event(
        record=record,
        title=record.heading,
        date=say.doubted(event, "date", when),
        by=say.language.listing(who),
        status=status,
        text=" ".join(told),
        overdue=event_is_overdue(event, say.day),
        ahead=event_is_ahead(event, say.day),
    )


def funders(say: Wording, line: Financing) -> tuple[str, ...]:
    each = (say.language.value("each", line.each),) if line.each else ()
    return (*say.names(line.funder), *each)
