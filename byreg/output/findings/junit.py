"""Findings as JUnit XML, which most build servers read: a test for each file, and one for each finding."""

from xml.sax.saxutils import escape, quoteattr

from byreg.codes import BY_CODE, message, severity
from byreg.diagnostic import Diagnostic
from byreg.output.findings.told import Told, sentence
from byreg.printable import printable


def as_junit(told: Told) -> str:
    """Write a suite in which an error fails, a warning too where warnings count; what is without a finding passes."""
    cases = [case(told, found) for found in told.found]
    touched = {found.place.path for found in told.found}
    clean = [path for path in told.files if path not in touched]
    cases += [f'    <testcase classname={shown(told, path)} name="no findings"/>' for path in sorted(clean)]
    failures = sum(1 for found in told.found if fails(told, found))
    counts = f'tests="{len(cases)}" failures="{failures}" errors="0"'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="byreg" {counts}>']
    lines += [f'  <testsuite name="byreg validate" {counts}>', *cases, "  </testsuite>", "</testsuites>"]
    return "\n".join(lines)


def fails(told: Told, found: Diagnostic) -> bool:
    return severity(found) == "error" or (told.strict and severity(found) == "warning")


def case(told: Told, found: Diagnostic) -> str:
    code, place = BY_CODE[found.code], found.place
    name = quoteattr(f"{code.code} {code.slug} at {place.line}:{place.column}")
    text = escape(f"{place}: {severity(found)}: {sentence(found)}")
    kind = f"<failure type={quoteattr(code.code)} message={quoteattr(message(found))}>{text}</failure>"
    inner = kind if fails(told, found) else f"<system-out>{text}</system-out>"
    return f"    <testcase classname={shown(told, place.path)} name={name}>{inner}</testcase>"


def shown(told: Told, path: str) -> str:
    return quoteattr(printable(told.in_repository(path), 400))
