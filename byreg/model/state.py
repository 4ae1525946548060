"""What is true on a day: statuses, plan state, overdue. Computed on read, never stored."""

from collections.abc import Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import TypeVar

from byreg.model.actions import Action
from byreg.model.events import Event
from byreg.model.goals import Deliverable
from byreg.model.indicators import Indicator, Measured
from byreg.model.period import Period
from byreg.model.plan import Plan, StatusEntry
from byreg.model.record import ActionUpdate, Assessment, EventUpdate, Record, Update
from byreg.model.values import ActionStatus, EventStatus, PlanStatus

Dated = TypeVar("Dated", Update, ActionUpdate, EventUpdate, Assessment)
Moving = TypeVar("Moving", ActionUpdate, EventUpdate)
SETTLED = ("reached", "cancelled", "not_reported")
by_time = attrgetter("date.sort_key")
FINISHED: tuple[ActionStatus, ...] = ("completed", "cancelled")


def known_on(items: Sequence[Dated], day: date) -> list[Dated]:
    """Return what had been said by `day`, in time order; a date counts from the end of its precision."""
    if not items:
        return []
    known = [item for item in items if item.date.last <= day]
    return sorted(known, key=by_time) if len(known) > 1 else known


def latest_assessment(assessments: Sequence[Assessment], day: date) -> Assessment | None:
    return next(reversed(known_on(assessments, day)), None)


def latest_move(updates: Sequence[Moving], day: date) -> Moving | None:
    """Return the latest update by `day` that says a status; others only tell news."""
    return next((update for update in reversed(known_on(updates, day)) if update.status), None)


def action_status(action: Action, day: date) -> ActionStatus | None:
    """Return the status that the latest update by `day` gives; None if none has said."""
    move = latest_move(action.updates, day)
    return move.status if move else None


def event_status(event: Event, day: date) -> EventStatus | None:
    move = latest_move(event.updates, day)
    return move.status if move else None


def is_dropped(record: Record, day: date) -> bool:
    return record.dropped is not None and record.dropped.date.last <= day


def action_is_overdue(action: Action, day: date) -> bool:
    """Tell whether the schedule has run out while the action was neither finished nor dropped."""
    span = action.schedule.span if action.schedule else None
    over = span is not None and span.is_over(day)
    return over and action_status(action, day) not in FINISHED and not is_dropped(action, day)


def event_is_overdue(event: Event, day: date) -> bool:
    """Tell whether a dated event has passed without being reached or called off."""
    passed = event.date is not None and event.date.is_over(day)
    return passed and event_status(event, day) not in SETTLED and not is_dropped(event, day)


def event_is_ahead(event: Event, day: date) -> bool:
    """Tell whether a dated event is still to come."""
    coming = event.date is not None and not event.date.is_over(day)
    return coming and event_status(event, day) not in ("reached", "cancelled") and not is_dropped(event, day)


def deliverable_is_overdue(deliverable: Deliverable, day: date) -> bool:
    """Tell whether the deadline has passed and nothing settles whether it was delivered."""
    late = deliverable.deadline is not None and deliverable.deadline.is_over(day)
    return late and deliverable.status in (None, "planned", "ongoing", "partly") and not is_dropped(deliverable, day)


def status_day(entry: StatusEntry, plan: Plan) -> Period | None:
    """Return when a plan got a status: the entry's own day, or its decision's."""
    decision = plan.decisions.get(entry.decision or "")
    return entry.date or (decision.date if decision else None)


def plan_status(plan: Plan, day: date) -> PlanStatus | None:
    """Return the plan's status on a day, None before its first.

    An entry whose day is unknown holds from the start where it is the first, else together with
    the one before it.
    """
    current: PlanStatus | None = None
    for entry in plan.status:
        since = status_day(entry, plan)
        if since is not None and since.last > day:
            break
        current = entry.status
    return current


def observations_on(indicator: Indicator, day: date) -> list[tuple[Period, Measured]]:
    """Return the observations known on a day, oldest first; one counts from the end of its period."""
    return [(period, measured) for period, measured in in_order(indicator.observations) if period.last <= day]


def in_order(series: Mapping[Period, Measured]) -> list[tuple[Period, Measured]]:
    """Return observations or forecasts by time, whatever order they were written in."""
    return sorted(series.items(), key=lambda item: item[0].sort_key)
