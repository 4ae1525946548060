"""Hold a tree against a model: what does not fit becomes faults, what fits becomes a record.

pydantic's locations name absent keys and carry union tags; here they are turned into key paths
that stand in the tree.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from byreg.diagnostic import Fault, KeyPath
from byreg.model.period import FORMS as PERIOD_FORMS
from byreg.model.record import Model
from byreg.model.targets import FORMS as TARGET_FORMS
from byreg.model.values import SLUG
from byreg.source.yaml import Plain
from byreg.suggest import nearest, suggestion

MOST_FAULTS = 200  # per file; the rest is mended soonest by running again
TYPES = {
    "string_type": "text", "number_type": "a number", "int_type": "a whole number", "bool_type": "true or false",
    "tuple_type": "a list", "dict_type": "a mapping", "model_type": "a mapping", "model_attributes_type": "a mapping",
    "int_from_float": "a whole number",
}  # fmt: skip
M = TypeVar("M", bound=Model)
ADVICE = {
    "one_statement": "Keep the value, or say that there is none and why.",
    "scale": "Correct the scale, or the value: numbers without quotes, true or false for yes_no, text for qualitative.",
    "duration": "Write it in English: '6 months', '3 years'.",
    "number_range": "Check the number of digits.",
}
YES_NO = {"yes": "true", "ja": "true", "on": "true", "no": "false", "nei": "false", "off": "false"}


@dataclass(frozen=True, slots=True)
class Validated(Generic[M]):
    """A record where one could be made, and the faults that were left out to make it."""

    model: M | None
    faults: tuple[Fault, ...] = ()


def validate(model: type[M], tree: Plain, *, has_empty: bool = False) -> Validated[M]:
    """Validate a file's tree; with faults, return what remains when they are left out, if anything.

    `has_empty` says that some key has no value, which no key may.
    """
    details: list[ErrorDetails] = []
    found = None
    try:
        found = model.model_validate(tree)
    except ValidationError as error:
        details = error.errors(include_url=False)[:MOST_FAULTS]
    details = [detail for detail in details if not follows_from(detail, details)]
    faults = [fault_of(model, detail, tree) for detail in details]
    if has_empty:
        told = {fault.path for fault in faults}
        faults += [empty_fault(path) for path in islice(empty_paths(tree), MOST_FAULTS) if path not in told]
    return Validated(found or salvage(model, tree, details), tuple(faults))


def follows_from(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Tell whether a list is too short only because its items were refused."""
    location = detail["loc"]
    return detail["type"] == "too_short" and any(
        other["loc"][: len(location)] == location and len(other["loc"]) > len(location) for other in details
    )


def empty_paths(tree: Plain, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Yield the path of every null; the tree is no deeper than the reader allows."""
    if tree is None:
        yield path
    elif isinstance(tree, dict):
        for key, value in tree.items():
            yield from empty_paths(value, (*path, key))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from empty_paths(value, (*path, index))


def empty_fault(path: KeyPath) -> Fault:
    key = str(next((step for step in reversed(path) if isinstance(step, str)), "the file"))
    return wrong_type(path, key, None, "text" if isinstance(path[-1], int) else "given")


def salvage(model: type[M], tree: Plain, details: list[ErrorDetails]) -> M | None:
    """Leave out each faulty value, or the record around it, until the rest is valid."""
    for _ in range(6):
        if not isinstance(tree, dict):
            return None
        for detail in details:
            path = path_of(detail, tree)
            tree = without(tree, path[:-1] if detail["type"] == "missing" else path)
        try:
            return model.model_validate(tree)
        except ValidationError as error:
            details = error.errors(include_url=False)
    return None


def without(tree: Plain, path: KeyPath) -> Plain:
    """Return the tree less what stands at `path`; the original is left as it was."""
    if not path:
        return None
    step = path[0]
    if isinstance(tree, dict) and step in tree:
        rest = without(tree[step], path[1:])
        kept = {key: value for key, value in tree.items() if key != step}
        return kept if len(path) == 1 else {**tree, step: rest} if rest is not None else kept
    if isinstance(tree, list) and isinstance(step, int) and step < len(tree):
        rest = without(tree[step], path[1:])
        before, after = tree[:step], tree[step + 1 :]
        return [*before, *after] if len(path) == 1 or rest is None else [*before, rest, *after]
    return tree


def path_of(detail: ErrorDetails, tree: Plain) -> KeyPath:
    """Return the error's location as keys that stand in the tree, an absent last key included."""
    location = [step for step in detail["loc"] if step != "[key]"]
    path: list[str | int] = []
    for position, step in enumerate(location):
        if isinstance(tree, dict) and step in tree:
            tree = tree[str(step)]
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        elif not (detail["type"] == "missing" and position == len(location) - 1):
            continue  # a union's tag, or a key that a shorthand stands for
        path.append(step)
    return tuple(path)


def fault_of(model: type[Model], detail: ErrorDetails, tree: Plain) -> Fault:
    """Turn one of pydantic's errors into a fault with the facts its sentence needs."""
    path = path_of(detail, tree)
    kind, value = detail["type"], detail["input"]
    key = str(next((step for step in reversed(path) if isinstance(step, str)), "the file"))
    if kind == "extra_forbidden":
        return extra(model, path, value)
    if kind == "missing":
        return Fault("BY102", path[:-1], {"key": str(path[-1]), "record": record_name(path[:-1])}, at_key=True)
    if path == ("schema",):
        return Fault("BY108", path, {"value": show(value)})
    if kind == "literal_error":
        choices = literal_choices(detail)
        return Fault("BY104", path, {"value": show(value), "key": key, "suggestion": advice_for(value, choices)})
    if kind == "period":
        return Fault("BY105", path, {"problem": context(detail, "problem"), "forms": PERIOD_FORMS})
    if kind == "target_form":
        wrong = next((k for k in value if nearest(k, TARGET_FORMS)), "") if isinstance(value, dict) else ""
        return Fault("BY109", path, {"key": key, "suggestion": suggestion(wrong, TARGET_FORMS)}, at_key=True)
    if kind == "string_pattern_mismatch":
        return pattern_fault(detail, path, key, value)
    if kind == "string_type" and "codes" in path and isinstance(value, int):
        return Fault("BY106", path, {"raw": str(value), "quoted": f"{value:04d}"})
    if kind in TYPES:
        return wrong_type(path, key, value, TYPES[kind])
    problem = detail["msg"] if kind in ADVICE else f"'{key}': {detail['msg'][:1].lower()}{detail['msg'][1:]}"
    return Fault("BY110", path, {"problem": problem, "advice": ADVICE.get(kind, "")}, at_key=not path)


def extra(model: type[Model], path: KeyPath, value: Plain) -> Fault:
    """Tell an unknown key, or the rest of a text that a comma cut off."""
    key = str(path[-1])
    if value is None and ("," in key or " " in key or not key.isascii()):
        return Fault("BY019", path, {"key": key}, at_key=True)
    keys = [name for name in keys_at(model, path[:-1]) if name]
    parameters = {"key": key, "record": record_name(path[:-1]), "suggestion": suggestion(key, keys)}
    return Fault("BY101", path, parameters, at_key=True)


def wrong_type(path: KeyPath, key: str, value: Plain, expected: str) -> Fault:
    parameters = {"key": key, "expected": expected, "got": type_name(value), "advice": type_advice(value, expected)}
    return Fault("BY103", path, parameters)


def pattern_fault(detail: ErrorDetails, path: KeyPath, key: str, value: Plain) -> Fault:
    """Tell an id, a reference, a code or a text that is not in its form."""
    pattern = context(detail, "pattern")
    shown = show(value)
    if pattern == r"^[0-9]{4}$":
        return Fault("BY104", path, {"value": shown, "key": key, "suggestion": "A municipality code has four digits."})
    if SLUG in pattern:
        what = "id" if pattern == f"^{SLUG}$" else "reference"
        parts = shown.lower().replace("_", "-").replace(" ", "-")
        advice = f"Use small letters a-z, digits and single hyphens, perhaps '{parts}'."
        return Fault("BY107", path, {"value": shown, "what": what, "advice": advice}, at_key=what == "id")
    advice = "It must be one line of text that is not empty." if r"\S" in pattern else f"It must look like {pattern}."
    if "https" in pattern:
        advice = "An address begins with https:// and has no spaces."
    return Fault("BY104", path, {"value": shown, "key": key, "suggestion": advice})


def type_name(value: Plain) -> str:
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return f"the number {value}"
    return "text" if isinstance(value, str) else "a mapping" if isinstance(value, dict) else "a list"


def type_advice(value: Plain, expected: str) -> str:
    """Say how to mend a value of the wrong type."""
    if expected == "text" and isinstance(value, (bool, int, float)):
        return f'Put it in quotes, as it should read: "{str(value).lower() if isinstance(value, bool) else value}".'
    if expected == "true or false" and isinstance(value, str):
        meant = YES_NO.get(value.lower())
        return f"Write {meant}." if meant else "Write true or false."
    if expected in ("a number", "a whole number") and isinstance(value, str):
        return "Write digits without quotes, spaces or units, and a decimal point: 10000 or 2.5."
    if value is None:
        return "Write a value, or remove the key."
    if expected == "a list":
        return "Begin each item on a line of its own with '- '."
    return (
        "Write keys and values below it, indented by two spaces." if expected == "a mapping" else f"Write {expected}."
    )


def literal_choices(detail: ErrorDetails) -> list[str]:
    expected = context(detail, "expected")
    return [choice.strip("' ") for choice in expected.replace(" or ", ", ").split(", ")]


def advice_for(value: Plain, choices: list[str]) -> str:
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return suggestion(str(value), choices)
    return suggestion(show(value), choices)


def context(detail: ErrorDetails, name: str) -> str:
    return str(detail.get("ctx", {}).get(name, ""))


def show(value: Plain) -> str:
    return value if isinstance(value, str) else type_name(value) if isinstance(value, (dict, list)) else str(value)


def record_name(path: KeyPath) -> str:
    return f"'{'.'.join(str(step) for step in path)}'" if path else "the file"


def keys_at(model: type[Model], path: KeyPath) -> list[str]:
    """Return the keys that may stand at a path below a model's root."""
    candidates: list[Any] = [model]
    for step in path:
        candidates = [inner for candidate in candidates for inner in below(candidate, step)]
    models = [candidate for candidate in candidates if is_model(candidate)]
    return list(dict.fromkeys(name for found in models for name in key_names(found)))


def key_names(model: type[Model]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield field.alias or name


def below(annotation: Any, step: str | int) -> Iterator[Any]:
    """Yield the annotations that a key leads to, unions spelled out."""
    if is_model(annotation):
        for name, field in annotation.model_fields.items():
            if step in (name, field.alias):
                yield from flat(field.annotation)
        return
    arguments = get_args(annotation)
    if getattr(annotation, "__origin__", None) is dict and len(arguments) == 2:
        yield from flat(arguments[1])
    elif getattr(annotation, "__origin__", None) is tuple and arguments:
        yield from flat(arguments[0])


def flat(annotation: Any) -> Iterator[Any]:
    """Yield the members of a union and the type inside an annotation."""
    if is_model(annotation) or getattr(annotation, "__origin__", None) in (dict, tuple):
        yield annotation
    elif hasattr(annotation, "__metadata__"):
        yield from flat(annotation.__origin__)
    else:
        for member in get_args(annotation):
            yield from flat(member)


def is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Model)
