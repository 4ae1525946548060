"""6xx: the roles that a programme requires, and who takes part."""

from collections.abc import Iterator

from byreg.diagnostic import Fault, KeyPath
from byreg.model.plan import Plan
from byreg.model.region import Municipality
from byreg.model.state import is_dropped
from byreg.rules.parts import complete
from byreg.rules.rule import Finding, WorkspaceContext


def missing_role(context: WorkspaceContext) -> Iterator[Finding]:
    """BY605: a plan in a programme fills the roles that the programme requires."""
    for phase in context.phases:
        programme = context.register.programmes.get(phase.plan.programme or "")
        if programme is None or not complete(phase):
            continue
        filled = {body.role for body in phase.plan.organisation.values() if not is_dropped(body, context.day)}
        for role in programme.required_roles:
            if role not in filled:
                parameters = {"role": role, "programme": programme.title}
                key = "organisation" if phase.plan.organisation else "programme"
                yield (phase.region, phase.id), Fault("BY605", (key,), parameters, at_key=True)


def municipality_outside(context: WorkspaceContext) -> Iterator[Finding]:
    """BY606: a municipality that has a part in a plan is a member of the region during it. A decision has a day of its own."""
    register = context.register
    for phase in context.phases:
        told: set[str] = set()
        beside = set(taking_no_full_part(phase.plan))
        for link, entry in register.targets(phase.contents) if phase.whole else ():
            if entry is None or entry.kind != "municipality" or not isinstance(entry.record, Municipality):
                continue
            if "municipality" not in link.kinds or link.path in beside or link.path[0] == "decisions":
                continue
            if entry.address in told:
                continue
            membership = entry.record.membership
            outside = membership is not None and not membership.overlaps(phase.plan.period)
            if outside or entry.scope[0] != phase.region:
                told.add(entry.address)
                parameters = {"name": entry.record.name, "period": str(phase.plan.period)}
                yield (phase.region, phase.id), Fault("BY606", link.path, parameters)


def taking_no_full_part(plan: Plan) -> Iterator[KeyPath]:
    """Yield where the plan names participants that need be no members: those who declined, partners, observers, hosts."""
    for index, one in enumerate(plan.participants):
        if one.state == "declined" or one.role in ("partner", "observer", "host"):
            yield ("participants", index, "actor")
