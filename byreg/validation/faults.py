"""What pydantic found wrong, as faults with the facts their sentences need."""

from collections.abc import Sequence
from typing import Literal

from pydantic_core import ErrorDetails

from byreg.diagnostic import Fault, Fix, KeyPath
from byreg.language.glossary import KEYS
from byreg.language.language import language
from byreg.model.period import FORMS as PERIOD_FORMS
from byreg.model.record import Model
from byreg.model.schedule import WITHIN
from byreg.model.targets import FORMS as TARGET_FORMS
from byreg.model.values import SLUG
from byreg.personal import masked
from byreg.source.meaning import Plain
from byreg.suggest import as_id, nearest, suggestion
from byreg.validation.dates import meant_period
from byreg.validation.paths import choices_at, keys_at, path_of

TYPES = {
    "string_type": "text", "number_type": "a number", "int_type": "a whole number", "bool_type": "true or false",
    "tuple_type": "a list", "dict_type": "a mapping", "model_type": "a mapping", "model_attributes_type": "a mapping",
    "int_from_float": "a whole number",
}  # fmt: skip
ADVICE = {
    "one_statement": "Keep the value, or say that there is none and why.",
    "scale": "Correct the scale, or the value: numbers without quotes, true or false for yes_no, text for qualitative.",
    "same_period": "Keep one of them, or state the periods more precisely.",
    "senseless": "Correct one of the two figures.",
    "too_short": "Write at least one, or remove the key.",
    "duration": "Write it in English: '6 months', '3 years'.",
    "number_range": "Check the number of digits.",
}
ELSEWHERE = {
    "status": "A status stands in a dated entry under 'updates', or 'assessments' for a goal.",
    "actions": "Actions stand in actions.yaml.",
    "indicators": "Indicators stand in targets.yaml.",
    "targets": "Targets stand with their indicators in targets.yaml.",
    "observations": "Observations stand with their indicators in targets.yaml.",
}
SYNONYMS = {
    "tidsplan": "schedule", "tid": "schedule", "frist": "deadline", "ansvar": "responsible", "ansvarleg": "responsible",
    "tittel": "title", "navn": "name", "namn": "name", "tekst": "text", "skildring": "text", "beskrivelse": "text",
    "ressurser": "resources", "finansiering": "financing", "maal": "goals", "mal": "goals", "tiltak": "actions",
}  # fmt: skip
YES_NO = {"yes": "true", "ja": "true", "on": "true", "no": "false", "nei": "false", "off": "false"}


def fault_of(model: type[Model], detail: ErrorDetails, tree: Plain) -> Fault:
    """Turn one of pydantic's errors into a fault with the facts its sentence needs."""
    path = path_of(detail, tree)
    kind, value = detail["type"], detail["input"]
    key = str(next((step for step in reversed(path) if isinstance(step, str)), "the file"))
    if kind == "extra_forbidden":
        return extra(model, path)
    if kind == "missing":
        return missing(model, path)
    if kind == "version" or path == ("schema",):
        return Fault("BY108", path, {"value": show(value)})
    if kind == "literal_error":
        choices = literal_choices(detail)
        parameters = {"value": show(value), "key": key, "suggestion": advice_for(value, choices)}
        return Fault("BY104", path, parameters, fix=fix_value(nearest(show(value), choices)))
    if kind == "period":
        meant = meant_period(value) if isinstance(value, str) else None
        advice = f"Did you mean '{meant}'?" if meant else f"Write a period as {PERIOD_FORMS}."
        fix = Fix(kind_of_place(detail), meant, safe=True) if meant else None
        return Fault("BY105", path, {"problem": context(detail, "problem"), "advice": advice}, fix=fix)
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


def missing(model: type[Model], path: KeyPath) -> Fault:
    """Tell a missing key, with the values it may have."""
    key, choices = str(path[-1]), choices_at(model, path)
    add = f"{key}: {choices[0]}" if len(choices) == 1 else f"{key}:"
    more = f" with one of: {', '.join(choices)}" if len(choices) > 1 else ""
    parameters = {"key": key, "record": record_name(path[:-1]), "add": add, "more": more}
    return Fault("BY102", path[:-1], parameters, at_key=True)


def extra(model: type[Model], path: KeyPath) -> Fault:
    """Tell an unknown key, and where it belongs or which one is near."""
    key = str(path[-1])
    keys = keys_at(model, path[:-1])
    advice = ELSEWHERE.get(key) if "updates" in keys or len(path) == 1 else None
    labelled = by_label(key, keys)
    said = advice or (f"Did you mean '{labelled}'?" if labelled else suggestion(key, keys))
    parameters = {"key": key, "record": record_name(path[:-1]), "suggestion": said}
    meant = None if advice else nearest(key, keys) or by_label(key, keys)
    return Fault("BY101", path, parameters, at_key=True, fix=Fix("key", meant) if meant else None)


def by_label(key: str, keys: Sequence[str]) -> str | None:
    """Return the key whose Norwegian label was written in its place: `ansvarlig` for `responsible`."""
    bokmal = language("nb")
    labels = {as_id(bokmal.text(KEYS[one][0])): one for one in keys if one in KEYS}
    meant = SYNONYMS.get(key.casefold())
    return meant if meant is not None and meant in keys else labels.get(as_id(key))


def empty_fault(path: KeyPath) -> Fault:
    key = str(next((step for step in reversed(path) if isinstance(step, str)), "the file"))
    return wrong_type(path, key, None, "text" if isinstance(path[-1], int) else "given")


def wrong_type(path: KeyPath, key: str, value: Plain, expected: str) -> Fault:
    parameters = {"key": key, "expected": expected, "got": type_name(value), "advice": type_advice(value, expected)}
    return Fault("BY103", path, parameters, fix=type_fix(value, expected))


def type_fix(value: Plain, expected: str) -> Fix | None:
    """Return the same content as the type that is expected."""
    if expected == "true or false" and isinstance(value, str) and value.lower() in YES_NO:
        return Fix("value", YES_NO[value.lower()] == "true", safe=True)
    if expected == "a list" and isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return Fix("value", [value], safe=True)
    return None


def kind_of_place(detail: ErrorDetails) -> Literal["key", "value"]:
    """Tell whether an error is about a key of a table, or about a value."""
    return "key" if detail["loc"][-1:] == ("[key]",) else "value"


def fix_value(value: str | None, *, safe: bool = False) -> Fix | None:
    return Fix("value", value, safe=safe) if value is not None else None


def pattern_fault(detail: ErrorDetails, path: KeyPath, key: str, value: Plain) -> Fault:
    """Tell an id, a reference, a code or a text that is not in its form."""
    pattern = context(detail, "pattern")
    shown = show(value)
    if pattern == r"^[0-9]{4}$":
        return Fault("BY104", path, {"value": shown, "key": key, "suggestion": "A municipality code has four digits."})
    if SLUG in pattern:
        what = "id" if pattern == f"^{SLUG}$" else "reference"
        meant = "/".join(as_id(part) for part in shown.split("/")[:3]) if masked(shown) == shown else ""
        advice = f"Use small letters a-z, digits and single hyphens, such as '{meant or 'job-growth'}'."
        fix = Fix(kind_of_place(detail), meant) if meant else None
        return Fault("BY107", path, {"value": shown, "what": what, "advice": advice}, at_key=what == "id", fix=fix)
    advice = "It must be text: not empty, on one line where it is a name, and without control characters."
    if "https" in pattern:
        advice = "An address begins with https:// and has no spaces."
    elif pattern == WITHIN:
        advice = "Name a part of the year: H1, Q4, T2, spring, summer, autumn, winter, or a month from 01 to 12."
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
