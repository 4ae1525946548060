"""3xx and 4xx between phases: what an earlier plan promised is accounted for by a later one, or by itself."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from byreg.diagnostic import Fault
from byreg.model.achievement import goal_status
from byreg.model.actions import Action
from byreg.model.goals import Goal
from byreg.model.register import Entry, Phase
from byreg.model.state import FINISHED, action_status, is_dropped, latest_assessment, plan_status
from byreg.rules.actions import said_status
from byreg.rules.parts import complete, own_id
from byreg.rules.rule import Finding, WorkspaceContext


def left_behind(context: WorkspaceContext) -> Iterator[Finding]:
    """BY317, BY412, BY413: when a plan is closed, each goal and action is completed, continued or dropped on record.

    A goal is only called left behind where a later plan continues the work: until then nobody could
    have continued it.
    """
    continued = continued_records(context)
    later = later_plans(context)
    for phase in context.phases:
        followers = [other for other in later.get(phase.address, ()) if begun(other, context)]
        closed = plan_status(phase.plan, context.day) == "closed"
        if (
            not complete(phase)
            or not all(map(complete, followers))
            or not (closed or (followers and phase.plan.period.is_over(context.day)))
        ):
            continue
        lines = phase.plan.follow_up.carried_on if phase.plan.follow_up else ()
        carried = {own_id(reference, phase) for line in lines for reference in line.concerns}
        for entry in phase.contents.entries:
            if entry.address in continued or entry.id in carried or is_dropped(entry.record, context.day):
                continue
            if isinstance(entry.record, Goal) and followers:
                yield from goal_left(context, phase, entry, followers[0])
            elif isinstance(entry.record, Action):
                yield from action_left(context, entry, followers)


def goal_left(context: WorkspaceContext, phase: Phase, entry: Entry, later: Phase) -> Iterator[Finding]:
    """Yield a goal that ended without being reached, and that nothing of the later plan continues.

    A goal that was judged has its end on record: reached, in part, or not.
    """
    goal = entry.record
    assert isinstance(goal, Goal)
    delivered = goal.deliverables and all(one.status == "delivered" for one in goal.deliverables.values())
    has_parts = any(other.parent == entry.id for other in phase.plan.goals.values())
    if (delivered or has_parts) and latest_assessment(goal.assessments, context.day) is None:
        return  # what was delivered, or what its parts came to, is told there
    judged = goal_status(entry.id, goal, phase.plan, phase.indicators, context.day)
    if judged.status in (None, "ongoing", "not_measured", "not_reported"):
        parameters = {"id": entry.id, "later": later.address, "address": entry.address}
        yield entry.scope, Fault("BY317", entry.path, parameters, at_key=True)


def action_left(context: WorkspaceContext, entry: Entry, followers: list[Phase]) -> Iterator[Finding]:
    assert isinstance(entry.record, Action)
    status = action_status(entry.record, context.day)
    if status in FINISHED or (status == "not_reported" and not followers):
        return
    parameters = {"id": entry.id, "status": said_status(status), "address": entry.address}
    if followers:
        yield entry.scope, Fault("BY413", entry.path, {**parameters, "later": followers[0].address}, at_key=True)
    else:
        yield entry.scope, Fault("BY412", entry.path, parameters, at_key=True)


def continued_records(context: WorkspaceContext) -> set[str]:
    """Return the addresses of all records that a later one continues."""
    return {
        earlier.address if earlier else link.reference
        for contents in context.register.scopes
        for link, earlier in context.register.targets_by_key(contents).get("continues", ())
    }


def later_plans(context: WorkspaceContext) -> Mapping[str, list[Phase]]:
    """Return the plans that continue each plan, by its address."""
    found: dict[str, list[Phase]] = defaultdict(list)
    for phase in context.register.phases:
        for reference in dict.fromkeys((*phase.plan.continues, *phase.plan.replaces)):
            found[reference].append(phase)
    return found


def begun(phase: Phase, context: WorkspaceContext) -> bool:
    """Tell whether a later plan is there by the day: adopted or closed, so that it could have said what it continues."""
    return plan_status(phase.plan, context.day) in ("adopted", "closed")
