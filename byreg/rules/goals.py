"""3xx: goals that are measured, said in words that can be held against what comes, and judged by what is known."""

from collections.abc import Iterator, Mapping

from byreg.diagnostic import Fault
from byreg.model.achievement import indicator_verdict
from byreg.model.goals import DEEPEST
from byreg.model.indicators import Indicator
from byreg.model.record import Assessment
from byreg.model.state import is_dropped, latest_assessment, observations_on
from byreg.reference.vague import counts_something, vague_phrase
from byreg.rules.parts import above, all_above, complete, in_play, measures, own_id
from byreg.rules.rule import Finding, PhaseContext, WorkspaceContext

OFF = "('vague-words = false' under [check] in byreg.toml turns this off.)"


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


def goal_without_indicator(context: WorkspaceContext) -> Iterator[Finding]:
    """BY301: a goal, or something below it, is measured; by an indicator of a plan that carries it out, too."""
    measured_by_others = {
        reference
        for phase in context.register.phases
        for indicator in phase.indicators.values()
        for reference in indicator.measures
        if "/" in reference and not indicator.context
    }
    for phase in context.phases:
        if not complete(phase):
            continue
        links = above(phase)
        elsewhere = {own_id(one, phase) for one in measured_by_others if one.startswith(f"{phase.address}/")}
        delivering = {id_ for id_, goal in phase.plan.goals.items() if goal.deliverables}
        followed = all_above({*measures(phase, context.day), *elsewhere, *delivering}, links)
        for id_, goal in phase.plan.goals.items():
            if id_ not in followed and not is_dropped(goal, context.day):
                yield (phase.region, phase.id), Fault("BY301", ("goals", id_), {"id": id_}, at_key=True)


def plan_without_goals(context: PhaseContext) -> Iterator[Finding]:
    """BY318: a plan says what it is to reach."""
    plan = context.phase.plan
    if not plan.goals and not plan.objectives:
        yield context.scope, Fault("BY318", ("title",))


def vague_goal(context: PhaseContext) -> Iterator[Finding]:
    """BY312: a goal without a figure or a deliverable is said in words that can be held against what comes.

    What its text explains counts only where nothing measures it at all.
    """
    if not context.settings.vague_words:
        return
    measured = measures(context.phase, context.day)
    figured = {id_ for id_, found in measured.items() if any(one.targets or one.scale == "yes_no" for _, one in found)}
    for id_, goal in in_play(context.phase.plan.goals, context):
        said = f"{goal.title} {goal.text or ''}"
        if id_ in figured or goal.deliverables or counts_something(said):
            continue
        for key in ("title",) if id_ in measured else ("title", "text"):
            phrase = vague_phrase(getattr(goal, key) or "")
            if phrase:
                parameters = {"id": id_, "phrase": phrase, "off": OFF}
                yield context.scope, Fault("BY312", ("goals", id_, key), parameters, phrase=phrase)
                break


def assessments_hold(context: PhaseContext) -> Iterator[Finding]:
    """BY309, BY310: a goal's assessment agrees with what had been observed, or says why not."""
    measured, links = measures(context.phase, context.day), above(context.phase)
    for id_, goal in context.phase.plan.goals.items():
        judged = latest_assessment(goal.assessments, context.day)
        if judged is None or judged.comment:
            continue
        path = ("goals", id_, "assessments", goal.assessments.index(judged), "status")
        own = [one for name in (id_, *goal.deliverables) for _, one in measured.get(name, ())]
        facts = {"id": id_, "day": str(judged.date)}
        if judged.status == "achieved" and not anything_seen(context, id_, judged, measured, links):
            yield context.scope, Fault("BY310", path, facts)
        elif judged.status in ("achieved", "not_achieved"):
            computed = computed_verdict(context, own, judged)
            if computed and (computed == "achieved") != (judged.status == "achieved"):
                parameters = {**facts, "assessed": judged.status, "computed": computed}
                yield context.scope, Fault("BY309", path, parameters)


def not_measured_without_reason(context: PhaseContext) -> Iterator[Finding]:
    """BY311: who says that a goal, an area or an objective was not measured says why."""
    for entry in context.phase.contents.entries:
        assessments: tuple[Assessment, ...] = entry.record.__dict__.get("assessments", ())
        judged = latest_assessment(assessments, context.day) if assessments else None
        if judged is not None and judged.status == "not_measured" and not judged.comment:
            path = (*entry.path, "assessments", assessments.index(judged), "status")
            yield context.scope, Fault("BY311", path, {"id": entry.id, "day": str(judged.date)})


def anything_seen(
    context: PhaseContext,
    goal: str,
    judged: Assessment,
    measured: Mapping[str, list[tuple[str, Indicator]]],
    links: Mapping[str, tuple[str, ...]],
) -> bool:
    """Tell whether something of a goal, or of what stands below it, had been observed or delivered when it was judged."""
    goals = context.phase.plan.goals
    delivered = {
        id_ for id_, one in goals.items() if any(inner.status == "delivered" for inner in one.deliverables.values())
    }
    observed = {
        id_ for id_, found in measured.items() if any(observations_on(one, judged.date.last) for _, one in found)
    }
    return goal in all_above(delivered | observed, links)


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
