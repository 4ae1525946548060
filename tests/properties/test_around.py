"""Over workspaces and edits of them: what is told of a region is the same, whether all plans were read or those bound to it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from byreg.amend.amendment import Amendment
from byreg.amend.ending import remove_record
from byreg.amend.renaming import rename_record
from byreg.check import check_workspace, errors_in
from byreg.codes import severity
from byreg.config import FILE_NAME, Settings, parse_settings
from byreg.errors import ByregError
from byreg.language.language import language
from byreg.load import Workspace, load_workspace
from byreg.model.register import Entry
from byreg.report.build import build_report
from byreg.report.outline import plan_outline
from byreg.report.provenance import state_of_plans
from byreg.wording.wording import Wording
from tests.properties.test_survey import DAY, carry_out, edits, make

NB = language("nb")


def the_same_of_each_region(root: Path) -> None:
    chosen = parse_settings((root / FILE_NAME).read_bytes(), "0.1.0")
    whole = load_workspace(root, chosen)
    assert errors_in(whole, DAY) == [one for one in check_workspace(whole, DAY).found if severity(one) == "error"]
    for name, node in whole.register.regions.items():
        part = load_workspace(root, chosen, around=[name])
        told = frozenset((None, name))
        assert errors_in(part, DAY, told) == errors_in(whole, DAY, told)
        assert part.paths == whole.paths
        assert state_of_plans(part) == state_of_plans(whole)
        for phase in node.phases.values():
            same = part.register.regions[name].phases[phase.id]
            for template in ("status", "plan"):
                views = [
                    build_report(register, one, template, language=NB, day=DAY)
                    for register, one in ((whole.register, phase), (part.register, same))
                ]
                assert views[0] == views[1]
            outlines = [
                plan_outline(Wording(register, one, NB, DAY))
                for register, one in ((whole.register, phase), (part.register, same))
            ]
            assert outlines[0] == outlines[1]


def the_same_amendments(root: Path, chosen: Settings) -> None:
    """Another id for a record, and its removal, change the same files in the same way, or are refused for the same reason.

    But a file that is broken, and refers to nothing there, is in nobody's way.
    """
    whole = load_workspace(root, chosen)
    for name, node in whole.register.regions.items():
        part = load_workspace(root, chosen, around=[name])
        for entry in [one for scope in node.scopes for one in scope.entries[:3]]:
            for work in (partial(rename_record, new="another-id"), partial(remove_record, day=DAY)):
                expected, found = outcome(work, whole, entry), outcome(work, part, entry)
                assert expected == found or str(expected).startswith("a file cannot be read")


def outcome(work: Callable[[Workspace, Entry], Amendment], workspace: Workspace, entry: Entry) -> object:
    try:
        return work(workspace, entry).contents()
    except ByregError as error:
        return str(error)


@settings(max_examples=25)
@given(rounds=st.lists(st.lists(edits, min_size=1, max_size=3), min_size=1, max_size=3))
def test_what_is_told_of_a_region_needs_only_what_is_bound_to_it(rounds):
    with TemporaryDirectory() as folder:
        root = Path(folder, "workspace").resolve()
        make(root)
        the_same_of_each_region(root)
        for edits_ in rounds:
            for edit in edits_:
                carry_out(root, edit)
            the_same_of_each_region(root)
            the_same_amendments(root, parse_settings((root / FILE_NAME).read_bytes(), "0.1.0"))
