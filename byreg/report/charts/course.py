"""An indicator over time: baseline, targets in steps, what was observed and what is foreseen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from byreg.language.glossary import title_of
from byreg.language.labels import N_
from byreg.model.indicators import Indicator, Measured
from byreg.model.outcomes import YEARS_IN
from byreg.model.period import Period
from byreg.model.state import in_order, observations_on
from byreg.model.targets import ChangeTarget, GroupTarget, KeepTarget, LevelTarget, NetChangeTarget, RankTarget, Target
from byreg.report import view
from byreg.report.charts.chart import Curve, Figures, Level, Mark, Point
from byreg.report.draw.scale import steps_between
from byreg.wording.targets import with_unit
from byreg.wording.wording import Wording

FIGURES = ("number", "percent", "amount", "rank")


def course(say: Wording, id_: str, indicator: Indicator, shown: view.Indicator) -> Curve | None:
    """Return an indicator's course; None where it has no two figures: one figure is no course."""
    if indicator.scale not in FIGURES:
        return None
    observed = observations_on(indicator, say.day)
    points = (*beginning(say, indicator, observed), *points_of(say, observed, indicator))
    forecast = tuple(points_of(say, in_order(indicator.forecast), indicator))
    start = indicator.baseline.value if indicator.baseline else None
    baseline = start if isinstance(start, Decimal) else None
    levels = tuple(levels_of(indicator, say.phase.plan.period, (*points, *forecast), baseline))
    if not points or len(points) + len(forecast) < 2:
        return None
    values = [point.value for point in (*points, *forecast)]
    values += [limit for level in levels for limit in (level.low, level.high) if limit is not None]
    values += [baseline] if baseline is not None else []
    values += [Decimal(0)] if from_zero(indicator, values) else []
    ticks = tuple((value, say.value(value, indicator)) for value in steps_between(min(values), max(values)))
    return Curve(
        id=f"course-{id_}",
        title=shown.title,
        description=shown.summary,
        figures=figures(say, shown),
        points=points,
        forecast=forecast,
        baseline=baseline,
        levels=levels,
        legend=tuple(legend(say, indicator, shown, baseline)),
        ticks=ticks,
        changes=indicator.per is not None,
        downwards=indicator.scale == "rank",
    )


def from_zero(indicator: Indicator, values: Sequence[Decimal]) -> bool:
    """Tell whether the axis begins at zero: for changes always, for levels unless that hides how they differ."""
    low, high = min(values), max(values)
    return indicator.per is not None or (indicator.scale != "rank" and (low == high or 0 <= low <= high / 2))


def points_of(say: Wording, series: Iterable[tuple[Period, Measured]], indicator: Indicator) -> Iterator[Point]:
    """Yield the figures of a series, each at the end of its period."""
    for period, measured in series:
        if isinstance(measured.value, Decimal) and period.end is not None:
            when = say.language.period(period)
            yield Point(period.end.toordinal(), measured.value, when, say.measured(measured, indicator))


def beginning(say: Wording, indicator: Indicator, observed: Sequence[tuple[Period, Measured]]) -> Iterator[Point]:
    """Yield the baseline as the first point of a course of levels, where it is dated and was not observed besides."""
    baseline = indicator.baseline
    if baseline is None or baseline.period is None or indicator.per is not None:
        return
    if all(period.last > baseline.period.last for period, _ in observed):
        yield from points_of(say, [(baseline.period, baseline)], indicator)


def levels_of(indicator: Indicator, plan: Period, points: Sequence[Point], baseline: Decimal | None) -> Iterator[Level]:
    """Yield what the targets demand as steps: each holds from the deadline before it to its own."""
    start = min([point.at for point in points] + [plan.start.toordinal() if plan.start else 10**7])
    last = max((point.at for point in points), default=start)
    by_deadline: dict[int, list[Target]] = {}
    for target in flat(indicator.targets):
        end = (target.by or plan).end
        by_deadline.setdefault(end.toordinal() if end else max(last, start) + 1, []).append(target)
    for deadline, targets in sorted(by_deadline.items()):
        drawn = [limits(target, indicator, baseline) for target in targets]
        drawn = [pair for pair in drawn if pair != (None, None)]
        yield from (Level(min(start, deadline - 1), deadline, low, high) for low, high in drawn)
        start = max(start, deadline) if drawn else start


def flat(targets: Mapping[str, Target]) -> Iterator[Target]:
    for target in targets.values():
        if isinstance(target, GroupTarget):
            yield from flat(target.all_of or target.any_of or {})
        else:
            yield target


def limits(target: Target, indicator: Indicator, baseline: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """Return the lowest and highest figure that meets a target, where it can be drawn."""
    match target:
        case LevelTarget():
            low, high = target.between or (target.at_least, target.at_most)
            return (target.equals, target.equals) if target.equals is not None else (low, high)
        case KeepTarget():
            return target.keep_at_least, target.keep_at_most
        case RankTarget() if target.rank is not None:
            return None, Decimal(target.rank)
        case RankTarget() if target.places_gained is not None and baseline is not None:
            return None, baseline - target.places_gained
        case NetChangeTarget() if indicator.per is not None:
            return one_sided(target.net_change * YEARS_IN[indicator.per] / YEARS_IN[target.per], target.net_change)
        case ChangeTarget() if baseline is not None and target.compounding is None:
            change = abs(baseline) * target.change / 100 if target.of == "percent" else target.change
            return one_sided(baseline + change, target.change)
    return None, None


def one_sided(limit: Decimal, wanted: Decimal) -> tuple[Decimal | None, Decimal | None]:
    return (limit, None) if wanted >= 0 else (None, limit)


def legend(say: Wording, indicator: Indicator, shown: view.Indicator, baseline: Decimal | None) -> Iterator[Mark]:
    """Yield what the marks mean, in words: the baseline and every target, drawn or not."""
    yield Mark("column" if indicator.per else "point", say.text(N_("Observed")))
    if indicator.forecast:
        yield Mark("forecast-column" if indicator.per else "forecast", say.text(title_of("forecast")))
    if baseline is not None and indicator.baseline is not None:
        value = with_unit(say, say.measured(indicator.baseline, indicator), indicator)
        yield Mark("baseline", f"{say.text(title_of('baseline'))}: {value}")
    for (name, target), told in zip(indicator.targets.items(), shown.targets, strict=True):
        drawn = any(limits(one, indicator, baseline) != (None, None) for one in flat({name: target}))
        yield Mark("target" if drawn else "said", f"{say.text(N_('Target'))}: {told}")


def figures(say: Wording, shown: view.Indicator) -> Figures:
    rows = [(say.text(title_of("baseline")), shown.baseline, "")] if shown.baseline else []
    rows += [(one.period, one.value, one.comment) for one in shown.observations]
    forecast = say.text(title_of("forecast"))
    rows += [(f"{one.period} ({forecast.lower()})", one.value, one.comment) for one in shown.forecast]
    rows += [(say.text(N_("Target")), target, "") for target in shown.targets]
    headings = (say.text(N_("Period")), say.text(N_("Value")), say.text(N_("Comment")))
    if not any(row[2] for row in rows):
        return Figures(headings[:2], tuple(row[:2] for row in rows))
    return Figures(headings, tuple(rows))
