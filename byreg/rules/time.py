"""5xx: days in their order, records within their plan's period, plans within their programme's."""

import itertools
from collections.abc import Iterator
from datetime import date, timedelta

from byreg.diagnostic import Fault, KeyPath
from byreg.model.events import Milestone, ProcessStep
from byreg.model.indicators import Indicator
from byreg.model.period import LAST_YEAR, Period, last_day_of
from byreg.model.record import ActionUpdate, Assessment, EventUpdate, Update
from byreg.model.register import Entry
from byreg.model.state import (
    action_status,
    event_is_overdue,
    event_status,
    is_dropped,
    known_on,
    plan_status,
    status_day,
)
from byreg.rules.rule import Finding, PhaseContext, WorkspaceContext

UNDER_WAY = ("ongoing", "paused")
SOON_BEFORE = timedelta(days=183)  # a figure for the past year is published in the spring
REVIEWS = ("adoption", "amendment")


def status_order(context: PhaseContext) -> Iterator[Finding]:
    """BY501: the plan's status entries stand in the order of their days."""
    plan = context.phase.plan
    dated = [(index, entry, status_day(entry, plan)) for index, entry in enumerate(plan.status)]
    known = [(index, entry, day) for index, entry, day in dated if day is not None]
    for (_, earlier, before), (index, later, after) in itertools.pairwise(known):
        if after.last < before.first:
            parameters = {
                "later": later.status, "later_day": str(after), "earlier": earlier.status, "earlier_day": str(before),
            }  # fmt: skip
            yield context.scope, Fault("BY501", ("status", index), parameters)


def outside_plan_period(context: PhaseContext) -> Iterator[Finding]:
    """BY502: an action or milestone has at least a day in common with the plan's period."""
    plan_period = context.phase.plan.period
    for entry in context.phase.contents.entries:
        if entry.kind not in ("milestone", "action"):
            continue
        period, key = when(entry)
        if period is not None and not period.overlaps(plan_period):
            what = f"the {entry.kind.replace('_', ' ')} '{entry.id}'"
            parameters = {"what": what, "period": str(period), "plan": str(plan_period)}
            yield context.scope, Fault("BY502", (*entry.path, key), parameters)


def when(entry: Entry) -> tuple[Period | None, str]:
    if isinstance(entry.record, Milestone):
        return entry.record.date, "date"
    schedule = getattr(entry.record, "schedule", None) if entry.kind == "action" else None
    return (schedule.span if schedule else None), "schedule"


def told_ahead_of_time(context: PhaseContext) -> Iterator[Finding]:
    """BY504: updates, assessments and observations tell of the past."""
    stating = context.phase.contents.stating
    for path, model in (*stating["date"], *stating["observations"]):
        if isinstance(model, (Update, Assessment)):
            if model.date.last <= context.day:
                continue
            yield from ahead(context, model.date, f"the {type(model).__name__.lower()}", (*path, "date"))
        elif isinstance(model, Indicator):
            for period in model.observations:
                yield from ahead(context, period, "the observation", (*path, "observations", str(period)))


def ahead(context: PhaseContext, period: Period, what: str, path: KeyPath) -> Iterator[Finding]:
    if period.last > context.day:
        parameters = {"what": what.replace("actionupdate", "update").replace("eventupdate", "update")}
        parameters |= {"date": str(period), "day": context.day.isoformat()}
        yield context.scope, Fault("BY504", path, parameters)


def two_statuses_one_day(context: PhaseContext) -> Iterator[Finding]:
    """BY506: at most one status for each date."""
    for entry in context.phase.contents.entries:
        seen: dict[Period, str] = {}
        for index, update in enumerate(entry.record.__dict__.get("updates", ())):
            if not isinstance(update, (ActionUpdate, EventUpdate)) or update.status is None:
                continue
            first = seen.setdefault(update.date, update.status)
            if first != update.status:
                parameters = {"date": str(update.date), "first": first, "second": update.status}
                yield context.scope, Fault("BY506", (*entry.path, "updates", index, "date"), parameters)


def outside_programme_period(context: WorkspaceContext) -> Iterator[Finding]:
    """BY503: a plan in a programme lies within the programme's period."""
    for phase in context.phases:
        programme = context.register.programmes.get(phase.plan.programme or "")
        if (
            not phase.whole
            or programme is None
            or programme.period is None
            or phase.plan.period.within(programme.period)
        ):
            continue
        parameters = {"period": str(phase.plan.period), "programme": str(programme.period)}
        yield (phase.region, phase.id), Fault("BY503", ("period",), parameters)


def continues_a_later_plan(context: WorkspaceContext) -> Iterator[Finding]:
    """BY505: a plan continues plans that began no later than itself."""
    for phase in context.phases:
        for index, reference in enumerate(phase.plan.continues):
            other = context.register.phase(*split(reference))
            if (
                other is not None
                and phase.whole
                and other.whole
                and begins(other.plan.period) > begins(phase.plan.period)
            ):
                parameters = {"reference": reference, "other": str(other.plan.period), "period": str(phase.plan.period)}
                yield (phase.region, phase.id), Fault("BY505", ("continues", index), parameters)


def split(reference: str) -> tuple[str, str]:
    region, _, phase = reference.partition("/")
    return region, phase


def begins(period: Period) -> date:
    return period.first


def stale(context: PhaseContext) -> Iterator[Finding]:
    """BY507: an action under way in an adopted plan is told of as often as the plan says, or the workspace."""
    plan = context.phase.plan
    if plan_status(plan, context.day) != "adopted":
        return
    months = plan.stale_after_months or context.settings.stale_after_months
    for id_, action in context.phase.actions.items():
        told = known_on(action.updates, context.day)
        if not told or is_dropped(action, context.day) or action_status(action, context.day) not in UNDER_WAY:
            continue
        if months_after(told[-1].date.last, months) < context.day:
            parameters = {
                "id": id_, "last": str(told[-1].date), "months": str(months), "day": context.day.isoformat(),
            }  # fmt: skip
            yield context.scope, Fault("BY507", ("actions", id_), parameters, at_key=True)


def months_after(day: date, months: int) -> date:
    """Return the day some months later, or the month's last day where it has none of that number."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, last_day_of(year, month + 1).day)) if year <= LAST_YEAR else date.max


def measurement_overdue(context: PhaseContext) -> Iterator[Finding]:
    """BY508: what was to be measured by a day has an observation since, or a reason why not."""
    for id_, indicator in context.phase.indicators.items():
        due = indicator.next_measurement
        if due is None or not due.is_over(context.day) or is_dropped(indicator, context.day):
            continue
        since = due.first if due.precision in ("year", "interval") else due.first - SOON_BEFORE
        if not any(since <= period.last <= context.day for period in indicator.observations):
            parameters = {"id": id_, "due": str(due)}
            yield context.scope, Fault("BY508", ("indicators", id_, "next_measurement"), parameters)


def event_unsettled(context: PhaseContext) -> Iterator[Finding]:
    """BY509: a milestone or step of the process whose day has passed says whether it was reached."""
    for entry in context.phase.contents.entries:
        if isinstance(entry.record, (Milestone, ProcessStep)) and event_is_overdue(entry.record, context.day):
            postponed = event_status(entry.record, context.day) == "postponed"
            said = "it was postponed without a new date" if postponed else "nothing says whether it was reached"
            parameters = {
                "id": entry.id,
                "kind": entry.kind.replace("_", " "),
                "date": str(entry.record.date),
                "said": said,
            }
            yield context.scope, Fault("BY509", (*entry.path, "date"), parameters)


def programme_not_reviewed(context: PhaseContext) -> Iterator[Finding]:
    """BY510: an action programme in force is decided on again within a year (pbl. §§ 8-1, 11-1, 11-4)."""
    plan = context.phase.plan
    if plan.kind != "action_programme" or plan_status(plan, context.day) != "adopted":
        return
    index, entry = next(
        (index, one) for index, one in reversed(list(enumerate(plan.status))) if one.status == "adopted"
    )
    days = [status_day(entry, plan)]
    days += [one.date for one in plan.decisions.values() if one.kind in REVIEWS and one.result == "adopted"]
    known = [period for period in days if period is not None and period.last <= context.day]
    last = max(known, key=lambda period: period.sort_key, default=None)
    if last is not None and months_after(last.last, 12) < context.day:
        parameters = {"last": str(last), "day": context.day.isoformat()}
        yield context.scope, Fault("BY510", ("status", index), parameters)
