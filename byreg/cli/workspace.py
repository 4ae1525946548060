"""From where the user stands to the workspace, the plan and the record they mean."""

from datetime import date
from pathlib import Path

from byreg import __version__, codes
from byreg.check import check_workspace
from byreg.config import find_root, read_settings
from byreg.diagnostic import Diagnostic
from byreg.errors import ByregError
from byreg.load import Workspace, load_workspace
from byreg.model.region import Region
from byreg.model.register import Entry, Phase, RegionNode
from byreg.suggest import suggestion


def open_workspace() -> Workspace:
    """Load the workspace around the current folder."""
    root = find_root(Path.cwd())
    settings = read_settings(root, __version__)
    if not (root / "plans").is_dir():
        raise ByregError(f"{root} has no folder 'plans'", "Create plans/REGION/PHASE/plan.yaml.")
    return load_workspace(root, settings)


def find_region(workspace: Workspace, name: str) -> RegionNode:
    regions = workspace.register.regions
    if name not in regions:
        raise ByregError(f"there is no region '{name}'", suggestion(name, regions))
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


def find_entry(workspace: Workspace, phase: Phase, name: str) -> Entry:
    """Return a record of a phase by its id; a former id is answered with the new one."""
    contents = phase.contents
    if name in contents.by_id:
        return contents.by_id[name]
    if name in contents.former:
        new = contents.former[name]
        raise ByregError(f"'{name}' was renamed", f"It is now {new.address}.")
    raise ByregError(f"{phase.address} has no record '{name}'", suggestion(name, contents.by_id))


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


def errors_of(workspace: Workspace, phase: Phase, day: date) -> list[Diagnostic]:
    """Return the errors in a plan's own files, its region's and the shared ones."""
    scopes = [(phase.region, phase.id), (phase.region, None), (None, None)]
    own = {path for scope in scopes for path in workspace.files.get(scope, ())}
    folder = f"plans/{phase.address}/"
    found = check_workspace(workspace, day)
    return [
        d for d in found if codes.severity(d) == "error" and (d.place.path in own or d.place.path.startswith(folder))
    ]


def require_sound(workspace: Workspace, phase: Phase, day: date, *, force: bool) -> list[Diagnostic]:
    """Stop at a plan with errors, naming the first; with --force return them instead."""
    found = errors_of(workspace, phase, day)
    if found and not force:
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        raise ByregError(
            f"{phase.address} has errors: {found[0].place}: {found[0].code} {codes.message(found[0])}{more}",
            "Mend them ('byreg validate' lists all), or go on with --force.",
        )
    return found
