"""6xx: municipality codes, held against Statistics Norway's register (KLASS 131)."""

from collections.abc import Iterator
from datetime import date, timedelta

from byreg.diagnostic import Fault
from byreg.model.period import Period
from byreg.model.region import Municipality, Region
from byreg.model.register import RegionNode
from byreg.reference.municipalities import names, relatives, successors, validities
from byreg.rules.rule import Finding, PhaseContext, WorkspaceContext
from byreg.suggest import nearest

EVER = Period(None, None, "interval", "")


def unknown_code(context: WorkspaceContext) -> Iterator[Finding]:
    """BY601 and BY603: a code is registered, and under the municipality's name."""
    for node in context.regions:
        for id_, municipality in node.region.municipalities.items():
            for index, code in enumerate(municipality.codes):
                yield from check_code(node, id_, municipality, index, code)


def check_code(node: RegionNode, id_: str, municipality: Municipality, index: int, code: str) -> Iterator[Finding]:
    path = ("municipalities", id_, "codes", index)
    registered = names(code)
    if not registered:
        parameters = {"code": code, "suggestion": code_advice(municipality.name)}
        yield (node.id, None), Fault("BY601", path, parameters)
    elif municipality.name.casefold() not in {name.casefold() for name in registered}:
        parameters = {"code": code, "registered": validities()[code][-1].name, "name": municipality.name}
        yield (node.id, None), Fault("BY603", path, parameters)


def code_advice(name: str) -> str:
    """Suggest the codes registered under a name."""
    by_name = {name: code for code in validities() for name in names(code)}
    match = nearest(name, by_name)
    if match is None:
        return "Look the code up at Statistics Norway."
    codes = [code for code in validities() if match in names(code)]
    return f"{match} has had {', '.join(codes)}."


def code_not_valid(context: PhaseContext) -> Iterator[Finding]:
    """BY602: each municipality that is a member during the plan has a valid code on every day of it."""
    period = context.phase.plan.period
    for id_, municipality in context.region.municipalities.items():
        membership = municipality.membership or EVER
        starts = [date.min if start is None else start for start in (period.start, membership.start)]
        first, last = max(starts), min(period.last, membership.last)
        known = all(code in validities() for code in municipality.codes)
        known = known and id_ not in context.doubted and first <= last
        gap = first_gap(municipality.codes, first, last) if known else None
        if gap is not None and not within_another(context.region, id_, gap):
            parameters = {
                "name": municipality.name, "codes": ", ".join(municipality.codes), "period": str(period),
                "day": gap.isoformat(), "suggestion": successor_advice(municipality.codes[-1], gap),
            }  # fmt: skip
            yield context.region_scope, Fault("BY602", ("municipalities", id_, "codes"), parameters)


def first_gap(codes: tuple[str, ...], first: date, last: date) -> date | None:
    """Return the first day from `first` to `last` on which none of the codes was valid."""
    found = sorted((one for code in codes for one in validities()[code]), key=lambda one: one.start)
    day = first
    if first == date.min:  # an open start asks for no code of old
        day = max((one.start for one in found if one.start <= last), default=last)
    for validity in found:
        if validity.start <= day and (validity.end is None or validity.end >= day):
            if validity.end is None or validity.end >= last:
                return None
            day = validity.end + timedelta(days=1)
    return day


def within_another(region: Region, id_: str, day: date) -> bool:
    """Tell whether a municipality was on a day a part of another one of the region: merged, and perhaps parted again."""
    others = {code for other, one in region.municipalities.items() if other != id_ for code in one.codes}
    return any(
        after in others and validity.overlaps(day, day)
        for code in region.municipalities[id_].codes
        for after in later_codes(code)
        for validity in validities().get(after, ())
    )


def successor_advice(code: str, day: date) -> str:
    """Name the code that was valid on a day."""
    for validity in relatives(code):
        if validity.overlaps(day, day):
            return f"Then it was {validity.code} {validity.name}; add that code."
    return "Add the code that was, or state the membership's period."


def code_twice(context: WorkspaceContext) -> Iterator[Finding]:
    """BY604: a code belongs to one id of the region."""
    for node in context.regions:
        owners: dict[str, str] = {}
        for id_, municipality in node.region.municipalities.items():
            for index, code in enumerate(municipality.codes):
                other = owners.setdefault(code, id_)
                if other != id_:
                    path = ("municipalities", id_, "codes", index)
                    yield (node.id, None), Fault("BY604", path, {"code": code, "id": id_, "other": other})


def municipality_twice(context: WorkspaceContext) -> Iterator[Finding]:
    """BY607: a municipality that got a new number is still the same one; one that was merged in between is not."""
    for node in context.regions:
        owners = {code: id_ for id_, one in reversed(node.region.municipalities.items()) for code in one.codes}
        for code, id_ in owners.items():
            for after in later_codes(code, same_name=True):
                other = owners.get(after, id_)
                if other != id_:
                    index = node.region.municipalities[other].codes.index(after)
                    parameters = {"id": other, "other": id_, "code": after, "former": code}
                    yield (node.id, None), Fault("BY607", ("municipalities", other, "codes", index), parameters)


def later_codes(code: str, *, same_name: bool = False) -> Iterator[str]:
    """Yield the codes that followed a code, each directly upon the one before; of those with its name, if asked."""
    seen, waiting = {code}, [code]
    while waiting:
        current = waiting.pop()
        for _, after, _ in successors().get(current, ()):
            if after not in seen and (not same_name or set(names(current)) & set(names(after))):
                seen.add(after)
                waiting.append(after)
                yield after
