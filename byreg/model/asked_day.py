"""The day that plans are read as of, noting how long all that was asked of it would be answered the same."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Self

Days = tuple[date, date]  # the first and the last of those on which something holds
ALWAYS: Days = (date.min, date.max)
ONE = timedelta(days=1)


class ToldDay(str):
    """The text of the day that plans were read as of, in a finding: on another day it would say that day."""

    __slots__ = ()


class AskedDay(date):
    """A day as any other, that notes between which days every comparison with it comes out the same.

    Whoever compares it with the ends of periods, as rules do, learns nothing else of it. Its text may be told, and is
    counted in `told`; whatever else is asked, such as its year, makes it good for that day only. A look into a set or
    mapping of days is not noticed: none may be looked up there.
    """

    first: date
    last: date
    told: int

    def __new__(cls, day: date) -> Self:
        made = super().__new__(cls, day.year, day.month, day.day)
        made.first, made.last = ALWAYS
        made.told = 0
        return made

    @property
    def days(self) -> Days:
        """Return the first and the last day on which all answers would be the same."""
        return self.first, self.last

    def only_itself(self) -> None:
        """Note that an answer holds on this day alone."""
        self.first = self.last = plain(self)

    def before(self, other: date) -> bool:
        """Tell whether it lies before another day, noting until or since when it does; it never lies before itself."""
        if isinstance(other, AskedDay):
            return other is not self and self.before(plain(other))
        if date.__lt__(self, other):
            if other <= self.last:
                self.last = other - ONE
            return True
        self.first = max(self.first, other)
        return False

    def after(self, other: date) -> bool:
        """Tell whether it lies behind another day, noting the same."""
        if isinstance(other, AskedDay):
            return other is not self and self.after(plain(other))
        if date.__gt__(self, other):
            if other >= self.first:
                self.first = other + ONE
            return True
        self.last = min(self.last, other)
        return False

    def __lt__(self, other: object) -> bool:
        return self.before(other) if isinstance(other, date) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return not self.before(other) if isinstance(other, date) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self.after(other) if isinstance(other, date) else NotImplemented

    def __le__(self, other: object) -> bool:
        return not self.after(other) if isinstance(other, date) else NotImplemented

    def __eq__(self, other: object) -> bool:
        if self is other or not isinstance(other, date):
            return self is other
        return not (self.before(other) or self.after(other))

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return date.__hash__(self)

    def isoformat(self) -> str:
        self.told += 1
        return ToldDay(date.isoformat(self))


def plain(day: AskedDay) -> date:
    return date.fromordinal(date.toordinal(day))


def asked_otherwise(name: str) -> Callable[..., Any]:
    """Return what a day answers under a name, as a method that notes that it was asked."""
    found = getattr(date, name)
    answer = found if callable(found) else found.__get__

    def ask(self: AskedDay, *args: Any, **options: Any) -> Any:
        self.only_itself()
        return answer(plain(self), *args, **options)

    return ask


OPERATORS = ("__add__", "__radd__", "__sub__", "__rsub__", "__str__", "__repr__", "__format__", "__reduce__")
QUESTIONS = ("replace", "timetuple", "toordinal", "weekday", "isoweekday", "isocalendar", "ctime", "strftime")
for _name in (*OPERATORS, *QUESTIONS):
    setattr(AskedDay, _name, asked_otherwise(_name))
for _name in ("year", "month", "day"):
    setattr(AskedDay, _name, property(asked_otherwise(_name)))
