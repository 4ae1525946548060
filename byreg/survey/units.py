"""The parts that a workspace is checked in: each region with its plans, and what all regions share.

A region's plans speak of each other all the time, and of another region's seldom; so a region is checked together with
the regions that it mentions, with those whose references bear on it, and with no others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from byreg.check import region_of
from byreg.diagnostic import Diagnostic
from byreg.model.knots import knots
from byreg.model.register import Contents
from byreg.rules.references import BEARING
from byreg.source.discover import Found, PlanFile

Name = str | None  # of a region; None is what all share


class Mentions(NamedTuple):
    """The regions that a unit refers to, and those of them by a key that bears on what is found there, as in a ring."""

    regions: frozenset[str] = frozenset()
    bearing: frozenset[str] = frozenset()


@dataclass(slots=True, eq=False)
class Unit:
    """A region's files, and what the walk found wrong there."""

    name: Name
    files: list[PlanFile] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def units_of(found: Found) -> dict[Name, Unit]:
    """Return the units of a workspace; what all share is always one of them."""
    units: dict[Name, Unit] = {None: Unit(None)}
    for file in found.files:
        units.setdefault(file.region, Unit(file.region)).files.append(file)
    for one in found.diagnostics:
        name = region_of(one.place.path)
        units.setdefault(name, Unit(name)).diagnostics.append(one)
    return units


def mentions_in(contents: Iterable[Contents]) -> Mentions:
    """Return the regions that some records refer to: the first part of every address, whether there is such a region or not."""
    addresses = [link for one in contents for link in one.links if "/" in link.reference]
    bearing = (link for link in addresses if link.key in BEARING)
    return Mentions(*(frozenset(link.reference.partition("/")[0] for link in links) for links in (addresses, bearing)))


def knots_of(mentions: Mapping[Name, Mentions]) -> list[set[Name]]:
    """Return the units that may be on a ring of references through several regions: they are examined together."""
    edges: dict[Name, set[Name]] = {
        name: {one for one in said.bearing if one in mentions} for name, said in mentions.items()
    }
    if edges.get(None):
        for after in edges.values():
            after.add(None)  # what all share is referred to without naming it
    return [knot for knot in knots(edges) if len(knot) > 1]


def neighbours_of(mentions: Mapping[Name, Mentions]) -> dict[Name, tuple[str, ...]]:
    """Return for each unit the regions that its verdict may depend on; what all share goes without saying.

    Those are the regions that it mentions, whose references bear on it, and that may be on a ring with it.
    """
    found: dict[Name, set[Name]] = {
        name: {one for one in said.regions if one in mentions} for name, said in mentions.items()
    }
    for name, said in mentions.items():
        for other in said.bearing & found.keys():
            found[other].add(name)
    for knot in knots_of(mentions):
        for name in knot:
            found[name] |= knot
    return {name: tuple(sorted(one for one in after if one and one != name)) for name, after in found.items()}
