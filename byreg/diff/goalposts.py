"""What an adopted plan promises changes only with a decision: which decisions name a change, and which changes lack one."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from byreg.diagnostic import KeyPath
from byreg.diff.changes import Change, Subject
from byreg.diff.state import State, subject_of
from byreg.model.events import Decision
from byreg.model.indicators import Indicator
from byreg.model.plan import Plan, StatusEntry
from byreg.model.record import RECORDS, Dropped, Model, Record, Update
from byreg.model.register import Entry, Phase, Register, Scope
from byreg.model.state import plan_status

BINDING = ("adopted", "closed")


def is_binding(state: State) -> bool:
    """Tell whether a plan has been adopted on the state's day; a closed plan still binds."""
    phase = state.phase
    return phase is not None and phase.whole and plan_status(phase.plan, state.day) in BINDING


def lacks_decision(change: Change, old: State) -> bool:
    """Tell whether a change moves what an adopted plan promises, and no decision names it."""
    return change.weight == "substantive" and is_binding(old) and not change.decisions


def decides(decision: Decision) -> bool:
    """Tell whether a decision settles anything: adopted, and more than a recommendation."""
    return decision.result == "adopted" and decision.kind != "recommendation"


def concerns(register: Register, day: date | None = None) -> Iterator[tuple[str, str]]:
    """Yield each decision that settles something (by a day) with each thing it concerns, both by address."""
    for contents in register.scopes:
        for entry in contents.entries:
            if isinstance(entry.record, Decision) and decides(entry.record) and is_made(entry.record, day):
                for reference in entry.record.concerns:
                    yield entry.address, address_of(register, reference, contents.scope)


def is_made(decision: Decision, day: date | None) -> bool:
    return day is None or decision.date is None or decision.date.last <= day


def address_of(register: Register, reference: str, scope: Scope) -> str:
    """Return the address of what a reference names; of a record that is gone, where it would stand."""
    entry = register.find(reference, scope, RECORDS)
    if entry is not None:
        return entry.address
    return reference if "/" in reference else "/".join(part for part in (*scope, reference) if part)


def fresh_decisions(
    old: Register, new: Register, days: tuple[date, date] | None = None
) -> Mapping[str, tuple[str, ...]]:
    """Return the decisions that came between two states of everything, or two days, by the address of what they concern."""
    before = set(concerns(old, days[0] if days else None))
    found: dict[str, list[str]] = {}
    for decision, address in concerns(new, days[1] if days else None):
        if (decision, address) not in before:
            found.setdefault(address, []).append(decision)
    return {address: tuple(decisions) for address, decisions in found.items()}


class Mandates:
    """The decisions that came between two states: called with a change, it returns those that name it.

    A decision from before justifies nothing new: it counts only if it is new, settled only now, or
    newly concerns the record. A decision names a record by its id, by the record it stands in, by
    the goal that an indicator measures, or by the plan as a whole. `fresh` spares looking for the
    new decisions where many plans are compared.
    """

    def __init__(self, old: State, new: State, fresh: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self.old, self.new = old, new
        self.fresh = fresh_decisions(old.register, new.register) if fresh is None else fresh

    def __call__(self, change: Change) -> tuple[str, ...]:
        named = [decision for address in self.covering(change) for decision in self.fresh.get(address, ())]
        return tuple(dict.fromkeys((*named, *self.linked(change))))

    def covering(self, change: Change) -> Iterator[str]:
        """Yield the addresses by which a decision may name a change, the nearest first."""
        for state, subject in ((self.new, change.after), (self.old, change.before)):
            if subject is None:
                continue
            yield subject.address
            yield from (self.beside(subject, str(step)) for step in subject.path[1:-1:2])
            if isinstance(subject.model, Indicator):
                yield from (address_of(state.register, one, state.scope) for one in subject.model.measures)
            yield "/".join(part for part in subject.scope if part)

    def beside(self, subject: Subject, id_: str) -> str:
        return "/".join(part for part in (*subject.scope, id_) if part)

    def linked(self, change: Change) -> Iterator[str]:
        """Yield the decisions that the record itself names behind the change."""
        if change.after is None:
            return
        if isinstance(change.new, Dropped) and change.new.decision:
            yield from self.settled((change.new.decision,))
        if isinstance(change.after.model, Plan) and change.path[:1] == ("status",):
            yield from self.settled(entry.decision for entry in self.new_entries(change.after.model) if entry.decision)
        told: Iterable[Update] = getattr(change.before.model, "updates", ()) if change.before else ()
        key = ".".join(str(step) for step in change.path)
        for update in getattr(change.after.model, "updates", ()):
            if update not in told and any(covers(name, key) for name in update.previous):
                yield from self.settled(update.decision)

    def new_entries(self, plan: Plan) -> list[StatusEntry]:
        before = self.old.phase.plan.status if self.old.phase else ()
        return [entry for entry in plan.status if entry not in before]

    def settled(self, references: Iterable[str]) -> Iterator[str]:
        """Yield the decisions that are named and settle something, by address."""
        for reference in references:
            entry = self.new.register.find(reference, self.new.scope, ("decision",))
            if entry is not None and isinstance(entry.record, Decision) and decides(entry.record):
                yield entry.address


def covers(name: str, key: str) -> bool:
    """Tell whether a key path names another or what lies in it: `targets.yearly` covers `targets.yearly.by`."""
    return name == key or key.startswith(f"{name}.") or name.startswith(f"{key}.")


def decisions_behind(
    register: Register, phase: Phase, entry: Entry | None, path: KeyPath, came: Callable[[str], bool]
) -> tuple[str, ...]:
    """Return the decisions that gave a value of a record: those that its updates name, else those that came with it.

    `came` tells whether a decision of the same plan came with the value.
    """
    model: Model = entry.record if entry else phase.plan
    scope = entry.scope if entry else (phase.region, phase.id)
    key = ".".join(str(step) for step in path)
    named = [
        reference
        for update in getattr(model, "updates", ())
        if any(covers(name, key) for name in update.previous)
        for reference in update.decision
    ]
    named += stated(model, path)
    linked = [found.address for one in named if (found := register.find(one, scope, ("decision",)))]
    if linked:
        return tuple(dict.fromkeys(linked))
    subject = subject_of(entry) if entry else Subject(scope, "", "plan", (), phase.plan)
    change = Change("edited", "substantive", subject, subject, path)
    state = State(register, phase.contents, date.max, phase)
    wanted = set(Mandates(state, state, {}).covering(change))
    own = f"{phase.address}/"
    return tuple(
        dict.fromkeys(
            decision
            for decision, address in concerns(register)
            if address in wanted and decision.startswith(own) and came(decision.removeprefix(own))
        )
    )


def stated(model: Model, path: KeyPath) -> Iterator[str]:
    """Yield the decisions that stand beside a value: of an ended record, of a dated status or assessment."""
    if path[:1] == ("dropped",) and isinstance(model, Record) and model.dropped and model.dropped.decision:
        yield model.dropped.decision
    if len(path) > 1 and path[0] in ("updates", "assessments", "status"):
        for item in getattr(model, str(path[0]), ()):
            if str(getattr(item, "date", None)) == str(path[1]).partition(" ")[0]:
                decision = item.decision
                yield from (decision,) if isinstance(decision, str) else decision or ()
