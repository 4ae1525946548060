"""3xx: a number of goals, areas or participants that is stated agrees with what is listed."""

from collections.abc import Iterator

from byreg.diagnostic import Fault, KeyPath
from byreg.model.narrative import Point, Section
from byreg.model.plan import Plan
from byreg.model.targets import ParticipantsTarget
from byreg.reference.counts import COUNT, NOUNS, number_of
from byreg.rules.rule import Finding, PhaseContext


def count_differs(context: PhaseContext) -> Iterator[Finding]:
    """BY313: what the plan says of its own number of goals, areas and actions is what it lists.

    Only what is said of the plan as a whole is read, its note and its sections; a count of something
    that is not listed at all says nothing.
    """
    listed = listed_counts(context)
    for path, text in said_of_the_plan(context.phase.plan):
        for found in COUNT.finditer(text):
            count = listed.get(NOUNS[found["noun"].casefold()], 0)
            if count and count != number_of(found["number"]):
                yield context.scope, Fault("BY313", path, {"said": found[0], "listed": str(count)}, phrase=found[0])
    for id_, indicator in context.phase.indicators.items():
        for name, target in indicator.targets.items():
            stated = target.out_of if isinstance(target, ParticipantsTarget) else None
            taking_part = listed["participant"]
            if stated is not None and taking_part and stated != taking_part:
                path = ("indicators", id_, "targets", name, "out_of")
                yield context.scope, Fault("BY313", path, {"said": f"out_of: {stated}", "listed": str(taking_part)})


def listed_counts(context: PhaseContext) -> dict[str, int]:
    """Return how many of each kind the plan lists."""
    plan, phase = context.phase.plan, context.phase
    counts = {
        "focus_area": len(plan.focus_areas),
        "objective": len(plan.objectives),
        "strategy": len(plan.strategies),
        "action": len(phase.actions),
        "milestone": len(plan.milestones),
        "indicator": len(phase.indicators),
        "participant": sum(1 for one in plan.participants if one.state != "declined"),
        "municipality": sum(
            1
            for one in context.region.municipalities.values()
            if one.membership is None or one.membership.overlaps(plan.period)
        ),
    }
    for goal in plan.goals.values():
        counts[goal.kind] = counts.get(goal.kind, 0) + 1
    return counts


def said_of_the_plan(plan: Plan) -> Iterator[tuple[KeyPath, str]]:
    """Yield the texts in which a plan speaks of itself."""
    if plan.note:
        yield ("note",), plan.note
    for id_, section in plan.sections.items():
        yield from texts_of(("sections", id_), section)


def texts_of(path: KeyPath, section: Section) -> Iterator[tuple[KeyPath, str]]:
    if section.text:
        yield (*path, "text"), section.text
    for index, point in enumerate(section.points):
        if isinstance(point, Point):
            yield (*path, "points", index), point.text
