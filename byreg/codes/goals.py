"""3xx: goals, indicators and targets that can be followed up."""

from byreg.codes.code import CONTRADICTION, GAP, WEAKNESS, Code, Severities, entry

SMART = (
    "SMART goals (specific, measurable, agreed, realistic, time-bound); DFØ's guide to goals and performance management"
)
VAGUE = Severities("advice", "warning", "warning", "warning")  # words can still be changed while others are heard
TOO_VAGUE = (
    "A final report from the programme: too few concrete goals, so the work fumbled and nobody could follow it up."
)

CODES: tuple[Code, ...] = (
    entry(
        "BY301", "goal-without-indicator", GAP,
        message="nothing measures the goal '{id}'",
        hint="Let an indicator in targets.yaml say 'measures: {id}', or list its 'deliverables'.",
        demand=(
            "Each goal, or something below it, is measured by an indicator or has deliverables. A figure to know ('context') "
            "measures nothing."
        ),
        why=TOO_VAGUE,
        source=SMART,
    ),
    entry(
        "BY302", "indicator-without-baseline", GAP,
        message="the indicator '{id}' has no baseline",
        hint="Add 'baseline: {{value: …, period: …}}'; if nobody measured, write 'baseline: {{not_measured: the reason}}'.",
        demand="An indicator of figures says where it stood when the plan began, or why nobody knows.",
        why="Without a baseline (nullpunkt) nobody can tell whether anything has changed.",
        source=SMART,
    ),
    entry(
        "BY303", "indicator-without-target", GAP,
        message="the indicator '{id}' has no target",
        hint="Add 'targets'; or say 'context: true' if it is only a figure to know.",
        demand="An indicator has a target, or is marked as a figure to know.",
        why="What has no target can be neither reached nor missed.",
        source=SMART,
    ),
    entry(
        "BY304", "indicator-without-unit", WEAKNESS,
        message="the indicator '{id}' has no unit",
        hint="Add 'unit', such as 'arbeidsplasser'.",
        demand="An indicator of numbers or amounts says what is counted.",
        why="A bare 100 in a report can be jobs, companies or kroner.",
    ),
    entry(
        "BY305", "figure-without-source", WEAKNESS,
        message="{what} of '{id}' says neither where it comes from nor how it was found",
        hint="Add 'source' to the figure or the indicator, or 'method' to the indicator.",
        demand="An observed figure and a baseline have a source, or the indicator a method.",
        why="A figure that nobody can look up again cannot be trusted, nor measured the same way next year.",
        source="Official statistics practice: figures are cited with their source",
    ),
    entry(
        "BY306", "baseline-without-date", WEAKNESS,
        message="the baseline of '{id}' has no date",
        hint="Add 'period' to the baseline, as precise as it is known.",
        demand="A baseline says which period it is of.",
        why="A change is a change since a day.",
    ),
    entry(
        "BY307", "target-already-met", WEAKNESS,
        message="the target '{target}' of '{id}' is met by the baseline {baseline} already",
        hint="Ask for more, or say 'direction: keep' (or a form such as keep_at_least) if holding on is the aim.",
        demand="A target is not met before the plan begins, unless the aim is to keep what there is.",
        why="A target that cannot be missed says nothing when it is reached.",
        source=SMART,
    ),
    entry(
        "BY308", "target-after-period", WEAKNESS,
        message="{what} is due {deadline}, after the plan ends ({period})",
        hint="Set a deadline within the plan, or make it an effect to be seen later: a goal of kind 'outcome'.",
        demand="Targets and goals are due within the plan's period; outcome goals (effektmål) may be later.",
        why="When the plan is closed nobody is left to answer for it.",
    ),
    entry(
        "BY309", "assessment-contradicts-figures", WEAKNESS,
        message="'{id}' was assessed as '{assessed}' on {day}, while its figures say '{computed}'",
        hint="Correct the one that is wrong, or explain in the assessment's comment why they differ.",
        demand=(
            "An assessment agrees with the goal's indicators as they were known that day; where people judge otherwise, "
            "its comment says why."
        ),
        why="A status that contradicts its own figures is what readers remember of a report.",
    ),
    entry(
        "BY310", "achieved-without-observation", WEAKNESS,
        message="'{id}' was assessed as achieved on {day}, and nothing had been observed",
        hint="Add the observations behind it to its indicators, the status of its deliverables, or a comment that says what was seen.",
        demand="A goal assessed as achieved has an observation, a delivered deliverable, or a comment.",
        why="Otherwise 'achieved' is an opinion.",
    ),
    entry(
        "BY311", "not-measured-without-reason", WEAKNESS,
        message="'{id}' was assessed as not measured on {day}, without a reason",
        hint="Add a 'comment': why nobody measured, and when it will be done.",
        demand="Who says 'not measured' says why.",
        why="Reports with a table of 'not measured' and nothing more left their readers with nothing.",
    ),
    entry(
        "BY312", "vague-goal", VAGUE,
        message="the goal '{id}' has no number and no deliverable, and says '{phrase}'",
        hint="Say what is to be different, how much of it, and by when; or list what is to be delivered. {off}",
        demand="A goal without a figure or a deliverable does not hide behind words that anything can fulfil.",
        why=TOO_VAGUE,
        source=SMART,
    ),
    entry(
        "BY313", "count-differs", WEAKNESS,
        message="'{said}' stands here, and the plan lists {listed}",
        hint="Correct the text or the list. Where a source said so, keep it and silence this on the line, with that reason.",
        demand="A number of goals, areas or participants that the plan states of itself agrees with what it lists.",
        why="Readers who count lose trust in everything else; most often one was forgotten.",
    ),
    entry(
        "BY314", "targets-do-not-add-up", WEAKNESS,
        message="'{id}': {change} comes to {sum} by then, and '{target}' asks for {wanted}",
        hint="Correct one of the two, or give each its own deadline.",
        demand="A change per year, a sum over the plan, and a level at the end that stand for the same indicator agree.",
        why="Two targets that ask for different things leave the choice to whoever reports.",
    ),
    entry(
        "BY315", "indicator-measures-nothing", WEAKNESS,
        message="the indicator '{id}' measures no goal, objective, deliverable or action",
        hint="Add 'measures', or say 'context: true' if it is only a figure to know.",
        demand="An indicator says what it is a measure of.",
        why="A figure that belongs to no goal is reported by nobody.",
    ),
    entry(
        "BY316", "direction-contradicts-target", CONTRADICTION,
        message="'{id}' is to {direction}, and its target '{target}' asks for the other way",
        hint="Correct the direction, the target or the baseline; of a rank, a better one is a 'decrease'.",
        demand="The direction of an indicator and its targets agree.",
        why="A report cannot tell whether a change is progress.",
    ),
    entry(
        "BY317", "goal-left-behind", WEAKNESS,
        message="'{id}' was neither reached nor dropped, and {later} does not continue it",
        hint="Let a record of {later} say 'continues: [{address}]', assess it as achieved, partly or not_achieved, or say 'dropped' with the reason.",
        demand="Each goal of an earlier phase is continued, merged, completed or dropped on record.",
        why="Goals that quietly disappear between two phases are the ones that were missed.",
    ),
    entry(
        "BY318", "plan-without-goals", GAP,
        message="the plan has neither a goal nor an objective",
        hint="Add 'goals' in plan.yaml: what is to be different when the plan is over.",
        demand="A plan says what it is to reach.",
        why="The vaguest plan of all is the one without a goal.",
        source=SMART,
    ),
)  # fmt: skip
