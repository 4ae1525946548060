"""Events come as tuples, whatever the binding makes of them, and nothing else reads through it."""

import subprocess
import sys
from pathlib import Path

from byreg.source import events
from tests.conftest import ROOT

TEXT = b"a: &x 1\nb: [*x, 'two', !!str 3]\nc: &m {d: ~}\ne: &s [f]\n"


def drained(take):
    found = []
    while (event := take())[0] != events.END:
        found.append(tuple(one for one in event if type(one).__name__ != "Mark"))
    return found


def test_the_bindings_own_objects_become_the_same_tuples():
    """As with a release of the binding that keeps to its own classes."""
    code = """
import ruamel.yaml.events as classes
import _ruamel_yaml as binding
from byreg.source import events
makers = {name: getattr(binding, name) for name in events.MAKERS}
for name in makers:
    setattr(binding, name, getattr(classes, name))
events.MAKES_TUPLES = False
from tests.unit.source.test_events import TEXT, drained
print(drained(events.events_of(TEXT)))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == repr(drained(events.events_of(TEXT)))


def test_only_one_module_knows_the_binding():
    """It looks up what to make of events by name, and is given functions of ours."""
    found = [
        path.name for path in Path(ROOT, "byreg").rglob("*.py") if "_ruamel_yaml" in path.read_text(encoding="utf-8")
    ]
    assert found == ["events.py"]
