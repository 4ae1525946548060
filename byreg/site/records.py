"""A page for each goal, action and indicator: how it stands, its history, and the decisions that concern it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from byreg.language.glossary import title_of
from byreg.language.labels import N_
from byreg.report import view
from byreg.report.records import record_view
from byreg.site.frame import folder_of, record_path
from byreg.site.page import (
    ActionRow,
    Link,
    RecordPage,
)
from byreg.wording.said import Fact, Status
from byreg.wording.wording import Wording

DATA = (("JSON", "plan.json"), ("CSV", "actions.csv"))  # everything, and the table that the page shows a part of
Paged = tuple[str, str, RecordPage]


def record_pages(say: Wording, report: view.Report, rows: Mapping[str, ActionRow], folder: str) -> Iterator[Paged]:
    """Yield for each record the path of its page, what it is called, and what stands on its page."""
    yield from goal_pages(say, report, rows, folder)
    yield from action_pages(say, report, folder)
    yield from indicator_pages(say, report, folder)


def goal_pages(say: Wording, report: view.Report, rows: Mapping[str, ActionRow], folder: str) -> Iterator[Paged]:
    under: dict[str, list[ActionRow]] = {}
    for id_, row in rows.items():
        for reference in say.phase.actions[id_].under:
            under.setdefault(reference, []).append(row)
    for goal in report.work.every_goal:
        facts = (
            Fact(say.text(title_of("deadline")), (goal.deadline,) if goal.deadline else ()),
            Fact(say.text(title_of("responsible")), goal.responsible),
        )
        below = tuple(Link(child.title, record_path(folder, "goal", child.id)) for child in goal.children)
        below += tuple(Link(one.title, record_path(folder, "indicator", one.record.id)) for one in goal.indicators)
        yield record_path(folder, "goal", goal.id), goal.kind, record_page(
            say, goal.record, goal.status, facts, courses=goal.indicators, measured_by=goal.measured_by,
            deliverables=goal.deliverables, below=below, actions=tuple(under.get(goal.id, ())),
        )  # fmt: skip


def action_pages(say: Wording, report: view.Report, folder: str) -> Iterator[Paged]:
    label = say.language.value("record", "action")
    for action in report.work.actions:
        facts = (
            Fact(say.text(title_of("schedule")), (action.schedule,)),
            Fact(say.text(title_of("responsible")), action.responsible),
            Fact(say.text(title_of("resources")), action.resources),
            Fact(say.text(N_("Live/Work/Visit")), (action.dimension,) if action.dimension else ()),
        )
        yield (
            record_path(folder, "action", action.id),
            label,
            record_page(say, action.record, action.status, facts, measured_by=action.measured_by),
        )


def indicator_pages(say: Wording, report: view.Report, folder: str) -> Iterator[Paged]:
    label = say.language.value("record", "indicator")
    for one in (*report.work.indicators, *report.work.context_figures):
        facts = (
            Fact(say.text(title_of("baseline")), (one.baseline,) if one.baseline else ()),
            Fact(say.text(N_("Target")), one.targets),
        )
        record = replace(one.record, label="", title=one.title)
        yield record_path(folder, "indicator", one.record.id), label, record_page(
            say, record, one.status, facts, courses=(one,), observations=one.observations
        )  # fmt: skip


def record_page(  # noqa: PLR0913 - what a goal, an action and an indicator have
    say: Wording, record: view.Record, status: Status, facts: Iterable[Fact], *, courses: Sequence[view.Indicator] = (),
    measured_by: tuple[str, ...] = (), deliverables: tuple[view.Deliverable, ...] = (),
    observations: tuple[view.Observation, ...] = (), below: tuple[Link, ...] = (), actions: tuple[ActionRow, ...] = (),
) -> RecordPage:  # fmt: skip
    return RecordPage(
        record=record,
        status=status,
        facts=tuple(fact for fact in facts if fact.values) + record.facts,
        course=tuple(one.course for one in courses if one.course),
        measured_by=measured_by,
        deliverables=deliverables,
        observations=observations,
        below=below,
        actions=actions,
        decisions=decisions_on(say, record.id),
        address=f"{folder_of(say.phase)}/{record.id}",
        data=tuple(Link(kind, f"{folder_of(say.phase)}/{name}") for kind, name in DATA),
    )


def decisions_on(say: Wording, id_: str) -> tuple[view.Record, ...]:
    """Return the decisions that concern a record, or that one of its updates names."""
    entry = say.phase.contents.by_id.get(id_)
    record = entry.record if entry else None
    named = {one for update in getattr(record, "updates", ()) for one in update.decision}
    named |= {one for item in getattr(record, "assessments", ()) for one in item.decision}
    named |= set(getattr(record, "decision", ()))
    decisions = say.phase.plan.decisions.items()
    return tuple(record_view(say, name, one) for name, one in decisions if id_ in one.concerns or name in named)
