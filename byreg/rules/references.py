"""2xx across phases: references lead somewhere, ids are used once, nothing comes back to itself."""

from collections.abc import Iterator, Mapping, Sequence

from byreg.diagnostic import Fault, Fix, KeyPath
from byreg.model.knots import knots
from byreg.model.register import Contents, Entry, RegionNode, Register, Scope
from byreg.model.walk import Link
from byreg.rules.parts import near
from byreg.rules.rule import Finding, WorkspaceContext
from byreg.suggest import nearest, suggestion

MOST_ADVICE = 50  # findings of a scope for which the nearest name is looked for
RINGS = ("parent", "depends_on", "continues", "part_of", "merged_into", "replaces", "under")
# references that bear on what is found where they lead; by no other key may a rule ask who refers to a record from another region
BEARING = frozenset((*RINGS, "measures"))


def dangling_reference(context: WorkspaceContext) -> Iterator[Finding]:
    """BY201 and BY204: each reference names a record of a kind that its key can refer to."""
    for contents in context.scopes:
        found = 0
        for link, entry in context.register.targets(contents):
            if entry is not None and entry.kind in link.kinds:
                continue
            fault = check_link(context.register, contents, link, entry, advise=found < MOST_ADVICE)
            if fault is not None:
                found += 1
                yield contents.scope, fault


def check_link(
    register: Register, contents: Contents, link: Link, entry: Entry | None, *, advise: bool
) -> Fault | None:
    """Return what is wrong with a reference that names no record, or one of another kind."""
    if "plan" in link.kinds and register.is_plan(link.reference):
        return None
    key = link.key
    if entry is not None:
        wanted = " or ".join(kind.replace("_", " ") for kind in link.kinds[:4])
        parameters = {"reference": link.reference, "kind": entry.kind.replace("_", " "), "key": key, "wanted": wanted}
        names = candidates(register, contents, link) if advise else []
        return Fault(
            "BY204",
            link.path,
            {**parameters, "suggestion": suggestion(link.reference, names)},
            fix=near(link.reference, names),
        )
    if unreadable(register, contents, link):
        return None
    if not advise:
        said, fix = "Mend the first ones; this may go away with them.", None
    else:
        said, fix = advice(register, contents, link)
    return Fault("BY201", link.path, {"reference": link.reference, "key": key, "suggestion": said}, fix=fix)


def unreadable(register: Register, contents: Contents, link: Link) -> bool:
    """Tell whether the record may stand in a file that could not be read in full."""
    return any(place.lost or id_ in place.left_out for place, id_ in register.places(link.reference, contents.scope))


def advice(register: Register, contents: Contents, link: Link) -> tuple[str, Fix | None]:
    """Suggest the record's new id, or the nearest one."""
    for place, id_ in register.places(link.reference, contents.scope):
        if id_ in place.former:
            entry = place.former[id_]
            new = entry.address if "/" in link.reference else entry.id
            return f"It was renamed to '{entry.id}'.", Fix("value", new, safe=entry.kind in link.kinds)
    names = candidates(register, contents, link)
    if link.kinds == ("plan",) or ("plan" in link.kinds and link.reference.count("/") == 1):
        nodes = spoken_of(register, contents, link)
        names = [*in_region_meant(register, link), *(phase.address for node in nodes for phase in node.phases.values())]
    return suggestion(link.reference, names), near(link.reference, names)


def candidates(register: Register, contents: Contents, link: Link) -> list[str]:
    """Return the ids of the right kind: those nearby, or by full address where one was given."""
    if "/" in link.reference:
        nodes = spoken_of(register, contents, link)
        scopes_ = [register.shared, *(scope for node in nodes for scope in node.scopes)]
        found = [entry.address for scope in scopes_ for entry in scope.entries if entry.kind in link.kinds]
        return [*in_region_meant(register, link), *found]
    scopes = register.surroundings(contents.scope)
    return [entry.id for scope in scopes for entry in scope.entries if entry.kind in link.kinds]


def spoken_of(register: Register, contents: Contents, link: Link) -> list[RegionNode]:
    """Return the regions whose records an address may mean: its own, and the one that it names."""
    names = dict.fromkeys((contents.scope[0] or "", link.reference.partition("/")[0]))
    return [register.regions[name] for name in names if name in register.regions]


def in_region_meant(register: Register, link: Link) -> list[str]:
    """Return the same address in the region whose name is nearest, where there is none of that name."""
    name, slash, rest = link.reference.partition("/")
    meant = nearest(name, register.region_names) if slash and name not in register.region_names else None
    return [f"{meant}/{rest}"] if meant else []


def duplicate_id(context: WorkspaceContext) -> Iterator[Finding]:
    """BY202 and BY203: an id, also a former one, belongs to one record of its scope."""
    for contents in context.scopes:
        seen: dict[str, Entry] = {}
        for entry in contents.entries:
            other = seen.setdefault(entry.id, entry)
            if other.path != entry.path:
                parameters = {"id": entry.id, "other": dotted(other.path)}
                yield contents.scope, Fault("BY202", entry.path, parameters, at_key=True)
            former = contents.former.get(entry.id)
            if former is not None and former.path != entry.path:
                parameters = {"id": entry.id, "other": dotted(former.path)}
                yield contents.scope, Fault("BY203", entry.path, parameters, at_key=True)


def dotted(path: KeyPath) -> str:
    return ".".join(str(step) for step in path)


def reference_cycle(context: WorkspaceContext) -> Iterator[Finding]:
    """BY205: a chain of parents, dependencies or continuations has an end. Addresses tell who refers to whom by each key."""
    for stated in stated_by_key(context.register, RINGS):
        edges: dict[str, list[str]] = {}
        for owner, target, _, _ in stated:
            edges.setdefault(owner, []).append(target)
        led_to = {name for after in edges.values() for name in after}
        places: dict[str, tuple[Scope, KeyPath]] = {}
        for ring in rings({name: after for name, after in edges.items() if name in led_to}):
            for owner, _, scope, path in () if places else stated:
                places.setdefault(owner, (scope, path))
            scope, path = places[ring[0]]
            if context.asks(scope[0]):
                chain = " → ".join((*ring, ring[0]))
                yield scope, Fault("BY205", path, {"id": ring[0], "chain": chain})


def stated_by_key(register: Register, keys: Sequence[str]) -> list[list[tuple[str, str, Scope, KeyPath]]]:
    """Return the references by each key: the addresses of the record it stands in and of the one it names, and where it stands."""
    found: list[list[tuple[str, str, Scope, KeyPath]]] = [[] for _ in keys]
    for contents in register.scopes:
        scope, prefix, named = contents.scope, contents.prefix, register.targets_by_key(contents)
        for stated, key in zip(found, keys, strict=True):
            for (path, reference, _, _), target in named.get(key, ()):
                owner = f"{prefix}{owner_id(path)}".rstrip("/")
                stated.append((owner, target.address if target else reference, scope, path))
    return found


def owner_id(path: KeyPath) -> str:
    """Return the id of the record that a link stands in; none for the plan itself."""
    key = ""
    for step in reversed(path):
        if isinstance(step, str):
            if key:
                return step
            key = step
    return ""


def rings(edges: Mapping[str, list[str]]) -> Iterator[tuple[str, ...]]:
    """Yield rings, each beginning at its first name, and one at least of every knot of records that lead to each other.

    Each knot is walked by itself from its first name, so that what else there is changes nothing.
    """
    for knot in knots(edges):
        inside = {name: [after for after in edges.get(name, ()) if after in knot] for name in knot}
        done: set[str] = set()
        for start in sorted(knot):
            yield from rings_from(start, inside, done)


def rings_from(start: str, edges: Mapping[str, list[str]], done: set[str]) -> Iterator[tuple[str, ...]]:
    """Yield the rings met on the way from a name, past what is done; with an explicit stack."""
    trail: list[str] = []
    stack: list[tuple[str, int]] = [(start, 0)]
    while stack:
        node, depth = stack.pop()
        done.update(trail[depth:])
        del trail[depth:]
        if node in trail:
            ring = trail[trail.index(node) :]
            first = ring.index(min(ring))
            yield (*ring[first:], *ring[:first])
        elif node not in done:
            trail.append(node)
            stack += [(after, depth + 1) for after in reversed(edges.get(node, []))]
    done.update(trail)
