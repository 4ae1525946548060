"""From the workspace to the pages of the site, region by region and plan by plan."""

from collections.abc import Iterator, Sequence

from byreg.language.labels import N_
from byreg.language.language import Language
from byreg.model.register import Phase
from byreg.report import view
from byreg.report.build import build_report
from byreg.site.frame import Site, region_name, shell
from byreg.site.page import Found, Link, Region, SearchPage, SitePage, Start
from byreg.site.plans import plan_pages
from byreg.site.regions import municipality_pages, plan_card, region_page


def pages(site: Site) -> Iterator[SitePage]:
    """Yield every page of the site."""
    cards = []
    found: list[Found] = []
    for node in site.regions:
        reports = {id_: status_report(site, phase) for id_, phase in node.phases.items()}
        plans = tuple(plan_card(phase, reports[id_]) for id_, phase in reversed(list(node.phases.items())))
        cards.append(Region(Link(region_name(node), f"{node.id}/index.html", node.region.language), plans))
        found.append(Found(cards[-1].link, site.words(node).value("record", "region"), ""))
        yield region_page(site, node, plans)
        for id_, phase in node.phases.items():
            yield from plan_pages(site, phase, reports[id_], found)
        yield from municipality_pages(site, node, found)
    words = site.start_words
    yield shell(site, words, "index.html", "start", site.frame.title, Start(tuple(cards)))
    yield search_page(site, words, found)


def status_report(site: Site, phase: Phase) -> view.Report:
    words = site.words(site.workspace.register.regions[phase.region])
    return build_report(site.workspace.register, phase, "status", language=words, day=site.day)


def search_page(site: Site, words: Language, found: Sequence[Found]) -> SitePage:
    entries = tuple(sorted(found, key=lambda one: (alphabetical(one.link.text), one.link.href)))
    kinds = tuple(dict.fromkeys(one.kind for one in entries))
    return shell(site, words, "search.html", "search", words.text(N_("Search")), SearchPage(entries, kinds))


def alphabetical(text: str) -> str:
    """Return what a Norwegian alphabet sorts by: æ, ø and å come after z."""
    return text.lower().translate({ord("æ"): "{", ord("ø"): "|", ord("å"): "}", ord("«"): ""})
