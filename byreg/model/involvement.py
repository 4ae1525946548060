"""Who has a part in something: names, groups and "each" spelled out to single organisations."""

from collections.abc import Iterable, Iterator

from byreg.model.plan import Plan
from byreg.model.region import Region
from byreg.model.register import Phase, Register
from byreg.model.responsible import Responsible


def involved(responsible: Responsible | None, register: Register, phase: Phase) -> frozenset[str]:
    """Return the ids of all who have a part: those named, the members of named groups, and each."""
    if responsible is None:
        return frozenset()
    region = register.regions[phase.region].region
    each = each_of(responsible.each, phase.plan, region) if responsible.each else ()
    return frozenset(spelled_out((*responsible.named, *each), register, phase))


def each_of(role: str, plan: Plan, region: Region) -> Iterator[str]:
    """Yield the ids that "each" stands for: members in the plan's period, participants, or a role's bodies."""
    if role == "municipality":
        for id_, municipality in region.municipalities.items():
            if municipality.membership is None or municipality.membership.overlaps(plan.period):
                yield id_
    yield from (one.actor for one in plan.participants if role in ("actor", one.role) and one.state != "declined")
    yield from (id_ for id_, body in plan.organisation.items() if body.role == role)


def spelled_out(references: Iterable[str], register: Register, phase: Phase) -> Iterator[str]:
    """Yield each reference, and those it is made of: a council's members, a body's actors."""
    scope = (phase.region, phase.id)
    region = register.regions[phase.region].region
    seen: set[str] = set()
    waiting = list(references)
    while waiting:
        reference = waiting.pop(0)
        if reference in seen:
            continue
        seen.add(reference)
        yield reference
        entry = register.find(reference, scope)
        if entry is None:
            continue
        if entry.kind == "body":
            waiting += getattr(entry.record, "actors", ())
            waiting += each_of("municipality", phase.plan, region) if getattr(entry.record, "each", None) else ()
        elif entry.kind in ("council", "actor"):
            waiting += getattr(entry.record, "members", ())
