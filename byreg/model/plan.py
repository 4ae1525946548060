"""The development plan itself: `plan.yaml`."""

from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field

from byreg.model.events import Agreement, AnnualEvent, Consultation, Decision, Meeting, Milestone, ProcessStep
from byreg.model.finance import Cost, Financing
from byreg.model.goals import FocusArea, Goal, Objective, Strategy, Theme
from byreg.model.narrative import Effects, Experiences, Points, Results, Risks, SectionField
from byreg.model.period import Period
from byreg.model.programme import Role
from byreg.model.record import WHO, Item, Model, Record
from byreg.model.region import Source
from byreg.model.responsible import ResponsibleField
from byreg.model.schedule import ScheduleField
from byreg.model.values import (
    Keys,
    Meaning,
    OptionalProse,
    OptionalTitle,
    PlanStatus,
    Reference,
    References,
    SchemaVersion,
    Slug,
    Slugs,
    Title,
    to,
)

PlanKind = Literal[
    "development_plan", "strategy", "action_programme", "project", "programme_participation", "societal_plan", "other"
]  # fmt: skip
TemplateName = Literal["final", "final-payment", "status", "action-plan", "annual", "plan", "brief", "slides"]
TEMPLATES: tuple[TemplateName, ...] = get_args(TemplateName)


class StatusEntry(Item):
    """A status the plan has had, from a day or from the day of a decision."""

    status: PlanStatus
    date: Period | None = None
    decision: Annotated[Reference | None, to("decision")] = None


class Participant(Item):
    """An organisation that takes part in the plan."""

    actor: Annotated[Reference, to(*WHO)]
    role: Literal["applicant", "participant", "partner", "observer", "host"] = "participant"
    state: Literal["invited", "confirmed", "declined", "not_reported"] | None = None
    period: Period | None = None
    decision: Annotated[Reference | None, to("decision")] = None


class Body(Record):
    """A body or post in the plan's organisation, by role, never by a person's name."""

    kind_of_record: ClassVar[str] = "body"

    title: Title
    role: Role
    actors: Annotated[References, to(*WHO)] = ()
    each: Literal["municipality"] | None = None
    members: Points = ()
    period: Period | None = None
    meets: ScheduleField | None = None
    text: OptionalProse = None
    tasks: Points = ()


class TagSet(Item):
    """A vocabulary of tags: sustainability goals, places, the dimensions of a framework."""

    title: Title
    names: dict[Slug, Title]


class Project(Record):
    """A project in the portfolio that goes on after the plan."""

    kind_of_record: ClassVar[str] = "project"

    title: Title
    responsible: ResponsibleField | None = None
    cross_cutting: bool = False
    under: Annotated[References, to("goal", "focus_area", "objective", "strategy")] = ()
    schedule: ScheduleField | None = None
    text: OptionalProse = None


class FollowUp(Item):
    """How the work goes on: who answers, what is carried on, the yearly cycle."""

    text: OptionalProse = None
    responsible: ResponsibleField | None = None
    organisation: Points = ()
    annual_cycle: dict[Slug, AnnualEvent] = Field(default_factory=dict)
    carried_on: Points = ()


class ReportGiven(Item):
    """A report that was delivered: day, period covered, recipient, form."""

    title: Title
    date: Period | None = None
    period: Period | None = None
    recipient: Annotated[References, to(*WHO)] = ()
    template: TemplateName | None = None


class Plan(Model):
    """One phase of a region's work: what is wanted, by whom, when, and what came of it."""

    schema_version: SchemaVersion = Field(alias="schema")
    title: Title
    kind: PlanKind
    edition: OptionalTitle = None
    programme: Annotated[Reference | None, to("programme")] = None
    period: Period
    status: Annotated[tuple[StatusEntry, ...], Field(strict=False, min_length=1)]
    continues: Annotated[References, to("plan")] = ()
    replaces: Annotated[References, to("plan")] = ()
    implements: Annotated[References, to("plan")] = ()
    part_of: Annotated[References, to("plan")] = ()
    stale_after_months: Annotated[int | None, Field(ge=1, le=120)] = None
    note: OptionalProse = None
    source: Annotated[References, to("source")] = ()
    tags: Slugs = ()
    tentative: Keys = ()

    participants: Annotated[tuple[Participant, ...], Field(strict=False)] = ()
    sections: dict[Slug, SectionField] = Field(default_factory=dict)
    strengths: Points = ()
    weaknesses: Points = ()
    opportunities: Points = ()
    threats: Points = ()
    target_groups: Points = ()
    risks: Risks = ()
    sources: dict[Slug, Source] = Field(default_factory=dict)
    organisation: dict[Slug, Body] = Field(default_factory=dict)

    goals: dict[Slug, Goal] = Field(default_factory=dict)
    focus_areas: dict[Slug, FocusArea] = Field(default_factory=dict)
    themes: dict[Slug, Theme] = Field(default_factory=dict)
    objectives: dict[Slug, Objective] = Field(default_factory=dict)
    strategies: dict[Slug, Strategy] = Field(default_factory=dict)

    process: dict[Slug, ProcessStep] = Field(default_factory=dict)
    meetings: dict[Slug, Meeting] = Field(default_factory=dict)
    milestones: dict[Slug, Milestone] = Field(default_factory=dict)
    consultation: dict[Slug, Consultation] = Field(default_factory=dict)
    decisions: dict[Slug, Decision] = Field(default_factory=dict)
    agreements: dict[Slug, Agreement] = Field(default_factory=dict)

    costs: dict[Slug, Cost] = Field(default_factory=dict)
    financing: dict[Slug, Financing] = Field(default_factory=dict)

    results: Results = ()
    expected_effects: Effects = ()
    benefits: Experiences = ()
    lessons: Experiences = ()
    challenges: Points = ()
    success_factors: Points = ()
    follow_up: FollowUp | None = None
    portfolio: dict[Slug, Project] = Field(default_factory=dict)
    reports: Annotated[tuple[ReportGiven, ...], Field(strict=False)] = ()

    tag_sets: dict[Slug, TagSet] = Field(default_factory=dict)
    words: dict[Title, Meaning] = Field(default_factory=dict)
