"""Goals and focus areas as they stand on a day."""

from collections.abc import Iterable

from byreg.language import labels
from byreg.model.achievement import goal_is_overdue, goal_status
from byreg.model.goals import DEEPEST, FocusArea
from byreg.model.goals import Goal as GoalModel
from byreg.model.goals import Link as LinkModel
from byreg.model.state import latest_assessment
from byreg.report import view
from byreg.report.records import deliverable_view, points, record_view, verdict_status
from byreg.report.targets import indicator_view
from byreg.wording.wording import Wording

KIND_ORDER = ("main", "project", "sub", "output", "outcome")


def goal_views(say: Wording) -> tuple[view.Goal, ...]:
    """Return the top goals, main goals first; the others stand below their parents."""
    goals = say.phase.plan.goals
    tops = [id_ for id_, goal in goals.items() if goal.parent is None or goal.parent not in goals]
    tops.sort(key=lambda id_: KIND_ORDER.index(goals[id_].kind))
    return tuple(goal_view(say, id_, goals[id_]) for id_ in tops)


def goal_view(say: Wording, id_: str, goal: GoalModel, level: int = 1) -> view.Goal:
    """Return a goal with those below it, to the depth that plans may have."""
    plan, indicators = say.phase.plan, say.phase.indicators
    judged = goal_status(id_, goal, plan, indicators, say.day)
    names = {id_, *goal.deliverables}
    measures = tuple(
        indicator_view(say, name, indicator)
        for name, indicator in indicators.items()
        if names & set(indicator.measures) and not indicator.context
    )
    assessment = latest_assessment(goal.assessments, say.day)
    computed = say.status(judged.status, labels.VERDICTS, computed=judged.computed)
    status = verdict_status(say, assessment) if assessment else computed
    below = say.subgoals.get(id_, ()) if level < DEEPEST else ()
    children = tuple(goal_view(say, child, plan.goals[child], level + 1) for child in below)
    in_words = (goal.measured_by.strip(),) if goal.measured_by else ()
    shown = ("kind", "level", "measured_by", "deliverables", "deadline", "responsible")
    record = record_view(say, id_, goal, shown, status=status)
    return view.Goal(
        record=record,
        id=id_,
        title=record.heading,
        kind=goal.level or say.language.value("goal", goal.kind),
        kind_id=goal.kind,
        measured_by=(*in_words, *(measure.summary for measure in measures)),
        indicators=measures,
        status=status,
        comment=judged.comment.strip(),
        deadline=say.doubted(goal, "deadline", say.language.period(goal.deadline)) if goal.deadline else "",
        responsible=say.doubted_lines(goal, "responsible", say.responsible(goal.responsible)),
        overdue=goal_is_overdue(goal, judged.status, say.day),
        deliverables=tuple(deliverable_view(say, name, item) for name, item in goal.deliverables.items()),
        children=children,
    )


def flattened(goals: Iterable[view.Goal]) -> Iterable[view.Goal]:
    """Yield goals with those below them, in order."""
    for goal in goals:
        yield goal
        yield from flattened(goal.children)


def area_views(say: Wording, goals: Iterable[view.Goal]) -> tuple[view.Area, ...]:
    plan = say.phase.plan
    every = list(flattened(goals))
    return tuple(area_view(say, id_, area, every) for id_, area in plan.focus_areas.items())


def area_view(say: Wording, id_: str, area: FocusArea, goals: list[view.Goal]) -> view.Area:
    plan = say.phase.plan
    record = link_view(say, id_, area, "results", "challenges")
    own = tuple(goal for goal in goals if id_ in plan.goals[goal.id].focus_area)
    return view.Area(
        record=record,
        title=record.heading,
        shared_with=say.listing(area.shared_with),
        results=points(say, area.results),
        challenges=points(say, area.challenges),
        links=links_below(say, id_),
        goals=own,
        status=record.status,
    )


def links_below(say: Wording, area: str) -> tuple[view.Record, ...]:
    """Return an area's or theme's objectives, each with its strategies behind it, then strategies of its own."""
    plan = say.phase.plan
    objectives = {id_: link for id_, link in plan.objectives.items() if area in link.under}
    chain: dict[str, LinkModel] = {}
    for id_, objective in objectives.items():
        chain[id_] = objective
        chain |= {name: link for name, link in plan.strategies.items() if id_ in link.under}
    chain |= {name: link for name, link in plan.strategies.items() if area in link.under}
    return tuple(link_view(say, name, link, "under") for name, link in chain.items())


def loose_links(say: Wording) -> tuple[view.Record, ...]:
    """Return themes' links, and objectives and strategies that hang below no focus area."""
    plan = say.phase.plan
    placed = {record.id for area in plan.focus_areas for record in links_below(say, area)}
    chain = (*plan.objectives.items(), *plan.strategies.items())
    return tuple(link_view(say, name, link) for name, link in chain if name not in placed)


def link_view(say: Wording, id_: str, link: LinkModel, *skip: str) -> view.Record:
    """Return a focus area, theme, objective or strategy with its latest assessment."""
    assessment = latest_assessment(link.assessments, say.day)
    status = verdict_status(say, assessment) if assessment else None
    return record_view(say, id_, link, skip, status=status)
