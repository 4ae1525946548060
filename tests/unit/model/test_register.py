"""References, and who has a part in what, over the plans of the repository."""

from pathlib import Path

import pytest

from byreg.config import Settings
from byreg.load import load_workspace
from byreg.model.involvement import involved
from byreg.model.responsible import Responsible
from byreg.model.walk import walk

ROOT = Path(__file__).parents[3]
REGISTER = load_workspace(ROOT, Settings()).register
KONGSVINGER = ("kongsvinger", "2")


@pytest.mark.parametrize(
    ("reference", "kind", "address"),
    [
        ("job-growth", "goal", "kongsvinger/2/job-growth"),
        ("hkp", "actor", "kongsvinger/hkp"),
        ("kmd", "actor", "kmd"),
        ("kongsvinger/3/kingscross", "action", "kongsvinger/3/kingscross"),
        ("sor-troms/gratangen", "municipality", "sor-troms/gratangen"),
        ("byregionprogrammet", "programme", "byregionprogrammet"),
    ],
)
def test_a_reference_is_looked_up_in_phase_region_and_workspace(reference, kind, address):
    entry = REGISTER.find(reference, KONGSVINGER)
    assert (entry.kind, entry.address) == (kind, address)


def test_what_is_not_there():
    for reference in ("kingscross-2", "kongsvinger/3/job", "nowhere/1/x", "gratangen"):
        assert REGISTER.find(reference, KONGSVINGER) is None


def test_plans_and_declared_phases():
    assert REGISTER.is_plan("kongsvinger/1")
    assert REGISTER.is_plan("notodden/1")
    assert not REGISTER.is_plan("notodden/drivkraft")
    assert not REGISTER.is_plan("notodden")


def test_every_record_and_reference_is_walked():
    phase = REGISTER.phase("kongsvinger", "2")
    paths = {path for path, _ in walk(phase.plan).parts}
    assert ("goals", "communication", "deliverables", "business-web") in paths
    assert ("follow_up", "annual_cycle", "yearly-decision", "schedule") in paths
    assert "business-web" in phase.contents.by_id
    assert any(link.reference == "hkp" for link in phase.contents.links)


def test_each_and_groups_are_spelled_out():
    phase = REGISTER.phase("sor-troms", "2")

    def ids(**fields):
        return involved(Responsible.model_validate(fields), REGISTER, phase)

    assert "gratangen" in ids(each="municipality")
    assert "narvik" not in ids(lead=["harstad"])
    assert {"sor-troms-regionrad", "harstad", "salangen"} <= ids(lead=["sor-troms-regionrad"])
    assert {"commissioner", "harstad"} <= ids(actors=["commissioner"])
    assert "harstad" in ids(lead=["steering-committee"])
    assert involved(None, REGISTER, phase) == frozenset()
