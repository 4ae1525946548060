"""What somebody typed becomes a value that its key may have."""

import re
from copy import deepcopy

from byreg.diagnostic import Fault, KeyPath
from byreg.errors import ByregError
from byreg.model.indicators import Measured
from byreg.model.narrative import Point, Section
from byreg.model.record import Model
from byreg.model.region import RegionName
from byreg.model.responsible import Responsible
from byreg.model.schedule import Schedule
from byreg.source.composition import node_at
from byreg.source.meaning import Plain
from byreg.source.yaml import compose
from byreg.text.edit import Edit, applied
from byreg.text.layout import models_at
from byreg.validation.validate import validate

# a record that a bare value may stand for, and the key that the value then has
SHORT: tuple[tuple[type[Model], str], ...] = (
    (Schedule, "periods"), (Responsible, "lead"), (Measured, "value"), (Point, "text"), (Section, "text"), (RegionName, "name"),
)  # fmt: skip
COMMA = re.compile(r"-?\d{1,12},\d{1,6}")  # a number as Norwegians write it
GROUPED = re.compile(r"-?\d{1,3}(?:[ \u00a0]\d{3})+(?:,\d{1,6})?")  # as reports write it: 17 800
DOUBTFUL = re.compile(r"-?\d{1,3}\.\d{3}")  # 17.800: thousands to some, a fraction to YAML
LONGEST = 60_000
MOST_SHOWN = 600
LACKING = "BY102"  # a key that must be there: it may come later


def readings(text: str) -> list[Plain]:
    """Return what a text may mean, the likeliest first: YAML where it is more than text, else the text itself."""
    if GROUPED.fullmatch(text.strip()):
        bare = text.strip().replace(" ", "").replace("\u00a0", "")
        return [*readings(bare), text]
    found = compose(text.encode("utf-8", "replace"))
    if COMMA.fullmatch(text.strip()):
        return [float(text.replace(",", ".")), text]
    if found.faults or not text.strip() or isinstance(found.tree, str):
        return [text]
    return [found.tree, text] if found.tree is not None else [text]


def read_value(text: str, model: type[Model], path: KeyPath, tree: Plain) -> Plain:
    """Return the value that `text` means at a key path of a file whose content is `tree`.

    It is the first reading that the schema takes; ByregError tells why none is.
    """
    if len(text) > LONGEST or not text.strip():
        empty = not text.strip()
        raise ByregError(f"the value is {'empty' if empty else 'too long'}", "Write a value; --clear takes a key out.")
    first: Fault | None = None
    for value in readings(text):
        fault = fault_of(model, tree, path, value)
        if fault is None and isinstance(value, float) and DOUBTFUL.fullmatch(text.strip()):
            whole, comma = text.strip().replace(".", ""), text.strip().replace(".", ",")
            raise ByregError(f"'{text.strip()}' may mean two numbers", f"Write {whole}, or {comma}.")
        if fault is None:
            return value
        first = first or fault
    assert first is not None
    raise refused(first, path)


def refused(fault: Fault, path: KeyPath) -> ByregError:
    from byreg import codes
    from byreg.diagnostic import Diagnostic, Place

    found = Diagnostic(fault.code, Place(""), fault.parameters)
    name = ".".join(str(step) for step in path)
    shown = codes.message(found)
    return ByregError(f"'{name}' cannot be that: {fault.code} {shown[:MOST_SHOWN]}", codes.hint(found)[:MOST_SHOWN])


def fault_of(model: type[Model], tree: Plain, path: KeyPath, value: Plain) -> Fault | None:
    """Return what is wrong with a value at its place; faults that were there before, or elsewhere, are not its own."""
    base = tree or {"schema": 1}
    before = {(fault.code, fault.path) for fault in validate(model, base).faults}
    try:
        after = applied(base, [*lifted(model, path, base), Edit("put", path, value)])
    except LookupError as error:
        name = ".".join(str(step) for step in path)
        raise ByregError(f"'{name}': {error}", "Look at the file.") from None
    for fault in validate(model, after).faults:
        beyond = fault.path[: len(path)] == path
        around = path[: len(fault.path)] == fault.path and fault.code != LACKING
        if (beyond or around) and (fault.code, fault.path) not in before:
            return fault
    return None


def lifted(model: type[Model], path: KeyPath, tree: Plain) -> list[Edit]:
    """Return the edits that make a record of a bare value on the way of a path, so that another key can stand beside it."""
    for length in range(1, len(path)):
        value = node_at(tree, path[:length])
        if value is None or isinstance(value, dict) or (isinstance(value, list) and isinstance(path[length], int)):
            continue
        for kind, key in SHORT:
            if any(issubclass(one, kind) for one in models_at(model, path[:length])):
                if path[length] == key:
                    return []
                kept = deepcopy(value if kind is not Schedule or isinstance(value, list) else [value])
                return [Edit("put", path[:length], {key: kept})]
    return []
