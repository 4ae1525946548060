"""What validating need not wait for is not imported."""

import subprocess
import sys

import pytest

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


def test_telling_where_a_finding_stands_imports_none_either():
    code = CODE.replace('"-q"', '"--no-cache", "--statistics", "--ignore", "BY023"')
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "byreg.source.places" in loaded
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


def test_what_pydantic_seldom_uses_is_not_loaded():
    code = """
import sys
sys.argv = ["byreg", "validate", "-q", "--no-cache"]
from byreg.__main__ import main
try:
    main()
except SystemExit:
    pass
print(*sorted(sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "pydantic" in loaded
    assert [name for name in ("email", "hmac", "_hashlib", "random", "tempfile", "socket") if name in loaded] == []


@pytest.mark.parametrize(
    "use",
    [
        "import secrets; assert len(secrets.token_hex(4)) == 8",
        "from secrets import choice; assert choice('a') == 'a'",
        "from importlib.metadata import entry_points; assert entry_points(group='console_scripts')",
        "from importlib.metadata import version; assert version('pydantic')",
        "import importlib.metadata as metadata; assert metadata.version('pydantic')",
        "import importlib.metadata; assert importlib.metadata.version('pydantic')",
        "import importlib.metadata._text; assert importlib.metadata._text.FoldedCase",
        "import importlib.util; assert importlib.util.find_spec('secrets').origin",
        "import secrets; assert not hasattr(secrets, 'nothing')",
    ],
)
def test_what_is_postponed_is_there_when_it_is_asked_for(use):
    code = f"from byreg.cli.postponed import postpone; postpone(); postpone(); {use}"
    subprocess.run([sys.executable, "-c", code], check=True)
