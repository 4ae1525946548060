"""Find the plan files of a workspace; whatever stands where a plan file could be is named."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from byreg.diagnostic import Diagnostic, Place
from byreg.personal import masked
from byreg.source.tree import Listed, Tree, Unreadable
from byreg.suggest import as_id, nearest, suggestion

FileKind = Literal["programmes", "actors", "region", "plan", "targets", "actions"]
Name = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

TOP_FILES: dict[str, FileKind] = {"programmes.yaml": "programmes", "actors.yaml": "actors"}
REGION_FILES: dict[str, FileKind] = {"region.yaml": "region"}
PHASE_FILES: dict[str, FileKind] = {"plan.yaml": "plan", "targets.yaml": "targets", "actions.yaml": "actions"}
NORWEGIAN = {
    "tiltak": "actions.yaml", "maltall": "targets.yaml", "maal": "targets.yaml", "mal": "targets.yaml",
    "indikatorer": "targets.yaml", "aktorer": "actors.yaml", "program": "programmes.yaml", "programmer": "programmes.yaml",
    "utviklingsplan": "plan.yaml",
}  # fmt: skip
YAML_SUFFIXES = (".yaml", ".yml")


class PlanFile(NamedTuple):
    """A file that byreg reads: its path from the root, its kind, and whose it is."""

    path: str
    kind: FileKind
    region: str | None = None
    phase: str | None = None


@dataclass(slots=True, eq=False)
class Found:
    """What a walk found, in the order of the paths.

    `folders` are those whose names were looked at; `odd` tells that one of the names is no ordinary file or folder, or one cannot be looked into.
    """

    files: list[PlanFile] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    odd: bool = False


NOTHING: Mapping[str, Found] = {}


def discover(tree: Tree, plans: str = "plans", known: Mapping[str, Found] = NOTHING) -> Found:
    """Walk the folder of plans; nothing is read, only names and file types are looked at.

    Regions of which it is `known` what a walk would find are not gone into.
    """
    found = Found()
    for entry in entries(tree, plans, found):
        if entry.is_folder and entry.plain and entry.name in known:
            found.files += known[entry.name].files
            found.folders += known[entry.name].folders
        elif entry.is_folder:
            walk_region(tree, f"{plans}/{entry.name}", found)
        else:
            take(tree, f"{plans}/{entry.name}", entry, TOP_FILES, found, region=None, phase=None)
    return found


def walk_region(tree: Tree, folder: str, found: Found) -> None:
    region = id_of(folder, found)
    if region is None:
        return
    before = len(found.files)
    names = set()
    for entry in entries(tree, folder, found):
        names.add(entry.name)
        path = f"{folder}/{entry.name}"
        if entry.is_folder and entry.name not in REGION_FILES:
            walk_phase(tree, path, region, found)
        else:
            take(tree, path, entry, REGION_FILES, found, region=region, phase=None)
    if len(found.files) > before and "region.yaml" not in names:
        parameters = {"folder": folder, "name": "region.yaml", "keys": "schema and names"}
        found.diagnostics.append(Diagnostic("BY007", Place(folder), parameters))


def walk_phase(tree: Tree, folder: str, region: str, found: Found) -> None:
    phase = id_of(folder, found)
    if phase is None:
        return
    before = len(found.files)
    names = set()
    for entry in entries(tree, folder, found):
        names.add(entry.name)
        path = f"{folder}/{entry.name}"
        if entry.name == "actions" and entry.is_folder:
            walk_actions(tree, path, region, phase, found)
        elif entry.is_folder and entry.name not in PHASE_FILES:
            check_name(path, PHASE_FILES | {"actions": "actions"}, found)
        else:
            take(tree, path, entry, PHASE_FILES, found, region=region, phase=phase)
    if {"actions", "actions.yaml"} <= names:
        found.diagnostics.append(Diagnostic("BY008", Place(f"{folder}/actions.yaml")))
    if len(found.files) > before and "plan.yaml" not in names:
        parameters = {"folder": folder, "name": "plan.yaml", "keys": "schema, title, kind, period and status"}
        found.diagnostics.append(Diagnostic("BY007", Place(folder), parameters))


def walk_actions(tree: Tree, folder: str, region: str, phase: str, found: Found) -> None:
    """Take every `ID.yaml` in the folder as a part of the action table."""
    for entry in entries(tree, folder, found):
        path = f"{folder}/{entry.name}"
        if Name.fullmatch(entry.name.removesuffix(".yaml")) and entry.name.endswith(".yaml"):
            take(tree, path, entry, {entry.name: "actions"}, found, region=region, phase=phase)
        elif entry.name.endswith(YAML_SUFFIXES):
            found.diagnostics.append(unknown(path, entry.name, [f"{phase}.yaml"]))


@lru_cache(maxsize=1000)
def kind_of(below: str) -> tuple[FileKind, str | None]:
    """Return the kind and the phase of a plan file by its path below a region's folder; KeyError or ValueError where none may be.

    Regions have the same few.
    """
    *folders, name = below.split("/")
    if not folders:
        return REGION_FILES[name], None
    phase, *parts = folders
    if parts not in ([], ["actions"]):
        raise ValueError(below)
    return "actions" if parts else PHASE_FILES[name], phase


def entries(tree: Tree, folder: str, found: Found) -> Iterator[Listed]:
    """Yield what stands in a folder, sorted, without hidden names."""
    try:
        listed = tree.listing(folder)
    except Unreadable as error:
        found.diagnostics.append(Diagnostic("BY002", Place(folder), {"problem": error.problem}))
        found.odd = True
        return
    found.folders.append(folder)
    for entry in listed:
        if not entry.name.startswith("."):
            found.odd = found.odd or not entry.plain
            yield entry


def take(
    tree: Tree,
    path: str,
    entry: Listed,
    known: dict[str, FileKind],
    found: Found,
    *,
    region: str | None,
    phase: str | None,
) -> None:
    """Note a file of a known name, or say what is wrong with it."""
    name = path.rpartition("/")[2]
    if name not in known:
        check_name(path, known, found)
        return
    problem = "" if entry.plain and not entry.is_folder else tree.obstacle(path)
    if problem:
        found.diagnostics.append(Diagnostic("BY002", Place(path), {"problem": problem}))
    else:
        found.files.append(PlanFile(path, known[name], region, phase))


def check_name(path: str, known: dict[str, FileKind], found: Found) -> None:
    """Name a YAML file, or a name that resembles a plan file's, as unknown; pass over attachments."""
    name = path.rpartition("/")[2]
    if name.endswith(YAML_SUFFIXES) or (nearest(name, known) and nearest(name, known) != name and looks_alike(name)):
        found.diagnostics.append(unknown(path, name, known))


def looks_alike(name: str) -> bool:
    return "y" in name.rpartition(".")[2] or name.rpartition(".")[0].endswith(YAML_SUFFIXES) or "." not in name


def unknown(path: str, name: str, known: "dict[str, FileKind] | list[str]") -> Diagnostic:
    translated = NORWEGIAN.get(as_id(name.rpartition(".")[0]))
    said = f"Did you mean '{translated}'?" if translated in known else suggestion(name, known)
    return Diagnostic("BY001", Place(path), {"name": name, "suggestion": said})


def id_of(folder: str, found: Found) -> str | None:
    name = folder.rpartition("/")[2]
    if Name.fullmatch(name):
        return name
    example = (as_id(name) if masked(name) == name else "") or "sor-troms"
    found.diagnostics.append(Diagnostic("BY009", Place(folder), {"name": name, "example": example}))
    return None
