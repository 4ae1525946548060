"""3xx: indicators with a baseline, a target that can be missed, a unit, a source and a date."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from byreg.diagnostic import Fault, KeyPath
from byreg.model.achievement import deadline
from byreg.model.goals import Goal
from byreg.model.indicators import Indicator, Measured
from byreg.model.outcomes import YEARS_IN, held_against, series_of
from byreg.model.period import Period
from byreg.model.targets import (
    BenchmarkTarget,
    ChangeTarget,
    KeepTarget,
    LevelTarget,
    NetChangeTarget,
    RankTarget,
    SumTarget,
    Target,
    UnitTarget,
)
from byreg.rules.parts import in_play, own_id
from byreg.rules.rule import Finding, PhaseContext

OF_FIGURES = ("number", "percent", "amount", "rank")
OF_UNITS = ("number", "amount")
MET_BY_BASELINE = (LevelTarget, NetChangeTarget, RankTarget, BenchmarkTarget, UnitTarget, ChangeTarget)
CLOSE = Decimal("0.01")  # of what is asked: targets are rounded figures
DAYS_IN_YEAR = Decimal("365.25")


def figures(context: PhaseContext) -> Iterator[tuple[str, Indicator]]:
    """Yield the indicators that are more than figures to know."""
    return ((id_, one) for id_, one in in_play(context.phase.indicators, context) if not one.context)


def indicator_lacks(context: PhaseContext) -> Iterator[Finding]:
    """BY302, BY303, BY304, BY315: an indicator says where it stood, where it should be, in what, and of what."""
    for id_, indicator in figures(context):
        lacks = {
            "BY302": indicator.baseline is None and indicator.scale in OF_FIGURES,
            "BY303": not indicator.targets and indicator.scale != "yes_no",
            "BY304": indicator.unit is None and indicator.scale in OF_UNITS,
            "BY315": not indicator.measures,
        }
        for code, missing in lacks.items():
            if missing:
                yield context.scope, Fault(code, ("indicators", id_), {"id": id_}, at_key=True)


def figure_lacks(context: PhaseContext) -> Iterator[Finding]:
    """BY305, BY306: a figure says where it comes from, a baseline also when it was."""
    for id_, indicator in in_play(context.phase.indicators, context):
        path: KeyPath = ("indicators", id_)
        vouched = bool(indicator.source or indicator.method)
        if indicator.baseline is not None and has_figure(indicator.baseline):
            if not vouched and not indicator.baseline.source:
                yield (
                    context.scope,
                    Fault("BY305", (*path, "baseline"), {"id": id_, "what": "the baseline"}, at_key=True),
                )
            if indicator.baseline.period is None:
                yield context.scope, Fault("BY306", (*path, "baseline"), {"id": id_}, at_key=True)
        for period, measured in indicator.observations.items():
            if has_figure(measured) and not vouched and not measured.source:
                parameters = {"id": id_, "what": f"the observation of {period}"}
                yield context.scope, Fault("BY305", (*path, "observations", str(period)), parameters, at_key=True)


def has_figure(measured: Measured) -> bool:
    return isinstance(measured.value, Decimal) or bool(measured.by_unit)


def target_already_met(context: PhaseContext) -> Iterator[Finding]:
    """BY307: a target asks for more than the baseline, unless the aim is to keep what there is."""
    plan = context.phase.plan
    for id_, indicator in figures(context):
        baseline = indicator.baseline
        if baseline is None or not has_figure(baseline) or indicator.direction == "keep":
            continue
        known = series_of(indicator, plan.period, date.min, context.phase.indicators)
        as_it_was = replace(known, observed=((baseline.period or plan.period, baseline),))
        for name, target in indicator.targets.items():
            if isinstance(target, MET_BY_BASELINE) and held_against(target, as_it_was).met:
                parameters = {"id": id_, "target": name, "baseline": plain(baseline)}
                yield context.scope, Fault("BY307", ("indicators", id_, "targets", name), parameters, at_key=True)


def plain(measured: Measured) -> str:
    return str(measured.value) if measured.value is not None else "of its units"


def due_after_the_plan(context: PhaseContext) -> Iterator[Finding]:
    """BY308: targets and goals are due within the plan's period; outcome goals may be later."""
    plan = context.phase.plan
    for id_, goal in in_play(plan.goals, context):
        if goal.kind != "outcome" and goal.deadline is not None and goal.deadline.first > plan.period.last:
            yield late(context, ("goals", id_, "deadline"), f"the goal '{id_}'", goal.deadline)
    for id_, indicator in figures(context):
        if any(is_outcome(context, reference) for reference in indicator.measures):
            continue
        for name, target in indicator.targets.items():
            if target.by is not None and target.by.first > plan.period.last:
                where = ("indicators", id_, "targets", name, "by")
                yield late(context, where, f"the target '{name}' of '{id_}'", target.by)


def is_outcome(context: PhaseContext, reference: str) -> bool:
    """Tell whether a reference names an effect that is seen later: an outcome goal, or one below it."""
    goals = context.phase.plan.goals
    seen: set[str] = set()
    current: str | None = own_id(reference, context.phase)
    while current is not None and current in goals and current not in seen:
        seen.add(current)
        goal: Goal = goals[current]
        if goal.kind == "outcome":
            return True
        current = own_id(goal.parent, context.phase) if goal.parent else None
    return False


def late(context: PhaseContext, path: KeyPath, what: str, due: Period) -> Finding:
    parameters = {"what": what, "deadline": str(due), "period": str(context.phase.plan.period)}
    return context.scope, Fault("BY308", path, parameters)


def direction_contradicts(context: PhaseContext) -> Iterator[Finding]:
    """BY316: a target lies on the side of the baseline that the indicator is to move to."""
    for id_, indicator in figures(context):
        start = indicator.baseline.value if indicator.baseline else None
        wanted = "decrease" if indicator.scale == "rank" else indicator.direction
        if wanted not in ("increase", "decrease"):
            continue
        for name, target in indicator.targets.items():
            move = movement(target, start if isinstance(start, Decimal) else None, per=indicator.per is not None)
            if move and (move > 0) != (wanted == "increase"):
                parameters = {
                    "id": id_,
                    "direction": wanted,
                    "target": name,
                    "baseline": str(start) if start is not None else "",
                }
                yield context.scope, Fault("BY316", ("indicators", id_, "targets", name), parameters, at_key=True)


def movement(target: Target, start: Decimal | None, *, per: bool) -> Decimal | None:
    """Return by how much a target asks an indicator to move from where it stood; None where that is not said."""
    match target:
        case ChangeTarget():
            return target.change
        case NetChangeTarget():
            return None if per else target.net_change
        case LevelTarget():
            limits = [limit for limit in (target.at_least, target.at_most, target.equals) if limit is not None]
        case KeepTarget():
            limits = [limit for limit in (target.keep_at_least, target.keep_at_most) if limit is not None]
        case RankTarget():
            limits = [Decimal(target.rank)] if target.rank is not None else []
        case _:
            limits = []
    return limits[0] - start if len(limits) == 1 and start is not None else None


def targets_do_not_add_up(context: PhaseContext) -> Iterator[Finding]:
    """BY314: a change per period, over the plan, comes to the sum or the level that stands beside it."""
    plan = context.phase.plan
    for id_, indicator in figures(context):
        changes = [one for one in indicator.targets.values() if isinstance(one, NetChangeTarget)]
        for name, target in indicator.targets.items() if len(changes) == 1 else ():
            change = changes[0]
            over = years_until(context, deadline(target, plan.period), deadline(change, plan.period))
            wanted = wanted_change(indicator, target)
            if over is None or wanted is None:
                continue
            total = change.net_change * (over / YEARS_IN[change.per])
            if abs(total - wanted) > abs(change.net_change) / 2 + abs(wanted) * CLOSE:
                parameters = {
                    "id": id_, "change": f"{change.net_change} per {change.per}", "period": str(plan.period),
                    "sum": str(round(total)), "target": name, "wanted": str(wanted),
                }  # fmt: skip
                yield context.scope, Fault("BY314", ("indicators", id_, "targets", name), parameters, at_key=True)


def years_until(context: PhaseContext, due: Period, change_due: Period) -> Decimal | None:
    """Return the years from the plan's start to a target's deadline; None where an end is open, or the two differ."""
    start = context.phase.plan.period.start
    if start is None or due.end is None or due.end != change_due.end or due.end < start:
        return None
    return Decimal((due.end - start).days + 1) / DAYS_IN_YEAR


def wanted_change(indicator: Indicator, target: Target) -> Decimal | None:
    """Return the whole change that a sum or a level asks for."""
    if isinstance(target, SumTarget):
        return target.total
    start = indicator.baseline.value if indicator.baseline else None
    if isinstance(target, LevelTarget) and isinstance(start, Decimal) and indicator.per is None:
        level = target.equals if target.equals is not None else target.at_least
        return level - start if level is not None else None
    return None
