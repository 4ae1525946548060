"""What templates see: flat, finished, in the report's language. Nothing here computes."""

from dataclasses import dataclass

from byreg.report.charts.chart import Bars, Curve, Timeline
from byreg.report.compared import Since
from byreg.report.provenance import Provenance
from byreg.wording.said import Fact, Status


@dataclass(frozen=True, slots=True)
class Point:
    """One item of a list: prose, and what belongs to it."""

    text: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Prose and points under a heading."""

    id: str
    title: str
    text: str = ""
    points: tuple[Point, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of a history: an update, an assessment or an observation."""

    date: str
    status: Status | None
    text: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """Any record as a whole: what it says, where it stands, and its history."""

    id: str
    label: str
    title: str
    kind: str = ""
    text: str = ""
    status: Status | None = None
    facts: tuple[Fact, ...] = ()
    lists: tuple[Section, ...] = ()
    history: tuple[Happening, ...] = ()

    @property
    def heading(self) -> str:
        return f"{self.label}: {self.title}" if self.label else self.title


@dataclass(frozen=True, slots=True)
class Observation:
    """One measured value in words."""

    period: str
    value: str
    comment: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator with its figures in words."""

    record: Record
    title: str
    unit: str
    baseline: str
    targets: tuple[str, ...]
    latest: str
    comment: str
    status: Status
    observations: tuple[Observation, ...]
    forecast: tuple[Observation, ...]
    reading: str
    summary: str
    course: Curve | None = None


@dataclass(frozen=True, slots=True)
class Deliverable:
    """A deliverable with its status."""

    title: str
    status: Status
    note: str
    deadline: str
    responsible: tuple[str, ...]
    overdue: bool
    details: tuple[str, ...]
    record: Record


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal as it stands on the day."""

    record: Record
    id: str
    title: str
    kind: str
    kind_id: str
    measured_by: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    status: Status
    comment: str
    deadline: str
    responsible: tuple[str, ...]
    overdue: bool
    deliverables: tuple[Deliverable, ...]
    children: tuple["Goal", ...] = ()

    @property
    def wording(self) -> str:
        """Return the title, and what the goal says besides."""
        return f"{self.title}: {self.record.text}" if self.record.text else self.title


@dataclass(frozen=True, slots=True)
class Action:
    """An action as a row of the action table."""

    record: Record
    id: str
    title: str
    schedule: str
    resources: tuple[str, ...]
    responsible: tuple[str, ...]
    dimension: str
    status: Status
    overdue: bool
    updated: str
    news: str
    measured_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActionGroup:
    """Actions that stand at one place of the chain."""

    title: str
    objective: str = ""
    objective_text: str = ""
    strategy: str = ""
    strategy_text: str = ""
    facts: tuple[Fact, ...] = ()
    actions: tuple[Action, ...] = ()
    texts: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """A focus area with what hangs below it."""

    record: Record
    title: str
    shared_with: str
    results: tuple[Point, ...]
    challenges: tuple[Point, ...]
    links: tuple[Record, ...]
    goals: tuple[Goal, ...]
    status: Status | None


@dataclass(frozen=True, slots=True)
class Event:
    """A milestone, step or meeting."""

    record: Record
    title: str
    date: str
    by: str
    status: Status
    text: str
    overdue: bool
    ahead: bool


@dataclass(frozen=True, slots=True)
class Project:
    """A project of the portfolio."""

    record: Record
    title: str
    responsible: str
    cross_cutting: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A cost or a piece of financing."""

    record: Record
    title: str
    amount: str
    funder: str
    period: str
    state: str
    text: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many records have a status."""

    status: Status
    number: str


@dataclass(frozen=True, slots=True)
class Story:
    """What the plan says in words, before, during and afterwards."""

    introduction: tuple[Section, ...]
    assessment: tuple[Section, ...]
    communication: tuple[Section, ...]
    analysis: tuple[Section, ...]
    results: tuple[Point, ...]
    effects: tuple[Point, ...]
    benefits: tuple[Section, ...]
    lessons: tuple[Section, ...]
    challenges: tuple[Point, ...]
    success_factors: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """Goals, focus areas, indicators and actions as they stand on the day."""

    goals: tuple[Goal, ...]
    every_goal: tuple[Goal, ...]
    areas: tuple[Area, ...]
    themes: tuple[Record, ...]
    loose_links: tuple[Record, ...]
    indicators: tuple[Indicator, ...]
    context_figures: tuple[Indicator, ...]
    actions: tuple[Action, ...]
    action_groups: tuple[ActionGroup, ...]
    action_counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """What happens on a day, and what was decided."""

    milestones: tuple[Event, ...]
    process: tuple[Event, ...]
    meetings: tuple[Event, ...]
    consultation: tuple[Record, ...]
    decisions: tuple[Record, ...]
    agreements: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Who takes part, and in what role."""

    participants: tuple[Point, ...]
    organisation: tuple[Record, ...]
    councils: tuple[Record, ...]
    municipalities: tuple[Record, ...]
    actors: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Money:
    """Costs and financing."""

    costs: tuple[Line, ...]
    financing: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Afterwards:
    """How the work goes on once the plan ends."""

    follow_up: Section | None
    follow_up_organisation: tuple[Point, ...]
    annual_cycle: tuple[Record, ...]
    carried_on: tuple[Point, ...]
    portfolio: tuple[Project, ...]
    reports_given: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Groundwork:
    """What the plan builds on: sources, vocabulary, programme."""

    sources: tuple[Record, ...]
    tag_sets: tuple[Fact, ...]
    words: tuple[Fact, ...]
    programme: Record | None
    programme_parts: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Concern:
    """Something that is late, or that somebody must decide."""

    title: str
    what: str
    when: str
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The plan in short: how far it has come, what is behind, what needs a decision, what comes next."""

    sentences: tuple[str, ...]
    behind: tuple[Concern, ...]
    to_decide: tuple[Concern, ...]
    ahead: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Charts:
    """The plan's figures as charts; None where there is nothing to draw."""

    goals: Bars | None
    actions: Bars | None
    dimensions: Bars | None
    financing: Bars | None
    timeline: Timeline | None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the templates print, for one plan on one day: the head, then chapters."""

    template: str
    language: str
    content_language: str
    kind: str
    title: str
    region: str
    day: str
    period: str
    plan_status: Status
    year: str
    incomplete: tuple[str, ...]
    municipality: str
    facts: tuple[Fact, ...]
    status_history: tuple[Happening, ...]
    story: Story
    work: Work
    calendar: Calendar
    people: People
    money: Money
    afterwards: Afterwards
    groundwork: Groundwork
    charts: Charts
    standing: Standing
    since: Since | None = None
    provenance: Provenance | None = None
