"""Reads a region's files, with those of its neighbours, and holds them to the rules."""

from collections import OrderedDict
from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from byreg.cache.index import digest_of
from byreg.check import Choice, Verdict, examine_regions
from byreg.config import Settings
from byreg.load import Part, assemble, load_part
from byreg.model.asked_day import AskedDay, Days, ToldDay
from byreg.model.register import Contents, Register
from byreg.source.document import Read, read_file
from byreg.source.sight import named_before_slash
from byreg.source.tree import Folder
from byreg.survey.units import Mentions, Name, Unit, mentions_in

MOST_KEPT = 3  # units whose files stay in memory: what all share, and two regions for the neighbours that come next


class Task(NamedTuple):
    """Units to examine together: one, or those of a knot. `neighbours` is None where they are not known yet."""

    units: tuple[Unit, ...]
    neighbours: tuple[Unit, ...] | None = None

    @property
    def size(self) -> int:
        """Return the number of files."""
        return sum(len(unit.files) for unit in self.units)


class Examined(NamedTuple):
    """What came of a unit: the verdict, and where it is to be kept the digest of each file that was used, empty for one that cannot be read.

    There is no verdict where the unit mentions regions that were not known to be its neighbours; `mentions` is exact
    where its files were read as plans. `beside` are the other regions that were there; `days` are those on which the
    verdict would be the same, the day it was made for at least.
    """

    name: Name
    digests: dict[str, str]
    mentions: Mentions
    beside: frozenset[str] = frozenset()
    verdict: Verdict | None = None
    days: Days | None = None


class Examiner:
    """Examines one unit after the other; what all regions share is read once.

    `for_later` has it note what verdicts were made of and how long they hold, where they are to be kept.
    """

    def __init__(
        self,
        root: Path,
        settings: Settings,
        choice: Choice,
        day: date,
        *,
        shared: Unit,
        regions: Collection[str],
        for_later: bool = False,
    ) -> None:
        self.root, self.settings, self.choice, self.day, self.for_later = root, settings, choice, day, for_later
        self.shared, self.regions = shared, frozenset(regions)
        self.tree = Folder(root)
        self.kept: OrderedDict[Name, list[Part]] = OrderedDict()

    def examine(self, task: Task) -> list[Examined]:
        """Return what each unit of a task comes to; no verdict where it is better told once its neighbours are known."""
        near: dict[Name, list[Part]] = {}
        if task.neighbours is None and task.units[0].name is not None:
            unit = task.units[0]
            read = [read_file(self.tree, file) for file in unit.files]
            # most likely the unit refers to these, and is to be examined with them; what is missed here is found when it is
            guessed = self.regions & named_before_slash(one for one in read if isinstance(one, bytes)) - {unit.name}
            if not guessed <= self.kept.keys():
                return [Examined(unit.name, {}, Mentions(frozenset(guessed)))]
            near = {name: self.kept[name] for name in guessed}
            self.keep(unit, read)
        names = [unit.name for unit in task.units]
        units = [*task.units, *(task.neighbours or ()), *(() if None in names else (self.shared,))]
        loaded = {unit.name: self.parts_of(unit) for unit in units} | near
        parts = [part for ones in loaded.values() for part in ones]
        workspace = assemble(
            self.root,
            self.settings,
            self.tree,
            parts,
            [one for unit in task.units for one in unit.diagnostics],
            region_names=self.regions,
        )
        kept = parts if self.for_later else ()
        digests = {part.file.path: digest_of(part.data) if part.data is not None else "" for part in kept}
        there = frozenset(name for name in loaded if name)
        mentions = {name: mentions_in(scopes_of(workspace.register, name)) for name in names}
        sound = frozenset(name for name in names if mentions[name].regions & self.regions <= there)
        day = AskedDay(self.day) if self.for_later else self.day
        verdicts = examine_regions(workspace, day, self.choice, sound)
        days = days_of(verdicts.values(), day)
        return [Examined(name, digests, mentions[name], there - {name}, verdicts.get(name), days) for name in names]

    def parts_of(self, unit: Unit) -> list[Part]:
        """Return the parts of a unit's files; the last few units, and what all share, are kept."""
        if unit.name not in self.kept:
            self.keep(unit, (read_file(self.tree, file) for file in unit.files))
        self.kept.move_to_end(unit.name)
        return self.kept[unit.name]

    def keep(self, unit: Unit, read: Iterable[Read]) -> None:
        """Keep the parts of a unit's files, as they were read, in the place of the oldest."""
        self.kept[unit.name] = [load_part(file, one) for file, one in zip(unit.files, read, strict=True)]
        while len(self.kept) > MOST_KEPT:
            oldest = next(name for name in self.kept if name is not None)
            del self.kept[oldest]


def days_of(verdicts: Iterable[Verdict], day: date) -> Days:
    """Return the days on which some verdicts hold that were made for one.

    Where the day was told, but not as a finding's own parameter, nobody could tell another day in its place.
    """
    if not isinstance(day, AskedDay):
        return day, day
    shown = (one for verdict in verdicts for one in (*verdict.found, *verdict.silenced))
    if day.told != sum(type(value) is ToldDay for one in shown for value in one.parameters.values()):
        day.only_itself()
    return day.days


def scopes_of(register: Register, name: Name) -> Iterable[Contents]:
    if name is None:
        return [register.shared]
    return register.regions[name].scopes if name in register.regions else []
