"""`byreg blame` in real histories: by id and field, through renames, files, branches and decisions."""

import json

import pytest

PLAN = "plans/demo/1/plan.yaml"


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


@pytest.fixture
def commit(workspace, git, monkeypatch):
    """Return the workspace's folder and what commits everything in it, on a day."""
    folder = workspace()
    git(folder, "init", "--quiet")

    def make(day: str, message: str = "Change") -> str:
        monkeypatch.setenv("GIT_AUTHOR_DATE", f"{day}T12:00:00Z")
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "--message", message)
        return git(folder, "rev-parse", "HEAD")

    make("2018-03-02", "The plan")
    return folder, make


def blamed(byreg, folder, record, *more):
    ran = byreg("blame", record, "--format", "json", *more, cwd=folder)
    assert (ran.code, ran.err) == (0, "")
    return {".".join(str(step) for step in row["path"]): row for row in json.loads(ran.out)}


def test_each_field_has_its_own_commit(byreg, commit):
    folder, make = commit
    replace(folder / "plans/demo/1/targets.yaml", "at_least: 1100", "at_least: 1060")
    second = make("2019-02-02")
    rows = blamed(byreg, folder, "demo/1/jobs")
    assert rows["targets.end.at_least"]["commit"] == second
    assert rows["targets.end.at_least"]["day"] == "2019-02-02"
    assert {row["day"] for key, row in rows.items() if key != "targets.end.at_least"} == {"2018-03-02"}
    assert {row["author"] for row in rows.values()} == {"Kari"}
    text = byreg("blame", "demo/1/jobs", cwd=folder).out
    assert "targets.end.at_least\t1060\t2019-02-02\t" in text


def test_reformatting_and_reordering_is_nobodys_change(byreg, commit):
    folder, make = commit
    path = folder / "plans/demo/1/actions.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("  network:")
    path.write_text(
        text[: text.index("  course:")] + text[start:] + "\n" + text[text.index("  course:") : start], encoding="utf-8"
    )
    make("2019-02-02")
    assert {row["day"] for row in blamed(byreg, folder, "demo/1/course").values()} == {"2018-03-02"}


def test_through_a_rename_and_into_another_file(byreg, commit):
    folder, make = commit
    path = folder / "plans/demo/1/actions.yaml"
    replace(path, "  course:\n", "  training:\n    former_ids: [course]\n")
    replace(path, "depends_on: course", "depends_on: training")
    second = make("2019-02-02")
    (folder / "plans/demo/1/actions").mkdir()
    path.rename(folder / "plans/demo/1/actions/all.yaml")
    make("2019-03-03")
    rows = blamed(byreg, folder, "demo/1/training")
    assert rows["title"]["day"] == "2018-03-02"
    assert rows["former_ids"]["commit"] == second


def test_a_merge_brings_values_from_both_sides(byreg, commit, git):
    folder, make = commit
    git(folder, "switch", "--quiet", "--create", "side")
    replace(folder / "plans/demo/1/targets.yaml", "at_least: 1100", "at_least: 1060")
    side = make("2019-01-01")
    git(folder, "switch", "--quiet", "main")
    replace(folder / "plans/demo/1/targets.yaml", "title: Arbeidsplasser", "title: Arbeidsplasser i alt")
    main = make("2019-01-02")
    git(folder, "merge", "--quiet", "--no-edit", "side")
    rows = blamed(byreg, folder, "demo/1/jobs")
    assert rows["targets.end.at_least"]["commit"] == side
    assert rows["title"]["commit"] == main


def test_past_a_commit_that_cannot_be_read(byreg, commit):
    folder, make = commit
    path = folder / "plans/demo/1/targets.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}  : [\n", encoding="utf-8")
    make("2019-01-01", "Break it")
    path.write_text(text.replace("at_least: 1100", "at_least: 1060"), encoding="utf-8")
    make("2019-02-02", "Mend it")
    rows = blamed(byreg, folder, "demo/1/jobs")
    assert rows["title"]["day"] == "2018-03-02"
    assert rows["targets.end.at_least"]["day"] == "2019-02-02"


def test_when_the_newest_commit_cannot_be_read(byreg, commit):
    folder, make = commit
    path = folder / "plans/demo/1/targets.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}  : [\n", encoding="utf-8")
    make("2019-01-01", "Break it")
    path.write_text(text, encoding="utf-8")
    assert {row["day"] for row in blamed(byreg, folder, "demo/1/jobs").values()} == {"2018-03-02"}


def test_what_is_not_committed(byreg, commit):
    folder, _ = commit
    replace(folder / "plans/demo/1/targets.yaml", "at_least: 1100", "at_least: 1060")
    rows = blamed(byreg, folder, "demo/1/jobs")
    assert rows["targets.end.at_least"]["commit"] is None
    assert rows["title"]["day"] == "2018-03-02"
    assert "ikke sjekket inn" in byreg("blame", "demo/1/jobs", cwd=folder).out


def test_the_decision_behind_a_value(byreg, commit):
    folder, make = commit
    decision = (
        "\n  revision:\n    title: Justert\n    kind: amendment\n    result: adopted\n    concerns: jobs\n\nmilestones:"
    )
    replace(folder / PLAN, "\nmilestones:", decision)
    replace(folder / "plans/demo/1/targets.yaml", "at_least: 1100", "at_least: 1060")
    make("2019-02-02")
    rows = blamed(byreg, folder, "demo/1/jobs")
    assert rows["targets.end.at_least"]["decisions"] == ["demo/1/revision"]
    assert rows["title"]["decisions"] == ["demo/1/adoption"]
    assert "Justert" in byreg("blame", "demo/1/jobs", cwd=folder).out


def test_a_shallow_clone_says_that_it_may_be_older(byreg, commit, git, tmp_path):
    folder, make = commit
    replace(folder / "plans/demo/1/targets.yaml", "at_least: 1100", "at_least: 1060")
    make("2019-02-02")
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{folder}", "shallow")
    rows = blamed(byreg, tmp_path / "shallow", "demo/1/jobs")
    assert {(row["day"], row["or_earlier"]) for row in rows.values()} == {("2019-02-02", True)}
    assert "2019-02-02 eller tidligere" in byreg("blame", "demo/1/jobs", cwd=tmp_path / "shallow").out


@pytest.mark.parametrize("address", ["demo/1", "demo/grue", "demo/1/more-jobs"])
def test_plans_and_municipalities_too(byreg, commit, address):
    folder, _ = commit
    rows = blamed(byreg, folder, address)
    assert {row["day"] for row in rows.values()} == {"2018-03-02"}
    assert "goals.more-jobs.title" not in rows


@pytest.mark.parametrize(
    ("address", "said"), [("demo/1/job", "Did you mean 'jobs'?"), ("dem/1/jobs", "Did you mean 'demo'?")]
)
def test_unknown_records(byreg, commit, address, said):
    ran = byreg("blame", address, cwd=commit[0])
    assert (ran.code, said in ran.err) == (2, True)


def test_without_a_repository(byreg, workspace):
    ran = byreg("blame", "demo/1/jobs", cwd=workspace())
    assert (ran.code, "is in no git repository" in ran.err) == (2, True)
