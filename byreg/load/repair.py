"""Faults, sharpened with the text as it was written: unquoted codes, swallowed comments and commas."""

import re
from collections.abc import Iterable

from byreg.diagnostic import Fault, Fix
from byreg.source.complaints import lines_of
from byreg.source.composition import Mark
from byreg.source.document import Document

COMMENTED = re.compile(r"(^\s*|:\s+|-\s+)#")


def repair(document: Document, faults: Iterable[Fault]) -> list[Fault]:
    """Sharpen faults with the text as it was written: unquoted codes, swallowed comments and commas."""
    marks, text = document.marks(), document.data.decode("utf-8")
    lines = lines_of(text)
    return [sharpen(fault, marks.get(fault.path), text, lines) for fault in faults]


def sharpen(fault: Fault, mark: Mark | None, text: str, lines: list[str]) -> Fault:
    if mark is None:
        return fault
    raw = text[mark.start : mark.end].strip()
    line, column = mark.key
    if fault.code == "BY106" and raw:
        quoted = raw.zfill(4)
        fix = Fix("value", quoted, safe=True) if raw.isdigit() else None
        return Fault(fault.code, fault.path, {"raw": raw, "quoted": quoted}, fix=fix)
    if fault.code == "BY101" and not raw and lines[line][:column].rstrip().endswith(","):
        return Fault("BY019", fault.path, {"key": fault.parameters["key"]}, at_key=True)
    if fault.code != "BY103":
        return fault
    if fault.fix is not None and isinstance(fault.fix.new, list) and raw and raw[:1] not in "\"'":
        return fault._replace(fix=Fix("value", [raw], safe=True))
    if fault.parameters["got"] == "empty" and COMMENTED.search(lines[line][column:]):
        return Fault("BY018", fault.path, {"key": fault.parameters["key"]})
    if fault.parameters["advice"].startswith("Put it in quotes") and raw:
        advice = f'Put it in quotes, as it should read: "{raw}".'
        return Fault(fault.code, fault.path, {**fault.parameters, "advice": advice}, fix=Fix("value", raw, safe=True))
    return fault
