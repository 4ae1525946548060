"""From figures to places: round steps on an axis, and shares of a width in exact decimals."""

from decimal import Decimal

STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
MOST_STEPS = 5


def steps_between(low: Decimal, high: Decimal) -> tuple[Decimal, ...]:
    """Return round figures, at most six, from at or below `low` to at or above `high`."""
    spread = high - low or abs(high) or Decimal(1)
    rough = spread / (MOST_STEPS - 1)
    unit = Decimal(1).scaleb(rough.adjusted())
    step = next(unit * factor for factor in STEPS if unit * factor >= rough)
    first = (low / step).to_integral_value("ROUND_FLOOR")
    last = (high / step).to_integral_value("ROUND_CEILING")
    last = max(last, first + 1)
    return tuple(step * (first + index) for index in range(int(last - first) + 1))


def share(value: Decimal | int, low: Decimal | int, high: Decimal | int) -> Decimal:
    """Return how far between two ends a value lies, 0 to 1; outside is brought to the nearer end."""
    part = (Decimal(value) - low) / (Decimal(high) - low)
    return min(max(part, Decimal(0)), Decimal(1))
