"""Plans amended from the command line, as their owners would."""

import os
import shutil
import subprocess
import sys

import pytest

from byreg.source.yaml import compose
from tests.conftest import ROOT
from tests.support.foreign_table import write_foreign

PLAN, TARGETS, ACTIONS = (f"plans/demo/1/{name}.yaml" for name in ("plan", "targets", "actions"))


@pytest.fixture
def plans(tmp_path):
    """Return a workspace with the plans of the repository."""
    shutil.copytree(ROOT / "plans", tmp_path / "own" / "plans")
    shutil.copy(ROOT / "byreg.toml", tmp_path / "own")
    return tmp_path / "own"


def tree(folder, path):
    return compose((folder / path).read_bytes()).tree


def contents(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}


def came(ran):
    """Return the lines that a difference adds."""
    return [line[1:] for line in ran.out.splitlines() if line.startswith("+") and not line.startswith("+++")]


def went(ran):
    return [line[1:] for line in ran.out.splitlines() if line.startswith("-") and not line.startswith("---")]


def test_set_changes_one_line(byreg, plans):
    ran = byreg("set", "sor-troms/2", "actions.makerspace.title", "Makerspace: i alle kommuner", cwd=plans)
    assert (ran.code, ran.err.splitlines()[0]) == (0, "byreg: 1 file written")
    assert "is closed" in ran.err  # and a decision is asked for
    assert went(ran) == ["    title: Makerspace eller tilsvarende i alle kommuner"]
    assert came(ran) == ['    title: "Makerspace: i alle kommuner"']
    assert (
        tree(plans, "plans/sor-troms/2/actions.yaml")["actions"]["makerspace"]["title"] == "Makerspace: i alle kommuner"
    )


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        ("makerspace.schedule", "2019", "    schedule: 2019"),
        ("makerspace.schedule", "[2018, 2020-Q1]", "    schedule: [2018, 2020-Q1]"),
        ("makerspace.schedule.every", "year", "    schedule: {periods: [2018/2019], every: year}"),
        ("makerspace.tags", "[live]", "    tags: [live]"),
        ("makerspace.label", "3", '    label: "3"'),
        ("makerspace.title", "true", '    title: "true"'),
        ("makerspace.title", "[Utkast] #2", '    title: "[Utkast] #2"'),
        ("makerspace.priority", "2", "    priority: 2"),
        ("makerspace.updates.0.text", "Foreslått.", "        text: Foreslått."),
        ("makerspace.purpose", "Flere gründere", "    purpose: Flere gründere"),
    ],
)
def test_set_reads_a_value_as_its_key_may_have_it(byreg, plans, path, value, line):
    ran = byreg("set", "sor-troms/2", path, value, "--dry-run", cwd=plans)
    assert (ran.code, line in came(ran)) == (0, True), ran


def test_what_stands_in_a_folder_of_actions_is_changed_where_it_stands(byreg, workspace):
    root = workspace()
    folder = root / "plans" / "demo" / "1"
    (folder / "actions").mkdir()
    (folder / "actions.yaml").rename(folder / "actions" / "first.yaml")
    (folder / "actions" / "second.yaml").write_text(
        "schema: 1\nactions:\n  fair: {title: Messe, under: new-firms, schedule: 2018}\n", encoding="utf-8"
    )
    ran = byreg("update", "demo/1/fair", "--status", "ongoing", "--on", "2018-07-01", cwd=root)
    assert (ran.code, "second.yaml" in ran.out, "first.yaml" in ran.out) == (0, True, False), ran
    ran = byreg("set", "demo/1", "course.title", "Kurs", cwd=root)
    assert (ran.code, "second.yaml" in ran.out, "first.yaml" in ran.out) == (0, False, True), ran


def test_a_long_row_of_digits_is_text_and_needs_no_quotes(byreg, workspace):
    ran = byreg("set", "demo/1", "course.title", "1" * 45, "--dry-run", cwd=workspace())
    assert came(ran) == [f"    title: {'1' * 45}"]


def test_a_trial_writes_nothing(byreg, plans):
    before = contents(plans)
    for command in (
        ("set", "sor-troms/2", "makerspace.title", "Ny"),
        ("update", "sor-troms/2/makerspace", "--status", "ongoing"),
        ("observe", "kongsvinger/2/net-new-jobs", "--period", "2018", "--value", "5"),
        ("assess", "notodden/2/supplier-project", "--status", "partly"),
        ("decide", "notodden/2", "--title", "Vedtak", "--kind", "other"),
        ("add", "action", "notodden/2", "--title", "Nytt"),
        ("add", "region", "valdres", "--name", "Valdres"),
        ("add", "phase", "notodden/3", "--title", "Ny", "--period", "2019"),
        ("rename", "sor-troms/2/makerspace", "maker"),
        ("remove", "sor-troms/2/makerspace", "--drop", "--reason", "Nei"),
        ("carry", "kongsvinger/3", "4", "--title", "Ny", "--period", "2027/2030", "--continue-rest"),
        ("fmt",),
        ("upgrade",),
    ):
        ran = byreg(*command, "--dry-run", cwd=plans)
        assert ran.code == 0, (command, ran)
        assert "nothing is written" in ran.err or "nothing to change" in ran.err, command
        assert contents(plans) == before


def test_a_negative_value_goes_behind_an_option(byreg, plans):
    path = "net-new-jobs.targets.yearly.net_change"
    ran = byreg("set", "kongsvinger/2", path, "--value", "-10", cwd=plans)
    assert came(ran) == ["      yearly: {net_change: -10, per: year}"]
    ran = byreg("observe", "kongsvinger/2/net-new-jobs", "--value", "-100", "--period", "2014", "--approx", cwd=plans)
    assert came(ran) == ["      2014: {value: -100, approx: true}"]
    years = tree(plans, "plans/kongsvinger/2/targets.yaml")["indicators"]["net-new-jobs"]["observations"]
    assert list(years) == ["2014", "2016", "2017"]


def test_set_of_a_region_and_clear(byreg, plans):
    assert came(byreg("set", "kongsvinger", "language", "nn", cwd=plans)) == ["language: nn"]
    assert went(byreg("set", "sor-troms/2", "makerspace.note", "--clear", cwd=plans)) == [
        "    note: Bare «besøk» har spørsmålstegn. Alle sju næringsansvarlige er nevnt."
    ]


def test_a_decision_keeps_what_was_said_before(byreg, plans):
    ran = byreg(
        "set", "kongsvinger/2", "job-growth.title", "Flere arbeidsplasser", "--decision", "goal-adopted", "--on", "2017-06", cwd=plans
    )  # fmt: skip
    assert ran.code == 0
    update = tree(plans, "plans/kongsvinger/2/plan.yaml")["goals"]["job-growth"]["updates"][-1]
    assert update["decision"] == ["goal-adopted"]
    assert list(update["previous"]) == ["title"]


def test_news_stand_by_date(byreg, plans):
    byreg("update", "sor-troms/2/makerspace", "--status", "completed", "--on", "2019-06", cwd=plans)
    byreg(
        "update",
        "sor-troms/2/makerspace",
        "--status",
        "ongoing",
        "--text",
        "Lokaler er leid.",
        "--on",
        "2018-03",
        cwd=plans,
    )
    updates = tree(plans, "plans/sor-troms/2/actions.yaml")["actions"]["makerspace"]["updates"]
    assert [(one["date"], one["status"]) for one in updates] == [
        ("2017-05", "planned"), ("2018-03", "ongoing"), ("2019-06", "completed"),
    ]  # fmt: skip
    shown = byreg("list", "actions", "sor-troms/2", "--status", "completed", cwd=plans)
    assert "sor-troms/2/makerspace" in shown.out


def test_a_plan_gets_a_status_by_a_decision(byreg, workspace):
    folder = workspace()
    before = len(tree(folder, PLAN)["status"])
    ran = byreg(
        "decide", "demo/1", "--title", "Planen er lukket", "--kind", "adoption", "--each-municipality", "--on", "2022-03-01",
        "--case", "sak 12/22", "--concerns", "demo/1", "--status", "closed", cwd=folder,
    )  # fmt: skip
    assert ran.code == 0, ran
    after = tree(folder, PLAN)
    assert after["status"][before] == {"status": "closed", "decision": "planen-er-lukket"}
    assert after["decisions"]["planen-er-lukket"] == {
        "title": "Planen er lukket", "each": "municipality", "date": "2022-03-01", "case": "sak 12/22", "kind": "adoption",
        "result": "adopted", "concerns": ["demo/1"],
    }  # fmt: skip


def test_add_takes_everything_as_options(byreg, plans):
    ran = byreg(
        "add", "indicator", "kongsvinger/2", "--title", "Nye foretak i året", "--unit", "foretak", "--direction", "increase",
        "--measures", "job-growth", "--baseline", "120", "--set", "targets.end={at_least: 150}", "--set", "baseline.period=2015",
        "--set", "baseline.source=final-report", cwd=plans,
    )  # fmt: skip
    assert ran.code == 0, ran
    assert came(ran) == [
        "",
        "  nye-foretak-i-aret:",
        "    title: Nye foretak i året",
        "    unit: foretak",
        "    direction: increase",
        "    measures: [job-growth]",
        "    baseline: {value: 120, source: final-report, period: 2015}",
        "    targets:",
        "      end: {at_least: 150}",
    ] or came(ran)[-3].startswith("    baseline: {")
    assert (
        byreg("add", "action", "sor-troms/2", "--title", "Kurs", "--status", "planned", "--on", "2018", cwd=plans).code
        == 0
    )
    assert (
        byreg("add", "milestone", "sor-troms/2", "--title", "Vedtak i rådet", "--date", "2017-12-08", cwd=plans).code
        == 0
    )
    assert byreg("add", "goal", "notodden/2", "--title", "Et mål til", "--kind", "project", cwd=plans).code == 0
    assert byreg("add", "focus-area", "notodden/2", "--title", "Reiseliv", cwd=plans).code == 0


def test_a_script_is_told_what_is_missing(byreg, plans):
    ran = byreg("add", "goal", "notodden/2", cwd=plans)
    assert (ran.code, ran.err.splitlines()[0]) == (2, "byreg: --title is needed")


def test_a_new_region_and_phase(byreg, plans):
    assert (
        byreg(
            "add",
            "region",
            "valdres",
            "--name",
            "Valdres",
            "--municipality",
            "vang",
            "--municipality",
            "3450",
            cwd=plans,
        ).code
        == 0
    )
    region = tree(plans, "plans/valdres/region.yaml")
    assert region["municipalities"] == {
        "vang": {"name": "Vang", "codes": ["0545", "3454"]},
        "etnedal": {"name": "Etnedal", "codes": ["0541", "3450"]},
    }
    assert byreg("add", "phase", "valdres/1", "--title", "Plan", "--period", "2027/2030", cwd=plans).code == 0
    assert byreg("validate", "plans/valdres", cwd=plans).code == 0
    ran = byreg("add", "region", "voss", "--name", "Voss", "--municipality", "Herøy", cwd=plans)
    assert "several municipalities" in ran.err
    ran = byreg("add", "region", "voss", "--name", "Voss", "--municipality", "Vosss", cwd=plans)
    assert "Voss" in ran.err


def test_rename_follows_everywhere(byreg, plans):
    before = byreg("validate", "--format", "concise", cwd=plans).out
    ran = byreg("rename", "kongsvinger/2/job-growth", "vekst", cwd=plans)
    assert ran.code == 0
    assert byreg("validate", "--format", "concise", cwd=plans).out.replace("vekst", "job-growth") == before
    goals = tree(plans, "plans/kongsvinger/2/plan.yaml")["goals"]
    assert goals["vekst"]["former_ids"] == ["job-growth"]
    assert "kongsvinger/2/job-growth" not in (plans / "plans/kongsvinger/3/plan.yaml").read_text(encoding="utf-8")
    assert "kongsvinger/2/vekst" in (plans / "plans/kongsvinger/3/plan.yaml").read_text(encoding="utf-8")
    ran = byreg("rename", "kongsvinger/2/communication", "job-growth", cwd=plans)
    assert "was once the id of" in ran.err


def test_remove_is_refused_while_referred_to(byreg, workspace):
    folder = workspace()
    shown = byreg("show", "demo/1", cwd=folder)
    assert shown.code == 0
    (folder / PLAN).write_text((folder / PLAN).read_text().replace("status: adopted", "status: draft"))
    before = contents(folder)
    goal = next(iter(tree(folder, PLAN)["goals"]))
    ran = byreg("remove", f"demo/1/{goal}", cwd=folder)
    assert ran.code == 2
    assert "is referred to by demo/1 " in ran.err
    assert contents(folder) == before


def test_what_was_adopted_is_dropped_not_removed(byreg, plans):
    ran = byreg("remove", "sor-troms/2/shuttle-bus", cwd=plans)
    assert (ran.code, "--drop --reason" in ran.err) == (2, True)
    ran = byreg(
        "remove", "sor-troms/2/shuttle-bus", "--drop", "--reason", "Ingen finansiering", "--on", "2018-06", cwd=plans
    )
    assert ran.code == 0
    dropped = tree(plans, "plans/sor-troms/2/actions.yaml")["actions"]["shuttle-bus"]["dropped"]
    assert dropped == {"date": "2018-06", "reason": "Ingen finansiering"}


REFUSED = {
    ("set", "sor-troms/2", "makerspace.schedul", "2018"): "Did you mean 'schedule'?",
    ("set", "sor-troms/2", "makerspace.schedule", "2018-13"): "there is no month 13",
    ("set", "sor-troms/2", "makerspace.under", "nowhere"): "would no longer be valid: BY201",
    ("set", "sor-troms/2", "makerspace.title", ""): "the value is empty",
    ("set", "sor-troms/2", "makerspace.title"): "one value is needed",
    ("set", "sor-troms/2", "a..b", "x"): "is no key path",
    ("set", "sor-troms/2", "makerspace.updates.x.text", "y"): "is a list",
    ("set", "sor-troms/2", "makerspace.updates.99.text", "y"): "there is no such item",
    ("set", "sor-troms/2", "makerspace.note", "013 37 fødselsnummer 01010012356"): "BY801",
    ("update", "sor-troms/2/makerspace"): "what is new?",
    ("update", "sor-troms/2/makerspace", "--status", "done"): "cannot be that",
    ("update", "sor-troms/2/innovation-culture", "--status", "ongoing"): "Judge it: 'byreg assess",
    ("update", "sor-troms/2/makerspce", "--status", "ongoing"): "Did you mean 'makerspace'?",
    ("update", "sor-troms/2/makerspace", "--status", "ongoing", "--on", "i dag"): "is no time",
    ("observe", "kongsvinger/2/net-new-jobs", "--period", "2017", "--value", "1"): "has an observation for 2017",
    ("observe", "kongsvinger/2/job-growth", "--period", "2017", "--value", "1"): "only indicators are measured",
    ("observe", "kongsvinger/2/net-new-jobs", "--period", "2018"): "one statement is needed",
    ("observe", "kongsvinger/2/net-new-jobs", "--period", "2018", "--value", "mange"): "cannot be that",
    ("assess", "sor-troms/2/makerspace", "--status", "achieved"): "is not judged",
    ("add", "gool", "sor-troms/2", "--title", "x"): "Did you mean 'goal'?",
    ("add", "action", "sor-troms/2", "--title", "x", "--id", "makerspace"): "is taken",
    ("add", "action", "sor-troms/2", "--title", "x", "--set", "colour=red"): "has no key 'colour'",
    ("add", "phase", "sor-troms/2", "--title", "x", "--period", "2020"): "already",
    ("remove", "sor-troms/2/nothing"): "has no record 'nothing'",
    ("rename", "sor-troms/2/makerspace", "Ny Id"): "'ny-id'",
    ("decide", "sor-troms/2", "--title", "x", "--kind", "vedtak"): "cannot be that",
    ("carry", "notodden/2", "3", "--title", "x", "--period", "2019"): "have no answer",
    ("carry", "notodden/2", "2", "--title", "x", "--period", "2019", "--continue-rest"): "already",
    ("import", "nothing.xlsx"): "cannot be read",
    ("import", "byreg.toml"): "is no workbook",
    ("export", "sor-troms/2"): "a workbook is no text to print",
    ("export", "sor-troms/2", "-o", "plan.yaml"): "is no format",
    ("init",): "there is a workspace already",
}


@pytest.mark.parametrize("command", REFUSED, ids=" ".join)
def test_what_cannot_be_done_says_why_and_changes_nothing(byreg, plans, command):
    before = contents(plans)
    ran = byreg(*command, cwd=plans)
    assert ran.code == 2, ran
    assert REFUSED[command] in ran.err
    assert "Traceback" not in ran.err
    assert contents(plans) == before


@pytest.mark.parametrize(
    "command",
    [
        ("rename", "sor-troms/2/makerspace", "mk"), ("remove", "sor-troms/visit-senja"),
        ("add", "goal", "sor-troms/2", "--title", "makerspace", "--kind", "sub"),
    ],
)  # fmt: skip
def test_while_a_file_is_broken_nothing_is_overlooked(byreg, plans, command):
    for path in ("plans/sor-troms/2/actions.yaml", "plans/sor-troms/drivkraft/actions.yaml"):
        with (plans / path).open("a", encoding="utf-8") as stream:
            stream.write("\nx: [\n")
    before = contents(plans)
    ran = byreg(*command, cwd=plans)
    assert ran.code == 2
    assert "a file cannot be read: plans/sor-troms/" in ran.err or "a file of it is broken" in ran.err.lower(), ran
    assert contents(plans) == before
    assert "broken" in byreg("update", "sor-troms/2/makerspace", "--text", "x", cwd=plans).err


@pytest.mark.parametrize("path", ["makerspace.updates", "decisions", "actions.makerspace", "makerspace.updates.0"])
def test_what_was_told_in_a_closed_plan_is_not_cleared(byreg, plans, path):
    before = contents(plans)
    ran = byreg("set", "sor-troms/2", path, "--clear", cwd=plans)
    assert (ran.code, "does not disappear" in ran.err) == (2, True)
    assert contents(plans) == before


def test_a_typo_makes_no_new_record(byreg, plans):
    ran = byreg("set", "sor-troms/2", "actions.makerspac.title", "x", cwd=plans)
    assert (ran.code, "Did you mean 'makerspace'?" in ran.err) == (2, True)


def test_a_new_figure_keeps_its_source(byreg, plans):
    lines = ["      2016: {value: 33, source: final-report}"]
    assert came(byreg("set", "kongsvinger/2", "net-new-jobs.observations.2016", "33", "--dry-run", cwd=plans)) == lines
    again = ("observe", "kongsvinger/2/net-new-jobs", "--period", "2016", "--value", "33", "--replace", "--dry-run")
    assert came(byreg(*again, cwd=plans)) == lines


def test_norwegian_figures_and_days(byreg, plans):
    ran = byreg("observe", "kongsvinger/2/net-new-jobs", "--period", "1. halvår 2018", "--value", "6,4", cwd=plans)
    assert came(ran) == ["      2018-H1: 6.4"]
    ran = byreg("update", "sor-troms/2/makerspace", "--text", "Nytt", "--on", "01.03.2018", cwd=plans)
    assert "      - date: 2018-03-01" in came(ran)


def test_a_decision_of_nothing_is_refused(byreg, plans):
    path = "net-new-jobs.targets.yearly.net_change"
    ran = byreg("set", "kongsvinger/2", path, "100", "--decision", "goal-adopted", cwd=plans)
    assert (ran.code, ran.err.splitlines()[0]) == (2, "byreg: it says that already")


def test_a_status_that_would_not_count_is_refused(byreg, plans):
    ran = byreg("update", "sor-troms/2", "--status", "adopted", "--on", "2017-01", cwd=plans)
    assert (ran.code, "which is later than 2017-01" in ran.err) == (2, True)
    pending = ("--title", "x", "--kind", "other", "--result", "pending", "--status", "closed")
    assert "by a decision that is adopted" in byreg("decide", "kongsvinger/3", *pending, cwd=plans).err


def test_actions_in_several_files(byreg, plans):
    folder = plans / "plans/kongsvinger/3"
    (folder / "actions").mkdir()
    (folder / "actions.yaml").rename(folder / "actions/a.yaml")
    (folder / "actions/b.yaml").write_text("schema: 1\n")
    command = (
        "add",
        "action",
        "kongsvinger/3",
        "--title",
        "Ny",
        "--under",
        "job-growth",
        "--schedule",
        "2020",
        "--responsible",
        "hkp",
    )
    ran = byreg(*command, cwd=plans)
    assert (ran.code, "--file a.yaml" in ran.err) == (2, True)
    assert byreg(*command, "--file", "b.yaml", cwd=plans).code == 0
    assert list(tree(plans, "plans/kongsvinger/3/actions/b.yaml")["actions"]) == ["ny"]
    assert byreg(*command, "--id", "nyere", "--file", "harstad", cwd=plans).code == 0
    assert (folder / "actions/harstad.yaml").is_file()
    for name in ("", "..", ".hidden", "x" * 300, "../plan.yaml"):
        assert byreg(*command, "--id", "enda-en", "--file", name, cwd=plans).code == 2
    assert sorted(path.name for path in (folder / "actions").iterdir()) == ["a.yaml", "b.yaml", "harstad.yaml"]


def test_an_empty_file_can_be_amended(byreg, workspace):
    folder = workspace()
    (folder / "plans/demo/2").mkdir()
    (folder / "plans/demo/2/plan.yaml").write_bytes((folder / PLAN).read_bytes())
    (folder / "plans/demo/2/targets.yaml").write_bytes(b"")
    ran = byreg("add", "indicator", "demo/2", "--title", "Jobber", cwd=folder)
    assert "a file cannot be read" in ran.err


def test_comments_below_a_record_stay_with_it(byreg, tmp_path):
    byreg("init", "--name", "Valdres", cwd=tmp_path)
    byreg("add", "goal", "valdres/1", "--title", "Et mål til", "--kind", "sub", cwd=tmp_path)
    text = (tmp_path / "plans/valdres/1/plan.yaml").read_text(encoding="utf-8")
    assert text.index("# deadline: ") < text.index("et-mal-til:") < text.index("# Kontrollpunkter")


def test_formatting_keeps_comments_with_what_they_are_about(byreg, tmp_path):
    byreg("init", "--name", "Valdres", cwd=tmp_path)
    (tmp_path / "plans/valdres/1/actions.yaml").write_text(
        "schema: 1\n\nactions:\n  a:\n    updates:\n      - status: ongoing\n        # midt i\n        date: 2018-01\n"
        "        # etter oppdateringen\n    title: En\n    under:\n    - more-jobs\n      # etter målet\n    # etter alt\n",
        encoding="utf-8",
    )
    assert byreg("fmt", cwd=tmp_path).code == 0
    assert (tmp_path / "plans/valdres/1/actions.yaml").read_text(encoding="utf-8") == (
        "schema: 1\n\nactions:\n  a:\n    title: En\n    under:\n      - more-jobs\n        # etter målet\n    updates:\n"
        "      # midt i\n      - date: 2018-01\n        status: ongoing\n        # etter oppdateringen\n    # etter alt\n"
    )


def test_nothing_to_change_is_said(byreg, plans):
    ran = byreg("set", "sor-troms/2", "makerspace.schedule", "2018/2019", cwd=plans)
    assert (ran.code, ran.out, ran.err) == (0, "", "byreg: nothing to change\n")


def test_comments_and_alignment_stay(byreg, plans):
    path = plans / "plans/kongsvinger/2/targets.yaml"
    byreg("set", "kongsvinger/2", "net-new-jobs.per", "quarter", cwd=plans)
    assert "    per: quarter              # hver verdi er endringen i løpet av ett år\n" in path.read_text(
        encoding="utf-8"
    )


def test_a_broken_off_write_is_completed_by_the_next_command(byreg, plans, monkeypatch):
    from byreg.storage import journal

    class PowerCut(BaseException):
        pass

    def cut(*_):
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(journal, "carry_out", cut)
        with pytest.raises(PowerCut):
            byreg("rename", "kongsvinger/2/job-growth", "vekst", cwd=plans)
    assert "job-growth" in tree(plans, "plans/kongsvinger/2/plan.yaml")["goals"]
    assert byreg("list", "goals", "kongsvinger/2", cwd=plans).code == 0
    assert "vekst" in tree(plans, "plans/kongsvinger/2/plan.yaml")["goals"]
    assert byreg("validate", cwd=plans).code == 0


def test_two_at_once_lose_no_edit(workspace):
    folder = workspace()
    action = next(iter(tree(folder, ACTIONS)["actions"]))
    before = len(tree(folder, ACTIONS)["actions"][action].get("updates", ()))
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "byreg", "update", f"demo/1/{action}", "--text", f"Nytt {number}", "--on", f"2021-0{number}"],
            cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for number in range(1, 6)
    ]  # fmt: skip
    for one in running:
        _, err = one.communicate(timeout=120)
        assert one.returncode == 0, err
    updates = tree(folder, ACTIONS)["actions"][action]["updates"]
    assert len(updates) == before + 5
    assert [one["text"] for one in updates[-5:]] == [f"Nytt {number}" for number in range(1, 6)]


# beginnings


def test_from_nothing_to_a_report(byreg, tmp_path):
    ran = byreg("init", "--name", "Valdres", "--municipality", "Vang", "--municipality", "Etnedal", cwd=tmp_path)
    assert ran.code == 0, ran
    assert "byreg report valdres -o report.html" in ran.out
    ran = byreg("validate", "--strict", cwd=tmp_path)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "no errors, no warnings in 4 files")
    assert byreg("fmt", "--check", cwd=tmp_path).code == 0
    assert byreg("report", "valdres", "-o", "report.html", cwd=tmp_path).code == 0
    for name in (".gitattributes", ".gitignore", ".pre-commit-config.yaml", ".github/workflows/plans.yml"):
        assert (tmp_path / name).is_file()
        assert "$" not in (tmp_path / name).read_text().replace("${{", "").replace("$BASE", "")


@pytest.mark.parametrize("forge", ["github", "gitlab", "none"])
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_beginnings_are_valid_in_both_languages(byreg, tmp_path, forge, language):
    ran = byreg(
        "init",
        "ny",
        "--name",
        "Indre Østfold: #1",
        "--language",
        language,
        "--forge",
        forge,
        "--period",
        "2027",
        cwd=tmp_path,
    )
    assert ran.code == 0, ran
    assert byreg("validate", "--strict", cwd=tmp_path / "ny").code == 0
    assert byreg("fmt", "--check", cwd=tmp_path / "ny").code == 0


def test_nothing_is_written_over(byreg, tmp_path):
    (tmp_path / ".gitignore").write_text("mitt\n")
    ran = byreg("init", "--name", "Valdres", cwd=tmp_path)
    assert (tmp_path / ".gitignore").read_text() == "mitt\n"
    assert ".gitignore  (was there, and is left as it is)" in ran.out
    assert byreg("init", "--name", "Valdres", cwd=tmp_path).code == 2


# the next phase


def test_carry_accounts_for_everything(byreg, plans):
    answers = plans / "svar.yaml"
    assert (
        byreg("carry", "notodden/2", "3", "--write-answers", str(answers), "--as-of", "2018-12-01", cwd=plans).code == 0
    )
    text = answers.read_text(encoding="utf-8")
    assert "supplier-project: continue  # mål: Leverandørprosjekt" in text
    text = text.replace("new-events: continue", "new-events: {drop: Går over i reiselivsplanen}")
    text = text.replace("trust-process: continue", "trust-process: {merge: trust-measurement}")
    answers.write_text(text, encoding="utf-8")
    old = contents(plans / "plans/notodden/2")
    ran = byreg(
        "carry", "notodden/2", "3", "--title", "Fase 3", "--period", "2019", "--answers", str(answers), "--as-of", "2018-12-01", cwd=plans
    )  # fmt: skip
    assert ran.code == 0, ran
    plan, actions = (tree(plans, f"plans/notodden/3/{name}.yaml") for name in ("plan", "actions"))
    assert plan["continues"] == ["notodden/2"]
    assert "new-events" not in plan["goals"]
    assert (
        tree(plans, "plans/notodden/2/plan.yaml")["goals"]["new-events"]["dropped"]["reason"]
        == "Går over i reiselivsplanen"
    )
    assert actions["actions"]["trust-measurement"]["continues"] == [
        "notodden/2/trust-measurement",
        "notodden/2/trust-process",
    ]
    changed = {path for path, data in contents(plans / "plans/notodden/2").items() if data != old[path]}
    assert {path.name for path in changed} == {"plan.yaml"}
    account = byreg("diff", "notodden/2", "notodden/3", "--as-of", "2018-12-31", cwd=plans).out
    assert "ikke gjort rede for" not in account
    assert byreg("fmt", "plans/notodden/3", "--check", cwd=plans).code == 0


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("supplier-project: {drop: ''}", "without a reason"), ("supplier-project: {merge: nothing}", "cannot be merged into"),
        ("supplier-project: {merge: supplier-project}", "cannot be merged into"), ("suplier-project: continue", "Did you mean"),
        ("supplier-project: {merge: trust-process}", "no goal that continues"),
        ("supplier-project: maybe", "none of three"), ("- a", "cannot be read"), ("a: [", "cannot be read"),
        ("supplier-project: {drop: [1]}", "none of three"),
    ],
)  # fmt: skip
def test_answers_that_make_no_sense(byreg, plans, answer, reason):
    (plans / "svar.yaml").write_text(answer + "\n")
    ran = byreg(
        "carry", "notodden/2", "3", "--title", "x", "--period", "2019", "--answers", "svar.yaml", "--continue-rest", "--as-of",
        "2018-12-01", cwd=plans,
    )  # fmt: skip
    assert (ran.code, reason in ran.err) == (2, True), ran
    assert not (plans / "plans/notodden/3").exists()


def test_carry_of_every_plan_is_sound(byreg, plans):
    for plan, period in (
        ("kongsvinger/2", "2018/2019"),
        ("kongsvinger/3", "2019"),
        ("sor-troms/2", "2018/2019"),
        ("notodden/2", "2019"),
    ):
        ran = byreg(
            "carry",
            plan,
            "neste",
            "--title",
            "Neste",
            "--period",
            period,
            "--continue-rest",
            "--as-of",
            "2018-10-01",
            cwd=plans,
        )
        assert ran.code == 0, ran
        assert byreg("validate", f"plans/{plan.partition('/')[0]}/neste", cwd=plans).code == 0
        shutil.rmtree(plans / "plans" / plan.partition("/")[0] / "neste")


# form and version


def test_formatting_orders_and_keeps(byreg, workspace):
    folder = workspace()
    byreg("fmt", cwd=folder)
    text = (folder / ACTIONS).read_text(encoding="utf-8")
    action = next(iter(tree(folder, ACTIONS)["actions"]))
    messy = text.replace(f"  {action}:\n", f"  {action}:  # viktig\n    # om plasseringen\n", 1).replace(
        "\n\n", "\n\n\n"
    )
    (folder / ACTIONS).write_text(messy, encoding="utf-8")
    assert byreg("fmt", "--check", cwd=folder).code == 1
    assert byreg("fmt", "--check", ACTIONS, cwd=folder).out == f"{ACTIONS}\n"
    assert byreg("fmt", cwd=folder).code == 0
    assert byreg("fmt", "--check", cwd=folder).code == 0
    after = (folder / ACTIONS).read_text(encoding="utf-8")
    assert "# viktig" in after
    assert "# om plasseringen" in after
    assert "\n\n\n" not in after


def test_what_cannot_be_formatted_is_left_and_named(byreg, workspace):
    folder = workspace()
    path = folder / "plans/actors.yaml"
    path.write_text("schema: 1\nactors: {a: {name: A, kind: &k company}, b: {name: B, kind: *k}}\n")
    before = path.read_bytes()
    ran = byreg("fmt", "plans/actors.yaml", cwd=folder)
    assert ran.code == 0
    assert path.read_bytes() == before or compose(path.read_bytes()).tree == compose(before).tree


def test_upgrade_states_the_version(byreg, workspace):
    folder = workspace()
    path = folder / ACTIONS
    path.write_text(path.read_text().replace("schema: 1\n", "", 1))
    assert byreg("validate", cwd=folder).code == 1
    assert came(byreg("upgrade", cwd=folder)) == ["schema: 1"]
    assert byreg("validate", cwd=folder).code == 0
    assert byreg("upgrade", cwd=folder).err == "byreg: nothing to change\n"
    path.write_text(path.read_text().replace("schema: 1", "schema: 7"))
    assert "which a newer byreg reads" in byreg("upgrade", cwd=folder).err


# spreadsheets and calendars


def test_out_and_in_again(byreg, plans):
    assert byreg("export", "sor-troms/2", "-o", "a.xlsx", "--as-of", "2018-01-01", cwd=plans).code == 0
    ran = byreg("import", "a.xlsx", cwd=plans)
    assert (ran.code, ran.out, ran.err) == (0, "", "byreg: nothing to change\n")


def test_an_import_is_told_in_the_words_of_diff(byreg, plans):
    import openpyxl

    byreg("export", "sor-troms/2", "-o", "a.xlsx", "--as-of", "2018-01-01", cwd=plans)
    book = openpyxl.load_workbook(plans / "a.xlsx")
    sheet = book["Tiltak"]
    sheet.cell(2, 6).value = "Kompetanse i førstelinja"
    sheet.delete_rows(7)
    book.save(plans / "a.xlsx")
    ran = byreg("import", "a.xlsx", cwd=plans)
    assert (ran.code, "rows are gone from the workbook: shuttle-bus" in ran.err) == (2, True)
    ran = byreg("import", "a.xlsx", "--gone", "keep", "--dry-run", cwd=plans)
    assert "Tittel for «Tiltak 1: Kompetanse i førstelinja» er omformulert" in ran.out
    assert ran.err == "byreg: 1 changed and 0 new rows; 1 file would change; nothing is written\n"
    ran = byreg("import", "a.xlsx", "--gone", "drop", "--reason", "Ikke aktuelt", cwd=plans)
    assert ran.code == 0
    actions = tree(plans, "plans/sor-troms/2/actions.yaml")["actions"]
    assert actions["shuttle-bus"]["dropped"]["reason"] == "Ikke aktuelt"
    assert actions["front-line-training"]["title"] == "Kompetanse i førstelinja"


def test_a_foreign_action_table_becomes_a_draft(byreg, plans):
    path = write_foreign(plans / "tiltak.xlsx")
    options = ("--new", "--title", "Handlingstabell 2017", "--period", "2018/2020", "--on", "2017-06")
    ran = byreg(
        "import", str(path), "sor-troms/tabell", *options, "--save-mapping", "kart.yaml", "--dry-run", cwd=plans
    )
    assert ran.code == 0, ran
    assert "gives 1 focus areas, 2 objectives, 2 strategies, 5 actions" in ran.err
    assert "the row is not read: Dette er kun et arbeidsverktøy" in ran.err
    assert not (plans / "plans/sor-troms/tabell").exists()
    ran = byreg("import", str(path), "sor-troms/tabell", *options, "--mapping", "kart.yaml", cwd=plans)
    assert ran.code == 0, ran
    plan, actions = (tree(plans, f"plans/sor-troms/tabell/{name}.yaml") for name in ("plan", "actions"))
    assert [one["label"] for one in plan["objectives"].values()] == ["Målsetting A", "Målsetting B"]
    first, *_, last = actions["actions"].values()
    assert first == {
        "label": "Tiltak 1",
        "title": "Kurs/kompetanseheving av førstelinjetjenester i alle kommunene",
        "under": ["tilby-rask-og-kompetent-veiledning-til-grundere"],
        "schedule": 2018,
        "resources": ["Hver kommune:næringsansv"],
        "responsible": {"actors": ["gratangen"], "text": "Eks. Gratangen koord."},
        "tags": ["live", "work"],
        "tentative": ["responsible"],
    }
    assert list(last) == ["label", "title", "under"]
    assert byreg("validate", "plans/sor-troms/tabell", cwd=plans).code == 0


def test_a_flat_foreign_table(byreg, plans):
    (plans / "t.csv").write_text(
        "Handlingsplan;;;;\nSatsingsområde;Tiltak;Ansvarlig;Frist;Status\n"
        "Reiseliv;Ny brosjyre;Notodden;høsten 2018;Pågår\n;Skilting;Seljord og Notodden;2019;Halvveis\nIndustri;Messe;;ukjent;\n",
        encoding="utf-8",
    )
    ran = byreg(
        "import",
        "t.csv",
        "notodden/ny",
        "--new",
        "--title",
        "Ny",
        "--period",
        "2018/2019",
        "--on",
        "2018-05-01",
        cwd=plans,
    )
    assert ran.code == 0, ran
    actions = tree(plans, "plans/notodden/ny/actions.yaml")["actions"]
    assert actions["skilting"] == {
        "title": "Skilting",
        "under": ["reiseliv"],
        "schedule": 2019,
        "responsible": ["seljord", "notodden"],
        "updates": [{"date": "2018-05-01", "text": "Status: Halvveis"}],
    }
    assert actions["ny-brosjyre"]["updates"] == [{"date": "2018-05-01", "status": "ongoing"}]
    assert actions["messe"]["note"] == "Tidsplan: ukjent"
    assert "t!D5: 'ukjent' is kept in the note" in ran.err


@pytest.mark.parametrize("plan", ["kongsvinger/2", "sor-troms/2", "notodden/2", "kongsvinger/3"])
def test_a_calendar_is_read_back(byreg, plans, plan):
    import icalendar

    assert byreg("export", plan, "-o", "a.ics", "--as-of", "2018-01-01", cwd=plans).code == 0
    first = (plans / "a.ics").read_bytes()
    byreg("export", plan, "-o", "a.ics", "--as-of", "2018-01-01", cwd=plans)
    assert (plans / "a.ics").read_bytes() == first
    calendar = icalendar.Calendar.from_ical(first)
    events = list(calendar.walk("VEVENT"))
    assert events
    assert len({str(one["uid"]) for one in events}) == len(events)
    for one in events:
        assert one.decoded("dtend") > one.decoded("dtstart")
        assert not one.errors


def test_the_annual_cycle_recurs(byreg, plans):
    import icalendar

    byreg("export", "kongsvinger/2", "-o", "a.ics", cwd=plans)
    calendar = icalendar.Calendar.from_ical((plans / "a.ics").read_bytes())
    rules = {str(one["uid"]): one["rrule"].to_ical().decode() for one in calendar.walk("VEVENT") if "rrule" in one}
    assert rules["kongsvinger.2.council-meetings@byreg"] == "FREQ=MONTHLY;UNTIL=20181231"
    assert any(rule.startswith("FREQ=YEARLY") for rule in rules.values())


def test_open_data(byreg, plans):
    import json

    ran = byreg("export", "kongsvinger/2", "--format", "json", "--as-of", "2018-12-31", cwd=plans)
    data = json.loads(ran.out)
    assert data["address"] == "kongsvinger/2"
    assert data["computed"]["indicators"]["net-new-jobs"] == "achieved"
    assert data["content"]["indicators"]["net-new-jobs"]["observations"]["2017"]["value"] == 132


@pytest.mark.parametrize(
    ("typed", "written"),
    [("1 150", "1150"), ("1\u00a0150", "1150"), ("-12 500,5", "-12500.5"), ("1150", "1150"), ("1150,5", "1150.5")],
)
def test_numbers_as_reports_write_them(byreg, workspace, typed, written):
    folder = workspace()
    ran = byreg("observe", "demo/1/jobs", "--period", "2019", "--value", typed, cwd=folder)
    assert ran.code == 0, ran.err
    assert f"2019: {written}\n" in (folder / "plans/demo/1/targets.yaml").read_text(encoding="utf-8")


def test_a_number_that_may_be_two_is_refused(byreg, workspace):
    folder = workspace()
    before = (folder / "plans/demo/1/targets.yaml").read_bytes()
    ran = byreg("observe", "demo/1/jobs", "--period", "2019", "--value", "1.150", cwd=folder)
    assert ran.code == 2
    assert "'1.150' may mean two numbers" in ran.err
    assert "Write 1150, or 1,150." in ran.err
    assert (folder / "plans/demo/1/targets.yaml").read_bytes() == before


def test_an_observation_that_does_not_count_yet_is_told(byreg, workspace):
    ran = byreg("observe", "demo/1/jobs", "--period", "2190", "--value", "1200", cwd=workspace())
    assert ran.code == 0
    assert "2190 is not over: what was observed in it counts from its end" in ran.err
