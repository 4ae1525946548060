"""What an editor shows while a plan is written, asked of yaml-language-server over the Language Server Protocol.

`make integrations` installs the server and runs this; it needs Node.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from byreg.source.discover import discover
from byreg.source.tree import Folder
from tests.conftest import ROOT

HERE = Path(__file__).parent
SERVER = HERE / "node_modules" / ".bin" / "yaml-language-server"
PLAN = "plans/demo/1/plan.yaml"


class Client:
    """As much of the protocol as an editor needs for hovering, completing and underlining."""

    def __init__(self, root: Path) -> None:
        self.process = subprocess.Popen(
            [str(SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.asked = 0
        self.underlined = {}
        folder = root.as_uri()
        capabilities = {
            "textDocument": {"hover": {"contentFormat": ["markdown"]}},
            "workspace": {"configuration": True},
        }
        self.request("initialize", {
            "processId": os.getpid(), "rootUri": folder, "capabilities": capabilities,
            "workspaceFolders": [{"uri": folder, "name": "plans"}],
        })  # fmt: skip
        self.notify("initialized", {})

    def send(self, message):
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self.process.stdin.flush()

    def receive(self):
        length = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        message = json.loads(self.process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.underlined[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:  # the server asks: no settings of our own
            items = message["params"].get("items", []) if isinstance(message.get("params"), dict) else []
            self.send(
                {
                    "id": message["id"],
                    "result": [{"validate": True} if one.get("section") == "yaml" else {} for one in items] or None,
                }
            )
        return message

    def request(self, method, parameters):
        self.asked += 1
        self.send({"id": self.asked, "method": method, "params": parameters})
        while True:
            message = self.receive()
            if message.get("id") == self.asked and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def notify(self, method, parameters):
        self.send({"method": method, "params": parameters})

    def open(self, path: Path) -> str:
        uri = path.as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": path.read_text(encoding="utf-8")}
        self.notify("textDocument/didOpen", {"textDocument": document})
        return uri

    def diagnostics(self, uri):
        self.underlined.pop(uri, None)
        while uri not in self.underlined:
            self.receive()
        return self.underlined[uri]

    def at(self, method, uri, line, character):
        position = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
        return self.request(f"textDocument/{method}", position)


@pytest.fixture
def editor(byreg, workspace):
    """Return a workspace set up for editors, and a client of the server in it."""
    folder = workspace()
    assert byreg("schema", "--write", "--modelines", cwd=folder).code == 0
    client = Client(folder)
    yield folder, client
    client.process.kill()
    client.process.communicate()


def place(folder, text):
    """Return the position of the first line that holds a text, behind the text."""
    lines = (folder / PLAN).read_text(encoding="utf-8").split("\n")
    line = next(number for number, one in enumerate(lines) if text in one)
    return line, lines[line].index(text)


def test_hovering_shows_the_norwegian_term(editor):
    folder, client = editor
    uri = client.open(folder / PLAN)
    line, column = place(folder, "goals:")
    shown = client.at("hover", uri, line, column + 1)["contents"]["value"]
    assert "Goals / Mål" in shown
    assert "Norsk: " in shown


def test_a_typo_is_underlined(editor):
    folder, client = editor
    plan = folder / PLAN
    plan.write_text(plan.read_text(encoding="utf-8").replace("    kind: main", "    kin: main"), encoding="utf-8")
    uri = client.open(plan)
    line, _ = place(folder, "kin: main")
    marked = {(one["range"]["start"]["line"], one["range"]["start"]["character"]) for one in client.diagnostics(uri)}
    assert (line, 4) in marked


def test_an_enumeration_completes(editor):
    folder, client = editor
    plan = folder / PLAN
    plan.write_text(plan.read_text(encoding="utf-8").replace("    kind: sub", "    kind: "), encoding="utf-8")
    uri = client.open(plan)
    lines = plan.read_text(encoding="utf-8").split("\n")
    line = lines.index("    kind: ")
    offered = {item["label"] for item in client.at("completion", uri, line, len("    kind: "))["items"]}
    assert {"main", "project", "sub", "outcome", "output"} <= offered


def test_the_plans_of_this_repository_are_clean(byreg, tmp_path):
    folder = tmp_path / "workspace"
    shutil.copytree(ROOT / "plans", folder / "plans")
    shutil.copyfile(ROOT / "byreg.toml", folder / "byreg.toml")
    byreg("schema", "--write", "--modelines", cwd=folder)
    client = Client(folder)
    for file in discover(Folder(folder)).files:
        uri = client.open(folder / file.path)
        assert client.diagnostics(uri) == [], file.path
    client.process.kill()
    client.process.communicate()
