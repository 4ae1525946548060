"""What is new of a record as of a day: updates, judgements, observations, decisions."""

from collections.abc import Sequence

from byreg.amend.amendment import Amendment
from byreg.amend.records import Given, a_kind, add_update, advice_for, built, fields_of, new_id, record_path, tree_of
from byreg.diagnostic import KeyPath
from byreg.errors import ByregError
from byreg.load import Workspace
from byreg.model.goals import Deliverable
from byreg.model.indicators import Indicator
from byreg.model.period import FORMS, parse_period
from byreg.model.register import Entry, Phase, Scope
from byreg.model.state import status_day
from byreg.source.composition import node_at
from byreg.source.meaning import Plain
from byreg.text.edit import Edit
from byreg.text.layout import by_date, models_at

Typed = Sequence[tuple[str, str]]  # keys and what was typed for them


def update_record(workspace: Workspace, entry: Entry, day: str, given: Typed) -> Amendment:
    """Add a dated update; its status becomes the record's. A deliverable's own status is set beside it."""
    fields_of(entry, ["updates"])
    moves = any("status" in model.model_fields for model in models_at(type(entry.record), ("updates", 0)))
    if any(key == "status" for key, _ in given) and not moves and not isinstance(entry.record, Deliverable):
        kind = a_kind(entry)
        raise ByregError(f"{entry.address} is {kind}, whose updates give no status", advice_for(entry, "status"))
    amendment = Amendment(workspace)
    own = [pair for pair in given if pair[0] == "status"] if isinstance(entry.record, Deliverable) else []
    if own:
        status = typed(workspace, entry.scope, entry.path, own)["status"]
        amendment.put(entry.scope, (*entry.path, "status"), status)
    rest = [pair for pair in given if pair not in own]
    if rest:
        add_update(amendment, entry, dated(workspace, entry, "updates", day, rest))
    return amendment


def assess_record(workspace: Workspace, entry: Entry, day: str, given: Typed) -> Amendment:
    """Add a dated judgement."""
    if "assessments" not in type(entry.record).model_fields:
        kind = a_kind(entry)
        hint = (
            f"Measure it: 'byreg observe {entry.address} --value … --period …'."
            if isinstance(entry.record, Indicator)
            else f"Tell what is new: 'byreg update {entry.address} --status …'."
        )
        raise ByregError(f"{entry.address} is {kind}, which is not judged", hint)
    amendment = Amendment(workspace)
    add_update(amendment, entry, dated(workspace, entry, "assessments", day, given), "assessments")
    return amendment


def dated(workspace: Workspace, entry: Entry, table: str, day: str, given: Typed) -> dict[str, Plain]:
    """Return an update or judgement of a record."""
    path = (*entry.path, table)
    there = node_at(tree_of(workspace, entry.scope, path), path)
    item = (*path, len(there) if isinstance(there, list) else 0)
    return typed(workspace, entry.scope, item, [("date", day), *given])


def typed(workspace: Workspace, scope: Scope, path: KeyPath, given: Typed) -> dict[str, Plain]:
    return built(workspace, scope, path, [Given(*pair) for pair in given])


def observe_indicator(workspace: Workspace, entry: Entry, period: str, given: Typed, *, replace: bool) -> Amendment:
    """Record what an indicator was in a period, in its place by time."""
    if not isinstance(entry.record, Indicator):
        kind = a_kind(entry)
        raise ByregError(f"{entry.address} is {kind}, and only indicators are measured", "Name an indicator.")
    try:
        when = parse_period(period)
    except ValueError as error:
        raise ByregError(f"--period {period}: {error}", f"Write {FORMS}.") from None
    there = next((one for one in entry.record.observations if one == when), None)
    if there is not None and not replace:
        raise ByregError(
            f"{entry.address} has an observation for {there}", "Correct it with --replace, or with 'byreg set'."
        )
    name = there.text if there is not None else period
    path = (*entry.path, "observations", name)
    value = merged_figure(
        node_at(tree_of(workspace, entry.scope, path), path), typed(workspace, entry.scope, path, given)
    )
    amendment = Amendment(workspace)
    amendment.put(entry.scope, path, value)
    return amendment


def merged_figure(old: Plain, new: dict[str, Plain]) -> Plain:
    """Return a figure with what else was said of it: source and remarks stay, the statement is the new one.

    A comment that explained why there was no figure goes with that statement.
    """
    said = ("value", "approx", "not_measured", "not_reported", "by_unit")
    told = old if isinstance(old, dict) else {}
    other = ("comment",) if told and ("value" in new) != ("value" in told or "by_unit" in told) else ()
    rest = {key: value for key, value in told.items() if key not in (*said, *other, *new)}
    whole = {**new, **rest}
    return whole["value"] if list(whole) == ["value"] else whole


def update_plan(workspace: Workspace, phase: Phase, day: str | None, given: Typed) -> Amendment:
    """Give a plan another status, from a day or from the decision that gives it."""
    values = dict(given)
    if "status" not in values or "text" in values:
        raise ByregError("a plan has a status, and a note on it", "Write --status, with --note where needed.")
    scope, last = (phase.region, phase.id), ("status", len(phase.plan.status))
    amendment = Amendment(workspace)
    entry = typed(workspace, scope, last, [*given, *([("date", day)] if day else [])])
    decision = phase.plan.decisions.get(values.get("decision", ""))
    when = day or (decision.date.text if decision and decision.date else "")
    if phase.plan.status[-1].status == values["status"]:
        raise ByregError(f"{phase.address} is '{values['status']}' already", "Nothing is new.")
    amendment.edit(scope, Edit("insert", ("status", last_place(phase, when)), entry))
    return amendment


def last_place(phase: Phase, day: str) -> int:
    """Return where a plan's new status goes: last. ByregError where it has one of a later day, which would stay in force."""
    days = [status_day(one, phase.plan) for one in phase.plan.status]
    if day and by_date([one.text if one else None for one in days], day) < len(days):
        latest = days[-1]
        raise ByregError(
            f"{phase.address} is '{phase.plan.status[-1].status}' since {latest}, which is later than {day}",
            f"Correct that day first: 'byreg set {phase.address} status.{len(days) - 1}.date {day}', or an earlier one.",
        )
    return len(days)


def decide(workspace: Workspace, phase: Phase, id_: str | None, given: Typed, status: str | None) -> Amendment:
    """Add a decision; with a status, the plan gets it by this decision."""
    scope = (phase.region, phase.id)
    title = dict(given)["title"]
    name = id_ or new_id(phase.contents, title)
    path = record_path(workspace, scope, ("decisions",), name)
    amendment = Amendment(workspace)
    amendment.put(scope, path, typed(workspace, scope, path, given))
    if status is not None:
        last = ("status", len(phase.plan.status))
        if dict(given).get("result") != "adopted":
            raise ByregError(
                "a plan gets its status by a decision that is adopted", "Leave out --status, or say --result adopted."
            )
        at = ("status", last_place(phase, dict(given).get("date", "")))
        entry = {**typed(workspace, scope, last, [("status", status)]), "decision": name}
        amendment.edit(scope, Edit("insert", at, entry))
    return amendment
