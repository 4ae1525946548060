"""Keep the message catalogs true: collect the texts, merge the translations, compile.

Run as `python -m tests.support.catalogs`; the test beside the language's unit tests runs the same.
"""

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "byreg" / "language" / "catalogs"
LANGUAGES = ("nb", "nn")
HEADER = (
    'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)
METHODS = [("byreg/**.py", "python"), ("templates/**.j2", "jinja2")]
OPTIONS = {"templates/**.j2": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}


def extract() -> list[str]:
    """Return every text that code and templates mark for translation."""
    keywords = {"_": None, "N_": None, "gettext": None}
    found = extract_from_dir(str(ROOT), METHODS, OPTIONS, keywords=keywords)
    return sorted({message for _, _, message, _, _ in found if isinstance(message, str) and message})


def read(language: str) -> Catalog:
    return read_po(io.BytesIO((FOLDER / f"{language}.po").read_bytes()), locale=language)


def merged(language: str) -> bytes:
    """Return the .po file as it should be: every text once, translations kept, nothing obsolete."""
    old = read(language)
    new = Catalog(locale=language, charset="utf-8")
    for text in extract():
        known = old.get(text)
        new.add(text, known.string if known else "", flags=["python-brace-format"] if "{" in text else [])
    out = io.BytesIO()
    write_po(out, new, omit_header=True, sort_output=True, width=100)
    return HEADER.format(language).encode() + out.getvalue().lstrip()


def compiled(language: str) -> bytes:
    """Return the .mo file; its dates are fixed, so that the same texts give the same bytes."""
    catalog = read(language)
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def main() -> None:
    """Rewrite both catalogs, text and compiled."""
    for language in LANGUAGES:
        (FOLDER / f"{language}.po").write_bytes(merged(language))
        (FOLDER / f"{language}.mo").write_bytes(compiled(language))


if __name__ == "__main__":
    main()
