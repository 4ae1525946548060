"""The Jinja environment: sandboxed, strict, escaping for the format, speaking the language."""

import re
from pathlib import Path
from typing import Any, Protocol

from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from byreg.errors import ByregError
from byreg.language.language import language
from byreg.report import markdown
from byreg.report.draw.mermaid import mermaid
from byreg.report.draw.palette import DARK, LIGHT, style_of_charts, variables
from byreg.report.draw.svg import svg
from byreg.report.draw.terminal import drawn
from byreg.report.outlined import Headings, csp_hash, in_style, sheet
from byreg.report.templates import shipped_folder

IN_MARKDOWN: dict[str, Any] = {
    "prose": markdown.prose, "inline": markdown.inline, "plain": markdown.plain, "in_cell": markdown.in_cell,
    "mermaid": mermaid, "drawn": drawn, "short": markdown.short,
}  # fmt: skip
FILTERS: dict[str, dict[str, Any]] = {
    "html": {
        "prose": markdown.to_html, "inline": markdown.to_inline_html, "plain": str, "svg": svg, "in_style": in_style,
        "sheet": sheet, "csp_hash": csp_hash, "short": markdown.short,
    },
    "md": IN_MARKDOWN,
    "text": IN_MARKDOWN,
}  # fmt: skip
BLOCKS = {"text": "md"}  # text is Markdown in which charts are drawn with letters


TEMPLATE_FAULTS = (
    TemplateError, TypeError, ValueError, AttributeError, LookupError, ArithmeticError, RuntimeError,
)  # fmt: skip


class Page(Protocol):
    """What a template prints: its own name, the language of byreg's words, and that of the plan's."""

    @property
    def template(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def content_language(self) -> str: ...


BLANK_LINES = re.compile(r"\n{3,}")


class Here:
    """Renders in this process, page after page, and keeps what it has read of the templates."""

    def __init__(self, own: Path | None) -> None:
        self.own = own
        self.environments: dict[tuple[str, str], ImmutableSandboxedEnvironment] = {}

    def environment(self, format_: str, language: str) -> ImmutableSandboxedEnvironment:
        key = (format_, language)
        if key not in self.environments:
            self.environments[key] = make_environment(format_, language, self.own)
        return self.environments[key]

    def render(self, report: Page, format_: str) -> str:
        """Return a page as text; ByregError names a template's file and line."""
        environment, headings = self.environment(format_, report.language), Headings()
        own = {  # of this page: handed over, so that nothing of one page is left for the next
            "page_language": report.language,
            "content_language": report.content_language,
            "anchor": headings.anchor,
            "headings": headings.found,
            "root": getattr(report, "root", ""),
        }
        try:
            blocks = environment.get_template(f"blocks.{BLOCKS.get(format_, format_)}.j2").make_module(own)
            text = environment.get_template(f"{report.template}.j2").render(own, report=report, b=blocks)
        except TemplateSyntaxError as error:
            raise template_error(f"{error.name or error.filename}:{error.lineno}", str(error.message)) from None
        except TEMPLATE_FAULTS as error:
            raise template_error(line_of(error, report.template), str(error)) from None
        except MemoryError as error:
            raise template_error(line_of(error, report.template), "out of memory") from None
        return finish(text, format_)


def finish(text: str, format_: str) -> str:
    """Return the text as it is written to a file: one newline at the end, no runs of blank lines."""
    if format_ != "html":
        lines = (line.rstrip() for line in text.splitlines())
        text = BLANK_LINES.sub("\n\n", "\n".join(lines))
    else:
        text = re.sub(r"\n\s*\n+", "\n", text)
    return text.strip() + "\n"


def make_environment(format_: str, code: str, own: Path | None) -> ImmutableSandboxedEnvironment:
    """Return a sandboxed environment that escapes for the format and speaks the language."""
    loaders: list[BaseLoader] = [FileSystemLoader(shipped_folder())]
    if own is not None:
        loaders.insert(0, FileSystemLoader(own))
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(loaders),
        autoescape=format_ == "html",
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(language(code).catalog, newstyle=True)  # type: ignore[attr-defined]
    environment.filters.update(FILTERS[format_])
    environment.globals.update(
        format=format_,
        counted=language(code).plural,
        layout=f"layout.{BLOCKS.get(format_, format_)}.j2",
        colours_light=variables(LIGHT),
        colours_dark=variables(DARK),
        style_of_charts=style_of_charts(),
    )
    return environment


def line_of(error: BaseException, template: str) -> str:
    """Return file and line of the innermost template frame of an error."""
    place, trace = f"{template}.j2", error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".j2"):
            place = f"{Path(name).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def template_error(place: str, problem: str) -> ByregError:
    return ByregError(
        f"templates/{place}: {' '.join(problem.split())}", "Mend the template, or remove it to use byreg's own."
    )
