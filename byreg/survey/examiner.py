"""Reads a region's files, with those of its neighbours, and holds them to the rules."""

from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from byreg.cache.index import digest_of
from byreg.check import Choice, Verdict, examine
from byreg.config import Settings
from byreg.load import Part, assemble, load_part
from byreg.source.tree import Folder
from byreg.survey.units import Name, Unit, mentions_in

MOST_KEPT = 3  # regions whose files stay in memory, for the neighbours that come next
LONGEST_STEP = 81
# every byte that is in no address becomes a space
ONLY_STEPS = bytes(one if one in b"abcdefghijklmnopqrstuvwxyz0123456789-/" else 32 for one in range(256))


@dataclass(frozen=True, slots=True)
class Task:
    """A unit to examine; `neighbours` is None where they are not known yet."""

    unit: Unit
    neighbours: tuple[Unit, ...] | None = None


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of it: the digest of each file that could be read, the regions mentioned, and the verdict.

    There is no verdict where the unit mentions regions that were not known to be its neighbours; `mentions` is exact
    where there is one. `neighbours` are those that the verdict was made with.
    """

    name: Name
    digests: dict[str, str]
    mentions: frozenset[str]
    neighbours: tuple[str, ...] = ()
    verdict: Verdict | None = None


class Examiner:
    """Examines one unit after the other; what all regions share is read once."""

    def __init__(
        self, root: Path, settings: Settings, choice: Choice, day: date, *, shared: Unit, regions: Collection[str]
    ) -> None:
        self.root, self.settings, self.choice, self.day = root, settings, choice, day
        self.shared, self.regions = shared, frozenset(regions)
        self.tree = Folder(root)
        self.kept: OrderedDict[Name, list[Part]] = OrderedDict()

    def examine(self, task: Task) -> Examined:
        """Return what a unit comes to."""
        unit, near = task.unit, task.neighbours or ()
        names = tuple(one.name for one in near if one.name is not None)
        if task.neighbours is None and unit.name is not None:
            guessed = self.mentioned_at_sight(unit)
            if guessed:
                return Examined(unit.name, {}, frozenset(guessed))
        parts = self.parts_of(unit)
        shared = self.parts_of(self.shared) if unit.name is not None else []
        others = [part for one in near for part in self.parts_of(one)]
        workspace = assemble(
            self.root, self.settings, self.tree, [*shared, *parts, *others], unit.diagnostics, region_names=self.regions
        )
        register = workspace.register
        node = register.regions.get(unit.name) if unit.name else None
        mentions = mentions_in(node.scopes if node else [register.shared] if unit.name is None else [])
        digests = {part.file.path: digest_of(part.data) for part in parts if part.data is not None}
        missed = {one for one in mentions if one in self.regions} - {unit.name, *names}
        verdict = None if missed else examine(workspace, self.day, self.choice, focus=(unit.name,))
        return Examined(unit.name, digests, frozenset(mentions), names, verdict)

    def parts_of(self, unit: Unit) -> list[Part]:
        """Return the parts of a unit's files; the last few units, and what all share, are kept."""
        if unit.name not in self.kept:
            self.kept[unit.name] = [load_part(self.tree, file) for file in unit.files]
            while len(self.kept) > MOST_KEPT:
                oldest = next(name for name in self.kept if name is not None)
                del self.kept[oldest]
        self.kept.move_to_end(unit.name)
        return self.kept[unit.name]

    def mentioned_at_sight(self, unit: Unit) -> set[str]:
        """Return the other regions whose names stand before a `/` somewhere: most likely the unit refers to them.

        A look at the bytes, so that a file is not read twice as a plan; what it misses is found when it is.
        """
        found: set[bytes] = set()
        for file in unit.files:
            try:
                with open(f"{self.root}/{file.path}", "rb", buffering=0) as stream:  # noqa: PTH123 - in every file
                    data = stream.read() or b""
            except OSError:
                continue
            before = data.translate(ONLY_STEPS).split(b"/")[:-1]
            found |= {piece[-LONGEST_STEP:].rpartition(b" ")[2] for piece in before}
        return ({step.decode() for step in found} & self.regions) - {unit.name}
