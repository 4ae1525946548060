"""On a terminal, what is missing is asked for; tried on a real one."""

import os
import select
import subprocess
import sys

import pytest

from byreg.source.yaml import compose
from tests.conftest import ROOT

pty = pytest.importorskip("pty", reason="Windows has no such terminals")
PROMPT = b":"
PATIENCE = 30  # seconds for one question


def talk(folder, command, answers):
    """Run a command on a terminal, answer each question when it is asked, and return the exit code and all that was said."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "200", "TERM": "dumb"}
    running = subprocess.Popen(
        [sys.executable, "-m", "byreg", *command],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env=environment,
    )
    os.close(theirs)
    said = b""
    for answer in answers:
        said += until_asked(ours)
        os.write(ours, f"{answer}\n".encode())
    while part := read(ours):
        said += part
    os.close(ours)
    return running.wait(PATIENCE), said.decode()


def until_asked(terminal):
    said = b""
    while not said.rstrip(b" ").endswith(PROMPT):
        ready, _, _ = select.select([terminal], [], [], PATIENCE)
        part = read(terminal) if ready else b""
        assert part, said.decode()
        said += part
    return said


def read(terminal):
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other end is gone
        return b""


@pytest.fixture
def valdres(tmp_path):
    code, said = talk(tmp_path, ["init"], ["Valdres", "Vang, Etnedal"])
    assert (code, "byreg report valdres" in said) == (0, True), said
    return tmp_path


def test_a_wrong_answer_is_asked_for_again(valdres):
    code, said = talk(valdres, ["add", "goal", "valdres/1"], ["", "Flere bosatte", "sup", "sub"])
    assert code == 0, said
    assert "This is needed." in said
    assert "Did you mean 'sub'?" in said
    goals = compose((valdres / "plans/valdres/1/plan.yaml").read_bytes()).tree["goals"]
    assert goals["flere-bosatte"] == {"title": "Flere bosatte", "kind": "sub"}


def test_what_is_not_needed_may_be_left_out(valdres):
    code, said = talk(valdres, ["add", "action", "valdres/1"], ["Felles kurs", "more-jobs", "", "vang"])
    assert code == 0, said
    actions = compose((valdres / "plans/valdres/1/actions.yaml").read_bytes()).tree["actions"]
    assert actions["felles-kurs"] == {"title": "Felles kurs", "under": ["more-jobs"], "responsible": ["vang"]}


def test_each_unfinished_record_is_asked_about(valdres):
    code, said = talk(
        valdres,
        ["carry", "valdres/1", "2"],
        ["Neste plan", "2031-2034", "continue", "drop", "Ingen måler det", "continue"],
    )
    assert code == 0, said
    old = compose((valdres / "plans/valdres/1/targets.yaml").read_bytes()).tree["indicators"]["jobs"]
    assert old["dropped"]["reason"] == "Ingen måler det"
    assert compose((valdres / "plans/valdres/2/plan.yaml").read_bytes()).tree["period"] == "2031/2034"
