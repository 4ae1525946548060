"""4xx: actions have somebody, a time, means, a purpose and a result; what is late is said to be."""

from collections.abc import Iterator
from datetime import date

from byreg.diagnostic import Fault
from byreg.model.actions import Action
from byreg.model.finance import Financing
from byreg.model.period import Period, parse_period
from byreg.model.plan import Project
from byreg.model.region import Actor
from byreg.model.register import Phase
from byreg.model.state import (
    FINISHED,
    action_is_overdue,
    action_status,
    event_status,
    is_dropped,
    known_on,
    latest_move,
    observations_on,
    plan_status,
)
from byreg.rules.parts import above, all_above, complete, in_play, measures, own_id
from byreg.rules.rule import Finding, PhaseContext, WorkspaceContext

SETTLED = (*FINISHED, "not_reported")
NOT_BEGUN = (None, "idea", "planned")
CANNOT_ACT = ("event", "programme")


def action_lacks(context: PhaseContext) -> Iterator[Finding]:
    """BY401, BY402, BY403, BY404: an action has somebody, a time, means and a purpose. An idea may lack them yet."""
    paid, links = paid_for(context.phase), above(context.phase)
    for id_, action in in_play(context.phase.actions, context):
        if action_status(action, context.day) in ("idea", "cancelled"):
            continue
        who, when = action.responsible, action.schedule
        lacks = {
            "BY401": who is None or not (who.lead or who.actors or who.each or who.coordinator or who.text),
            "BY402": when is None or not (when.periods or when.every),
            "BY403": not (action.resources or action.resources_from or paid & all_above([id_], links)),
            "BY404": not action.under,
        }
        for code, missing in lacks.items():
            if missing:
                yield context.scope, Fault(code, ("actions", id_), {"id": id_}, at_key=True)


def paid_for(phase: Phase) -> set[str]:
    """Return the ids of what a cost or financing is for."""
    lines = (*phase.plan.costs.values(), *phase.plan.financing.values())
    return {own_id(reference, phase) for line in lines for reference in line.pays_for}


def strategy_without_action(context: WorkspaceContext) -> Iterator[Finding]:
    """BY405: an action carries out each strategy; a strategy, an action or an indicator each objective.

    The action may stand in another plan, as where a strategy has an action programme of its own.
    """
    served = set(what_is_served(context))
    for phase in context.phases:
        if not complete(phase):
            continue
        plan = phase.plan
        followed = set(measures(phase, context.day))
        followed |= {own_id(one, phase) for link in plan.strategies.values() for one in link.under}
        for kind, records in (("strategy", plan.strategies), ("objective", plan.objectives)):
            for id_, record in records.items():
                enough = f"{phase.address}/{id_}" in served or (kind == "objective" and id_ in followed)
                if not enough and not is_dropped(record, context.day):
                    path = ("strategies" if kind == "strategy" else "objectives", id_)
                    yield (phase.region, phase.id), Fault("BY405", path, {"id": id_, "kind": kind}, at_key=True)


def what_is_served(context: WorkspaceContext) -> Iterator[str]:
    """Yield the address of everything that an action or a project in play stands under."""
    for phase in context.register.phases:
        records: tuple[Action | Project, ...] = (*phase.actions.values(), *phase.plan.portfolio.values())
        for record in records:
            for reference in () if is_dropped(record, context.day) else record.under:
                yield reference if "/" in reference else f"{phase.address}/{reference}"


def completed_without_result(context: PhaseContext) -> Iterator[Finding]:
    """BY406: a completed action tells what came of it."""
    measured = measures(context.phase, context.day)
    for id_, action in context.phase.actions.items():
        move = latest_move(action.updates, context.day)
        if move is None or move.status != "completed" or action.results:
            continue
        told = any(
            update.text for update in known_on(action.updates, context.day) if update.date.last >= move.date.last
        )
        if not told and not any(observations_on(one, context.day) for _, one in measured.get(id_, ())):
            path = ("actions", id_, "updates", action.updates.index(move), "status")
            yield context.scope, Fault("BY406", path, {"id": id_})


def schedule_passed(context: PhaseContext) -> Iterator[Finding]:
    """BY407, BY408: an action whose time has come is under way, one whose time is over has ended.

    What became of a closed plan's unfinished actions is another matter (BY412).
    """
    if plan_status(context.phase.plan, context.day) == "closed":
        return
    for id_, action in in_play(context.phase.actions, context):
        span = action.schedule.span if action.schedule else None
        status = action_status(action, context.day)
        if span is None or status in SETTLED:
            continue
        path = ("actions", id_, "schedule")
        if action_is_overdue(action, context.day):
            parameters = {"id": id_, "end": span.text.rpartition("/")[2], "status": said_status(status)}
            yield context.scope, Fault("BY408", path, parameters, at_key=True)
        elif status in NOT_BEGUN and begun(action, context.day):
            parameters = {"id": id_, "start": earliest(action), "status": said_status(status)}
            yield context.scope, Fault("BY407", path, parameters, at_key=True)


def said_status(status: str | None) -> str:
    return f"'{status}'" if status else "without a status"


def begun(action: Action, day: date) -> bool:
    """Tell whether the stated beginning is over: of an interval its first part; a recurring one says no day."""
    if action.schedule is None or not action.schedule.periods or action.schedule.every is not None:
        return False
    start = earliest(action)
    return start != ".." and parse_period(start).is_over(day)


def earliest(action: Action) -> str:
    """Return the first period as it is written; of an interval, its first part."""
    periods = action.schedule.periods if action.schedule else ()
    return min(periods, key=lambda period: period.first).text.partition("/")[0]


def depends_on_later(context: PhaseContext) -> Iterator[Finding]:
    """BY409: what an action depends on begins, or is passed, before the action is over."""
    phase = context.phase
    for id_, action in in_play(phase.actions, context):
        span = action.schedule.span if action.schedule else None
        for index, reference in enumerate(action.depends_on if span is not None else ()):
            name = own_id(reference, phase)
            theirs = awaited(phase, name, context.day)
            if span is not None and theirs is not None and theirs.first > span.last:
                parameters = {
                    "id": id_,
                    "end": span.text.rpartition("/")[2],
                    "other": name,
                    "start": theirs.text.partition("/")[0],
                }
                yield context.scope, Fault("BY409", ("actions", id_, "depends_on", index), parameters)


def awaited(phase: Phase, name: str, day: date) -> Period | None:
    """Return when an action, milestone or decision that is waited for comes; None where it has come."""
    if name in phase.actions:
        other = phase.actions[name]
        return other.schedule.span if other.schedule and action_status(other, day) not in FINISHED else None
    if name in phase.plan.milestones:
        milestone = phase.plan.milestones[name]
        return milestone.date if event_status(milestone, day) != "reached" else None
    decision = phase.plan.decisions.get(name)
    return decision.date if decision else None


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
    for phase in context.phases:
        named = context.register.targets_by_key(phase.contents)
        for key in ("lead", "coordinator", "contributors"):
            for link, entry in named.get(key, ()):
                kind = entry.record.kind if entry is not None and isinstance(entry.record, Actor) else ""
                if kind in CANNOT_ACT and link.path[0] == "actions" and link.path[2] == "responsible":
                    parameters = {
                        "id": str(link.path[1]), "who": link.reference, "kind": f"{'an' if kind == 'event' else 'a'} {kind}",
                    }  # fmt: skip
                    yield phase.contents.scope, Fault("BY410", link.path, parameters)
