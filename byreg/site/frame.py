"""What all pages of a site stand in: the workspace on a day, the languages, and the way back to the start."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from byreg import __version__
from byreg.language.labels import N_
from byreg.language.language import Language, language
from byreg.load import Workspace
from byreg.model.register import Phase, RegionNode
from byreg.site.page import (
    Body,
    Frame,
    Link,
    SitePage,
)


@dataclass(frozen=True)
class Site:
    """What a site is made of: the workspace on a day, and how it presents itself."""

    workspace: Workspace
    day: date
    frame: Frame
    lang: str | None = None

    @property
    def regions(self) -> Iterator[RegionNode]:
        yield from (node for node in self.workspace.register.regions.values() if node.phases)

    def words(self, node: RegionNode) -> Language:
        return language(self.lang or node.region.language)

    @property
    def start_words(self) -> Language:
        """Return the language of the pages that belong to no region: the one most regions have."""
        spoken = [node.region.language for node in self.regions]
        return language(self.lang or max(dict.fromkeys(spoken), key=spoken.count, default="nb"))


def make_site(workspace: Workspace, day: date, lang: str | None = None, *, incomplete: tuple[str, ...] = ()) -> Site:
    """Return the site of a workspace as of a day; `incomplete` names the errors that were passed over."""
    settings = workspace.settings
    site = Site(
        workspace, day, Frame("", "", __version__, settings.site.statement, settings.site.url, incomplete), lang
    )
    words = site.start_words
    title = settings.title or words.text(N_("Regional development plans"))
    return replace(site, frame=replace(site.frame, title=title, day=words.day(day)))


def latest_of(node: RegionNode) -> Phase:
    return list(node.phases.values())[-1]


def region_name(node: RegionNode) -> str:
    return node.region.name_in(latest_of(node).plan.period)


def folder_of(phase: Phase) -> str:
    return f"{phase.region}/{phase.id}"


def record_path(folder: str, kind: str, id_: str) -> str:
    """Return where the page of a goal, an action or an indicator stands; no id is the name of another page there."""
    return f"{folder}/{kind}s/{id_}.html"


def shell(  # noqa: PLR0913 - what differs from page to page
    site: Site, words: Language, path: str, template: str, title: str, body: Body, *, kind: str = "", node: RegionNode | None = None,
    crumbs: Iterable[Link] = (),
) -> SitePage:  # fmt: skip
    """Put a page's body into its frame."""
    content = node.region.language if node else words.code
    trail = (*((Link(site.frame.title, "index.html"),) if path != "index.html" else ()), *crumbs)
    region = region_name(node) if node else ""
    return SitePage(path, f"site/{template}", words.code, content, title, kind, region, trail, site.frame, body)
