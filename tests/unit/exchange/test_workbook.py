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
from byreg.exchange.cells import plain_text
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
    with pytest.raises(ByregError):
        read_grids(path)


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
    with pytest.raises(ByregError):
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
