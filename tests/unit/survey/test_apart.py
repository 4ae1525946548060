"""Every region in a repository of its own: its own check finds what a check of all regions finds there."""

import shutil
from pathlib import Path

import pytest

from benchmarks.corpus import DAY, FILES_OF_A_REGION, Corpus, write_corpus
from byreg.check import Choice, conclude, region_of
from byreg.config import FILE_NAME, Settings
from byreg.load import load_workspace
from byreg.survey import survey
from byreg.survey.units import mentions_in, neighbours_of

SETTINGS = Settings()
CHOICE = Choice(SETTINGS.check)
SHARED = (FILE_NAME, "plans/programmes.yaml", "plans/actors.yaml")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Return a workspace of twelve regions, one of which works with another."""
    folder = tmp_path_factory.mktemp("whole")
    write_corpus(folder, Corpus(2 + 12 * FILES_OF_A_REGION, faulty=0.1))
    return folder


def neighbours(folder: Path) -> dict[str | None, tuple[str, ...]]:
    register = load_workspace(folder, SETTINGS).register
    mentions = {name: mentions_in(node.scopes) for name, node in register.regions.items()}
    return neighbours_of({None: mentions_in([register.shared]), **mentions})


def test_a_region_alone_finds_what_the_whole_finds_in_it(whole, tmp_path):
    near = neighbours(whole)
    assert {name: others for name, others in near.items() if others} == {"region-00009": ("region-00008",)}
    expected = survey(whole, SETTINGS, CHOICE, DAY).checked.found
    assert len(expected) > 10
    for region, others in near.items():
        alone = tmp_path / str(region)
        for name in SHARED:
            (alone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(whole / name, alone / name)
        for name in (region, *others) if region else ():
            shutil.copytree(whole / "plans" / name, alone / "plans" / name)
        found = survey(alone, SETTINGS, CHOICE, DAY).checked.found
        assert [one for one in found if region_of(one.place.path) == region] == [
            one for one in expected if region_of(one.place.path) == region
        ]


def test_the_centre_puts_verdicts_together(whole):
    """What travels is verdicts; none of the plans is needed to conclude from them."""
    from byreg.source.discover import discover
    from byreg.source.tree import Folder
    from byreg.survey.examiner import Examiner, Task
    from byreg.survey.units import units_of

    units = units_of(discover(Folder(whole)))
    regions = [name for name in units if name]
    examiner = Examiner(whole, SETTINGS, CHOICE, DAY, shared=units[None], regions=regions)
    near = neighbours(whole)
    tasks = [Task((unit,), tuple(units[one] for one in near.get(name, ()))) for name, unit in units.items()]
    verdicts = [one.verdict for task in tasks for one in examiner.examine(task)]
    paths = [file.path for unit in units.values() for file in unit.files]
    assert conclude(verdicts, CHOICE, paths, "") == survey(whole, SETTINGS, CHOICE, DAY).checked
