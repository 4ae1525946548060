"""When something is done: a period, several, a duration, open-ended or recurring."""

import re
from typing import Annotated, Any

from pydantic import Field
from pydantic_core import PydanticCustomError

from byreg.model.period import Period
from byreg.model.record import Alike, Item
from byreg.model.values import Every, Read

WITHIN = r"^(H[12]|Q[1-4]|T[1-3]|spring|summer|autumn|winter|0[1-9]|1[0-2])$"
DURATION = re.compile(r"([1-9]\d{0,2}) (day|week|month|year)s?")


def read_duration(value: Any) -> Any:
    if isinstance(value, str) and DURATION.fullmatch(value):
        return value
    raise PydanticCustomError("duration", "a duration is a number and days, weeks, months or years: '6 months'")


Duration = Annotated[str, Read(read_duration)]


class Schedule(Item):
    """`periods` say when, `duration` how long, `every` how often (and `within` which part of the year)."""

    periods: Annotated[tuple[Period, ...], Field(strict=False)] = ()
    duration: Duration | None = None
    every: Every | None = None
    within: str | None = Field(default=None, pattern=WITHIN)

    @property
    def span(self) -> Period | None:
        """Return the stretch from the first period's start to the last one's end."""
        if not self.periods:
            return None
        if len(self.periods) == 1:
            only = self.periods[0]
            return only if only.precision == "interval" else Period(only.start, only.end, "interval", only.text)
        first = min(self.periods, key=lambda period: period.first)
        last = max(self.periods, key=lambda period: period.last)
        text = first.text if first == last else f"{first.text.partition('/')[0]}/{last.text.rpartition('/')[2]}"
        return Period(first.start, last.end, "interval", text)


def periods(value: Any) -> dict[str, Any]:
    return {"periods": value if isinstance(value, list) else [value]}


ALIKE = Alike(Schedule, periods)


def read_schedule(value: Any) -> Any:
    """Let a period or a list of periods stand for the whole."""
    kind = type(value)
    if kind is str or kind is int:
        return ALIKE[value]
    return value if isinstance(value, (dict, Schedule)) else periods(value)


ScheduleField = Annotated[Schedule, Read(read_schedule, accepted=Schedule | Period | list[Period])]
