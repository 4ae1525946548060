"""A verdict on any plan that shows a code holds on the first and the last of its days, and is kept for no others."""

import time
from datetime import date, timedelta

import pytest

from byreg.cache.store import Store
from byreg.check import Choice, check_workspace
from byreg.config import FILE_NAME, Settings, parse_settings
from byreg.load import load_workspace
from byreg.survey import Means, survey
from tests.conftest import ROOT

DAY = date(2020, 6, 30)
WORKSPACES = [ROOT, *sorted(path.parent for path in ROOT.glob("tests/cases/*/*/plans"))]


@pytest.mark.parametrize("folder", WORKSPACES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_verdict_holds_on_all_its_days(folder, tmp_path):
    settings = folder / FILE_NAME
    chosen = parse_settings(settings.read_bytes(), "0.1.0") if settings.exists() else Settings()
    choice, workspace = Choice(chosen.check), load_workspace(folder, chosen)
    means = Means(Store(str(tmp_path / "cache" / "0"), str(folder)), "edition", time.time_ns())
    first, last = survey(folder, chosen, choice, DAY, means).days
    around = [DAY, *(day - timedelta(days=1) for day in (first,) if day > date.min)]
    around += [day + timedelta(days=1) for day in (last,) if day < date.max]
    for day in (first, last, *around):
        expected = check_workspace(workspace, day, choice)
        assert survey(folder, chosen, choice, day, means).checked == expected
