"""The action table: rows, their place in the chain, and who does what."""

from collections.abc import Iterable
from dataclasses import replace

from byreg.language import labels
from byreg.language.labels import N_
from byreg.model.actions import Action as ActionModel
from byreg.model.goals import Objective
from byreg.model.involvement import involved
from byreg.model.state import action_is_overdue, is_dropped, known_on, latest_move
from byreg.report import view
from byreg.report.records import record_view
from byreg.report.targets import indicator_view
from byreg.wording.said import Status
from byreg.wording.wording import Wording

SHOWN = ("schedule", "resources", "resources_from", "responsible", "measured_by", "tags")


def action_views(say: Wording, municipality: str | None) -> dict[str, view.Action]:
    """Return the rows of the action table by id; those in which one municipality has a part, if named."""
    actions = say.phase.actions
    chosen = {
        id_: action
        for id_, action in actions.items()
        if municipality is None or municipality in involved(action.responsible, say.register, say.phase)
    }
    return {id_: action_view(say, id_, action) for id_, action in chosen.items()}


def action_view(say: Wording, id_: str, action: ActionModel) -> view.Action:
    known = known_on(action.updates, say.day)
    shown = action_standing(say, action)
    overdue = action_is_overdue(action, say.day)
    resources = [*say.names(action.resources_from), *(point.text.strip() for point in action.resources)]
    measures = [indicator_view(say, name, say.phase.indicators[name]).summary for name in say.measures.get(id_, ())]
    in_words = [action.measured_by.strip()] if action.measured_by else []
    record = record_view(say, id_, action, SHOWN, status=shown)
    return view.Action(
        record=record,
        id=id_,
        title=record.heading,
        schedule=say.doubted(action, "schedule", say.schedule(action.schedule)) or say.not_stated,
        resources=say.doubted_lines(action, "resources", tuple(resources)) or (say.not_stated,),
        responsible=say.doubted_lines(action, "responsible", say.responsible(action.responsible)) or (say.not_stated,),
        dimension=say.doubted(action, "tags", "/".join(say.tag(tag) for tag in action.tags)),
        status=shown,
        overdue=overdue,
        updated=say.language.period(known[-1].date) if known else "",
        news=(known[-1].text or "").strip() if known else "",
        measured_by=(*in_words, *measures),
    )


def action_standing(say: Wording, action: ActionModel) -> Status:
    """Return an action's status in the plan's own word, that it is overdue, or that it was dropped."""
    if is_dropped(action, say.day):
        return say.status("dropped", labels.DELIVERABLE_STATUSES)
    move = latest_move(action.updates, say.day)
    if move is None:
        shown = say.status(None, labels.ACTION_STATUSES)
    else:
        shown = say.status(move.status, labels.ACTION_STATUSES, own=move.word)
        shown = replace(shown, remark=say.text(labels.UNCERTAIN)) if "status" in move.tentative else shown
    if action_is_overdue(action, say.day):
        remarks = [say.text(labels.OVERDUE).lower(), *([shown.remark] if shown.remark else [])]
        return replace(shown, remark=", ".join(remarks), tone="bad", late=True)
    return shown


def action_groups(say: Wording, actions: dict[str, view.Action]) -> tuple[view.ActionGroup, ...]:
    """Group actions by focus area, objective and strategy; then by goal; then the unplaced."""
    plan = say.phase.plan
    groups: dict[tuple[str, str, str], list[view.Action]] = {}
    for id_, action in actions.items():
        groups.setdefault(place_of(say, say.phase.actions[id_].under), []).append(action)
    orders = [list(plan.focus_areas), list(plan.objectives), list(plan.strategies)]
    goals = list(plan.goals)

    def position(place: tuple[str, str, str]) -> tuple[int, ...]:
        chain = tuple(
            order.index(one) if one in order else len(order) for one, order in zip(place, orders, strict=True)
        )
        return (place == ("", "", ""), place[0] in goals, goals.index(place[0]) if place[0] in goals else 0, *chain)

    return tuple(group_view(say, place, groups[place]) for place in sorted(groups, key=position))


def place_of(say: Wording, under: Iterable[str]) -> tuple[str, str, str]:
    """Return area (or goal), objective and strategy of the first link that leads into the chain."""
    plan = say.phase.plan
    fallback = ("", "", "")
    for reference in under:
        strategy = reference if reference in plan.strategies else ""
        above = plan.strategies[strategy].under if strategy else (reference,)
        objective = next((name for name in above if name in plan.objectives), "")
        above = plan.objectives[objective].under if objective else above
        area = next((name for name in above if name in plan.focus_areas or name in plan.themes), "")
        if area or objective or strategy:
            return (area, objective, strategy)
        if reference in plan.goals and fallback == ("", "", ""):
            fallback = (reference, "", "")
    return fallback


def group_view(say: Wording, place: tuple[str, str, str], actions: list[view.Action]) -> view.ActionGroup:
    plan = say.phase.plan
    area, objective, strategy = place
    above = plan.focus_areas.get(area) or plan.themes.get(area) or plan.goals.get(area)
    title = (
        labelled(above.label, above.title)
        if above
        else say.text(N_("Without focus area"))
        if objective or strategy
        else ""
    )
    objective_model, strategy_model = plan.objectives.get(objective), plan.strategies.get(strategy)
    return view.ActionGroup(
        title=title or say.text(N_("Not placed")),
        objective=heading(say, objective_model) if objective_model else "",
        objective_text=(objective_model.text or "").strip() if objective_model else "",
        strategy=labelled(strategy_model.label, strategy_model.title) if strategy_model else "",
        strategy_text=(strategy_model.text or "").strip() if strategy_model else "",
        facts=say.facts(objective_model, "title", "text", "label", "under", "assessments", "updates")
        if objective_model
        else (),
        actions=tuple(actions),
        texts=tuple(view.Point(f"**{one.title}.** {one.record.text}") for one in actions if one.record.text),
    )


def heading(say: Wording, objective: Objective) -> str:
    """Return the objective with its own label, else with the word for what it is."""
    words = say.text(N_("Objective: {title}"))
    return labelled(objective.label, objective.title) if objective.label else words.format(title=objective.title)


def labelled(label: str | None, title: str) -> str:
    return f"{label}: {title}" if label else title
