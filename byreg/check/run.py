"""Run the rules over a workspace; findings come back located, judged and sorted."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from byreg.check.choice import Choice, profiles_of
from byreg.check.known import Key
from byreg.check.silence import silence
from byreg.check.verdict import Checked, Verdict, by_region, conclude, judge, region_of
from byreg.codes import BY_CODE, severity
from byreg.config import FILE_NAME
from byreg.diagnostic import Diagnostic, Fault
from byreg.load import Workspace
from byreg.model.register import Phase
from byreg.rules.catalogue import FILE_RULES, PHASE_RULES, WORKSPACE_RULES
from byreg.rules.parts import complete
from byreg.rules.privacy import personal_data
from byreg.rules.rule import C, FileContext, Finding, PhaseContext, PhaseRule, Rule, T, WorkspaceContext
from byreg.source.complaints import lines_of
from byreg.source.document import Document, point_at

MOST_SECRETS = 500  # of a file; one that holds more is told often enough


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
    verdict = examine(workspace, day, choice, previous=previous)
    paths = [path for paths in workspace.files.values() for path in paths]
    return conclude([verdict], choice, paths, workspace.text_of(FILE_NAME), known=known)


def errors_in(workspace: Workspace, day: date, regions: frozenset[str | None] | None = None) -> list[Diagnostic]:
    """Return the errors in a workspace, or in some regions of it (None among them is what all share), and nothing else.

    What can be no error under the profiles of the plans is not looked for.
    """
    profiles = {"adopted", *profiles_of(workspace.register, day).values()}
    choice = Choice(workspace.settings.check).for_errors(profiles)
    return [one for one in examine(workspace, day, choice, focus=regions).found if severity(one) == "error"]


def examine(
    workspace: Workspace,
    day: date,
    choice: Choice,
    *,
    previous: Workspace | None = None,
    focus: frozenset[str | None] | None = None,
) -> Verdict:
    """Hold a workspace to the rules; or the regions in focus, in a workspace of what they have to do with."""

    def within(path: str) -> bool:
        return focus is None or region_of(path) in focus

    documents = [document for path, document in workspace.documents.items() if within(path)]
    unread = [one for one in workspace.diagnostics if within(one.place.path)]
    located = [*unread, *in_files(workspace, documents, choice), *in_unread(workspace, within, choice)]
    located += workspace.locate(findings(workspace, day, choice, previous, focus), choice.counts)
    if previous is not None:
        from byreg.check.before import lost_before

        located += lost_before(workspace, previous, day)
    wanted = [one for one in located if choice.counts(one.code, one.place.path)]
    unique = {one.sort_key: one for one in reversed(wanted)}
    left, silenced = silence(documents, list(unique.values()), choice)
    profiles = profiles_of(workspace.register, day)
    judged = [judge(one, choice, profiles) for one in left]
    phases = [phase for phase in workspace.register.phases if focus is None or phase.region in focus]
    return Verdict(
        tuple(without_secrets(workspace, sorted(judged, key=lambda one: one.sort_key))),
        tuple(silenced),
        tuple(phase.address for phase in phases if not complete(phase)),
        any(BY_CODE[one.code].structural for one in unread),
    )


def examine_regions(
    workspace: Workspace, day: date, choice: Choice, regions: frozenset[str | None]
) -> dict[str | None, Verdict]:
    """Return the verdict on each of some regions of a workspace, and (under None) on what all share."""
    whole = examine(workspace, day, choice, focus=regions)
    found, silenced = by_region(whole.found), by_region(whole.silenced)
    broken = by_region(one for one in workspace.diagnostics if BY_CODE[one.code].structural)
    return {
        name: Verdict(
            tuple(found.get(name, ())),
            tuple(silenced.get(name, ())),
            tuple(address for address in whole.unchecked if address.partition("/")[0] == name),
            broken=name in broken,
        )
        for name in regions
    }


def without_secrets(workspace: Workspace, found: list[Diagnostic]) -> list[Diagnostic]:
    """Return the findings without what 8xx found in their file: out of its place it may not look personal."""
    spots: dict[str, list[Diagnostic]] = {}
    for one in found:
        if one.code[2] == "8" and len(spots.get(one.place.path, ())) < MOST_SECRETS:
            spots.setdefault(one.place.path, []).append(one)
    secrets: dict[str, re.Pattern[str]] = {}
    for path, ones in spots.items():
        lines = lines_of(workspace.text_of(path))
        told = {lines[one.place.line - 1][one.place.column - 1 :][: one.place.width] for one in ones}
        told |= {"".join(filter(str.isdigit, text)) for text in told if "@" not in text}
        secrets[path] = re.compile("|".join(re.escape(text) for text in sorted(told, key=len, reverse=True) if text))
    return [without(one, secrets[one.place.path]) if one.place.path in secrets else one for one in found]


def without(found: Diagnostic, secret: re.Pattern[str]) -> Diagnostic:
    hidden = {key: secret.sub(lambda one: "•" * len(one[0]), value) for key, value in found.parameters.items()}
    return replace(found, parameters=hidden)


def wanted_rules(rules: Iterable[Rule[C, T]], choice: Choice) -> list[Rule[C, T]]:
    return [rule for rule in rules if any(choice.wants(code) for code in rule.codes)]


def in_files(workspace: Workspace, documents: Iterable[Document], choice: Choice) -> Iterator[Diagnostic]:
    """Yield what the rules about single files find."""
    rules = wanted_rules(FILE_RULES, choice)
    for document in documents:
        sound = workspace.sound.get(document.path)
        context = FileContext(document.data, sound.disordered if sound else ())
        found = [finding for rule in rules for finding in rule.check(context)]
        yield from document.locate([one for one in found if isinstance(one, Fault)])
        spots = [one for one in found if not isinstance(one, Fault)]
        if spots:
            yield from point_at(document.path, document.text, spots, document.data)


def in_unread(workspace: Workspace, within: Callable[[str], bool], choice: Choice) -> Iterator[Diagnostic]:
    """Yield what is personal in files that cannot be read as plans: it is told, too."""
    for path in (path for paths in workspace.files.values() for path in paths if path not in workspace.documents):
        if within(path):
            text = workspace.text_of(path)
            spots = personal_data(FileContext(text.encode("utf-8")))
            yield from point_at(path, text, [spot for spot in spots if choice.wants(spot.code)])


def findings(
    workspace: Workspace, day: date, choice: Choice, previous: Workspace | None, focus: frozenset[str | None] | None
) -> Iterator[Finding]:
    """Yield what the rules about phases and about the whole workspace find."""
    register = workspace.register
    asked = WorkspaceContext(register, day, choice.settings, focus)
    since = None
    if previous is not None:
        from byreg.check.before import changes_since

        since = changes_since(workspace, previous, day)
    rules = wanted_rules(PHASE_RULES, choice)
    for node in asked.regions:
        for phase in node.phases.values():
            context = PhaseContext(phase, node.region, day, choice.settings, node.contents.left_out)
            if since is not None:
                context = since(context)
            for rule in rules:
                if can_run(rule, phase):
                    yield from rule.check(context)
    for workspace_rule in wanted_rules(WORKSPACE_RULES, choice):
        yield from workspace_rule.check(asked)


def can_run(rule: PhaseRule, phase: Phase) -> bool:
    """Tell whether what a rule needs was read: the plan's own title, period and status, or all that its files say.

    Where a record with errors was left out, nothing can be called missing.
    """
    if "complete" in rule.needs:
        return complete(phase)
    return phase.whole or "plan" not in rule.needs
