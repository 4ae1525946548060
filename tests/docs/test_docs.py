"""What the documents show is what byreg does."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from byreg.cli.app import app
from byreg.codes import BY_CODE
from byreg.config import parse_settings
from byreg.model.plan import TEMPLATES
from byreg.output.rules import catalogue
from byreg.source.yaml import compose
from tests.cli.test_merge_driver import DRIVER
from tests.support import catalogs

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHECKS = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
AMENDING = (ROOT / "docs" / "amending.md").read_text(encoding="utf-8")
SESSIONS = re.findall(r"```console\n\$ (.*?)\n(.*?)```", README + CHECKS, re.DOTALL)
FENCED = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
BLOCKS = [block for kind, block in FENCED.findall(README) if not kind]


@pytest.mark.parametrize(("command", "expected"), SESSIONS, ids=[command for command, _ in SESSIONS])
def test_readme_session(command, expected, byreg):
    program, *arguments = shlex.split(command)
    assert program == "byreg"
    ran = byreg(*arguments, cwd=ROOT)
    pattern = re.escape(expected.rstrip("\n")).replace("…", ".*")
    assert re.fullmatch(pattern, ran.out.rstrip("\n"), re.DOTALL), ran.out
    assert ran.err == ""


def test_the_guide_to_amending(byreg, tmp_path):
    """Its commands, one after the other, on a copy of the repository's plans."""
    shutil.copytree(ROOT / "plans", tmp_path / "plans")
    shutil.copy(ROOT / "byreg.toml", tmp_path)
    sessions = re.findall(r"```console\n\$ (.*?)\n(.*?)```", AMENDING, re.DOTALL)
    assert len(sessions) == 8
    for command, expected in sessions:
        ran = byreg(*shlex.split(command)[1:], cwd=tmp_path)
        assert ran.code == 0, ran.err
        assert ran.out + ran.err == expected
    assert byreg("validate", cwd=tmp_path).code == 0


def test_the_readmes_first_plan(byreg, tmp_path):
    """The files that the README shows are a workspace without a finding."""
    (tmp_path / "byreg.toml").touch()
    files = re.findall(r"```yaml\n# (plans/\S+)\n(.*?)```", README, re.DOTALL)
    assert len(files) == 4
    for name, content in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    ran = byreg("validate", "--as-of", "2026-04-30", cwd=tmp_path)
    assert ran.out == "no errors, no warnings in 4 files\n"
    assert "Felles førstelinjetjeneste" in byreg("report", "valdres", "-t", "action-plan", cwd=tmp_path).out


def test_readme_make_report(tmp_path):
    """The first command of the README makes the reports it promises."""
    shown = subprocess.run(["make", "-n", "report"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    commands = [line for line in shown.splitlines() if "/byreg " in line]
    assert len(commands) == 3
    for command in commands:
        line = command.replace("build/", f"{tmp_path}/")
        subprocess.run(shlex.split(line), cwd=ROOT, check=True, capture_output=True)
    assert {path.name for path in tmp_path.iterdir()} == {"kongsvinger-2-final.md", "kongsvinger-2-final.html"}


def test_readme_make_check():
    shown = subprocess.run(["make", "-n", "check"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert all(tool in shown for tool in ("ruff", "mypy", "lint-imports", "pytest", "byreg validate"))
    assert "make check" in (ROOT / ".ci" / "run").read_text()


def test_readme_names_only_commands_that_exist():
    named = set(re.findall(r"byreg ([a-z]+)", "".join(BLOCKS) + "".join(command + "\n" for command, _ in SESSIONS)))
    assert named <= commands()


def test_the_guide_to_pull_requests_holds(byreg, workspace):
    """Its commands exist, its decision fits a plan, and its workflows are YAML that call byreg."""
    guide = (ROOT / "docs" / "pull-requests.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`byreg ([a-z-]+)|^byreg ([a-z-]+)", guide, re.MULTILINE))
    assert {one or other for one, other in named} <= commands()
    driver = re.search(r"git config merge.byreg.driver '(.*)'", guide)[1]
    assert driver == DRIVER
    (decision,) = re.findall(r"```yaml\ndecisions:\n(.*?)```", guide, re.DOTALL)
    folder = workspace()
    plan = folder / "plans/demo/1/plan.yaml"
    plan.write_text(
        plan.read_text(encoding="utf-8").replace("\ndecisions:\n", f"\ndecisions:\n{decision}\n"), encoding="utf-8"
    )
    assert byreg("validate", cwd=folder).out == "no errors, no warnings in 5 files\n"
    for name in ("plans", "plan-changes"):
        text = (ROOT / ".github" / "workflows" / f"{name}.yml").read_bytes()
        assert compose(text).tree["jobs"]
        assert f"{name}.yml" in guide
    assert re.findall(
        r"^ +(?:run: )?(byreg \S+)", (ROOT / ".github/workflows/plans.yml").read_text(), re.MULTILINE
    ) == ["byreg diff", "byreg validate"]


def test_the_guide_to_checks_holds(byreg, tmp_path):
    """Its settings can be read, its codes exist, and every option it names is one of the command."""
    (settings,) = re.findall(r"```toml\n(.*?)```", CHECKS, re.DOTALL)
    read = parse_settings(settings.encode(), "0.1.0").check
    assert read.ignore == ("BY403",)
    assert set(re.findall(r"BY\d{3}", CHECKS)) <= set(BY_CODE)
    helped = byreg("validate", "--help").out + byreg("schema", "--help").out
    assert set(re.findall(r"`(--[a-z-]+)", CHECKS)) <= set(re.findall(r"--[a-z-]+", helped))
    hooks = compose((ROOT / ".pre-commit-hooks.yaml").read_bytes()).tree
    assert [hook["id"] for hook in hooks] == re.findall(r"- id: (\S+)", CHECKS)


def test_the_guide_to_publishing_holds(byreg, tmp_path):
    """Its commands exist with their options, its settings can be read, and the README's pictures are there."""
    guide = (ROOT / "docs" / "publishing.md").read_text(encoding="utf-8")
    blocks = "".join([block for kind, block in FENCED.findall(guide) if not kind] + BLOCKS)
    shown = [line.partition("#")[0] for line in blocks.splitlines() if line.startswith("byreg ")]
    assert len(shown) > 10
    for line in shown:
        _, command, *arguments = shlex.split(line)
        helped = byreg(command, "--help").out
        for option in (one for one in arguments if one.startswith("--")):
            assert option in helped, line
    for line in (line for line in guide.splitlines() if line.startswith("byreg report") and "--commit" not in line):
        arguments = shlex.split(line.partition("#")[0])[1:]
        arguments = [str(tmp_path / one) if before == "-o" else one for before, one in pairwise(["", *arguments])]
        assert byreg(*arguments, cwd=ROOT).code == 0, line
    (settings,) = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    assert parse_settings(settings.encode(), "0.1.0").site.url == "https://plan.example.no"
    for picture in re.findall(r"\]\((docs/images/[^)]+)\)", README):
        assert (ROOT / picture).read_bytes().startswith(b"\x89PNG"), picture
    assert set(re.findall(r"^\| `([a-z-]+)`", guide.partition("| format |")[0], re.MULTILINE)) <= set(TEMPLATES)


def test_the_action_has_its_shape():
    """It is composite, its steps say their shell, and nothing from outside is put into a script."""
    action = compose((ROOT / "action.yml").read_bytes()).tree
    assert action["runs"]["using"] == "composite"
    assert all("description" in one and "default" in one for one in action["inputs"].values())
    for step in action["runs"]["steps"]:
        assert ("uses" in step) != ("run" in step)
        assert "run" not in step or (step["shell"] == "bash" and "${{" not in step["run"])
        for name in step.get("env", {}):
            assert f"${name}" in step["run"]
    used = set(re.findall(r"inputs\.([a-z-]+)", (ROOT / "action.yml").read_text(encoding="utf-8")))
    assert used == set(action["inputs"])
    named = re.search(r"inputs (.*?)\)", README, re.DOTALL)[1]
    assert set(re.findall(r"`([a-z-]+)`", named)) < used


@pytest.mark.parametrize(
    ("file", "step"), [("action.yml", "Check the plans"), (".gitlab/byreg.gitlab-ci.yml", "byreg")]
)
def test_the_scripts_run(file, step, byreg, workspace, tmp_path, monkeypatch):
    """The very lines that a forge runs do what they promise: exit 1 on an error, and leave their files."""
    tree = compose((ROOT / file).read_bytes()).tree
    found = (
        tree["byreg"]["script"][0]
        if step == "byreg"
        else next(s["run"] for s in tree["runs"]["steps"] if s.get("name") == step)
    )
    folder = workspace(ROOT / "tests/cases/BY106/fail")
    (tmp_path / "byreg" / "bin").mkdir(parents=True)
    program = tmp_path / "byreg" / "bin" / "byreg"
    program.symlink_to(Path(sys.executable).with_name("byreg"))
    environment = {
        **os.environ, "RUNNER_TEMP": str(tmp_path), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"), "DIRECTORY": str(folder),
        "AGAINST": "", "STRICT": "true", "SARIF": str(tmp_path / "out.sarif"), "BYREG_DIRECTORY": str(folder), "BYREG_STRICT": "true",
        "CI_PROJECT_DIR": str(tmp_path), "PATH": f"{program.parent}:{os.environ['PATH']}",
    }  # fmt: skip
    done = subprocess.run(
        ["bash", "-ec", found], env=environment, capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 1, done.stderr
    assert done.stdout.count("BY106") == 2
    made = {"action.yml": ("summary.md", "out.sarif")}.get(file, ("byreg-code-quality.json", "byreg-junit.xml"))
    assert all("BY106" in (tmp_path / name).read_text(encoding="utf-8") for name in made)


def commands() -> set[str]:
    return {info.name or info.callback.__name__ for info in app.registered_commands if info.callback}


def test_every_command_is_documented(byreg):
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    for name in commands():
        helped = byreg(name, "--help").out
        assert "Example" in helped, name
        assert name in changelog, name


def test_rules_page_is_fresh(update):
    path = ROOT / "docs" / "rules.md"
    if update:
        path.write_text(catalogue(), encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == catalogue()


@pytest.mark.parametrize("language", catalogs.LANGUAGES)
def test_catalogs_are_complete_and_fresh(language):
    texts = {message.id: message.string for message in catalogs.read(language) if message.id}
    assert sorted(texts) == catalogs.extract()
    assert [text for text, translation in texts.items() if not translation] == []
    path = catalogs.FOLDER / f"{language}.po"
    assert path.read_bytes() == catalogs.merged(language)
    assert path.with_suffix(".mo").read_bytes() == catalogs.compiled(language)


@pytest.mark.parametrize("language", catalogs.LANGUAGES)
def test_translations_keep_their_placeholders(language):
    holes = re.compile(r"%\(\w+\)s|\{\w+\}")
    for message in catalogs.read(language):
        if message.id:
            assert sorted(holes.findall(message.id)) == sorted(holes.findall(message.string)), message.id
