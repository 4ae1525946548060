"""`byreg set`: give one key of a plan another value."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from byreg.cli import options, values
from byreg.cli.options import Decisions, DryRun, On
from byreg.errors import ByregError

if TYPE_CHECKING:
    from datetime import date

    from byreg.amend.amendment import Amendment
    from byreg.load import Workspace
    from byreg.model.register import Scope


def set_value(
    plan: options.PlanAddress,
    path: Annotated[
        str, typer.Argument(metavar="PATH", help="Keys with dots between: actions.makerspace.title; or ID.KEY.")
    ],
    value: Annotated[str | None, typer.Argument(metavar="[VALUE]", help="The new value.")] = None,
    phase: options.PhaseOption = None,
    given: Annotated[
        str | None, typer.Option("--value", metavar="VALUE", help="A value that begins with a minus.")
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help="Take the key out instead.")] = False,
    decision: Decisions = None,
    on: On = None,
    dry_run: DryRun = False,
    directory: options.Directory = None,
) -> None:
    """Set one key of a plan, and touch nothing else of its file.

    VALUE is text as you write it; a number, true, false, a list [a, b] or a table {key: value} where
    the key may have one. With --decision, an update of the record keeps the text, number or day it said before.
    REGION alone means region.yaml for its keys: names, councils, municipalities, actors.

    \b
    Examples:
      byreg set sor-troms/2 actions.makerspace.title "Makerspace i alle kommuner"
      byreg set sor-troms/2 makerspace.schedule 2018/2020 --decision handlingsplan-2018
      byreg set kongsvinger/2 net-new-jobs.targets.yearly.net_change --value -10
      byreg set kongsvinger language nn
    """
    from byreg.amend.address import key_path
    from byreg.amend.amendment import require_readable
    from byreg.amend.records import contents_of, whole_tree
    from byreg.amend.setting import clear_value, keep_previous
    from byreg.amend.setting import set_value as give
    from byreg.cli.amending import carry_out, written_day

    if clear == (value is not None or given is not None) or (value is not None and given is not None):
        raise ByregError("one value is needed", "Write VALUE, --value VALUE, or --clear.")
    text = value if value is not None else given
    day, today = written_day(on), values.day_of(None)
    plan, path = apart(plan, path)

    def build(workspace: "Workspace") -> "Amendment":
        scope = scope_of(workspace, plan, phase, path)
        contents = contents_of(workspace, scope)
        if path.partition(".")[0] not in contents.by_id:
            require_readable(workspace, scope)
        where = key_path(path, contents, whole_tree(workspace, scope))
        made = clear_value(workspace, scope, where, today) if text is None else give(workspace, scope, where, text)
        if decision:
            keep_previous(made, scope, where, day, decision)
        return made

    amended = carry_out(build, today, about=plan, dry_run=dry_run)
    if not decision and amended.changed:
        remind(amended.workspace, plan, phase, path, today)


def remind(workspace: "Workspace", plan: str, phase: str | None, path: str, day: "date") -> None:
    """Say on standard error that what was adopted changes by a decision, where none was named."""
    from byreg.amend.setting import BINDING
    from byreg.model.state import plan_status

    region, phase_id = scope_of(workspace, plan, phase, path)
    found = workspace.register.phase(region, phase_id) if region and phase_id else None
    if found is not None and plan_status(found.plan, day) in BINDING:
        said = f"byreg: {found.address} is {plan_status(found.plan, day)}: what was decided changes by a decision"
        print(f"{said}; name it with --decision", file=sys.stderr)


def apart(plan: str, path: str) -> tuple[str, str]:
    """Return the plan and the path where a record was named with its plan: REGION/PHASE/ID KEY."""
    region, _, rest = plan.partition("/")
    phase, slash, id_ = rest.partition("/")
    return (f"{region}/{phase}", f"{id_}.{path}") if slash and id_ else (plan, path)


def scope_of(workspace: "Workspace", plan: str, phase: str | None, path: str) -> "Scope":
    """Return the scope that PLAN means: a phase, or the region where no phase is named and the key is a region's own."""
    from byreg.cli.workspace import find_phase, find_region
    from byreg.model.region import Region

    node = find_region(workspace, plan.partition("/")[0])
    top = path.partition(".")[0]
    own = top in Region.model_fields or top in node.contents.by_id
    if own and phase is None and "/" not in plan:
        return (node.id, None)
    found = find_phase(workspace, plan, phase)
    return (found.region, found.id)
