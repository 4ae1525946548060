"""What validating need not wait for is not imported."""

import subprocess
import sys

from benchmarks.corpus import DAY, Corpus, write_corpus
from tests.conftest import ROOT

HEAVY = ("markdown_it", "jinja2", "urllib.request", "xml.sax", "http.client", "ssl")
CODE = """
import sys
sys.argv = ["byreg", "validate", "-q"]
from byreg.cli.app import run
try:
    run()
except SystemExit:
    pass
print(*sorted(sys.modules))
"""


def test_validating_imports_nothing_heavy():
    done = subprocess.run([sys.executable, "-c", CODE], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "byreg.check.run" in loaded
    assert [name for name in HEAVY if name in loaded] == []


def test_validating_sound_plans_imports_no_parser(tmp_path):
    write_corpus(tmp_path, Corpus(50, faulty=0))
    code = CODE.replace('"-q"', f'"-q", "--no-cache", "--as-of", "{DAY}"')
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "byreg.source.lines" in loaded
    assert [name for name in ("ruamel.yaml", "_ruamel_yaml", "byreg.source.parser") if name in loaded] == []


def test_help_imports_no_models():
    code = CODE.replace('"validate", "-q"', '"--help"')
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert [
        name
        for name in ("pydantic", "ruamel.yaml", "byreg.model", "byreg.load", "byreg.config", "byreg.codes", "filelock")
        if name in loaded
    ] == []
