"""Set a record back to what an update says it was before."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from byreg.model.record import Model
from byreg.model.targets import CLASSES, FORMS, Target

M = TypeVar("M", bound=Model)
TOGETHER = ({"at_least", "at_most"}, {"keep_at_least", "keep_at_most"})  # limits that stand beside each other


def set_back(model: M, steps: list[str], value: Any) -> M:
    """Return a model with the value at a key path as it was; the model itself where path or value does not fit."""
    name = steps[0]
    if isinstance(model, Target) and len(steps) == 1 and name in FORMS:
        return cast("M", set_form_back(model, name, value))
    if name not in type(model).model_fields:
        return model
    if len(steps) == 1:
        return first_valid(model, name, readings(value))
    inner = getattr(model, name)
    if isinstance(inner, Model):
        before = set_back(inner, steps[1:], value)
        return model if before is inner else first_valid(model, name, [before])
    if isinstance(inner, Mapping):
        return set_entry_back(model, name, inner, steps[1:], value)
    return model


def set_entry_back(model: M, name: str, inner: Mapping[Any, Any], steps: list[str], value: Any) -> M:
    """Return a model with an entry of one of its mappings as it was: a target, an observation."""
    key = next((one for one in inner if str(one) == steps[0]), steps[0])
    there = inner.get(key)
    if len(steps) == 1:
        return first_valid(model, name, [{**inner, key: reading} for reading in readings(value)])
    if not isinstance(there, Model):
        return model
    before = set_back(there, steps[1:], value)
    return model if before is there else first_valid(model, name, [{**inner, key: before}])


def set_form_back(target: Target, name: str, value: Any) -> Target:
    """Return a target with a limit as it was; one of another form takes this one's place."""
    kept = {key: getattr(target, key) for key in target.model_fields_set if key in Target.model_fields}
    beside = next((limits for limits in TOGETHER if name in limits), set())
    kept |= {key: getattr(target, key) for key in beside & target.model_fields_set if key != name}
    if CLASSES.get(type(target)) == FORMS[name] and not beside:
        kept = {key: getattr(target, key) for key in target.model_fields_set if key not in FORMS or key == name}
    form = next(one for one, label in CLASSES.items() if label == FORMS[name])
    for reading in readings(value):
        try:
            return form.model_validate({**kept, name: reading})
        except ValidationError:
            continue
    return target


def first_valid(model: M, name: str, candidates: list[Any]) -> M:
    """Return a model with the first value of a key that fits it; the model itself where none does."""
    stated = {key: getattr(model, key) for key in model.model_fields_set}
    for value in candidates:
        try:
            return type(model).model_validate({**stated, name: value})
        except ValidationError:
            continue
    return model


def readings(value: Any) -> list[Any]:
    """Return what a value may be: `2022` stands for a number, and for a year."""
    return list(ways(value))


def ways(value: Any) -> Iterator[Any]:
    if isinstance(value, Decimal):
        yield int(value) if value == value.to_integral_value() else float(value)
    yield value
