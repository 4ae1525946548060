"""3xx: indicators with a baseline, a target that can be missed, a unit, a source and a date."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from byreg.diagnostic import Fault, KeyPath
from byreg.model.achievement import deadline
from byreg.model.indicators import Indicator, Measured
from byreg.model.outcomes import YEARS_IN, Series, held_against, towards
from byreg.model.period import Period
from byreg.model.targets import (
    BenchmarkTarget,
    ChangeTarget,
    Direction,
    DirectionTarget,
    GroupTarget,
    LevelTarget,
    NetChangeTarget,
    RankTarget,
    SumTarget,
    Target,
    UnitTarget,
)
from byreg.rules.parts import above, all_above, in_play, own_id
from byreg.rules.rule import Finding, PhaseContext

OF_FIGURES = ("number", "percent", "amount", "rank")
OF_UNITS = ("number", "amount")
MET_BY_BASELINE = (LevelTarget, NetChangeTarget, RankTarget, BenchmarkTarget, UnitTarget, GroupTarget)
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
    if isinstance(measured.value, Decimal):
        return True
    return bool(measured.by_unit) and any(isinstance(value, Decimal) for value in measured.by_unit.values())


def target_already_met(context: PhaseContext) -> Iterator[Finding]:
    """BY307: the last target asks for more than the baseline, unless the aim is to keep what there is."""
    plan = context.phase.plan
    for id_, indicator in figures(context):
        baseline = indicator.baseline
        if baseline is None or not has_figure(baseline) or indicator.direction == "keep" or not indicator.targets:
            continue
        name = max(indicator.targets, key=lambda one: deadline(indicator.targets[one], plan.period).sort_key)
        if not isinstance(indicator.targets[name], MET_BY_BASELINE):
            continue
        as_it_was = Series(
            indicator,
            plan.period,
            baseline.value if isinstance(baseline.value, Decimal) else None,
            ((baseline.period or plan.period, baseline),),
            date.min,
            context.phase.indicators,
        )
        if is_met(indicator.targets[name], as_it_was):
            parameters = {"id": id_, "target": name, "baseline": plain(baseline)}
            yield context.scope, Fault("BY307", ("indicators", id_, "targets", name), parameters, at_key=True)


def is_met(target: Target, series: Series) -> bool:
    """Tell whether a target is met by where an indicator stood; a slower decline asks for more than a faster one."""
    if isinstance(target, NetChangeTarget) and target.net_change < 0 and series.indicator.direction != "decrease":
        return False
    return held_against(target, series).met is True


def plain(measured: Measured) -> str:
    return str(measured.value) if measured.value is not None else "of its units"


def due_after_the_plan(context: PhaseContext) -> Iterator[Finding]:
    """BY308: targets and goals are due within the plan's period; outcome goals, and what is below them, may be later."""
    plan, links = context.phase.plan, above(context.phase)
    effects = {id_ for id_, goal in plan.goals.items() if goal.kind == "outcome"}
    for id_, goal in in_play(plan.goals, context):
        if (
            goal.deadline is not None
            and goal.deadline.first > plan.period.last
            and not effects & all_above([id_], links)
        ):
            yield late(context, ("goals", id_, "deadline"), f"the goal '{id_}'", goal.deadline)
    for id_, indicator in figures(context):
        measured = [own_id(reference, context.phase) for reference in indicator.measures]
        if effects & all_above(measured, links):
            continue
        for name, target in indicator.targets.items():
            if target.by is not None and target.by.first > plan.period.last:
                where = ("indicators", id_, "targets", name, "by")
                yield late(context, where, f"the target '{name}' of '{id_}'", target.by)


def late(context: PhaseContext, path: KeyPath, what: str, due: Period) -> Finding:
    parameters = {"what": what, "deadline": str(due), "period": str(context.phase.plan.period)}
    return context.scope, Fault("BY308", path, parameters)


def direction_contradicts(context: PhaseContext) -> Iterator[Finding]:
    """BY316: a target asks for a move the way that the indicator is to move."""
    for id_, indicator in figures(context):
        start = indicator.baseline.value if indicator.baseline else None
        wanted = indicator.direction or ("decrease" if indicator.scale == "rank" else None)
        for name, target in indicator.targets.items() if wanted in ("increase", "decrease") else ():
            moves = set(movements(target, start if isinstance(start, Decimal) else None, per=indicator.per is not None))
            if moves and wanted not in moves:
                parameters = {"id": id_, "direction": str(wanted), "target": name}
                yield context.scope, Fault("BY316", ("indicators", id_, "targets", name), parameters, at_key=True)


def movements(target: Target, start: Decimal | None, *, per: bool) -> Iterator[Direction]:
    """Yield each way that a target asks an indicator to move from where it stood; what it meets already is none."""
    match target:
        case DirectionTarget():
            yield target.direction
        case ChangeTarget() if target.change:
            yield towards(target.change)
        case NetChangeTarget() if target.net_change and not per:
            yield towards(target.net_change)
        case GroupTarget():
            for member in (target.all_of or target.any_of or {}).values():
                yield from movements(member, start, per=per)
        case LevelTarget() | RankTarget() if start is not None:
            low, high = limits_of(target)
            if low is not None and low > start:
                yield "increase"
            if high is not None and high < start:
                yield "decrease"


def limits_of(target: LevelTarget | RankTarget) -> tuple[Decimal | None, Decimal | None]:
    """Return the lowest and the highest value that a target allows; a better rank is a lower one."""
    if isinstance(target, RankTarget):
        return None, Decimal(target.rank) if target.rank is not None else None
    low, high = target.between or (target.at_least, target.at_most)
    return (target.equals, target.equals) if target.equals is not None else (low, high)


def targets_do_not_add_up(context: PhaseContext) -> Iterator[Finding]:
    """BY314: a change per period comes to the sum, or the level, that stands beside it.

    A sum counts from the plan's start, a level from the baseline's day. Planners count whole calendar
    years where a plan begins in the middle of one; both counts will do.
    """
    plan = context.phase.plan
    for id_, indicator in figures(context):
        changes = [one for one in indicator.targets.values() if isinstance(one, NetChangeTarget)]
        for name, target in indicator.targets.items() if len(changes) == 1 else ():
            change, due = changes[0], deadline(target, plan.period)
            wanted = wanted_change(indicator, target)
            if wanted is None or due.end != deadline(change, plan.period).end:
                continue
            totals = [
                change.net_change * years / YEARS_IN[change.per]
                for years in years_until(context, indicator, target, due)
            ]
            room = abs(change.net_change) / 4 + abs(wanted) * CLOSE
            if totals and not min(totals) - room <= wanted <= max(totals) + room:
                parameters = {
                    "id": id_, "change": f"{change.net_change} per {change.per}", "sum": str(round(totals[0])), "target": name,
                    "wanted": str(wanted),
                }  # fmt: skip
                yield context.scope, Fault("BY314", ("indicators", id_, "targets", name), parameters, at_key=True)


def years_until(context: PhaseContext, indicator: Indicator, target: Target, due: Period) -> list[Decimal]:
    """Return how many years there are until a deadline: by days, and by calendar years touched; none with an open end."""
    baseline = indicator.baseline.period if indicator.baseline else None
    begins = context.phase.plan.period.start
    if isinstance(target, LevelTarget) and baseline is not None and baseline.end is not None:
        begins = baseline.end + timedelta(days=1)
    if begins is None or due.end is None or due.end < begins:
        return []
    return [Decimal((due.end - begins).days + 1) / DAYS_IN_YEAR, Decimal(due.end.year - begins.year + 1)]


def wanted_change(indicator: Indicator, target: Target) -> Decimal | None:
    """Return the whole change that a sum or a level asks for."""
    if isinstance(target, SumTarget):
        return target.total
    start = indicator.baseline.value if indicator.baseline else None
    if isinstance(target, LevelTarget) and isinstance(start, Decimal) and indicator.per is None:
        limits = [one for one in (target.equals, target.at_least, target.at_most) if one is not None]
        return limits[0] - start if len(limits) == 1 else None
    return None
