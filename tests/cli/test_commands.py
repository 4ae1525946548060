"""byreg as a user drives it: addresses, formats, streams and exit codes."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from byreg import jsonschema
from byreg.cli import complete
from byreg.model.plan import TEMPLATES
from byreg.report.agenda import KINDS

ROOT = Path(__file__).parents[2]
DAY = ("--as-of", "2019-03-01")


@pytest.mark.parametrize(
    ("arguments", "said", "hint"),
    [
        (("report", "kongsvinge"), "there is no region 'kongsvinge'", "Did you mean 'kongsvinger'?"),
        (("report", "kongsvinger"), "kongsvinger has several phases", "1, 2, 3"),
        (("report", "kongsvinger/4"), "kongsvinger has no phase '4'", "Choose from: 1, 2, 3."),
        (("report", "kongsvinger/2", "--phase", "3"), "name two phases", "Give one"),
        (("report", "../kongsvinger/2"), "there is no region '..'", "Choose from"),
        (("report", "/etc/passwd"), "there is no region ''", "Choose from"),
        (("report", "kongsvinger/../../x"), "has no phase", "Choose from"),
        (("report", "kongsvinger/2", "-t", "finl"), "there is no template 'finl'", "Did you mean 'final'?"),
        (("report", "kongsvinger/2", "-t", "../x"), "there is no template", "Choose from"),
        (("report", "kongsvinger/2", "--format", "odt"), "there is no format 'odt'", "md, html"),
        (("report", "kongsvinger/2", "-o", "x.odt"), "is no format", ".md or .html or .pdf or .docx"),
        (("report", "kongsvinger/2", "--lang", "se"), "there is no language 'se'", "nb"),
        (("report", "kongsvinger/2", "--as-of", "i dag"), "'i dag' is no day", "YYYY-MM-DD"),
        (("report", "sor-troms/2", "--municipality", "gratang"), "no municipality 'gratang'", "'gratangen'"),
        (("report", "kongsvinger/2", "-o", "/proc/x/y.md"), "cannot be written", "-o"),
        (("show", "kongsvinger/2/net-new-job"), "no record 'net-new-job'", "'net-new-jobs'"),
        (("list", "action"), "there is no kind 'action'", "'actions'"),
        (("list", "actions", "--due", "soon"), "is no stretch of time", "30d"),
        (("list", "actions", "--due", ""), "is no stretch of time", "30d"),
        (("list", "kongsvinger"), "is a region", "byreg list plans kongsvinger"),
        (("list", "actions", "--responsible", "Gratangen"), "there is no actor 'Gratangen'", "'gratangen'"),
        (("list", "actions", "kongsvinger", "--phase", "9"), "has no phase '9'", "1, 2, 3"),
        (("list", "actions", "--phase", "2"), "--phase needs a region", ""),
        (("show", "kongsvinger/regionrad"), "has no phase 'regionrad'", ""),
        (("report", "kongsvinger/2", "--municipality", ""), "no municipality ''", ""),
        (("report", "kongsvinger/2", "--as-of", "20180930"), "is no day", "YYYY-MM-DD"),
        (("report", "kongsvinger/2", "--format", "html", "-o", "x.md"), "name two formats", ""),
        (
            ("report", "kongsvinger/2", "--format", "md", "-o", "plans/kongsvinger/2/plan.yaml"),
            "may be a plan file",
            "",
        ),
        (("validate", "a" * 300), "too long", ""),
        (("list", "actions", "--status", "done"), "there is no status 'done'", ""),
        (("validate", "nowhere"), "no file or folder 'nowhere'", "plans/"),
        (("validate", "/etc"), "outside the workspace", "-C"),
        (("validate", "-C", "/nowhere"), "-C /nowhere", "existing folder"),
        (("explain", "BY2011"), "there is no code or key 'BY2011'", "'BY2"),
        (("schema",), "which kind of file?", "plan"),
        (("schema", "plans"), "there is no kind of file 'plans'", "'plan'"),
    ],
)
def test_what_cannot_be_done_says_what_to_do(arguments, said, hint, byreg):
    ran = byreg(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert said in ran.err
    assert hint in ran.err
    assert len(ran.err.splitlines()) <= 2


def test_no_workspace(byreg, tmp_path):
    ran = byreg("validate", cwd=tmp_path)
    assert ran.code == 2
    assert "no workspace here" in ran.err


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("titel = 'x'", "Did you mean 'title'?"),
        ("title = 3", "must be text"),
        ("title = ", "not valid TOML"),
        ("required-version = '9'", "requires byreg 9"),
    ],
)
def test_settings(toml, said, byreg, workspace):
    folder = workspace()
    (folder / "byreg.toml").write_text(toml)
    ran = byreg("validate", cwd=folder)
    assert ran.code == 2
    assert said in ran.err


def test_required_version_is_a_prefix(byreg, workspace):
    folder = workspace()
    settings = folder / "byreg.toml"
    settings.write_text("required-version = '0.1'\n" + settings.read_text())
    assert byreg("validate", cwd=folder).code == 0


def test_from_a_subfolder_and_by_paths(byreg, workspace):
    folder = workspace(ROOT / "tests/cases/BY104/fail")
    below = folder / "plans" / "demo" / "1"
    assert byreg("validate", *DAY, cwd=below).out.count("BY104") == 2
    ran = byreg("validate", *DAY, "plan.yaml", cwd=below)
    assert ran.out.startswith("plans/demo/1/plan.yaml:16:11: BY104")
    assert "\n1 error, no warnings in 1 file\n" in ran.out
    assert byreg("validate", *DAY, "targets.yaml", cwd=below).code == 0
    assert byreg("validate", *DAY, "-q", "targets.yaml", cwd=below).out.strip() == ""


def test_json_findings(byreg, workspace):
    ran = byreg("validate", "--format", "json", *DAY, cwd=workspace(ROOT / "tests/cases/BY104/fail"))
    told = json.loads(ran.out)
    assert ran.code == 1
    assert told["files"] == 5
    assert [one["slug"] for one in told["findings"]] == ["invalid-value", "invalid-value"]
    assert told["findings"][0]["line"] == 12


def test_a_plan_with_errors_is_not_reported_unless_forced(byreg, workspace):
    folder = workspace(ROOT / "tests/cases/BY104/fail")
    for command in (("report", "demo/1", "-t", "plan"), ("show", "demo/1"), ("list", "actions", "demo/1")):
        ran = byreg(*command, *DAY, cwd=folder)
        assert ran.code == 2
        assert "demo/1 has errors: plans/demo/1/actions.yaml:12:17: BY104" in ran.err
    ran = byreg("report", "demo/1", "-t", "plan", "--force", *DAY, cwd=folder)
    assert ran.code == 0
    assert "Ufullstendig" in ran.out
    assert "BY104" in ran.out
    assert "Nye bedrifter" in ran.out or "Flere nye bedrifter" in ran.out


@pytest.mark.parametrize("damage", ["title: 1\n", "title: a: b\n", ""])
def test_a_broken_plan_hides_nothing_of_its_actions(damage, byreg, workspace):
    folder = workspace(ROOT / "tests/cases/BY506/fail")
    before = byreg("validate", *DAY, cwd=folder).out.split("\n")[:2]
    plan = folder / "plans/demo/1/plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("title: Demoplanen\n", damage), encoding="utf-8")
    ran = byreg("validate", *DAY, cwd=folder)
    assert before[0] in ran.out
    assert "plans/demo/1/plan.yaml" in ran.out
    forced = byreg("report", "demo", "-t", "plan", "--force", *DAY, cwd=folder)
    assert forced.code == 0
    assert "Kurs for gründere" in forced.out


def test_a_table_that_is_none_leaves_no_reference_dangling(byreg, workspace):
    folder = workspace()
    plan = folder / "plans/demo/1/plan.yaml"
    text = plan.read_text(encoding="utf-8")
    before, _, after = text.partition("decisions:")
    plan.write_text(f"{before}decisions: tekst\n\nmilestones:{after.partition('milestones:')[2]}", encoding="utf-8")
    out = byreg("validate", *DAY, cwd=folder).out
    assert "BY103 'decisions' must be a mapping, not text" in out
    assert "\n1 error, no warnings in 5 files\n" in out


@pytest.mark.parametrize("lost", ["plans/demo/region.yaml", "plans/demo/1/plan.yaml"])
def test_a_missing_file_stops_a_report(lost, byreg, workspace):
    folder = workspace()
    (folder / lost).unlink()
    ran = byreg("report", "demo", "-t", "status", *DAY, cwd=folder)
    assert ran.code == 2
    assert "BY007" in ran.err


def test_bad_items_of_a_list_do_not_take_the_good_ones(byreg, workspace):
    folder = workspace()
    plan = folder / "plans/demo/1/plan.yaml"
    items = "".join(f"  - {number}\n" for number in range(20))
    plan.write_text(plan.read_text(encoding="utf-8") + f"\nstrengths:\n{items}  - god\n  - bedre\n", encoding="utf-8")
    out = byreg("report", "demo", "-t", "plan", "--force", *DAY, cwd=folder).out
    assert "- god" in out
    assert "- bedre" in out


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("plan.yaml", "\n".join(f"k{number}: 1" for number in range(60_000))),
        ("actions.yaml", "schema: 1\nactions:\n" + "".join(f"  a{n}: {{title: x, zz: 1}}\n" for n in range(15_000))),
        (
            "actions.yaml",
            "schema: 1\nactions:\n" + "".join(f"  a{n}: {{title: x, depends_on: b{n}}}\n" for n in range(8_000)),
        ),
        ("actions.yaml", "a: 1\n" * 100_000),
        ("actions.yaml", "schema: 1\n'[key]': 1\n"),
    ],
    ids=["unknown keys", "faulty records", "dangling references", "doubled keys", "a key with the mark's name"],
)
def test_size_alone_makes_nothing_slow(file, content, byreg, workspace):
    folder = workspace()
    (folder / "plans/demo/1" / file).write_text(content, encoding="utf-8")
    began = time.process_time()
    assert byreg("validate", *DAY, cwd=folder).code == 1
    assert time.process_time() - began < 60  # minutes, where the work grows with the square


def test_a_long_chain_of_goals_is_named_and_shown_in_part(byreg, workspace):
    folder = workspace()
    goals = "".join(f"  g{n}: {{title: G, kind: sub{f', parent: g{n - 1}' if n else ''}}}\n" for n in range(400))
    plan = folder / "plans/demo/1/plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("goals:\n", f"goals:\n{goals}"), encoding="utf-8")
    assert "BY210" in byreg("validate", *DAY, cwd=folder).out
    for template in ("plan", "action-plan", "final"):
        assert byreg("report", "demo", "-t", template, "--force", *DAY, cwd=folder).code == 0
    assert byreg("show", "demo", "--force", *DAY, cwd=folder).code == 0


def test_warnings_do_not_stop(byreg, workspace):
    folder = workspace(ROOT / "tests/cases/BY206/fail")
    assert byreg("validate", *DAY, cwd=folder).code == 0
    assert byreg("report", "demo/1", *DAY, cwd=folder).code == 0


def test_the_default_template_follows_the_status(byreg, workspace):
    folder = workspace()
    kinds = [
        byreg("report", "demo/1", "--as-of", day, cwd=folder).out.splitlines()[0]
        for day in ("2018-02-01", "2019-01-01")
    ]
    assert kinds == ["# Utviklingsplan: Demoplanen", "# Handlingsprogram: Demoplanen"]


def test_the_only_phase_need_not_be_named(byreg, workspace):
    folder = workspace()
    assert (
        byreg("report", "demo", *DAY, cwd=folder).out == byreg("report", "demo", "--phase", "1", *DAY, cwd=folder).out
    )


def test_output_file(byreg, workspace):
    folder = workspace()
    ran = byreg("report", "demo", *DAY, "-o", "build/deep/report.html", cwd=folder)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    text = (folder / "build/deep/report.html").read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert [path.name for path in (folder / "build/deep").iterdir()] == ["report.html"]


@pytest.mark.parametrize("day", ["0001-01-01", "1799-12-31", "2200-01-01", "9999-12-31"])
@pytest.mark.parametrize("template", ["annual", "status"])
def test_any_day_will_do(day, template, byreg, workspace):
    folder = workspace()
    plan = folder / "plans/demo/1/plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("period: 2018/2019", "period: 2018/.."), encoding="utf-8")
    assert byreg("report", "demo", "-t", template, "--as-of", day, cwd=folder).code == 0


def test_a_plan_with_an_open_start_asks_for_no_code_of_old(byreg, workspace):
    folder = workspace()
    plan = folder / "plans/demo/1/plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("period: 2018/2019", "period: ../2019"), encoding="utf-8")
    assert "BY602" not in byreg("validate", *DAY, cwd=folder).out


def test_source_date_epoch_is_today(byreg, workspace, monkeypatch):
    folder = workspace()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1551398400")  # 2019-03-01
    assert byreg("report", "demo", cwd=folder).out == byreg("report", "demo", *DAY, cwd=folder).out
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert byreg("report", "demo", cwd=folder).code == 2


def test_municipality(byreg):
    all_rows = byreg("report", "sor-troms/2", "-t", "action-plan", *DAY).out
    some = byreg("report", "sor-troms/2", "-t", "action-plan", "--municipality", "Gratangen", *DAY).out
    none = byreg("report", "sor-troms/2", "-t", "action-plan", "--municipality", "narvik", *DAY).out
    assert "Kompetanseheving i førstelinjetjenesten" in all_rows
    assert "bare dem der Gratangen har en rolle" in some
    assert "Kompetanseheving i førstelinjetjenesten" in some
    assert "Shuttlebuss" in all_rows
    assert "Shuttlebuss" not in some
    assert "Kompetanseheving i førstelinjetjenesten" not in none


def test_list_kinds_and_filters(byreg):
    rows = json.loads(byreg("list", "actions", "--overdue", "--format", "json", *DAY).out)
    assert {row["address"] for row in rows} == {
        "sor-troms/2/front-line-training",
        "sor-troms/2/business-developer-network",
    }
    assert all(row["overdue"] and row["status"] == "planned" for row in rows)
    assert {row["period"] for row in rows} == {"2018"}
    led = byreg("list", "actions", "--responsible", "gratangen").out
    assert led.splitlines()[0].startswith("sor-troms/2/front-line-training\t")
    assert byreg("list", "actions", "kongsvinger", "--phase", "3", "--status", "ongoing").out.count("\n") == 2
    due = byreg("list", "milestones", "--due", "45d", "--as-of", "2018-08-20").out
    assert "cluster-application" in due
    assert "sustainability-prestudy" not in due
    assert byreg("list", "municipalities", "kongsvinger").out.count("kongsvinger/") == 6


def test_show_a_record_with_its_history(byreg):
    out = byreg("show", "sor-troms/drivkraft/ue-representative", "--as-of", "2022-03-01").out
    assert "Historikk" in out
    assert "Fullført" in out


def test_explain_by_code_and_by_name(byreg):
    assert byreg("explain", "by201").out == byreg("explain", "dangling-reference").out
    assert "Demand" in byreg("explain", "BY201").out


def test_version_is_answered_before_anything_heavy():
    code = "import sys; sys.argv = ['byreg', '--version']; from byreg.__main__ import main; main(); print(sorted(sys.modules))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.startswith("byreg 0.1")
    assert not {"'typer'", "'pydantic'", "'rich'", "'jinja2'"} & set(out[out.index("[") + 1 : -2].split(", "))


def run_byreg(*arguments, **options):
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": ""}
    command = [sys.executable, "-m", "byreg", *arguments]
    return subprocess.run(command, capture_output=True, cwd=ROOT, env=environment, check=False, **options)


def test_output_is_utf8_in_any_locale_and_plain_in_a_pipe():
    ran = run_byreg("show", "kongsvinger/2", "--as-of", "2018-12-31")
    assert "Samlet opptreden overfor staten" in ran.stdout.decode("utf-8")
    assert b"\x1b" not in ran.stdout


def test_a_closed_pipe_is_no_crash():
    command = f"{sys.executable} -m byreg report sor-troms/2 -t plan | head -1"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, cwd=ROOT, check=False)
    assert ran.stdout.startswith(b"# Utviklingsplan")
    assert b"Traceback" not in ran.stderr


def test_on_a_terminal_the_report_is_rendered():
    command = f"TERM=xterm COLUMNS=100 {sys.executable} -m byreg report kongsvinger/2 --as-of 2018-12-31"
    ran = subprocess.run(
        ["script", "-qec", command, "/dev/null"], capture_output=True, cwd=ROOT, check=False, stdin=subprocess.DEVNULL
    )
    assert b"\x1b[" in ran.stdout
    assert b"## Innledning" not in ran.stdout


def test_completion_offers_regions_and_phases(monkeypatch):
    from byreg.cli.complete import complete_kind, complete_phase, complete_plan, complete_template

    monkeypatch.chdir(ROOT / "plans")
    assert complete_plan("kong") == ["kongsvinger"]
    assert complete_plan("sor-troms/") == ["sor-troms/2", "sor-troms/drivkraft"]
    assert complete_kind("mil") == ["milestones"]
    assert [name for name, _ in complete_template("final")] == ["final", "final-payment"]

    assert complete_phase(SimpleNamespace(params={"plan": "notodden"}, args=[]), "") == ["2"]
    monkeypatch.chdir("/")
    assert complete_plan("k") == []


def test_the_shell_is_answered(monkeypatch):
    def answer(words):
        environment = {
            **os.environ,
            "_BYREG_COMPLETE": "complete_bash",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split())),
        }
        command = [sys.executable, "-c", "import sys; sys.argv = ['byreg']; from byreg.__main__ import main; main()"]
        ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        return ran.stdout.split()

    assert answer("byreg report notodden --phase") == ["2"]
    assert "kongsvinger" in answer("byreg report")


def test_what_completion_knows_by_heart_is_true():
    assert set(complete.LISTED) <= set(KINDS)
    assert set(complete.FILE_KINDS) == {*jsonschema.KINDS, "changes"}
    assert set(complete.TEMPLATES) == set(TEMPLATES)


def test_no_output_to_write_to_is_no_traceback():
    for redirect in (">&-", ">/dev/full"):
        for command in ("validate", "list", "--version"):
            ran = subprocess.run(
                ["bash", "-c", f"{sys.executable} -m byreg {command} {redirect}"],
                capture_output=True,
                cwd=ROOT,
                check=False,
            )
            assert b"Traceback" not in ran.stderr
            assert b"Exception" not in ran.stderr


def test_a_folder_that_is_gone_is_no_traceback(tmp_path):
    command = (
        f"mkdir {tmp_path}/g; cd {tmp_path}/g; rmdir {tmp_path}/g; PYTHONPATH={ROOT} {sys.executable} -m byreg validate"
    )
    ran = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert ran.returncode == 2
    assert b"Traceback" not in ran.stderr


def test_hostile_names_reach_no_terminal(byreg, workspace):
    folder = workspace()
    (folder / "plans" / "demo" / "\x1b[31m\u202e\nX").mkdir()
    out = byreg("validate", *DAY, cwd=folder).out
    assert "BY009" in out
    assert "\x1b" not in out
    assert "\u202e" not in out
    (folder / "byreg.toml").write_text('required-version = "\\u001b[31m"', encoding="utf-8")
    assert "\x1b" not in byreg("validate", cwd=folder).err


def test_a_title_takes_no_control_characters(byreg, workspace):
    folder = workspace()
    path = folder / "plans/demo/1/actions.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Kurs for gründere", '"K\\e[31mRED\\u202e"'), encoding="utf-8"
    )
    assert "BY104" in byreg("validate", *DAY, cwd=folder).out


def test_hostile_text_reaches_no_terminal(byreg, workspace):
    folder = workspace()
    path = folder / "plans/demo/1/plan.yaml"
    text = path.read_text(encoding="utf-8").replace("kind: main", 'kind: "\\e[31mred\\u202e\\n"')
    path.write_text(text, encoding="utf-8")
    out = byreg("validate", *DAY, cwd=folder).out
    assert "BY104" in out
    assert "\x1b" not in out
    assert "\u202e" not in out
