"""Hold a tree against a model, and keep what fits."""

from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from byreg.diagnostic import Fault
from byreg.model.record import Model
from byreg.source.yaml import Plain
from byreg.validation.faults import empty_fault, fault_of
from byreg.validation.paths import empty_paths, path_of, without

MOST_FAULTS = 200  # per file; the rest is mended soonest by running again
M = TypeVar("M", bound=Model)


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
