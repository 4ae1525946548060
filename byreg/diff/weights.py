"""How much a change weighs: what the plan promises, what is told of the work, what is only written better."""

from byreg.diff.changes import Kind, Subject, Weight

PROMISES = ("goal", "deliverable", "focus_area", "theme", "objective", "strategy", "indicator", "action", "milestone")
PLANNED = (*PROMISES, "cost", "financing", "plan", "region", "programme")
TOLD = ("meeting", "process_step", "consultation", "agreement", "decision", "project", "annual_event")
# by kind alone
ALWAYS: dict[Kind, Weight] = {
    "dropped": "substantive",
    "renamed": "editorial",
    "continued": "progress",
    "merged": "progress",
    "split": "progress",
    "target_removed": "substantive",
    "target_raised": "substantive",
    "target_lowered": "substantive",
    "target_moved": "substantive",
    "target_changed": "substantive",
    "observation_added": "progress",
    "status_forward": "progress",
    "assessed": "progress",
    "told": "progress",
    "history_edited": "progress",
    "decision_added": "progress",
}
# where only filling in what was empty is progress
PROMISING: tuple[Kind, ...] = (
    "moved", "reworded", "edited", "responsible_changed", "schedule_moved", "reference_changed", "financing_changed",
)  # fmt: skip
# what every figure of an indicator is read by: to state it afterwards changes what was promised
READ_BY = ("unit", "scale", "per", "direction", "group", "breakdown", "context")
# sections of prose that say what the plan is for; the others tell
PROMISING_SECTIONS = ("sections.vision", "sections.purpose", "sections.mandate", "sections.scope")
# keys that say what is promised, of a record that promises
OF_SUBSTANCE = frozenset((
    "title", "name", "text", "purpose", "definition", "method", "measured_by", "amount", "basis", "unit", "scale", "per", "direction", "group",
    "breakdown", "context", "measures", "kind", "level", "parent", "under", "focus_area", "deadline", "schedule", "date",
    "period", "responsible", "priority", "resources_from", "depends_on", "shared_with", "programme",
    "implements", "replaces", "part_of", "participants", "state", "funder", "pays_for", "in_kind", "each", "dropped",
    *PROMISING_SECTIONS,
))  # fmt: skip


def weigh(
    kind: Kind, subject: Subject, key: str, *, filled: bool = False, cosmetic: bool = False, gone: bool = False
) -> Weight:
    """Return the weight of a change of `key` (empty for a whole record).

    `filled` tells that nothing stood there before; `cosmetic`, that only case, spaces and
    punctuation changed; `gone`, that nothing stands there any more.
    """
    if kind in ALWAYS:
        return "substantive" if gone and kind == "history_edited" else ALWAYS[kind]
    if cosmetic:
        return "editorial"
    if kind == "status_backward":
        return "substantive" if subject.kind in ("plan", "decision") else "progress"
    if kind == "transferred":
        return weigh_record(kind, subject)
    if kind in ("target_added", "baseline_edited", "observation_edited", "observation_removed"):
        return "progress" if filled else "substantive"
    if kind in ("added", "removed") and key not in PROMISING_SECTIONS:
        return weigh_record(kind, subject) if not key else "progress" if key in RESULTS else "editorial"
    if kind in (*PROMISING, "added", "removed") and key in OF_SUBSTANCE and subject.kind in PLANNED:
        return "progress" if filled and key not in READ_BY else "substantive"
    return "progress" if subject.kind in TOLD or key in RESULTS else "editorial"


RESULTS = frozenset((
    "results", "challenges", "benefits", "lessons", "expected_effects", "reports", "success_factors", "carried_on",
    "participants", "next_measurement", "forecast", "resources", "status",
))  # fmt: skip


def weigh_record(kind: Kind, subject: Subject) -> Weight:
    """Weigh a record that came or went."""
    if subject.kind in PLANNED:
        return "substantive"
    if subject.kind in TOLD:
        return "substantive" if kind == "removed" and subject.kind == "decision" else "progress"
    return "editorial"
