"""The pages of one region, and of each of its municipalities."""

from collections.abc import Iterator
from dataclasses import replace

from byreg.model.involvement import involved
from byreg.model.register import Phase, RegionNode
from byreg.report import view
from byreg.report.actions import action_groups, action_views
from byreg.report.charts.calendar import phases_over_time
from byreg.report.records import record_view
from byreg.site.frame import Site, folder_of, latest_of, region_name, shell
from byreg.site.page import ActionRow, Found, Link, MunicipalityPage, Plan, RegionPage, SitePage
from byreg.site.plans import action_rows
from byreg.wording.said import Fact
from byreg.wording.wording import Wording


def region_page(site: Site, node: RegionNode, plans: tuple[Plan, ...]) -> SitePage:
    words, region = site.words(node), node.region
    say = Wording(site.workspace.register, latest_of(node), words, site.day)
    councils = tuple(
        Fact(council.name, tuple(say.names(getattr(council, "members", ())))) for council in region.councils.values()
    )
    municipalities = tuple(
        Link(one.name, f"{node.id}/municipality-{id_}.html") for id_, one in region.municipalities.items()
    )
    body = RegionPage(
        (region.text or "").strip(), tuple(fact for fact in councils if fact.values), phases_over_time(say), plans, municipalities,
        Link("Atom", f"{node.id}/feed.xml"),
        tuple(Link(f"{phase.plan.title} (JSON)", f"{folder_of(phase)}/plan.json") for phase in node.phases.values()),
    )  # fmt: skip
    return shell(site, words, f"{node.id}/index.html", "region", region_name(node), body, node=node)


def plan_card(phase: Phase, report: view.Report) -> Plan:
    chart = report.charts.goals
    return Plan(
        Link(phase.plan.title, f"{folder_of(phase)}/index.html", report.content_language), report.plan_status, report.period,
        report.standing.sentences, replace(chart.whole, id=f"goals-{phase.region}-{phase.id}") if chart else None,
    )  # fmt: skip


def municipality_pages(site: Site, node: RegionNode, found: list[Found]) -> Iterator[SitePage]:
    """Yield a page for each municipality: what it does in each phase, the latest first."""
    words, register = site.words(node), site.workspace.register
    up = Link(region_name(node), f"{node.id}/index.html")
    latest = latest_of(node)
    for id_, municipality in node.region.municipalities.items():
        rows: list[ActionRow] = []
        data: list[Link] = []
        for phase in reversed(list(node.phases.values())):
            if not any(id_ in involved(one.responsible, register, phase) for one in phase.actions.values()):
                continue
            say = Wording(register, phase, words, site.day)
            actions = action_views(say, id_)
            data.append(Link(f"{phase.plan.title} (CSV)", f"{folder_of(phase)}/actions.csv"))
            here = Link(phase.plan.title, f"{folder_of(phase)}/index.html")
            rows += action_rows(actions.values(), action_groups(say, actions), folder_of(phase), here).values()
        say = Wording(register, latest, words, site.day)
        record = record_view(say, id_, municipality)
        link = Link(municipality.name, f"{node.id}/municipality-{id_}.html", node.region.language)
        found.append(Found(link, words.value("record", "municipality"), region_name(node)))
        body = MunicipalityPage(record.facts, tuple(rows), tuple(data))
        kind = words.value("record", "municipality")
        yield shell(site, words, link.href, "municipality", municipality.name, body, kind=kind, node=node, crumbs=[up])
