"""Each form of target, held against what was observed by a day: met, moved towards, or not to be told."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from byreg.model.indicators import Indicator, Measured
from byreg.model.period import Period
from byreg.model.state import observations_on
from byreg.model.targets import (
    BenchmarkTarget,
    ChangeTarget,
    Direction,
    DirectionTarget,
    GroupTarget,
    GrowthTarget,
    KeepTarget,
    LevelTarget,
    NetChangeTarget,
    ParticipantsTarget,
    RankTarget,
    SumTarget,
    Target,
    UnitLevel,
    UnitTarget,
    YesTarget,
)

YEARS_IN: dict[str, Decimal] = {
    "year": Decimal(1), "half-year": Decimal("0.5"), "quarter": Decimal("0.25"), "month": Decimal(1) / 12,
}  # fmt: skip


class Series(NamedTuple):
    """An indicator's numbers known on a day: the level it began at and each observation since."""

    indicator: Indicator
    period: Period
    baseline: Decimal | None
    observed: tuple[tuple[Period, Measured], ...]
    day: date
    others: Mapping[str, Indicator]
    participants: int = 0

    @property
    def numbers(self) -> list[tuple[Period, Decimal]]:
        return [(when, item.value) for when, item in self.observed if isinstance(item.value, Decimal)]

    @property
    def last(self) -> Decimal | None:
        values = (item.value for _, item in reversed(self.observed))
        return next((value for value in values if isinstance(value, Decimal)), None)


class Outcome(NamedTuple):
    """Whether a target is met by what was observed. `met` is None where that cannot be told.

    `moved` says whether there was movement the right way from the baseline.
    """

    met: bool | None
    moved: bool = False


UNKNOWN = Outcome(None)


def series_of(
    indicator: Indicator, period: Period, day: date, others: Mapping[str, Indicator], participants: int = 0
) -> Series:
    """Return an indicator's series as known on `day`; `others` lets it be compared with them."""
    value = indicator.baseline.value if indicator.baseline else None
    observed = tuple(observations_on(indicator, day))
    return Series(indicator, period, value if isinstance(value, Decimal) else None, observed, day, others, participants)


def held_against(target: Target, series: Series) -> Outcome:  # noqa: C901, PLR0912 - one line a form
    """Hold one target against a series."""
    match target:
        case GroupTarget():
            return group_outcome(target, series)
        case YesTarget():
            return yes_outcome(series)
        case ParticipantsTarget():
            return participants_outcome(target, series)
        case UnitTarget():
            return unit_outcome(target, series)
        case _ if series.last is None:
            return UNKNOWN
        case LevelTarget():
            return level_outcome(target, series)
        case NetChangeTarget():
            return net_change_outcome(target, series)
        case SumTarget():
            return sum_outcome(target, series)
        case ChangeTarget():
            return change_outcome(target, series)
        case RankTarget():
            return rank_outcome(target, series)
        case BenchmarkTarget():
            return benchmark_outcome(target, series)
        case GrowthTarget():
            return growth_outcome(target, series)
        case KeepTarget():
            return keep_outcome(target, series)
        case DirectionTarget():
            return direction_outcome(target.direction, series)
        case _:
            return UNKNOWN


def moved(series: Series, direction: Direction | None = None) -> bool:
    """Tell whether the last value lies on the right side of the baseline."""
    if series.baseline is None or series.last is None:
        return False
    wanted = direction or series.indicator.direction
    change = series.last - series.baseline
    return change > 0 if wanted == "increase" else change < 0 if wanted == "decrease" else False


def towards(change: Decimal) -> Direction:
    """Return the direction that a wanted change has by its sign."""
    return "increase" if change > 0 else "decrease"


def fits(value: Decimal, target: LevelTarget | UnitLevel) -> bool:
    """Tell whether a value keeps within a level's limits."""
    low, high = target.between if isinstance(target, LevelTarget) and target.between else (None, None)
    at_least = [limit for limit in (target.at_least, low) if limit is not None]
    at_most = [limit for limit in (target.at_most, high) if limit is not None]
    exact = target.equals is None or value == target.equals
    return exact and all(value >= limit for limit in at_least) and all(value <= limit for limit in at_most)


def level_outcome(target: LevelTarget, series: Series) -> Outcome:
    assert series.last is not None
    limits = (target.at_least, target.between)
    direction: Direction = "increase" if any(limit is not None for limit in limits) else "decrease"
    return Outcome(fits(series.last, target), moved(series, series.indicator.direction or direction))


def reaches(value: Decimal, wanted: Decimal) -> bool:
    """Tell whether a change is at least as large as wanted, in the direction of its sign."""
    return value >= wanted if wanted >= 0 else value <= wanted


def net_change_outcome(target: NetChangeTarget, series: Series) -> Outcome:
    """Compare the last period's change; values that are changes already are taken as they stand."""
    assert series.last is not None
    if series.indicator.per is not None:
        scale = YEARS_IN[target.per] / YEARS_IN[series.indicator.per]
        return Outcome(reaches(series.last * scale, target.net_change), moved(series, towards(target.net_change)))
    points = series.numbers
    if len(points) > 1:
        (before, start), (after, end) = points[-2], points[-1]
        years = Decimal((after.last - before.last).days) / Decimal("365.25")
    elif series.baseline is not None and series.indicator.baseline and series.indicator.baseline.period:
        start, end = series.baseline, points[-1][1]
        years = Decimal((points[-1][0].last - series.indicator.baseline.period.last).days) / Decimal("365.25")
    else:
        return UNKNOWN
    if years <= 0:
        return UNKNOWN
    change = (end - start) / years * YEARS_IN[target.per]
    return Outcome(reaches(change.quantize(Decimal("0.01")), target.net_change), change * target.net_change > 0)


def sum_outcome(target: SumTarget, series: Series) -> Outcome:
    values = [value for when, value in series.numbers if when.overlaps(series.period)]
    return Outcome(reaches(sum(values, Decimal(0)), target.total), any(value * target.total > 0 for value in values))


def change_outcome(target: ChangeTarget, series: Series) -> Outcome:
    """Compare with the baseline: in units or points added, or in percent, compounding where said."""
    if series.baseline is None or series.last is None:
        return UNKNOWN
    if target.of != "percent":
        return Outcome(reaches(series.last - series.baseline, target.change), moved(series, towards(target.change)))
    if target.compounding is None:
        wanted = abs(series.baseline) * target.change / 100
    else:
        start = series.indicator.baseline.period if series.indicator.baseline else None
        days = (series.numbers[-1][0].last - (start or series.period).last).days if start else 0
        if days <= 0 or target.change <= -100:
            return UNKNOWN
        count = round(Decimal(days) / Decimal("365.25") / YEARS_IN[target.compounding])
        wanted = abs(series.baseline) * ((1 + target.change / 100) ** min(count, 1000) - 1)
    return Outcome(reaches(series.last - series.baseline, wanted), moved(series, towards(target.change)))


def rank_outcome(target: RankTarget, series: Series) -> Outcome:
    """Compare a rank; the lower the better."""
    assert series.last is not None
    better = moved(series, "decrease")
    if target.rank is not None:
        return Outcome(series.last <= target.rank, better)
    if series.baseline is None or target.places_gained is None:
        return UNKNOWN
    return Outcome(series.baseline - series.last >= target.places_gained, better)


def benchmark_outcome(target: BenchmarkTarget, series: Series) -> Outcome:
    """Compare with the benchmark observed beside the last value."""
    assert series.last is not None
    benchmark = series.observed[-1][1].benchmark
    if benchmark is None:
        return UNKNOWN
    limit = benchmark + (target.margin or 0)
    met = {
        "at_least": series.last >= limit, "above": series.last > limit,
        "at_most": series.last <= limit, "below": series.last < limit,
    }[target.relation]  # fmt: skip
    return Outcome(met, moved(series))


def growth_outcome(target: GrowthTarget, series: Series) -> Outcome:
    """Compare growth since the baseline with that of another indicator or of the benchmark."""
    own = growth(series.baseline, series.last)
    if target.faster_than is not None:
        other = series.others.get(target.faster_than)
        beside = series_of(other, series.period, series.day, {}) if other else None
        theirs = growth(beside.baseline, beside.last) if beside else None
    else:
        start = series.indicator.baseline.benchmark if series.indicator.baseline else None
        theirs = growth(start, series.observed[-1][1].benchmark)
    return UNKNOWN if own is None or theirs is None else Outcome(own > theirs, own > 0)


def growth(start: Decimal | None, end: Decimal | None) -> Decimal | None:
    return (end - start) / abs(start) if start and end is not None else None


def keep_outcome(target: KeepTarget, series: Series) -> Outcome:
    """Require that the level was reached and that no later value lost it."""
    limits = LevelTarget(at_least=target.keep_at_least, at_most=target.keep_at_most)
    within = [fits(value, limits) for _, value in series.numbers]
    reached = True in within
    return Outcome(reached and all(within[within.index(True) :]), reached or moved(series))


def yes_outcome(series: Series) -> Outcome:
    """A yes holds where the latest value is yes, or yes for every unit."""
    latest = series.observed[-1][1] if series.observed else None
    if latest is None or not isinstance(latest.value, bool):
        units = list(latest.by_unit.values()) if latest else []
        return Outcome(all(units), any(units)) if units else UNKNOWN
    return Outcome(latest.value)


def participants_outcome(target: ParticipantsTarget, series: Series) -> Outcome:
    """Count the participants that said yes, or take the number observed; a bare yes is said for all."""
    latest = series.observed[-1][1] if series.observed else None
    if latest is None:
        return UNKNOWN
    total = target.out_of or latest.out_of or series.participants
    wanted = total if target.participants == "all" else target.participants
    if isinstance(latest.value, bool):
        return Outcome(latest.value)
    if latest.by_unit:
        count = sum(1 for value in latest.by_unit.values() if value is True or value == 1)
    elif isinstance(latest.value, Decimal):
        count = int(latest.value)
    else:
        return UNKNOWN
    return UNKNOWN if not wanted else Outcome(count >= wanted, count > 0)


def unit_outcome(target: UnitTarget, series: Series) -> Outcome:
    """Hold each unit's level against its latest value; a unit without a value leaves it open."""
    latest = series.observed[-1][1].by_unit if series.observed else {}
    found = {unit: value for unit in target.each_unit if isinstance(value := latest.get(unit), Decimal)}
    met = [fits(value, target.each_unit[unit]) for unit, value in found.items()]
    if False in met:
        return Outcome(False, any(met))
    return Outcome(True) if met and len(met) == len(target.each_unit) else UNKNOWN


def direction_outcome(direction: Direction, series: Series) -> Outcome:
    """Compare the last value with the baseline, or else with the first observation."""
    start = series.baseline if series.baseline is not None else series.numbers[0][1]
    if series.last is None or (series.baseline is None and len(series.numbers) < 2):
        return UNKNOWN
    change = series.last - start
    return Outcome({"increase": change > 0, "decrease": change < 0, "keep": change == 0}[direction])


def group_outcome(target: GroupTarget, series: Series) -> Outcome:
    """All or any of several targets."""
    members = target.all_of or target.any_of or {}
    outcomes = [held_against(member, series) for member in members.values()]
    met = [outcome.met for outcome in outcomes]
    any_moved = any(outcome.met or outcome.moved for outcome in outcomes)
    if target.any_of:
        return Outcome(True if True in met else None if None in met or not met else False, any_moved)
    return Outcome(False if False in met else None if None in met or not met else True, any_moved)
