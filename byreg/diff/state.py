"""One side of a comparison: the records of a plan, a region or the workspace, as known on a day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from byreg.diff.changes import Subject
from byreg.diff.previous import set_back
from byreg.model.actions import ActionTable
from byreg.model.indicators import Indicator, IndicatorTable
from byreg.model.plan import Plan
from byreg.model.record import Model, Record, Update
from byreg.model.register import Contents, Entry, Phase, Register, Scope
from byreg.model.state import status_day

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class State:
    """The records of one scope in their register, read as of a day."""

    register: Register
    contents: Contents
    day: date
    phase: Phase | None = None

    @property
    def scope(self) -> Scope:
        return self.contents.scope

    @cached_property
    def plan(self) -> Subject | None:
        """Return the plan or region as a whole; nothing where it could not be read or does not exist."""
        for root in self.contents.roots:
            if isinstance(root, Plan):
                return Subject(self.scope, "", "plan", (), root) if self.phase and self.phase.whole else None
            if type(root).__name__ == "Region" and not self.contents.lost:
                return Subject(self.scope, "", "region", (), root)
        return None

    @property
    def exists(self) -> bool:
        return bool(self.contents.roots)

    @cached_property
    def subjects(self) -> Mapping[str, Subject]:
        """Return the first record of each id, in the order of the files."""
        found: dict[str, Subject] = {}
        for entry in self.contents.entries:
            found.setdefault(entry.id, subject_of(entry))
        return found

    def may_hold(self, id_: str) -> bool:
        """Tell whether a record that was not read may still stand in the files."""
        return self.contents.lost or id_ in self.contents.left_out


def subject_of(entry: Entry) -> Subject:
    return Subject(entry.scope, entry.id, entry.kind, entry.path, entry.record)


def state_of(register: Register, scope: Scope, day: date) -> State:
    """Return the state of a scope; an empty one where the register has no such plan or region."""
    region, phase_id = scope
    node = register.regions.get(region) if region else None
    if region is None:
        return State(register, register.shared, day)
    if node is None or (phase_id and phase_id not in node.phases):
        return State(register, Contents(scope, ()), day)
    phase = node.phases[phase_id] if phase_id else None
    return State(register, phase.contents if phase else node.contents, day, phase)


def known(state: State) -> State:
    """Return the state with only what was known on its day.

    Later updates, assessments, observations and decisions are left out, and what an update says
    was different before it is set back.
    """
    if state.phase is None:
        return state
    phase = state.phase
    plan = known_plan(phase.plan, state.day)
    indicators = {id_: as_known(one, state.day) for id_, one in phase.indicators.items()}
    actions = {id_: as_known(one, state.day) for id_, one in phase.actions.items()}
    roots: tuple[Model, ...] = (
        plan,
        IndicatorTable.model_construct(schema_version=1, indicators=indicators),
        ActionTable.model_construct(schema_version=1, actions=actions),
    )
    contents = Contents(phase.contents.scope, roots, phase.contents.lost, phase.contents.left_out)
    then = replace(phase, plan=plan, indicators=indicators, actions=actions, contents=contents)
    return State(state.register, contents, state.day, then)


def known_plan(plan: Plan, day: date) -> Plan:
    told = as_known(plan, day)
    kept = [entry for entry in plan.status if (since := status_day(entry, plan)) is None or since.last <= day]
    decisions = {id_: one for id_, one in told.decisions.items() if one.date is None or one.date.last <= day}
    return told.model_copy(update={"decisions": decisions, "status": tuple(kept)})


def as_known(model: M, day: date) -> M:
    """Return a record, and the records in it, without what was told after the day."""
    changed: dict[str, Any] = {}
    updates: tuple[Update, ...] = getattr(model, "updates", ())
    later = sorted((one for one in updates if one.date.last > day), key=lambda one: one.date.sort_key, reverse=True)
    for update in later:
        for key, value in update.previous.items():
            model = set_back(model, key.split("."), value)
    for name in ("updates", "assessments"):
        told = getattr(model, name, ())
        kept = tuple(one for one in told if one.date.last <= day)
        if len(kept) != len(told):
            changed[name] = kept
    if isinstance(model, Record) and model.dropped is not None and model.dropped.date.last > day:
        changed["dropped"] = None
    if isinstance(model, Indicator):
        changed["observations"] = {when: one for when, one in model.observations.items() if when.last <= day}
    for name, value in model.__dict__.items():
        if isinstance(value, dict) and value and isinstance(next(iter(value.values())), Record):
            changed[name] = {key: as_known(record, day) for key, record in value.items()}
    return model.model_copy(update=changed) if changed else model


def scopes_of(*registers: Register) -> Iterator[Scope]:
    """Yield the scopes of some registers, each once: what is shared, then each region and its plans."""
    yield (None, None)
    found: dict[Scope, None] = {}
    for register in registers:
        for node in register.regions.values():
            found[node.id, None] = None
            found |= {(node.id, id_): None for id_ in node.phases}
    yield from sorted(found, key=lambda scope: (scope[0] or "", scope[1] or ""))
