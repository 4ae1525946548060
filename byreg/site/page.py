"""What a page of the site holds: its frame, and a body that its template prints. Links are paths from the site's root."""

from collections.abc import Mapping
from dataclasses import dataclass

from byreg.report import view
from byreg.report.charts.chart import Bars, Curve, Timeline
from byreg.report.compared import PlanChanges, Since
from byreg.wording.said import Fact, Status


@dataclass(frozen=True, slots=True)
class Link:
    """A name that leads somewhere; `language` is that of the name, where it may not be the page's."""

    text: str
    href: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages of a site share."""

    title: str
    day: str
    version: str
    statement: str
    url: str
    incomplete: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as a card: how far it has come, on the day."""

    link: Link
    status: Status
    period: str
    sentences: tuple[str, ...]
    chart: Bars | None


@dataclass(frozen=True, slots=True)
class Region:
    """A region as a card with its plans, the latest first."""

    link: Link
    plans: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """The start page: all regions and their state."""

    regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class RegionPage:
    """A region: its phases, its municipalities, and what changed from phase to phase."""

    text: str
    facts: tuple[Fact, ...]
    timeline: Timeline | None
    plans: tuple[Plan, ...]
    municipalities: tuple[Link, ...]
    feed: Link
    data: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal in a table of a plan."""

    title: Link
    kind: str
    measured_by: tuple[str, ...]
    status: Status
    deadline: str


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action in a table; `phase` says which plan it is of where that is not plain."""

    title: Link
    phase: Link | None
    place: str
    schedule: str
    responsible: tuple[str, ...]
    status: Status
    updated: str
    news: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator in a table."""

    title: Link
    baseline: str
    targets: tuple[str, ...]
    latest: str
    status: Status


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A plan: where it stands, its goals with their charts, its indicators and milestones, and what leads on."""

    report: view.Report
    goals: tuple[GoalRow, ...]
    indicators: tuple[IndicatorRow, ...]
    courses: tuple[Curve, ...]
    pages: tuple[Link, ...]
    reports: tuple[Link, ...]
    data: Mapping[str, Link]


@dataclass(frozen=True, slots=True)
class ActionsPage:
    """The action table, to filter."""

    chart: Bars | None
    rows: tuple[ActionRow, ...]
    places: tuple[str, ...]
    statuses: tuple[str, ...]
    data: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A goal, an action or an indicator with its history, and the decisions that concern it."""

    record: view.Record
    status: Status
    facts: tuple[Fact, ...]
    course: tuple[Curve, ...]
    measured_by: tuple[str, ...]
    deliverables: tuple[view.Deliverable, ...]
    observations: tuple[view.Observation, ...]
    below: tuple[Link, ...]
    actions: tuple[ActionRow, ...]
    decisions: tuple[view.Record, ...]
    address: str
    data: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What changed in a plan since its last report, and since the phase before it."""

    since: Since
    before: Link | None
    changes: PlanChanges | None


@dataclass(frozen=True, slots=True)
class MunicipalityPage:
    """What a municipality does, when and with whom, in all phases."""

    facts: tuple[Fact, ...]
    rows: tuple[ActionRow, ...]
    data: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A line of the search page."""

    link: Link
    kind: str
    plan: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything that has a page, from A to Å."""

    entries: tuple[Found, ...]
    kinds: tuple[str, ...]


Body = Start | RegionPage | PlanPage | ActionsPage | RecordPage | ChangesPage | MunicipalityPage | SearchPage


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page: where it stands, in what language, with what in it."""

    path: str
    template: str
    language: str
    content_language: str
    title: str
    kind: str
    region: str
    crumbs: tuple[Link, ...]
    frame: Frame
    body: Body

    @property
    def root(self) -> str:
        """Return the way from the page to the site's root."""
        return "../" * self.path.count("/")
