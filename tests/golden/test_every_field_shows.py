"""What a planner wrote must be readable somewhere: changing a field changes at least one report."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from byreg.config import Settings
from byreg.language.language import language
from byreg.load import load_workspace
from byreg.model.period import Period, parse_period
from byreg.model.plan import TEMPLATES
from byreg.model.record import Model
from byreg.model.register import Contents, Phase, Register
from byreg.model.walk import walk
from byreg.report.build import build_report
from byreg.report.environment import Here
from byreg.report.view import Report

ROOT = Path(__file__).parents[2]
DAY = date(2022, 3, 1)
REGISTER = load_workspace(ROOT, Settings()).register
HERE = Here(None)

# fields that no report shows, and why
UNSEEN = {
    "schema_version": "about the file, not the plan",
    "former_ids": "ids are not for readers",
    "language": "chooses the report's language",
    "Region.names": "cannot be empty; each name is tried",
    "Plan.status": "cannot be empty; each entry is tried",
    "Region.kind": "the region's name says it",
    "Programme.required_roles": "a demand on plans, for a rule",
    "Indicator.context": "chooses where the indicator stands",
    "Goal.parent": "shown by where the goal stands",
    "ReportGiven.template": "the title says it",
}


def altered(value: Any, annotation: Any) -> Any:
    """Return another value of the same type."""
    match value:
        case bool():
            return not value
        case Period():
            return parse_period("1999")
        case Decimal():
            return value + 1
        case int():
            return value + 1
        case "all":
            return 3
        case str():
            other = [choice for choice in choices(annotation) if choice != value]
            return other[0] if other else f"{value} ENDRET"
        case tuple() | dict():
            return type(value)()
        case _:
            return None


def choices(annotation: Any) -> list[str]:
    found = get_args(annotation)
    inner = [choice for part in found if not isinstance(part, str) for choice in choices(part)]
    return [part for part in found if isinstance(part, str)] + inner


def put(model: Any, path: tuple, value: Any) -> Any:
    """Return a model like this one but for the value at a path."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(model, Model):
        return model.model_copy(update={step: put(getattr(model, step), rest, value)})
    if isinstance(model, tuple):
        return (*model[:step], put(model[step], rest, value), *model[step + 1 :])
    return {key: put(item, rest, value) if str(key) == step else item for key, item in model.items()}


def with_root(register: Register, phase: Phase, root: Model, changed: Model) -> tuple[Register, Phase]:
    """Return the register with one file's model exchanged."""
    node = register.regions[phase.region]
    if root in phase.contents.roots:
        roots = tuple(changed if one is root else one for one in phase.contents.roots)
        made = replace(
            phase,
            plan=changed if root is phase.plan else phase.plan,
            indicators=getattr(changed, "indicators", phase.indicators),
            actions=getattr(changed, "actions", phase.actions) if hasattr(changed, "actions") else phase.actions,
            contents=Contents(phase.contents.scope, roots),
        )
        node = node._replace(phases={**node.phases, phase.id: made})
        return replace(register, regions={**register.regions, node.id: node}), made
    if root is node.region:
        node = node._replace(region=changed, contents=Contents(node.contents.scope, (changed,)))
        return replace(register, regions={**register.regions, node.id: node}), phase
    roots = tuple(changed if one is root else one for one in register.shared.roots)
    programmes = getattr(changed, "programmes", register.programmes)
    return replace(register, shared=Contents((None, None), roots), programmes=programmes), phase


def fields() -> Iterator[tuple[str, Phase, Model, tuple, Any]]:
    """Yield each field of each class that some plan states, up to four times."""
    seen: dict[str, int] = {}
    for phase in REGISTER.phases:
        node = REGISTER.regions[phase.region]
        for root in (*phase.contents.roots, node.region, *REGISTER.shared.roots):
            for path, model in walk(root).parts:
                for name, field in type(model).model_fields.items():
                    value = getattr(model, name)
                    key = f"{type(model).__name__}.{name}"
                    stated = value not in (None, (), {}, False) and value != field.default
                    if stated and seen.get(key, 0) < 4 and {key, name}.isdisjoint(UNSEEN):
                        seen[key] = seen.get(key, 0) + 1
                        yield key, phase, root, (*path, name), altered(value, field.annotation)


def rendered(register: Register, phase: Phase, template: str) -> str:
    return HERE.render(build(register, phase, template), "md")


@cache
def as_it_is(address: str, template: str) -> str:
    return rendered(REGISTER, REGISTER.phase(*address.split("/")), template)


def build(register: Register, phase: Phase, template: str) -> Report:
    return build_report(register, phase, template, language=language("nb"), day=DAY)


INSTANCES: dict[str, list] = {}
for one in fields():
    INSTANCES.setdefault(one[0], []).append(one[1:])
ORDER = ("plan", *(name for name in TEMPLATES if name != "plan"))


@pytest.mark.parametrize("key", sorted(INSTANCES))
def test_changing_a_field_changes_a_report(key):
    for owner, root, path, value in INSTANCES[key]:
        shared = any(root is one for one in REGISTER.shared.roots)
        for phase in REGISTER.phases if shared else (owner,):
            register, changed = with_root(REGISTER, phase, root, put(root, path, value))
            for template in ORDER:
                if rendered(register, changed, template) != as_it_is(phase.address, template):
                    return
    pytest.fail(f"no report shows {key}")
