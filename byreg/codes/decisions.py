"""7xx: decisions and amendments."""

from byreg.codes.code import CONTRADICTION, GAP, WEAKNESS, Code, entry

CODES: tuple[Code, ...] = (
    entry(
        "BY701", "change-without-decision", "error",
        message="an adopted plan changed without a decision: {change}",
        hint=(
            "Add the decision behind it under 'decisions' in plan.yaml, with 'result: adopted' and 'concerns: [{concerns}]'; "
            "or take the change back. A record that ends is kept, with 'dropped'."
        ),
        demand=(
            "Under `validate --against REV`: what an adopted plan promises (its period, goals, baselines, targets, deadlines, "
            "who answers, the money, what is added or ends) changes together with a decision that concerns the record, the "
            "goal it measures or stands in, or the plan."
        ),
        why="A target that is lowered in silence makes every later 'achieved' worthless.",
        source="The councils' own practice: an adopted plan is amended by the body that adopted it.",
        guard=True,
    ),
    entry(
        "BY702", "no-comparison", "error",
        message="as it was before, this could not be read, so its changes cannot be held against anything: {problem}",
        hint=(
            "Mend the file in a change of its own, which someone who may override this check lets in; what comes after it can "
            "be compared again."
        ),
        demand="Under `validate --against REV`: the plans as they were at REV can be read.",
        why="Breaking a file in one change and mending it with another target in the next would pass unseen.",
        guard=True,
    ),
    entry(
        "BY703", "adopted-without-decision", GAP,
        message="the plan is adopted, and no decision adopts it",
        hint=(
            "Write 'decision: ID' in this status entry, and under 'decisions' in plan.yaml ID with title, bodies, date, "
            "'kind: adoption' and 'result: adopted'."
        ),
        demand="An adopted plan has the decision that adopted it.",
        why="Without the decision nobody can say which text was adopted, by whom, or when.",
        source="Local Government Act (kommuneloven) § 11-4: decisions are recorded in the minutes",
    ),
    entry(
        "BY704", "decision-before-hearing-ended", CONTRADICTION,
        message="the plan was adopted {date}, before the hearing '{hearing}' was over ({end})",
        hint="Correct the day that is wrong.",
        demand="A plan is adopted after its hearing is over.",
        why="A decision taken before the answers are in was not informed by them.",
        source="Planning and Building Act (plan- og bygningsloven) §§ 8-3 and 11-14: at least six weeks for answers",
    ),
    entry(
        "BY705", "no-report-planned", WEAKNESS,
        message="{funder} pays for the plan, and nothing says when it is reported",
        hint="Add an event of 'kind: report' to the annual cycle under 'follow_up', a milestone for the report, or the report under 'reports'.",
        demand="A plan that a programme or funder pays for says when it is reported.",
        why="The last payment waits for the report, and the report for someone who knew that it was due.",
    ),
    entry(
        "BY706", "undated-decision", WEAKNESS,
        message="the decision '{id}' has no date",
        hint="Add 'date', and 'case' with the number in the minutes, such as 'sak 12/18'.",
        demand="A decision that was made has its day.",
        why="Of nine decisions in five reports, one had a date: the others cannot be looked up.",
        source="Local Government Act (kommuneloven) § 11-4: decisions are recorded in the minutes",
    ),
)  # fmt: skip
