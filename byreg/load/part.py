"""One file's part of a workspace: its document, its model, and what is wrong with it."""

from collections.abc import Iterator
from typing import NamedTuple

from byreg.diagnostic import Diagnostic, Fault
from byreg.load.repair import repair
from byreg.model.actions import ActionTable
from byreg.model.indicators import IndicatorTable
from byreg.model.plan import Plan
from byreg.model.programme import Actors, Programmes
from byreg.model.record import Model
from byreg.model.region import Region
from byreg.model.register import Scope
from byreg.model.walk import Walked, walk
from byreg.source.discover import FileKind, PlanFile
from byreg.source.document import Document, Read, parse_document
from byreg.source.meaning import Plain
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


class Part(NamedTuple):
    """What one file gives: its bytes where it can be read, a document where it is YAML, a model where one could be made.

    `walked` is all that is in the model. `faulty` tells that the file has a fault, `lost` that no id in it can be known;
    `left_out` holds the keys of a file that was read in part. `stood_in` tells that a plan's own title, period or
    status had to be made up.
    """

    file: PlanFile
    data: bytes | None
    document: Document | None
    model: Model | None
    diagnostics: tuple[Diagnostic, ...]
    walked: Walked
    faulty: bool = False
    lost: bool = False
    left_out: frozenset[str] = frozenset()
    stood_in: bool = False

    @property
    def scope(self) -> Scope:
        return (self.file.region, self.file.phase)


def load_part(file: PlanFile, read: Read) -> Part:
    """Validate one file, as it was read; nothing is raised for bad content."""
    if isinstance(read, Diagnostic):
        return Part(file, None, None, None, (read,), Walked(), faulty=True, lost=True)
    parsed = parse_document(file, read)
    if isinstance(parsed, list):
        return Part(file, read, None, None, tuple(parsed), Walked(), faulty=True, lost=True)
    document, content = parsed
    stand_ins = PLAN_STAND_IN if file.kind == "plan" else {}
    validated = validate(MODELS[file.kind], content.tree, has_empty=content.has_empty, stand_ins=stand_ins)
    faults = [*(repair(document, validated.faults) if validated.faults else ()), *document.cut_short()]
    lost = validated.model is None or any(is_table(fault) for fault in validated.faults)
    model = None if lost else validated.model
    return Part(
        file,
        read,
        document,
        model,
        tuple(document.locate(faults)),
        walk(model, None if faults else content.tree) if model is not None else Walked(),
        faulty=bool(faults),
        lost=lost,
        left_out=frozenset(keys_in(content.tree)) if faults else frozenset(),
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
