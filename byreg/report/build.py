"""Put a plan on a day together as one Report, for any of the templates."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from byreg.language import labels
from byreg.language.glossary import title_of
from byreg.language.labels import N_
from byreg.language.language import Language
from byreg.model.finance import Line
from byreg.model.plan import Body, Plan, StatusEntry
from byreg.model.register import Phase, RegionNode, Register
from byreg.model.state import plan_status
from byreg.report import view
from byreg.report.actions import action_groups, action_views
from byreg.report.goals import area_views, flattened, goal_views, link_view
from byreg.report.records import by_speaker, event_view, items, points, record_view, records, section
from byreg.report.targets import indicator_views
from byreg.report.wording import Wording

ASSESSING = ("overall-assessment", "contribution")
COMMUNICATING = ("communication",)
ANALYSIS = (
    "strengths", "weaknesses", "opportunities", "threats", "target_groups", "risks",
)  # fmt: skip
DEFAULT_TEMPLATE = {"draft": "plan", "consultation": "plan", "adopted": "action-plan", "closed": "final"}
LINE_SHOWN = ("amount", "unit", "approx", "per")


def default_template(plan: Plan, day: date) -> str:
    """Choose the report that a plan's status calls for."""
    return DEFAULT_TEMPLATE[plan_status(plan, day)]


def build_report(
    register: Register, phase: Phase, template: str, *, language: Language, day: date,
    municipality: str | None = None, incomplete: Sequence[str] = (),
) -> view.Report:  # fmt: skip
    """Return everything that the templates print.

    `municipality` narrows the action table; `incomplete` names the errors that were passed over.
    """
    say = Wording(register, phase, language, day)
    node, plan = register.regions[phase.region], phase.plan
    goals = goal_views(say)
    every_goal = tuple(flattened(goals))
    actions = action_views(say, municipality, node.region)
    measured = {id_: indicator for id_, indicator in phase.indicators.items() if not indicator.context}
    context = {id_: indicator for id_, indicator in phase.indicators.items() if indicator.context}
    sections = [section(say, id_, found) for id_, found in plan.sections.items()]
    follow_up = plan.follow_up
    return view.Report(
        template=template,
        language=language.code,
        kind=language.value("template", template),
        title=plan.title,
        region=node.region.name_in(plan.period),
        day=language.day(day),
        period=language.period(plan.period),
        plan_status=say.status(plan_status(plan, day), labels.PLAN_STATUSES),
        year=str(day.year),
        incomplete=tuple(incomplete),
        municipality=node.region.municipalities[municipality].name if municipality else "",
        facts=plan_facts(say, plan),
        status_history=tuple(status_entry(say, entry) for entry in plan.status),
        participants=items(say, plan.participants, "actor"),
        introduction=tuple(one for one in sections if one.id not in (*ASSESSING, *COMMUNICATING)),
        assessment=tuple(one for one in sections if one.id in ASSESSING),
        communication=tuple(one for one in sections if one.id in COMMUNICATING),
        analysis=tuple(
            view.Section(name, say.text(title_of(name)), points=points(say, getattr(plan, name)))
            for name in ANALYSIS
            if getattr(plan, name)
        ),
        organisation=tuple(body_view(say, id_, body) for id_, body in plan.organisation.items()),
        goals=goals,
        every_goal=every_goal,
        areas=area_views(say, goals),
        themes=tuple(link_view(say, id_, theme) for id_, theme in plan.themes.items()),
        indicators=indicator_views(say, measured),
        context_figures=indicator_views(say, context),
        actions=tuple(actions.values()),
        action_groups=action_groups(say, actions),
        action_counts=counts(action.status for action in actions.values()),
        goal_counts=counts(goal.status for goal in every_goal),
        milestones=tuple(event_view(say, id_, event) for id_, event in plan.milestones.items()),
        process=tuple(event_view(say, id_, event) for id_, event in plan.process.items()),
        meetings=tuple(event_view(say, id_, event) for id_, event in plan.meetings.items()),
        consultation=records(say, plan.consultation),
        decisions=records(say, plan.decisions),
        agreements=records(say, plan.agreements),
        costs=tuple(line_view(say, id_, line) for id_, line in plan.costs.items()),
        financing=tuple(line_view(say, id_, line) for id_, line in plan.financing.items()),
        results=points(say, plan.results),
        effects=points(say, plan.expected_effects),
        benefits=by_speaker(say, plan.benefits),
        lessons=by_speaker(say, plan.lessons),
        challenges=points(say, plan.challenges),
        success_factors=points(say, plan.success_factors),
        follow_up=follow_up_view(say, plan),
        follow_up_organisation=points(say, follow_up.organisation) if follow_up else (),
        annual_cycle=records(say, follow_up.annual_cycle) if follow_up else (),
        carried_on=points(say, follow_up.carried_on) if follow_up else (),
        portfolio=tuple(
            view.Project(
                record_view(say, id_, project, ("cross_cutting", "responsible")),
                project.title,
                "; ".join(say.responsible(project.responsible)),
                project.cross_cutting,
            )
            for id_, project in plan.portfolio.items()
        ),
        reports_given=items(say, plan.reports, "title"),
        sources=records(say, plan.sources),
        tag_sets=tuple(view.Fact(tags.title, tuple(tags.names.values())) for tags in plan.tag_sets.values()),
        words=tuple(view.Fact(word, (meaning_of(say, meaning),)) for word, meaning in plan.words.items()),
        councils=records(say, node.region.councils),
        municipalities=records(say, node.region.municipalities),
        actors=(*records(say, node.region.actors), *region_notes(say, node)),
        programme=programme_view(say, plan),
        programme_parts=programme_parts(say, plan),
    )


def plan_facts(say: Wording, plan: Plan) -> tuple[view.Fact, ...]:
    """Return what the plan says of itself as a whole."""
    shown = (
        "kind", "edition", "programme", "period", "continues", "replaces", "implements", "part_of", "note", "source",
        "tags", "tentative",
    )  # fmt: skip
    return say.facts(plan, *(name for name in Plan.model_fields if name not in shown))


def status_entry(say: Wording, entry: StatusEntry) -> view.Happening:
    status = say.status(entry.status, labels.PLAN_STATUSES)
    date_text = say.language.period(entry.date) if entry.date else ""
    return view.Happening(date_text, status, "", say.facts(entry, "status", "date"))


def counts(statuses: Iterable[view.Status]) -> tuple[view.Count, ...]:
    """Count by status as it is said, the commonest first."""
    statuses = list(statuses)
    first = {status.text: status for status in reversed(statuses)}
    counted = Counter(status.text for status in statuses)
    return tuple(
        view.Count(view.Status(text, first[text].symbol, first[text].tone), str(number))
        for text, number in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    )


def body_view(say: Wording, id_: str, body: Body) -> view.Record:
    """Return a body; its role goes without saying where the title says it."""
    said = say.language.value("role", body.role).casefold() == body.title.casefold()
    return record_view(say, id_, body, ("role",) if said else ())


def line_view(say: Wording, id_: str, line: Line) -> view.Record:
    """Return a cost or financing line with its amount as people say it."""
    unknown = N_("Hours not stated") if line.unit == "hours" else N_("Amount not stated")
    amount = say.money(line) or say.text(unknown)
    return replace(record_view(say, id_, line, LINE_SHOWN), kind=amount)


def follow_up_view(say: Wording, plan: Plan) -> view.Section | None:
    if plan.follow_up is None:
        return None
    facts = say.facts(plan.follow_up, "text", "organisation", "annual_cycle", "carried_on")
    return view.Section("follow-up", say.text(title_of("follow_up")), (plan.follow_up.text or "").strip(), facts=facts)


def meaning_of(say: Wording, meaning: str) -> str:
    for words in (labels.VERDICTS, labels.ACTION_STATUSES, labels.EVENT_STATUSES, labels.VALUES["goal"]):
        if meaning in words:
            return say.text(words[meaning])
    return meaning


def region_notes(say: Wording, node: RegionNode) -> tuple[view.Record, ...]:
    """Return what the region says of itself, where it says more than its name."""
    region = node.region
    if not (region.text or region.note or len(region.names) > 1 or region.sources):
        return ()
    names = tuple(
        "; ".join((name.name, *(f"{fact.label}: {', '.join(fact.values)}" for fact in say.facts(name, "name"))))
        for name in region.names
    )
    facts = [view.Fact(say.text(title_of("names")), names)]
    facts += [view.Fact(say.text(title_of("note")), (region.note.strip(),))] if region.note else []
    own = view.Record(node.id, "", region.names[-1].name, text=(region.text or "").strip(), facts=tuple(facts))
    return (own, *records(say, region.sources))


def programme_view(say: Wording, plan: Plan) -> view.Record | None:
    programme = say.register.programmes.get(plan.programme or "")
    return record_view(say, plan.programme or "", programme, ("phases", "events")) if programme else None


def programme_parts(say: Wording, plan: Plan) -> tuple[view.Record, ...]:
    """Return the programme's phases and events."""
    programme = say.register.programmes.get(plan.programme or "")
    if programme is None:
        return ()
    phases = (record_view(say, id_, phase) for id_, phase in programme.phases.items())
    return (*phases, *(record_view(say, id_, event) for id_, event in programme.events.items()))
