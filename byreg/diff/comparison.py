"""Two states become typed changes: records matched, each pair compared, the rest come or gone."""

from collections.abc import Callable
from dataclasses import replace

from byreg.diff.account import outcome_of
from byreg.diff.changes import Change, Changes, Subject
from byreg.diff.fields import field_changes
from byreg.diff.pairing import Pairing, came_from_elsewhere, continuations, continuing, likely_links, moved_away, pair
from byreg.diff.sides import Sides
from byreg.diff.state import State
from byreg.diff.weights import weigh
from byreg.model.indicators import Indicator

Decided = Callable[[Change], tuple[str, ...]]


def compare(old: State, new: State, decided: Decided = lambda _: ()) -> Changes:
    """Yield what changed from one state to another, record by record in the order of the new plan.

    States of different phases are matched by what continues what. `decided` names the decisions
    behind a change. Pure: nothing is read, nothing is kept.
    """
    if not old.exists or not new.exists:
        yield from whole(old, new, decided)
        return
    pairing = pair(old, new)
    sides = Sides(old, new, pairing.addresses, decided)
    if old.plan and new.plan and not sides.across:
        yield from field_changes(sides, old.plan, new.plan)
    for was, now in pairing.pairs:
        yield from pair_changes(sides, was, now)
    if sides.across:
        yield from fates(sides, pairing)
    links = {} if sides.across else likely_links(pairing.removed, pairing.added)
    linked = {links[was.id].id: was for was in pairing.removed if was.id in links}
    heirs = continuing(new) if pairing.removed and not sides.across else {}
    for was in pairing.removed if not sides.across else ():
        others = moved_away(old, was, heirs)
        yield sides.change("transferred" if others else "removed", was, None, others=others, likely=links.get(was.id))
    for now in pairing.added:
        origins = came_from_elsewhere(old, new, now) if not sides.across else ()
        if origins:
            yield sides.change("transferred", None, now, others=origins)
            continue
        likely = linked.get(now.id)
        yield sides.change("decision_added" if now.kind == "decision" else "added", None, now, likely=likely)


def whole(old: State, new: State, decided: Decided) -> Changes:
    """Yield that a plan or region came or went as a whole; its records are not told one by one."""
    if old.exists != new.exists:
        sides = Sides(old, new, decided=decided)
        was, now = old.plan, new.plan
        if was or now:
            yield sides.change("added" if now else "removed", was, now)


def pair_changes(sides: Sides, was: Subject, now: Subject) -> Changes:
    """Yield what differs between a record's two sides, its id and its place included."""
    if sides.across:
        yield sides.change("continued", was, now)
    else:
        if was.id != now.id:
            yield sides.change("renamed", was, now, old=was.id, new=now.id)
        if sides.renamed.get(above(was), above(was)) != above(now):
            yield sides.change("moved", was, now, ("parent",), old=last_id(above(was)), new=last_id(above(now)))
    if was.model is not now.model:
        yield from field_changes(sides, was, now)


def above(subject: Subject) -> str:
    """Return the address of the record that a record stands in; nothing for one that stands in its plan."""
    inside = len(subject.path) > 3
    return "/".join(str(part) for part in (*subject.scope, subject.path[-3]) if part) if inside else ""


def last_id(address: str) -> str:
    return address.rpartition("/")[2]


def fates(sides: Sides, pairing: Pairing) -> Changes:
    """Yield what became of each record of the earlier phase that no single one continues."""
    elsewhere = continuations(sides.new)
    single = {was.id for was, _ in pairing.pairs}
    for id_, was in sides.old.subjects.items():
        if id_ in single or (id_ not in pairing.carried and was not in pairing.removed):
            continue
        if isinstance(was.model, Indicator) and was.model.context:
            continue  # a figure to know promises nothing
        outcome = outcome_of(sides.old, sides.new, was, pairing, elsewhere)
        match outcome.fate:
            case "merged" | "split" | "transferred":
                after = outcome.others[0] if outcome.fate == "merged" else None
                yield replace(sides.change(outcome.fate, was, after, others=outcome.others), weight="progress")
            case "dropped":
                yield sides.change("dropped", was, None, ("dropped",), new=getattr(was.model, "dropped", None))
            case "completed" | "cancelled":
                weight = weigh("status_forward", was, "status")
                yield Change("removed", weight, was, None, ("status",), old=outcome.fate)
            case _:
                yield sides.change("removed", was, None, old=outcome.fate)
