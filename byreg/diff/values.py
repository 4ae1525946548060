"""The values of a change in words, in full: a target as a sentence, an update as it was told, a stretch of time."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from byreg.diagnostic import KeyPath
from byreg.diff.changes import Subject
from byreg.language import labels
from byreg.language.labels import N_
from byreg.model.actions import Action
from byreg.model.events import Decision, Event, Milestone
from byreg.model.finance import Line
from byreg.model.goals import Deliverable
from byreg.model.indicators import Indicator, Measured
from byreg.model.period import Period
from byreg.model.plan import Plan
from byreg.model.record import Assessment, Item, Model, Update
from byreg.model.schedule import Schedule
from byreg.model.targets import Target
from byreg.wording.targets import measured_with_unit, sentence
from byreg.wording.wording import Wording


def end_of(value: Any, say: Wording) -> date | None:
    """Return the last day of a period, a schedule or a target's deadline."""
    if isinstance(value, Schedule):
        value = value.span
    if isinstance(value, Target):
        value = value.by or (say.phase.plan.period if say.phase.whole else None)
    return value.end if isinstance(value, Period) else None


def stretch_between(before: date, after: date) -> tuple[int, str]:
    """Return the time between two days in whole years, whole months, or days."""
    first, last = sorted((before, after))
    months = (last.year - first.year) * 12 + last.month - first.month
    at_ends = is_month_end(first) and is_month_end(last)
    if months and (first.day == last.day or at_ends):
        return (months // 12, "year") if months % 12 == 0 else (months, "month")
    return (last - first).days, "day"


def is_month_end(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).day == 1


def say_value(say: Wording, subject: Subject, path: KeyPath, value: Any) -> str:
    """Say the value of a key in words."""
    model, name = subject.model, str(path[0]) if path else ""
    if isinstance(value, Target) and isinstance(model, Indicator):
        return sentence(say, value, model)
    if isinstance(value, Measured) and isinstance(model, Indicator):
        return measured_with_unit(say, value, model)
    if name == "status" and isinstance(value, str):
        return say.text(status_words(model).get(value, value))
    if isinstance(value, Assessment):
        return value.word or say.text(labels.VERDICTS[value.status])
    if isinstance(value, Update):
        return told_text(say, model, value)
    if isinstance(value, Decimal) and name == "amount" and isinstance(model, Line):
        return say.money(model.model_copy(update={"amount": value}))
    if isinstance(value, Item) and name not in ("responsible", "schedule"):
        return say.inner(value)
    holder = holder_of(model, path)
    return "; ".join(say.said(holder, str(path[-1]), value)) if path and holder else str(value)


def holder_of(model: Model, path: KeyPath) -> Model | None:
    """Return the model inside a record whose key the last step of a path is."""
    here: Any = model
    for step in path[:-1]:
        if isinstance(here, Model):
            here = getattr(here, str(step), None)
        else:
            here = here.get(step) if isinstance(here, dict) else None
    return here if isinstance(here, Model) else None


def told_text(say: Wording, model: Model, update: Update) -> str:
    status = getattr(update, "status", None)
    word = getattr(update, "word", None) or (say.text(status_words(model).get(status, status)) if status else "")
    told = ". ".join(part for part in (word, (update.text or "").strip()) if part)
    return told or "; ".join(f"{fact.label}: {', '.join(fact.values)}" for fact in say.facts(update, "date"))


def status_words(model: Model) -> Mapping[str, str]:
    """Return the words for the statuses of a record."""
    match model:
        case Action():
            return labels.ACTION_STATUSES
        case Milestone():
            return labels.EVENT_STATUSES
        case Event():
            return labels.MEETING_STATUSES
        case Deliverable():
            return labels.DELIVERABLE_STATUSES
        case Plan():
            return labels.PLAN_STATUSES
    return labels.VERDICTS


def about_decision(say: Wording, decision: Decision) -> list[str]:
    """Return a decision's day and case number, and its outcome where it was not adopted."""
    parts = [say.language.period(decision.date)] if decision.date else []
    parts += [case_number(say, decision.case)] if decision.case else []
    outcome = say.language.value("decision", decision.result)
    return parts if decision.result == "adopted" else [*parts, outcome.lower() if parts else outcome]


def decision_title(say: Wording, decision: Decision) -> str:
    """Return a decision with its day and case number."""
    parts = about_decision(say, decision)
    return f"{decision.title} ({', '.join(parts)})" if parts else decision.title


def case_number(say: Wording, case: str) -> str:
    """Say a case number; who wrote `sak 12/18` has said what it is."""
    named = case.casefold().startswith(("sak", "case"))
    return case if named else say.text(N_("case {number}")).format(number=case)
