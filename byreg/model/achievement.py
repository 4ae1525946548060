"""How far indicators and goals have come: verdicts, computed on read."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from byreg.model.goals import Goal
from byreg.model.indicators import Indicator, Measured
from byreg.model.outcomes import Series, held_against, series_of
from byreg.model.period import Period
from byreg.model.plan import Plan
from byreg.model.state import is_dropped, latest_assessment
from byreg.model.targets import KeepTarget, Target, YesTarget
from byreg.model.values import Verdict

WEAKEST_FIRST: tuple[Verdict, ...] = (
    "not_achieved", "not_measured", "not_reported", "partly", "ongoing", "achieved",
)  # fmt: skip


def deadline(target: Target, plan_period: Period) -> Period:
    """Return a target's deadline: its own, or the plan's end."""
    return target.by or plan_period


def indicator_verdict(
    indicator: Indicator, plan: Plan, day: date, indicators: Mapping[str, Indicator] | None = None
) -> Verdict | None:
    """Judge an indicator by its targets and what was observed by `day`.

    Targets are steps: the last one due decides, and before any is due the next one. None where
    the indicator is a context figure or nothing has been said about it.
    """
    if indicator.context:
        return None
    present = sum(1 for participant in plan.participants if participant.state != "declined")
    series = series_of(indicator, plan.period, day, indicators or {}, present)
    stated = statement(series.observed)
    if stated is not None:
        return stated
    targets = list(indicator.targets.values())
    if not targets and indicator.scale == "yes_no":
        targets = [YesTarget(fulfilled=True)]
    if not targets or not series.observed:
        return None
    return judge_steps(targets, series)


def statement(observed: Sequence[tuple[Period, Measured]]) -> Verdict | None:
    """Return what the latest observation says where it says there is no value."""
    if not observed:
        return None
    latest = observed[-1][1]
    if latest.not_measured is not None:
        return "not_measured"
    return "not_reported" if latest.not_reported else None


def judge_steps(targets: Sequence[Target], series: Series) -> Verdict | None:
    """Judge the last target due, or the next one ahead."""
    ordered = sorted(targets, key=lambda target: deadline(target, series.period).sort_key)
    due = [target for target in ordered if deadline(target, series.period).is_over(series.day)]
    target = due[-1] if due else ordered[0]
    outcome = held_against(target, as_of_deadline(target, series) if due else series)
    if outcome.met is None:
        return None
    if outcome.met:
        return "achieved"
    if not due:
        return "ongoing"
    return "partly" if outcome.moved else "not_achieved"


def as_of_deadline(target: Target, series: Series) -> Series:
    """Return what had been observed by a target's deadline; else the first observation after it.

    A level to keep is held against all that came.
    """
    if isinstance(target, KeepTarget):
        return series
    end = deadline(target, series.period).last
    in_time = tuple(item for item in series.observed if item[0].last <= end)
    return series._replace(observed=in_time or series.observed[:1])


class GoalStatus(NamedTuple):
    """A goal's status on a day: assessed by people, else computed as its weakest indicator's."""

    status: Verdict | None
    computed: bool
    comment: str = ""
    word: str = ""


def goal_is_overdue(goal: Goal, status: Verdict | None, day: date) -> bool:
    """Tell whether the deadline has passed while the goal's status is open."""
    late = goal.deadline is not None and goal.deadline.is_over(day)
    return late and status in (None, "ongoing") and not is_dropped(goal, day)


def goal_status(goal_id: str, goal: Goal, plan: Plan, indicators: Mapping[str, Indicator], day: date) -> GoalStatus:
    """Return the goal's assessment known on `day`, or the weakest verdict of its indicators."""
    assessment = latest_assessment(goal.assessments, day)
    if assessment is not None:
        return GoalStatus(assessment.status, False, assessment.comment or "", assessment.word or "")
    names = {goal_id, *goal.deliverables}
    measures = [indicator for indicator in indicators.values() if names & set(indicator.measures)]
    verdicts = [indicator_verdict(indicator, plan, day, indicators) for indicator in measures]
    known = [verdict for verdict in verdicts if verdict is not None]
    return GoalStatus(min(known, key=WEAKEST_FIRST.index), True) if known else GoalStatus(None, True)
