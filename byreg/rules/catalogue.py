"""Every rule, listed by hand, with the codes it can give."""

from byreg.rules import decisions, goals, municipalities, references, time, vocabulary
from byreg.rules.rule import PhaseRule, WorkspaceRule

PHASE_RULES: dict[PhaseRule, tuple[str, ...]] = {
    vocabulary.unknown_tag: ("BY206",),
    vocabulary.unknown_word: ("BY207",),
    vocabulary.unknown_tentative: ("BY208",),
    vocabulary.untitled_section: ("BY209",),
    vocabulary.unfitting_previous: ("BY211",),
    goals.goals_too_deep: ("BY210",),
    time.status_order: ("BY501",),
    time.outside_plan_period: ("BY502",),
    time.told_ahead_of_time: ("BY504",),
    time.two_statuses_one_day: ("BY506",),
    municipalities.code_not_valid: ("BY602",),
    decisions.change_without_decision: ("BY701",),
}

WORKSPACE_RULES: dict[WorkspaceRule, tuple[str, ...]] = {
    references.dangling_reference: ("BY201", "BY204"),
    references.duplicate_id: ("BY202", "BY203"),
    references.reference_cycle: ("BY205",),
    time.outside_programme_period: ("BY503",),
    time.continues_a_later_plan: ("BY505",),
    municipalities.unknown_code: ("BY601", "BY603"),
    municipalities.code_twice: ("BY604",),
}

# what can be said of a phase whose plan's own title, period or status could not be read
NEED_NO_PLAN: tuple[PhaseRule, ...] = (vocabulary.unknown_tentative, time.told_ahead_of_time, time.two_statuses_one_day)
