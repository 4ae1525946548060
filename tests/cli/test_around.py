"""Commands about one plan read only what is bound to it, and do as if they had read all."""

import shutil

import pytest

from byreg.config import Settings
from byreg.load import load_workspace
from byreg.source.tree import Folder
from tests.conftest import ROOT

GOAL = "goals.more-jobs.continues"


@pytest.fixture
def regions(tmp_path):
    """Return a workspace with three regions that have nothing to do with each other."""
    base = ROOT / "tests" / "cases" / "base"
    shutil.copytree(base, tmp_path / "own")
    for name in ("alfa", "beta"):
        shutil.copytree(base / "plans" / "demo", tmp_path / "own" / "plans" / name)
    return tmp_path / "own"


def append(folder, path, text):
    with (folder / path).open("a", encoding="utf-8") as stream:
        stream.write(text)


def test_errors_of_a_region_that_a_change_first_refers_to_were_there_before(byreg, regions):
    append(regions, "plans/beta/1/plan.yaml", "wrong: 1\n")
    ran = byreg("set", "alfa/1", GOAL, "beta/1/new-firms", cwd=regions)
    assert ran.code == 0, ran
    assert "+    continues: beta/1/new-firms" in ran.out


def test_a_ring_through_a_region_that_was_not_bound_before_is_seen(byreg, regions):
    assert byreg("set", "beta/1", GOAL, "demo/1/more-jobs", cwd=regions).code == 0
    assert byreg("set", "demo/1", GOAL, "alfa/1/more-jobs", cwd=regions).code == 0
    ran = byreg("set", "alfa/1", GOAL, "beta/1/more-jobs", cwd=regions)
    assert (ran.code, "BY205" in ran.err) == (2, True), ran


def test_all_regions_are_known_by_name(byreg, regions):
    ran = byreg("set", "alfa/1", GOAL, "bta/1/more-jobs", cwd=regions)
    assert (ran.code, "beta/1/more-jobs" in ran.err) == (2, True), ran
    ran = byreg("show", "bta/1", cwd=regions)
    assert (ran.code, "Did you mean 'beta'" in ran.err) == (2, True), ran


def test_a_report_of_one_region_tells_that_another_was_changed(byreg, regions, tmp_path):
    """Its digest is of all plan files, though few were read as plans."""
    report = str(tmp_path / "report.html")
    assert byreg("report", "alfa/1", "-o", report, "--as-of", "2019-01-01", cwd=regions).code == 0
    assert byreg("verify", report, cwd=regions).code == 0
    append(regions, "plans/beta/1/plan.yaml", "# new\n")
    assert byreg("verify", report, cwd=regions).code == 1


def test_a_region_of_a_long_name_is_found_by_those_that_refer_to_it(byreg, regions):
    name = "a" * 90
    shutil.copytree(regions / "plans" / "alfa", regions / "plans" / name)
    assert byreg("set", "alfa/1", GOAL, f"{name}/1/more-jobs", cwd=regions).code == 0
    assert byreg("show", "alfa/1/more-jobs", cwd=regions).code == 0


def test_a_region_without_plans_has_records_to_list(byreg, regions):
    (regions / "plans" / "gamma").mkdir()
    shutil.copy(regions / "plans" / "demo" / "region.yaml", regions / "plans" / "gamma")
    ran = byreg("list", "municipalities", "gamma", "--as-of", "2019-01-01", "--force", cwd=regions)
    assert ran.out.startswith("gamma/kongsvinger\tKongsvinger"), ran


def test_a_record_of_a_region_is_told_in_the_language_of_that_region(byreg, regions):
    """Also where the first region of all is told of in the other language."""
    append(regions, "plans/alfa/region.yaml", "language: nn\n")
    path = regions / "plans" / "demo" / "region.yaml"
    text = path.read_text(encoding="utf-8").replace("    name: Grue\n", "    name: Grue\n    membership: 2018/..\n")
    path.write_text(text, encoding="utf-8")
    for asked in (("demo",), ()):
        ran = byreg("list", "municipalities", *asked, "--as-of", "2019-01-01", "--force", cwd=regions)
        assert "demo/grue\tGrue\t\tfra 2018" in ran.out.replace("\t\t\t", "\t\t"), ran


def test_names_to_choose_from_stand_in_order(byreg, regions):
    ran = byreg("show", "/1/x", cwd=regions)
    assert "Choose from: alfa, beta, demo." in ran.err


def test_what_changes_while_it_is_read_is_read_with_all_else(regions):
    """As by an editor: the file first refers to no other region, and then to one."""

    class Changing(Folder):
        def read(self, path, most):
            data, size = super().read(path, most)
            if path == "plans/alfa/1/plan.yaml" and path in seen:
                data += b"continues: beta/1\n"
            seen.add(path)
            return data, size

    seen = set()
    workspace = load_workspace(regions, Settings(), Changing(regions), around=["alfa"])
    assert workspace.register.regions["alfa"].phases["1"].plan.continues == ("beta/1",)
    assert workspace.regions_read == {"alfa", "beta", "demo"}


def test_a_reference_from_another_region_follows(byreg, regions):
    assert byreg("set", "beta/1", GOAL, "alfa/1/new-firms", cwd=regions).code == 0
    assert byreg("rename", "alfa/1/new-firms", "start-ups", cwd=regions).code == 0
    assert "continues: alfa/1/start-ups" in (regions / "plans/beta/1/plan.yaml").read_text(encoding="utf-8")
    assert byreg("validate", "--select", "BY2", cwd=regions).code == 0


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "latin-1"])
@pytest.mark.parametrize("change", [("rename", "alfa/1/new-firms", "start-ups"), ("remove", "alfa/1/new-firms")])
def test_a_file_in_another_encoding_may_refer_to_the_record(byreg, regions, change, encoding):
    path = regions / "plans/beta/1/plan.yaml"
    text = f"{path.read_text(encoding='utf-8')}continues: alfa/1\nnote: Sør\n"
    path.write_bytes(text.encode(encoding))
    ran = byreg(*change, cwd=regions)
    assert ran.code == 2
    assert "a file cannot be read: plans/beta/1/plan.yaml" in ran.err


def test_a_broken_file_that_refers_to_nothing_there_is_in_nobodys_way(byreg, regions):
    append(regions, "plans/beta/1/plan.yaml", "\tx: [\n")
    assert byreg("rename", "alfa/1/new-firms", "start-ups", cwd=regions).code == 0
    append(regions, "plans/beta/1/targets.yaml", "note: alfa/1/start-ups\n")
    ran = byreg("rename", "alfa/1/start-ups", "new-ones", cwd=regions)
    assert (ran.code, "plans/beta/1/plan.yaml" in ran.err) == (2, True)
