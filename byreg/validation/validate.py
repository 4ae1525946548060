"""Hold a tree against a model, and keep what fits."""

from collections.abc import Mapping
from itertools import islice
from typing import Generic, NamedTuple, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from byreg.diagnostic import Fault
from byreg.model.record import Model
from byreg.source.meaning import Plain
from byreg.validation.paths import cuts_of, empty_paths, path_of, without

NONE: Mapping[str, Plain] = {}
MOST_ROUNDS = 8  # each round leaves out what only then shows: a list too short, a record without its title
MOST_FAULTS = 200  # per file; the rest is mended soonest by running again
M = TypeVar("M", bound=Model)


class Validated(NamedTuple, Generic[M]):
    """A record where one could be made, and the faults that were left out to make it."""

    model: M | None
    faults: tuple[Fault, ...] = ()


def validate(
    model: type[M], tree: Plain, *, has_empty: bool = False, stand_ins: Mapping[str, Plain] = NONE
) -> Validated[M]:
    """Validate a file's tree; with faults, return what remains when they are left out, if anything.

    `has_empty` says that some key has no value, which no key may; `stand_ins` fill in for keys
    that the rest cannot do without.
    """
    details: list[ErrorDetails] = []
    found = None
    try:
        found = model.model_validate(tree)
    except ValidationError as error:
        details = error.errors(include_url=False)
    if not details and not has_empty:
        return Validated(found)
    from byreg.validation.faults import empty_fault, fault_of

    told = [detail for detail in details[:MOST_FAULTS] if not follows_from(detail, details[:MOST_FAULTS])]
    faults = [fault_of(model, detail, tree) for detail in told]
    if has_empty:
        known = {fault.path for fault in faults}
        faults += [empty_fault(path) for path in islice(empty_paths(tree), MOST_FAULTS) if path not in known]
    return Validated(found or salvage(model, tree, details, stand_ins), tuple(faults))


def follows_from(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Tell whether a list is too short only because its items were refused."""
    location = detail["loc"]
    return detail["type"] == "too_short" and any(
        other["loc"][: len(location)] == location and len(other["loc"]) > len(location) for other in details
    )


def salvage(model: type[M], tree: Plain, details: list[ErrorDetails], stand_ins: Mapping[str, Plain]) -> M | None:
    """Leave out each faulty value, or the record that lacks one, until the rest is valid."""
    for _ in range(MOST_ROUNDS):
        if not isinstance(tree, dict):
            return None
        paths = [(detail["type"] == "missing", path_of(detail, tree)) for detail in details]
        tree = without(tree, cuts_of(path[:-1] if missing else path for missing, path in paths))
        lacking = {str(path[0]) for missing, path in paths if missing and len(path) == 1}
        tree |= {key: stand_ins[key] for key in lacking & stand_ins.keys()}
        try:
            return model.model_validate(tree)
        except ValidationError as error:
            details = error.errors(include_url=False)
    return None
