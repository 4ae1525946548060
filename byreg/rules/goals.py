"""3xx: goals that are measured, said in words that can be held against what comes, and judged by what is known."""

import re
from collections.abc import Iterator, Mapping

from byreg.diagnostic import Fault
from byreg.model.achievement import indicator_verdict
from byreg.model.goals import DEEPEST, Goal
from byreg.model.indicators import Indicator
from byreg.model.record import Assessment
from byreg.model.state import latest_assessment, observations_on
from byreg.reference.vague import VAGUE
from byreg.rules.parts import in_play, measures, own_id
from byreg.rules.rule import Finding, PhaseContext

DIGIT = re.compile(r"\d")
OFF = "The word list is off with 'vague-words = false' under [check] in byreg.toml."


def goals_too_deep(context: PhaseContext) -> Iterator[Finding]:
    """BY210: a goal stands at most so many levels below its top goal."""
    goals = context.phase.plan.goals
    levels: dict[str, int] = {}
    for id_ in goals:
        trail: list[str] = []
        current: str | None = id_
        while current in goals and current not in levels and current not in trail:
            trail.append(current)
            current = goals[current].parent
        level = levels.get(current or "", 0)
        for name in reversed(trail):
            level += 1
            levels[name] = level
    for id_, level in levels.items():
        if level == DEEPEST + 1:
            yield context.scope, Fault("BY210", ("goals", id_, "parent"), {"id": id_, "limit": str(DEEPEST)})


def goal_without_indicator(context: PhaseContext) -> Iterator[Finding]:
    """BY301: a goal, or something below it, is measured."""
    followed = measured_goals(context)
    for id_, goal in in_play(context.phase.plan.goals, context):
        if id_ not in followed and not (goal.kind == "output" and goal.deliverables):
            yield context.scope, Fault("BY301", ("goals", id_), {"id": id_}, at_key=True)


def measured_goals(context: PhaseContext) -> set[str]:
    """Return the goals that an indicator follows: their own, a deliverable's, or that of something below them."""
    plan = context.phase.plan
    measured = set(measures(context.phase))
    above = {id_: [goal.parent] if goal.parent else [] for id_, goal in plan.goals.items()}
    above |= {id_: list(one.under) for id_, one in plan.objectives.items()}
    above |= {id_: list(one.under) for id_, one in plan.strategies.items()}
    above |= {inner: [id_] for id_, goal in plan.goals.items() for inner in goal.deliverables}
    waiting, seen = list(measured), set(measured)
    while waiting:
        for reference in above.get(waiting.pop(), ()):
            higher = own_id(reference, context.phase)
            if higher not in seen:
                seen.add(higher)
                waiting.append(higher)
    return seen


def vague_goal(context: PhaseContext) -> Iterator[Finding]:
    """BY312: a goal without a figure or a deliverable is said in words that can be held against what comes."""
    if not context.settings.vague_words:
        return
    figured = {
        id_ for id_, found in measures(context.phase).items() if any(indicator.targets for _, indicator in found)
    }
    for id_, goal in in_play(context.phase.plan.goals, context):
        said = f"{goal.title} {goal.text or ''}"
        if id_ in figured or goal.deliverables or DIGIT.search(said):
            continue
        for key in ("title", "text"):
            phrase = VAGUE.search(getattr(goal, key) or "")
            if phrase:
                parameters = {"id": id_, "phrase": phrase[0], "off": OFF}
                yield context.scope, Fault("BY312", ("goals", id_, key), parameters, phrase=phrase[0])
                break


def assessments_hold(context: PhaseContext) -> Iterator[Finding]:
    """BY309, BY310, BY311: an assessment agrees with what had been observed, or says why not."""
    measured = measures(context.phase)
    for id_, goal in context.phase.plan.goals.items():
        judged = latest_assessment(goal.assessments, context.day)
        if judged is None or judged.comment:
            continue
        path = ("goals", id_, "assessments", goal.assessments.index(judged), "status")
        own = [one for name in (id_, *goal.deliverables) for _, one in measured.get(name, ()) if not one.context]
        facts = {"id": id_, "day": str(judged.date)}
        if judged.status == "not_measured":
            yield context.scope, Fault("BY311", path, facts)
        elif judged.status == "achieved" and not anything_seen(goal, own, judged):
            yield context.scope, Fault("BY310", path, facts)
        elif judged.status in ("achieved", "not_achieved"):
            computed = computed_verdict(context, own, judged)
            if computed and (computed == "achieved") != (judged.status == "achieved"):
                parameters = {**facts, "assessed": judged.status, "computed": computed}
                yield context.scope, Fault("BY309", path, parameters)


def anything_seen(goal: Goal, indicators: list[Indicator], judged: Assessment) -> bool:
    """Tell whether something had been observed or delivered by the day of an assessment."""
    delivered = any(one.status == "delivered" for one in goal.deliverables.values())
    return delivered or any(observations_on(one, judged.date.last) for one in indicators)


def computed_verdict(context: PhaseContext, indicators: list[Indicator], judged: Assessment) -> str:
    """Return what the figures said on the day of an assessment; nothing where they do not all say the same."""
    others: Mapping[str, Indicator] = context.phase.indicators
    day = min(judged.date.last, context.day)
    verdicts = {indicator_verdict(one, context.phase.plan, day, others) for one in indicators}
    told = verdicts & {"achieved", "not_achieved", "partly"}
    if not told or verdicts - told:
        return ""
    if "achieved" in told and len(told) > 1:
        return "partly"
    return "not_achieved" if "not_achieved" in told else "achieved" if "achieved" in told else "partly"
