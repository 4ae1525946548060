"""Guards against the usual accidents, by counting: seconds differ by machine, and what is done does not."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.corpus import DAY, FILES_OF_A_REGION, Corpus, write_corpus
from benchmarks.plans import DAY as PLANS_DAY
from benchmarks.plans import write_plans
from byreg.check import Choice, check_workspace
from byreg.config import Settings
from byreg.diff.comparison import compare
from byreg.diff.state import state_of
from byreg.language.language import language
from byreg.load import load_workspace
from byreg.model.targets import FORMS, target_form
from byreg.report.build import build_report
from byreg.report.environment import Here
from byreg.survey import Means, survey

SETTINGS = Settings()
CHOICE = Choice(SETTINGS.check)
TWICE = 2.3  # times as much for twice as much: some is done once, some is sorted; quadratic work comes to 4


def calls(work) -> int:
    """Return how many functions are called, in Python and in C."""
    count = 0

    def look(_, event, __):
        nonlocal count
        count += event in ("call", "c_call")

    work()  # what is made once and kept is made here
    sys.setprofile(look)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def corpus(folder: Path, regions: int) -> Path:
    write_corpus(folder, Corpus(2 + regions * FILES_OF_A_REGION, faulty=0.05))
    return folder


def targets_of(register):
    for phase in register.phases:
        for indicator in phase.indicators.values():
            yield from indicator.targets.values()


def test_the_corpus_is_what_it_says(tmp_path):
    """Without slips it is sound in every respect, so that what is measured is the checking of sound plans."""
    write_corpus(tmp_path, Corpus(102, faulty=0))
    found = survey(tmp_path, SETTINGS, CHOICE, DAY)
    assert len(found.paths) == 102
    assert found.checked.found == ()
    forms = {target_form(target) for target in targets_of(load_workspace(tmp_path, SETTINGS).register)}
    assert forms == set(FORMS.values())
    sizes = [path.stat().st_size for path in tmp_path.glob("plans/*/*/*.yaml")]
    assert 4_500 < sum(sizes) / len(sizes) < 6_000
    write_corpus(tmp_path, Corpus(102, faulty=0.3))
    assert len({one.code for one in survey(tmp_path, SETTINGS, CHOICE, DAY).checked.found}) > 5


def test_twice_the_files_are_twice_the_work(tmp_path):
    one, two = (corpus(tmp_path / str(regions), regions) for regions in (3, 6))
    numbers = [calls(lambda: survey(folder, SETTINGS, CHOICE, DAY, Means(jobs=1))) for folder in (one, two)]  # noqa: B023
    assert numbers[1] < numbers[0] * TWICE


def check(folder):
    check_workspace(load_workspace(folder, SETTINGS), PLANS_DAY)


def differ(folder):
    register = load_workspace(folder, SETTINGS).register
    list(compare(*(state_of(register, ("demo", phase), PLANS_DAY) for phase in "12")))


def report(folder):
    register = load_workspace(folder, SETTINGS).register
    phase = register.regions["demo"].phases["2"]
    view = build_report(register, phase, "action-plan", language=language("nb"), day=PLANS_DAY)
    Here(None).render(view, "html")


@pytest.mark.parametrize("work", [check, differ, report], ids=lambda work: work.__name__)
def test_twice_the_actions_are_twice_the_work(tmp_path, work):
    for count in (100, 200):
        write_plans(tmp_path / str(count), count=count)
    few, many = (calls(lambda: work(tmp_path / str(count))) for count in (100, 200))  # noqa: B023
    assert many < few * TWICE


def test_what_has_not_changed_is_not_read_as_a_plan(tmp_path):
    """A run after a change examines the region that changed, its neighbours, and nothing else."""
    code = """
import sys, time
from pathlib import Path
from byreg.cache.store import Store
from byreg.check import Choice
from byreg.config import Settings
from byreg.source import document
from byreg.survey import Means, survey
from benchmarks.corpus import DAY, Corpus, write_corpus
root = Path(sys.argv[1], "workspace")
write_corpus(root, Corpus(500))
store, settings = Store(sys.argv[1] + "/cache", str(root)), Settings()
def run():
    read = []
    compose, document.compose_clear = document.compose_clear, lambda data: (read.append(1), compose(data))[1]
    survey(root, settings, Choice(settings.check), DAY, Means(store, "e", time.time_ns(), jobs=1))
    document.compose_clear = compose
    return len(read)
first, second = run(), run()
with (root / "plans/region-00003/4/actions.yaml").open("a") as stream:
    stream.write("# changed")
print(first, second, run())
"""
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    first, second, third = map(int, done.stdout.split())
    assert first >= 500
    assert second == 0
    assert third <= FILES_OF_A_REGION + 5


def test_sound_plans_are_read_line_by_line(tmp_path, monkeypatch):
    """The parser takes longer; nothing asks it about plans like these."""
    write_corpus(tmp_path, Corpus(50, faulty=0))
    monkeypatch.setattr("byreg.source.parser.parse", None)
    assert survey(tmp_path, SETTINGS, CHOICE, DAY, Means(jobs=1)).checked.found == ()


def test_of_other_regions_only_those_bound_to_one_are_read_as_plans(tmp_path):
    """A region works with the one before it; what is told of either needs both, and no other."""
    regions = 12
    corpus(tmp_path, regions)
    whole = load_workspace(tmp_path, SETTINGS)
    for number, bound in ((3, 1), (8, 2), (9, 2)):
        around = load_workspace(tmp_path, SETTINGS, around=[sorted(whole.register.regions)[number]])
        assert len(around.register.regions) == bound
        assert around.paths == whole.paths


def test_validating_never_reads_with_the_parser_that_keeps_comments(tmp_path):
    """It is forty times slower, and only edits need it."""
    write_corpus(tmp_path, Corpus(52, faulty=0.2))
    code = """
import sys
import ruamel.yaml.main, ruamel.yaml.parser, ruamel.yaml.scanner
def refuse(*_, **__):
    raise SystemExit("the slow parser is used")
for owner, name in ((ruamel.yaml.main.YAML, "__init__"), (ruamel.yaml.parser.Parser, "__init__"), (ruamel.yaml.scanner.Scanner, "__init__")):
    setattr(owner, name, refuse)
sys.argv = ["byreg", "validate", "--no-cache", "--as-of", "2026-06-30"]
from byreg.__main__ import main
main()
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 1
