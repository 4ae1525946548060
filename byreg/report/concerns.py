"""What somebody has to do something about: what is behind, and what waits for a decision."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from byreg.language import labels
from byreg.language.labels import N_
from byreg.model.actions import Action
from byreg.model.period import Period
from byreg.model.register import Phase
from byreg.model.state import (
    FINISHED,
    action_is_overdue,
    action_status,
    deliverable_is_overdue,
    event_is_overdue,
    event_status,
    is_dropped,
    observations_on,
    plan_status,
)  # fmt: skip
from byreg.report import view
from byreg.report.compared import Since
from byreg.wording.wording import Wording

WANTED = {"increase": 1, "decrease": -1}
PAST = N_("{kind} past its time")
Late = tuple[date, view.Concern]


def behind(say: Wording, goals: Sequence[view.Goal]) -> Iterator[Late]:
    """Yield what is past its time, what goes the wrong way, and the goals that were not reached."""
    yield from late_actions(say)
    yield from late_milestones(say)
    yield from late_deliverables(say)
    yield from unbegun(say)
    yield from astray(say)
    past = say.text(PAST)
    for shown in goals:
        if shown.overdue or shown.status.tone == "bad":
            kind = past.format(kind=shown.kind) if shown.overdue else f"{shown.kind}: {shown.status.text.lower()}"
            until = say.phase.plan.goals[shown.id].deadline or say.phase.plan.period
            yield late(until, say.language.period(until), shown.title, kind, shown.responsible)


def late_actions(say: Wording) -> Iterator[Late]:
    what = say.text(PAST).format(kind=say.language.value("record", "action"))
    for action in say.phase.actions.values():
        span = action.schedule.span if action.schedule else None
        if span is not None and action_is_overdue(action, say.day):
            yield late(span, say.schedule(action.schedule), action.title, what, say.responsible(action.responsible))


def late_milestones(say: Wording) -> Iterator[Late]:
    """Yield milestones that have passed: not reached, or nobody has told."""
    past = say.text(PAST).format(kind=say.language.value("record", "milestone"))
    for event in say.phase.plan.milestones.values():
        if event.date is None:
            continue
        silent = event.date.is_over(say.day) and event_status(event, say.day) == "not_reported"
        if silent or event_is_overdue(event, say.day):
            what = say.text(N_("Has passed, not reported")) if silent else past
            who = (*say.names(event.by), *say.responsible(event.responsible))
            yield late(event.date, say.language.period(event.date), event.title, what, who)


def late_deliverables(say: Wording) -> Iterator[Late]:
    what = say.text(PAST).format(kind=say.language.value("record", "deliverable"))
    for goal in say.phase.plan.goals.values():
        for item in goal.deliverables.values():
            if item.deadline is not None and deliverable_is_overdue(item, say.day):
                when = say.language.period(item.deadline)
                yield late(item.deadline, when, item.title, what, say.responsible(item.responsible))


def unbegun(say: Wording) -> Iterator[Late]:
    """Yield the actions that should be under way and are not."""
    for action in say.phase.actions.values():
        span = action.schedule.span if action.schedule else None
        waiting = action_status(action, say.day) in (None, "idea", "planned") and not is_dropped(action, say.day)
        if (
            span is not None
            and span.start
            and span.start < say.day
            and waiting
            and not action_is_overdue(action, say.day)
        ):
            who = say.responsible(action.responsible)
            yield late(span, say.schedule(action.schedule), action.title, say.text(N_("Action not begun")), who)


def astray(say: Wording) -> Iterator[Late]:
    """Yield the indicators whose last figure is worse than where they began."""
    for indicator in say.phase.indicators.values():
        start = indicator.baseline.value if indicator.baseline else None
        known = [
            (when, one.value) for when, one in observations_on(indicator, say.day) if isinstance(one.value, Decimal)
        ]
        if not known or not isinstance(start, Decimal) or indicator.context or indicator.direction not in WANTED:
            continue
        when, last = known[-1]
        if (last - start) * WANTED[indicator.direction] < 0:
            words = say.text(N_("Indicator moves the wrong way: {start} → {last}"))
            told = words.format(start=say.value(start, indicator), last=say.value(last, indicator))
            yield late(when, say.language.period(when), indicator.title, told, say.responsible(indicator.responsible))


def late(period: Period, when: str, title: str, what: str, who: tuple[str, ...]) -> Late:
    return period.last, view.Concern(title, what, when, who)


def to_decide(say: Wording, since: Since) -> Iterator[view.Concern]:
    """Yield what waits for somebody's decision."""
    plan = say.phase.plan
    status = plan_status(plan, say.day)
    if status in ("draft", "consultation"):
        words = say.text(N_("The plan is not adopted: {status}"))
        said = say.status(status, labels.PLAN_STATUSES).text.lower()
        yield view.Concern(plan.title, words.format(status=said), say.language.period(plan.period), ())
    for decision in plan.decisions.values():
        if decision.result == "pending" and not is_dropped(decision, say.day):
            when = say.language.period(decision.date) if decision.date else ""
            yield view.Concern(decision.title, say.text(N_("Decision pending")), when, say.names(decision.bodies))
    for line in since.missing:
        yield view.Concern(line.sentence, say.text(N_("Changed without a decision")), "", ())
    if status == "closed":
        return
    for item in plan.financing.values():
        if item.state == "applied":
            yield view.Concern(
                item.title, say.text(N_("Applied for, not yet granted")), say.money(item), say.names(item.funder)
            )
    for action in unled(say.phase, say.day):
        when = say.schedule(action.schedule)
        yield view.Concern(action.title, say.text(N_("Nobody is responsible for the action")), when, ())


def unled(phase: Phase, day: date) -> Iterator[Action]:
    """Yield the actions that are still to be done and that nobody answers for."""
    for action in phase.actions.values():
        done = action_status(action, day) in FINISHED or is_dropped(action, day)
        if action.responsible is None and not done:
            yield action
