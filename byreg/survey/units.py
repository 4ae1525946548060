"""The parts that a workspace is checked in: each region with its plans, and what all regions share.

A region's plans speak of each other all the time, and of another region's seldom; so a region is checked together with
the regions that it mentions and that mention it, and with no others.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from byreg.check import region_of
from byreg.diagnostic import Diagnostic
from byreg.model.knots import knots
from byreg.model.register import Contents
from byreg.source.discover import Found, PlanFile

Name = str | None  # of a region; None is what all share


@dataclass(slots=True)
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


def mentions_in(contents: Iterable[Contents]) -> set[str]:
    """Return the first part of every address: the regions that some records refer to, if they are any."""
    return {link.reference.partition("/")[0] for one in contents for link in one.links if "/" in link.reference}


def neighbours_of(mentions: Mapping[Name, Collection[str]]) -> dict[Name, tuple[str, ...]]:
    """Return for each unit the regions that its verdict may depend on; what all share goes without saying.

    Those are the regions that it mentions, that mention it, and that lie on a way from it back to itself.
    """
    names = {name for name in mentions if name is not None}
    out: dict[Name, set[Name]] = {name: {one for one in said if one in names} for name, said in mentions.items()}
    found = {name: set(after) for name, after in out.items()}
    for name, after in out.items():
        for other in after:
            found[other].add(name)
    shares = {None} if out.get(None) else set()
    for knot in knots({name: after | shares for name, after in out.items()}):
        for name in knot:
            found[name] |= knot
    return {name: tuple(sorted(one for one in after if one and one != name)) for name, after in found.items()}
