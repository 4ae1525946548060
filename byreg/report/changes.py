"""Changes as a document: by plan, by weight, by focus area; with the account between two phases."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from byreg.diff.account import FATES, Account, Fate, accounts
from byreg.diff.changes import WEIGHTS, Change, Kind, Subject, Weight
from byreg.diff.comparison import compare
from byreg.diff.goalposts import Mandates, NewDecisions, new_decisions
from byreg.diff.state import State, known, state_of
from byreg.diff.wording import Teller, Told, title_of_subject
from byreg.language.labels import N_
from byreg.language.language import Language
from byreg.model.goals import Goal, Objective, Strategy
from byreg.model.indicators import Indicator
from byreg.model.record import Item
from byreg.model.register import Phase, Register
from byreg.report.compared import Comparison, Group, Line, PlanChanges, Reckoning, Since, Weighed

WEIGHT_TITLES: dict[Weight, str] = {
    "substantive": N_("Substantive changes"),
    "progress": N_("Progress"),
    "editorial": N_("Editorial changes"),
}
WEIGHT_COUNTS: dict[Weight, tuple[str, str]] = {
    "substantive": (N_("{number} substantive change"), N_("{number} substantive changes")),
    "progress": (N_("{number} change in progress"), N_("{number} changes in progress")),
    "editorial": (N_("{number} editorial change"), N_("{number} editorial changes")),
}
FATE_TITLES: dict[Fate, str] = {
    "unaccounted": N_("Not accounted for"),
    "completed": N_("Completed"),
    "continued": N_("Carried on"),
    "merged": N_("Merged into others"),
    "split": N_("Split"),
    "transferred": N_("Carried on in another plan"),
    "dropped": N_("Dropped, with the reason"),
    "cancelled": N_("Broken off"),
}
ACCOUNT_TITLES = {"goal": N_("Goals"), "indicator": N_("Indicators"), "action": N_("Actions")}
SYMBOLS: Mapping[Kind, str] = {
    "added": "+", "target_added": "+", "observation_added": "+", "told": "+", "decision_added": "+",
    "removed": "−", "target_removed": "−", "observation_removed": "−", "dropped": "−",
    "target_raised": "▲", "target_lowered": "▼", "target_moved": "⇥", "schedule_moved": "⇥", "moved": "⇄",
    "status_forward": "▸", "status_backward": "◂", "assessed": "◆", "continued": "→", "merged": "⇒", "split": "⇉",
    "transferred": "↗",
}  # fmt: skip
# what the sentence and the remark say in full
IN_FULL: tuple[Kind, ...] = ("told", "assessed", "dropped", "continued", "status_forward", "status_backward")
OF_ITEMS: tuple[Kind, ...] = ("added", "removed", "edited")
SHOWN_BESIDE = 60  # values longer than this do not fit into the sentence, and stand below it


def plan_changes(
    old: State, new: State, language: Language, *, only: Weight | None = None, fresh: NewDecisions | None = None
) -> PlanChanges:
    """Compare two states and say what changed; `only` keeps one weight, `fresh` as for Mandates."""
    teller = Teller(old, new, language)
    across = old.scope != new.scope and old.exists and new.exists
    reckoned = accounts(old, new) if across and only is None else ()
    named = (
        {outcome.subject.address for account in accounts(old, new) for outcome in account.outcomes} if across else set()
    )
    changes = compare(old, new, Mandates(old, new, fresh))
    every = tuple(teller.tell(change) for change in changes)
    told = tuple(one for one in every if only in (None, one.change.weight))
    shown = [
        one for one in told if not (in_account(one.change) and one.change.before and one.change.before.address in named)
    ]
    return PlanChanges(
        address="/".join(part for part in new.scope if part) or "plans",
        title=title_of_state(new) or title_of_state(old) or language.text(N_("Shared by all regions")),
        summary=summary(language, shown),
        shown=tuple(shown),
        told=told,
        missing=tuple(one for one in every if one.missing),
        groups=groups(teller, shown),
        weighed=tuple(part for weight in WEIGHTS for part in weighed(teller, weight, shown)),
        reckonings=tuple(reckoning(teller, account) for account in reckoned),
        accounts=reckoned,
    )  # fmt: skip


def since_report(register: Register, phase: Phase, language: Language, *, day: date, start: date | None) -> Since:
    """Return what changed in a plan from a day, or from the day of its last report, to another."""
    begin = start or last_report(phase, day)
    if begin is None:
        words = N_("No earlier report is recorded in the plan, so there is no day to compare with.")
        return Since(language.text(words), "", ())
    scope = (phase.region, phase.id)
    old, new = (known(state_of(register, scope, one)) for one in (begin, day))
    found = plan_changes(old, new, language, fresh=new_decisions(register, register, (begin, day)))
    words = N_("From {start} to {end}.") if start else N_("Since the last report: from {start} to {end}.")
    sentence = language.text(words).format(start=language.day(begin), end=language.day(day))
    return Since(sentence, found.summary, found.weighed, tuple(line(told) for told in found.missing))


def last_report(phase: Phase, day: date) -> date | None:
    """Return the day of the last report given before a day."""
    given = [one.date.last for one in phase.plan.reports if one.date is not None and one.date.last < day]
    return max(given, default=None)


def in_account(change: Change) -> bool:
    """Tell whether the account between two phases says it all."""
    return change.kind in ("continued", "merged", "split", "transferred", "removed", "dropped")


def title_of_state(state: State) -> str:
    return title_of_subject(state.plan) if state.plan else ""


def summary(language: Language, told: Sequence[Told], *, unread: bool = False) -> str:
    """Return one line that counts the changes by weight, and those that lack a decision."""
    if not told and unread:
        return language.text(N_("No changes in what could be read."))
    if not told:
        return language.text(N_("No changes."))
    counts = Counter(one.change.weight for one in told)
    missing = sum(one.missing for one in told)
    parts = [language.plural(*WEIGHT_COUNTS[weight], counts[weight]) for weight in WEIGHTS if counts[weight]]
    if missing:
        parts[0] += ", " + language.text(N_("of them without a decision: {number}")).format(number=missing)
    line = "; ".join(parts)
    return f"{line[:1].upper()}{line[1:]}."


def weighed(teller: Teller, wanted: Weight, told: Sequence[Told]) -> Iterator[Weighed]:
    of_weight = [one for one in told if one.change.weight == wanted]
    if of_weight:
        title = teller.text(WEIGHT_TITLES[wanted])
        yield Weighed(wanted, title, str(len(of_weight)), wanted == "substantive", groups(teller, of_weight))


def groups(teller: Teller, told: Iterable[Told]) -> tuple[Group, ...]:
    """Gather changes by focus area in the order of the plan; the weightiest of each first."""
    phase = teller.new.phase or teller.old.phase
    areas = list(phase.plan.focus_areas) if phase else []
    found: dict[str, list[Told]] = {}
    for one in told:
        found.setdefault(area_of(one.change, teller), []).append(one)
    plain = not areas and all(key in ("plan", "") for key in found)
    order = ["plan", *areas, *(key for key in found if key not in ("plan", "", *areas)), ""]
    return tuple(
        Group(
            "" if plain and not key else area_title(teller, key),
            tuple(line(one) for one in sorted(found[key], key=rank)),
        )
        for key in order
        if key in found
    )


def rank(told: Told) -> tuple[bool, int]:
    return (not told.missing, WEIGHTS.index(told.change.weight))


def line(told: Told) -> Line:
    """Return a change as it is shown."""
    kind = told.change.kind
    item = kind in OF_ITEMS and bool(told.change.path) and isinstance(told.change.old or told.change.new, Item)
    long = item or kind == "reworded" or any(len(value) > SHOWN_BESIDE for value in (told.before, told.after))
    beside = (told.before, told.after) if long and not told.pieces and kind not in IN_FULL else ("", "")
    return Line(
        SYMBOLS.get(told.change.kind, "~"), told.sentence, told.change.subject.address, told.change.weight, told.missing,
        *beside, pieces=told.pieces, remark=told.remark,
    )  # fmt: skip


def area_title(teller: Teller, area: str) -> str:
    if area == "plan":
        return teller.text(N_("The plan as a whole"))
    for state in (teller.new, teller.old):
        found = state.phase.plan.focus_areas.get(area) if state.phase else None
        if found:
            return found.title
    return teller.text(N_("Without focus area"))


def area_of(change: Change, teller: Teller) -> str:
    """Return the focus area that a change belongs to; `plan` for the plan itself."""
    state = teller.new if change.after else teller.old
    if change.subject.kind in ("plan", "region", "decision", "municipality", "council", "actor", "programme"):
        return "plan"
    return area_of_subject(change.subject, state.phase) if state.phase else ""


def area_of_subject(subject: Subject, phase: Phase) -> str:
    """Follow the chain upwards: action or indicator to goal, strategy to objective, to the focus area."""
    plan, seen = phase.plan, set()
    if subject.kind == "focus_area":
        return subject.id
    model = subject.model
    waiting: list[str] = [*upwards(model)]
    if len(subject.path) > 3:
        waiting.append(str(subject.path[1]))
    while waiting:
        reference = waiting.pop(0)
        if reference in plan.focus_areas:
            return reference
        above = plan.goals.get(reference) or plan.objectives.get(reference) or plan.strategies.get(reference)
        if above is not None and reference not in seen:
            seen.add(reference)
            waiting += upwards(above)
    return ""


def upwards(model: object) -> tuple[str, ...]:
    """Return what a record says it belongs to."""
    match model:
        case Goal():
            return (*model.focus_area, *((model.parent,) if model.parent else ()))
        case Objective() | Strategy():
            return model.under
        case Indicator():
            return model.measures
    return (*getattr(model, "under", ()), *getattr(model, "focus_area", ()))


def reckoning(teller: Teller, account: Account) -> Reckoning:
    """Return the account of one kind: a sentence that adds up, and names under each fate."""
    title = teller.text(ACCOUNT_TITLES[account.kind])
    found = [(fate, account.of(fate)) for fate in FATES if account.of(fate)]
    parts = [f"{teller.text(FATE_TITLES[fate]).lower()}: {len(outcomes)}" for fate, outcomes in found]
    sentence = teller.text(N_("{total} in all – {parts}.")).format(total=len(account.outcomes), parts=", ".join(parts))
    lists = tuple(
        Group(teller.text(FATE_TITLES[fate]), tuple(fate_line(teller, one.subject, one.others) for one in outcomes))
        for fate, outcomes in found
    )
    return Reckoning(title, sentence, lists)


def fate_line(teller: Teller, subject: Subject, others: Sequence[Subject]) -> Line:
    """Return a record with those that carry it on, or why it was dropped."""
    title = title_of_subject(subject)
    names = [title_of_subject(other) for other in others]
    dropped = getattr(subject.model, "dropped", None)
    after = teller.language.listing(tuple(name for name in names if name != title))
    sentence = f"{title} → {after}" if after else title
    return Line("", sentence, subject.address, "", missing=False, remark=dropped.reason.strip() if dropped else "")


def as_comparison(
    plans: Sequence[PlanChanges], language: Language, *, content_language: str, title: str, old: str, new: str,
    unread: Sequence[str] = (),
) -> Comparison:  # fmt: skip
    """Put the changes of several plans together; plans without any are left out."""
    shown = tuple(plan for plan in plans if plan.told or plan.missing or plan.reckonings)
    return Comparison(
        template="changes",
        language=language.code,
        content_language=content_language,
        kind=language.text(N_("Changes")),
        title=shown[0].title if len(shown) == 1 else title,
        old=old,
        new=new,
        summary=summary(language, [one for plan in shown for one in plan.shown], unread=bool(unread)),
        plans=shown,
        unread=tuple(unread),
    )
