"""Everything that was read, indexed by id: regions, their phases, programmes, shared actors."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain
from typing import Any, NamedTuple

from byreg.diagnostic import KeyPath
from byreg.model.actions import Action
from byreg.model.indicators import Indicator
from byreg.model.plan import Plan
from byreg.model.programme import Programme
from byreg.model.record import Model, Record
from byreg.model.region import Region
from byreg.model.walk import OFTEN_ASKED, Link, Parts, Walked, walk

Scope = tuple[str | None, str | None]  # region and phase; (region, None) and (None, None) are shared scopes


class Entry(NamedTuple):
    """A record with an id: whose it is, of what kind, and where it stands below its file's root."""

    scope: Scope
    id: str
    kind: str
    path: KeyPath
    record: Record
    address: str


new_entry: Callable[[tuple[Scope, str, str, KeyPath, Record, str]], Entry] = partial(
    tuple.__new__, Entry
)  # in half the time


@dataclass(frozen=True, eq=False)
class Contents:
    """The records and references of one scope; key paths tell which of its files they stand in.

    `lost` tells that a file could not be read at all; `left_out` holds the keys of files that were
    read in part, ids of records with errors among them. `known` is all that is in the roots, where it is known already.
    """

    scope: Scope
    roots: tuple[Model, ...]
    lost: bool = False
    left_out: frozenset[str] = frozenset()
    known: tuple[Walked, ...] | None = None

    @cached_property
    def walked(self) -> tuple[Walked, ...]:
        return self.known if self.known is not None else tuple(map(walk, self.roots))

    @cached_property
    def parts(self) -> Parts:
        return [part for one in self.walked for part in one.parts]

    @cached_property
    def prefix(self) -> str:
        """Return what stands before an id of this scope in its address."""
        return "".join(f"{part}/" for part in self.scope if part)

    @cached_property
    def stating(self) -> Mapping[str, Parts]:
        """Return the parts that state each of the keys that are often asked for, in the order of the files."""
        return {key: [part for one in self.walked for part in one.stating.get(key, ())] for key in OFTEN_ASKED}

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Return every record in the order of the files, doubled ids included."""
        scope, prefix = self.scope, self.prefix
        return tuple(
            new_entry((scope, id_ := str(path[-1]), record.kind_of_record, path, record, f"{prefix}{id_}"))
            for one in self.walked
            for path, record in one.records
        )

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """Return the first record of each id."""
        return {entry.id: entry for entry in reversed(self.entries)}

    @cached_property
    def by_kind(self) -> Mapping[tuple[str, str], Entry]:
        """Return the first record of each kind and id; they differ only where an id is doubled."""
        return {(entry.kind, entry.id): entry for entry in reversed(self.entries)}

    @cached_property
    def doubled(self) -> frozenset[str]:
        """Return the ids that more than one record has."""
        if len(self.by_id) == len(self.entries):
            return frozenset()
        return frozenset(id_ for id_, number in Counter(entry.id for entry in self.entries).items() if number > 1)

    @cached_property
    def former(self) -> Mapping[str, Entry]:
        renamed = [entry for entry in self.entries if entry.record.former_ids]
        return {old: entry for entry in renamed for old in entry.record.former_ids}

    def find(self, id_: str, kinds: tuple[str, ...]) -> Entry | None:
        """Return the record of an id, of the first of `kinds` that one of them has; the first one without kinds."""
        entry = self.by_id.get(id_)
        if entry is None or not kinds or (entry.kind in kinds and id_ not in self.doubled):
            return entry
        found = (self.by_kind.get((kind, id_)) for kind in kinds) if id_ in self.doubled else ()
        return next((one for one in found if one is not None), None)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        return tuple(chain.from_iterable(one.links for one in self.walked))


@dataclass(frozen=True, eq=False)
class Phase:
    """One phase of a region's work: plan, indicators and action table together.

    `whole` is false where the plan's own title, period or status could not be read and others
    stand in for them.
    """

    region: str
    id: str
    plan: Plan
    indicators: Mapping[str, Indicator]
    actions: Mapping[str, Action]
    contents: Contents
    whole: bool = True

    @cached_property
    def address(self) -> str:
        return f"{self.region}/{self.id}"

    @cached_property
    def worked_out(self) -> dict[Hashable, Any]:
        """Return what has been worked out of the phase, under what was asked."""
        return {}


class RegionNode(NamedTuple):
    """A region with its phases, in the order of their ids as read."""

    id: str
    region: Region
    phases: Mapping[str, Phase]
    contents: Contents

    @property
    def scopes(self) -> Iterator[Contents]:
        yield self.contents
        yield from (phase.contents for phase in self.phases.values())


@dataclass(frozen=True, eq=False)
class Register:
    """The whole workspace as models; or a part of it, with the names of all its regions.

    In a part of it, a region stands with all that it refers to and all that refers to it.
    """

    regions: Mapping[str, RegionNode] = field(default_factory=dict)
    programmes: Mapping[str, Programme] = field(default_factory=dict)
    shared: Contents = field(default_factory=lambda: Contents((None, None), ()))
    region_names: frozenset[str] = frozenset()

    @cached_property
    def around(self) -> dict[Scope, tuple[Contents, ...]]:
        """Return the surroundings of the scopes that were asked for."""
        return {}

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """Return the present address of every former one."""
        found = {}
        for contents in self.scopes:
            for former, entry in contents.former.items():
                if former not in contents.by_id:
                    found["/".join(part for part in (*contents.scope, former) if part)] = entry.address
        return found

    @property
    def phases(self) -> Iterator[Phase]:
        for node in self.regions.values():
            yield from node.phases.values()

    @property
    def scopes(self) -> Iterator[Contents]:
        yield self.shared
        for node in self.regions.values():
            yield from node.scopes

    def declares(self, node: RegionNode, phase: str) -> bool:
        """Tell whether a programme that the region takes part in declares a phase, folder or not."""
        taken = {found.plan.programme for found in node.phases.values()}
        return any(phase in programme.phases for id_, programme in self.programmes.items() if id_ in taken)

    def phase(self, region: str, phase: str) -> Phase | None:
        node = self.regions.get(region)
        return node.phases.get(phase) if node else None

    def surroundings(self, scope: Scope) -> tuple[Contents, ...]:
        """Return the scopes that a bare id is looked up in: phase, region, shared."""
        if scope not in self.around:
            region, phase = scope
            node = self.regions.get(region) if region else None
            here = node.phases.get(phase) if node and phase else None
            found = (here.contents if here else None, node.contents if node else None, self.shared)
            self.around[scope] = tuple(one for one in found if one is not None)
        return self.around[scope]

    def find(self, reference: str, scope: Scope, kinds: tuple[str, ...] = ()) -> Entry | None:
        """Return the record that a reference names, one of `kinds` where several scopes have the id."""
        if "/" in reference:
            place = next(self.places(reference, scope), None)
            return (place[0].find(place[1], kinds) or place[0].by_id.get(place[1])) if place else None
        around = self.surroundings(scope)
        for contents in around:
            entry = contents.find(reference, kinds)
            if entry is not None:
                return entry
        return next((one.by_id[reference] for one in around if reference in one.by_id), None)

    def targets(self, contents: Contents) -> list[tuple[Link, Entry | None]]:
        """Return the references of a scope, each with the record that it names; asked for by several rules."""
        scope = contents.scope
        if scope not in self.named:
            around = [(one.by_id, one.doubled) for one in self.surroundings(scope)]
            self.named[scope] = [
                (link, plainly_named(link, around) or self.find(link.reference, scope, link.kinds))
                for link in contents.links
            ]
        return self.named[scope]

    def targets_by_key(self, contents: Contents) -> Mapping[str, list[tuple[Link, Entry | None]]]:
        """Return the same by the key that each reference stands under: most rules ask about a few keys."""
        if contents.scope not in self.named_by_key:
            found: dict[str, list[tuple[Link, Entry | None]]] = {}
            for target in self.targets(contents):
                found.setdefault(target[0].key, []).append(target)
            self.named_by_key[contents.scope] = found
        return self.named_by_key[contents.scope]

    @cached_property
    def named_by_key(self) -> dict[Scope, Mapping[str, list[tuple[Link, Entry | None]]]]:
        """Return the targets by key of the scopes that were asked for."""
        return {}

    @cached_property
    def named(self) -> dict[Scope, list[tuple[Link, Entry | None]]]:
        """Return the targets of the scopes that were asked for."""
        return {}

    def places(self, reference: str, scope: Scope) -> Iterator[tuple[Contents, str]]:
        """Yield the scopes where a reference could be resolved, with the id to look for."""
        if "/" not in reference:
            for contents in self.surroundings(scope):
                yield contents, reference
            return
        parts = reference.split("/")
        node = self.regions.get(parts[0])
        if node and len(parts) == 2:
            yield node.contents, parts[1]
        if node and len(parts) == 3 and parts[1] in node.phases:
            yield node.phases[parts[1]].contents, parts[2]

    def is_plan(self, reference: str) -> bool:
        """Tell whether a reference names a plan: one with a folder, or a phase that is declared."""
        region, _, phase = reference.partition("/")
        node = self.regions.get(region)
        known = node is not None and (phase in node.phases or self.declares(node, phase))
        return known and bool(phase)

    def name_of(self, reference: str, scope: Scope) -> str:
        """Return what people call the thing that a reference names; the reference itself if unknown."""
        if self.is_plan(reference):
            region, _, phase = reference.partition("/")
            plan = self.phase(region, phase)
            return plan.plan.title if plan else reference
        entry = self.find(reference, scope)
        return name_of(entry.record) if entry else reference


def name_of(record: Record) -> str:
    """Return a record's title or name."""
    return str(getattr(record, "title", None) or getattr(record, "name", ""))


def plainly_named(link: Link, around: Iterable[tuple[Mapping[str, Entry], AbstractSet[str]]]) -> Entry | None:
    """Return the first record that has the id which a reference gives, where no other can be meant: as with nearly all."""
    _, reference, kinds, _ = link
    for by_id, doubled in around:
        entry = by_id.get(reference)
        if entry is not None:
            return entry if entry.kind in kinds and reference not in doubled else None
    return None
