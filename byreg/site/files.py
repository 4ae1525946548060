"""Every file of the site: pages, reports, open data, feeds and the map for search engines."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files as resources
from pathlib import Path
from xml.sax.saxutils import escape

from byreg.exchange.book import Book, context_of, make_book
from byreg.exchange.plain import as_csv, as_json
from byreg.model.register import Phase
from byreg.report.provenance import Provenance, Request, state_of_plans, state_of_templates
from byreg.report.publish import publish
from byreg.report.render import Renderer
from byreg.site.build import pages
from byreg.site.feed import feed
from byreg.site.frame import Site, folder_of
from byreg.site.plans import REPORTS, TABLES


@dataclass(frozen=True)
class File:
    """A file by its path; `state` tells what it is made from, so that it is made again only where that changed."""

    path: str
    state: str
    make: Callable[[], bytes]


def files(site: Site, renderer: Renderer) -> Iterator[File]:
    """Yield every file of the site, none of them made yet."""
    own = state_of_templates(renderer.own)
    program = state_of_program()
    plans = state_of_plans(site.workspace)
    everything = digest(
        plans, site.day.isoformat(), site.frame.version, site.frame.title, site.frame.url, str(site.lang)
    )
    paths = []
    for page in pages(site):
        paths.append(page.path)
        yield File(page.path, digest(repr(page), own, program), lambda page=page: renderer.render(page).encode())  # type: ignore[misc]
    for node in site.regions:
        yield File(f"{node.id}/feed.xml", everything, lambda node=node: feed(site, node, site.words(node)))  # type: ignore[misc]
        for phase in node.phases.values():
            yield from data_files(site, phase, everything)
            for name in REPORTS:
                made_from = report_request(site, phase, name, plans=plans, templates=own)
                paths.append(f"{folder_of(phase)}/reports/{name}.html")
                yield File(
                    paths[-1], digest(made_from.record, program), partial(report_of, site, phase, made_from, renderer)
                )
    yield File("feed.xml", everything, lambda: feed(site, None, site.start_words))
    if site.frame.url:
        yield File("sitemap.xml", "", lambda: sitemap(site, paths))


def state_of_program() -> str:
    """Return what tells one state of byreg's own files from another; only for knowing what to make again."""
    root = Path(str(resources("byreg")))
    about = [(path, path.stat()) for ending in ("*.py", "*.mo") for path in sorted(root.rglob(ending))]
    return digest(*(f"{path.relative_to(root)} {told.st_size} {told.st_mtime_ns}" for path, told in about))


def digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def report_request(site: Site, phase: Phase, template: str, *, plans: str, templates: str) -> Provenance:
    language = site.words(site.workspace.register.regions[phase.region]).code
    asked = Request(phase.address, template, "html", language, site.day.isoformat(), force=bool(site.frame.incomplete))
    return Provenance(asked, site.frame.version, plans, templates)


def report_of(site: Site, phase: Phase, made_from: Provenance, renderer: Renderer) -> bytes:
    return publish(site.workspace, phase, made_from, renderer, incomplete=site.frame.incomplete)


def data_files(site: Site, phase: Phase, state: str) -> Iterator[File]:
    """Yield a plan's open data: everything as JSON, and each table as CSV."""

    @cache
    def book() -> Book:
        return make_book(context_of(site.workspace.register, phase, site.day, site.day.isoformat()))

    yield File(f"{folder_of(phase)}/plan.json", state, lambda: as_json(site.workspace, phase, book()))
    for table in TABLES:
        yield File(f"{folder_of(phase)}/{table}.csv", state, lambda table=table: as_csv(book(), table))  # type: ignore[misc]


def sitemap(site: Site, paths: list[str]) -> bytes:
    """Return the map of the site (sitemaps.org 0.9), which needs absolute addresses."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    lines += [f"  <url><loc>{escape(f'{site.frame.url}/{path}')}</loc></url>" for path in sorted(paths)]
    return "\n".join([*lines, "</urlset>", ""]).encode()
