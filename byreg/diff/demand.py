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
STRICTLY = Decimal("1e-9")  # above demands a little more than at least
ALL_OF, ANY_OF = "all: ", "any: "


def harder(before: Target, after: Target, indicator: Indicator) -> bool | None:
    """Return True where the later target demands more, False where less, None where that cannot be said."""
    if differently_counted(before, after) or turned_round(before, after, indicator):
        return None
    old, new = (dict(demands(target, before, indicator)) for target in (before, after))
    steps = [new[key] - old[key] for key in old.keys() & new.keys() if new[key] != old[key]]
    for key in old.keys() ^ new.keys():
        if not key.startswith((ALL_OF, ANY_OF)):
            return None
        steps.append(Decimal(1) if (key in new) == key.startswith(ALL_OF) else Decimal(-1))
    if not steps:
        return None
    if min(steps) < 0 < max(steps):
        return shifted(before, after, indicator)
    return steps[0] > 0


def shifted(before: Target, after: Target, indicator: Indicator) -> bool | None:
    """Tell whether a range that moved as a whole moved the way the indicator should go."""
    if not (isinstance(before, LevelTarget) and isinstance(after, LevelTarget) and before.between and after.between):
        return None
    up = after.between[0] > before.between[0]
    return up is (indicator.direction == "increase") if indicator.direction in ("increase", "decrease") else None


def differently_counted(before: Target, after: Target) -> bool:
    """Tell whether two numbers of participants are out of different totals."""
    both = [one for one in (before, after) if isinstance(one, ParticipantsTarget) and one.participants != "all"]
    return len(both) == 2 and both[0].out_of != both[1].out_of


def turned_round(before: Target, after: Target, indicator: Indicator) -> bool:
    """Tell whether a wanted change turned from growth to decline, or back, where nothing says which is better."""
    if indicator.direction in ("increase", "decrease") or type(before) is not type(after):
        return False
    figures = [
        getattr(one, key) for key in ("net_change", "total", "change") for one in (before, after) if hasattr(one, key)
    ]
    return any(figure < 0 for figure in figures) and any(figure > 0 for figure in figures)


def demands(target: Target, first: Target, indicator: Indicator) -> Iterator[Demand]:  # noqa: C901 - one line a form
    """Yield what a target asks for as figures, each the larger the more is demanded.

    A range demands more the narrower it is. `first` is the target as it was: its sign says which
    way counts where the indicator does not.
    """
    match target:
        case LevelTarget():
            yield from level(target, indicator)
            if target.between is not None:
                yield "between from", target.between[0]
                yield "between to", -target.between[1]
        case NetChangeTarget():
            yield "net change", way(first, "net_change", indicator) * target.net_change / YEARS_IN[target.per]
        case SumTarget():
            yield "total", way(first, "total", indicator) * target.total
        case ChangeTarget():
            yield f"{target.of} {target.compounding}", way(first, "change", indicator) * target.change
        case RankTarget():
            yield from rank(target)
        case BenchmarkTarget():
            above = target.relation in ("at_least", "above")
            strictly = STRICTLY if target.relation in ("above", "below") else Decimal(0)
            margin = target.margin or Decimal(0)
            yield f"{target.benchmark} {above}", (margin if above else -margin) + strictly
        case KeepTarget():
            yield from level(LevelTarget(at_least=target.keep_at_least, at_most=target.keep_at_most), indicator)
        case ParticipantsTarget():
            yield "participants", ALL if target.participants == "all" else Decimal(target.participants)
        case UnitTarget():
            for unit, limits in target.each_unit.items():
                yield from ((f"{ALL_OF}{unit} {key}", value) for key, value in level(limits, indicator))
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
    word = ALL_OF if target.all_of else ANY_OF
    for name, member in members.items():
        for key, value in demands(member, beside.get(name, member), indicator):
            yield f"{word}{name} {key}", value


def way(first: Target, key: str, indicator: Indicator) -> int:
    """Return 1 where a larger figure demands more, -1 where a smaller one does."""
    if indicator.direction in ("increase", "decrease"):
        return 1 if indicator.direction == "increase" else -1
    return 1 if getattr(first, key, 0) >= 0 else -1
