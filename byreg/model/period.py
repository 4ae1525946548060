"""Dates as precise as the planner knows: `2018`, `2018-Q4`, `2018-spring`, `2018-11/..`.

The standard behind them is EDTF (ISO 8601-2:2019), which `Period.edtf` writes.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Literal

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

Precision = Literal["day", "month", "quarter", "season", "tertial", "half", "year", "interval"]

FIRST_YEAR, LAST_YEAR = 1800, 2199
FORMS = (
    "2018, 2018-11, 2018-11-05, 2018-H1, 2018-Q4, 2018-T2, 2018-spring (-summer, -autumn, -winter), "
    "2018-11/2021-12, 2018/.. or ../2018"
)

SIMPLE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|(?P<part>[HQT]\d|spring|summer|autumn|winter)))?"
)
# part of the year: first month, number of months, precision, EDTF code
PARTS: dict[str, tuple[int, int, Precision, str]] = {
    "spring": (3, 3, "season", "21"),
    "summer": (6, 3, "season", "22"),
    "autumn": (9, 3, "season", "23"),
    "winter": (12, 3, "season", "24"),
    "Q1": (1, 3, "quarter", "33"),
    "Q2": (4, 3, "quarter", "34"),
    "Q3": (7, 3, "quarter", "35"),
    "Q4": (10, 3, "quarter", "36"),
    "T1": (1, 4, "tertial", "37"),
    "T2": (5, 4, "tertial", "38"),
    "T3": (9, 4, "tertial", "39"),
    "H1": (1, 6, "half", "40"),
    "H2": (7, 6, "half", "41"),
}
MONTH = r"(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?"
ONE = rf"(1[89]|2[01])\d\d(-({MONTH}|H[12]|Q[1-4]|T[1-3]|spring|summer|autumn|winter))?"
PATTERN = rf"^({ONE}(/({ONE}|\.\.))?|\.\./{ONE})$"  # what editors check; parse_period is exact


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included; `None` is an open end.

    Equality is of the days covered; order and "over" follow the end of the stated precision. `first` is the first day, far
    in the past where the start is open; `last` the last one, far ahead where the end is. `sort_key` orders by end, then start.
    """

    start: date | None
    end: date | None
    precision: Precision = field(compare=False)
    text: str = field(compare=False)
    # kept, since rules ask for them all the time
    first: date = field(init=False, compare=False, repr=False)
    last: date = field(init=False, compare=False, repr=False)
    sort_key: tuple[date, date] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        first, last = self.start or date.min, self.end or date.max
        for name, value in (("first", first), ("last", last), ("sort_key", (last, first))):
            object.__setattr__(self, name, value)

    @property
    def edtf(self) -> str:
        """Return the period as EDTF: `2018-spring` is `2018-21`, `2018-Q4` is `2018-36`."""
        return "/".join(edtf_part(part) for part in self.text.split("/"))

    @property
    def years(self) -> range:
        """Return the calendar years touched; empty where an end is open."""
        if self.start is None or self.end is None:
            return range(0)
        return range(self.start.year, self.end.year + 1)

    def is_over(self, day: date) -> bool:
        """Tell whether the whole period lies before `day`."""
        return self.last < day

    def overlaps(self, other: "Period") -> bool:
        return self.first <= other.last and other.first <= self.last

    def within(self, other: "Period") -> bool:
        """Tell whether no day of this period lies outside `other`; open ends do not count."""
        starts = self.start is None or self.start >= other.first
        ends = self.end is None or self.end <= other.last
        return starts and ends and self.overlaps(other)

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(validate, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {
            "anyOf": [
                {"type": "string", "pattern": PATTERN},
                {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
            ],
            "examples": [2018, "2018-11", "2018-11-05", "2018-H1", "2018-Q4", "2018-spring", "2018-11/2021-12"],
        }


def validate(value: Any) -> Period:
    """Validate a tree's scalar as a period."""
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        try:
            return parse_period(str(value))
        except ValueError as error:
            raise PydanticCustomError("period", "{problem}", {"problem": str(error)}) from None
    if isinstance(value, Period):
        return value
    raise PydanticCustomError("period", "{problem}", {"problem": "a period is text or a year"})


@lru_cache(maxsize=4096)
def parse_period(text: str) -> Period:
    """Return the period that `text` states; ValueError says what is wrong with it."""
    parts = text.split("/")
    if len(parts) == 1 and text != "..":
        return Period(*parse_simple(text), text)
    if len(parts) != 2 or parts == ["..", ".."]:
        raise ValueError(f"'{text[:40]}' is no period")
    start = None if parts[0] == ".." else parse_simple(parts[0])[0]
    end = None if parts[1] == ".." else parse_simple(parts[1])[1]
    if start is not None and end is not None and end < start:
        raise ValueError(f"'{text[:40]}' ends before it begins")
    return Period(start, end, "interval", text)


def parse_simple(text: str) -> tuple[date, date, Precision]:
    """Return first day, last day and precision of a period that is no interval."""
    match = SIMPLE.fullmatch(text) if text.isascii() else None
    if match is None:
        raise ValueError(f"'{text[:40]}' is no period")
    year = int(match["year"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"the year {match['year']} is outside {FIRST_YEAR}–{LAST_YEAR}")
    if match["part"] is not None:
        return parse_part(year, match["part"])
    if match["month"] is None:
        return date(year, 1, 1), date(year, 12, 31), "year"
    month = int(match["month"])
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {match['month']}")
    if match["day"] is None:
        return date(year, month, 1), last_day_of(year, month), "month"
    try:
        day = date(year, month, int(match["day"]))
    except ValueError:
        raise ValueError(f"{year}-{match['month']} has no day {match['day']}") from None
    return day, day, "day"


def last_day_of(year: int, month: int) -> date:
    """Return the last day of a month; those after the twelfth are the next year's."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def parse_part(year: int, part: str) -> tuple[date, date, Precision]:
    if part not in PARTS:
        raise ValueError(f"there is no part of the year '{part}'")
    month, months, precision, _ = PARTS[part]
    return date(year, month, 1), last_day_of(year, month + months - 1), precision


def edtf_part(text: str) -> str:
    year, _, part = text.partition("-")
    return f"{year}-{PARTS[part][3]}" if part in PARTS else text
