"""7xx: what an adopted plan promises changes only with a decision."""

from collections.abc import Iterator

from byreg.diagnostic import Fault, KeyPath
from byreg.diff.changes import Change
from byreg.diff.goalposts import lacks_decision
from byreg.diff.wording import Teller
from byreg.language.language import language
from byreg.rules.rule import Finding, PhaseContext

ENGLISH = language("en")


def change_without_decision(context: PhaseContext) -> Iterator[Finding]:
    """BY701: a substantive change of an adopted plan is named by a decision that came with it."""
    if context.previous is None or context.current is None:
        return
    teller = Teller(context.previous, context.current, ENGLISH)
    for change in context.changes:
        if lacks_decision(change, context.previous):
            sentence = teller.plainly(change)
            named = change.subject.id if change.after and change.subject.id else context.phase.address
            yield context.scope, Fault("BY701", place_of(change), {"change": sentence, "concerns": named}, at_key=True)


def place_of(change: Change) -> KeyPath:
    """Return where a change stands in the files as they are; of a record that went, where it stood among others."""
    return (*change.after.path, *change.path) if change.after else change.subject.path[:-1]
