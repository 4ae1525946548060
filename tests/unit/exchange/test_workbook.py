"""A plan as a workbook: what a case officer meets, and what comes back."""

import datetime
import io
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from byreg.amend.amendment import amend
from byreg.config import Settings
from byreg.errors import ByregError
from byreg.exchange import grid
from byreg.exchange.book import context_of, make_book
from byreg.exchange.cells import CellError, plain_text
from byreg.exchange.fields import read_number
from byreg.exchange.grid import read_grids
from byreg.exchange.importing import import_book
from byreg.exchange.plain import as_csv
from byreg.exchange.returned import read_state
from byreg.exchange.workbook import as_xlsx
from byreg.load import load_workspace
from tests.conftest import ROOT

DAY = date(2018, 6, 30)
PLANS = ("kongsvinger/1", "kongsvinger/2", "kongsvinger/3", "notodden/2", "sor-troms/2", "sor-troms/drivkraft")
FIXTURES = Path(__file__).parent / "files"


@pytest.fixture(scope="module")
def plans():
    return load_workspace(ROOT, Settings())


def phase_of(workspace, address):
    region, phase = address.split("/")
    return workspace.register.regions[region].phases[phase]


def context(workspace, address, on="2018-06-30"):
    return context_of(workspace.register, phase_of(workspace, address), DAY, on)


def saved(workspace, address, path):
    path.write_bytes(as_xlsx(make_book(context(workspace, address))))
    return path


def brought_in(workspace, address, path, on="2018-06-30"):
    grids = read_grids(path)
    return import_book(
        workspace, phase_of(workspace, address), context(workspace, address, on), grids, read_state(grids)
    )


def cell(sheet, id_, heading):
    columns = {one.value: one.column for one in sheet[1]}
    row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == id_)
    return sheet.cell(row, columns[heading])


def is_untouched(imported):
    return not imported.problems and not imported.gone and not imported.amendment.contents()


@pytest.mark.parametrize("address", PLANS)
def test_an_untouched_workbook_changes_nothing(plans, tmp_path, address):
    assert is_untouched(brought_in(plans, address, saved(plans, address, tmp_path / "a.xlsx")))


@pytest.mark.parametrize("address", PLANS)
@pytest.mark.parametrize("table", ["actions", "goals", "indicators", "milestones"])
def test_an_untouched_table_changes_nothing(plans, tmp_path, address, table):
    path = tmp_path / "a.csv"
    path.write_bytes(as_csv(make_book(context(plans, address)), table))
    assert is_untouched(brought_in(plans, address, path))


@pytest.mark.parametrize("address", PLANS)
def test_a_workbook_that_another_library_saved_changes_nothing(plans, tmp_path, address):
    path = saved(plans, address, tmp_path / "a.xlsx")
    openpyxl.load_workbook(path).save(path)
    assert is_untouched(brought_in(plans, address, path))


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*")), ids=lambda path: path.name)
def test_a_workbook_that_libreoffice_saved_changes_nothing(tmp_path, path):
    """Kept from the workspace of the tests, which stays as it is: one as .xlsx, one as .ods."""
    workspace = load_workspace(ROOT / "tests" / "cases" / "base", Settings())
    assert is_untouched(brought_in(workspace, "demo/1", path))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["ods", "xlsx"])
@pytest.mark.parametrize("address", ["kongsvinger/2", "sor-troms/2"])
def test_libreoffice_here_changes_nothing(plans, tmp_path, address, suffix):
    path = saved(plans, address, tmp_path / "a.xlsx")
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = ["soffice", home, "--headless", "--convert-to", suffix, "--outdir", str(tmp_path / "out"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert is_untouched(brought_in(plans, address, tmp_path / "out" / f"a.{suffix}"))


def test_the_same_plan_gives_the_same_bytes(plans):
    first, second = (as_xlsx(make_book(context(plans, "sor-troms/2"))) for _ in range(2))
    assert first == second


def test_it_looks_like_the_action_table(plans, tmp_path):
    book = openpyxl.load_workbook(saved(plans, "sor-troms/2", tmp_path / "a.xlsx"))
    assert book.sheetnames == ["Tiltak", "Mål", "Indikatorer", "Milepæler", "Veiledning", "_lister", "_byreg"]
    assert [book[name].sheet_state for name in book.sheetnames] == ["visible"] * 5 + ["hidden", "veryHidden"]
    sheet = book["Tiltak"]
    headings = [one.value for one in sheet[1]]
    wanted = [
        "Innsatsområde", "Målsetting", "Strategi", "Tiltak", "Tidsplan", "Ressurs/finansiering", "Ansvar", "Bo/Bedrift/Besøk", "Status",
        "Siste oppdatering",
    ]  # fmt: skip
    assert [heading for heading in headings if heading in wanted] == wanted
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.column_dimensions["A"].hidden
    assert not sheet.protection.sheet
    lists = {column for one in sheet.data_validations.dataValidation for column in str(one.sqref).split(":")[0][0]}
    assert lists >= {
        openpyxl.utils.get_column_letter(headings.index(name) + 1) for name in ("Status", "Ansvar", "Bo/Bedrift/Besøk")
    }
    assert all(
        not one.showErrorMessage for one in sheet.data_validations.dataValidation
    )  # a list helps, it does not forbid


def test_days_are_real_dates(plans, tmp_path):
    book = openpyxl.load_workbook(saved(plans, "sor-troms/2", tmp_path / "a.xlsx"))
    kinds = {type(row[3].value) for row in book["Milepæler"].iter_rows(min_row=2) if row[3].value}
    assert datetime.datetime in kinds


def test_changed_cells_become_edits_of_those_lines(plans, tmp_path):
    path = saved(plans, "sor-troms/2", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["Tiltak"]
    cell(sheet, "makerspace", "Tiltak").value = "Makerspace i alle sju kommuner"
    cell(sheet, "makerspace", "Tidsplan").value = "2018 - 2021"
    cell(sheet, "makerspace", "Bo/Bedrift/Besøk").value = "Bo/Bedrift"
    cell(sheet, "makerspace", "Ansvar").value = "Sør-Troms regionråd\nBidrar: Harstad; Kvæfjord"
    cell(sheet, "makerspace", "Status").value = "Pågår"
    cell(sheet, "makerspace", "Siste oppdatering").value = "Lokaler er leid."
    cell(sheet, "makerspace", "Oppdatert").value = datetime.datetime(2018, 3, 5)
    book.save(path)
    imported = brought_in(plans, "sor-troms/2", path)
    assert imported.problems == []
    changed = amend(imported.amendment, DAY).changed
    assert list(changed) == ["plans/sor-troms/2/actions.yaml"]
    before, after = (data.decode().splitlines() for data in changed["plans/sor-troms/2/actions.yaml"])
    assert [line for line in after if line not in before] == [
        "    title: Makerspace i alle sju kommuner",
        "    schedule: 2018/2021",
        "    responsible: {lead: [sor-troms-regionrad], contributors: [harstad, kvaefjord]}",
        "    tags: [work, live]",
        "      - date: 2018-03-05",
        "        status: ongoing",
        "        text: Lokaler er leid.",
    ]
    assert len(after) == len(before) + 3


def test_a_new_row_is_a_new_action_and_a_copied_row_too(plans, tmp_path):
    path = saved(plans, "sor-troms/2", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["Tiltak"]
    headings = {one.value: one.column for one in sheet[1]}
    last = sheet.max_row
    for name, value in (
        ("Tiltak", "Felles gründerkurs"),
        ("Tidsplan", 2018),
        ("Ansvar", "Gratangen"),
        ("Status", "Planlagt"),
    ):
        sheet.cell(last + 1, headings[name]).value = value
    sheet.cell(last + 1, headings["Strategi"]).value = cell(sheet, "makerspace", "Strategi").value
    for column in range(1, sheet.max_column + 1):  # the hidden id is copied with the row
        sheet.cell(last + 2, column).value = sheet.cell(2, column).value
    sheet.cell(last + 2, headings["Tiltak"]).value = "Et tiltak til"
    book.save(path)
    imported = brought_in(plans, "sor-troms/2", path)
    assert (imported.problems, imported.added, imported.gone) == ([], 2, [])
    actions = phase_of(amend(imported.amendment, DAY).workspace, "sor-troms/2").actions
    assert actions["felles-grunderkurs"].under == ("innovation-culture",)
    assert actions["felles-grunderkurs"].responsible.lead == ("gratangen",)
    assert actions["felles-grunderkurs"].updates[0].status == "planned"
    assert actions["et-tiltak-til"].under == ("fast-competent-guidance",)
    assert list(actions)[:6] == list(phase_of(plans, "sor-troms/2").actions)


def test_bringing_it_in_twice_is_bringing_it_in_once(plans, tmp_path):
    path = saved(plans, "sor-troms/2", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["Tiltak"]
    cell(sheet, "makerspace", "Tidsplan").value = "2018 - 2021"
    cell(sheet, "makerspace", "Status").value = "Pågår"
    sheet.cell(sheet.max_row + 1, 6).value = "Nytt tiltak"
    book.save(path)
    once = amend(brought_in(plans, "sor-troms/2", path).amendment, DAY).workspace
    assert is_untouched(brought_in(once, "sor-troms/2", path))


def test_two_workbooks_of_one_state_merge_by_field(plans, tmp_path):
    paths = [saved(plans, "sor-troms/2", tmp_path / f"{name}.xlsx") for name in ("kari", "ola")]
    books = [openpyxl.load_workbook(path) for path in paths]
    cell(books[0]["Tiltak"], "makerspace", "Tiltak").value = "Karis tittel"
    cell(books[0]["Tiltak"], "makerspace", "Status").value = "Pågår"
    cell(books[1]["Tiltak"], "makerspace", "Beskrivelse").value = "Olas beskrivelse"
    cell(books[1]["Tiltak"], "makerspace", "Siste oppdatering").value = "Ola melder."
    for book, path in zip(books, paths, strict=True):
        book.save(path)
    first = amend(brought_in(plans, "sor-troms/2", paths[0]).amendment, DAY).workspace
    second = brought_in(first, "sor-troms/2", paths[1])
    assert second.problems == []
    action = phase_of(amend(second.amendment, DAY).workspace, "sor-troms/2").actions["makerspace"]
    assert (action.title, action.text) == ("Karis tittel", "Olas beskrivelse")
    assert [(one.status, one.text) for one in action.updates[1:]] == [("ongoing", None), (None, "Ola melder.")]


def test_one_field_that_both_changed_is_told(plans, tmp_path):
    paths = [saved(plans, "sor-troms/2", tmp_path / f"{name}.xlsx") for name in ("kari", "ola")]
    for path, title in zip(paths, ("Karis tittel", "Olas tittel"), strict=True):
        book = openpyxl.load_workbook(path)
        cell(book["Tiltak"], "makerspace", "Tiltak").value = title
        book.save(path)
    first = amend(brought_in(plans, "sor-troms/2", paths[0]).amendment, DAY).workspace
    (problem,) = brought_in(first, "sor-troms/2", paths[1]).problems
    assert (problem.sheet, problem.cell) == ("Tiltak", "F4")
    assert "Karis tittel" in problem.reason


def test_sorted_filtered_and_moved_rows_are_untouched(plans, tmp_path):
    path = saved(plans, "kongsvinger/2", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["Indikatorer"]
    rows = [[one.value for one in row] for row in sheet.iter_rows(min_row=2)]
    for number, row in enumerate(sorted(rows, key=lambda row: str(row[2])), start=2):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column).value = value
    sheet.insert_rows(1, 2)
    book.save(path)
    assert is_untouched(brought_in(plans, "kongsvinger/2", path))


def test_a_column_of_a_new_period_is_a_measurement(plans, tmp_path):
    path = saved(plans, "kongsvinger/2", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["Indikatorer"]
    column = sheet.max_column + 1
    sheet.cell(1, column).value = "1. halvår 2018"
    row = cell(sheet, "net-new-jobs", "Indikator").row
    sheet.cell(row, column).value = 61
    cell(sheet, "net-new-jobs", "2016").value = 33
    cell(sheet, "net-new-jobs", "2017").value = "ikke målt: registeret var nede"
    book.save(path)
    imported = brought_in(plans, "kongsvinger/2", path)
    assert imported.problems == []
    after = amend(imported.amendment, DAY)
    told = phase_of(after.workspace, "kongsvinger/2").indicators["net-new-jobs"].observations
    assert {period.text: one.value for period, one in told.items()} == {"2016": 33, "2017": None, "2018-H1": 61}
    text = after.changed["plans/kongsvinger/2/targets.yaml"][1].decode()
    assert "      2016: {value: 33, source: final-report}\n" in text
    assert text.index("2017:\n") < text.index("2018-H1: 61")


BAD = {
    "Ansvar": ("Harstat", "nothing is called 'Harstat'"),
    "Status": ("Ferdigg", "'Ferdigg' is none of the values"),
    "Tidsplan": ("snart", "'snart' is no time"),
    "Bo/Bedrift/Besøk": ("Bil", "'Bil' is none of the values"),
    "Prioritet": ("høy", "'høy' is no whole number"),
    "Tiltak": (None, "it cannot be empty"),
    "Innsatsområde": ("UNG", "follows from what the action is under"),
    "Siste oppdatering": (None, "what was told is not taken back"),
}


@pytest.mark.parametrize("heading", BAD)
def test_a_cell_that_cannot_be_understood_is_told_with_its_place(plans, tmp_path, heading):
    path = saved(plans, "sor-troms/2", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    one = cell(book["Tiltak"], "makerspace", heading)
    one.value, reason = BAD[heading]
    book.save(path)
    (problem,) = brought_in(plans, "sor-troms/2", path).problems
    assert (problem.sheet, problem.cell) == ("Tiltak", one.coordinate)
    assert reason in problem.reason


def test_a_computed_column_is_not_changed(plans, tmp_path):
    path = saved(plans, "kongsvinger/2", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    cell(book["Indikatorer"], "net-new-jobs", "Måltall").value = "minst 200"
    book.save(path)
    (problem,) = brought_in(plans, "kongsvinger/2", path).problems
    assert "computed" in problem.reason


def test_a_deleted_row_is_asked_about(plans, tmp_path):
    path = saved(plans, "sor-troms/2", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    book["Tiltak"].delete_rows(cell(book["Tiltak"], "shuttle-bus", "Tiltak").row)
    book.save(path)
    imported = brought_in(plans, "sor-troms/2", path)
    assert imported.gone == [("actions", "shuttle-bus")]
    assert imported.amendment.contents() == {}


def test_a_workbook_without_its_hidden_sheet_is_held_against_the_plan(plans, tmp_path):
    path = saved(plans, "sor-troms/2", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    del book["_byreg"]
    cell(book["Tiltak"], "makerspace", "Merknad").value = "Ny merknad"
    book.save(path)
    changed = brought_in(plans, "sor-troms/2", path).amendment.contents()
    assert list(changed) == ["plans/sor-troms/2/actions.yaml"]


def test_formulas_are_text_on_the_way_out(tmp_path):
    from tests.support.states import put, trees, workspace_of

    workspace = workspace_of(put(trees(), "actions", "actions.x.title", "=cmd|'/c calc'!A1"))
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(make_book(context(workspace, "demo/1")))))
    assert {
        one.data_type for row in book["Tiltak"].iter_rows(min_row=2) for one in row if str(one.value).startswith("=")
    } == {"s"}
    assert b"'=cmd" in as_csv(make_book(context(workspace, "demo/1")), "actions")
    path = tmp_path / "a.csv"
    path.write_bytes(as_csv(make_book(context(workspace, "demo/1")), "actions"))
    assert is_untouched(brought_in(workspace, "demo/1", path))


def changed(plans, address, tmp_path, sheet, cells, name="a.xlsx"):
    """Return what comes back of a workbook in which some cells say something else: (id, heading) → value."""
    path = saved(plans, address, tmp_path / name)
    book = openpyxl.load_workbook(path)
    for (id_, heading), value in cells.items():
        cell(book[sheet], id_, heading).value = value
    book.save(path)
    return brought_in(plans, address, path)


def test_a_comment_on_a_goal_keeps_the_status_that_another_gave(plans, tmp_path):
    goal = "joint-advocacy"
    mine = saved(plans, "kongsvinger/2", tmp_path / "b.xlsx")
    first = changed(plans, "kongsvinger/2", tmp_path, "Mål", {(goal, "Status"): "Nådd"})
    after = amend(first.amendment, DAY).workspace
    book = openpyxl.load_workbook(mine)
    cell(book["Mål"], goal, "Kommentar").value = "Bare en kommentar"
    book.save(mine)
    second = brought_in(after, "kongsvinger/2", mine)
    assert second.problems == []
    judged = phase_of(amend(second.amendment, DAY).workspace, "kongsvinger/2").plan.goals[goal].assessments
    assert [one.status for one in judged if one.date.text == "2018-06-30"] == ["achieved", "achieved"]
    assert judged[-1].comment == "Bare en kommentar" or judged[-2].comment == "Bare en kommentar"


def test_a_baseline_and_its_period_change_together(plans, tmp_path):
    cells = {("net-new-jobs", "Nullpunkt"): -120, ("net-new-jobs", "Nullpunkt, tid"): 2014}
    imported = changed(plans, "kongsvinger/2", tmp_path, "Indikatorer", cells)
    after = phase_of(amend(imported.amendment, DAY).workspace, "kongsvinger/2").indicators["net-new-jobs"].baseline
    assert (after.value, after.period.text, after.source) == (-120, "2014", ("final-report",))


def test_rows_of_one_title_are_never_mistaken(plans, tmp_path):
    path = saved(plans, "sor-troms/2", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["Tiltak"]
    headings = {one.value: one.column for one in sheet[1]}
    last = sheet.max_row
    for row, (text, year) in enumerate((("første", 2018), ("andre", 2019)), start=last + 1):
        for name, value in (("Tiltak", "Kurs"), ("Beskrivelse", text), ("Tidsplan", year)):
            sheet.cell(row, headings[name]).value = value
    book.save(path)
    once = amend(brought_in(plans, "sor-troms/2", path).amendment, DAY).workspace
    actions = phase_of(once, "sor-troms/2").actions
    assert {id_: one.text for id_, one in actions.items() if one.title == "Kurs"} == {
        "kurs": "første",
        "kurs-2": "andre",
    }
    assert is_untouched(brought_in(once, "sor-troms/2", path))
    sheet.cell(last + 2, headings["Beskrivelse"]).value = "tredje"
    book.save(path)
    (problem,) = brought_in(once, "sor-troms/2", path).problems
    assert "of this title" in problem.reason


def test_new_rows_name_each_other(plans, tmp_path):
    path = saved(plans, "kongsvinger/2", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    for sheet, cells in (
        ("Mål", {"Mål": "Flere elever blir", "Type": "Delmål"}),
        (
            "Indikatorer",
            {"Indikator": "Elever som blir", "Måler": "Flere elever blir", "Enhet": "elever", "Måltall": "minst 50"},
        ),
    ):
        page = book[sheet]
        headings = {one.value: one.column for one in page[1]}
        last = page.max_row + 1
        for name, value in cells.items():
            page.cell(last, headings[name]).value = value
    book.save(path)
    imported = brought_in(plans, "kongsvinger/2", path)
    assert imported.problems == []
    _, after = imported.amendment.contents()["plans/kongsvinger/2/targets.yaml"]
    assert "    measures: [flere-elever-blir]\n    targets:\n      end: {at_least: 50}\n" in after.decode()


@pytest.mark.parametrize("saver", ["openpyxl", "soffice"])
def test_a_formula_without_a_value_is_no_empty_cell(plans, tmp_path, saver):
    if saver == "soffice" and shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    path = saved(plans, "sor-troms/2", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    cell(book["Tiltak"], "makerspace", "Beskrivelse").value = "=1/0"
    book.save(path)
    if saver == "soffice":
        home = f"-env:UserInstallation=file://{tmp_path}/home"
        command = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        path = tmp_path / "out" / "a.xlsx"
    (problem,) = brought_in(plans, "sor-troms/2", path).problems
    assert problem.cell == "G4"
    assert "formula" in problem.reason


def test_merged_cells_are_told_not_read_as_empty(plans, tmp_path):
    path = saved(plans, "sor-troms/2", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    book["Tiltak"].merge_cells("D2:D4")
    book.save(path)
    problems = brought_in(plans, "sor-troms/2", path).problems
    assert "cells are merged over several rows" in {one.reason for one in problems}


def test_a_renamed_sheet_is_known_by_its_headings_and_a_missing_one_is_told(plans, tmp_path):
    path = saved(plans, "sor-troms/2", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    book["Tiltak"].title = "Tiltak 2018"
    cell(book["Tiltak 2018"], "makerspace", "Merknad").value = "Ny"
    del book["Mål"]
    book.create_sheet("Notater")["A1"] = "husk"
    book.save(path)
    imported = brought_in(plans, "sor-troms/2", path)
    assert imported.changed == 1
    assert imported.notes == [
        "the sheet 'Notater' is not read",
        "the sheet 'Mål' is not in the workbook; nothing of it is read",
    ]


def test_a_file_that_is_no_table_of_the_plan_is_refused(plans, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("en;to\n1;2\n")
    with pytest.raises(ByregError, match="no sheet of the workbook"):
        brought_in(plans, "sor-troms/2", path)


def test_without_the_hidden_ids_nothing_is_taken_for_new(plans, tmp_path):
    path = saved(plans, "sor-troms/2", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    book["Tiltak"].delete_cols(1)
    book.save(path)
    (problem,) = brought_in(plans, "sor-troms/2", path).problems
    assert "ids is gone" in problem.reason


@pytest.mark.parametrize(
    ("text", "number"),
    [("10 000", 10000), ("1,5", 1.5), ("−3", -3), ("12 %", 12), ("0.5", 0.5), ("12345", 12345), ("10,25", 10.25)],
)
def test_figures_as_people_write_them(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text", ["10.000", "1,000", "1_0", "1e5", "1e9999999", "NaN", "inf", "--5", "9" * 400, "1.2.3", "tolv"]
)
def test_figures_that_could_be_something_else_are_refused(text):
    with pytest.raises(CellError):
        read_number(text)


@pytest.mark.parametrize("text", ["--5", "5" * 5000, "1,5", "½"])
def test_a_priority_is_a_small_whole_number(plans, tmp_path, text):
    (problem,) = changed(plans, "sor-troms/2", tmp_path, "Tiltak", {("makerspace", "Prioritet"): text}).problems
    assert "no whole number" in problem.reason


@pytest.mark.parametrize(
    ("heading", "text"), [("Ansvar", ";"), ("Ansvar", "Koordinator:"), ("Tidsplan", ";"), ("Ansvar", "Tekst:")]
)
def test_separators_alone_say_nothing(plans, tmp_path, heading, text):
    assert changed(plans, "sor-troms/2", tmp_path, "Tiltak", {("makerspace", heading): text}).problems


def test_a_minus_is_no_bullet(plans, tmp_path):
    imported = changed(
        plans, "sor-troms/2", tmp_path, "Tiltak", {("makerspace", "Ressurs/finansiering"): "-100 000 kr\n- en stilling"}
    )
    action = phase_of(amend(imported.amendment, DAY).workspace, "sor-troms/2").actions["makerspace"]
    assert [one.text for one in action.resources] == ["-100 000 kr", "en stilling"]


def test_bringing_in_a_large_table_is_one_piece_of_work(plans, tmp_path):
    """Work grows with the rows, not with their square: each new row is not a parse of its own."""
    from byreg.text import splice

    path = saved(plans, "sor-troms/2", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["Tiltak"]
    for number in range(150):
        sheet.cell(sheet.max_row + 1, 6).value = f"Tiltak nummer {number}"
    book.save(path)
    imported = brought_in(plans, "sor-troms/2", path)
    with pytest.MonkeyPatch.context() as patch:
        parses = []
        real = splice.read_page
        patch.setattr(splice, "read_page", lambda text: parses.append(1) or real(text))
        imported.amendment.contents()
    assert imported.added == 150
    assert len(parses) <= 3


HOSTILE = {
    "no zip": b"hei",
    "empty": b"",
    "a zip of nothing": b"PK\x05\x06" + b"\0" * 18,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_what_is_no_workbook_is_told(tmp_path, data, suffix):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    with pytest.raises(ByregError, match=r"workbook|cannot be read"):
        read_grids(path)


def test_a_damaged_or_odd_archive_is_told(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("xl/workbook.xml", b"x" * 1000)
    with pytest.raises(ByregError, match="damaged"):
        read_grids(path)


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_what_is_no_file_is_not_read(tmp_path, name):
    (tmp_path / name).symlink_to("/dev/zero")
    with pytest.raises(ByregError, match="no ordinary file"):
        read_grids(tmp_path / name)


def test_a_bomb_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(grid, "MOST_UNPACKED", 1_000_000)
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 5_000_000)
    with pytest.raises(ByregError, match="unpacks to more"):
        read_grids(path)


def test_a_cell_at_the_end_of_the_world_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = "Tiltak"
    book.active["XFD1048576"] = "her"
    book.save(path)
    with pytest.raises(ByregError, match=r"far below|as a workbook"):
        read_grids(path)


def test_a_missing_extra_says_how_to_install_it(plans, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(ByregError) as error:
        as_xlsx(make_book(context(plans, "sor-troms/2")))
    assert error.value.hint == "Install it: pip install 'byreg[office]'."


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (132, "132"), (132.0, "132"), ("132", "132"), (1.5, "1.5"), (None, ""), ("  a\r\nb  ", "a\nb"), ("a\u00a0b", "a b"),
        (date(2018, 1, 2), "2018-01-02"), (True, "ja"), (-100, "-100"), (1e15, "1000000000000000"),
    ],
)  # fmt: skip
def test_a_cell_is_the_same_however_it_was_stored(value, text):
    assert plain_text(value) == text
