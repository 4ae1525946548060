"""Every rule, listed by hand: what it looks at, the codes it can give, and what its verdict depends on."""

from collections.abc import Iterator

from byreg.rules import (
    actions,
    continuity,
    counts,
    decisions,
    form,
    goals,
    indicators,
    municipalities,
    organisation,
    privacy,
    references,
    time,
    vocabulary,
)
from byreg.rules.rule import FileRule, Need, PhaseRule, WorkspaceRule, rule

FILE_RULES: tuple[FileRule, ...] = (
    rule(form.key_order, "BY111"),
    rule(privacy.personal_data, "BY801", "BY802", "BY803", "BY804", "BY805", "BY806"),
)

PHASE_RULES: tuple[PhaseRule, ...] = (
    rule(vocabulary.unknown_tag, "BY206", needs=("plan",)),
    rule(vocabulary.unknown_word, "BY207", needs=("plan",)),
    rule(vocabulary.unknown_tentative, "BY208"),
    rule(vocabulary.untitled_section, "BY209", needs=("plan",)),
    rule(vocabulary.unfitting_previous, "BY211", needs=("plan",)),
    rule(goals.goals_too_deep, "BY210", needs=("plan",)),
    rule(goals.plan_without_goals, "BY318", needs=("complete",)),
    rule(indicators.indicator_lacks, "BY302", "BY303", "BY304", "BY315", needs=("complete", "day")),
    rule(indicators.figure_lacks, "BY305", "BY306", needs=("complete", "day")),
    rule(indicators.target_already_met, "BY307", needs=("complete", "day")),
    rule(indicators.due_after_the_plan, "BY308", needs=("complete", "day")),
    rule(goals.assessments_hold, "BY309", "BY310", needs=("complete", "day", "time")),
    rule(goals.not_measured_without_reason, "BY311", needs=("plan", "day", "time")),
    rule(goals.vague_goal, "BY312", needs=("complete", "day", "settings")),
    rule(counts.count_differs, "BY313", needs=("complete",)),
    rule(indicators.targets_do_not_add_up, "BY314", needs=("complete", "day")),
    rule(indicators.direction_contradicts, "BY316", needs=("complete", "day")),
    rule(actions.action_lacks, "BY401", "BY402", "BY403", "BY404", needs=("complete", "day")),
    rule(actions.completed_without_result, "BY406", needs=("complete", "day", "time")),
    rule(actions.schedule_passed, "BY407", "BY408", needs=("complete", "day", "time")),
    rule(actions.depends_on_later, "BY409", needs=("complete", "day", "time")),
    rule(actions.financing_never_settled, "BY411", needs=("plan", "day", "time")),
    rule(time.status_order, "BY501", needs=("plan",)),
    rule(time.outside_plan_period, "BY502", needs=("plan",)),
    rule(
        time.told_ahead_of_time,
        "BY504",
        needs=(
            "day",
            "time",
        ),
    ),
    rule(time.two_statuses_one_day, "BY506"),
    rule(time.stale, "BY507", needs=("complete", "day", "time", "settings")),
    rule(time.measurement_overdue, "BY508", needs=("complete", "day", "time")),
    rule(time.event_unsettled, "BY509", needs=("complete", "day", "time")),
    rule(time.programme_not_reviewed, "BY510", needs=("complete", "day", "time")),
    rule(municipalities.code_not_valid, "BY602", needs=("plan", "region")),
    rule(decisions.change_without_decision, "BY701", needs=("plan", "day", "changes")),
    rule(decisions.adopted_without_decision, "BY703", needs=("complete", "day", "time")),
    rule(decisions.decision_before_hearing_ended, "BY704", needs=("complete",)),
    rule(decisions.undated_decision, "BY706", needs=("complete",)),
)

WORKSPACE_RULES: tuple[WorkspaceRule, ...] = (
    rule(references.dangling_reference, "BY201", "BY204"),
    rule(references.duplicate_id, "BY202", "BY203"),
    rule(references.reference_cycle, "BY205"),
    rule(goals.goal_without_indicator, "BY301", needs=("complete", "day")),
    rule(actions.strategy_without_action, "BY405", needs=("complete", "day")),
    rule(
        continuity.left_behind,
        "BY317",
        "BY412",
        "BY413",
        needs=(
            "day",
            "time",
        ),
    ),
    rule(actions.cannot_answer, "BY410"),
    rule(time.outside_programme_period, "BY503"),
    rule(time.continues_a_later_plan, "BY505"),
    rule(municipalities.unknown_code, "BY601", "BY603"),
    rule(municipalities.code_twice, "BY604"),
    rule(organisation.missing_role, "BY605"),
    rule(organisation.municipality_outside, "BY606"),
    rule(municipalities.municipality_twice, "BY607"),
    rule(decisions.no_report_planned, "BY705"),
)

# found where no rule looks: of files and their form, of comments, and of what cannot be compared
WITHOUT_RULE = ("BY702",)


def codes_that_need(*needs: Need) -> Iterator[str]:
    """Yield the codes whose verdicts depend on any of these."""
    wanted = frozenset(needs)
    for of_phase in PHASE_RULES:
        yield from of_phase.codes if of_phase.needs & wanted else ()
    for of_workspace in WORKSPACE_RULES:
        yield from of_workspace.codes if of_workspace.needs & wanted else ()
