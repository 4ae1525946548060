"""Put a plan on a day together as one Report, chapter by chapter, for any of the templates."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from byreg.language import labels
from byreg.language.glossary import title_of
from byreg.language.labels import N_
from byreg.language.language import Language
from byreg.model.finance import Cost, Financing
from byreg.model.period import Period
from byreg.model.plan import Body, Plan, Project, StatusEntry
from byreg.model.record import Record
from byreg.model.register import Phase, RegionNode, Register
from byreg.model.state import plan_status
from byreg.report import view
from byreg.report.actions import action_groups, action_views
from byreg.report.changes import since_report
from byreg.report.charts.calendar import timeline
from byreg.report.charts.overview import actions_by_area, by_dimension, goal_attainment
from byreg.report.charts.overview import financing as financing_by_funder
from byreg.report.compared import Since
from byreg.report.goals import area_views, flattened, goal_views, link_view, loose_links
from byreg.report.provenance import Provenance
from byreg.report.records import by_speaker, event_view, funders, items, points, record_view, records, section
from byreg.report.standing import standing
from byreg.report.targets import indicator_views
from byreg.wording.said import Fact, Status
from byreg.wording.wording import Wording

R = TypeVar("R", bound=Record)
ASSESSING = ("overall-assessment", "contribution")
COMMUNICATING = ("communication",)
ANALYSIS = ("strengths", "weaknesses", "opportunities", "threats", "target_groups", "risks")
TELLING = ("status", "brief", "slides")  # the templates that tell what changed since the last report
DEFAULT_TEMPLATE = {"draft": "plan", "consultation": "plan", "adopted": "action-plan", "closed": "final"}
HEAD = (
    "kind", "edition", "programme", "period", "continues", "replaces", "implements", "part_of", "stale_after_months", "note", "source", "tags",
    "tentative",
)  # fmt: skip


def default_template(plan: Plan, day: date) -> str:
    """Choose the report that a plan's status calls for."""
    return DEFAULT_TEMPLATE[plan_status(plan, day) or "draft"]


def build_report(  # noqa: PLR0913 - what a reader may ask for
    register: Register,
    phase: Phase,
    template: str,
    *,
    language: Language,
    day: date,
    municipality: str | None = None,
    incomplete: Sequence[str] = (),
    start: date | None = None,
    provenance: Provenance | None = None,
) -> view.Report:
    """Return everything that the templates print.

    `start` is the day that a status update tells of changes since; without it, that of the last
    report. `municipality` narrows the action table; `incomplete` names the errors that were passed over.
    """
    node, plan = register.regions[phase.region], phase.plan
    if template == "annual" and plan.period.end is not None:
        day = min(day, date(plan.period.end.year, 12, 31))  # the year is the plan's last, once it is over
    say = Wording(register, phase, language, day)
    year = year_of(day) if template == "annual" else None
    working, dates = work(say, municipality), calendar(say, plan, year)
    since = since_report(register, phase, language, day=day, start=start) if template in TELLING else None
    return view.Report(
        template=template,
        language=language.code,
        content_language=node.region.language,
        kind=language.value("template", template),
        title=plan.title,
        region=node.region.name_in(plan.period),
        day=language.day(day),
        period=language.period(plan.period) if phase.whole else say.not_stated,
        plan_status=say.status(plan_status(plan, day), labels.PLAN_STATUSES),
        year=str(day.year),
        incomplete=tuple(incomplete),
        municipality=node.region.municipalities[municipality].name if municipality else "",
        facts=plan_facts(say, plan),
        status_history=tuple(status_entry(say, entry) for entry in plan.status),
        story=story(say, plan, year),
        work=working,
        calendar=dates,
        people=people(say, node),
        money=money(say, plan, year),
        afterwards=afterwards(say, plan),
        groundwork=groundwork(say, plan),
        charts=charts(say, working),
        standing=standing(say, working.every_goal, working.actions, dates.milestones, since or Since("", "", ())),
        since=since,
        provenance=provenance,
    )


def charts(say: Wording, working: view.Work) -> view.Charts:
    """Return the plan's figures as charts."""
    actions = {action.id: action for action in working.actions}
    return view.Charts(
        goals=goal_attainment(say, working.every_goal),
        actions=actions_by_area(say, working.action_groups),
        dimensions=by_dimension(say, actions, working.every_goal),
        financing=financing_by_funder(say, say.phase.plan.financing.values()),
        timeline=timeline(say, tuple(actions)),
    )


def year_of(day: date) -> Period:
    return Period(date(day.year, 1, 1), date(day.year, 12, 31), "year", str(day.year))


def plan_facts(say: Wording, plan: Plan) -> tuple[Fact, ...]:
    """Return what the plan says of itself as a whole."""
    return say.facts(plan, *(name for name in Plan.model_fields if name not in HEAD))


def status_entry(say: Wording, entry: StatusEntry) -> view.Happening:
    status = say.status(entry.status, labels.PLAN_STATUSES)
    when = say.language.period(entry.date) if entry.date else ""
    return view.Happening(when, status, "", say.facts(entry, "status", "date"))


def in_year(found: Mapping[str, R], year: Period | None) -> dict[str, R]:
    """Return the records of a year, with those that have no date; all of them where no year is asked for."""
    if year is None:
        return dict(found)
    dated = ((id_, one, getattr(one, "date", None) or getattr(one, "period", None)) for id_, one in found.items())
    return {id_: one for id_, one, when in dated if not isinstance(when, Period) or when.overlaps(year)}


def story(say: Wording, plan: Plan, year: Period | None) -> view.Story:
    sections = [section(say, id_, found) for id_, found in plan.sections.items()]
    told = [(name, getattr(plan, name)) for name in ANALYSIS]
    return view.Story(
        introduction=tuple(one for one in sections if one.id not in (*ASSESSING, *COMMUNICATING)),
        assessment=tuple(one for one in sections if one.id in ASSESSING),
        communication=tuple(one for one in sections if one.id in COMMUNICATING),
        analysis=tuple(
            view.Section(name, say.text(title_of(name)), points=points(say, found)) for name, found in told if found
        ),
        results=points(say, [one for one in plan.results if not year or one.date is None or one.date.overlaps(year)]),
        effects=points(say, plan.expected_effects),
        benefits=by_speaker(say, plan.benefits),
        lessons=by_speaker(say, plan.lessons),
        challenges=points(say, plan.challenges),
        success_factors=points(say, plan.success_factors),
    )


def work(say: Wording, municipality: str | None) -> view.Work:
    goals = goal_views(say)
    every_goal = tuple(flattened(goals))
    actions = action_views(say, municipality)
    indicators = say.phase.indicators
    return view.Work(
        goals=goals,
        every_goal=every_goal,
        areas=area_views(say, goals),
        loose_links=loose_links(say),
        themes=tuple(link_view(say, id_, theme) for id_, theme in say.phase.plan.themes.items()),
        indicators=indicator_views(say, {id_: one for id_, one in indicators.items() if not one.context}),
        context_figures=indicator_views(say, {id_: one for id_, one in indicators.items() if one.context}),
        actions=tuple(actions.values()),
        action_groups=action_groups(say, actions),
        action_counts=counts(action.status for action in actions.values()),
    )


def counts(statuses: Iterable[Status]) -> tuple[view.Count, ...]:
    """Count by status as it is said, the commonest first."""
    said = list(statuses)
    first = {status.text: status for status in reversed(said)}
    counted = sorted(Counter(status.text for status in said).items(), key=lambda item: (-item[1], item[0]))
    return tuple(view.Count(replace(first[text], remark=""), str(number)) for text, number in counted)


def calendar(say: Wording, plan: Plan, year: Period | None) -> view.Calendar:
    return view.Calendar(
        milestones=tuple(event_view(say, id_, event) for id_, event in plan.milestones.items()),
        process=tuple(event_view(say, id_, event) for id_, event in plan.process.items()),
        meetings=tuple(event_view(say, id_, event) for id_, event in in_year(plan.meetings, year).items()),
        consultation=records(say, plan.consultation),
        decisions=records(say, in_year(plan.decisions, year)),
        agreements=records(say, plan.agreements),
    )


def people(say: Wording, node: RegionNode) -> view.People:
    plan, region = say.phase.plan, node.region
    return view.People(
        participants=tuple(view.Point(say.name(one.actor), say.facts(one, "actor")) for one in plan.participants),
        organisation=tuple(body_view(say, id_, body) for id_, body in plan.organisation.items()),
        councils=records(say, region.councils),
        municipalities=records(say, region.municipalities),
        actors=(*records(say, region.actors), *region_notes(say, node)),
    )


def body_view(say: Wording, id_: str, body: Body) -> view.Record:
    """Return a body; its role goes without saying where the title says it."""
    said = say.language.value("role", body.role).casefold() == body.title.casefold()
    return record_view(say, id_, body, ("role",) if said else ())


def region_notes(say: Wording, node: RegionNode) -> tuple[view.Record, ...]:
    """Return what the region says of itself, where it says more than its name."""
    region = node.region
    if not (region.text or region.note or len(region.names) > 1 or region.sources):
        return ()
    facts = say.facts(region, *(name for name in type(region).model_fields if name not in ("names", "note")))
    own = view.Record(node.id, "", region.names[-1].name, text=(region.text or "").strip(), facts=facts)
    return (own, *records(say, region.sources))


def money(say: Wording, plan: Plan, year: Period | None) -> view.Money:
    return view.Money(
        costs=tuple(line_view(say, id_, line) for id_, line in in_year(plan.costs, year).items()),
        financing=tuple(line_view(say, id_, line) for id_, line in in_year(plan.financing, year).items()),
    )


def line_view(say: Wording, id_: str, line: Cost | Financing) -> view.Line:
    """Return a cost or financing line with its amount as people say it."""
    unknown = N_("Hours not stated") if line.unit == "hours" else N_("Amount not stated")
    amount = say.money(line) or say.text(unknown)
    record = replace(record_view(say, id_, line, ("amount", "unit", "approx", "per")), kind=amount)
    state = line.state if isinstance(line, Financing) else None
    return view.Line(
        record=record,
        title=record.heading,
        amount=amount,
        funder=say.language.listing(funders(say, line)) if isinstance(line, Financing) else "",
        period=say.language.period(line.period) if line.period else "",
        state=say.language.value("state", state) if state else "",
        text=record.text,
    )


def afterwards(say: Wording, plan: Plan) -> view.Afterwards:
    follow_up = plan.follow_up
    return view.Afterwards(
        follow_up=follow_up_view(say, plan),
        follow_up_organisation=points(say, follow_up.organisation) if follow_up else (),
        annual_cycle=records(say, follow_up.annual_cycle) if follow_up else (),
        carried_on=points(say, follow_up.carried_on) if follow_up else (),
        portfolio=tuple(project_view(say, id_, project) for id_, project in plan.portfolio.items()),
        reports_given=items(say, plan.reports, "title"),
    )


def follow_up_view(say: Wording, plan: Plan) -> view.Section | None:
    if plan.follow_up is None:
        return None
    facts = say.facts(plan.follow_up, "text", "organisation", "annual_cycle", "carried_on")
    return view.Section("follow-up", say.text(title_of("follow_up")), (plan.follow_up.text or "").strip(), facts=facts)


def project_view(say: Wording, id_: str, project: Project) -> view.Project:
    record = record_view(say, id_, project, ("cross_cutting", "responsible"))
    return view.Project(record, record.heading, "; ".join(say.responsible(project.responsible)), project.cross_cutting)


def groundwork(say: Wording, plan: Plan) -> view.Groundwork:
    programme = say.register.programmes.get(plan.programme or "")
    parts = {**programme.phases, **programme.events} if programme else {}
    return view.Groundwork(
        sources=records(say, plan.sources),
        tag_sets=tuple(Fact(tags.title, tuple(tags.names.values())) for tags in plan.tag_sets.values()),
        words=tuple(Fact(word, (meaning_of(say, meaning),)) for word, meaning in plan.words.items()),
        programme=record_view(say, plan.programme or "", programme, ("phases", "events")) if programme else None,
        programme_parts=tuple(record_view(say, id_, part) for id_, part in parts.items()),
    )


def meaning_of(say: Wording, meaning: str) -> str:
    for words in (labels.VERDICTS, labels.ACTION_STATUSES, labels.EVENT_STATUSES, labels.VALUES["goal"]):
        if meaning in words:
            return say.text(words[meaning])
    return meaning
