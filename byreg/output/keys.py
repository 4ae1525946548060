"""What a key of the plan files means, where it may stand, and which values it takes."""

from collections.abc import Iterator

from byreg.jsonschema import KINDS, schema_of
from byreg.language.glossary import KEYS
from byreg.language.language import language


def key_as_markdown(key: str) -> str:
    """Return a key's page: its titles, its description in both languages, and its places with their values."""
    title, english, norwegian = KEYS[key]
    lines = [f"# {key}", f"**{title} / {language('nb').text(title)}.** {english}", f"Norsk: {norwegian}"]
    return "\n\n".join([*lines, "\n".join(dict.fromkeys(places(key)))])


def places(key: str) -> Iterator[str]:
    """Yield a line for each kind of record that has the key."""
    for kind in KINDS:
        schema = schema_of(kind)
        parts = {f"the file ({kind})": schema, **schema["$defs"]}
        for name, part in parts.items():
            if key in part.get("properties", {}):
                values = part["properties"][key].get("enum", [])
                yield f"- in {name}{': ' + ', '.join(str(value) for value in values) if values else ''}"
