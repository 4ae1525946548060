"""What `byreg add` makes of what was asked for: a record of a plan or a region, a phase, a region."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from byreg.amend.amendment import Amendment
from byreg.amend.beginnings import add_phase, add_region, municipality
from byreg.amend.records import Given, add_record, contents_of, new_id, record_path, table_for
from byreg.cli.asking import ask
from byreg.cli.decide import lists
from byreg.cli.workspace import find_phase, find_region
from byreg.diagnostic import KeyPath
from byreg.errors import ByregError
from byreg.load import MODELS, Workspace
from byreg.model.register import Scope
from byreg.validation.paths import choices_at

Question = tuple[str, str, bool]  # the key, what is asked, and whether it must be answered
ASKED: Mapping[str, tuple[Question, ...]] = {
    "goal": (("title", "What is wanted?", True), ("kind", "What kind of goal?", True)),
    "deliverable": (("title", "What is to be delivered?", True), ("parent", "For which goal (id)?", True)),
    "action": (
        ("title", "What is to be done?", True),
        ("under", "Under which goals or strategies (ids)?", False),
        ("schedule", "When (2027, 2027/2028, 2027-Q3)?", False),
        ("responsible", "Who answers for it (ids)?", False),
    ),
    "indicator": (
        ("title", "What is measured?", True),
        ("measures", "Which goals does it measure (ids)?", False),
        ("unit", "In which unit?", False),
        ("direction", "Which way is it to go?", False),
        ("baseline", "Where did it start (a figure)?", False),
    ),
    "milestone": (("title", "What is to be reached?", True), ("date", "When?", False)),
    "phase": (("title", "What is the plan called?", True), ("period", "From when to when (2027/2030)?", True)),
    "region": (("name", "What is the region called?", True),),
    "actor": (("name", "What is it called?", True), ("kind", "What kind of organisation?", True)),
    "council": (("name", "What is it called?", True),),
    "municipality": (("name", "Which municipality (its name, or a code)?", True),),
}
OTHERS: tuple[Question, ...] = (("title", "What is it called?", True),)
MEASURE = ("unit", "direction", "baseline")
LISTS = ("under", "measures", "responsible")
OF_REGION = {"actor": "actors", "council": "councils", "municipality": "municipalities"}


@dataclass(frozen=True)
class Asked:
    """The command line; `given` holds the keys that were typed."""

    kind: str
    plan: str
    phase: str | None
    id: str | None
    given: dict[str, str]
    status: str | None
    day: str
    members: tuple[str, ...]
    language: str
    file: str | None
    indicator: str | None = None
    target: str | None = None


def builder(asked: Asked) -> Callable[[Workspace], Amendment]:
    """Ask for what is missing, and return what makes the amendment of a workspace."""
    kind = asked.kind.replace("-", "_")
    if kind not in ("phase", "region", "annual_event", "deliverable", *OF_REGION):
        table_for(asked.kind)  # a typo is told before anything is asked
    for key, question, needed in ASKED.get(asked.kind, OTHERS):
        if key not in asked.given:
            answer = ask(question, f"--{key}", needed=needed, choices=choices_of(kind, key))
            if answer:
                asked.given[key] = lists([answer]) or "" if key in LISTS else answer
    if kind == "region":
        return lambda workspace: add_region(workspace, asked.plan, asked.given["name"], asked.members, asked.language)
    if kind == "phase":
        address = asked.plan if "/" in asked.plan else f"{asked.plan}/{asked.phase or ''}"
        typed = typed_keys({"kind": "development_plan", **asked.given})
        return lambda workspace: add_phase(workspace, address, typed, asked.status, asked.day)
    if kind in OF_REGION:
        return lambda workspace: in_region(workspace, asked, kind)
    return lambda workspace: in_plan(workspace, asked, kind)


def choices_of(kind: str, key: str) -> tuple[str, ...]:
    """Return the values that a key of a new record may have, where they can be counted: a wrong one is asked for again."""
    if kind in OF_REGION:
        return choices_at(MODELS["region"], (OF_REGION[kind], "x", key))
    if kind in ("phase", "region", "annual_event", "deliverable"):
        return ()
    table = table_for(kind)[0]
    return next((found for model in MODELS.values() if (found := choices_at(model, (table, "x", key)))), ())


def typed_keys(given: Mapping[str, str]) -> list[Given]:
    return [Given(key, text) for key, text in given.items()]


def in_region(workspace: Workspace, asked: Asked, kind: str) -> Amendment:
    """Add an organisation or a municipality to a region."""
    scope: Scope = (find_region(workspace, asked.plan).id, None)
    table = OF_REGION[kind]
    if kind == "municipality":
        name, record = municipality(asked.given["name"])
        amendment = Amendment(workspace)
        amendment.put(scope, record_path(workspace, scope, (table,), asked.id or name), record)
        return amendment
    id_ = asked.id or new_id(contents_of(workspace, scope), asked.given["name"])
    return add_record(workspace, scope, (table,), id_, typed_keys(asked.given))


def in_plan(workspace: Workspace, asked: Asked, kind: str) -> Amendment:
    """Add a record to a plan; a deliverable stands within its goal, a recurring event in the annual cycle."""
    found = find_phase(workspace, asked.plan, asked.phase)
    scope = (found.region, found.id)
    given = dict(asked.given)
    if kind == "deliverable":
        goal = given.pop("parent")
        if goal not in found.plan.goals:
            raise ByregError(f"{found.address} has no goal '{goal}'", f"Choose from: {', '.join(found.plan.goals)}.")
        table: KeyPath = ("goals", goal, "deliverables")
    else:
        table = ("follow_up", "annual_cycle") if kind == "annual_event" else table_for(asked.kind)
    id_ = asked.id or new_id(found.contents, given.get("title", asked.kind))
    measured = {key: given.pop(key) for key in MEASURE if key in given} if kind == "goal" else {}
    if kind == "indicator" and asked.target:
        given["targets.end"] = target_of(asked.target, given.get("direction", ""))
    amendment = add_record(
        workspace, scope, table, id_, [*typed_keys(given), *status_keys(asked, kind)], file=asked.file
    )
    if kind == "goal" and asked.indicator:
        measured |= {"title": asked.indicator, "measures": f"[{id_}]"}
        if asked.target:
            measured["targets.end"] = target_of(asked.target, measured.get("direction", ""))
        other = new_id(found.contents, asked.indicator)
        other = f"{other}-indicator" if other == id_ else other
        amendment.join(add_record(workspace, scope, ("indicators",), other, typed_keys(measured)))
    elif measured:
        raise ByregError(f"--{next(iter(measured))} is of an indicator", "Name it with --indicator TEXT.")
    return amendment


def target_of(text: str, direction: str) -> str:
    """Return a target as typed for its key: a level to reach, from below or from above."""
    return (
        text
        if text.startswith("{")
        else f"{{{'at_most' if direction == 'decrease' else 'at_least'}: {text.replace(',', '.')}}}"
    )


def status_keys(asked: Asked, kind: str) -> list[Given]:
    """Return how a kind of record says its status: itself, as a judgement, or as a dated update."""
    if asked.status is None:
        return []
    if kind == "deliverable":
        return [Given("status", asked.status)]
    table = "assessments" if kind in ("goal", "focus_area", "objective", "strategy", "theme") else "updates"
    return [Given(table, f"[{{date: {asked.day}, status: {asked.status}}}]")]
