"""Run the rules over a workspace; findings come back located and sorted."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from byreg.codes import message, severity
from byreg.diagnostic import Diagnostic, Place
from byreg.diff.comparison import compare
from byreg.diff.goalposts import Mandates, NewDecisions, is_binding, new_decisions
from byreg.diff.state import state_of
from byreg.load import Workspace
from byreg.rules.catalogue import NEED_NO_PLAN, PHASE_RULES, WORKSPACE_RULES
from byreg.rules.rule import Finding, PhaseContext, WorkspaceContext


def check_workspace(workspace: Workspace, day: date, previous: Workspace | None = None) -> tuple[Diagnostic, ...]:
    """Return every diagnostic of the workspace, those of loading included, each once.

    With a previous state of the workspace, the rules also see what changed since.
    """
    located = [*workspace.locate(findings(workspace, day, previous)), *plans_gone(workspace, day, previous)]
    located += [Diagnostic("BY702", Place(one.place.path), {"problem": said(one)}) for one in unreadable(previous, day)]
    unique = {diagnostic.sort_key: diagnostic for diagnostic in (*workspace.diagnostics, *located)}
    return tuple(unique[key] for key in sorted(unique))


def findings(workspace: Workspace, day: date, previous: Workspace | None) -> Iterator[Finding]:
    register = workspace.register
    fresh = new_decisions(previous.register, register, (None, day)) if previous else NewDecisions({}, frozenset())
    for node in register.regions.values():
        for phase in node.phases.values():
            context = PhaseContext(phase, node.region, day, node.contents.left_out)
            if previous is not None:
                context = with_changes(context, workspace, previous, fresh)
            for rule in PHASE_RULES if phase.whole else NEED_NO_PLAN:
                yield from rule(context)
    for workspace_rule in WORKSPACE_RULES:
        yield from workspace_rule(WorkspaceContext(register, day))


def with_changes(context: PhaseContext, workspace: Workspace, previous: Workspace, fresh: NewDecisions) -> PhaseContext:
    """Return a rule's view with what changed in the plan."""
    old = state_of(previous.register, context.scope, context.day)
    new = state_of(workspace.register, context.scope, context.day)
    changes = tuple(compare(old, new, Mandates(old, new, fresh))) if old.exists else ()
    return replace(context, current=new, previous=old, changes=changes)


def unreadable(previous: Workspace | None, day: date) -> Iterator[Diagnostic]:
    """Yield what kept a plan that binds, or may bind, from being read: what stood there can have been anything."""
    if previous is None:
        return
    for one in previous.diagnostics:
        region, phase = [*one.place.path.split("/")[1:3], "", ""][:2]
        found = previous.register.phase(region, phase)
        binds = found is None or not found.whole or is_binding(state_of(previous.register, (region, phase), day))
        if severity(one) == "error" and one.place.path.count("/") > 2 and binds:
            yield one


def said(diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    return f"{place.line}:{place.column}: {diagnostic.code} {message(diagnostic)}"


def plans_gone(workspace: Workspace, day: date, previous: Workspace | None) -> Iterator[Diagnostic]:
    """Yield the adopted plans whose whole folder is gone: no file is left to point into."""
    if previous is None:
        return
    for phase in previous.register.phases:
        scope = (phase.region, phase.id)
        if scope not in workspace.files and is_binding(state_of(previous.register, scope, day)):
            parameters = {"change": f"the plan '{phase.plan.title}' is gone", "concerns": phase.address}
            yield Diagnostic("BY701", Place(f"plans/{phase.address}"), parameters)
