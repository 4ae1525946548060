"""What is true on a day: statuses, plan state, overdue. Computed on read, never stored."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from byreg.model.actions import Action
from byreg.model.events import Event
from byreg.model.period import Period
from byreg.model.plan import Plan, StatusEntry
from byreg.model.record import ActionUpdate, Assessment, EventUpdate, Update
from byreg.model.targets import Indicator, Measured
from byreg.model.values import ActionStatus, EventStatus, PlanStatus

Dated = TypeVar("Dated", Update, ActionUpdate, EventUpdate, Assessment)
FINISHED: tuple[ActionStatus, ...] = ("completed", "cancelled")


def known_on(items: Iterable[Dated], day: date) -> list[Dated]:
    """Return what had been said by `day`, in time order; a month's update counts from its first day."""
    known = [item for item in items if item.date.has_begun(day)]
    return sorted(known, key=lambda item: item.date.sort_key)


def latest_assessment(assessments: Iterable[Assessment], day: date) -> Assessment | None:
    return next(reversed(known_on(assessments, day)), None)


def action_status(action: Action, day: date) -> ActionStatus | None:
    """Return the status that the latest update by `day` gives; None if none has said."""
    statuses = [update.status for update in known_on(action.updates, day) if update.status]
    return statuses[-1] if statuses else None


def event_status(event: Event, day: date) -> EventStatus | None:
    statuses = [update.status for update in known_on(event.updates, day) if update.status]
    return statuses[-1] if statuses else None


def action_is_overdue(action: Action, day: date) -> bool:
    """Tell whether the schedule has run out while the action was neither finished nor dropped."""
    span = action.schedule.span if action.schedule else None
    dropped = action.dropped is not None and action.dropped.date.has_begun(day)
    return span is not None and span.is_over(day) and action_status(action, day) not in FINISHED and not dropped


def event_is_overdue(event: Event, day: date) -> bool:
    """Tell whether a dated event has passed without being reached or called off."""
    passed = event.date is not None and event.date.is_over(day)
    return passed and event_status(event, day) not in ("reached", "cancelled", "not_reported")


def status_day(entry: StatusEntry, plan: Plan) -> Period | None:
    """Return when a plan got a status: the entry's own day, or its decision's."""
    decision = plan.decisions.get(entry.decision or "")
    return entry.date or (decision.date if decision else None)


def plan_status(plan: Plan, day: date) -> PlanStatus:
    """Return the plan's status on a day; an entry without a known day counts once the one before does."""
    current: PlanStatus = plan.status[0].status
    for entry in plan.status[1:]:
        since = status_day(entry, plan)
        if since is not None and not since.has_begun(day):
            break
        current = entry.status
    return current


def observations_on(indicator: Indicator, day: date) -> list[tuple[Period, Measured]]:
    """Return the observations known on a day, oldest first; one counts from the end of its period."""
    known = [(period, measured) for period, measured in indicator.observations.items() if period.last <= day]
    return sorted(known, key=lambda item: item[0].sort_key)


def statuses(actions: Mapping[str, Action], day: date) -> dict[ActionStatus | None, int]:
    """Count actions by status on a day."""
    counts: dict[ActionStatus | None, int] = {}
    for action in actions.values():
        status = action_status(action, day)
        counts[status] = counts.get(status, 0) + 1
    return counts
