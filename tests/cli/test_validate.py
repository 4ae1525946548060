"""`byreg validate` as people and build servers call it: chosen, silenced, known, counted, written."""

import json

import pytest

from tests.conftest import ROOT

DAY = ("--as-of", "2020-06-30")
VAGUE = ROOT / "tests/cases/BY312/fail"
NAMED = ROOT / "tests/cases/BY801/fail"


def codes_in(ran):
    return [row["code"] for row in json.loads(ran.out)["findings"]]


def found(byreg, folder, *options):
    return codes_in(byreg("validate", *DAY, "--format", "json", *options, cwd=folder))


def settings(folder, text):
    (folder / "byreg.toml").write_text(text, encoding="utf-8")


def test_an_option_goes_before_its_setting(byreg, workspace):
    folder = workspace(VAGUE)
    assert "BY312" not in found(byreg, folder)
    assert set(found(byreg, folder, "--select", "vague-goal")) == {"BY312"}
    settings(folder, "[check]\nselect = ['BY312']\nvague-words = false")
    assert found(byreg, folder) == []
    settings(folder, "[check]\nselect = ['BY312']")
    assert set(found(byreg, folder)) == {"BY312"}
    assert found(byreg, folder, "--ignore", "BY3") == []
    settings(folder, "[check]\nselect = ['BY312']\n[check.per-path-ignores]\n'plans/demo/1' = ['vague-goal']")
    assert found(byreg, folder) == []


def test_an_unknown_code_is_said(byreg, workspace):
    ran = byreg("validate", "--select", "BY3,BY999", cwd=workspace())
    assert ran.code == 2
    assert "there is no code 'BY999'" in ran.err


@pytest.mark.parametrize(
    ("profile", "level", "code"), [("draft", "advice", 0), ("consultation", "warning", 0), ("adopted", "error", 1), ("closed", "warning", 0)]
)  # fmt: skip
def test_profiles_and_exit_codes(byreg, workspace, profile, level, code):
    folder = workspace()
    settings(folder, "")
    options = ("validate", *DAY, "--select", "BY301", "--profile", profile)
    ran = byreg(*options, "--format", "json", cwd=folder)
    assert {row["severity"] for row in json.loads(ran.out)["findings"]} == {level}
    assert ran.code == code
    assert byreg(*options, "--strict", cwd=folder).code == (0 if level == "advice" else 1)
    settings(folder, f"[check]\nprofile = '{profile}'\nstrict = true\nselect = ['BY301']")
    assert byreg("validate", *DAY, cwd=folder).code == (0 if level == "advice" else 1)


def test_the_plans_own_status_decides(byreg, workspace):
    folder = workspace()
    levels = {}
    for day in ("2018-01-01", "2018-02-01", "2019-01-01"):
        ran = byreg("validate", "--as-of", day, "--select", "BY301", "--format", "json", cwd=folder)
        levels[day] = {row["severity"] for row in json.loads(ran.out)["findings"]}
    assert levels == {"2018-01-01": {"advice"}, "2018-02-01": {"advice"}, "2019-01-01": {"error"}}


def test_known_findings_are_left_out_and_new_ones_fail(byreg, workspace):
    folder = workspace(VAGUE)
    settings(folder, "[check]\nselect = ['BY3']")
    options = ("--known", "known.json")
    assert byreg("validate", *DAY, *options, cwd=folder).code == 2
    ran = byreg("validate", *DAY, *options, "--write-known", cwd=folder)
    assert ran.code == 0
    assert "findings written to known.json" in ran.out
    first = (folder / "known.json").read_bytes()
    ran = byreg("validate", *DAY, *options, cwd=folder)
    assert ran.code == 0
    assert ran.out.startswith("no errors, no warnings in 5 files (")
    plan = folder / "plans/demo/1/plan.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text("# en linje\n\n" + text, encoding="utf-8")
    assert found(byreg, folder, *options) == []
    another = "\n  another:\n    title: Et mål til\n    kind: project\n\ndecisions:"
    plan.write_text(text.replace("\ndecisions:", another), encoding="utf-8")
    assert found(byreg, folder, *options) == ["BY301"]
    byreg("validate", *DAY, *options, "--write-known", cwd=folder)
    assert (folder / "known.json").read_bytes() != first
    settings(folder, "[check]\nselect = ['BY3']\nknown = 'known.json'")
    assert found(byreg, folder) == []
    plan.write_text(text, encoding="utf-8")
    assert "1 of the known findings is there no longer" in byreg("validate", *DAY, cwd=folder).out


def test_what_is_personal_or_broken_cannot_be_known(byreg, workspace):
    folder = workspace(NAMED)
    settings(folder, "")
    assert "BY801" in byreg("validate", *DAY, "--known", "k.json", "--write-known", cwd=folder).out
    assert found(byreg, folder, "--known", "k.json") == ["BY801"] * 3
    assert "01014560013" not in (folder / "k.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("named", ["/tmp/known.json", "../known.json", "link.json", "ring.json", "a\\u0000b"])
def test_the_settings_name_no_file_elsewhere(byreg, workspace, named):
    folder = workspace()
    (folder / "link.json").symlink_to("plans/demo/1/plan.yaml")
    (folder / "ring.json").symlink_to("ring.json")
    before = (folder / "plans/demo/1/plan.yaml").read_bytes()
    settings(folder, f'[check]\nknown = "{named}"')
    for options in ((), ("--write-known",)):
        ran = byreg("validate", *options, cwd=folder)
        assert ran.code == 2
        assert "hint:" in ran.err
    assert byreg("validate", "-o", "link.json", cwd=folder).code == 2
    assert (folder / "plans/demo/1/plan.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "options",
    [
        ("--dry-run",),
        ("--fix", "--dry-run", "--format", "json"),
        ("--statistics", "-o", "x.txt"),
        ("--write-known", "--known", "k.json", "--fix"),
        ("--write-known", "--known", "k.json", "--select", "BY3"),
        ("--write-known", "--known", "k.json", "plans/demo"),
        ("--write-known", "--known", "k.json", "-o", "x.json"),
        ("--write-known",),
    ],
)
def test_options_that_cannot_be_combined(byreg, workspace, options):
    folder = workspace()
    ran = byreg("validate", *options, cwd=folder)
    assert ran.code == 2
    assert "hint:" in ran.err
    assert {path.name for path in folder.iterdir()} == {"byreg.toml", "plans"}


def test_strictness_can_be_turned_off(byreg, workspace):
    folder = workspace(ROOT / "tests/cases/BY804/fail")
    settings(folder, "[check]\nselect = ['BY804']\nstrict = true")
    ran = byreg("validate", *DAY, cwd=folder)
    assert ran.code == 1
    assert "warnings fail, since the check is strict" in ran.out
    assert byreg("validate", *DAY, "--no-strict", cwd=folder).code == 0


def test_what_was_not_checked_is_said(byreg, workspace):
    folder = workspace(ROOT / "tests/cases/BY101/fail")
    settings(folder, "")
    ran = byreg("validate", *DAY, cwd=folder)
    assert ran.out.rstrip().endswith("not checked further until its errors are mended: demo/1")
    assert "BY301" not in ran.out


def test_a_number_in_a_folders_name_is_masked(byreg, workspace):
    folder = workspace()
    (folder / "plans/demo/01014560013").mkdir()
    (folder / "plans/demo/01014560013/plan.yaml").write_text("schema: 1\ntitel: x\n", encoding="utf-8")
    for format_ in ("text", "json", "sarif", "junit", "github", "gitlab", "md", "concise"):
        ran = byreg("validate", *DAY, "--format", format_, cwd=folder)
        assert "01014560013" not in ran.out
        assert "BY101" in ran.out


def test_a_broken_file_is_searched_for_what_is_personal(byreg, workspace):
    folder = workspace()
    (folder / "plans/demo/1/actions.yaml").write_text("a: [\n# 01014560013\n", encoding="utf-8")
    assert sorted(found(byreg, folder, "--select", "BY801")) == ["BY010", "BY801"]


def test_mending_tells_what_it_did(byreg, workspace):
    folder = workspace(ROOT / "tests/cases/BY106/fail")
    ran = byreg("validate", *DAY, "--fix", cwd=folder)
    assert ran.out.startswith("plans/demo/region.yaml:9:13: mended BY106 unquoted-code\n")
    assert ran.out.rstrip().endswith("in 5 files (2 fixed)")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"version": 1}',
        '{"version": 1, "findings": [3]}',
        "[" * 100000,
        '{"version": 2, "findings": []}',
    ],
)
def test_a_list_of_known_findings_in_another_form(byreg, workspace, text):
    folder = workspace()
    (folder / "known.json").write_text(text, encoding="utf-8")
    ran = byreg("validate", "--known", "known.json", cwd=folder)
    assert ran.code == 2
    assert "no list of known findings" in ran.err


def test_what_guards_cannot_be_known_nor_silenced_by_files(byreg, workspace, git):
    folder = workspace()
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Before")
    targets = folder / "plans/demo/1/targets.yaml"
    text = targets.read_text(encoding="utf-8").replace(
        "at_least: 1100}", "at_least: 900}  # byreg: ignore[BY701] we say so"
    )
    targets.write_text(text, encoding="utf-8")
    settings(folder, "[check]\nselect = ['BY2']\nignore = ['BY7']\n[check.per-path-ignores]\n'plans' = ['BY7']")
    ran = byreg("validate", *DAY, "--against", "HEAD", "--format", "json", cwd=folder)
    assert ran.code == 1
    assert set(codes_in(ran)) == {"BY021", "BY701"}
    settings(folder, "")
    byreg("validate", *DAY, "--against", "HEAD", "--known", "k.json", "--write-known", cwd=folder)
    assert "BY701" in found(byreg, folder, "--against", "HEAD", "--known", "k.json")
    assert "BY701" not in found(byreg, folder, "--against", "HEAD", "--ignore", "BY701")


def test_comments_of_what_was_not_looked_for_are_not_unused(byreg, workspace):
    folder = workspace(ROOT / "tests/cases/BY022/fail")
    assert found(byreg, folder, "--select", "BY6") == []
    assert found(byreg, folder, "--select", "BY022,BY206") == ["BY022", "BY022"]


def test_statistics_count(byreg, workspace):
    ran = byreg("validate", *DAY, "--select", "BY3", "--statistics", cwd=workspace(VAGUE))
    rows = [line.split() for line in ran.out.splitlines()]
    assert rows[0][1:] == ["error", "BY301", "goal-without-indicator"]
    assert int(rows[-1][0]) == sum(int(row[0]) for row in rows[:-1])
    assert byreg("validate", "--statistics", "--format", "json", cwd=ROOT).code == 2


def test_written_to_a_file_by_its_suffix(byreg, workspace):
    folder = workspace(NAMED)
    for name, begins in (("a.sarif", "{"), ("a.json", "{"), ("a.xml", "<?xml"), ("a.md", "**"), ("a.txt", "plans/")):
        ran = byreg("validate", *DAY, "--select", "BY8", "-o", name, cwd=folder)
        assert ran.code == 1
        assert ran.out == ""
        assert ran.err.startswith(f"{name}: 3 errors")
        assert (folder / name).read_text(encoding="utf-8").startswith(begins)
    assert byreg("validate", "-o", "plans/x.yaml", cwd=folder).code == 2


def test_annotations_choose_themselves_on_github(byreg, workspace, monkeypatch):
    folder = workspace(NAMED)
    (folder.parent / ".git").mkdir()
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    ran = byreg("validate", *DAY, "--select", "BY8", cwd=folder)
    assert ran.out.startswith("::error file=workspace/plans/demo/1/actions.yaml,line=5,")
    assert byreg("validate", *DAY, "--select", "BY8", "--format", "text", cwd=folder).out.startswith("plans/demo")
    monkeypatch.setenv("GITHUB_ACTIONS", "false")
    assert byreg("validate", *DAY, "--select", "BY8", cwd=folder).out.startswith("plans/demo")


def test_concise_is_one_line_each(byreg, workspace):
    ran = byreg("validate", *DAY, "--select", "BY8", "--format", "concise", cwd=workspace(NAMED))
    assert ran.out.splitlines()[0].startswith("plans/demo/1/actions.yaml:5:31: BY801 error: ")
    assert len(ran.out.splitlines()) == 4


def test_a_report_stops_only_at_what_counts(byreg, workspace):
    folder = workspace()
    assert byreg("report", "demo", *DAY, cwd=folder).code == 0
    settings(folder, "")
    ran = byreg("report", "demo", *DAY, cwd=folder)
    assert ran.code == 2
    assert "BY301" in ran.err
    settings(folder, "[check]\nprofile = 'closed'")
    assert byreg("report", "demo", *DAY, cwd=folder).code == 0


@pytest.mark.parametrize("linked", ["plans", "plans/demo", "plans/demo/1"])
def test_a_linked_folder_takes_no_plan_out_of_sight(byreg, workspace, git, linked):
    """Git does not follow links to folders: what is behind one could change without a trace."""
    folder = workspace()
    git(folder, "init", "--quiet")
    (folder / linked).rename(folder / "real")
    (folder / linked).symlink_to(folder / "real")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "A link")
    ran = byreg("validate", *DAY, cwd=folder)
    assert ran.code == 1
    assert "BY002" in ran.out


@pytest.mark.parametrize("direction", ["up", "down"])
def test_a_moved_workspace_is_held_against_nothing(byreg, workspace, git, direction):
    folder = workspace()
    top = folder.parent / "repository"
    top.mkdir()
    places = {"up": ("sub", "."), "down": (".", "sub")}[direction]
    git(top, "init", "--quiet")
    (top / places[0]).mkdir(exist_ok=True)
    for name in ("byreg.toml", "plans"):
        (folder / name).rename(top / places[0] / name)
    git(top, "add", ".")
    git(top, "commit", "--quiet", "--message", "Before")
    (top / places[1]).mkdir(exist_ok=True)
    for name in ("byreg.toml", "plans"):
        (top / places[0] / name).rename(top / places[1] / name)
    (top / "sub").mkdir(exist_ok=True)
    ran = byreg("validate", *DAY, "--against", "HEAD", cwd=top / "sub")
    assert ran.code == 2
    assert "the workspace stood at" in ran.err
