"""What strangers send in a pull request: links, odd bytes, commands for build servers, numbers in odd places."""

import json
import os

import pytest

from tests.conftest import ROOT

DAY = ("--as-of", "2020-06-30")
NUMBER = "01014560013"
PLAN, ACTIONS = "plans/demo/1/plan.yaml", "plans/demo/1/actions.yaml"


@pytest.fixture
def folder(workspace):
    made = workspace()
    (made / "byreg.toml").write_text("", encoding="utf-8")
    return made


def edit(folder, path, old, new):
    text = (folder / path).read_bytes().decode("utf-8")
    assert old in text
    (folder / path).write_bytes(text.replace(old, new, 1).encode("utf-8"))


def test_no_file_is_written_through_a_link(byreg, folder):
    outside = folder.parent / "outside.txt"
    outside.write_text("mine", encoding="utf-8")
    before = (folder / PLAN).read_bytes()
    (folder / "known.json").symlink_to(PLAN)
    (folder / "out.json").symlink_to(PLAN)
    (folder / "schemas").mkdir()
    (folder / "schemas/plan.schema.json").symlink_to(f"../{PLAN}")
    (folder / "elsewhere.json").symlink_to(outside)
    for arguments in (
        ("validate", "--known", "known.json", "--write-known"),
        ("validate", "--known", "elsewhere.json", "--write-known"),
        ("validate", "-o", "out.json"),
        ("schema", "--write"),
    ):
        ran = byreg(*arguments, cwd=folder)
        assert ran.code == 2, arguments
        assert ran.err.startswith("byreg: ")
    (folder / "config").write_text("[core]", encoding="utf-8")
    assert byreg("validate", "--known", "config", "--write-known", cwd=folder).code == 2
    assert (folder / "config").read_text(encoding="utf-8") == "[core]"
    assert (folder / PLAN).read_bytes() == before
    assert outside.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "content", ['{"a": 1e400}', '{"b": 1, "b": 2}', '{"x": "\\ud800"}', "// mine\n{}", "[]", "[" * 5000]
)
def test_settings_of_an_editor_that_would_be_lost_are_left(byreg, folder, content):
    (folder / ".vscode").mkdir()
    (folder / ".vscode/settings.json").write_text(content, encoding="utf-8")
    ran = byreg("schema", "--write", cwd=folder)
    assert ran.code == 2
    assert "no plain JSON" in ran.err
    assert (folder / ".vscode/settings.json").read_text(encoding="utf-8") == content


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("tags: [work]", "tags: 007", 'tags: ["007"]'),
        ("tags: [work]", "tags: 2018.10", "tags: 2018.10"),  # no tag, in a list either
        ("tags: [work]", "tags: 0x1F", "tags: 0x1F"),
        ("schedule: 2018\n", "schedule: 05.11.2018  # når\n", "schedule: 2018-11-05  # når\n"),
    ],
)
def test_a_safe_fix_keeps_what_was_written(byreg, folder, old, new, expected):
    edit(folder, ACTIONS, old, new)
    byreg("validate", *DAY, "--fix", "--select", "BY1", cwd=folder)
    assert expected in (folder / ACTIONS).read_text(encoding="utf-8")


def test_a_fix_that_only_moves_the_error_is_taken_back(byreg, folder):
    text = (folder / PLAN).read_text(encoding="utf-8")
    start, end = text.index("status:"), text.index("goals:")
    (folder / PLAN).write_text(f"{text[:start]}status: draft\n\n{text[end:]}", encoding="utf-8")
    before = (folder / PLAN).read_bytes()
    byreg("validate", *DAY, "--fix", "--select", "BY103", cwd=folder)
    assert (folder / PLAN).read_bytes() == before


def test_more_files_than_rounds_are_mended(byreg, folder):
    (folder / ACTIONS).unlink()
    (folder / "plans/demo/1/actions").mkdir()
    for number in range(15):
        (folder / f"plans/demo/1/actions/a{number}.yaml").write_text(
            f"schema: 1\n\nactions:\n  a{number}:\n    title: T\n    schedule: høsten 2018\n", encoding="utf-8"
        )
    ran = byreg("validate", *DAY, "--fix", "--select", "BY105", "--format", "json", cwd=folder)
    assert json.loads(ran.out)["fixed"] == 15


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("ending", ["", "{newline}"])
def test_line_ends_stay_as_they_are(byreg, folder, newline, ending):
    lines = ["schema: 1", "", "actions:", "  one:", "    # om tiden", "    schedule: høsten 2018", "    title: Kurs"]
    data = (newline.join(lines) + ending.format(newline=newline)).encode("utf-8")
    (folder / ACTIONS).write_bytes(data)
    byreg("validate", *DAY, "--fix", "--select", "BY1", cwd=folder)
    wanted = [*lines[:4], "    title: Kurs", "    # om tiden", "    schedule: 2018-autumn"]
    assert (folder / ACTIONS).read_bytes() == (newline.join(wanted) + ending.format(newline=newline)).encode("utf-8")


def test_old_macs_line_ends_are_left_alone(byreg, folder):
    data = b"schema: 1\r\ractions:\r  one:\r    schedule: 2018\r    titel: A\r"
    (folder / ACTIONS).write_bytes(data)
    ran = byreg("validate", *DAY, "--unsafe-fixes", cwd=folder)
    assert ran.err == ""
    assert (folder / ACTIONS).read_bytes() == data


def test_bytes_that_are_no_text_are_kept(byreg, folder):
    data = b"\xef\xbb\xbfschema: 1\nactions: {a: {title: bl\xe5}}\n"
    (folder / ACTIONS).write_bytes(data)
    ran = byreg("validate", *DAY, "--fix", cwd=folder)
    assert ran.code == 1
    assert "BY004" in ran.out
    assert (folder / ACTIONS).read_bytes() == data


@pytest.mark.skipif(os.name == "nt", reason="Windows names files in Unicode")
@pytest.mark.parametrize("format_", ["text", "json", "gitlab", "sarif", "junit", "github", "md"])
def test_a_name_that_is_no_text(byreg, folder, format_):
    (folder / "plans/demo/1" / os.fsdecode(b"\xff\xe2\x80\xae.yaml")).touch()
    for output in (
        (),
        ("-o", f"out.{ {'text': 'txt', 'github': 'txt', 'gitlab': 'json', 'junit': 'xml'}.get(format_, format_) }"),
    ):
        ran = byreg("validate", *DAY, "--format", format_, *output, cwd=folder)
        assert ran.code == 1
        assert "\u202e" not in ran.out


@pytest.mark.parametrize(
    ("path", "old", "new", "secrets"),
    [
        (PLAN, "more-jobs:\n", f'"{NUMBER[:6]} {NUMBER[6:9]} {NUMBER[9:]}":\n', ["145600", "600-13"]),
        (PLAN, "more-jobs:\n", '"kari.nordmann@gmail.com":\n', ["nordmann"]),
        (PLAN, "more-jobs:\n    title: Flere arbeidsplasser\n    kind: main\n", "tlf: 91234567\n", ["91234567"]),
        (ACTIONS, "Kurs for gründere", "+4791234567", ["4791234567"]),
        (ACTIONS, "under: new-firms", f"under: {NUMBER}", [NUMBER, NUMBER[1:]]),
        (ACTIONS, "Kurs for gründere", NUMBER, [NUMBER, NUMBER[1:]]),
    ],
)
def test_nothing_personal_leaks_through_another_finding(byreg, folder, path, old, new, secrets):
    edit(folder, path, old, new)
    for format_ in ("text", "concise", "json", "github", "gitlab", "sarif", "junit", "md"):
        out = byreg("validate", *DAY, "--format", format_, cwd=folder).out
        assert not [secret for secret in secrets if secret in out], format_
    told = byreg("validate", *DAY, "--unsafe-fixes", "--dry-run", cwd=folder).out
    told += byreg("report", "demo", *DAY, cwd=folder).err + byreg("list", "goals", "demo", *DAY, cwd=folder).err
    assert not [secret for secret in secrets if secret in told]


def test_a_changed_number_is_not_told_as_an_amount(byreg, folder, git):
    edit(folder, "plans/demo/1/targets.yaml", "value: 1000", "value: 12014560015")
    from byreg.personal import identity_kind

    number = next(f"120145600{k:02}" for k in range(100) if identity_kind([int(one) for one in f"120145600{k:02}"]))
    edit(folder, "plans/demo/1/targets.yaml", "12014560015", number)
    edit(folder, "plans/demo/1/targets.yaml", "unit: arbeidsplasser", f"unit: {'x' * 45} {number} og andre")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Before")
    edit(folder, "plans/demo/1/targets.yaml", f"value: {number}", "value: 1000")
    edit(folder, "plans/demo/1/targets.yaml", f"unit: {'x' * 45} {number} og andre", "unit: personer")
    out = byreg("validate", *DAY, "--against", "HEAD", cwd=folder).out
    assert "BY701" in out
    digits = "".join(one for one in out if one.isdigit() or one == "\n")
    assert number[:8] not in digits
    assert number[:2] + "," + number[2:5] not in out


def test_a_build_server_is_given_no_commands(byreg, folder, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    edit(folder, PLAN, "kind: main", "kind: '##[stop-commands]x'")
    edit(folder, PLAN, "title: Demoplanen\n", "title: Demoplanen\nnote: |\n  ::stop-commands::x\nedition: høst\n")
    edit(folder, PLAN, "period: 2018/2019", "period: våren 2018")
    for options in (("--format", "text"), ("--format", "concise"), ("--fix", "--dry-run")):
        out = byreg("validate", *DAY, *options, cwd=folder).out
        assert "##[" not in out
        assert not [line for line in out.splitlines() if line.strip().startswith("::")]
    for line in byreg("validate", *DAY, cwd=folder).out.splitlines():
        assert line.startswith(("::error ", "::warning ", "::notice ")) or "::" not in line
    ran = byreg("report", "demo", *DAY, cwd=folder)
    assert ran.code == 2
    assert "##[" not in ran.err


def test_a_plans_text_is_no_link_in_a_comment(byreg, folder):
    edit(folder, PLAN, "kind: main", "kind: '[her](https://evil.example/x) www.evil.example'")
    out = byreg("validate", *DAY, "--format", "md", cwd=folder).out
    assert "://" not in out
    assert "www." not in out
    assert "](" not in byreg("validate", *DAY, "--format", "sarif", cwd=folder).out.replace("](checks", "")


@pytest.mark.parametrize("reason", ["", ".", "\u200b", "123"])
def test_a_reason_has_a_word(byreg, folder, reason):
    edit(folder, ACTIONS, "  course:\n", f"  course:  # byreg: ignore[BY403] {reason}\n")
    assert "BY021" in byreg("validate", *DAY, cwd=folder).out


def test_a_comment_reaches_no_farther_than_the_next_line(byreg, folder):
    edit(folder, PLAN, "\n  new-firms:", "    # byreg: ignore[BY301] om målet ovenfor\n\n  new-firms:")
    out = byreg("validate", *DAY, "--select", "BY301", cwd=folder).out
    assert "'new-firms'" in out
    edit(
        folder,
        PLAN,
        "period: 2018/2019\n",
        'period: 2018/2019\nwords:\n  "ring # byreg: ignore[BY806] noe 912 34 567": main\n',
    )
    assert "BY806" in byreg("validate", *DAY, "--select", "BY806", cwd=folder).out


def test_what_is_missing_is_not_told_of_a_later_plan_that_cannot_be_read(byreg, workspace):
    folder = workspace(ROOT / "tests/cases/BY413/pass")
    (folder / "plans/demo/2/actions.yaml").write_text("actions: [\n", encoding="utf-8")
    out = byreg("validate", *DAY, "--select", "BY413,BY317", cwd=folder).out
    assert "BY010" in out
    assert "BY413" not in out
    assert "BY317" not in out
