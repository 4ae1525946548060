"""How far a survey has come: which files hold what, which regions mention which, which verdicts stand."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from byreg.check import Verdict
from byreg.model.asked_day import Days
from byreg.survey.examiner import Examined, Task
from byreg.survey.memory import Record, content_of, key_of
from byreg.survey.units import Mentions, Name, Unit, knots_of, neighbours_of


class State:
    """Begins with what was kept and which files are as they were; ends when each unit has a verdict that stands."""

    def __init__(
        self, units: Mapping[Name, Unit], before: Mapping[Name, Sequence[Record]], digests: Mapping[str, str], day: date
    ) -> None:
        self.units, self.before, self.day = units, before, day
        self.digests = dict(digests)
        self.regions = frozenset(name for name, unit in units.items() if name and unit.files)
        self.contents = {name: content_of(unit, self.digests) for name, unit in units.items()}
        self.kept = {name: one for name in units if (one := self.fitting(name)) is not None}
        self.mentions: dict[Name, Mentions] = {name: one.mentions for name, one in self.kept.items()}
        self.examined: dict[Name, Examined] = {}
        self.torn = False  # a file was not the same each time it was read: nothing of this is to be kept

    def fitting(self, name: Name) -> Record | None:
        """Return what is known of a unit with the content it has: a verdict for the day if there is one, else any."""
        content = self.contents[name]
        fitting = [one for one in self.before.get(name, ()) if one.content == content]
        return next((one for one in fitting if one.holds_on(self.day)), next(iter(fitting), None))

    def tasks(self) -> list[Task]:
        """Return what is to be examined next: first what nothing is known of, then what its neighbours bear on."""
        unknown = [unit for name, unit in self.units.items() if name not in self.mentions]
        if unknown:
            return [Task((unit,)) for unit in unknown]
        near = self.neighbours
        open_ones = {name for name in self.units if not self.stands(name, near[name])}
        groups = [knot for knot in knots_of(self.mentions) if knot & open_ones] if open_ones else []
        together = {name for knot in groups for name in knot}
        groups += [{name} for name in self.units if name in open_ones - together]
        return [self.task(group, near) for group in groups]

    def task(self, group: Collection[Name], near: Mapping[Name, Sequence[str]]) -> Task:
        """Return the task to examine some units with all that they depend on."""
        members = tuple(unit for name, unit in self.units.items() if name in group)
        beside = dict.fromkeys(one for unit in members for one in near[unit.name] if one not in group)
        return Task(members, tuple(self.units[one] for one in sorted(beside)))

    @property
    def neighbours(self) -> dict[Name, tuple[str, ...]]:
        return neighbours_of(self.mentions)

    def stands(self, name: Name, near: Sequence[str]) -> bool:
        """Tell whether the verdict on a unit was made with all that it depends on."""
        if name in self.examined:
            one = self.examined[name]
            return one.verdict is not None and one.beside.issuperset(near)
        known = self.kept.get(name)
        return known is not None and known.holds_on(self.day) and known.key == self.key(name, near)

    def key(self, name: Name, near: Sequence[str]) -> str | None:
        """Return the key of a unit's verdict; None where it depends on a file that cannot be read."""
        own, shared = self.contents[name], self.contents[None]
        others = [(one, self.contents[one] or "") for one in near]
        if own is None or shared is None or not all(content for _, content in others):
            return None
        strange = not self.mentions[name].regions <= self.regions
        return key_of(own, shared, others, self.regions if strange else ())

    def take(self, one: Examined) -> None:
        """Note what came of a task."""
        self.examined[one.name] = one
        self.mentions[one.name] = one.mentions
        self.torn = self.torn or any(self.digests.get(path, digest) != digest for path, digest in one.digests.items())
        self.digests |= one.digests
        if one.verdict is not None:
            self.contents[one.name] = content_of(self.units[one.name], one.digests)

    @property
    def verdicts(self) -> list[Verdict]:
        found = (self.examined.get(name) or self.kept[name] for name in self.units)
        return [one.verdict for one in found if one.verdict is not None]

    @property
    def records(self) -> dict[Name, Record]:
        """Return all that is worth keeping for the next run."""
        found = {}
        for name, near in self.neighbours.items():
            key = self.key(name, near)
            one = self.examined.get(name) or self.kept[name]
            content = self.contents[name]
            if key is not None and content is not None and one.verdict is not None and one.days is not None:
                found[name] = Record(content, self.mentions[name], key, one.verdict, one.days)
        return found

    @property
    def days(self) -> Days:
        """Return the days on which all the verdicts hold."""
        found = [
            one.days for name in self.units if (one := self.examined.get(name) or self.kept[name]).days is not None
        ]
        return max(first for first, _ in found), min(last for _, last in found)
