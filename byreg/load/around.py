"""What some regions' plans can have to do with: the regions bound to them by references, however far."""

from collections import defaultdict
from collections.abc import Collection

from byreg.source.discover import Found, PlanFile
from byreg.source.document import read_file
from byreg.source.sight import may_hide_addresses, named_before_slash
from byreg.source.tree import Tree


def files_around(regions: Collection[str], found: Found, where: Tree) -> list[PlanFile]:
    """Return the files of some regions, of those that refer to them or that they refer to, of those bound to these, and what all share.

    More regions may seem bound to them than are, never fewer. All files are returned where there is no region of a name,
    or where an address may be hidden.
    """
    bound: dict[str | None, set[str | None]] = defaultdict(set)
    names = {file.region for file in found.files}
    if not names.issuperset(regions):
        return found.files
    for file in found.files:
        data = read_file(where, file)
        if not isinstance(data, bytes):
            continue
        if may_hide_addresses(data):
            return found.files
        for name in names & named_before_slash([data]):
            bound[file.region].add(name)
            if file.region is not None:
                bound[name].add(file.region)
    near: set[str | None] = {*regions, None}
    waiting = list(near)
    while waiting:
        new = bound[waiting.pop()] - near
        near |= new
        waiting += new
    return [file for file in found.files if file.region in near]
