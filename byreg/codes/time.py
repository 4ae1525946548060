"""5xx: days in their order."""

from byreg.codes.code import WEAKNESS, Code, entry

CODES: tuple[Code, ...] = (
    entry(
        "BY501", "status-order", "error",
        message="the plan became '{later}' on {later_day}, before it became '{earlier}' on {earlier_day}",
        hint="Put the entries in the order they happened, or correct a day.",
        demand="The plan's status entries stand in the order of their days.",
        why="The plan's status on a day is the last entry before it.",
    ),
    entry(
        "BY502", "outside-plan-period", "warning",
        message="{what} ({period}) lies outside the plan's period {plan}",
        hint="Correct the period, or carry it on in the plan of the next phase.",
        demand="Actions and milestones lie within the plan's period, at least in part.",
        why="What lies outside is followed up by nobody once the plan is closed.",
    ),
    entry(
        "BY503", "outside-programme-period", "warning",
        message="the plan's period {period} lies outside that of the programme, {programme}",
        hint="Correct the one that is wrong, in plan.yaml or programmes.yaml.",
        demand="A plan that takes part in a programme lies within the programme's period.",
        why="The programme pays for nothing outside it.",
    ),
    entry(
        "BY504", "told-ahead-of-time", "warning",
        message="{what} is dated {date}, which is not over on {day}: it does not count yet",
        hint="Write the day or month it was said; what is only planned belongs in a schedule or a target.",
        demand="Updates, assessments and observations lie in the past.",
        why="They tell what happened, and a date counts from the end of its precision; often the year is a slip.",
    ),
    entry(
        "BY505", "continues-a-later-plan", "error",
        message="'{reference}' begins {other}, after this plan ({period})",
        hint="Only the later plan says what it continues; move the reference there.",
        demand="A plan continues plans that began no later than itself.",
        why="The account between phases is made from the later one back.",
    ),
    entry(
        "BY506", "two-statuses-one-day", "warning",
        message="two updates of {date} give the statuses '{first}' and '{second}'",
        hint="Give the day of each, or keep the one that was true at the end.",
        demand="At most one status for each date.",
        why="The latest update gives the status; with two on one day it is chance.",
    ),
    entry(
        "BY507", "stale", WEAKNESS,
        message="nothing has been told of '{id}' since {last}, more than {months} months before {day}",
        hint="Add an update, if only to say that nothing has changed. The plan's 'stale_after_months' sets the limit.",
        demand="An action under way in an adopted plan has an update at least as often as the plan says; else within 12 months.",
        why="A status that nobody has looked at for a year is no status.",
    ),
    entry(
        "BY508", "measurement-overdue", WEAKNESS,
        message="'{id}' was to be measured in {due}, and nothing is observed for that time",
        hint="Add the observation, or 'not_measured' with the reason; and set the next measurement.",
        demand="What was to be measured by a day has an observation, or a reason why not.",
        why="Targets 'not measured' are found out when the final report is written.",
    ),
    entry(
        "BY509", "event-unsettled", WEAKNESS,
        message="the {kind} '{id}' was {date}, and {said}",
        hint="Add an update with 'status: reached' or 'cancelled'; if it was put off, write the new 'date', and the old one under 'previous' in an update.",
        demand="A milestone whose day has passed says whether it was reached.",
        why="A control point that nobody controls is none.",
    ),
    entry(
        "BY510", "programme-not-reviewed", "warning",
        message="the action programme was last decided on {last}, more than a year before {day}",
        hint="Review it, and add the decision (kind 'adoption' or 'amendment') under 'decisions'.",
        demand="An action programme (handlingsprogram, handlingsdel; kind 'action_programme') is reviewed each year while it is in force.",
        why="It is the part of the plan that budgets follow.",
        source="Planning and Building Act (plan- og bygningsloven) § 8-1 for regional plans, §§ 11-1 and 11-4 for municipal ones",
    ),
)  # fmt: skip
