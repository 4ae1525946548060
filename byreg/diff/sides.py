"""Both sides of a comparison: when two values mean the same, and what a change of them weighs."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from byreg.diagnostic import KeyPath
from byreg.diff.changes import Change, Kind, Subject
from byreg.diff.state import State
from byreg.diff.weights import weigh
from byreg.model.indicators import Measured
from byreg.model.period import Period
from byreg.model.record import WHO, Model
from byreg.model.schedule import Schedule
from byreg.model.walk import reference_fields

UNIT_KEYS = frozenset(("by_unit", "each_unit"))
FIGURES = re.compile(r"([-+\u2212\u2013]?\d[\d.,:/\u00a0-]*)")
# how far along a state is; a step up is a step forward
FORWARD: Mapping[str, int] = {
    "refused": -4, "declined": -4, "cancelled": -4, "rejected": -4, "dropped": -4, "": -3, "not_reported": -2, "idea": -1,
    "postponed": -1, "planned": 0, "invited": 0, "pending": 0, "applied": 1, "paused": 1, "ongoing": 2, "partly": 3,
    "held": 4, "reached": 4, "delivered": 4, "completed": 4, "signed": 4, "confirmed": 4, "granted": 4, "adopted": 4,
    "paid": 5, "ended": 5,
}  # fmt: skip


@dataclass(frozen=True)
class Sides:
    """Both states, and what is known of the pair: renamed addresses, and which decisions name what."""

    old: State
    new: State
    renamed: Mapping[str, str] = field(default_factory=dict)
    decided: Callable[[Change], tuple[str, ...]] = lambda _: ()

    @property
    def across(self) -> bool:
        """Tell whether two phases are compared, not two states of one plan."""
        return self.old.scope != self.new.scope

    def address(self, state: State, reference: str, kinds: tuple[str, ...]) -> str:
        """Return what a reference names, under the address it has on the new side."""
        entry = state.register.find(reference, state.scope, kinds)
        address = entry.address if entry else reference
        if state is not self.old:
            return address
        return self.renamed.get(address) or self.new.register.renamed.get(address, address)

    def plain(self, state: State, value: Any, kinds: tuple[str, ...] = ()) -> Any:
        """Return a value in a form that is equal on both sides where it means the same."""
        if isinstance(value, Model):
            fields = reference_fields(type(value))
            inner = {
                key: self.plain(state, item, fields.get(key, ()))
                for key, item in value.__dict__.items()
                if item is not None and item not in ((), {})
            }
            for key in UNIT_KEYS.intersection(inner):
                units = getattr(value, key)
                inner[key] = frozenset((self.address(state, one, WHO), self.plain(state, units[one])) for one in units)
            return (type(value).__name__, tuple(inner.items()))
        if kinds:
            return frozenset(
                self.address(state, one, kinds) for one in ((value,) if isinstance(value, str) else value or ())
            )
        if isinstance(value, tuple):  # in any order, each as often as it stands there
            if any(isinstance(item, Decimal) for item in value):
                return value
            return frozenset(Counter(self.plain(state, item) for item in value).items())
        if isinstance(value, dict):
            return frozenset((str(key), self.plain(state, item)) for key, item in value.items())
        return value

    def same(self, old: Any, new: Any, kinds: tuple[str, ...] = ()) -> bool:
        """Tell whether two values mean the same: references by what they name, in any order."""
        return bool(old == new) or self.plain(self.old, old, kinds) == self.plain(self.new, new, kinds)

    def change(
        self, kind: Kind, was: Subject | None, now: Subject | None, path: KeyPath = (), *, old: Any = None, new: Any = None,
        filled: bool | None = None, **more: Any,
    ) -> Change:  # fmt: skip
        """Return a change with its weight and the decisions that name it.

        `filled` tells that it only says what was open before; left out, that nothing stood there.
        """
        subject = now or was
        assert subject is not None
        key = ".".join(str(step) for step in (path[:2] if path[:1] == ("sections",) else path[:1]))
        opened = is_empty(old) and not is_empty(new) if filled is None else filled
        weight = weigh(kind, subject, key, filled=opened, cosmetic=cosmetic(old, new), gone=new is None)
        change = Change(kind, weight, was, now, path, old, new, **more)
        decisions = self.decided(change)
        return Change(kind, weight, was, now, path, old, new, decisions=decisions, **more) if decisions else change


def is_empty(value: Any) -> bool:
    """Tell whether nothing is said: no value, or the statement that none is reported."""
    if isinstance(value, Measured):
        return value.value is None and not value.by_unit and value.not_measured is None
    return value is None or value in ((), {}, "")


def cosmetic(old: Any, new: Any) -> bool:
    """Tell whether two texts differ in case, spaces and punctuation only."""
    if isinstance(old, Model) and isinstance(new, Model) and type(old) is type(new):
        texts = getattr(old, "text", None), getattr(new, "text", None)
        return cosmetic(*texts) and old.model_copy(update={"text": texts[1]}) == new
    return isinstance(old, str) and isinstance(new, str) and substance(old) == substance(new)


def says_something(character: str) -> bool:
    """Tell a letter, a figure or a symbol (≥, €) from spaces and punctuation."""
    return unicodedata.category(character)[0] in "LNSM"


def substance(text: str) -> str:
    """Return a text's letters and its figures, these with sign and separators: 10,0 is not 1,00."""
    pieces = FIGURES.split(text.casefold())
    return "|".join(
        piece.rstrip(".,:/-") if index % 2 else "".join(one for one in piece if one == "%" or says_something(one))
        for index, piece in enumerate(pieces)
    )


def step_of(old: str | None, new: str | None) -> Kind:
    """Tell whether a state moved forwards or backwards."""
    before, after = ((FORWARD.get(state or "", 0), state or "") for state in (old, new))
    return "status_forward" if after > before else "status_backward"


def difference(old: Any, new: Any) -> Decimal | None:
    return new - old if isinstance(old, Decimal) and isinstance(new, Decimal) else None


def refines(old: Any, new: Any) -> bool | None:
    """Tell whether a date or schedule only became more precise; None where there was none before."""
    before, after = (value.span if isinstance(value, Schedule) else value for value in (old, new))
    return after.within(before) if isinstance(before, Period) and isinstance(after, Period) else None


def moved_by(old: Any, new: Any) -> int | None:
    """Return by how many days the end of a period or schedule moved; None where an end is open or unknown."""
    before, after = (value.span if isinstance(value, Schedule) else value for value in (old, new))
    if not (isinstance(before, Period) and isinstance(after, Period) and before.end and after.end):
        return None
    return (after.end - before.end).days


def pairs_of(old: Mapping[Any, Any], new: Mapping[Any, Any]) -> Iterator[tuple[Any, Any, Any]]:
    """Yield each key of two mappings with both values, None where it is absent: the old ones first."""
    for key in dict.fromkeys((*old, *new)):
        yield key, old.get(key), new.get(key)
