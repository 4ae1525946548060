"""Every plan in every template and format, byte for byte; `--update` rewrites and prunes."""

from pathlib import Path

import pytest

from byreg.model.plan import TEMPLATES
from tests.support.golden import matches, none_left_over

FOLDER = Path(__file__).parent / "reports"
DAYS = {
    "kongsvinger/1": "2015-12-31",
    "kongsvinger/2": "2018-12-31",
    "kongsvinger/3": "2019-06-30",
    "notodden/2": "2018-12-31",
    "sor-troms/2": "2018-12-31",
    "sor-troms/drivkraft": "2022-03-01",
}
FORMATS = ("md", "html")
CASES = [(plan, template, format_) for plan in DAYS for template in TEMPLATES for format_ in FORMATS]


def name_of(plan: str, template: str, format_: str) -> str:
    return f"{plan.replace('/', '-')}.{template}.{format_}"


@pytest.mark.parametrize(("plan", "template", "format_"), CASES)
def test_report(plan, template, format_, byreg, update):
    ran = byreg("report", plan, "--template", template, "--format", format_, "--as-of", DAYS[plan])
    assert (ran.code, ran.err) == (0, "")
    matches(FOLDER / name_of(plan, template, format_), ran.out, update=update)


def test_no_report_is_left_over(update):
    none_left_over(FOLDER, {name_of(*case) for case in CASES}, update=update)


def test_every_plan_has_a_day(byreg):
    listed = {line.split("\t")[0] for line in byreg("list", "plans").out.splitlines()}
    assert listed == set(DAYS)
