"""One language with its catalog: translate a text, a value, a number, a date."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files

from byreg.language import labels
from byreg.language.dates import format_day, format_period
from byreg.language.numbers import format_money, format_number
from byreg.model.period import Period

LANGUAGES = ("nb", "nn", "en")


@dataclass(frozen=True)
class Language:
    """A language by its code: nb, nn or en."""

    code: str
    catalog: NullTranslations

    def text(self, message: str) -> str:
        """Translate a text of byreg's own; plans' content is never translated."""
        return self.catalog.gettext(message) if message else ""

    def plural(self, one: str, many: str, number: Decimal | int) -> str:
        """Return a text about a number in the form that the number asks for; all three languages have two forms."""
        return self.text(one if number == 1 else many).replace("{number}", self.number(number))

    def value(self, kind: str, value: str) -> str:
        """Say a value of the vocabulary: `value("role", "owner")` is "Prosjekteier"."""
        return self.text(labels.VALUES[kind].get(value, value))

    def number(self, value: Decimal | int) -> str:
        return format_number(Decimal(value), self.code)

    def money(self, value: Decimal) -> str:
        return format_money(value, self.code)

    def period(self, period: Period) -> str:
        return format_period(period, self.code)

    def day(self, day: date) -> str:
        return format_day(day, self.code)

    def listing(self, items: tuple[str, ...] | list[str]) -> str:
        """Join names: `a, b og c`."""
        if len(items) < 2:
            return "".join(items)
        return ", ".join(items[:-1]) + f" {self.text(labels.AND)} {items[-1]}"


@cache
def language(code: str) -> Language:
    """Return a language by its code; English needs no catalog."""
    if code == "en":
        return Language(code, NullTranslations())
    with files("byreg.language").joinpath("catalogs", f"{code}.mo").open("rb") as stream:
        return Language(code, GNUTranslations(stream))
