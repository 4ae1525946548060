"""Bytes in, findings out in every format: what `byreg validate` does with a file that a stranger sent."""

from contextlib import suppress
from datetime import date
from pathlib import Path

from byreg.amend.fix_all import fix_workspace
from byreg.check import Choice, check_workspace
from byreg.config import CheckSettings, Settings, parse_settings
from byreg.errors import ByregError
from byreg.load import load_workspace
from byreg.output.findings import FORMATS, render
from byreg.output.findings.told import Told
from byreg.source.yaml import compose
from tests.support.states import InMemory

CASES = Path(__file__).parents[1] / "cases"
BASE = CASES / "base"
FILES = sorted(path.relative_to(BASE).as_posix() for path in BASE.rglob("*.yaml"))
CONTENT = {path: (BASE / path).read_bytes() for path in FILES}
DAY = date(2020, 6, 30)


def seeds():
    """Yield inputs to begin with: every file of every case, as the file it is."""
    for path in sorted(CASES.glob("BY*/*/plans/**/*.yaml")):
        name = path.relative_to(path.parents[len(path.parts) - path.parts.index("plans") - 1]).as_posix()
        if name in FILES and path.is_file() and not path.is_symlink():
            yield bytes([FILES.index(name)]) + path.read_bytes()
    for index, name in enumerate(FILES):
        yield bytes([index]) + CONTENT[name]


def validate_bytes(data: bytes) -> int:
    """Put bytes in the place of one file (the first says which), and do all that validating does; count findings."""
    if not data:
        return 0
    which, content = data[0] % (len(FILES) + 1), data[1:]
    if which == len(FILES):
        with suppress(ByregError):
            parse_settings(content, "0.1.0")
        return 0
    # by lines and by the parser alike
    assert repr(compose(content).tree) == repr(compose(content, with_marks=True).tree)
    tree = InMemory({**CONTENT, FILES[which]: content})
    workspace = load_workspace(BASE, Settings(), tree)
    choice = Choice(CheckSettings(), profile=("draft", "adopted", "closed")[len(content) % 3])
    checked = check_workspace(workspace, DAY, choice)
    told = Told(checked.found, FILES, workspace.text_of, "0")
    for format_ in FORMATS:
        text = render(format_, told).plain
        assert "\x1b" not in text
        text.encode("utf-8")
    for unsafe in (False, True):
        fix_workspace(workspace, lambda one: check_workspace(one, DAY, choice), lambda _: True, unsafe=unsafe)
    return len(checked.found)
