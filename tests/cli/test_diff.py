"""`byreg diff` as a user runs it: in real repositories, between revisions, days, phases and folders."""

import json
import os
import re

import pytest

from tests.conftest import ROOT

DAY = ("--as-of", "2020-06-30")
LOWERED = "Målet for «Arbeidsplasser» er senket fra minst 1\u00a0100 til 1\u00a0060 arbeidsplasser, uten vedtak"
DECISION = """
  revision:
    title: Måltallet justeres
    date: 2019-02-01
    case: 3/19
    kind: amendment
    result: adopted
    concerns: {}

milestones:"""


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


@pytest.fixture
def repository(workspace, git):
    """A repository with the base workspace as its first commit; returns its folder."""
    folder = workspace()
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "The plan")
    return folder


@pytest.fixture
def lowered(repository, git):
    """The same with a branch on which the target is lowered."""
    git(repository, "switch", "--quiet", "--create", "lower")
    replace(repository / "plans/demo/1/targets.yaml", "at_least: 1100", "at_least: 1060")
    git(repository, "commit", "--quiet", "--all", "--message", "Lower it")
    return repository


def test_a_mayor_can_read_it(byreg, lowered):
    ran = byreg("diff", "demo/1", "--against", "main", *DAY, cwd=lowered)
    assert LOWERED in ran.out
    assert (ran.code, ran.err) == (0, "")


def test_not_committed_yet(byreg, repository):
    assert byreg("diff", cwd=repository).out.startswith("Ingen endringer.")
    replace(repository / "plans/demo/1/actions.yaml", "Kurs for gründere", "Kurs for nye gründere")
    ran = byreg("diff", cwd=repository)
    assert "Kurs for [-gründere-]" not in ran.out
    assert "Kurs for {+nye+} gründere" in ran.out
    assert "filene slik de er, sjekket inn eller ikke" in ran.out


def test_staged(byreg, repository, git):
    replace(repository / "plans/demo/1/actions.yaml", "title: Nettverk", "title: Stort nettverk")
    assert byreg("diff", "--staged", cwd=repository).out.startswith("Ingen endringer.")
    git(repository, "add", ".")
    ran = byreg("diff", "--staged", cwd=repository)
    assert "[demo/1/network]" in ran.out
    assert "det som er klart til innsjekking" in ran.out


@pytest.mark.parametrize("range_", ["main..lower", "main...lower", "main..", "HEAD~1..HEAD"])
def test_ranges(byreg, lowered, range_):
    assert LOWERED in byreg("diff", "--rev", range_, *DAY, cwd=lowered).out


def test_the_work_tree_is_not_touched(byreg, lowered, git):
    replace(lowered / "plans/demo/1/actions.yaml", "schedule: 2018\n", "schedule: 2019\n")
    before = {path: path.stat().st_mtime_ns for path in lowered.rglob("*") if ".git" not in path.parts}
    index = (lowered / ".git" / "index").read_bytes()
    byreg("diff", "--rev", "main..lower", cwd=lowered)
    byreg("blame", "demo/1/jobs", cwd=lowered)
    assert before == {path: path.stat().st_mtime_ns for path in lowered.rglob("*") if ".git" not in path.parts}
    assert index == (lowered / ".git" / "index").read_bytes()


def test_a_bare_repository(byreg, lowered, git, tmp_path):
    git(tmp_path, "clone", "--quiet", "--bare", str(lowered), "bare.git")
    ran = byreg("diff", "demo/1", "--rev", "main..lower", *DAY, cwd=tmp_path / "bare.git")
    assert (LOWERED in ran.out, ran.code) == (True, 0)
    assert LOWERED in byreg("diff", "--against", "main", *DAY, cwd=tmp_path / "bare.git").out
    ran = byreg("diff", "--staged", cwd=tmp_path / "bare.git")
    assert (ran.code, "bare repository" in ran.err) == (2, True)


def test_a_workspace_below_the_top_also_bare(byreg, lowered, git, tmp_path):
    folder = tmp_path / "above"
    (folder / "docs").mkdir(parents=True)
    lowered.rename(folder / "docs" / "region")
    (folder / "docs/region/.git").rename(folder / ".git-of-region")
    git(folder, "init", "--quiet")
    git(folder, "add", "docs")
    git(folder, "commit", "--quiet", "--message", "All")
    replace(folder / "docs/region/plans/demo/1/targets.yaml", "at_least: 1060", "at_least: 1050")
    git(folder, "commit", "--quiet", "--all", "--message", "Lower it again")
    assert "1\u00a0050" in byreg("diff", "--rev", "HEAD~1..HEAD", *DAY, cwd=folder / "docs/region/plans").out
    git(tmp_path, "clone", "--quiet", "--bare", "above", "bare.git")
    assert "1\u00a0050" in byreg("diff", "--rev", "HEAD~1..HEAD", *DAY, cwd=tmp_path / "bare.git").out


def test_a_linked_worktree(byreg, lowered, git, tmp_path):
    git(lowered, "worktree", "add", "--quiet", str(tmp_path / "linked"), "main")
    assert LOWERED in byreg("diff", "--rev", "main..lower", *DAY, cwd=tmp_path / "linked").out


def test_a_shallow_clone_says_what_to_do(byreg, lowered, git, tmp_path):
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{lowered}", "shallow")
    ran = byreg("diff", "--rev", "HEAD~1..HEAD", cwd=tmp_path / "shallow")
    assert ran.code == 2
    assert "there is no revision 'HEAD~1' here" in ran.err
    assert "git fetch --unshallow" in ran.err
    git(tmp_path / "shallow", "fetch", "--quiet", "--unshallow")
    assert LOWERED in byreg("diff", "--rev", "HEAD~1..HEAD", *DAY, cwd=tmp_path / "shallow").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--rev", "main..nowhere"), "there is no revision 'nowhere' here"),
        (("--rev", "--output=x..HEAD"), "there is no revision '--output=x' here"),
        (("--rev", ""), "--rev names nothing"),
        (("--against", "origin/main"), "there is no revision 'origin/main' here"),
        (("demo/2", "--against", "main"), "demo has no phase '2'"),
        (("--staged", "--rev", "main"), "--rev and --staged name two comparisons"),
        (("--no-index", "plans"), "--no-index needs two folders or files"),
        (("--no-index", "plans", "nothing"), "there is no file or folder 'nothing'"),
        (("--from", "2019-01-01"), "--from and --to need a plan"),
        (("demo/1", "--from", "2019-01-01", "--to", "2018-01-01"), "--from 2019-01-01 lies after 2018-01-01"),
        (("demo/1", "--from", "2019"), "'2019' is no day"),
        (("demo/1", "demo/1", "--against", "main"), "two plans and --against name two comparisons"),
        (("--only", "big"), "there is no weight 'big'"),
        (("--only", ""), "there is no weight ''"),
        (("demo/1", "--from", ""), "'' is no day"),
        (("--phase", "1"), "--phase needs one region"),
        (("--no-index", "plans/demo/1", "plans/demo/1/plan.yaml"), "is a phase's folder, 'plans/demo/1/plan.yaml' is a plan.yaml"),
        (("--against", "maim"), "Did you mean 'main'?"),
        (("--rev", "^HEAD"), "there is no revision '^HEAD' here"),
        (("--against", "^HEAD"), "there is no revision '^HEAD' here"),
        (("--format", "pdf"), "there is no format 'pdf'"),
        (("-o", "x.pdf"), "the suffix of 'x.pdf' is no format"),
    ],
)  # fmt: skip
def test_what_cannot_be_done(byreg, repository, arguments, said):
    ran = byreg("diff", *arguments, cwd=repository)
    assert said in ran.err
    assert (ran.code, ran.out) == (2, "")


def test_without_git(byreg, workspace, monkeypatch):
    ran = byreg("diff", cwd=workspace())
    assert ran.code == 2
    assert "is in no git repository" in ran.err
    monkeypatch.setenv("PATH", os.devnull)
    assert "git is not installed" in byreg("diff", cwd=ROOT).err


def test_two_folders_and_two_files(byreg, workspace, tmp_path):
    new = workspace()
    old = tmp_path / "old"
    new.rename(old)
    new = workspace()
    replace(new / "plans/demo/1/targets.yaml", "at_least: 1100", "at_least: 1060")
    for pair in ("", "plans/demo/1", "plans/demo/1/targets.yaml"):
        ran = byreg("diff", "--no-index", str(old / pair), str(new / pair), *DAY, cwd=tmp_path)
        assert LOWERED.removesuffix(", uten vedtak") in ran.out, pair
        assert ran.code == 0


def test_a_hook_in_a_linked_worktree(byreg, lowered, git, tmp_path, monkeypatch):
    """Git tells its hooks where it is; below the top of a linked work tree that is not where the plans are."""
    above = tmp_path / "above"
    above.mkdir()
    git(above, "init", "--quiet")
    git(lowered, "worktree", "prune")
    (lowered / ".git").rename(tmp_path / "old-git")
    lowered.rename(above / "deep")
    git(above, "add", ".")
    git(above, "commit", "--quiet", "--message", "All")
    git(above, "worktree", "add", "--quiet", str(tmp_path / "linked"), "-b", "side")
    replace(tmp_path / "linked/deep/plans/demo/1/targets.yaml", "at_least: 1060", "at_least: 1050")
    monkeypatch.setenv("GIT_DIR", str(above / ".git/worktrees/linked"))
    monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "1")
    ran = byreg("diff", *DAY, cwd=tmp_path / "linked/deep")
    assert "[demo/1/jobs]" in ran.out
    assert "lagt til" not in ran.out
    assert byreg("validate", "--against", "HEAD", *DAY, cwd=tmp_path / "linked/deep").code == 1
    assert "ikke sjekket inn" not in byreg("blame", "demo/1/more-jobs", cwd=tmp_path / "linked/deep").out


def test_links_are_followed_as_on_disk(byreg, repository, git):
    (repository / "shared").mkdir()
    (repository / "plans/demo/1/targets.yaml").rename(repository / "shared/targets.yaml")
    (repository / "plans/demo/1/targets.yaml").symlink_to("../../../shared/targets.yaml")
    (repository / "plans/second").symlink_to("demo")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "--message", "Links")
    assert byreg("diff", cwd=repository).out.startswith("Ingen endringer.")
    assert byreg("diff", "--staged", cwd=repository).out.startswith("Ingen endringer.")


def test_what_could_not_be_read_passes_no_gate(byreg, repository, git):
    path = repository / "plans/demo/1/targets.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}  : [\n", encoding="utf-8")
    git(repository, "commit", "--quiet", "--all", "--message", "Break it")
    path.write_text(text.replace("at_least: 1100", "at_least: 1060"), encoding="utf-8")
    ran = byreg("diff", "--require-decisions", *DAY, cwd=repository)
    assert (ran.code, ran.out.startswith("Ingen endringer i det som kunne leses.")) == (1, True)
    assert "BY702" in byreg("validate", "--against", "HEAD", *DAY, cwd=repository).out


def test_the_gate_sees_what_is_not_shown(byreg, lowered):
    assert byreg("diff", "--against", "main", "--only", "progress", "--require-decisions", *DAY, cwd=lowered).code == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  adoption:\n", "  first:\n    former_ids: [adoption]\n"),
        ("  - status: adopted\n    decision: adoption\n", "  - status: adopted\n    decision: adoption\n  - status: draft\n    date: 2019\n    decision: adoption\n"),
    ],
)  # fmt: skip
def test_an_old_decision_under_another_name_is_old(byreg, lowered, old, new):
    replace(lowered / "plans/demo/1/plan.yaml", old, new)
    text = (lowered / "plans/demo/1/plan.yaml").read_text(encoding="utf-8")
    if "first:" in text:
        replace(lowered / "plans/demo/1/plan.yaml", "decision: adoption", "decision: first")
    assert byreg("diff", "--against", "main", "--require-decisions", *DAY, cwd=lowered).code == 1


def test_a_move_to_another_plan_is_no_loss(byreg, repository, git):
    """A record that another plan takes over is told as that on both sides; an adopted plan still decides on letting go."""
    plan = (repository / "plans/demo/1/plan.yaml").read_text(encoding="utf-8")
    (repository / "plans/demo/2").mkdir()
    (repository / "plans/demo/2/plan.yaml").write_text(
        plan.replace("2018/2019", "2019").replace("Demoplanen", "Neste"), encoding="utf-8"
    )
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "--message", "Next phase")
    path = repository / "plans/demo/1/actions.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("\n  network:")
    path.write_text(text[:start], encoding="utf-8")
    moved = (
        text[start:]
        .replace("  network:\n", "  network:\n    continues: demo/1/network\n")
        .replace("    depends_on: course\n", "")
        .replace("2018/2019", "2019")
    )
    (repository / "plans/demo/2/actions.yaml").write_text(f"schema: 1\nactions:{moved}", encoding="utf-8")
    out = byreg("diff", *DAY, cwd=repository).out
    assert "«Nettverk for gründere» er videreført i en annen plan: «Nettverk for gründere» (demo/2), uten vedtak" in out
    assert "«Nettverk for gründere» er overtatt fra en annen plan: «Nettverk for gründere» (demo/1)" in out
    assert "fjernet" not in out
    assert "lagt til" not in out


def test_between_phases_there_is_no_gate(byreg):
    ran = byreg("diff", "kongsvinger/2", "kongsvinger/3", "--require-decisions", cwd=ROOT)
    assert (ran.code, "between two phases there is nothing to decide on" in ran.err) == (2, True)


def test_templates_of_the_workspace_from_anywhere_in_it(byreg, repository):
    (repository / "templates").mkdir()
    (repository / "templates/changes.j2").write_text(
        "{% extends layout %}{% block head %}EGEN MAL{% endblock %}{% block content %}{% endblock %}", encoding="utf-8"
    )
    for folder in (repository, repository / "plans/demo"):
        assert "EGEN MAL" in byreg("diff", "--format", "md", cwd=folder).out


def test_a_link_with_a_long_target_shifts_nothing(byreg, repository, git):
    (repository / "plans/notes.txt").symlink_to("x" * 4000)
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "--message", "Link")
    assert byreg("diff", cwd=repository).out.startswith("Ingen endringer.")


def test_exit_codes(byreg, lowered):
    assert byreg("diff", "--against", "main", "--exit-code", cwd=lowered).code == 1
    assert byreg("diff", "--against", "lower", "--exit-code", cwd=lowered).code == 0
    assert byreg("diff", "--against", "main", "--only", "progress", "--exit-code", cwd=lowered).code == 0


@pytest.mark.parametrize("concerned", ["jobs", "more-jobs", "demo/1"])
def test_a_decision_that_names_the_change(byreg, lowered, concerned):
    arguments = ("diff", "--against", "main", "--require-decisions", *DAY)
    ran = byreg(*arguments, cwd=lowered)
    assert ran.code == 1
    assert "target lowered needs a decision in plans/demo/1/plan.yaml: result: adopted, concerns: [jobs]" in ran.err
    replace(lowered / "plans/demo/1/plan.yaml", "\nmilestones:", DECISION.format(concerned))
    ran = byreg(*arguments, cwd=lowered)
    assert (ran.code, ran.err) == (0, "")
    assert "(vedtak: Måltallet justeres (1. februar 2019, sak 3/19))" in ran.out
    assert byreg("validate", "--against", "main", *DAY, cwd=lowered).code == 0


@pytest.mark.parametrize(
    "excuse",
    [
        DECISION.format("network"),
        DECISION.format("jobs").replace("result: adopted", "result: rejected"),
        DECISION.format("jobs").replace("result: adopted", "result: pending"),
        DECISION.format("jobs").replace("kind: amendment", "kind: recommendation"),
    ],
)
def test_an_excuse_is_no_decision(byreg, lowered, excuse):
    replace(lowered / "plans/demo/1/plan.yaml", "\nmilestones:", excuse)
    assert byreg("diff", "--against", "main", "--require-decisions", *DAY, cwd=lowered).code == 1


def test_an_old_decision_justifies_nothing_new(byreg, repository, git):
    replace(repository / "plans/demo/1/plan.yaml", "\nmilestones:", DECISION.format("jobs"))
    git(repository, "commit", "--quiet", "--all", "--message", "Decide")
    replace(repository / "plans/demo/1/targets.yaml", "at_least: 1100", "at_least: 1060")
    assert byreg("diff", "--require-decisions", *DAY, cwd=repository).code == 1


def test_a_draft_needs_no_decision(byreg, lowered):
    assert byreg("diff", "--against", "main", "--require-decisions", "--as-of", "2018-02-01", cwd=lowered).code == 0


def test_a_plan_that_is_gone(byreg, repository):
    for path in (repository / "plans/demo/1").iterdir():
        path.unlink()
    ran = byreg("diff", "--require-decisions", *DAY, cwd=repository)
    assert ran.code == 1
    assert "Plan fjernet: «Demoplanen», uten vedtak" in ran.out
    assert "BY701" in byreg("validate", "--against", "HEAD", *DAY, cwd=repository).out


def test_a_broken_revision_is_named_and_the_rest_compared(byreg, repository, git):
    replace(repository / "plans/demo/1/actions.yaml", "actions:", "actions: [")
    git(repository, "commit", "--quiet", "--all", "--message", "Break it")
    replace(repository / "plans/demo/1/targets.yaml", "at_least: 1100", "at_least: 1060")
    ran = byreg("diff", "--rev", "HEAD", *DAY, cwd=repository)
    assert LOWERED in ran.out
    assert "fjernet" not in ran.out
    assert re.search(r"not compared: HEAD \(\w+\): plans/demo/1/actions.yaml:\d+:\d+: BY010", ran.err)
    assert ran.code == 0


def test_another_schema_version_is_named(byreg, repository, git):
    replace(repository / "plans/demo/1/targets.yaml", "schema: 1", "schema: 0")
    git(repository, "commit", "--quiet", "--all", "--message", "Older")
    replace(repository / "plans/demo/1/targets.yaml", "schema: 0", "schema: 1")
    replace(repository / "plans/demo/1/actions.yaml", "schedule: 2018\n", "schedule: 2018/2019\n")
    ran = byreg("diff", *DAY, cwd=repository)
    assert "er utsatt 1 år: 2018 → 2018–2019" in ran.out
    assert "targets.yaml" in ran.err


def test_a_comment_fits_and_loses_the_least(byreg, repository):
    """A thousand small changes and one that matters: the comment is short enough, and says what it left out."""
    text = "schema: 1\nactions:\n" + "".join(
        f"  action-{index}:\n    title: Tiltak nummer {index} som har et ganske langt navn\n    schedule: 2018\n"
        for index in range(1500)
    )
    (repository / "plans/demo/1/actions.yaml").write_text(text, encoding="utf-8")
    replace(repository / "plans/demo/1/targets.yaml", "at_least: 1100", "at_least: 1060")
    replace(
        repository / "plans/demo/1/plan.yaml",
        "title: Flere nye bedrifter\n",
        "title: Flere nye bedrifter\n    note: Ny\n",
    )
    ran = byreg("diff", "--format", "md", *DAY, cwd=repository)
    assert len(ran.out) < 65_000
    assert "flere endringer" in ran.out or "endringer til er utelatt" in ran.out
    assert len(byreg("diff", "--format", "html", *DAY, cwd=repository).out) > 65_000


def test_markdown_tells_nobody_and_keeps_its_lines(byreg, repository):
    replace(repository / "plans/demo/1/actions.yaml", "Kurs for gründere", "'@alle <script>alert(1)</script> | a'")
    ran = byreg("diff", "--format", "md", cwd=repository)
    assert "@alle" not in ran.out
    assert "<script>" not in ran.out
    assert "<script>" not in byreg("diff", "--format", "html", cwd=repository).out


def test_odd_names_reach_no_terminal(byreg, repository, tmp_path):
    odd = tmp_path / "\x1b[31mX"
    (repository / "plans/demo/1").rename(odd)
    for format_ in ("text", "md", "html", "json"):
        ran = byreg("diff", "--no-index", str(odd), str(odd), "--format", format_, cwd=repository)
        assert ran.code == 0
        assert "\x1b" not in ran.out


def test_files(byreg, lowered):
    for name in ("changes.md", "changes.html", "changes.json", "changes.txt"):
        assert byreg("diff", "--against", "main", "-o", name, *DAY, cwd=lowered).out == ""
        assert "1060" in (lowered / name).read_text(encoding="utf-8").replace("\u00a0", "")
    found = json.loads((lowered / "changes.json").read_text(encoding="utf-8"))
    (change,) = found["plans"][0]["changes"]
    assert change["kind"] == "target_lowered"
    assert (change["old"], change["new"]) == ({"at_least": 1100}, {"at_least": 1060})
    assert (change["record"], change["decision_missing"]) == ("demo/1/jobs", True)
    assert "\x1b" not in byreg("diff", "--against", "main", cwd=lowered).out


def test_phases_are_named_in_their_order(byreg):
    ran = byreg("diff", "kongsvinger/3", "kongsvinger/2", cwd=ROOT)
    assert (ran.code, "Name the earlier one first: byreg diff kongsvinger/2 kongsvinger/3." in ran.err) == (2, True)


def test_how_to_keep_what_was_before(byreg, lowered):
    """Only `previous` lets a comparison of days tell what was lowered; so it is asked for, until it is there."""
    asked = "Legg til en oppdatering med previous: {targets.end.at_least: 1100}"
    assert asked in byreg("diff", "--against", "main", *DAY, cwd=lowered).out
    update = "\n    updates:\n      - date: 2019-02-01\n        previous: {targets.end.at_least: 1100}\n"
    path = lowered / "plans/demo/1/targets.yaml"
    path.write_text(path.read_text(encoding="utf-8").rstrip() + update, encoding="utf-8")
    ran = byreg("diff", "--against", "main", *DAY, cwd=lowered)
    assert asked not in ran.out
    assert "det som var før, er tatt vare på" in ran.out
    assert (
        "er senket fra minst" in byreg("diff", "demo/1", "--from", "2018-12-31", "--to", "2019-12-31", cwd=lowered).out
    )


def test_a_reference_to_what_was_renamed_without_a_word(byreg, repository):
    """The title is the same on both sides; the ids tell what changed."""
    for name in ("plan", "targets", "actions"):
        path = repository / f"plans/demo/1/{name}.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("more-jobs", "jobs-goal"), encoding="utf-8")
    ran = byreg("diff", *DAY, cwd=repository)
    assert "fra «Flere arbeidsplasser» (more-jobs) til «Flere arbeidsplasser» (jobs-goal)" in ran.out


def test_between_days(byreg, repository):
    ran = byreg("diff", "demo/1", "--from", "2018-01-01", "--to", "2018-12-31", cwd=repository)
    assert "«Arbeidsplasser», 2018: 1\u00a0050 arbeidsplasser" in ran.out
    assert "«Demoplanen»: Vedtatt" in ran.out
    assert "Vedtak: «Planen vedtas»" in ran.out
    assert byreg("diff", "demo/1", "--from", "2019-01-01", "--to", "2019-06-30", cwd=repository).out.startswith("Ingen")


def test_what_was_said_before_is_set_back(byreg, repository):
    update = "\n    updates:\n      - date: 2019-03\n        previous: {targets.end.at_least: 1200}\n"
    path = repository / "plans/demo/1/targets.yaml"
    path.write_text(path.read_text(encoding="utf-8").rstrip() + update, encoding="utf-8")
    ran = byreg("diff", "demo/1", "--from", "2019-01-01", "--to", "2019-12-31", cwd=repository)
    assert "er senket fra minst 1\u00a0200 til 1\u00a0100 arbeidsplasser, uten vedtak" in ran.out
