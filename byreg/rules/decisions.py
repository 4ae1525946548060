"""7xx: an adopted plan has its decision, and what it promises changes only with another."""

from collections.abc import Iterator

from byreg.diagnostic import Fault, KeyPath
from byreg.diff.changes import Change
from byreg.diff.goalposts import lacks_decision
from byreg.diff.wording import Teller
from byreg.language.language import language
from byreg.model.events import AnnualEvent, Event
from byreg.model.plan import Plan
from byreg.model.state import status_day
from byreg.rules.rule import Finding, PhaseContext, WorkspaceContext

ENGLISH = language("en")


def change_without_decision(context: PhaseContext) -> Iterator[Finding]:
    """BY701: a substantive change of an adopted plan is named by a decision that came with it."""
    if context.previous is None or context.current is None:
        return
    teller = Teller(context.previous, context.current, ENGLISH)
    for change in context.changes:
        if lacks_decision(change, context.previous):
            sentence = teller.plainly(change)
            named = change.subject.id if change.after and change.subject.id else context.phase.address
            yield context.scope, Fault("BY701", place_of(change), {"change": sentence, "concerns": named}, at_key=True)


def adopted_without_decision(context: PhaseContext) -> Iterator[Finding]:
    """BY703: an adopted plan has the decision that adopted it."""
    plan = context.phase.plan
    decided = any(one.kind == "adoption" and one.result == "adopted" for one in plan.decisions.values())
    for index, entry in enumerate(plan.status):
        since = status_day(entry, plan)
        begun = since is None or since.last <= context.day
        if entry.status == "adopted" and begun and not decided and entry.decision is None:
            yield context.scope, Fault("BY703", ("status", index, "status"))


def decision_before_hearing_ended(context: PhaseContext) -> Iterator[Finding]:
    """BY704: a plan is adopted after its hearing is over (pbl. §§ 8-3, 11-14)."""
    plan = context.phase.plan
    hearings = [(id_, one.period) for id_, one in plan.consultation.items() if one.period and one.state != "cancelled"]
    for id_, decision in plan.decisions.items():
        if decision.kind != "adoption" or decision.result != "adopted" or decision.date is None:
            continue
        for hearing, period in hearings:
            if period.first <= decision.date.last < period.last and period.end is not None:
                parameters = {"date": str(decision.date), "hearing": hearing, "end": period.end.isoformat()}
                yield context.scope, Fault("BY704", ("decisions", id_, "date"), parameters)


def undated_decision(context: PhaseContext) -> Iterator[Finding]:
    """BY706: a decision that was made has its day."""
    for id_, decision in context.phase.plan.decisions.items():
        if decision.result in ("adopted", "rejected") and decision.date is None:
            yield context.scope, Fault("BY706", ("decisions", id_), {"id": id_}, at_key=True)


def no_report_planned(context: WorkspaceContext) -> Iterator[Finding]:
    """BY705: a plan that a programme or a funder pays for says when it is reported."""
    for phase in context.register.phases:
        plan = phase.plan
        programme = context.register.programmes.get(plan.programme or "")
        paying = [*(programme.funder if programme else ()), *granted(plan)]
        if not phase.whole or not paying or plan.reports or any(speaks_of_report(one) for one in dated(plan)):
            continue
        scope = (phase.region, phase.id)
        funder = context.register.name_of(paying[0], scope)
        path: KeyPath = ("programme",) if programme and programme.funder else ("financing",)
        yield scope, Fault("BY705", path, {"funder": funder}, at_key=True)


def granted(plan: Plan) -> Iterator[str]:
    for line in plan.financing.values():
        if line.state in ("granted", "paid") and not line.in_kind:
            yield from line.funder


def dated(plan: Plan) -> Iterator[Event]:
    yield from (*plan.milestones.values(), *plan.process.values())
    yield from plan.follow_up.annual_cycle.values() if plan.follow_up else ()


def speaks_of_report(event: Event) -> bool:
    return "rapport" in event.title.casefold() or (isinstance(event, AnnualEvent) and event.kind == "report")


def place_of(change: Change) -> KeyPath:
    """Return where a change stands in the files as they are; of a record that went, where it stood among others."""
    return (*change.after.path, *change.path) if change.after else change.subject.path[:-1]
