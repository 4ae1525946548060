"""The files of a workspace become one: models in a register, documents by path, diagnostics."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from byreg.config import Settings
from byreg.diagnostic import Diagnostic, Fault
from byreg.load.around import files_around
from byreg.load.part import PLAN_STAND_IN, Part, load_part
from byreg.load.workspace import Workspace
from byreg.model.actions import Action, ActionTable
from byreg.model.indicators import IndicatorTable
from byreg.model.plan import Plan
from byreg.model.programme import Actors, Programmes
from byreg.model.record import Model
from byreg.model.region import Region
from byreg.model.register import Contents, Phase, RegionNode, Register, Scope
from byreg.model.walk import Walked, walk
from byreg.source.discover import FileKind, discover
from byreg.source.document import Document, read_file
from byreg.source.tree import Folder, Tree

M = TypeVar("M", bound=Model)


@dataclass(slots=True, eq=False)
class Loading:
    """The state of one load: models by scope and kind of file."""

    models: dict[tuple[Scope, FileKind], dict[str, Model]] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    files: dict[Scope, list[str]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    left_out: dict[Scope, set[str]] = field(default_factory=dict)
    lost: set[Scope] = field(default_factory=set)
    stood_in: set[Scope] = field(default_factory=set)
    sound: dict[str, Walked] = field(default_factory=dict)
    walked: dict[int, Walked] = field(default_factory=dict)  # by the identity of the model

    def take(self, part: Part) -> None:
        """Put one file's part to the others."""
        path, scope = part.file.path, part.scope
        self.files.setdefault(scope, []).append(path)
        self.diagnostics += part.diagnostics
        if part.lost:
            self.lost.add(scope)
        if part.document is not None:
            self.documents[path] = part.document
        if part.left_out:
            self.left_out.setdefault(scope, set()).update(part.left_out)
        if part.stood_in:
            self.stood_in.add(scope)
        if part.model is not None:
            self.models.setdefault((scope, part.file.kind), {})[path] = part.model
            self.walked[id(part.model)] = part.walked
            if not part.faulty:
                self.sound[path] = part.walked

    def contents(self, scope: Scope, roots: tuple[Model, ...]) -> Contents:
        walked = tuple(self.walked[id(root)] if id(root) in self.walked else walk(root) for root in roots)
        return Contents(scope, roots, scope in self.lost, frozenset(self.left_out.get(scope, ())), walked)


def load_workspace(
    root: Path, settings: Settings, tree: Tree | None = None, *, around: Collection[str] | None = None
) -> Workspace:
    """Read and validate every plan file below `root`, or those of a tree; nothing is raised for bad content.

    Around some regions, only what they can have to do with is read as plans.
    """
    where = tree or Folder(root)
    found = discover(where)
    files = None if around is None else files_around(around, found, where)
    read = ((file, read_file(where, file)) for file in found.files) if files is None else files.items()
    workspace = assemble(
        root,
        settings,
        where,
        (load_part(file, data) for file, data in read),
        found.diagnostics,
        region_names={file.region for file in found.files if file.region},
    )
    apart = () if files is None else tuple(file.path for file in found.files if file not in files)
    return replace(workspace, apart=apart)


def assemble(
    root: Path,
    settings: Settings,
    tree: Tree,
    parts: Iterable[Part],
    diagnostics: Iterable[Diagnostic] = (),
    *,
    region_names: Iterable[str] | None = None,
) -> Workspace:
    """Put the parts of all files, those of a plan in the order they were found, into one workspace; what a walk found wrong comes first.

    `region_names` are those of all regions, where the parts are not of all.
    """
    loading = Loading(diagnostics=list(diagnostics))
    for part in parts:
        loading.take(part)
    names = sorted({scope[0] for scope in loading.files if scope[0]})
    regions = {name: assemble_region(name, loading) for name in names}
    programmes = first(loading, (None, None), "programmes", Programmes)
    actors = first(loading, (None, None), "actors", Actors)
    roots = tuple(model for model in (programmes, actors) if model is not None)
    shared = loading.contents((None, None), roots)
    register = Register(
        regions,
        programmes.programmes if programmes else {},
        shared,
        region_names=frozenset(names if region_names is None else region_names),
    )
    files = {scope: tuple(paths) for scope, paths in loading.files.items()}
    return Workspace(
        root,
        settings,
        register,
        loading.documents,
        tuple(loading.diagnostics),
        files=files,
        sound=loading.sound,
        tree=tree,
    )


def assemble_region(region: str, loading: Loading) -> RegionNode:
    """Build one region; without a readable region.yaml it stands under its folder's name."""
    scope: Scope = (region, None)
    model = first(loading, scope, "region", Region)
    if model is None:
        model = Region.model_validate({"schema": 1, "names": [{"name": region}]})
        loading.lost.add(scope)
    scopes = sorted(scope for scope in loading.files if scope[0] == region and scope[1])
    phases = {phase.id: phase for scope_ in scopes if (phase := assemble_phase(scope_, loading)) is not None}
    return RegionNode(region, model, phases, loading.contents(scope, (model,)))


def assemble_phase(scope: Scope, loading: Loading) -> Phase | None:
    if scope[0] is None or scope[1] is None:
        return None
    read = first(loading, scope, "plan", Plan)
    plan = read or Plan.model_validate({**PLAN_STAND_IN, "title": f"{scope[0]}/{scope[1]}"})
    if read is None:
        loading.lost.add(scope)
    targets = first(loading, scope, "targets", IndicatorTable)
    tables = loading.models.get((scope, "actions"), {})
    actions = merge_actions(tables, loading)
    roots = (plan, *([targets] if targets else []), *tables.values())
    contents = loading.contents(scope, roots)
    whole = read is not None and scope not in loading.stood_in
    return Phase(scope[0], scope[1], plan, targets.indicators if targets else {}, actions, contents, whole=whole)


def merge_actions(tables: Mapping[str, Model], loading: Loading) -> dict[str, Action]:
    """Put the files of an action table together; an id that two of them use is an error in the later one."""
    merged: dict[str, Action] = {}
    owner: dict[str, str] = {}
    for path, table in tables.items():
        faults = []
        for id_, action in table.actions.items() if isinstance(table, ActionTable) else ():
            if id_ in merged:
                faults.append(Fault("BY202", ("actions", id_), {"id": id_, "other": owner[id_]}, at_key=True))
            else:
                merged[id_], owner[id_] = action, path
        loading.diagnostics += loading.documents[path].locate(faults)
    return merged


def first(loading: Loading, scope: Scope, kind: FileKind, model: type[M]) -> M | None:
    found = next(iter(loading.models.get((scope, kind), {}).values()), None)
    return found if isinstance(found, model) else None
