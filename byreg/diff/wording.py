"""A change as a sentence, in the region's language: who reads it need not know YAML."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from byreg.diff.changes import Change, Kind, Subject
from byreg.diff.goalposts import covers, lacks_decision
from byreg.diff.prose import Piece, changed_words
from byreg.diff.state import State
from byreg.diff.values import about_decision, decision_title, end_of, say_value, stretch_between
from byreg.language.glossary import KEYS, title_of
from byreg.language.labels import N_
from byreg.language.language import Language
from byreg.model.events import Decision
from byreg.model.indicators import Measured
from byreg.model.period import Period, parse_period
from byreg.model.plan import Plan
from byreg.model.record import Assessment, Dropped, Item, Model, Record, Update
from byreg.model.register import Phase, name_of
from byreg.model.targets import FORMS
from byreg.personal import masked
from byreg.printable import on_one_line
from byreg.wording.wording import Wording

# each kind of change: where both values are known, where the first was empty, where the last is
SENTENCES: dict[Kind, tuple[str, str, str]] = {
    "added": (N_("{record} added: {title}"),) * 3,
    "removed": (N_("{record} removed: {title}"),) * 3,
    "dropped": (N_("{record} dropped: {title}"),) * 3,
    "renamed": (N_("{title} changed its id from {old} to {new}"),) * 3,
    "moved": (N_("{title} moved from {old} to {new}"), N_("{title} placed under {new}"), N_("{title} no longer placed under {old}")),
    "reworded": (N_("{key} of {title} reworded"), N_("{key} of {title} added"), N_("{key} of {title} removed")),
    "edited": (N_("{key} of {title} changed from {old} to {new}"), N_("{key} of {title} set to {new}"), N_("{key} of {title} removed (was {old})")),
    "continued": (N_("{title} is carried on as {new}"), N_("{title} is carried on"), N_("{title} is carried on")),
    "merged": (N_("{title} is merged into {new}"),) * 3,
    "split": (N_("{title} is split into {new}"),) * 3,
    "transferred": (N_("{title} is carried on in another plan: {new}"),) * 3,
    "target_added": (N_("A target set for {title}: {new}"),) * 3,
    "target_removed": (N_("A target of {title} removed: {old}"),) * 3,
    "target_raised": (N_("The target of {title} raised from {old} to {new}"),) * 3,
    "target_lowered": (N_("The target of {title} lowered from {old} to {new}"),) * 3,
    "target_moved": (N_("The deadline of the target of {title} changed: {old} → {new}"), N_("The target of {title} got the deadline {new}"), N_("The target of {title} lost its deadline {old}")),
    "target_changed": (N_("The target of {title} changed from {old} to {new}"),) * 3,
    "baseline_edited": (N_("The baseline of {title} changed from {old} to {new}"), N_("The baseline of {title} set to {new}"), N_("The baseline of {title} removed (was {old})")),
    "observation_added": (N_("{title}, {period}: {new}"),) * 3,
    "observation_edited": (N_("The figure of {title} for {period} changed from {old} to {new}"),) * 3,
    "observation_removed": (N_("The figure of {title} for {period} removed (was {old})"),) * 3,
    "status_forward": (N_("{title}: {old} → {new}"), N_("{title}: {new}"), N_("{title}: {old} → no status")),
    "status_backward": (N_("{title}: {old} → {new}"), N_("{title}: {new}"), N_("{title}: {old} → no status")),
    "assessed": (N_("{title} assessed anew: {old} → {new}"), N_("{title} assessed: {new}"), N_("The assessment of {title} removed (was {old})")),
    "told": (N_("{title}, {period}: news"),) * 3,
    "history_edited": (N_("{title}: what was told on {period} was rewritten"), "", N_("{title}: what was told on {period} was removed")),
    "responsible_changed": (N_("The responsibility for {title} moved from {old} to {new}"), N_("The responsibility for {title} given to {new}"), N_("Nobody answers for {title} any more (was {old})")),
    "schedule_moved": (N_("{key} of {title} changed: {old} → {new}"), N_("{key} of {title} set to {new}"), N_("{key} of {title} removed (was {old})")),
    "financing_changed": (N_("{key} of {title} changed from {old} to {new}"), N_("{key} of {title} set to {new}"), N_("{key} of {title} removed (was {old})")),
    "decision_added": (N_("Decision: {title}"),) * 3,
    "reference_changed": (N_("{key} of {title} changed from {old} to {new}"), N_("{key} of {title} set to {new}"), N_("{key} of {title} removed (was {old})")),
}  # fmt: skip
LATER = N_("{key} of {title} put off by {stretch}: {old} → {new}")
EARLIER = N_("{key} of {title} brought forward by {stretch}: {old} → {new}")
TARGET_LATER = N_("The deadline of the target of {title} put off by {stretch}: {old} → {new}")
TARGET_EARLIER = N_("The deadline of the target of {title} brought forward by {stretch}: {old} → {new}")
EASED = N_("The target of {title} eased from {old} to {new}")
TIGHTENED = N_("The target of {title} tightened from {old} to {new}")
MORE = N_("{key} of {title} increased by {difference}, from {old} to {new}")
LESS = N_("{key} of {title} reduced by {difference}, from {old} to {new}")
FATES = {
    "completed": N_("{record} completed, and not carried on: {title}"),
    "cancelled": N_("{record} broken off, and not carried on: {title}"),
    "unaccounted": N_("{record} not accounted for: {title}"),
}
TAKEN_OVER = N_("{title} is taken over from another plan: {new}")
KEPT = N_("{title}, {period}: what was before is kept")
REFERENCES = (
    N_("{key} of {title} changed from {old} to {new}"),
    N_("{key} of {title}: {new} added"),
    N_("{key} of {title}: {old} removed"),
)
ITEM_ADDED = N_("{title} – {key}: one entry added")
ITEM_REMOVED = N_("{title} – {key}: one entry removed")
ITEM_EDITED = N_("{title} – {key}: one entry changed")
ITEM_REWORDED = N_("{title} – {key}: one entry reworded")
ITEMS: dict[Kind, str] = {
    "added": ITEM_ADDED, "removed": ITEM_REMOVED, "edited": ITEM_EDITED, "reworded": ITEM_REWORDED,
}  # fmt: skip
# changes of a figure that only `previous` lets a comparison of days tell
REWRITTEN: tuple[Kind, ...] = ("target_raised", "target_lowered", "target_changed", "target_moved", "baseline_edited")
# changes of one figure: what both sides share is said once
FIGURES: tuple[Kind, ...] = ("target_raised", "target_lowered", "baseline_edited", "observation_edited")
PROSE: tuple[Kind, ...] = ("reworded", "told", "history_edited")
SHORT = 60  # characters of a wording that fit into the sentence itself


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words: a sentence, both values in full, and for prose which words changed.

    `missing` tells that a decision is needed and there is none; `remark` what else helps to read it.
    """

    change: Change
    sentence: str
    title: str
    before: str = ""
    after: str = ""
    pieces: tuple[Piece, ...] = ()
    remark: str = ""
    missing: bool = False


@dataclass(frozen=True)
class Teller:
    """Says the changes between two states in one language."""

    old: State
    new: State
    language: Language

    @cached_property
    def voices(self) -> tuple[Wording, Wording]:
        """Return what says the values of the old side, and of the new."""
        return voice(self.old, self.new, self.language), voice(self.new, self.old, self.language)

    def tell(self, change: Change) -> Told:
        """Return a change in words."""
        old, new = self.value(change, old=True), self.value(change, old=False)
        missing = self.old.scope == self.new.scope and lacks_decision(change, self.old)
        pieces = changed_words(old, new) if change.kind in PROSE and old and new else ()
        return Told(
            change,
            self.decided(change, self.plainly(change, old, new), missing=missing),
            self.title(change),
            old,
            new,
            pieces,
            self.remark(change) or (new if change.kind == "told" and not keeps_what_was(change.new) else ""),
            missing,
        )

    def plainly(self, change: Change, old: str | None = None, new: str | None = None) -> str:
        """Return a change as a sentence, with nothing about decisions."""
        say = self.voices[1] if change.after else self.voices[0]
        before = self.value(change, old=True) if old is None else old
        after = self.value(change, old=False) if new is None else new
        return self.line(change, before, after).format(
            record=self.noun(change.subject), title=self.quoted(self.title(change)), key=self.key(say, change),
            old=self.first(change, before, after), new=self.last(change, before, after), period=self.period(change),
            stretch=self.stretch(change), difference=self.by_how_much(say, change),
        )  # fmt: skip

    def text(self, message: str) -> str:
        return self.language.text(message)

    def quoted(self, title: str) -> str:
        return self.text(N_("“{text}”")).format(text=title)

    def noun(self, subject: Subject) -> str:
        return self.language.value("record", subject.kind)

    def title(self, change: Change) -> str:
        """Return what people call the record: as it was called before, where it was carried on under another name."""
        subject = change.before if change.kind in ("continued", "merged", "split") and change.before else change.subject
        return title_of_subject(subject)

    def line(self, change: Change, old: str, new: str) -> str:
        """Choose the sentence."""
        both, first, last = SENTENCES[change.kind]
        if change.kind == "told" and isinstance(change.new, Update) and keeps_what_was(change.new):
            return self.text(KEPT)
        if change.kind == "removed" and str(change.old) in FATES:
            return self.text(FATES[str(change.old)])
        if change.path and change.kind in ITEMS and (isinstance(change.old or change.new, Item)):
            return self.text(ITEMS[change.kind])
        if change.kind == "continued":
            return self.text(both if new else first)
        if change.kind == "transferred" and change.before is None:
            return self.text(TAKEN_OVER)
        if change.kind == "reference_changed" and isinstance(change.old, tuple) and change.old and change.new:
            both, first, last = REFERENCES
        moved = self.moved_line(change) or self.figure_line(change)
        if moved and old and new:
            return self.text(moved)
        return self.text(both if old and new else first if new else last if old else both)

    def moved_line(self, change: Change) -> str:
        """Choose the sentence for a date that moved by a known stretch."""
        if not change.days:
            return ""
        if change.kind == "target_moved":
            return TARGET_LATER if change.days > 0 else TARGET_EARLIER
        return (LATER if change.days > 0 else EARLIER) if change.kind == "schedule_moved" else ""

    def figure_line(self, change: Change) -> str:
        """Choose the sentence for a figure: a limit that was lowered to demand more is tightened, not lowered."""
        if change.kind == "financing_changed" and change.difference:
            return MORE if change.difference > 0 else LESS
        if change.kind not in ("target_raised", "target_lowered"):
            return ""
        grew = change.difference is not None and change.difference > 0
        plain = change.difference is not None and grew is (change.kind == "target_raised")
        return "" if plain else TIGHTENED if change.kind == "target_raised" else EASED

    def decided(self, change: Change, line: str, *, missing: bool) -> str:
        """Add the decision behind a change, or that there is none."""
        if missing:
            return self.text(N_("{sentence}, without a decision")).format(sentence=line)
        if change.weight != "substantive" or not change.decisions:
            return line
        names = [self.decision(address) for address in change.decisions]
        return self.text(N_("{sentence} (decided: {decision})")).format(
            sentence=line, decision=self.language.listing(names)
        )

    def decision(self, address: str) -> str:
        entry = self.new.register.find(address, self.new.scope, ("decision",))
        found = entry.record if entry else None
        return decision_title(self.voices[1], found) if isinstance(found, Decision) else address

    def key(self, say: Wording, change: Change) -> str:
        """Return the key's title; of a section its own."""
        steps = [str(step) for step in change.path]
        if steps[:1] == ["sections"] and len(steps) > 1:
            section = change.new or change.old
            title = section.title if isinstance(section, Model) and hasattr(section, "title") else None
            return str(title or say.language.value("section", steps[1]))
        known = [step for step in steps if step in KEYS]
        return self.text(title_of(known[-1])) if known else ""

    def value(self, change: Change, *, old: bool) -> str:
        """Say one side's value in full; empty where there is none."""
        say, subject = self.voices[0 if old else 1], change.before if old else change.after
        value = change.old if old else change.new
        if change.kind in ("continued", "merged", "split", "transferred"):
            return "" if old else self.heirs(change)
        if change.kind == "renamed":
            return str(value)
        if value is None:
            return ""
        if change.kind == "reworded" and isinstance(value, Item):
            return str(getattr(value, "text", "") or "").strip()
        if change.kind == "target_moved":
            by = value.by or (say.phase.plan.period if say.phase.whole else None)
            return say.language.period(by) if by else say.not_stated
        if change.kind in ("reference_changed", "moved") and isinstance(value, (tuple, str)):
            return self.came_or_went(say, change, old=old)
        return say_value(say, subject or change.subject, change.path, value)

    def came_or_went(self, say: Wording, change: Change, *, old: bool) -> str:
        """Name the references that only one side has: what they share need not be told."""
        sides = [value if isinstance(value, tuple) else (value,) for value in (change.old or (), change.new or ())]
        found = [
            {self.address(voice, one): one for one in side} for voice, side in zip(self.voices, sides, strict=True)
        ]
        here, there = (found[0], found[1]) if old else (found[1], found[0])
        came = {address: one for address, one in here.items() if address not in there}
        other = self.voices[1 if old else 0]
        alike = {other.name(one) for one in there.values()}
        names = [(say.name(one), one) for one in came.values()]
        return say.language.listing(
            [f"{self.quoted(name)}{f' ({one})' if name in alike else ''}" for name, one in names]
        )

    def address(self, say: Wording, reference: str) -> str:
        """Return what a reference names, under its present address."""
        entry = say.entry(reference)
        address = entry.address if entry else reference
        return self.new.register.renamed.get(address, address)

    def heirs(self, change: Change) -> str:
        """Name the records that carry on another."""
        heirs = change.others or ((change.after,) if change.after else ())
        names = [self.quoted(title_of_subject(heir)) for heir in heirs]
        if change.kind == "continued" and names == [self.quoted(self.title(change))]:
            return ""
        if change.kind == "transferred":
            names = [f"{name} ({heir.scope[0]}/{heir.scope[1]})" for name, heir in zip(names, heirs, strict=True)]
        return self.language.listing(names)

    def first(self, change: Change, old: str, new: str) -> str:
        """Return the old value for the sentence: what it shares with the end of the new one is said once, there."""
        if change.kind not in FIGURES or change.difference is None:
            return shortened(old)
        before, after = old.split(" "), new.split(" ")
        while before and after and before[-1] == after[-1] and len(before) > 1:
            before.pop()
            after.pop()
        return " ".join(before)

    def last(self, change: Change, old: str, new: str) -> str:
        """Return the new value for the sentence: what it shares with the beginning of the old one is said once, there."""
        if change.kind not in FIGURES or change.difference is None:
            return shortened(new)
        before, after = old.split(" "), new.split(" ")
        while before and after and before[0] == after[0] and len(after) > 1:
            before.pop(0)
            after.pop(0)
        return " ".join(after)

    def period(self, change: Change) -> str:
        """Return the period of an observation, or the day of an update."""
        told = change.new or change.old
        if isinstance(told, (Update, Assessment)):
            return self.language.period(told.date)
        if change.kind.startswith("observation") and len(change.path) == 2:
            return self.language.period(parse_period(str(change.path[1])))
        return ""

    def stretch(self, change: Change) -> str:
        """Say how far a date moved: whole years or months where it is, else days."""
        ends = [end_of(value, say) for value, say in zip((change.old, change.new), self.voices, strict=True)]
        if not change.days or ends[0] is None or ends[1] is None:
            return ""
        number, unit = stretch_between(ends[0], ends[1])
        return f"{number} {self.language.value('duration', unit if number == 1 else f'{unit}s')}"

    def by_how_much(self, say: Wording, change: Change) -> str:
        if change.difference is None:
            return ""
        line = change.subject.model
        hours = getattr(line, "unit", "") == "hours"
        size = abs(change.difference)
        return (
            say.language.plural(N_("{number} hour"), N_("{number} hours"), size) if hours else say.language.money(size)
        )

    def remark(self, change: Change) -> str:
        """Say what helps to understand a change: why it came, or which record it may be."""
        if change.likely is not None and change.kind == "removed":
            words = N_("Is it the same as {likely}? Then write former_ids: [{id}] there.")
            return self.text(words).format(likely=self.quoted(title_of_subject(change.likely)), id=change.subject.id)
        if isinstance(change.new, Dropped):
            return ": ".join((self.language.period(change.new.date), change.new.reason.strip()))
        if change.kind == "decision_added" and isinstance(change.subject.model, Decision):
            return ", ".join(about_decision(self.voices[1], change.subject.model))
        if change.kind in REWRITTEN:
            return self.keeping(change)
        if isinstance(change.told, Update):
            return (change.told.text or "").strip()
        if isinstance(change.new, Assessment):
            return (change.new.comment or "").strip()
        if change.kind == "observation_added" and isinstance(change.new, Measured):
            return (change.new.comment or "").strip()
        return ""

    def keeping(self, change: Change) -> str:
        """Say how to keep what was before, so that a comparison of days can tell it; nothing where it is kept."""
        key, value = what_was(change)
        updates = getattr(change.subject.model, "updates", ())
        kept = any(covers(name, key) for update in updates for name in update.previous)
        if not key or kept or self.old.scope != self.new.scope:
            return ""
        words = N_("To keep what was before, add an update with previous: {{{key}: {value}}}.")
        return self.text(words).format(key=key, value=value)


def what_was(change: Change) -> tuple[str, Any]:
    """Return the key path and the value that a target or baseline had, where it is one value."""
    fields = {name: value for name, value in dict(change.old or ()).items() if value is not None and value != ()}
    if change.kind == "target_moved":
        return (".".join(map(str, change.path)), change.old.by) if change.old.by else ("", None)
    different = [
        name
        for name, value in fields.items()
        if name in FORMS or name == "value"
        if value != getattr(change.new, name, None)
    ]
    if len(different) != 1 or isinstance(fields[different[0]], (dict, tuple)):
        return "", None
    return ".".join((*map(str, change.path), different[0])), fields[different[0]]


def keeps_what_was(update: Update) -> bool:
    """Tell whether an update only keeps the value that something had."""
    return bool(update.previous) and not update.text and not getattr(update, "status", None)


def voice(state: State, other: State, language: Language) -> Wording:
    """Return what says one side's values; a region speaks through one of its plans."""
    phase = state.phase or other.phase
    node = state.register.regions.get(state.scope[0] or "")
    phase = phase or next(iter(node.phases.values() if node else state.register.phases), None)
    stand_in = Plan.model_construct(
        schema_version=1, kind="other", title="", period=Period(None, None, "interval", "../.."), status=()
    )
    return Wording(
        state.register, phase or Phase("", "", stand_in, {}, {}, state.contents, whole=False), language, state.day
    )


def title_of_subject(subject: Subject) -> str:
    """Return what people call a record, with its label."""
    model = subject.model
    name = name_of(model) if isinstance(model, Record) else str(getattr(model, "title", "") or region_name(model))
    label = getattr(model, "label", None)
    return f"{label}: {name}" if label else name or subject.address


def region_name(model: Model) -> str:
    names = getattr(model, "names", ())
    return names[-1].name if names else ""


def shortened(text: str) -> str:
    """Return a value that fits into a sentence; the whole of it stands beside."""
    line = on_one_line(text)
    if len(line) <= SHORT:
        return line
    return f"{masked(line)[: SHORT - 1].rstrip()}…"  # a part of a number could no longer be recognised as one
