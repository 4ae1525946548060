"""4xx: actions have somebody, a time, means, a purpose and a result; what is late is said to be."""

from collections.abc import Iterator, Mapping
from datetime import date

from byreg.diagnostic import Fault
from byreg.model.actions import Action
from byreg.model.events import Event
from byreg.model.finance import Financing
from byreg.model.region import Actor
from byreg.model.register import Phase
from byreg.model.state import (
    FINISHED,
    action_is_overdue,
    action_status,
    event_status,
    latest_move,
    observations_on,
    plan_status,
)
from byreg.rules.parts import in_play, measures, own_id
from byreg.rules.rule import Finding, PhaseContext, WorkspaceContext

NOT_BEGUN = (None, "idea", "planned")
CANNOT_ACT = ("event", "destination", "programme", "project")


def action_lacks(context: PhaseContext) -> Iterator[Finding]:
    """BY401, BY402, BY403, BY404: an action has somebody, a time, means and a purpose. An idea may lack them yet."""
    paid = paid_for(context.phase)
    for id_, action in in_play(context.phase.actions, context):
        if action_status(action, context.day) in ("idea", "cancelled"):
            continue
        lacks = {
            "BY401": action.responsible is None,
            "BY402": action.schedule is None,
            "BY403": not (action.resources or action.resources_from or id_ in paid),
            "BY404": not action.under,
        }
        for code, missing in lacks.items():
            if missing:
                yield context.scope, Fault(code, ("actions", id_), {"id": id_}, at_key=True)


def paid_for(phase: Phase) -> set[str]:
    lines = (*phase.plan.costs.values(), *phase.plan.financing.values())
    return {own_id(reference, phase) for line in lines for reference in line.pays_for}


def strategy_without_action(context: PhaseContext) -> Iterator[Finding]:
    """BY405: an action carries out each strategy; a strategy, an action or an indicator each objective."""
    phase = context.phase
    carried = {own_id(one, phase) for action in phase.actions.values() for one in action.under}
    carried |= {own_id(one, phase) for project in phase.plan.portfolio.values() for one in project.under}
    followed = set(measures(phase)) | {
        own_id(one, phase) for link in phase.plan.strategies.values() for one in link.under
    }
    for id_, _ in in_play(phase.plan.strategies, context):
        if id_ not in carried:
            yield context.scope, Fault("BY405", ("strategies", id_), {"id": id_, "kind": "strategy"}, at_key=True)
    for id_, _ in in_play(phase.plan.objectives, context):
        if id_ not in carried and id_ not in followed:
            yield context.scope, Fault("BY405", ("objectives", id_), {"id": id_, "kind": "objective"}, at_key=True)


def completed_without_result(context: PhaseContext) -> Iterator[Finding]:
    """BY406: a completed action tells what came of it."""
    measured = measures(context.phase)
    for id_, action in context.phase.actions.items():
        move = latest_move(action.updates, context.day)
        if move is None or move.status != "completed" or action.results or move.text:
            continue
        if not any(observations_on(indicator, context.day) for _, indicator in measured.get(id_, ())):
            path = ("actions", id_, "updates", action.updates.index(move), "status")
            yield context.scope, Fault("BY406", path, {"id": id_})


def schedule_passed(context: PhaseContext) -> Iterator[Finding]:
    """BY407, BY408: an action whose time has come is under way, one whose time is over has ended. A closed plan's
    unfinished actions are a matter of what became of them.
    """
    if is_closed(context.phase, context.day):
        return
    for id_, action in in_play(context.phase.actions, context):
        span = action.schedule.span if action.schedule else None
        status = action_status(action, context.day)
        if span is None or status in FINISHED:
            continue
        path = ("actions", id_, "schedule")
        if action_is_overdue(action, context.day):
            parameters = {"id": id_, "end": str(span.end), "status": said_status(status)}
            yield context.scope, Fault("BY408", path, parameters, at_key=True)
        elif status in NOT_BEGUN and begun(action, context.day):
            parameters = {"id": id_, "start": earliest(action), "status": said_status(status)}
            yield context.scope, Fault("BY407", path, parameters, at_key=True)


def said_status(status: str | None) -> str:
    return f"'{status}'" if status else "without a status"


def is_closed(phase: Phase, day: date) -> bool:
    return plan_status(phase.plan, day) == "closed"


def begun(action: Action, day: date) -> bool:
    """Tell whether the first period's stated beginning is over; of an interval, its first part."""
    if action.schedule is None or not action.schedule.periods:
        return False
    first = min(action.schedule.periods, key=lambda period: period.first)
    if first.precision == "interval":
        return first.start is not None and first.start < day
    return first.is_over(day)


def earliest(action: Action) -> str:
    periods = action.schedule.periods if action.schedule else ()
    return min(periods, key=lambda period: period.first).text.partition("/")[0]


def depends_on_later(context: PhaseContext) -> Iterator[Finding]:
    """BY409: what an action depends on has begun before the action is over, and does not end after it."""
    phase = context.phase
    events: Mapping[str, Event] = phase.plan.milestones
    for id_, action in in_play(phase.actions, context):
        span = action.schedule.span if action.schedule else None
        if span is None or span.end is None:
            continue
        for index, reference in enumerate(action.depends_on):
            name = own_id(reference, phase)
            other = phase.actions.get(name)
            theirs = other.schedule.span if other and other.schedule else None
            if name in events and event_status(events[name], context.day) != "reached":
                theirs = events[name].date
            if other is not None and action_status(other, context.day) in FINISHED:
                continue
            if theirs is not None and theirs.start is not None and (theirs.last > span.last):
                parameters = {
                    "id": id_,
                    "start": earliest(action),
                    "other": name,
                    "end": theirs.text.rpartition("/")[2],
                }
                yield context.scope, Fault("BY409", ("actions", id_, "depends_on", index), parameters)


def financing_never_settled(context: PhaseContext) -> Iterator[Finding]:
    """BY411: financing that was applied for is settled when the plan's period is over."""
    if not context.phase.plan.period.is_over(context.day):
        return
    for id_, line in in_play(context.phase.plan.financing, context):
        if isinstance(line, Financing) and line.state == "applied":
            parameters = {"id": id_, "day": context.day.isoformat()}
            yield context.scope, Fault("BY411", ("financing", id_, "state"), parameters)


def cannot_answer(context: WorkspaceContext) -> Iterator[Finding]:
    """BY410: those who answer for an action or contribute to it can act."""
    for phase in context.register.phases:
        scope = (phase.region, phase.id)
        for id_, action in phase.actions.items():
            for key in ("lead", "coordinator", "contributors"):
                for index, reference in enumerate(getattr(action.responsible, key, ())):
                    entry = context.register.find(reference, scope)
                    kind = entry.record.kind if entry and isinstance(entry.record, Actor) else ""
                    if kind in CANNOT_ACT:
                        article = "an" if kind == "event" else "a"
                        path = ("actions", id_, "responsible", key, index)
                        yield scope, Fault("BY410", path, {"id": id_, "who": reference, "kind": f"{article} {kind}"})
