"""The models as JSON Schema, with titles and descriptions in English and bokmål for editors."""

import json
from typing import Any

from byreg.language.glossary import FILES, KEYS
from byreg.language.language import language
from byreg.load import MODELS

KINDS: tuple[str, ...] = tuple(FILES)
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_text(kind: str) -> str:
    """Return the JSON Schema of one kind of file, as indented JSON."""
    return json.dumps(schema_of(kind), ensure_ascii=False, indent=2)


def schema_of(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of one kind of file."""
    model = next(model for name, model in MODELS.items() if name == kind)
    generated = model.model_json_schema(by_alias=True, mode="validation")
    title, text, norwegian_title, norwegian_text = FILES[kind]
    describe(generated)
    return {
        "$schema": DIALECT,
        **generated,
        "title": f"{title} / {norwegian_title}",
        "description": f"{text}\n\nNorsk: {norwegian_text}",
    }


def describe(node: Any) -> None:
    """Give every key below a schema its title and description in both languages."""
    if isinstance(node, list):
        for item in node:
            describe(item)
    elif isinstance(node, dict):
        for key, child in (node.get("properties") or {}).items():
            if isinstance(child, dict) and key in KEYS:
                title, english, norwegian = KEYS[key]
                translated = language("nb").text(title)
                child["title"] = f"{title} / {translated}" if translated != title else title
                child["description"] = f"{english}\n\nNorsk: {norwegian}"
        be_strict(node)
        for child in node.values():
            describe(child)


def be_strict(node: dict[str, Any]) -> None:
    """Say what the reader does: a key has a value or is left out, and an id has its form."""
    choices = node.get("anyOf")
    if isinstance(choices, list) and {"type": "null"} in choices:
        kept = [choice for choice in choices if choice != {"type": "null"}]
        del node["anyOf"]
        node.update(kept[0] if len(kept) == 1 else {"anyOf": kept})
    if "patternProperties" in node:
        node["additionalProperties"] = False
    if node.get("default", "") is None:
        del node["default"]
