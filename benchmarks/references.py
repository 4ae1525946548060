"""What byreg is held against: the least that any tool could do with the same files, and the tools people would use."""

import json
import subprocess
import sys
from pathlib import Path

RAW = """
import os
from _ruamel_yaml import CParser
for folder, _, names in os.walk("plans"):
    for name in names:
        with open(f"{folder}/{name}", "rb", buffering=0) as stream:
            try:
                CParser(stream.read()).raw_parse()
            except Exception:
                pass
"""
LOAD = """
import sys
from pathlib import Path
from byreg.config import Settings
from byreg.load import load_workspace
load_workspace(Path(sys.argv[1]), Settings())
"""
NOTHING = [sys.executable, "-c", "pass"]
PARSE = [sys.executable, "-c", RAW]
PEERS = ("check-jsonschema==0.39.0", "yamllint==1.38.0", "doorstop==3.2")
KINDS = {"plan": "plan.yaml", "targets": "targets.yaml", "actions": "actions.yaml", "region": "region.yaml"}


def install_peers(folder: Path) -> Path:
    """Make an environment with the peers, unless it is there; return where its programs are."""
    programs = folder / "bin"
    if not (programs / "doorstop").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(programs / "python"), "-m", "pip", "install", "--quiet", *PEERS], check=True)
    return programs


def check_jsonschema(programs: Path, workspace: Path, schemas: Path) -> list[str]:
    """Return a command that holds each plan file against the schema of its kind, as byreg exports it."""
    subprocess.run([sys.executable, "-m", "byreg", "schema", "-o", str(schemas)], check=True, capture_output=True)
    lists = []
    for kind, name in KINDS.items():
        listed = schemas / f"{kind}.files"
        paths = sorted(path.relative_to(workspace).as_posix() for path in (workspace / "plans").rglob(name))
        listed.write_text("\n".join(paths), encoding="utf-8")
        schema = next(path for path in schemas.glob("*.json") if path.name.startswith(f"{kind}."))
        lists.append(f"xargs {programs}/check-jsonschema --schemafile {schema} < {listed}")
    return ["sh", "-c", f"{'; '.join(lists)}; exit 0"]


def doorstop(programs: Path, folder: Path, items: int) -> dict[str, list[str]]:
    """Return commands that check a doorstop document with as many items as there are plan files, 5 KB each.

    As it is usually run it also rewrites what is not in its own form; the other only checks.
    """
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    reqs = folder / "reqs"
    if not reqs.exists():
        create = [f"{programs}/doorstop", "create", "REQ", str(reqs)]
        subprocess.run(create, cwd=folder, check=True, capture_output=True)
    text = " ".join(["Regionen skal ha flere arbeidsplasser i privat sektor."] * 90)
    for number in range(1, items + 1):
        item = {"active": True, "derived": False, "header": "", "level": f"1.{number}", "links": [], "normative": True,
                "ref": "", "reviewed": None, "text": text}  # fmt: skip
        (reqs / f"REQ{number:03}.yml").write_text(json.dumps(item, ensure_ascii=False), encoding="utf-8")
    return {
        "doorstop": ["sh", "-c", f"{programs}/doorstop -q; exit 0"],
        "doorstop --no-reformat": ["sh", "-c", f"{programs}/doorstop --no-reformat -q; exit 0"],
    }
