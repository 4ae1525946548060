"""Run the rules over a workspace; findings come back located, judged and sorted."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from byreg.check.before import lost_before, with_changes
from byreg.check.choice import Choice, profiles_of
from byreg.check.known import Key, without_known
from byreg.check.silence import silence
from byreg.diagnostic import Diagnostic, Fault
from byreg.diff.goalposts import NewDecisions, new_decisions
from byreg.load import Workspace
from byreg.model.register import Phase
from byreg.rules.catalogue import FILE_RULES, PHASE_RULES, WORKSPACE_RULES
from byreg.rules.rule import C, FileContext, Finding, PhaseContext, PhaseRule, Rule, T, WorkspaceContext


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, and how much was found and left out: by comments, and as known."""

    found: tuple[Diagnostic, ...]
    silenced: int = 0
    known: int = 0


def check_workspace(
    workspace: Workspace,
    day: date,
    choice: Choice | None = None,
    *,
    previous: Workspace | None = None,
    known: Counter[Key] | None = None,
) -> Checked:
    """Return every finding in the workspace, those of loading included, each once, judged as of a day.

    Without a choice the workspace's settings decide. With a previous state of the workspace, the
    rules also see what changed since.
    """
    choice = choice or Choice(workspace.settings.check)
    located = [*workspace.diagnostics, *in_files(workspace, choice)]
    located += workspace.locate(findings(workspace, day, choice, previous), choice.counts)
    located += lost_before(workspace, previous, day) if previous is not None else ()
    wanted = [one for one in located if choice.counts(one.code, one.place.path)]
    unique = {one.sort_key: one for one in reversed(wanted)}
    left, silenced = silence(workspace, list(unique.values()), choice)
    profiles = profiles_of(workspace.register, day)
    judged = [replace(one, severity=choice.severity_of(one, profiles)) for one in left]
    judged.sort(key=lambda one: one.sort_key)
    shown = without_known(judged, known) if known else judged
    return Checked(tuple(shown), silenced, len(judged) - len(shown))


def wanted_rules(rules: Iterable[Rule[C, T]], choice: Choice) -> list[Rule[C, T]]:
    return [rule for rule in rules if any(choice.wants(code) for code in rule.codes)]


def in_files(workspace: Workspace, choice: Choice) -> Iterator[Diagnostic]:
    """Yield what the rules about single files find."""
    rules = wanted_rules(FILE_RULES, choice)
    for path, document in workspace.documents.items():
        context = FileContext(document.text, document.tree, workspace.models.get(path))
        found = [finding for rule in rules for finding in rule.check(context)]
        yield from document.locate([one for one in found if isinstance(one, Fault)])
        yield from document.point_at([one for one in found if not isinstance(one, Fault)])


def findings(workspace: Workspace, day: date, choice: Choice, previous: Workspace | None) -> Iterator[Finding]:
    """Yield what the rules about phases and about the whole workspace find."""
    register = workspace.register
    fresh = new_decisions(previous.register, register, (None, day)) if previous else NewDecisions({}, frozenset())
    rules = wanted_rules(PHASE_RULES, choice)
    for node in register.regions.values():
        for phase in node.phases.values():
            context = PhaseContext(phase, node.region, day, choice.settings, node.contents.left_out)
            if previous is not None:
                context = with_changes(context, workspace, previous, fresh)
            for rule in rules:
                if can_run(rule, phase):
                    yield from rule.check(context)
    for workspace_rule in wanted_rules(WORKSPACE_RULES, choice):
        yield from workspace_rule.check(WorkspaceContext(register, day, choice.settings))


def can_run(rule: PhaseRule, phase: Phase) -> bool:
    """Tell whether what a rule needs was read: the plan's own title, period and status, or all that its files say.

    Where a record with errors was left out, nothing can be called missing.
    """
    left_out = phase.contents.lost or bool(phase.contents.left_out)
    if "complete" in rule.needs:
        return phase.whole and not left_out
    return phase.whole or "plan" not in rule.needs
