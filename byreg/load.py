"""Documents become a workspace: models in a register, documents by path, diagnostics."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from byreg.config import Settings
from byreg.diagnostic import Diagnostic, Fault, Fix, KeyPath
from byreg.model.actions import Action, ActionTable
from byreg.model.indicators import IndicatorTable
from byreg.model.plan import Plan
from byreg.model.programme import Actors, Programmes
from byreg.model.record import Model
from byreg.model.region import Region
from byreg.model.register import Contents, Phase, RegionNode, Register, Scope
from byreg.source.complaints import LINE_BREAK
from byreg.source.discover import FileKind, Found, discover
from byreg.source.document import MOST_BYTES, Document, read_document
from byreg.source.tree import Folder, Tree, Unreadable
from byreg.source.yaml import Mark, Plain
from byreg.validation.validate import validate

M = TypeVar("M", bound=Model)
# what a plan without a readable plan.yaml stands for, so that the rest of its phase is still checked
PLAN_STAND_IN = {"schema": 1, "title": "–", "kind": "other", "period": "1800/2199", "status": [{"status": "draft"}]}
STOOD_IN = {(), *((key,) for key in PLAN_STAND_IN)}
COMMENTED = re.compile(r"(^\s*|:\s+|-\s+)#")
MODELS: dict[FileKind, type[Model]] = {
    "programmes": Programmes,
    "actors": Actors,
    "region": Region,
    "plan": Plan,
    "targets": IndicatorTable,
    "actions": ActionTable,
}


@dataclass(frozen=True)
class Workspace:
    """What was read, what it means, and what is wrong with it so far."""

    root: Path
    settings: Settings
    register: Register
    documents: Mapping[str, Document]
    diagnostics: tuple[Diagnostic, ...]
    files: Mapping[Scope, tuple[str, ...]]
    models: Mapping[str, Model]  # by path, of the files without a fault
    tree: Tree

    def data_of(self, path: str) -> bytes:
        """Return the bytes of a file, of a plan or not, whether it could be read as one or not; nothing if there is none."""
        if path in self.documents:
            return self.documents[path].data
        try:
            return self.tree.read(path, MOST_BYTES)[0] if not self.tree.obstacle(path) else b""
        except Unreadable:
            return b""

    @property
    def files_read(self) -> frozenset[str]:
        """Return the paths of all plan files, readable or not."""
        return frozenset(path for paths in self.files.values() for path in paths)

    def text_of(self, path: str) -> str:
        """Return the text of a file to show; what is no UTF-8 in it is replaced."""
        return self.data_of(path).decode("utf-8", "replace")

    def locate(
        self, faults: Iterable[tuple[Scope, Fault]], wanted: Callable[[str, str], bool] | None = None
    ) -> list[Diagnostic]:
        """Turn findings about scopes into lines and columns of their files; of the codes and paths that are wanted, if told."""
        by_document: dict[str, list[Fault]] = {}
        for scope, fault in faults:
            path = self.path_of(scope, fault.path)
            if path is not None and (wanted is None or wanted(fault.code, path)):
                by_document.setdefault(path, []).append(fault)
        return [diagnostic for path, found in by_document.items() for diagnostic in self.documents[path].locate(found)]

    @cached_property
    def homes(self) -> Mapping[Scope, Mapping[tuple[str, str], str]]:
        """Return for each scope in which file each entry of its tables stands, the first where it stands in several."""
        found: dict[Scope, dict[tuple[str, str], str]] = {}
        for scope, names in self.files.items():
            homes = found.setdefault(scope, {})
            for name in names:
                tree = self.documents[name].tree if name in self.documents else None
                for table, entries in tree.items() if isinstance(tree, dict) else ():
                    for id_ in entries if isinstance(entries, dict) else ():
                        homes.setdefault((table, id_), name)
        return found

    def path_of(self, scope: Scope, path: KeyPath) -> str | None:
        """Return the file of a scope that holds a key path, or its main file."""
        home = self.homes.get(scope, {}).get((str(path[0]), str(path[1]))) if len(path) > 1 else None
        if home is not None:
            return home
        files = [name for name in self.files.get(scope, ()) if name in self.documents]
        return max(files, key=lambda name: depth(self.documents[name].tree, path), default=None)

    def span(self, scope: Scope, path: KeyPath) -> Mark | None:
        """Return where a key path stands, with the extent of its value."""
        name = self.path_of(scope, path)
        return self.documents[name].marks().get(path) if name else None


def depth(tree: Plain, path: KeyPath) -> int:
    """Return how many steps of a key path a tree has."""
    for taken, step in enumerate(path):
        if isinstance(tree, dict) and step in tree:
            tree = tree[step]
            continue
        if not (isinstance(tree, list) and isinstance(step, int) and step < len(tree)):
            return taken
        tree = tree[step]
    return len(path)


@dataclass(slots=True)
class Loading:
    """The state of one load: models by scope and kind of file."""

    models: dict[tuple[Scope, FileKind], dict[str, Model]] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    files: dict[Scope, list[str]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    left_out: dict[Scope, set[str]] = field(default_factory=dict)
    lost: set[Scope] = field(default_factory=set)
    stood_in: set[Scope] = field(default_factory=set)
    clean: dict[str, Model] = field(default_factory=dict)

    def contents(self, scope: Scope, roots: tuple[Model, ...]) -> Contents:
        return Contents(scope, roots, scope in self.lost, frozenset(self.left_out.get(scope, ())))


def load_workspace(root: Path, settings: Settings, tree: Tree | None = None) -> Workspace:
    """Read and validate every plan file below `root`, or those of a tree; nothing is raised for bad content."""
    where = tree or Folder(root)
    return load_found(root, settings, where, discover(where))


def load_found(root: Path, settings: Settings, tree: Tree, found: Found) -> Workspace:
    """Read and validate the files that a walk found."""
    loading = Loading(diagnostics=list(found.diagnostics))
    for file in found.files:
        scope = (file.region, file.phase)
        document, diagnostics = read_document(tree, file)
        loading.files.setdefault(scope, []).append(file.path)
        loading.diagnostics += diagnostics
        if document is None:
            loading.lost.add(scope)
            continue
        loading.documents[file.path] = document
        stand_ins = PLAN_STAND_IN if file.kind == "plan" else {}
        validated = validate(MODELS[file.kind], document.tree, has_empty=document.has_empty, stand_ins=stand_ins)
        faults = [*(repair(document, validated.faults) if validated.faults else ()), *document.cut_short()]
        if faults:
            loading.diagnostics += document.locate(faults)
            loading.left_out.setdefault(scope, set()).update(keys_in(document.tree))
        if file.kind == "plan" and any(fault.path[:1] in STOOD_IN for fault in validated.faults):
            loading.stood_in.add(scope)
        if validated.model is None or any(is_table(fault) for fault in validated.faults):
            loading.lost.add(scope)
        else:
            loading.models.setdefault((scope, file.kind), {})[file.path] = validated.model
            if not faults:
                loading.clean[file.path] = validated.model
    return assemble(root, settings, tree, loading)


def is_table(fault: Fault) -> bool:
    """Tell whether a whole table of records is something else: no id in it can be known."""
    return len(fault.path) == 1 and fault.parameters.get("expected") == "a mapping"


def keys_in(tree: Plain) -> Iterator[str]:
    """Yield every key of a tree: among them the ids of records that could not be read."""
    if isinstance(tree, dict):
        yield from tree
    for inner in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from keys_in(inner)


def repair(document: Document, faults: Iterable[Fault]) -> list[Fault]:
    """Sharpen faults with the text as it was written: unquoted codes, swallowed comments and commas."""
    marks, text = document.marks(), document.data.decode("utf-8")
    lines = LINE_BREAK.split(text)
    return [sharpen(fault, marks.get(fault.path), text, lines) for fault in faults]


def sharpen(fault: Fault, mark: Mark | None, text: str, lines: list[str]) -> Fault:
    if mark is None:
        return fault
    raw = text[mark.start : mark.end].strip()
    line, column = mark.key
    if fault.code == "BY106" and raw:
        quoted = raw.zfill(4)
        fix = Fix("value", quoted, safe=True) if raw.isdigit() else None
        return Fault(fault.code, fault.path, {"raw": raw, "quoted": quoted}, fix=fix)
    if fault.code == "BY101" and not raw and lines[line][:column].rstrip().endswith(","):
        return Fault("BY019", fault.path, {"key": fault.parameters["key"]}, at_key=True)
    if fault.code != "BY103":
        return fault
    if fault.fix is not None and isinstance(fault.fix.new, list) and raw and raw[:1] not in "\"'":
        return replace(fault, fix=Fix("value", [raw], safe=True))
    if fault.parameters["got"] == "empty" and COMMENTED.search(lines[line][column:]):
        return Fault("BY018", fault.path, {"key": fault.parameters["key"]})
    if fault.parameters["advice"].startswith("Put it in quotes") and raw:
        advice = f'Put it in quotes, as it should read: "{raw}".'
        return Fault(fault.code, fault.path, {**fault.parameters, "advice": advice}, fix=Fix("value", raw, safe=True))
    return fault


def assemble(root: Path, settings: Settings, tree: Tree, loading: Loading) -> Workspace:
    """Put the models of all files into one register."""
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
    )
    files = {scope: tuple(paths) for scope, paths in loading.files.items()}
    return Workspace(
        root,
        settings,
        register,
        loading.documents,
        tuple(loading.diagnostics),
        files=files,
        models=loading.clean,
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
