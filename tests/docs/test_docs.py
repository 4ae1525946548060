"""What the documents show is what byreg does."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from byreg.cli.app import app
from byreg.output.rules import catalogue
from byreg.source.yaml import compose
from tests.cli.test_merge_driver import DRIVER
from tests.support import catalogs

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SESSIONS = re.findall(r"```console\n\$ (.*?)\n(.*?)```", README, re.DOTALL)
BLOCKS = re.findall(r"```\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize(("command", "expected"), SESSIONS, ids=[command for command, _ in SESSIONS])
def test_readme_session(command, expected, byreg):
    program, *arguments = shlex.split(command)
    assert program == "byreg"
    ran = byreg(*arguments, cwd=ROOT)
    pattern = re.escape(expected.rstrip("\n")).replace("…", ".*")
    assert re.fullmatch(pattern, ran.out.rstrip("\n"), re.DOTALL), ran.out
    assert ran.err == ""


def test_the_readmes_first_plan(byreg, tmp_path):
    """The files that the README shows are a workspace without a finding."""
    (tmp_path / "byreg.toml").touch()
    files = re.findall(r"```yaml\n# (plans/\S+)\n(.*?)```", README, re.DOTALL)
    assert len(files) == 4
    for name, content in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    ran = byreg("validate", "--as-of", "2024-04-30", cwd=tmp_path)
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
