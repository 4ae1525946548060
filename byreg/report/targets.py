"""Indicators in words: baseline, targets as sentences, what was measured, and how far it came."""

from collections.abc import Mapping
from dataclasses import replace

from byreg.language import labels
from byreg.language.labels import N_
from byreg.model.achievement import indicator_verdict
from byreg.model.indicators import Indicator, Measured
from byreg.model.period import Period
from byreg.model.state import in_order, observations_on
from byreg.model.values import Verdict
from byreg.report import view
from byreg.report.charts.course import course
from byreg.report.records import as_lines, record_view
from byreg.wording.said import Status
from byreg.wording.targets import baseline, measured_on, sentences, with_unit
from byreg.wording.wording import Wording

SHOWN = ("title", "text", "definition", "baseline", "targets", "observations", "forecast", "updates", "context")


def indicator_views(say: Wording, indicators: Mapping[str, Indicator]) -> tuple[view.Indicator, ...]:
    """Return the views of some indicators, in the order of the file."""
    return tuple(indicator_view(say, id_, indicator) for id_, indicator in indicators.items())


def indicator_view(say: Wording, id_: str, indicator: Indicator) -> view.Indicator:
    known = observations_on(indicator, say.day)
    status = indicator_status(say, indicator)[1]
    latest = measured_on(say, known[-1], indicator) if known else ""
    targets = tuple(sentences(say, indicator.targets.values(), indicator))
    title = f"{indicator.label}: {indicator.title}" if indicator.label else indicator.title
    reading = f"{title}: {latest}" if latest else title
    found = view.Indicator(
        record=record_view(say, id_, indicator, SHOWN, text=indicator.definition or "", status=status),
        title=title,
        unit=indicator.unit or "",
        baseline=baseline(say, indicator),
        targets=targets,
        latest=latest,
        comment=(known[-1][1].comment or known[-1][1].note or "").strip() if known else "",
        status=status,
        observations=observation_views(say, known, indicator),
        forecast=observation_views(say, in_order(indicator.forecast), indicator),
        reading=reading,
        summary=reading if said_already(known) else summary(say, reading, indicator, targets, status),
    )
    return replace(found, course=course(say, id_, indicator, found))


def summary(say: Wording, reading: str, indicator: Indicator, targets: tuple[str, ...], status: Status) -> str:
    """Return an indicator on one line: value, what it began at and should be, and how far that is."""
    start = baseline(say, indicator)
    beside = [say.text(N_("baseline {value}")).format(value=start)] if start else []
    beside += [say.text(N_("target {value}")).format(value=target) for target in targets]
    figures = f" [{'; '.join(beside)}]" if beside else ""
    verdict = " ".join(
        part for part in (status.symbol, status.text, f"({status.remark})" if status.remark else "") if part
    )
    return f"{reading}{figures} – {verdict}"


def indicator_status(say: Wording, indicator: Indicator) -> tuple[Verdict | None, Status]:
    """Return the verdict and how it is said: computed, unless the latest observation itself says it."""
    verdict = indicator_verdict(indicator, say.phase.plan, say.day, say.phase.indicators)
    said = said_already(observations_on(indicator, say.day))
    return verdict, say.status(verdict, labels.VERDICTS, computed=verdict is not None and not said)


def said_already(known: list[tuple[Period, Measured]]) -> bool:
    """Tell whether the latest observation itself says that there is no value."""
    return bool(known) and (known[-1][1].not_measured is not None or bool(known[-1][1].not_reported))


def observation_views(
    say: Wording, known: list[tuple[Period, Measured]], indicator: Indicator
) -> tuple[view.Observation, ...]:
    skip = ("value", "approx", "not_measured", "not_reported", "comment", "out_of")
    views = []
    for period, measured in known:
        extra = skip if measured.value is not None else (*skip, "by_unit")
        text = with_unit(say, say.measured(measured, indicator), indicator) if measured.value is not None else ""
        details = as_lines(say.facts(measured, *extra))
        value = text or say.measured(measured, indicator)
        views.append(view.Observation(say.language.period(period), value, (measured.comment or "").strip(), details))
    return tuple(views)
