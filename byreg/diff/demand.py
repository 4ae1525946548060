"""Whether a target demands more or less than before, for each form of target."""

from collections.abc import Iterator
from decimal import Decimal

from byreg.model.indicators import Indicator
from byreg.model.outcomes import YEARS_IN
from byreg.model.targets import (
    BenchmarkTarget,
    ChangeTarget,
    GroupTarget,
    KeepTarget,
    LevelTarget,
    NetChangeTarget,
    ParticipantsTarget,
    RankTarget,
    SumTarget,
    Target,
    UnitLevel,
    UnitTarget,
)

Demand = tuple[str, Decimal]
ALL = Decimal("Infinity")


def harder(before: Target, after: Target, indicator: Indicator) -> bool | None:
    """Return True where the later target demands more, False where less, None where that cannot be said."""
    old, new = dict(demands(before, before, indicator)), dict(demands(after, before, indicator))
    if not old or old.keys() != new.keys():
        return None
    steps = [new[key] - old[key] for key in old if new[key] != old[key]]
    if not steps or (min(steps) < 0 < max(steps)):
        return None
    return steps[0] > 0


def demands(target: Target, first: Target, indicator: Indicator) -> Iterator[Demand]:  # noqa: C901 - one line a form
    """Yield what a target asks for as figures, each the larger the more is demanded.

    `first` is the target as it was: its sign says which way counts where the indicator does not.
    """
    match target:
        case LevelTarget():
            yield from level(target, indicator)
            if target.between is not None:
                falling = indicator.direction == "decrease"
                rising = indicator.direction == "increase"
                yield "between from", -target.between[0] if falling else target.between[0]
                yield "between to", target.between[1] if rising else -target.between[1]
        case NetChangeTarget():
            yield "net change", way(first, "net_change", indicator) * target.net_change / YEARS_IN[target.per]
        case SumTarget():
            yield "total", way(first, "total", indicator) * target.total
        case ChangeTarget():
            yield f"{target.of} {target.compounding}", way(first, "change", indicator) * target.change
        case RankTarget():
            yield from rank(target)
        case BenchmarkTarget():
            sign = 1 if target.relation in ("at_least", "above") else -1
            yield f"{target.benchmark} {target.relation}", sign * (target.margin or Decimal(0))
        case KeepTarget():
            limits = LevelTarget(at_least=target.keep_at_least, at_most=target.keep_at_most)
            yield from level(limits, indicator)
        case ParticipantsTarget():
            yield f"of {target.out_of}", ALL if target.participants == "all" else Decimal(target.participants)
        case UnitTarget():
            for unit, limits_ in target.each_unit.items():
                yield from ((f"{unit} {key}", value) for key, value in level(limits_, indicator))
        case GroupTarget():
            yield from group(target, first, indicator)


def level(target: LevelTarget | UnitLevel, indicator: Indicator) -> Iterator[Demand]:
    if target.at_least is not None:
        yield "at least", target.at_least
    if target.at_most is not None:
        yield "at most", -target.at_most
    if target.equals is not None and indicator.direction in ("increase", "decrease"):
        yield "equals", target.equals if indicator.direction == "increase" else -target.equals


def rank(target: RankTarget) -> Iterator[Demand]:
    if target.rank is not None:
        yield f"rank in {target.group}", Decimal(-target.rank)
    if target.places_gained is not None:
        yield f"places in {target.group}", Decimal(target.places_gained)


def group(target: GroupTarget, first: Target, indicator: Indicator) -> Iterator[Demand]:
    members = target.all_of or target.any_of or {}
    beside = (first.all_of or first.any_of or {}) if isinstance(first, GroupTarget) else {}
    word = "all" if target.all_of else "any"
    for name, member in members.items():
        for key, value in demands(member, beside.get(name, member), indicator):
            yield f"{word} {name} {key}", value


def way(first: Target, key: str, indicator: Indicator) -> int:
    """Return 1 where a larger figure demands more, -1 where a smaller one does."""
    if indicator.direction in ("increase", "decrease"):
        return 1 if indicator.direction == "increase" else -1
    return 1 if getattr(first, key, 0) >= 0 else -1
