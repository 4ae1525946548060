"""Which record of the one state is which of the other: by id, by former id, by what continues what."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from byreg.diff.changes import Subject
from byreg.diff.state import State, subject_of
from byreg.model.record import RECORDS, Model, Record
from byreg.model.register import name_of

# what one phase hands over to the next; the rest (meetings, decisions, sources …) belongs to its own phase
CARRIED = ("goal", "deliverable", "focus_area", "theme", "objective", "strategy", "indicator", "action")
LIKE = 0.6
MOST_COMPARED = 2000  # pairs of titles held against each other for a likely link


@dataclass(frozen=True)
class Pairing:
    """The records of two states, matched. `carried` and `came_from` tell what continues what between phases."""

    pairs: tuple[tuple[Subject, Subject], ...]
    removed: tuple[Subject, ...]
    added: tuple[Subject, ...]
    carried: Mapping[str, tuple[Subject, ...]] = field(default_factory=dict)
    came_from: Mapping[str, tuple[Subject, ...]] = field(default_factory=dict)

    @property
    def addresses(self) -> dict[str, str]:
        """Return the new address of each old one that has changed."""
        return {old.address: new.address for old, new in self.pairs if old.address != new.address}


def pair(old: State, new: State) -> Pairing:
    """Match the records of two states: of the same plan by their ids, of two phases by what continues what."""
    return pair_phases(old, new) if old.scope != new.scope else pair_same(old, new)


def pair_same(old: State, new: State) -> Pairing:
    """Match by id; a record whose `former_ids` name one that is gone is that one, renamed."""
    pairs = [(was, new.subjects[id_]) for id_, was in old.subjects.items() if same_kind(was, new.subjects.get(id_))]
    taken = {was.id for was, _ in pairs}
    rest = [subject for id_, subject in new.subjects.items() if id_ not in taken]
    for subject in rest:
        former = next((id_ for id_ in former_names(old, new, subject) if id_ not in taken), None)
        if former is not None:
            taken.add(former)
            pairs.append((old.subjects[former], subject))
    found = {now.id for _, now in pairs}
    return Pairing(
        tuple(pairs),
        tuple(was for id_, was in old.subjects.items() if id_ not in taken and not new.may_hold(id_)),
        tuple(now for now in rest if now.id not in found and not old.may_hold(now.id)),
    )


def same_kind(one: Subject, other: Subject | None) -> bool:
    return other is not None and one.kind == other.kind


def former_names(old: State, new: State, subject: Subject) -> Iterator[str]:
    """Yield the ids that a record may have had on the old side, where it was of the same kind.

    The old side may be the later one: then it knows the name that came back.
    """
    entry = old.contents.former.get(subject.id)
    back = (entry.id,) if entry and entry.id not in new.subjects else ()
    yield from (id_ for id_ in (*former_ids(subject), *back) if same_kind(subject, old.subjects.get(id_)))


def former_ids(subject: Subject) -> tuple[str, ...]:
    return subject.model.former_ids if isinstance(subject.model, Record) else ()


def pair_phases(old: State, new: State) -> Pairing:
    """Match by `continues`; where a record continues nothing of the old plan, by id or former id."""
    carried: dict[str, list[Subject]] = {}
    came_from: dict[str, list[Subject]] = {}
    for subject in new.subjects.values():
        for was in continued(new, subject, old):
            carried.setdefault(was.id, []).append(subject)
            came_from.setdefault(subject.id, []).append(was)
    for subject in new.subjects.values():
        if subject.id in came_from or subject.kind not in (*CARRIED, "body"):
            continue
        for id_ in (subject.id, *former_ids(subject)):
            same = old.subjects.get(id_)
            if same is not None and id_ not in carried and same.kind == subject.kind:
                carried[id_], came_from[subject.id] = [subject], [same]
                break
    pairs = [
        (old.subjects[id_], subjects[0])
        for id_, subjects in carried.items()
        if len(subjects) == 1 and len(came_from[subjects[0].id]) == 1
    ]
    return Pairing(
        tuple(pairs),
        tuple(was for was in old.subjects.values() if was.kind in CARRIED and was.id not in carried),
        tuple(now for now in new.subjects.values() if now.kind in CARRIED and now.id not in came_from),
        {id_: tuple(subjects) for id_, subjects in carried.items()},
        {id_: tuple(subjects) for id_, subjects in came_from.items()},
    )


def continued(new: State, subject: Subject, old: State) -> Iterator[Subject]:
    """Yield the records of the old plan that a record continues, each once; also by way of plans in between."""
    found: dict[str, Subject] = {}
    seen: set[str] = set()
    waiting = [(reference, new.scope) for reference in continues(subject.model)]
    while waiting:
        reference, scope = waiting.pop(0)
        entry = new.register.find(reference, scope, RECORDS)
        address = entry.address if entry else reference
        if address in seen:
            continue
        seen.add(address)
        was = old_record(old, address)
        if was is not None:
            found.setdefault(was.id, was)
        elif entry is not None and entry.scope not in (old.scope, new.scope):
            waiting += [(one, entry.scope) for one in entry.record.continues]
    yield from found.values()


def continues(model: Model) -> tuple[str, ...]:
    return model.continues if isinstance(model, Record) else ()


def old_record(old: State, address: str) -> Subject | None:
    """Return the record of the old plan that an address names, former ids included."""
    plan, _, id_ = address.rpartition("/")
    if plan != "/".join(part for part in old.scope if part):
        return None
    former = old.contents.former.get(id_)
    return old.subjects.get(id_) or (old.subjects.get(former.id) if former else None)


def continuing(state: State) -> Mapping[str, tuple[Subject, ...]]:
    """Return every record that says it continues another, by the address it names, whether that still stands or not."""
    found: dict[str, list[Subject]] = {}
    for contents in state.register.scopes:
        for entry in contents.entries:
            for reference in entry.record.continues:
                found.setdefault(reference, []).append(subject_of(entry))
    return {address: tuple(subjects) for address, subjects in found.items()}


def moved_away(old: State, was: Subject, heirs: Mapping[str, tuple[Subject, ...]]) -> tuple[Subject, ...]:
    """Return the records of other plans that now carry on one that is gone, and did not before."""
    found = [one for one in heirs.get(was.address, ()) if one.scope != was.scope]
    before = [old.register.find(one.address, old.scope) for one in found]
    return tuple(
        one
        for one, there in zip(found, before, strict=True)
        if there is None or was.address not in there.record.continues
    )


def came_from_elsewhere(old: State, new: State, now: Subject) -> tuple[Subject, ...]:
    """Return the records of other plans that a new one carries on, and that are gone from there."""
    found = []
    for reference in continues(now.model):
        plan = reference.rpartition("/")[0]
        entry = old.register.find(reference, old.scope, RECORDS) if plan else None
        if entry is not None and entry.scope != now.scope and new.register.find(reference, new.scope, RECORDS) is None:
            found.append(subject_of(entry))
    return tuple(found)


def continuations(state: State) -> Mapping[str, tuple[Subject, ...]]:
    """Return every record of the register that continues another, by the address it continues."""
    found: dict[str, list[Subject]] = {}
    for contents in state.register.scopes:
        for entry in contents.entries:
            for reference in entry.record.continues:
                other = state.register.find(reference, contents.scope, RECORDS)
                if other is not None:
                    found.setdefault(other.address, []).append(subject_of(entry))
    return {address: tuple(subjects) for address, subjects in found.items()}


def likely_links(removed: tuple[Subject, ...], added: tuple[Subject, ...]) -> dict[str, Subject]:
    """Return, for what was removed, the added record of its kind with the most similar title; never assumed.

    Equal titles are found however many there are; among others only so many are held against each other.
    """
    by_title: dict[tuple[str, str], Subject] = {}
    for now in reversed(added):
        by_title[now.kind, title_of(now)] = now
    found = {was.id: same for was in removed if title_of(was) and (same := by_title.get((was.kind, title_of(was))))}
    taken = {now.id for now in found.values()}
    left = [(now, title_of(now), Counter(title_of(now))) for now in added if now.id not in taken]
    compared = 0
    for was in removed:
        name = title_of(was)
        letters, best = Counter(name), LIKE
        for now, other, counted in left if was.id not in found and compared < MOST_COMPARED else ():
            if now.kind != was.kind or now.id in taken:
                continue
            compared += 1
            if 2 * sum((letters & counted).values()) < best * (len(name) + len(other)):
                continue
            ratio = SequenceMatcher(None, name, other, autojunk=False).ratio()
            if ratio >= best:
                best, found[was.id] = ratio, now
        if was.id in found:
            taken.add(found[was.id].id)
    return found


def title_of(subject: Subject) -> str:
    """Return what people call a record, in small letters; long titles by their beginning."""
    return (name_of(subject.model) if isinstance(subject.model, Record) else "").casefold()[:200]
