"""What is dated, and what is measured: updates, assessments, baselines, targets, observations."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from byreg.diagnostic import KeyPath
from byreg.diff.changes import Changes, Kind, Subject
from byreg.diff.demand import harder
from byreg.diff.items import item_changes, matched
from byreg.diff.sides import Sides, difference, moved_by, pairs_of, step_of
from byreg.diff.state import State
from byreg.model.actions import Action
from byreg.model.events import Event
from byreg.model.indicators import Baseline, Indicator, Measured
from byreg.model.period import Period
from byreg.model.plan import Plan
from byreg.model.record import ActionUpdate, Assessment, EventUpdate, Update
from byreg.model.state import action_status, event_status, latest_assessment, plan_status
from byreg.model.targets import Target

PLAN_ORDER = ("draft", "consultation", "adopted", "closed")


def update_changes(
    sides: Sides, was: Subject, now: Subject, old: tuple[Update, ...], new: tuple[Update, ...]
) -> Changes:
    """Yield a move of the status, each other thing told, and each entry that was rewritten."""
    before, after = status_on(was, sides.old.day), status_on(now, sides.new.day)
    moving: Update | None = None
    differ = matched(sides, old, new)
    fresh = [item for gone, item in differ if gone is None and item is not None]
    if before != after:
        moves = [one for one in fresh if isinstance(one, (ActionUpdate, EventUpdate)) and one.status == after]
        moving = max(moves, key=lambda one: one.date.sort_key, default=None)
        yield sides.change(step_of(before, after), was, now, ("status",), old=before, new=after, told=moving)
    for gone, item in differ:
        if gone is None and item is not moving:
            yield sides.change("told", was, now, ("updates",), new=item)
        elif gone is not None:
            yield sides.change("history_edited", was, now, ("updates",), old=gone, new=item)


def status_on(subject: Subject, day: Any) -> str | None:
    match subject.model:
        case Action():
            return action_status(subject.model, day)
        case Event():
            return event_status(subject.model, day)
    return None


def assessment_changes(
    sides: Sides, was: Subject, now: Subject, old: tuple[Assessment, ...], new: tuple[Assessment, ...]
) -> Changes:
    """Yield the assessment that now holds, where it is another, and what was rewritten of earlier ones."""
    before, after = latest_assessment(old, sides.old.day), latest_assessment(new, sides.new.day)
    changed = judgement(before) != judgement(after)
    if changed:
        yield sides.change("assessed", was, now, ("assessments",), old=before, new=after)
    for gone, item in matched(sides, old, new):
        if gone is not None and not (changed and gone is before and item is after):
            yield sides.change("history_edited", was, now, ("assessments",), old=gone, new=item)
        elif gone is None and item is not after:
            yield sides.change("told", was, now, ("assessments",), new=item)


def baseline_changes(sides: Sides, was: Subject, now: Subject, old: Baseline | None, new: Baseline | None) -> Changes:
    if figure(sides, sides.old, old) != figure(sides, sides.new, new):
        yield sides.change(
            "baseline_edited", was, now, ("baseline",), old=old, new=new, difference=by_how_much(old, new)
        )
    else:
        yield from remarks(sides, was, now, ("baseline",), old, new)


def judgement(assessment: Assessment | None) -> tuple[Any, ...]:
    """Return what an assessment judges, without what it says about it."""
    return (assessment.status, assessment.word, assessment.date) if assessment else ()


def figure(sides: Sides, state: State, measured: Measured | None) -> Any:
    """Return what was measured, without what is said about it."""
    return sides.plain(state, measured.model_copy(update=dict.fromkeys(REMARKS))) if measured else None


def remarks(sides: Sides, was: Subject, now: Subject, path: KeyPath, old: Any, new: Any) -> Changes:
    """Yield what is said otherwise about something that itself is the same."""
    for key in REMARKS if old and new else ():
        before, after = getattr(old, key, None), getattr(new, key, None)
        if not sides.same(before, after, ("source",) if key == "source" else ()):
            kind: Kind = "edited" if key in ("source", "tags", "tentative") else "reworded"
            yield sides.change(kind, was, now, (*path, key), old=before, new=after)


def by_how_much(old: Measured | None, new: Measured | None) -> Any:
    return difference(old.value if old else None, new.value if new else None)


def target_changes(
    sides: Sides, was: Subject, now: Subject, old: Mapping[str, Target], new: Mapping[str, Target]
) -> Changes:
    """Yield what happened to each target: raised or lowered in what it demands, moved in time."""
    for name, before, after in pairs_of(old, new):
        if before is None or after is None:
            yield sides.change(
                "target_removed" if after is None else "target_added",
                was,
                now,
                ("targets", name),
                old=before,
                new=after,
                filled=not old,
            )
        elif not sides.same(before, after):
            yield from one_target(sides, was, now, name, before, after)


def one_target(sides: Sides, was: Subject, now: Subject, name: str, before: Target, after: Target) -> Changes:
    """Yield what became of one target: its deadline, what it demands, what is said beside it."""
    path = ("targets", name)
    if before.by != after.by:
        yield from deadline_changes(sides, was, now, (*path, "by"), before, after)
    demands = [{key: value for key, value in one.__dict__.items() if key not in BESIDE} for one in (before, after)]
    if type(before) is not type(after) or demands[0] != demands[1]:
        stricter = harder(before, after, now.model) if isinstance(now.model, Indicator) else None
        kind: Kind = "target_changed" if stricter is None else "target_raised" if stricter else "target_lowered"
        yield sides.change(kind, was, now, path, old=before, new=after, difference=one_figure(*demands))
    for key in BESIDE - {"by"}:
        if getattr(before, key) != getattr(after, key):
            kind = "reworded" if key in ("note", "label") else "edited"
            yield sides.change(kind, was, now, (*path, key), old=getattr(before, key), new=getattr(after, key))


def deadline_changes(sides: Sides, was: Subject, now: Subject, path: KeyPath, before: Target, after: Target) -> Changes:
    """Yield that a target's deadline moved; one that only says what followed from the plan's end is no move."""
    days = moved_by(deadline(sides, before, old=True), deadline(sides, after, old=False))
    if days == 0:
        yield sides.change("edited", was, now, path, old=before.by, new=after.by)
    else:
        yield sides.change("target_moved", was, now, path, old=before, new=after, days=days)


def one_figure(before: Mapping[str, Any], after: Mapping[str, Any]) -> Decimal | None:
    """Return by how much a target's figure differs, where a single one does."""
    different = [key for key in before if before[key] != after.get(key)]
    if len(different) != 1 or before.keys() != after.keys():
        return None
    values = before[different[0]], after[different[0]]
    if not all(isinstance(value, (Decimal, int)) for value in values):
        return None
    return Decimal(values[1]) - Decimal(values[0])


REMARKS = ("comment", "note", "label", "source", "tags", "tentative")
BESIDE = frozenset(Target.model_fields)


def deadline(sides: Sides, target: Target, *, old: bool) -> Period | None:
    """Return when a target is due: its own day, or its plan's end."""
    phase = (sides.old if old else sides.new).phase
    return target.by or (phase.plan.period if phase and phase.whole else None)


def observation_changes(
    sides: Sides, was: Subject, now: Subject, old: Mapping[Period, Measured], new: Mapping[Period, Measured]
) -> Changes:
    """Yield figures that came, and figures of periods already told that are told otherwise."""
    for period, before, after in pairs_of(old, new):
        path = ("observations", str(period))
        if before is None:
            if not sides.across:
                yield sides.change("observation_added", was, now, path, new=after)
        elif after is None:
            if not sides.across:
                yield sides.change("observation_removed", was, now, path, old=before)
        elif figure(sides, sides.old, before) != figure(sides, sides.new, after):
            yield sides.change(
                "observation_edited", was, now, path, old=before, new=after, difference=by_how_much(before, after)
            )
        else:
            yield from remarks(sides, was, now, path, before, after)


def forecast_changes(
    sides: Sides, was: Subject, now: Subject, old: Mapping[Period, Measured], new: Mapping[Period, Measured]
) -> Changes:
    for period, before, after in pairs_of(old, new):
        if not sides.same(before, after):
            path = ("forecast", str(period))
            yield sides.change("edited", was, now, path, old=before, new=after, difference=by_how_much(before, after))


def status_changes(sides: Sides, was: Subject, now: Subject, old: Any, new: Any) -> Changes:
    """Yield a move of a plan's status or a deliverable's."""
    if not isinstance(was.model, Plan) or not isinstance(now.model, Plan):
        yield sides.change(step_of(old, new), was, now, ("status",), old=old, new=new)
        return
    before, after = plan_status(was.model, sides.old.day), plan_status(now.model, sides.new.day)
    if before != after:
        ranks = [PLAN_ORDER.index(status) if status else -1 for status in (before, after)]
        yield sides.change(
            "status_forward" if ranks[1] > ranks[0] else "status_backward", was, now, ("status",), old=before, new=after
        )
    else:
        yield from item_changes(sides, (was, now), ("status",), old, new)


HISTORIES: Mapping[str, Callable[[Sides, Subject, Subject, Any, Any], Changes]] = {
    "updates": update_changes,
    "assessments": assessment_changes,
    "baseline": baseline_changes,
    "targets": target_changes,
    "observations": observation_changes,
    "forecast": forecast_changes,
    "status": status_changes,
}
