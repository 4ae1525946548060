"""Findings for people, programs and forges: one module a format."""

from collections.abc import Callable

from rich.text import Text

from byreg.output.findings import ci, data, junit, markdown, sarif, text
from byreg.output.findings.told import Told

WRITERS: dict[str, Callable[[Told], "Text | str"]] = {
    "text": text.as_text,
    "concise": text.as_concise,
    "json": data.as_json,
    "github": ci.as_github,
    "gitlab": ci.as_gitlab,
    "sarif": sarif.as_sarif,
    "junit": junit.as_junit,
    "md": markdown.as_markdown,
}
FORMATS = tuple(WRITERS)


def render(format_: str, told: Told) -> Text:
    """Return the findings in a format."""
    written = WRITERS[format_](told)
    return Text(written) if isinstance(written, str) else written
