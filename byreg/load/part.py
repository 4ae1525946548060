"""One file's part of a workspace: its document, its model, and what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from byreg.diagnostic import Diagnostic, Fault
from byreg.load.repair import repair
from byreg.model.actions import ActionTable
from byreg.model.indicators import IndicatorTable
from byreg.model.plan import Plan
from byreg.model.programme import Actors, Programmes
from byreg.model.record import Model
from byreg.model.region import Region
from byreg.model.register import Scope
from byreg.model.walk import Parts, walk
from byreg.source.discover import FileKind, PlanFile
from byreg.source.document import Document, read_document
from byreg.source.tree import Tree
from byreg.source.yaml import Plain
from byreg.validation.validate import validate

MODELS: dict[FileKind, type[Model]] = {
    "programmes": Programmes,
    "actors": Actors,
    "region": Region,
    "plan": Plan,
    "targets": IndicatorTable,
    "actions": ActionTable,
}
# what a plan without a readable plan.yaml stands for, so that the rest of its phase is still checked
PLAN_STAND_IN = {"schema": 1, "title": "–", "kind": "other", "period": "1800/2199", "status": [{"status": "draft"}]}
STOOD_IN = {(), *((key,) for key in PLAN_STAND_IN)}


@dataclass(frozen=True)
class Part:
    """What one file gives: its bytes where it can be read, a document where it is YAML, a model where one could be made.

    `faulty` tells that the file has a fault, `lost` that no id in it can be known; `left_out` holds the keys of a file
    that was read in part. `stood_in` tells that a plan's own title, period or status had to be made up.
    """

    file: PlanFile
    data: bytes | None
    document: Document | None
    model: Model | None
    diagnostics: tuple[Diagnostic, ...]
    faulty: bool = False
    lost: bool = False
    left_out: frozenset[str] = frozenset()
    stood_in: bool = False

    @property
    def scope(self) -> Scope:
        return (self.file.region, self.file.phase)

    @cached_property
    def models(self) -> Parts:
        """Return the model and all models inside it, with their key paths."""
        return walk(self.model) if self.model is not None else []


def load_part(tree: Tree, file: PlanFile) -> Part:
    """Read and validate one file; nothing is raised for bad content."""
    data, document, diagnostics = read_document(tree, file)
    if document is None:
        return Part(file, data, None, None, tuple(diagnostics), faulty=True, lost=True)
    stand_ins = PLAN_STAND_IN if file.kind == "plan" else {}
    validated = validate(MODELS[file.kind], document.tree, has_empty=document.has_empty, stand_ins=stand_ins)
    faults = [*(repair(document, validated.faults) if validated.faults else ()), *document.cut_short()]
    lost = validated.model is None or any(is_table(fault) for fault in validated.faults)
    return Part(
        file,
        data,
        document,
        None if lost else validated.model,
        (*diagnostics, *document.locate(faults)),
        faulty=bool(faults),
        lost=lost,
        left_out=frozenset(keys_in(document.tree)) if faults else frozenset(),
        stood_in=file.kind == "plan" and any(fault.path[:1] in STOOD_IN for fault in validated.faults),
    )


def is_table(fault: Fault) -> bool:
    """Tell whether a whole table of records is something else: no id in it can be known."""
    return len(fault.path) == 1 and fault.parameters.get("expected") == "a mapping"


def keys_in(tree: Plain) -> Iterator[str]:
    """Yield every key of a tree: among them the ids of records that could not be read."""
    if isinstance(tree, dict):
        yield from tree
    for inner in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from keys_in(inner)
