"""3xx: a number of goals, areas or participants that is stated agrees with what is listed."""

from collections.abc import Iterator
from functools import cache

from byreg.diagnostic import Fault, KeyPath
from byreg.model.narrative import Point, Section
from byreg.model.plan import Plan
from byreg.model.targets import ParticipantsTarget
from byreg.reference.counts import NOUNS, counts_of_the_plan, number_of
from byreg.rules.parts import in_play
from byreg.rules.rule import Finding, PhaseContext


def count_differs(context: PhaseContext) -> Iterator[Finding]:
    """BY313: what the plan says of its own number of goals, areas and participants is what it lists.

    Only what is said of the plan as a whole is read, its note and its sections; a count of something
    that is not listed at all says nothing.
    """
    listed = cache(lambda: listed_counts(context))  # few plans say a number
    for path, text in said_of_the_plan(context.phase.plan):
        for found in counts_of_the_plan(text):
            counts = listed().get(NOUNS[found["noun"].casefold()], ())
            if any(counts) and number_of(found["number"]) not in counts:
                parameters = {"said": found[0], "listed": str(counts[0])}
                yield context.scope, Fault("BY313", path, parameters, phrase=found[0])
    for id_, indicator in context.phase.indicators.items():
        for name, target in indicator.targets.items():
            stated = target.out_of if isinstance(target, ParticipantsTarget) else None
            if stated is None:
                continue
            taking_part = (*listed()["participant"], *listed()["municipality"])
            if taking_part[0] and stated not in taking_part:
                path = ("indicators", id_, "targets", name, "out_of")
                yield context.scope, Fault("BY313", path, {"said": f"out_of: {stated}", "listed": str(taking_part[0])})


def listed_counts(context: PhaseContext) -> dict[str, tuple[int, ...]]:
    """Return how many of each kind the plan lists; several where people count in several ways."""
    plan = context.phase.plan
    goals = dict(in_play(plan.goals, context))
    subs = [goal for goal in goals.values() if goal.kind == "sub"]
    upper = [goal for goal in subs if goal.parent not in goals or goals[goal.parent or ""].kind != "sub"]
    joined = [one for one in plan.participants if one.state != "declined"]
    full = [one for one in joined if one.role in ("applicant", "participant")]
    kinds = {
        kind: (sum(goal.kind == kind for goal in goals.values()),) for kind in ("main", "project", "outcome", "output")
    }
    return {
        **kinds,
        "sub": (len(subs), len(upper)),
        "focus_area": (len(dict(in_play(plan.focus_areas, context))),),
        "objective": (len(dict(in_play(plan.objectives, context))),),
        "participant": (len(joined), len(full)) if joined else member_counts(context),
        "municipality": member_counts(context),
    }


def member_counts(context: PhaseContext) -> tuple[int, ...]:
    """Return how many municipalities are members during the plan: in all, at its start, and at its end."""
    period = context.phase.plan.period
    during = [one.membership for one in context.region.municipalities.values()]
    return (
        sum(one is None or one.overlaps(period) for one in during),
        sum(one is None or one.first <= period.first <= one.last for one in during),
        sum(one is None or one.first <= period.last <= one.last for one in during),
    )


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
