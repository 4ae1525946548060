"""What an adopted plan promises changes only with a decision: which decisions name a change, and which changes lack one."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from byreg.diagnostic import KeyPath
from byreg.diff.changes import Change, Subject
from byreg.diff.state import State, subject_of
from byreg.model.events import Decision
from byreg.model.indicators import Indicator
from byreg.model.period import Period
from byreg.model.plan import Plan, StatusEntry
from byreg.model.record import RECORDS, Dropped, Item, Model, Record, Update
from byreg.model.register import Entry, Phase, Register, Scope
from byreg.model.state import status_day

BINDING = ("adopted", "closed")
TELLING = ("told", "history_edited", "assessed", "status_forward", "observation_added")  # no `previous` is about these
BESIDE = frozenset((*Item.model_fields, "comment"))  # what stands beside a figure


def is_binding(state: State) -> bool:
    """Tell whether a plan has been adopted on the state's day; a closed plan still binds.

    A plan adopted in `2026` binds from the first day of 2026: a loose date protects, it does not excuse.
    """
    phase = state.phase
    if phase is None or not phase.whole:
        return False
    current = ""
    for entry in phase.plan.status:
        since = status_day(entry, phase.plan)
        if since is not None and since.first > state.day:
            break
        current = entry.status
    return current in BINDING


def lacks_decision(change: Change, old: State) -> bool:
    """Tell whether a change moves what an adopted plan promises, and no decision names it."""
    return change.weight == "substantive" and is_binding(old) and not change.decisions


def decides(decision: Decision, day: date | None) -> bool:
    """Tell whether a decision settles anything by a day: adopted, and more than a recommendation."""
    made = day is None or decision.date is None or decision.date.last <= day
    return made and decision.result == "adopted" and decision.kind != "recommendation"


def decisions_of(register: Register, day: date | None) -> Iterator[tuple[Entry, Decision]]:
    """Yield the decisions that settle something by a day."""
    for contents in register.scopes:
        for entry in contents.entries:
            if isinstance(entry.record, Decision) and decides(entry.record, day):
                yield entry, entry.record


def concerns(register: Register, entry: Entry, decision: Decision) -> Iterator[str]:
    """Yield the address of each thing that a decision concerns.

    An appropriation to the plan as a whole pays for it, and changes nothing in it.
    """
    for reference in decision.concerns:
        address = address_of(register, reference, entry.scope)
        if decision.kind != "appropriation" or not register.is_plan(address):
            yield address


def address_of(register: Register, reference: str, scope: Scope) -> str:
    """Return the address of what a reference names; of a record that is gone, where it would stand."""
    entry = register.find(reference, scope, RECORDS)
    if entry is not None:
        return entry.address
    return reference if "/" in reference else "/".join(part for part in (*scope, reference) if part)


@dataclass(frozen=True, slots=True)
class NewDecisions:
    """The decisions that came between two states of everything.

    `naming` holds them by the address of what they newly concern, `before` those that were
    settled already. A decision or record that was renamed since is the same one.
    """

    naming: Mapping[str, tuple[str, ...]]
    before: frozenset[str]


def new_decisions(old: Register, new: Register, days: tuple[date | None, date | None]) -> NewDecisions:
    """Return what was decided between two states; a decision of a later day than its state's has not been made."""
    now = new.renamed
    before = [
        (now.get(entry.address, entry.address), entry, decision) for entry, decision in decisions_of(old, days[0])
    ]
    known = {
        (address, now.get(one, one)) for address, entry, decision in before for one in concerns(old, entry, decision)
    }
    naming: dict[str, list[str]] = {}
    for entry, decision in decisions_of(new, days[1]):
        for one in concerns(new, entry, decision):
            if (entry.address, one) not in known:
                naming.setdefault(one, []).append(entry.address)
    return NewDecisions(
        {one: tuple(found) for one, found in naming.items()}, frozenset(address for address, *_ in before)
    )


class Mandates:
    """The decisions that came between two states: called with a change, it returns those that name it.

    A decision from before justifies nothing new: it counts only if it is new, settled only now, or
    newly concerns the record. A decision names a record by its id, by the record it stands in, by
    the goal that an indicator measured before the change, or by the plan as a whole; or the record
    names it, in an update that keeps the previous value, or in how it ended. `fresh` spares looking
    for the new decisions where many plans are compared.
    """

    def __init__(self, old: State, new: State, fresh: NewDecisions | None = None) -> None:
        self.old, self.new = old, new
        self.keeping: dict[str, tuple[Update, ...]] = {}
        self.fresh = fresh or new_decisions(old.register, new.register, (None, new.day))

    def __call__(self, change: Change) -> tuple[str, ...]:
        named = [decision for address in self.covering(change) for decision in self.fresh.naming.get(address, ())]
        return tuple(dict.fromkeys((*named, *self.linked(change))))

    def covering(self, change: Change) -> Iterator[str]:
        """Yield the addresses by which a decision may name a change, the nearest first."""
        for state, subject in ((self.new, change.after), (self.old, change.before)):
            if subject is None:
                continue
            yield subject.address
            yield from (beside(subject, str(step)) for step in subject.path[1:-1:2])
            if isinstance(subject.model, Indicator) and subject is (change.before or change.after):
                yield from (address_of(state.register, one, state.scope) for one in subject.model.measures)
            yield "/".join(part for part in subject.scope if part)

    def linked(self, change: Change) -> Iterator[str]:
        """Yield the new decisions that the record itself names behind the change."""
        if change.after is None:
            return
        if isinstance(change.new, Dropped) and change.new.decision:
            yield from self.settled((change.new.decision,))
        if isinstance(change.after.model, Plan) and change.path[:1] == ("status",):
            yield from self.settled(entry.decision for entry in self.new_entries(change.after.model) if entry.decision)
        key = ".".join(str(step) for step in change.path)
        for update in self.new_updates(change) if change.kind not in TELLING else ():
            if any(covers(name, key) for name in update.previous):
                yield from self.settled(update.decision)

    def new_updates(self, change: Change) -> tuple[Update, ...]:
        """Return the record's new updates that keep what was before; looked up once for each record."""
        assert change.after is not None
        if change.after.address not in self.keeping:
            told: dict[Period, list[Update]] = {}
            for update in getattr(change.before.model, "updates", ()) if change.before else ():
                told.setdefault(update.date, []).append(update)
            keep = [one for one in getattr(change.after.model, "updates", ()) if one.previous and one.decision]
            self.keeping[change.after.address] = tuple(one for one in keep if one not in told.get(one.date, ()))
        return self.keeping[change.after.address]

    def new_entries(self, plan: Plan) -> list[StatusEntry]:
        before = self.old.phase.plan.status if self.old.phase else ()
        return [entry for entry in plan.status if entry not in before]

    def settled(self, references: Iterable[str]) -> Iterator[str]:
        """Yield the decisions that are named, settle something, and did not before; by address."""
        for reference in references:
            entry = self.new.register.find(reference, self.new.scope, ("decision",))
            if entry is None or entry.address in self.fresh.before:
                continue
            if isinstance(entry.record, Decision) and decides(entry.record, self.new.day):
                yield entry.address


def beside(subject: Subject, id_: str) -> str:
    """Return the address of a record in the same plan."""
    return "/".join(part for part in (*subject.scope, id_) if part)


def covers(name: str, key: str) -> bool:
    """Tell whether a key path is another, leads to it, or is the figure in it; a note beside a figure is not."""
    inside = name.startswith(f"{key}.") and name.rpartition(".")[2] not in BESIDE
    return name == key or key.startswith(f"{name}.") or inside


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
    wanted = set(Mandates(state, state, NewDecisions({}, frozenset())).covering(change))
    own = f"{phase.address}/"
    return tuple(
        dict.fromkeys(
            found.address
            for found, decision in decisions_of(register, None)
            if found.address.startswith(own)
            and wanted.intersection(concerns(register, found, decision))
            and came(found.address.removeprefix(own))
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
