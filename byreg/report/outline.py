"""A plan or a record as a tree: what hangs under what, and how far each has come."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from byreg.language.glossary import title_of
from byreg.language.labels import N_, PLAN_STATUSES
from byreg.model.indicators import Indicator as IndicatorModel
from byreg.model.register import Entry, Phase, name_of
from byreg.model.state import plan_status
from byreg.report import view
from byreg.report.actions import action_groups, action_views
from byreg.report.agenda import row_of
from byreg.report.build import plan_facts
from byreg.report.charts.chart import Bars
from byreg.report.charts.overview import actions_by_area, goal_attainment
from byreg.report.draw.terminal import drawn, spark
from byreg.report.goals import flattened, goal_view, goal_views
from byreg.report.records import event_view, record_view
from byreg.report.targets import indicator_view
from byreg.wording.said import Status
from byreg.wording.wording import Wording


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of the tree, with its status and the id to address it by."""

    text: str
    status: Status | None = None
    id: str = ""
    children: tuple["Branch", ...] = ()


def plan_outline(say: Wording) -> Branch:
    """Return a plan as goals with their indicators, the action table, and milestones."""
    phase = say.phase
    actions = action_views(say, None)
    goals, grouped = goal_views(say), action_groups(say, actions)
    branches = (
        *overview(goal_attainment(say, tuple(flattened(goals))), actions_by_area(say, grouped)),
        group(say, title_of("goals"), (goal_branch(goal) for goal in goals)),
        group(say, title_of("actions"), (actions_branch(one) for one in grouped)),
        group(say, title_of("milestones"), (event_branch(say, phase, id_) for id_ in phase.plan.milestones)),
    )
    facts = tuple(Branch(f"{fact.label}: {'; '.join(fact.values)}") for fact in plan_facts(say, phase.plan))
    children = (*facts, *(branch for branch in branches if branch.children))
    status = say.status(plan_status(phase.plan, say.day), PLAN_STATUSES)
    return Branch(phase.plan.title, status, phase.address, children)


def overview(*charts: Bars | None) -> Iterator[Branch]:
    """Yield charts as bars of text below their titles."""
    for chart in charts:
        if chart is not None:
            yield Branch(chart.title, children=tuple(Branch(line) for line in drawn(chart).splitlines()))


def group(say: Wording, title: str, children: Iterable[Branch]) -> Branch:
    return Branch(say.text(title), children=tuple(children))


def goal_branch(goal: view.Goal) -> Branch:
    indicators = (Branch(with_spark(one), one.status, one.record.id) for one in goal.indicators)
    deliverables = (Branch(one.title, one.status, one.record.id) for one in goal.deliverables)
    children = (goal_branch(child) for child in goal.children)
    return Branch(f"{goal.kind}: {goal.title}", goal.status, goal.id, (*indicators, *deliverables, *children))


def with_spark(one: view.Indicator) -> str:
    """Return an indicator's reading, with its course as blocks where it has one."""
    return f"{one.reading}  {spark(one.course)}" if one.course and len(one.course.points) > 1 else one.reading


def actions_branch(one: view.ActionGroup) -> Branch:
    place = " → ".join(part for part in (one.title, one.objective, one.strategy) if part)
    rows = (
        Branch(f"{action.title} ({action.schedule}; {'; '.join(action.responsible)})", action.status, action.id)
        for action in one.actions
    )
    return Branch(place, children=tuple(rows))


def event_branch(say: Wording, phase: Phase, id_: str) -> Branch:
    event = event_view(say, id_, phase.plan.milestones[id_])
    return Branch(f"{event.title} ({event.date or say.not_stated})", event.status, id_)


def record_outline(say: Wording, entry: Entry) -> Branch:
    """Return one record with all it states, its figures and its history."""
    row = row_of(say, entry)
    record = record_view(say, entry.id, entry.record)
    children = [Branch(text) for text in record.text.splitlines() if text]
    children += [
        Branch(f"{fact.label}: {'; '.join(fact.values)}")
        for fact in record.facts
        if not isinstance(entry.record, IndicatorModel)
    ]
    if isinstance(entry.record, IndicatorModel):
        children += indicator_lines(say, entry.id, entry.record)
    children += [
        Branch(one.title, children=tuple(Branch(" ".join(point.text.split())) for point in one.points))
        for one in record.lists
    ]
    if entry.kind == "goal":
        goal = goal_view(say, entry.id, say.phase.plan.goals[entry.id])
        children += goal_branch(goal).children
    if record.history:
        past = (
            Branch(
                " ".join(f"{one.date}: {one.text}".split()).rstrip(":"),
                one.status,
                children=tuple(Branch(f"{fact.label}: {'; '.join(fact.values)}") for fact in one.facts),
            )
            for one in record.history
        )
        children.append(Branch(say.text(N_("History")), children=tuple(past)))
    title = f"{entry.record.label}: {name_of(entry.record)}" if entry.record.label else name_of(entry.record)
    return Branch(title, row.status, entry.address, tuple(children))


def indicator_lines(say: Wording, id_: str, indicator: IndicatorModel) -> list[Branch]:
    """Return an indicator's baseline, targets and observations as lines."""
    shown = indicator_view(say, id_, indicator)
    lines = [Branch(f"{fact.label}: {'; '.join(fact.values)}") for fact in shown.record.facts]
    if shown.baseline:
        lines.append(Branch(f"{say.text(title_of('baseline'))}: {shown.baseline}"))
    lines += [Branch(f"{say.text(N_('Target'))}: {target}") for target in shown.targets]
    found = (
        Branch(" – ".join(part for part in (f"{one.period}: {one.value}", one.comment, "; ".join(one.details)) if part))
        for one in shown.observations
    )
    course = f": {spark(shown.course)}" if shown.course and len(shown.course.points) > 1 else ""
    return [*lines, Branch(f"{say.text(title_of('observations'))}{course}", children=tuple(found))]
