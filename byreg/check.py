"""Run the rules over a workspace; findings come back located and sorted."""

from collections.abc import Iterator
from datetime import date

from byreg.diagnostic import Diagnostic
from byreg.load import Workspace
from byreg.rules.catalogue import NEED_NO_PLAN, PHASE_RULES, WORKSPACE_RULES
from byreg.rules.rule import Finding, PhaseContext, WorkspaceContext


def check_workspace(workspace: Workspace, day: date) -> tuple[Diagnostic, ...]:
    """Return every diagnostic of the workspace, those of loading included, each once."""
    located = workspace.locate(findings(workspace, day))
    unique = {diagnostic.sort_key: diagnostic for diagnostic in (*workspace.diagnostics, *located)}
    return tuple(unique[key] for key in sorted(unique))


def findings(workspace: Workspace, day: date) -> Iterator[Finding]:
    register = workspace.register
    for node in register.regions.values():
        for phase in node.phases.values():
            context = PhaseContext(phase, node.region, day, node.contents.left_out)
            for rule in PHASE_RULES if phase.whole else NEED_NO_PLAN:
                yield from rule(context)
    for workspace_rule in WORKSPACE_RULES:
        yield from workspace_rule(WorkspaceContext(register, day))
