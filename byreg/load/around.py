"""What some regions' plans can have to do with: the regions bound to them by references, however far."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet

from byreg.source.discover import Found, PlanFile
from byreg.source.document import Read, read_file
from byreg.source.sight import may_hide_addresses, named_before_slash
from byreg.source.tree import Tree


def files_around(regions: Collection[str], found: Found, where: Tree) -> dict[PlanFile, Read]:
    """Return the files of some regions and of all that is bound to them, as they were read; and of what all share.

    A region is bound to those that it refers to and that refer to it; more may seem so than are, never fewer. What is told
    of a region must follow from these: a rule that compares regions without an address between them would need all.
    All files are returned where there is no region of a name, or where files change while they are read.
    """
    names = {file.region for file in found.files if file.region is not None}
    if names.issuperset(regions):
        named = {file: names_in(read_file(where, file), names) for file in found.files}
        near = bound_to(regions, named)
        read = {file: read_file(where, file) for file in found.files if file.region in near}
        if all(names_in(data, names) == named[file] for file, data in read.items()):
            return read
    return {file: read_file(where, file) for file in found.files}


def names_in(data: Read, names: AbstractSet[str]) -> AbstractSet[str]:
    """Return the regions that a file seems to refer to: all of them where an address may be hidden in it, or it cannot be read."""
    if not isinstance(data, bytes):
        return names
    return names if may_hide_addresses(data) else names & named_before_slash([data])


def bound_to(regions: Collection[str], named: Mapping[PlanFile, AbstractSet[str]]) -> AbstractSet[str | None]:
    """Return some regions, and those bound to them, however far; and None, which is what all share."""
    bound: dict[str | None, set[str | None]] = defaultdict(set)
    for file, others in named.items():
        bound[file.region] |= others
        for name in others if file.region is not None else ():
            bound[name].add(file.region)
    near: set[str | None] = {*regions, None}
    waiting = list(near)
    while waiting:
        new = bound[waiting.pop()] - near
        near |= new
        waiting += new
    return near
