"""A report tells what it was made from, and byreg can tell whether that is true."""

import base64
import json
import re
import subprocess

import pytest

DAY = ("--as-of", "2019-03-01")
FORMATS = ("md", "html", "pdf", "docx")


@pytest.fixture
def made(byreg, workspace):
    """Return a function that makes a report in a workspace: folder and file."""

    def make(format_="html", *more, folder=None):
        folder = folder or workspace()
        file = folder / f"report.{format_}"
        ran = byreg("report", "demo", "--format", format_, "-o", str(file), *DAY, *more, cwd=folder)
        assert (ran.code, ran.err) == (0, "")
        return folder, file

    return make


@pytest.mark.parametrize("format_", FORMATS)
def test_a_report_is_verified_in_every_format(made, byreg, format_):
    folder, file = made(format_)
    ran = byreg("verify", str(file), cwd=folder)
    assert (ran.code, ran.err) == (0, "")
    assert "demo/1, action-plan, as of 2019-03-01" in ran.out
    first = file.read_bytes()
    made(format_, folder=folder)
    assert file.read_bytes() == first


@pytest.mark.parametrize("format_", FORMATS)
def test_another_state_of_the_plans_is_told(made, byreg, format_):
    folder, file = made(format_)
    plan = folder / "plans/demo/1/plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8") + "\n# en merknad\n", encoding="utf-8")
    ran = byreg("verify", str(file), cwd=folder)
    assert ran.code == 1
    assert "the plan files or settings are not those it was made from" in ran.out


def test_other_templates_are_told(made, byreg):
    folder, file = made()
    (folder / "templates").mkdir()
    (folder / "templates" / "brief.j2").write_text("Kort.", encoding="utf-8")
    ran = byreg("verify", str(file), cwd=folder)
    assert (ran.code, "the templates have changed" in ran.out) == (1, True)


def test_a_report_of_a_workspaces_own_template_is_verified(byreg, workspace, made):
    folder = workspace()
    (folder / "templates").mkdir()
    (folder / "templates" / "plan.j2").write_text(
        "{% extends layout %}{% block content %}{{ b.heading(2, 'Vår egen') }}{% endblock %}", encoding="utf-8"
    )
    for format_ in FORMATS:
        _, file = made(format_, "-t", "plan", folder=folder)
        assert byreg("verify", str(file), cwd=folder).code == 0


def test_a_report_that_was_changed_is_told(made, byreg):
    folder, file = made()
    file.write_bytes(file.read_bytes().replace(b"Kurs for", b"Kurs mot"))
    ran = byreg("verify", str(file), cwd=folder)
    assert ran.code == 1
    assert "the report was changed after it was made" in ran.out


def test_another_version_is_told(made, byreg, monkeypatch):
    folder, file = made()
    monkeypatch.setattr("byreg.report.publish.__version__", "9.9.9")
    ran = byreg("verify", str(file), cwd=folder)
    assert ran.code == 1
    assert "it was made with byreg 0.1.0; this is byreg 9.9.9" in ran.out


def test_what_was_asked_for_is_asked_for_again(made, byreg):
    options = ("-t", "status", "--from", "2018-06-30", "--lang", "nn", "--municipality", "grue")
    folder, file = made("html", *options)
    assert byreg("verify", str(file), cwd=folder).code == 0


def test_a_forced_report_is_verified(byreg, workspace):
    folder = workspace()
    actions = folder / "plans/demo/1/actions.yaml"
    actions.write_text(
        actions.read_text(encoding="utf-8").replace("under: new-firms", "under: nowhere", 1), encoding="utf-8"
    )
    assert byreg("report", "demo", "--force", "-o", "r.html", *DAY, cwd=folder).code == 0
    assert byreg("verify", "r.html", cwd=folder).code == 0


def test_the_digest_follows_from_day_and_language(made, byreg):
    folder, file = made()
    digests = set()
    for more in ((), ("--lang", "en"), ("--as-of", "2019-03-02")):
        made("html", *more, folder=folder)
        digests.add(re.search(r"sha256:[0-9a-f]{64}", file.read_text(encoding="utf-8"))[0])
    assert len(digests) == 3


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html></html>",
        b"byreg-provenance:!!!!",
        b"byreg-provenance:" + base64.urlsafe_b64encode(b"[1, 2]"),
        b"byreg-provenance:" + base64.urlsafe_b64encode(b'{"request": {"plan": 1}}'),
        b"byreg-provenance:" + base64.urlsafe_b64encode(b"[" * 5000),
        b"byreg-provenance:" + base64.urlsafe_b64encode(b'{"request": {}, "colour": "red"}'),
    ],
)
def test_a_file_without_a_record_is_refused(byreg, workspace, content):
    folder = workspace()
    (folder / "r.html").write_bytes(content)
    ran = byreg("verify", "r.html", cwd=folder)
    assert ran.code == 2
    assert "carries no record" in ran.err


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (key, value)
        for key in ("plan", "template", "format", "language", "day", "start", "municipality")
        for value in (True, "\x1b[31m", 3, "\ud800")
    ]
    + [("commit", value) for value in ("\0", "\ud800", True, "HEAD", "--help", "a" * 9, "\n")]
    + [("version", "\x1b[31mEVIL\nverified: fake"), ("made_with", "\nverified: fake"), ("force", "yes")],
)
def test_a_record_of_strange_values_is_refused(made, byreg, key, value):
    """No traceback, and nothing of it on the terminal."""
    folder, file = made()
    record = re.search(rb"byreg-provenance:([\w-]+)", file.read_bytes())[1]
    told = json.loads(base64.urlsafe_b64decode(record + b"=" * (-len(record) % 4)))
    (told if key in told else told["request"])[key] = value
    file.write_bytes(b"byreg-provenance:" + base64.urlsafe_b64encode(json.dumps(told).encode()))
    ran = byreg("verify", str(file), cwd=folder)
    assert ran.code == 2
    assert "Traceback" not in ran.err
    assert "\x1b" not in ran.out + ran.err
    assert "verified:" not in ran.out


def test_words_that_look_like_a_record_hide_none(made, byreg, workspace):
    folder = workspace()
    plan = folder / "plans/demo/1/plan.yaml"
    plan.write_text(
        plan.read_text(encoding="utf-8").replace("Demoplanen", "Planen byreg-provenance:abc"), encoding="utf-8"
    )
    for format_ in FORMATS:
        _, file = made(format_, folder=folder)
        ran = byreg("verify", str(file), cwd=folder)
        assert ran.code == 0, (format_, ran.out)


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(("key", "value"), [("template", "nope"), ("plan", "nosuch/9"), ("commit", "0123456789")])
def test_a_record_that_prose_quotes_stops_nothing(made, byreg, workspace, key, value, format_):
    folder, file = made()
    record = re.search(rb"byreg-provenance:([\w-]+)", file.read_bytes())[1]
    told = json.loads(base64.urlsafe_b64decode(record + b"=" * (-len(record) % 4)))
    (told if key in told else told["request"])[key] = value
    quoted = "byreg-provenance:" + base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")
    actions = folder / "plans/demo/1/actions.yaml"
    text = actions.read_text(encoding="utf-8").replace(
        "    schedule: 2018\n", f"    text: {quoted}\n    schedule: 2018\n", 1
    )
    actions.write_text(text, encoding="utf-8")
    _, file = made(format_, folder=folder)
    ran = byreg("verify", str(file), cwd=folder)
    assert (ran.code, ran.err) == (0, ""), ran.out


def test_a_files_name_is_printed_defused(made, byreg):
    folder, file = made()
    file = file.rename(folder / "\x1b[31mr.html")
    ran = byreg("verify", str(file), cwd=folder)
    assert ran.code == 0
    assert "\x1b" not in ran.out


def test_no_tree_of_a_commit_leads_out(byreg, workspace, git, tmp_path):
    folder = workspace()
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")
    (folder / "evil").write_text("x", encoding="utf-8")
    blob = git(folder, "hash-object", "-w", "evil")

    def tree(*entries):
        data = b"".join(f"{mode} {name}".encode() + b"\0" + bytes.fromhex(object_) for mode, name, object_ in entries)
        made = subprocess.run(
            ["git", "hash-object", "-t", "tree", "-w", "--stdin", "--literally"],
            cwd=folder,
            input=data,
            capture_output=True,
            check=True,
        )
        return made.stdout.decode().strip()

    inner = tree(("100644", "pwned.txt", blob))
    for _ in range(12):
        inner = tree(("40000", "..", inner))
    listed = [line.split("\t") for line in git(folder, "ls-tree", "HEAD").splitlines()]
    entries = sorted(
        [(head.split()[0].lstrip("0"), name, head.split()[2]) for head, name in listed]
        + [("40000", "templates", inner)],
        key=lambda one: one[1],
    )
    commit = git(folder, "commit-tree", tree(*entries), "-m", "evil")
    ran = byreg("report", "demo", "--commit", commit, "-t", "brief", *DAY, cwd=folder)
    assert ran.code == 2
    assert "leads out" in ran.err
    assert not list(tmp_path.parent.rglob("pwned.txt"))


def test_a_link_among_a_commits_templates_is_one_line(byreg, workspace, git):
    folder = workspace()
    (folder / "templates").mkdir()
    (folder / "templates" / "x.j2").symlink_to("../nothing")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")
    ran = byreg("report", "demo", "--commit", "HEAD", "-t", "brief", *DAY, cwd=folder)
    assert ran.code == 2
    assert "templates/x.j2" in ran.err


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("plan", "../../etc", "there is no region"),
        ("template", "../layout", "there is no template"),
        ("format", "exe", "there is no format"),
        ("language", "xx", "there is no language"),
        ("day", "tomorrow", "is no day"),
        ("start", "2018", "is no day"),
        ("municipality", "nowhere", "no municipality"),
    ],
)
def test_a_record_that_asks_for_nonsense_is_refused(made, byreg, key, value, said):
    folder, file = made()
    record = re.search(rb"byreg-provenance:([\w-]+)", file.read_bytes())[1]
    told = json.loads(base64.urlsafe_b64decode(record + b"=" * (-len(record) % 4)))
    told["request"][key] = value
    file.write_bytes(b"byreg-provenance:" + base64.urlsafe_b64encode(json.dumps(told).encode()))
    ran = byreg("verify", str(file), cwd=folder)
    assert ran.code == 2
    assert said in ran.err


def test_a_report_of_a_commit(byreg, workspace, git):
    folder = workspace()
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")
    commit = git(folder, "rev-parse", "HEAD")
    assert byreg("report", "demo", "--commit", "HEAD", "-o", "r.html", *DAY, cwd=folder).code == 0
    text = (folder / "r.html").read_text(encoding="utf-8")
    assert f"Commit {commit}." in text
    plan = folder / "plans/demo/1/plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("Demoplanen", "En annen plan"), encoding="utf-8")
    git(folder, "commit", "-qam", "second")
    assert byreg("verify", "r.html", cwd=folder).code == 0
    assert byreg("verify", "r.html", "--commit", "HEAD", cwd=folder).code == 1
    ran = byreg("report", "demo", "--commit", "nothing", "-o", "s.html", cwd=folder)
    assert (ran.code, (folder / "s.html").exists()) == (2, False)


def test_a_commit_brings_its_own_templates(byreg, workspace, git):
    folder = workspace()
    (folder / "templates").mkdir()
    template = folder / "templates" / "plan.j2"
    template.write_text(
        "{% extends layout %}{% block content %}{{ b.paragraph('Før') }}{% endblock %}", encoding="utf-8"
    )
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")
    template.write_text(
        "{% extends layout %}{% block content %}{{ b.paragraph('Nå') }}{% endblock %}", encoding="utf-8"
    )
    assert "Før" in byreg("report", "demo", "-t", "plan", "--commit", "HEAD", *DAY, cwd=folder).out
    assert "Nå" in byreg("report", "demo", "-t", "plan", *DAY, cwd=folder).out


def test_a_commit_that_is_not_here_is_named(byreg, workspace, git, made):
    folder = workspace()
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")
    _, file = made("html", "--commit", "HEAD", folder=folder)
    file = file.rename(folder.parent / "report.html")
    (folder / "note").touch()
    git(folder, "add", ".")
    git(folder, "commit", "-q", "--amend", "-m", "other")
    git(folder, "reflog", "expire", "--expire=now", "--all")
    git(folder, "gc", "-q", "--prune=now")
    ran = byreg("verify", str(file), cwd=folder)
    assert ran.code == 2
    assert "the report was made from commit" in ran.err
    assert "Fetch it" in ran.err
