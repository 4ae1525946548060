"""Take a record out of a draft, or say of an adopted one that it ended."""

from datetime import date

from byreg.amend.amendment import Amendment, require_readable
from byreg.amend.records import contents_of, fields_of, period_plain
from byreg.amend.renaming import references_to
from byreg.amend.setting import BINDING
from byreg.diagnostic import KeyPath
from byreg.errors import ByregError
from byreg.load import Workspace
from byreg.model.register import Entry, Phase, Scope
from byreg.model.state import plan_status
from byreg.source.meaning import Plain
from byreg.text.edit import Edit


def remove_record(workspace: Workspace, entry: Entry, day: date) -> Amendment:
    """Take a record out; refused while something refers to it, and where the plan is adopted."""
    require_readable(workspace)
    phase = phase_of(workspace, entry)
    if phase is not None and plan_status(phase.plan, day) in BINDING:
        raise ByregError(
            f"{phase.address} is {plan_status(phase.plan, day)}: what was decided does not disappear",
            f"End it instead: 'byreg remove {entry.address} --drop --reason \"…\"', with --decision if there is one.",
        )
    inside = [one for one in contents_of(workspace, entry.scope).entries if one.path[: len(entry.path)] == entry.path]
    for one in inside:
        users = [
            (scope, path) for scope, path, _ in references_to(workspace, one)
            if not (scope == entry.scope and path[: len(entry.path)] == entry.path)
        ]  # fmt: skip
        if users:
            shown = ", ".join(shown_path(scope, path) for scope, path in users[:10])
            more = f" and {len(users) - 10} more" if len(users) > 10 else ""
            raise ByregError(
                f"{one.address} is referred to by {shown}{more}",
                "Change or remove what refers to it first; or --drop it.",
            )
    amendment = Amendment(workspace)
    amendment.edit(entry.scope, Edit("remove", entry.path))
    return amendment


def shown_path(scope: Scope, path: KeyPath) -> str:
    where = "/".join(part for part in scope if part)
    return f"{where}{' ' if where else ''}{'.'.join(str(step) for step in path)}"


def drop_record(workspace: Workspace, entry: Entry, day: str, reason: str, decision: str | None) -> Amendment:
    """Say that a record ended without being completed, when, why, and by which decision."""
    fields_of(entry, ["dropped"])
    if entry.record.dropped is not None:
        raise ByregError(f"{entry.address} is dropped already", "Change it with 'byreg set'.")
    fate: dict[str, Plain] = {"date": period_plain(day), "reason": reason}
    if decision:
        fate["decision"] = decision
    amendment = Amendment(workspace)
    amendment.put(entry.scope, (*entry.path, "dropped"), fate)
    return amendment


def phase_of(workspace: Workspace, entry: Entry) -> Phase | None:
    region, phase = entry.scope
    return workspace.register.phase(region, phase) if region and phase else None
