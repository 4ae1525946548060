"""The pages of one plan: how it stands, its action table, what changed, and its records."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from byreg.diff.goalposts import new_decisions
from byreg.diff.state import known, state_of
from byreg.language.glossary import title_of
from byreg.language.labels import N_
from byreg.language.language import Language
from byreg.model.register import Phase
from byreg.report import view
from byreg.report.changes import plan_changes, since_report
from byreg.report.compared import PlanChanges
from byreg.site.frame import Site, folder_of, record_path, region_name, shell
from byreg.site.page import (
    ActionRow,
    ActionsPage,
    ChangesPage,
    Found,
    GoalRow,
    IndicatorRow,
    Link,
    PlanPage,
    SitePage,
)
from byreg.site.records import record_pages
from byreg.wording.wording import Wording

TABLES = ("actions", "goals", "indicators", "milestones")
MOST_COURSES = 20  # on the page of a plan; each indicator has its own page too
REPORTS = ("brief", "slides", "plan", "status")


def plan_pages(site: Site, phase: Phase, report: view.Report, found: list[Found]) -> Iterator[SitePage]:
    """Yield the pages of one plan, and note what the search page should list."""
    node = site.workspace.register.regions[phase.region]
    words, folder = site.words(node), folder_of(phase)
    say = Wording(site.workspace.register, phase, words, site.day)
    up = Link(region_name(node), f"{node.id}/index.html")
    here = Link(phase.plan.title, f"{folder}/index.html", node.region.language)
    kind = words.value("plan", phase.plan.kind)
    found.append(Found(here, words.value("record", "plan"), region_name(node)))
    rows = action_rows(report.work.actions, report.work.action_groups, folder)
    yield shell(
        site,
        words,
        here.href,
        "plan",
        phase.plan.title,
        plan_page(say, report, folder),
        kind=kind,
        node=node,
        crumbs=[up],
    )
    trail = [up, here]
    body = actions_page(report, rows, folder)
    yield shell(
        site,
        words,
        f"{folder}/actions.html",
        "actions",
        say.text(title_of("actions")),
        body,
        kind=phase.plan.title,
        node=node,
        crumbs=trail,
    )
    changed = changes_page(site, say)
    title = say.text(N_("Changes"))
    yield shell(
        site, words, f"{folder}/changes.html", "changes", title, changed, kind=phase.plan.title, node=node, crumbs=trail
    )
    for path, label, record in record_pages(say, report, rows, folder):
        link = Link(record.record.heading, path, node.region.language)
        found.append(Found(link, label, phase.plan.title))
        yield shell(
            site, words, link.href, "record", record.record.heading, record, kind=label, node=node, crumbs=trail
        )


def plan_page(say: Wording, report: view.Report, folder: str) -> PlanPage:
    work = report.work
    goals = tuple(
        GoalRow(
            Link(goal.title, record_path(folder, "goal", goal.id)),
            goal.kind,
            goal.measured_by,
            goal.status,
            goal.deadline,
        )
        for goal in work.every_goal
    )
    indicators = tuple(
        IndicatorRow(
            Link(one.title, record_path(folder, "indicator", one.record.id)),
            one.baseline,
            one.targets,
            one.latest,
            one.status,
        )
        for one in work.indicators
    )
    return PlanPage(
        report=report,
        goals=goals,
        indicators=indicators,
        courses=tuple(one.course for one in work.indicators if one.course)[:MOST_COURSES],
        pages=(
            Link(say.text(N_("The action table")), f"{folder}/actions.html"),
            Link(say.text(N_("What has changed")), f"{folder}/changes.html"),
        ),
        reports=tuple(Link(say.language.value("template", name), f"{folder}/reports/{name}.html") for name in REPORTS),
        data={
            "plan": Link("JSON", f"{folder}/plan.json"),
            **{name: Link(f"{say.text(title_of(name))} (CSV)", f"{folder}/{name}.csv") for name in TABLES},
        },
    )


def actions_page(report: view.Report, rows: Mapping[str, ActionRow], folder: str) -> ActionsPage:
    shown = tuple(rows.values())
    return ActionsPage(
        chart=report.charts.actions,
        rows=shown,
        places=tuple(dict.fromkeys(row.place for row in shown if row.place)),
        statuses=tuple(dict.fromkeys(f"{row.status.symbol} {row.status.text}" for row in shown)),
        data=(Link("CSV", f"{folder}/actions.csv"), Link("JSON", f"{folder}/plan.json")),
    )


def action_rows(
    actions: Iterable[view.Action], groups: Iterable[view.ActionGroup], folder: str, phase: Link | None = None
) -> dict[str, ActionRow]:
    """Return the rows of an action table by id, each with the place that it has in the plan."""
    places = {action.id: group.title for group in groups for action in group.actions}
    return {
        one.id: ActionRow(
            Link(one.title, record_path(folder, "action", one.id)), phase, places.get(one.id, ""), one.schedule, one.responsible, one.status,
            one.updated, one.news,
        )
        for one in actions
    }  # fmt: skip


def changes_page(site: Site, say: Wording) -> ChangesPage:
    register, phase = site.workspace.register, say.phase
    since = since_report(register, phase, say.language, day=site.day, start=None)
    earlier = (register.phase(*reference.split("/")) for reference in phase.plan.continues if reference.count("/") == 1)
    before = next((one for one in earlier if one is not None), None)
    if before is None:
        return ChangesPage(since, None, None)
    return ChangesPage(
        since, Link(before.plan.title, f"{folder_of(before)}/index.html"), between(site, before, phase, say.language)
    )


def between(site: Site, old: Phase, new: Phase, words: Language) -> PlanChanges:
    register = site.workspace.register
    states = [known(state_of(register, (one.region, one.id), site.day)) for one in (old, new)]
    found = plan_changes(states[0], states[1], words, fresh=new_decisions(register, register, (None, site.day)))
    return replace(found, told=(), shown=(), missing=(), accounts=())
