"""From where the user stands to the workspace, the plan and the record they mean."""

import os
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from byreg import __version__, codes
from byreg.cache.index import digest_of
from byreg.check import Choice, errors_in, region_of
from byreg.cli import again
from byreg.cli.defused import defused
from byreg.cli.kept import kept_means
from byreg.config import Settings, find_root, read_settings
from byreg.diagnostic import Diagnostic
from byreg.errors import ByregError
from byreg.load import Workspace, load_workspace
from byreg.model.record import WHO
from byreg.model.region import Region
from byreg.model.register import Entry, Phase, RegionNode
from byreg.personal import masked
from byreg.source.tree import Folder
from byreg.storage.state import journal_of
from byreg.suggest import suggestion
from byreg.survey import known_verdict


def open_workspace(*, about: str | None = None, beside: str | None = None, locked: bool = False) -> Workspace:
    """Load the workspace around the current folder; or what the region of an address, and of one beside it, can have to do with.

    `locked` tells that this process holds the workspace's lock already.
    """
    root, settings = find_workspace(locked=locked)
    regions = [one.partition("/")[0] for one in (about, beside) if one is not None]
    return load_workspace(root, settings, around=regions or None)


def find_workspace(*, locked: bool = False) -> tuple[Path, Settings]:
    """Return the root and the settings of the workspace around the current folder; a write that was broken off is completed first."""
    root = find_root(Path.cwd())
    if locked or journal_of(root).is_dir():
        from byreg.storage.journal import recover, recover_if_needed

        recover(root) if locked else recover_if_needed(root)
    settings = read_settings(root, __version__)
    if not (root / "plans").is_dir():
        raise ByregError(f"{root} has no folder 'plans'", "Create plans/REGION/PHASE/plan.yaml.")
    return root, settings


def find_region(workspace: Workspace, name: str) -> RegionNode:
    regions = workspace.register.regions
    if name not in regions:
        raise ByregError(f"there is no region '{name}'", suggestion(name, sorted(workspace.register.region_names)))
    return regions[name]


def find_phase(workspace: Workspace, address: str, phase: str | None) -> Phase:
    """Return the plan that REGION[/PHASE] and --phase name; with one phase only, that one."""
    region, slash, inner = address.partition("/")
    if slash and phase is not None and inner != phase:
        raise ByregError(f"'{address}' and --phase {phase} name two phases", "Give one of them.")
    node = find_region(workspace, region)
    wanted = inner if slash else phase
    if wanted is None:
        return only_phase(node)
    if wanted not in node.phases:
        if any(scope == (region, wanted) for scope in workspace.files):
            raise ByregError(f"{region}/{wanted} cannot be read", f"Run 'byreg validate plans/{region}/{wanted}'.")
        raise ByregError(f"{region} has no phase '{wanted}'", suggestion(wanted, node.phases))
    return node.phases[wanted]


def find_plan_or_record(workspace: Workspace, address: str, phase: str | None) -> tuple[Entry | None, Phase]:
    """Return the record that an address names with its plan (or one to tell of it from), or a plan alone."""
    parts = address.split("/")
    plan, name = "/".join(parts[:2]), "/".join(parts[2:])
    if not name and phase is None and address not in workspace.register.regions:
        shared = find_record(workspace, address)
        if shared:
            return shared
    found = find_phase(workspace, plan, phase)
    return (find_entry(found, name) if name else None), found


def find_record(workspace: Workspace, address: str) -> tuple[Entry, Phase] | None:
    """Return a record of a region or of all regions by its address, and a plan to tell of it from."""
    parts = address.split("/")
    register = workspace.register
    node = register.regions.get(parts[0])
    contents = node.contents if node and len(parts) == 2 else register.shared
    entry = contents.by_id.get(parts[-1]) if len(parts) == (2 if node else 1) else None
    phases = list(node.phases.values() if node else register.phases)
    return (entry, phases[-1]) if entry and phases else None


def find_any_record(workspace: Workspace, address: str) -> Entry:
    """Return the record that REGION/PHASE/ID names, or REGION/ID, or the ID of what all regions share."""
    parts = address.split("/")
    if len(parts) == 3:
        return find_entry(find_phase(workspace, "/".join(parts[:2]), None), parts[2])
    node = workspace.register.regions.get(parts[0]) if len(parts) < 3 else None
    contents = node.contents if node and len(parts) == 2 else workspace.register.shared
    entry = contents.by_id.get(parts[-1]) if len(parts) == (2 if node else 1) else None
    if entry is None and node and (len(parts) == 1 or parts[1] in node.phases):
        raise ByregError(f"'{address}' is no record", "Write REGION/PHASE/ID.")
    if entry is None and len(parts) == 2 and node is None:
        find_region(workspace, parts[0])
    if entry is None:
        known = [f"{parts[0]}/{one.id}" if node else one.id for one in contents.entries]
        raise ByregError(f"there is no record '{address}'", suggestion(address, known))
    return entry


def find_entry(phase: Phase, name: str) -> Entry:
    """Return a record of a phase by its id; a former id is answered with the new one."""
    contents = phase.contents
    if name in contents.by_id:
        return contents.by_id[name]
    if name in contents.former:
        new = contents.former[name]
        raise ByregError(f"'{name}' was renamed", f"It is now {new.address}.")
    if contents.lost:
        raise ByregError(
            f"{phase.address} has no record '{name}' that can be read",
            f"A file of it is broken: run 'byreg validate plans/{phase.region}/{phase.id}'.",
        )
    raise ByregError(
        f"{phase.address} has no record '{name}'", suggestion(name, [entry.id for entry in contents.entries])
    )


def find_actor(workspace: Workspace, name: str) -> str:
    """Return the id of an organisation or body that is known somewhere in the workspace."""
    known = [entry.id for scope in workspace.register.scopes for entry in scope.entries if entry.kind in WHO]
    if name not in known:
        raise ByregError(f"there is no actor '{name}'", suggestion(name, known))
    return name


def find_municipality(region: Region, name: str) -> str:
    """Return the id of a municipality of the region, given as its id or its name."""
    names = {municipality.name.casefold(): id_ for id_, municipality in region.municipalities.items()}
    if name not in region.municipalities and name.casefold() not in names:
        raise ByregError(f"the region has no municipality '{name}'", suggestion(name, region.municipalities))
    return name if name in region.municipalities else names[name.casefold()]


def only_phase(node: RegionNode) -> Phase:
    if len(node.phases) == 1:
        return next(iter(node.phases.values()))
    if not node.phases:
        raise ByregError(f"{node.id} has no phase", f"Create plans/{node.id}/PHASE/plan.yaml.")
    names = ", ".join(node.phases)
    raise ByregError(f"{node.id} has several phases", f"Choose one with --phase: {names}.")


def errors_of(workspace: Workspace, day: date, phases: Iterable[Phase]) -> list[Diagnostic]:
    """Return the errors in the folders of some plans, in their regions' own files and in the shared ones."""
    wanted = [("plans", phase.region, phase.id) for phase in phases]
    found = every_error(workspace, day, frozenset((None, *(region for _, region, _ in wanted))))
    return [one for one in found if any(concerns(one, *path) for path in wanted)]


def every_error(workspace: Workspace, day: date, regions: frozenset[str | None] | None = None) -> list[Diagnostic]:
    """Return the errors of the whole workspace, or of some regions (None among them is what all share).

    Those that are known of these very files from earlier runs are not looked for again.
    """
    if isinstance(workspace.tree, Folder) and again.wants_cache(os.environ):
        choice = Choice(workspace.settings.check)
        known = known_verdict(workspace.root, workspace.settings, choice, day, kept_means(workspace.root))
        read = {path: digest_of(document.data) for path, document in workspace.documents.items()}
        whole = read.keys() == workspace.paths.difference(workspace.apart)  # a file that is broken is looked at again
        if known is not None and whole and read.items() <= known.digests.items():
            errors = [one for one in known.checked.found if codes.severity(one) == "error"]
            return [one for one in errors if regions is None or region_of(one.place.path) in regions]
    return errors_in(workspace, day, regions)


def require_all_sound(workspace: Workspace, day: date, *, force: bool) -> list[Diagnostic]:
    """Stop at a workspace with errors, naming the first; with --force return them instead."""
    found = every_error(workspace, day)
    return found if force else stop_at(found, "the workspace", may_force=True)


def stop_at(found: list[Diagnostic], name: str, *, may_force: bool) -> list[Diagnostic]:
    """Raise ByregError that names the first of some errors; return them where there are none."""
    if found:
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        raise ByregError(
            f"{name} has errors: {found[0].place}: {found[0].code} {codes.message(found[0])}{more}",
            f"Mend them ('byreg validate' lists all){', or go on with --force' if may_force else ''}.",
        )
    return found


def concerns(found: Diagnostic, plans: str, region: str, phase: str) -> bool:
    """Tell whether a finding stands in a phase's folder, or beside its region or all regions."""
    parts = found.place.path.split("/")
    beside_all = len(parts) == 2 and "." in parts[1]
    in_region = parts[:2] == [plans, region]
    return beside_all or (in_region and (len(parts) == 2 or parts[2] == phase or "." in parts[2]))


def require_sound(
    workspace: Workspace, day: date, phases: Sequence[Phase], *, force: bool, may_force: bool = True
) -> list[Diagnostic]:
    """Stop at plans with errors, naming the first; with --force, where a command has it, return them instead."""
    found = errors_of(workspace, day, phases)
    name = phases[0].address if len(phases) == 1 else "the workspace"
    return found if force else stop_at(found, name, may_force=may_force)


def warn_of(errors: Sequence[Diagnostic]) -> None:
    """Mark output that was made in spite of errors, on standard error."""
    for one in errors:
        print(defused(f"byreg: passed over {masked(str(one.place))}: {one.code} {codes.message(one)}"), file=sys.stderr)
