"""Charts: the right figures, drawn so that everyone can read them, the same bytes each time."""

import re
from datetime import date
from decimal import Decimal
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byreg.config import Settings
from byreg.language.language import language
from byreg.load import load_workspace
from byreg.model.state import plan_status
from byreg.report.build import build_report
from byreg.report.charts.chart import Bars, Figures, Span, Timeline
from byreg.report.draw.mermaid import label, mermaid
from byreg.report.draw.palette import DARK, FILLED, LIGHT, TONES, style_of_charts
from byreg.report.draw.scale import share, steps_between
from byreg.report.draw.svg import svg
from byreg.report.draw.terminal import drawn, sparkline
from byreg.wording.said import Status
from tests.conftest import ROOT
from tests.golden.test_reports import DAYS
from tests.support.states import put, trees, workspace_of

DAY = date(2020, 6, 30)
SVG = "{http://www.w3.org/2000/svg}"


def report_of(where, day=DAY, code="nb"):
    register = workspace_of(where).register
    return build_report(register, register.phase("demo", "1"), "status", language=language(code), day=day)


def course_of(indicator, day=DAY):
    found = report_of(put(trees(), "targets", "indicators.jobs", indicator), day).work.indicators
    return next(one.course for one in found if one.record.id == "jobs")


def luminance(colour):
    """WCAG 2.1's relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return linear, sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    low, high = sorted((luminance(one)[1], luminance(other)[1]))
    return (high + 0.05) / (low + 0.05)


# how eyes without one of the three receptors see: Machado, Oliveira and Fernandes 2009, severity 1
EYES = {
    "all three": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "without red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "without green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "without blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


def lab(colour, eyes):
    """CIE L*a*b* of a colour as those eyes see it."""
    linear = luminance(colour)[0]
    red, green, blue = (min(1, max(0, sum(m * c for m, c in zip(row, linear, strict=True)))) for row in EYES[eyes])
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
    )
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_contrast(colours):
    for name in ("ink", "muted", "accent", *TONES):
        for ground in ("paper", "tint"):
            assert contrast(colours[name], colours[ground]) >= 4.5, (name, ground)
    assert contrast(colours["edge"], colours["paper"]) >= 3


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("eyes", EYES)
def test_tones_differ_for_all_eyes(colours, eyes):
    for one, other in combinations(FILLED, 2):
        a, b = lab(colours[one], eyes), lab(colours[other], eyes)
        assert sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) ** 0.5 >= 18, (one, other)


def test_every_style_of_a_drawing_has_a_rule():
    rules = set(re.findall(r"\.chart \.([a-z]+)", style_of_charts()))
    used = set()
    for chart in every_chart():
        used |= {name for found in re.findall(r'class="([^"]+)"', str(svg(chart))) for name in found.split()}
    assert used - rules <= {"chart", "symbol"}
    assert style_of_charts(LIGHT).count("var(") == 0


def every_chart():
    register = load_workspace(ROOT, Settings()).register
    for plan, day in DAYS.items():
        report = build_report(
            register, register.phase(*plan.split("/")), "status", language=language("nb"), day=date.fromisoformat(day)
        )
        for name in ("goals", "actions", "dimensions", "financing", "timeline"):
            if chart := getattr(report.charts, name):
                yield chart
        yield from (one.course for one in report.work.indicators if one.course)


def test_every_chart_of_the_plans():
    kinds = set()
    for chart in every_chart():
        kinds.add(chart.kind)
        root = ElementTree.fromstring(str(svg(chart)))
        assert root.tag == f"{SVG}svg"
        assert root.get("aria-labelledby") == f"{chart.id}-title {chart.id}-desc"
        assert root[0].text == chart.title
        assert root[1].text == chart.description
        assert chart.description
        assert chart.figures.rows
        assert all(len(row) == len(chart.figures.headings) for row in chart.figures.rows)
        assert str(svg(chart)) == str(svg(chart))
        assert drawn(chart)
        for element in root.iter():
            for name in ("x", "width", "x1", "x2", "cx"):
                value = element.get(name, "0")
                assert not value.endswith("%") or -1 <= float(value[:-1]) <= 101, (chart.id, value)
    assert kinds == {"bars", "curve", "timeline"}


def test_goal_attainment_counts_every_goal():
    report = report_of(trees(), date(2020, 6, 30))
    chart = report.charts.goals
    assert chart.bars[0].total == len(report.work.every_goal) == 2
    assert [bar.label for bar in chart.bars] == ["Alle mål", "Hovedmål", "Delmål"]
    assert chart.figures.rows[0][-1] == "2"
    assert chart.whole.bars == chart.bars[:1]


def test_dimensions_count_goals_and_actions_by_tag():
    where = put(trees(), "plan", "goals.more-jobs.tags", ["live", "work"])
    chart = report_of(where).charts.dimensions
    assert [(bar.label, bar.total) for bar in chart.bars] == [("Bo", 1), ("Bedrift", 2), ("Besøk", 0)]


def test_financing_adds_up_by_funder_and_says_what_it_leaves_out():
    lines = {
        "a": {"title": "A", "funder": "council-office", "amount": 2000000, "state": "granted"},
        "b": {"title": "B", "funder": "council-office", "amount": 500000, "state": "applied"},
        "c": {"title": "C", "funder": "council-office", "amount": 50, "per": "inhabitant"},
        "d": {"title": "D", "each": "municipality", "amount": 100, "unit": "hours"},
        "e": {"title": "E", "each": "municipality", "amount": 300000, "basis": "actual", "state": "paid"},
    }
    chart = report_of(put(trees(), "plan", "financing", lines)).charts.financing
    assert [bar.total for bar in chart.bars] == [Decimal(2500000), Decimal(300000)]
    assert chart.bars[1].label == "Hver kommune (regnskap)"
    assert [part.status.text for part in chart.bars[0].parts] == ["Innvilget", "Søkt om"]
    assert "per innbygger" in chart.description


BASE = {"title": "Arbeidsplasser", "measures": "more-jobs", "observations": {"2018": 1050, "2019": 1080}}


@pytest.mark.parametrize(
    ("target", "limits"),
    [
        ({"at_least": 1100}, [(1100, None)]),
        ({"at_most": 900}, [(None, 900)]),
        ({"equals": 1000}, [(1000, 1000)]),
        ({"between": [900, 1100]}, [(900, 1100)]),
        ({"keep_at_least": 1000}, [(1000, None)]),
        ({"change": 10, "of": "percent"}, [(1100, None)]),
        ({"change": -50, "of": "units"}, [(None, 950)]),
        ({"net_change": 20, "per": "year"}, []),
        ({"total": 500}, []),
        ({"direction": "increase"}, []),
        ({"all_of": {"low": {"at_least": 1000}, "high": {"at_most": 1200}}}, [(1000, None), (None, 1200)]),
    ],
)
def test_targets_as_levels(target, limits):
    course = course_of({**BASE, "baseline": 1000, "targets": {"end": target}})
    assert [(level.low, level.high) for level in course.levels] == limits
    assert course.baseline == 1000
    assert [mark.sort for mark in course.legend] == ["point", "baseline", "target" if limits else "said"]
    assert all(level.start < level.end for level in course.levels)
    assert steps_cover(course)


def steps_cover(course):
    low, high = course.ticks[0][0], course.ticks[-1][0]
    figures = [point.value for point in course.points] + [level.low for level in course.levels if level.low is not None]
    return all(low <= value <= high for value in figures)


def test_targets_in_steps_follow_one_another():
    course = course_of(
        {**BASE, "targets": {"first": {"at_least": 1060, "by": "2018"}, "then": {"at_least": 1100, "by": "2019"}}}
    )
    first, then = course.levels
    assert first.end == date(2018, 12, 31).toordinal() == then.start
    assert then.end == date(2019, 12, 31).toordinal()


def test_changes_are_columns_from_zero_and_targets_are_scaled():
    indicator = {
        "title": "Netto nye", "measures": "more-jobs", "per": "half-year", "observations": {"2018-H1": 20, "2018-H2": -5},
        "targets": {"yearly": {"net_change": 100, "per": "year"}},
    }  # fmt: skip
    course = course_of(indicator)
    assert course.changes
    assert course.levels[0].low == 50
    assert Decimal(0) in [value for value, _ in course.ticks]
    assert str(svg(course)).count('class="point"') == 3  # two columns, and the key


def test_a_rank_is_better_when_it_is_lower():
    indicator = {
        "title": "Plassering", "measures": "more-jobs", "scale": "rank", "direction": "decrease", "baseline": 40,
        "observations": {"2018": 30, "2019": 20}, "targets": {"end": {"places_gained": 15}},
    }  # fmt: skip
    course = course_of(indicator)
    assert course.downwards
    assert course.levels[0].high == 25
    root = ElementTree.fromstring(str(svg(course)))
    first, last = [one for one in root.iter(f"{SVG}circle") if one.get("class") == "point" and "%" in one.get("cx")]
    assert int(last.get("cy")) < int(first.get("cy"))


@pytest.mark.parametrize("forecast", [{}, {"2020": 1, "2021": 2}])
@pytest.mark.parametrize(
    "observations", [{}, {"2018": {"not_measured": "Ingen tall."}}, {"2018": {"by_unit": {"grue": 3}}}]
)
def test_what_cannot_be_drawn_is_not(observations, forecast):
    found = {"title": "Ett tall", "measures": "more-jobs", "observations": observations, "forecast": forecast}
    assert course_of(found) is None
    assert course_of({"title": "Ett tall", "measures": "more-jobs", "observations": {"2018": 5}}) is None


def test_a_milestone_stands_where_its_period_ends():
    where = put(trees(), "plan", "milestones.half-way", {"title": "Innen", "date": "../2019"})
    chart = report_of(where).charts.timeline
    root = ElementTree.fromstring(str(svg(chart)))
    (mark,) = [one for one in root.iter(f"{SVG}svg") if one.get("x")]
    assert mark.get("x") == "100%"


def test_a_doubtful_status_that_is_overdue_tells_both():
    action = {"title": "Sent", "under": "new-firms", "schedule": 2018, "updates": [{"date": "2018-06", "status": "ongoing", "tentative": ["status"]}]}  # fmt: skip
    (shown,) = report_of(put(trees(), "actions", "actions", {"a": action})).work.actions
    assert (shown.status.remark, shown.status.late) == ("over fristen, usikkert", True)


def test_the_day_decides_what_is_drawn():
    indicator = {**BASE, "baseline": {"value": 1000, "period": 2017}, "targets": {"end": {"at_least": 1100}}}
    assert [point.when for point in course_of(indicator, date(2019, 6, 1)).points] == ["2017", "2018"]


def test_a_forecast_goes_on_from_the_last_observation():
    indicator = {**BASE, "forecast": {"2021": 1200, "2018": 1010, "2020": 1100}}
    course = course_of(indicator)
    assert [point.when for point in course.forecast] == ["2018", "2020", "2021"]
    root = ElementTree.fromstring(str(svg(course)))
    lines = [one for one in root.iter(f"{SVG}line") if one.get("class") == "foreseen" and "%" in one.get("x1")]
    assert len(lines) == 2
    assert all(float(one.get("x1")[:-1]) < float(one.get("x2")[:-1]) for one in lines)


def test_what_is_overdue_is_counted_as_that():
    updates = [{"date": "2018-06", "status": "ongoing"}]
    actions = {
        "late": {"title": "Sent", "under": "new-firms", "schedule": 2018, "updates": updates},
        "open": {"title": "Åpent", "under": "new-firms", "schedule": "2018/2030", "updates": updates},
    }
    chart = report_of(put(trees(), "actions", "actions", actions)).charts.actions
    assert [(status.symbol, status.text) for status in chart.legend] == [("▸", "Pågår"), ("!", "Over fristen")]
    assert len(set(chart.figures.headings)) == len(chart.figures.headings)


def test_the_brief_tells_what_goes_wrong_before_it_is_too_late():
    indicator = {"title": "Innbyggere", "measures": "more-jobs", "direction": "increase", "baseline": {"value": 18000, "period": 2017},
                 "observations": {"2018": 17900}, "targets": {"end": {"at_least": 18500, "by": "2030"}}}  # fmt: skip
    where = put(trees(), "targets", "indicators.jobs", indicator)
    where = put(where, "actions", "actions.network.schedule", "2019/2030")
    where = put(
        where,
        "plan",
        "milestones.silent",
        {"title": "Taus", "date": "2018-12", "updates": [{"date": "2019-01", "status": "not_reported"}]},
    )
    told = {(one.title, one.what) for one in report_of(where).standing.behind}
    assert ("Innbyggere", "Utviklingen går feil vei: 18\u00a0000 → 17\u00a0900") in told
    assert ("Nettverk for gründere", "Tiltaket er ikke begynt") in told
    assert ("Taus", "Passert, men ikke rapportert") in told


@pytest.mark.parametrize(
    ("assessed", "sentence"),
    [
        ([], "Ingen av de 2 målene er vurdert ennå."),
        (["achieved"], "1 av 2 mål er nådd. 1 mål er ikke vurdert."),
        (["achieved", "partly"], "1 av 2 mål er nådd."),
    ],
)
def test_what_is_not_judged_is_not_called_missed(assessed, sentence):
    where = put(trees(), "targets", "indicators", {})
    for goal, status in zip(("more-jobs", "new-firms"), assessed, strict=False):
        where = put(where, "plan", f"goals.{goal}.assessments", [{"date": "2020-01-01", "status": status}])
    sentences = report_of(where).standing.sentences
    assert " ".join(sentences).startswith(sentence)


def test_a_timeline_holds_phases_milestones_and_actions():
    chart = report_of(trees()).charts.timeline
    assert [(span.lane, span.label, span.point) for span in chart.spans] == [
        ("Faser", "Demoplanen", False),
        ("Milepæler", "Halvveis", True),
        ("Tiltak", "Kurs for gründere", False),
        ("Tiltak", "Nettverk for gründere", False),
    ]
    assert chart.left_out == ""
    many = {f"a{number}": {"title": f"Tiltak {number}", "under": "new-firms", "schedule": 2018} for number in range(80)}
    long = report_of(put(trees(), "actions", "actions", many)).charts.timeline
    assert len(long.spans) == 60
    assert long.left_out == "22 til står i tabellene."


@given(st.decimals(-(10**15), 10**15, places=3), st.decimals(-(10**15), 10**15, places=3))
def test_steps_are_few_round_and_hold_everything(one, other):
    low, high = sorted((one, other))
    steps = steps_between(low, high)
    assert 2 <= len(steps) <= 7
    assert steps[0] <= low <= high <= steps[-1]
    gaps = {after - before for before, after in pairwise(steps)}
    assert len(gaps) == 1
    assert str(gaps.pop().normalize().as_tuple().digits) in ("(1,)", "(2,)", "(5,)")


def test_a_share_stays_within_its_ends():
    assert [share(value, 0, 10) for value in (-5, 0, 5, 10, 50)] == [0, 0, Decimal("0.5"), 1, 1]


def timeline_of(text):
    status = Status("Pågår", "▸", "active")
    spans = (
        Span(text, text, 737000, 737100, "2018", status),
        Span(text, text, 737050, 737050, "2018", None, point=True),
    )
    return Timeline(
        "timeline", text, text, Figures(("a", "b", "c"), ((text, "", ""),)), spans, 737000, 737100, 737050, text
    )


@given(st.text(min_size=1, max_size=60))
def test_any_label_is_safe_in_mermaid(text):
    lines = mermaid(timeline_of(text)).splitlines()
    sections = sum(line.strip().startswith("section ") for line in lines)
    assert (len(lines), sections) == (8, 1)
    assert label(text)
    tasks = [line.strip() for line in lines if line.strip()[:1] in "▸◆"]
    assert len(tasks) == 2
    for task in tasks:
        name, colon, when = task.rpartition(" :")
        assert colon
        assert ":" not in name
        assert not re.search(r"[;#%`<>{}\n\r]", name)
        assert re.fullmatch(r"(milestone|active), \d{4}-\d\d-\d\d, (0d|\d{4}-\d\d-\d\d)", when) or re.fullmatch(
            r"\d{4}-\d\d-\d\d, \d{4}-\d\d-\d\d", when
        )


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=80))
def test_any_label_is_text_in_svg(text):
    root = ElementTree.fromstring(str(svg(timeline_of(text))))
    assert "".join(root[0].itertext()) == text
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "text", "tspan", "rect", "line", "path", "circle",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("values", "blocks"), [([1, 2, 3], "▁▄█"), ([5, 5], "▄▄"), ([Decimal(-10), Decimal(0), Decimal(10)], "▁▄█")]
)
def test_sparks(values, blocks):
    assert sparkline([Decimal(value) for value in values]) == blocks


def test_bars_in_text_say_what_their_patterns_mean():
    chart = report_of(trees()).charts.actions
    assert isinstance(chart, Bars)
    lines = drawn(chart).splitlines()
    assert lines[0].startswith("Alle tiltak")
    assert all(status.text in lines[-1] for status in chart.legend)


def test_the_phase_is_drawn_with_its_status():
    register = workspace_of(trees()).register
    phase = register.phase("demo", "1")
    assert plan_status(phase.plan, DAY) == "adopted"
    assert report_of(trees()).charts.timeline.spans[0].status.text == "Vedtatt"
