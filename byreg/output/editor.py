"""What an editor needs to help while plans are written: the schemas, and which file goes by which."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from byreg.errors import ByregError
from byreg.jsonschema import KINDS, schema_text
from byreg.load import Workspace
from byreg.storage.write import replace_bytes, within, write_atomically

FOLDER = "schemas"
SETTINGS = ".vscode/settings.json"
GLOBS: Mapping[str, tuple[str, ...]] = {
    "plan": ("plans/*/*/plan.yaml",),
    "targets": ("plans/*/*/targets.yaml",),
    "actions": ("plans/*/*/actions.yaml", "plans/*/*/actions/*.yaml"),
    "region": ("plans/*/region.yaml",),
    "programmes": ("plans/programmes.yaml",),
    "actors": ("plans/actors.yaml",),
}
MODELINE = "# yaml-language-server: $schema="


def write_schemas(root: Path) -> Iterator[str]:
    """Write the schema of each kind of file and yield the paths that changed."""
    for kind in KINDS:
        path = within(root, f"{FOLDER}/{kind}.schema.json")
        text = schema_text(kind) + "\n"
        if not path.is_file() or path.read_text(encoding="utf-8", errors="replace") != text:
            write_atomically(path, text)
            yield path.relative_to(root).as_posix()


def write_settings(root: Path) -> Iterator[str]:
    """Tell VS Code, and editors that read its settings, which file goes by which schema; other settings stay."""
    path = within(root, SETTINGS)
    settings = read_settings(path)
    schemas = settings.get("yaml.schemas", {})
    if not isinstance(schemas, dict):
        raise ByregError(f"{SETTINGS}: 'yaml.schemas' is no object", "Correct it, or remove it.")
    wanted = {f"./{FOLDER}/{kind}.schema.json": list(globs) for kind, globs in GLOBS.items()}
    if {**schemas, **wanted} != schemas:
        merged = {**settings, "yaml.schemas": {**schemas, **wanted}}
        write_atomically(path, json.dumps(merged, ensure_ascii=False, indent=2) + "\n")
        yield SETTINGS


def read_settings(path: Path) -> dict[str, Any]:
    """Return the settings there are; what cannot be written again as it stands is left to its owner."""
    if not path.exists():
        return {}
    try:
        settings = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=each_once)
        json.dumps(settings, allow_nan=False, ensure_ascii=False).encode()
    except (OSError, ValueError, RecursionError):
        settings = None
    if not isinstance(settings, dict):
        raise ByregError(
            f"{SETTINGS} is no plain JSON, so nothing can be added to it",
            f'Add to \'yaml.schemas\' yourself: "./{FOLDER}/plan.schema.json": "{GLOBS["plan"][0]}", and so on.',
        )
    return settings


def each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; ValueError where a key stands twice, since one of them would be lost."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def write_modelines(workspace: Workspace) -> Iterator[str]:
    """Put a first line that names its schema into each plan file that has none."""
    for path, document in workspace.documents.items():
        if MODELINE.rstrip("=").encode() in document.data:
            continue
        schema = os.path.relpath(f"{FOLDER}/{document.file.kind}.schema.json", os.path.dirname(path))  # noqa: PTH120
        newline = b"\r\n" if b"\r\n" in document.data else b"\n"
        replace_bytes(
            workspace.root / path, f"{MODELINE}{schema}".replace(os.sep, "/").encode() + newline + document.data
        )
        yield path
