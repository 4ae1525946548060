"""7xx: an adopted plan has its decision, and what it promises changes only with another."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from byreg.diagnostic import Fault, KeyPath
from byreg.model.events import AnnualEvent, Decision, Event
from byreg.model.plan import Plan, StatusEntry
from byreg.model.register import Phase
from byreg.model.state import status_day
from byreg.rules.parts import complete, own_id
from byreg.rules.rule import Finding, PhaseContext, WorkspaceContext

if TYPE_CHECKING:
    from byreg.diff.changes import Change

REPORTS = ("rapport", "melding", "regnskap", "rekneskap")
STATED_END = re.compile(r"\d{4}-\d\d(-\d\d)?$")


def change_without_decision(context: PhaseContext) -> Iterator[Finding]:
    """BY701: a substantive change of an adopted plan is named by a decision that came with it."""
    if context.previous is None or context.current is None:
        return
    from byreg.diff.goalposts import lacks_decision
    from byreg.diff.wording import Teller
    from byreg.language.language import language

    teller = Teller(context.previous, context.current, language("en"))
    for change in context.changes:
        if lacks_decision(change, context.previous):
            sentence = teller.plainly(change)
            named = change.subject.id if change.after and change.subject.id else context.phase.address
            yield context.scope, Fault("BY701", place_of(change), {"change": sentence, "concerns": named}, at_key=True)


def adopted_without_decision(context: PhaseContext) -> Iterator[Finding]:
    """BY703: an adopted plan has the decision that adopted it: adopted itself, and about the plan."""
    plan = context.phase.plan
    for index, entry in enumerate(plan.status):
        since = status_day(entry, plan)
        begun = since is None or since.last <= context.day
        if entry.status == "adopted" and begun and not list(adoptions(context, entry)):
            yield context.scope, Fault("BY703", ("status", index, "status"))


def adoptions(context: PhaseContext, entry: StatusEntry) -> Iterator[tuple[str, Decision]]:
    """Yield the decisions that adopt the plan: the one that the status names, else those about the plan as a whole."""
    for id_, decision in context.phase.plan.decisions.items():
        named = own_id(entry.decision or "", context.phase) == id_
        whole = not decision.concerns or context.phase.address in decision.concerns
        adopts = decision.kind == "adoption" and whole and entry.decision is None
        if decision.result == "adopted" and (named or adopts):
            yield id_, decision


def decision_before_hearing_ended(context: PhaseContext) -> Iterator[Finding]:
    """BY704: a plan is adopted after its hearing is over (pbl. §§ 8-3, 11-14).

    A hearing whose end is no stated day or month only says that the decision does not come before it.
    """
    plan = context.phase.plan
    adopted = dict(one for entry in plan.status if entry.status == "adopted" for one in adoptions(context, entry))
    for id_, decision in adopted.items():
        for hearing, one in plan.consultation.items():
            if decision.date is None or one.period is None or one.state == "cancelled":
                continue
            exact = STATED_END.search(one.period.text) is not None
            limit = one.period.last if exact else one.period.first
            if decision.date.last < limit:
                parameters = {"date": str(decision.date), "hearing": hearing, "end": one.period.text.rpartition("/")[2]}
                yield context.scope, Fault("BY704", ("decisions", id_, "date"), parameters)


def undated_decision(context: PhaseContext) -> Iterator[Finding]:
    """BY706: a decision that was made has its day."""
    for id_, decision in context.phase.plan.decisions.items():
        if decision.result in ("adopted", "rejected") and decision.date is None:
            yield context.scope, Fault("BY706", ("decisions", id_), {"id": id_}, at_key=True)


def no_report_planned(context: WorkspaceContext) -> Iterator[Finding]:
    """BY705: a plan that a programme or a funder pays for says when it is reported."""
    for phase in context.phases:
        plan = phase.plan
        programme = context.register.programmes.get(plan.programme or "")
        paying = [*(programme.funder if programme else ()), *granted(context, phase)]
        if not complete(phase) or not paying or plan.reports or any(speaks_of_report(one) for one in dated(plan)):
            continue
        scope = (phase.region, phase.id)
        funder = context.register.name_of(paying[0], scope)
        path: KeyPath = ("programme",) if programme and programme.funder else ("financing",)
        yield scope, Fault("BY705", path, {"funder": funder}, at_key=True)


def granted(context: WorkspaceContext, phase: Phase) -> Iterator[str]:
    """Yield those who pay without being a part of the plan themselves; the members' own share needs no report."""
    members = {one.actor for one in phase.plan.participants}
    for line in phase.plan.financing.values():
        for reference in line.funder if line.state in ("granted", "paid") and not line.in_kind else ():
            entry = context.register.find(reference, (phase.region, phase.id))
            if reference not in members and entry is not None and entry.kind == "actor":
                yield reference


def dated(plan: Plan) -> Iterator[Event]:
    yield from (*plan.milestones.values(), *plan.process.values())
    yield from plan.follow_up.annual_cycle.values() if plan.follow_up else ()


def speaks_of_report(event: Event) -> bool:
    title = event.title.casefold()
    return any(word in title for word in REPORTS) or (isinstance(event, AnnualEvent) and event.kind == "report")


def place_of(change: "Change") -> KeyPath:
    """Return where a change stands in the files as they are; of a record that went, where it stood among others."""
    return (*change.after.path, *change.path) if change.after else change.subject.path[:-1]
