"""What a previous state of the workspace asks for: its adopted plans, changed and gone."""

from collections.abc import Callable, Iterator
from datetime import date

from byreg.codes import message, severity
from byreg.diagnostic import Diagnostic, Place
from byreg.diff.comparison import compare
from byreg.diff.goalposts import Mandates, is_binding, new_decisions
from byreg.diff.state import state_of
from byreg.load import Workspace
from byreg.rules.rule import PhaseContext


def changes_since(workspace: Workspace, previous: Workspace, day: date) -> Callable[[PhaseContext], PhaseContext]:
    """Return what adds to a rule's view what changed in the plan."""
    fresh = new_decisions(previous.register, workspace.register, (None, day))

    def with_changes(context: PhaseContext) -> PhaseContext:
        old = state_of(previous.register, context.scope, context.day)
        new = state_of(workspace.register, context.scope, context.day)
        changes = tuple(compare(old, new, Mandates(old, new, fresh))) if old.exists else ()
        return context._replace(current=new, previous=old, changes=changes)

    return with_changes


def lost_before(workspace: Workspace, previous: Workspace, day: date) -> Iterator[Diagnostic]:
    """Yield what no rule can see: plans that are gone as a whole, and what could not be read as it was."""
    yield from plans_gone(workspace, previous, day)
    for one in unreadable(previous, day):
        yield Diagnostic("BY702", Place(one.place.path), {"problem": said(one)})


def plans_gone(workspace: Workspace, previous: Workspace, day: date) -> Iterator[Diagnostic]:
    """Yield the adopted plans whose whole folder is gone: no file is left to point into."""
    for phase in previous.register.phases:
        scope = (phase.region, phase.id)
        if scope not in workspace.files and is_binding(state_of(previous.register, scope, day)):
            parameters = {"change": f"the plan '{phase.plan.title}' is gone", "concerns": phase.address}
            yield Diagnostic("BY701", Place(f"plans/{phase.address}"), parameters)


def unreadable(previous: Workspace, day: date) -> Iterator[Diagnostic]:
    """Yield what kept a plan that binds, or may bind, from being read: what stood there can have been anything."""
    for one in previous.diagnostics:
        region, phase = [*one.place.path.split("/")[1:3], "", ""][:2]
        found = previous.register.phase(region, phase)
        binds = found is None or not found.whole or is_binding(state_of(previous.register, (region, phase), day))
        if severity(one) == "error" and one.place.path.count("/") > 2 and binds:
            yield one


def said(diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    return f"{place.line}:{place.column}: {diagnostic.code} {message(diagnostic)}"
