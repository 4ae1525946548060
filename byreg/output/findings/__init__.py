"""Findings for people, programs and forges: one module a format, imported when it is asked for."""

from importlib import import_module

from byreg.output.findings.told import Told
from byreg.output.styled import Styled

WRITERS: dict[str, tuple[str, str]] = {
    "text": ("text", "as_text"),
    "concise": ("text", "as_concise"),
    "json": ("data", "as_json"),
    "github": ("ci", "as_github"),
    "gitlab": ("ci", "as_gitlab"),
    "sarif": ("sarif", "as_sarif"),
    "junit": ("junit", "as_junit"),
    "md": ("markdown", "as_markdown"),
}
FORMATS = tuple(WRITERS)


def render(format_: str, told: Told) -> Styled:
    """Return the findings in a format."""
    module, function = WRITERS[format_]
    written = getattr(import_module(f"{__name__}.{module}"), function)(told)
    return Styled(written) if isinstance(written, str) else written
