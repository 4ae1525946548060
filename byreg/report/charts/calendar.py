"""What happens when: phases, milestones and actions on one axis."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from byreg.language import labels
from byreg.language.glossary import title_of
from byreg.language.labels import N_
from byreg.model.actions import Action
from byreg.model.period import Period
from byreg.model.state import plan_status
from byreg.report.actions import action_standing
from byreg.report.charts.chart import Figures, Span, Timeline
from byreg.report.records import event_standing
from byreg.wording.wording import Wording

MOST_SPANS = 60  # more is no picture any longer; the tables have them all


def timeline(say: Wording, chosen: Sequence[str] | None = None) -> Timeline | None:
    """Return the region's phases with the plan's milestones and actions; `chosen` names the actions wanted."""
    points = list(milestones(say))
    planned = [one for id_, one in say.phase.actions.items() if span_of(one) and (chosen is None or id_ in chosen)]
    numbers = [
        say.language.plural(N_("{number} milestone"), N_("{number} milestones"), len(points)),
        say.language.plural(N_("{number} action"), N_("{number} actions"), len(planned)),
    ]
    title = say.text(N_("Phases, milestones and actions over time"))
    spans = [*phases(say), *points, *actions(say, planned[:MOST_SPANS])]
    untold = len(planned[MOST_SPANS:])
    drawn = drawn_from(say, spans, title, numbers, untold=untold) if points or planned else None
    undated = sum(
        action.schedule is None or not action.schedule.periods
        for id_, action in say.phase.actions.items()
        if chosen is None or id_ in chosen
    )
    if drawn is None or not undated:
        return drawn
    words = say.language.plural(N_("{number} action has no dates."), N_("{number} actions have no dates."), undated)
    return replace(drawn, left_out=f"{drawn.left_out} {words}".strip())


def phases_over_time(say: Wording) -> Timeline | None:
    """Return the region's phases alone."""
    found = list(phases(say))
    number = say.language.plural(N_("{number} phase"), N_("{number} phases"), len(found))
    return drawn_from(say, found, say.text(N_("Phases over time")), [number]) if found else None


def drawn_from(
    say: Wording, spans: Sequence[Span], title: str, numbers: list[str], *, untold: int = 0
) -> Timeline | None:
    """Return the timeline of as many spans as a picture takes; `untold` is how many there are beside them."""
    shown = spans[:MOST_SPANS]
    days = [day for span in shown for day in (span.start, span.end) if day is not None]
    if not days:
        return None
    start, end = min(days), max(days)
    words = N_("{records} between {start} and {end}, seen on {day}.")
    description = say.text(words).format(
        records=say.language.listing(numbers), start=year(start), end=year(end), day=say.language.day(say.day)
    )
    headings = (say.text(N_("What")), say.text(N_("When")), say.text(N_("Status")))
    rows = tuple(
        (span.label, span.when, f"{span.status.symbol} {span.status.text}" if span.status else "") for span in shown
    )
    left_out = len(spans) - len(shown) + untold
    return Timeline(
        id="timeline",
        title=title,
        description=description,
        figures=Figures(headings, rows),
        spans=tuple(shown),
        start=start,
        end=max(end, start + 1),
        today=say.day.toordinal(),
        today_text=say.text(N_("As of {day}")).format(day=say.language.day(say.day)),
        left_out=say.language.plural(
            N_("{number} more is in the tables."), N_("{number} more are in the tables."), left_out
        )
        if left_out
        else "",
    )


def year(ordinal: int) -> str:
    from datetime import date

    return str(date.fromordinal(ordinal).year)


def ends(period: Period) -> tuple[int | None, int | None]:
    return period.start.toordinal() if period.start else None, period.end.toordinal() if period.end else None


def phases(say: Wording) -> Iterator[Span]:
    lane = say.text(N_("Phases"))
    for phase in say.register.regions[say.phase.region].phases.values():
        if phase.whole:
            status = say.status(plan_status(phase.plan, say.day), labels.PLAN_STATUSES)
            yield Span(phase.plan.title, lane, *ends(phase.plan.period), say.language.period(phase.plan.period), status)


def milestones(say: Wording) -> Iterator[Span]:
    lane = say.text(title_of("milestones"))
    dated = [event for event in say.phase.plan.milestones.values() if event.date is not None and event.date.end]
    for event in sorted(dated, key=lambda event: event.date.sort_key if event.date else ()):
        if event.date is not None:
            yield Span(
                event.title,
                lane,
                *ends(event.date),
                say.language.period(event.date),
                event_standing(say, event),
                point=True,
            )


def span_of(action: Action) -> Period | None:
    return action.schedule.span if action.schedule else None


def actions(say: Wording, planned: Sequence[Action]) -> Iterator[Span]:
    lane = say.text(title_of("actions"))
    for action in planned:
        span = span_of(action)
        if span is not None:
            label = f"{action.label}: {action.title}" if action.label else action.title
            yield Span(label, lane, *ends(span), say.schedule(action.schedule), action_standing(say, action))
