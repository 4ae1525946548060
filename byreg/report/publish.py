"""From a request to the finished file: the one way in which reports are made, and made again."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from byreg import __version__
from byreg.language.language import language
from byreg.load import Workspace
from byreg.model.register import Phase
from byreg.report import view
from byreg.report.build import build_report
from byreg.report.provenance import Provenance, Request, state_of_plans, state_of_templates
from byreg.report.render import Renderer
from byreg.report.templates import ON_PAPER


def provenance_of(workspace: Workspace, request: Request, own: Path | None, commit: str = "") -> Provenance:
    """Return what a report of this workspace would be made from; `own` is the folder of its templates."""
    return Provenance(
        request=request,
        version=__version__,
        plans=state_of_plans(workspace),
        templates=state_of_templates(own),
        commit=commit,
        made_with=made_with(request.format),
    )


def made_with(format_: str) -> str:
    """Return the libraries that decide the bytes of a format."""
    if format_ == "pdf":
        from byreg.exchange.extras import needed
        from byreg.report.paper.pdf import versions as of_pdf

        needed("typst", "pdf", "PDF files")
        return of_pdf()
    if format_ == "docx":
        from byreg.exchange.extras import needed
        from byreg.report.paper.word import versions as of_word

        needed("docx", "office", "Word documents")
        return of_word()
    return ""


def publish(
    workspace: Workspace, phase: Phase, provenance: Provenance, renderer: Renderer, *, incomplete: Sequence[str] = ()
) -> bytes:
    """Return the report that a provenance asks for, as the bytes of its file."""
    asked = provenance.request
    report = build_report(
        workspace.register, phase, asked.template, language=language(asked.language), day=date.fromisoformat(asked.day),
        start=date.fromisoformat(asked.start) if asked.start else None, municipality=asked.municipality or None,
        incomplete=incomplete, provenance=provenance,
    )  # fmt: skip
    if asked.format not in ON_PAPER:
        return renderer.render(report, asked.format).encode()
    return on_paper(report, provenance, renderer.render(report))


def on_paper(report: view.Report, provenance: Provenance, html: str) -> bytes:
    """Set a report's page as PDF or Word."""
    from byreg.report.paper.pdf import as_pdf
    from byreg.report.paper.word import as_word

    make = as_pdf if provenance.request.format == "pdf" else as_word
    return make(
        html,
        title=f"{report.kind}: {report.title}",
        author=report.region,
        running=f"{report.region} · {report.kind}: {report.title} · {report.day}",
        record=provenance.record,
        language=report.language,
        day=date.fromisoformat(provenance.request.day),
    )
