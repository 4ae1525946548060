"""The words for every value of a plan's vocabulary; English here, Norwegian in the catalogs."""


def N_(message: str) -> str:  # noqa: N802 - the mark that gettext's tools look for
    """Mark a text for translation; it is translated where it is shown."""
    return message


VERDICTS = {
    "achieved": N_("Achieved"),
    "partly": N_("Partly achieved"),
    "not_achieved": N_("Not achieved"),
    "not_measured": N_("Not measured"),
    "not_reported": N_("Not reported"),
    "ongoing": N_("Ongoing"),
}
ACTION_STATUSES = {
    "idea": N_("Idea"),
    "planned": N_("Planned"),
    "ongoing": N_("Ongoing"),
    "completed": N_("Completed"),
    "paused": N_("Paused"),
    "cancelled": N_("Broken off"),
    "not_reported": N_("Not reported"),
}
EVENT_STATUSES = {
    "planned": N_("Planned"),
    "reached": N_("Reached"),
    "postponed": N_("Postponed"),
    "cancelled": N_("Cancelled"),
    "not_reported": N_("Not reported"),
}
MEETING_STATUSES = EVENT_STATUSES | {"reached": N_("Carried out")}
DELIVERABLE_STATUSES = {
    "planned": N_("Planned"),
    "ongoing": N_("Ongoing"),
    "delivered": N_("Delivered"),
    "partly": N_("Partly delivered"),
    "dropped": N_("Dropped"),
    "not_reported": N_("Not reported"),
}
PLAN_STATUSES = {
    "draft": N_("Draft"),
    "consultation": N_("Under consultation"),
    "adopted": N_("Adopted"),
    "closed": N_("Closed"),
}
# symbol and tone of each status: told by shape and word, colour only helps
SYMBOLS = {
    "achieved": ("✓", "good"), "completed": ("✓", "good"), "reached": ("✓", "good"), "delivered": ("✓", "good"),
    "adopted": ("✓", "good"),
    "partly": ("◐", "partial"), "postponed": ("◐", "partial"), "paused": ("‖", "partial"),
    "not_achieved": ("✗", "bad"), "cancelled": ("✗", "bad"), "dropped": ("✗", "bad"), "overdue": ("!", "bad"),
    "ongoing": ("▸", "active"), "consultation": ("▸", "active"),
    "planned": ("○", "waiting"), "idea": ("○", "waiting"), "draft": ("○", "waiting"),
    "not_measured": ("?", "unknown"), "not_reported": ("–", "unknown"), "closed": ("■", "unknown"),
    "": ("▢", "unknown"),
}  # fmt: skip
NO_STATUS = N_("No status")
OVERDUE = N_("Overdue")
COMPUTED = N_("computed")
AND = N_("and")
UNCERTAIN = N_("uncertain")

VALUES: dict[str, dict[str, str]] = {
    "goal": {
        "main": N_("Main goal"),
        "project": N_("Project goal"),
        "sub": N_("Sub-goal"),
        "outcome": N_("Outcome goal"),
        "output": N_("Output goal"),
    },
    "role": {
        "commissioner": N_("Commissioner"),
        "owner": N_("Project owner"),
        "steering_committee": N_("Steering committee"),
        "chair": N_("Chair"),
        "sponsor": N_("Project sponsor"),
        "project_manager": N_("Project manager"),
        "project_group": N_("Project group"),
        "working_group": N_("Working group"),
        "reference_group": N_("Reference group"),
        "partner": N_("Partner"),
        "observer": N_("Observer"),
        "secretariat": N_("Secretariat"),
        "other": N_("Other"),
    },
    "each": {
        "municipality": N_("Each municipality"),
        "actor": N_("Each actor"),
        "applicant": N_("Each applicant"),
        "partner": N_("Each partner"),
        "project_group": N_("Each member of the project group"),
        "working_group": N_("Each member of the working group"),
        "steering_committee": N_("Each member of the steering committee"),
        "reference_group": N_("Each member of the reference group"),
    },
    "plan": {
        "development_plan": N_("Development plan"),
        "strategy": N_("Strategy"),
        "action_programme": N_("Action programme"),
        "project": N_("Project"),
        "programme_participation": N_("Participation in a programme"),
        "societal_plan": N_("Societal plan"),
        "other": N_("Other"),
    },
    "decision": {
        "recommendation": N_("Recommendation"),
        "adoption": N_("Adoption"),
        "amendment": N_("Amendment"),
        "appropriation": N_("Appropriation"),
        "other": N_("Other"),
        "adopted": N_("Adopted"),
        "rejected": N_("Rejected"),
        "pending": N_("Pending"),
        "not_reported": N_("Not reported"),
    },
    "state": {
        "planned": N_("Planned"),
        "applied": N_("Applied for"),
        "granted": N_("Granted"),
        "refused": N_("Refused"),
        "paid": N_("Paid"),
        "not_reported": N_("Not reported"),
        "held": N_("Held"),
        "cancelled": N_("Cancelled"),
        "signed": N_("Signed"),
        "ended": N_("Ended"),
        "invited": N_("Invited"),
        "confirmed": N_("Confirmed"),
        "declined": N_("Declined"),
    },
    "participant": {
        "applicant": N_("Applicant"),
        "participant": N_("Participant"),
        "partner": N_("Partner"),
        "observer": N_("Observer"),
        "host": N_("Host"),
    },
    "annual_event": {
        "meeting": N_("Meeting"),
        "decision": N_("Decision"),
        "report": N_("Report"),
        "other": N_("Other"),
    },
    "basis": {"budget": N_("Budget"), "actual": N_("Actual")},
    "scale": {
        "number": N_("Number"),
        "percent": N_("Per cent"),
        "amount": N_("Amount"),
        "rank": N_("Rank"),
        "yes_no": N_("Yes or no"),
        "qualitative": N_("Qualitative"),
    },
    "direction": {"increase": N_("Increase"), "decrease": N_("Decrease"), "keep": N_("Keep")},
    "every": {
        "year": N_("every year"),
        "half-year": N_("every half-year"),
        "quarter": N_("every quarter"),
        "month": N_("every month"),
        "week": N_("every week"),
    },
    "per": {
        "year": N_("per year"),
        "half-year": N_("per half-year"),
        "quarter": N_("per quarter"),
        "month": N_("per month"),
        "inhabitant": N_("per inhabitant"),
        "municipality": N_("per municipality"),
    },
    "within": {
        "Q1": N_("in the first quarter"),
        "Q2": N_("in the second quarter"),
        "Q3": N_("in the third quarter"),
        "Q4": N_("in the last quarter"),
        "H1": N_("in the first half-year"),
        "H2": N_("in the second half-year"),
        "T1": N_("in the first third of the year"),
        "T2": N_("in the second third of the year"),
        "T3": N_("in the last third of the year"),
        "spring": N_("in spring"),
        "summer": N_("in summer"),
        "autumn": N_("in autumn"),
        "winter": N_("in winter"),
    },
    "source": {
        "analysis": N_("Analysis"),
        "report": N_("Report"),
        "attachment": N_("Attachment"),
        "method": N_("Method"),
        "survey": N_("Survey"),
        "plan": N_("Plan"),
        "application": N_("Application"),
        "call": N_("Call"),
        "web": N_("Web page"),
        "presentation": N_("Presentation"),
        "statistics": N_("Statistics"),
        "other": N_("Other"),
    },
    "availability": {"included": N_("Included"), "not_reported": N_("Not in the material")},
    "tag": {"live": N_("Live"), "work": N_("Work"), "visit": N_("Visit")},
    "duration": {
        "day": N_("day"),
        "days": N_("days"),
        "week": N_("week"),
        "weeks": N_("weeks"),
        "month": N_("month"),
        "months": N_("months"),
        "year": N_("year"),
        "years": N_("years"),
    },
    "section": {
        "vision": N_("Vision"),
        "purpose": N_("Purpose"),
        "background": N_("Background"),
        "scope": N_("Scope"),
        "mandate": N_("Mandate"),
        "core-questions": N_("Core questions"),
        "guidelines": N_("Guidelines"),
        "overall-assessment": N_("Overall assessment"),
        "introduction": N_("Introduction"),
        "communication": N_("Communication"),
        "method": N_("Method"),
        "summary": N_("Summary"),
    },
    "template": {
        "final": N_("Final report"),
        "final-payment": N_("Status report for final payment"),
        "status": N_("Status update"),
        "action-plan": N_("Action programme"),
        "annual": N_("Annual report"),
        "plan": N_("Development plan"),
    },
}
