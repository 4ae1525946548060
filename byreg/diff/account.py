"""The account between two phases: every goal, indicator and action of the earlier one, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from byreg.diff.changes import Subject
from byreg.diff.pairing import Pairing, continuations, pair
from byreg.diff.state import State
from byreg.model.achievement import goal_status, indicator_verdict
from byreg.model.actions import Action
from byreg.model.goals import Deliverable, Goal
from byreg.model.indicators import Indicator
from byreg.model.record import Record
from byreg.model.state import action_status, is_dropped

Fate = Literal["continued", "merged", "split", "transferred", "dropped", "completed", "cancelled", "unaccounted"]
FATES: tuple[Fate, ...] = (
    "unaccounted", "completed", "continued", "merged", "split", "transferred", "dropped", "cancelled",
)  # fmt: skip
ACCOUNTED = ("goal", "indicator", "action")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one record: `others` are those that carry it on."""

    subject: Subject
    fate: Fate
    others: tuple[Subject, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """The records of one kind in the earlier phase, each with its fate."""

    kind: str
    outcomes: tuple[Outcome, ...]

    def of(self, fate: Fate) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.fate == fate)


def accounts(old: State, new: State) -> tuple[Account, ...]:
    """Return the account of each kind between two phases, in the order of the earlier plan.

    Context figures are no promises and are left out. A fate on record goes before a status: what is
    continued is continued, however far it came.
    """
    matched = pair(old, new)
    elsewhere = continuations(new)
    found = {
        kind: tuple(
            outcome_of(old, new, subject, matched, elsewhere)
            for subject in old.subjects.values()
            if subject.kind == kind and not (isinstance(subject.model, Indicator) and subject.model.context)
        )
        for kind in ACCOUNTED
    }
    return tuple(Account(kind, outcomes) for kind, outcomes in found.items() if outcomes)


def outcome_of(
    old: State, new: State, subject: Subject, matched: Pairing, elsewhere: Mapping[str, tuple[Subject, ...]]
) -> Outcome:
    """Return what became of one record of the earlier phase."""
    heirs = matched.carried.get(subject.id, ())
    if heirs:
        merged = any(len(matched.came_from[heir.id]) > 1 for heir in heirs)
        return Outcome(subject, "split" if len(heirs) > 1 else "merged" if merged else "continued", heirs)
    others = tuple(one for one in elsewhere.get(subject.address, ()) if one.scope not in (old.scope, new.scope))
    if others:
        return Outcome(subject, "transferred", others)
    if isinstance(subject.model, Record) and is_dropped(subject.model, new.day):
        return Outcome(subject, "dropped")
    return Outcome(subject, ended(old, subject))


def ended(old: State, subject: Subject) -> Fate:
    """Return how a record ended by its own status: completed, broken off, or nobody has said."""
    phase, record = old.phase, subject.model
    match record:
        case Action():
            status = action_status(record, old.day)
            return "completed" if status == "completed" else "cancelled" if status == "cancelled" else "unaccounted"
        case Deliverable():
            return "completed" if record.status == "delivered" else "unaccounted"
        case Goal() if phase:
            judged = goal_status(subject.id, record, phase.plan, phase.indicators, old.day)
            return "completed" if judged.status == "achieved" else "unaccounted"
        case Indicator() if phase:
            verdict = indicator_verdict(record, phase.plan, old.day, phase.indicators)
            return "completed" if verdict == "achieved" else "unaccounted"
    return "unaccounted"
