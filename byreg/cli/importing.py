"""What `byreg import` does with a file: read it, say what it changes or what is wrong, write it or not."""

import sys
from collections.abc import Sequence
from pathlib import Path

from byreg.amend.amendment import Amended, Amendment
from byreg.amend.beginnings import draft_phase
from byreg.amend.ending import drop_record, remove_record
from byreg.amend.records import Given
from byreg.cli import values
from byreg.cli.amending import carry_out, written_day
from byreg.cli.asking import ask, can_ask
from byreg.cli.defused import defused
from byreg.cli.workspace import find_entry, find_phase, find_region, open_workspace
from byreg.diff.state import state_of
from byreg.errors import ByregError
from byreg.exchange.book import context_of
from byreg.exchange.cells import Problem
from byreg.exchange.foreign import Draft, Known, Reader, preview
from byreg.exchange.grid import Grid, read_grids
from byreg.exchange.headings import ColumnMapping, blank_mapping, guess_mapping, read_mapping, with_headings
from byreg.exchange.importing import Imported, import_book
from byreg.exchange.returned import read_state
from byreg.language.language import language
from byreg.load import Workspace
from byreg.model.period import parse_period
from byreg.model.record import WHO
from byreg.model.register import Phase, RegionNode, name_of
from byreg.personal import masked
from byreg.report.changes import as_comparison, plan_changes
from byreg.storage.write import read_bounded, write_new

MOST_PROBLEMS = 50
MOST_MAPPING = 256 * 1024


class NotUnderstoodError(ByregError):
    """Cells that could not be understood were told; nothing is written."""


def bring_in(
    file: Path,
    plan: str | None,
    phase: str | None,
    gone: str | None,
    reason: str | None,
    on: str | None,
    *,
    dry_run: bool,
) -> int:
    """Bring the changes of a workbook into its plan."""
    grids = read_grids(file)
    state = read_state(grids)
    address = plan or (state.address if state else None)
    if address is None:
        raise ByregError(f"'{file}' does not say which plan it is of", "Name the plan: byreg import FILE REGION/PHASE.")
    today = values.day_of(None)
    day = written_day(on)
    found: list[Imported] = []
    answers: dict[str, str] = {}

    def build(workspace: Workspace) -> Amendment:
        there = find_phase(workspace, address, phase if plan else None)
        if state is not None and there.address != state.address:
            raise ByregError(
                f"'{file}' is of {state.address}, not of {there.address}", "Leave the plan out, or export that one."
            )
        context = context_of(workspace.register, there, max(today, parse_period(day).last), day)
        imported = import_book(workspace, there, context, grids, state)
        found[:] = [imported]
        if imported.problems:
            tell_problems(imported.problems)
            number = len(imported.problems)
            cells = "1 cell" if number == 1 else f"{number} cells"
            raise NotUnderstoodError(
                f"{cells} cannot be taken in; nothing is written",
                "Mend them in the workbook, save it, and run the command again.",
            )
        settle(workspace, there, imported, gone, reason, day, answers)
        return imported.amendment

    before: list[Workspace] = []

    def remembered(workspace: Workspace) -> Amendment:
        before[:] = [workspace]
        return build(workspace)

    if can_ask():
        build(open_workspace())  # what is asked is asked before others have to wait
    amended = carry_out(remembered, today, dry_run=dry_run, quiet=True)
    tell(before[0], amended, find_phase(before[0], address, phase if plan else None), found[0], dry_run=dry_run)
    return 0


def tell_problems(problems: Sequence[Problem]) -> None:
    """Print what cannot be understood, a line for each cell with a hint below."""
    for one in problems[:MOST_PROBLEMS]:
        print(defused(masked(str(one))), file=sys.stderr)
        if one.hint:
            print(defused(masked(f"  hint: {one.hint}")), file=sys.stderr)
    if len(problems) > MOST_PROBLEMS:
        print(f"… and {len(problems) - MOST_PROBLEMS} more", file=sys.stderr)


def settle(
    workspace: Workspace,
    phase: Phase,
    imported: Imported,
    gone: str | None,
    reason: str | None,
    day: str,
    answers: dict[str, str],
) -> None:
    """Do with the records whose rows are gone what was answered, once for all or one by one."""
    if not imported.gone:
        return
    if gone is None and not can_ask():
        names = ", ".join(id_ for _, id_ in imported.gone[:10])
        more = f" and {len(imported.gone) - 10} more" if len(imported.gone) > 10 else ""
        raise ByregError(
            f"rows are gone from the workbook: {names}{more}",
            "Say what becomes of them: --gone keep, --gone drop --reason TEXT, or --gone remove (in a draft).",
        )
    for _, id_ in imported.gone:
        entry = find_entry(phase, id_)
        if entry.record.dropped is not None:
            continue  # its end is on record
        answer = (
            gone
            or answers.get(id_)
            or ask(
                f"The row of {entry.kind} {id_} is gone. keep, drop or remove?",
                "--gone",
                choices=("keep", "drop", "remove"),
            )
        )
        answers[id_] = answer or "keep"
        if answer == "drop":
            why = reason or answers.get(f"{id_} why") or ask("Why?", "--reason") or ""
            answers[f"{id_} why"] = why
            imported.amendment.join(drop_record(workspace, entry, day, why, None))
        elif answer == "remove":
            imported.amendment.join(remove_record(workspace, entry, values.day_of(None)))


def tell(before: Workspace, amended: Amended, phase: Phase, imported: Imported, *, dry_run: bool) -> None:
    """Say what changes in the words of `byreg diff`."""
    for note in imported.notes:
        print(defused(masked(f"byreg: {note}")), file=sys.stderr)
    if not amended.changed:
        print("byreg: nothing to change", file=sys.stderr)
        return
    print_changes(before, amended.workspace, phase)
    files = f"{len(amended.changed)} file{'' if len(amended.changed) == 1 else 's'}"
    rows = f"{imported.changed} changed and {imported.added} new rows"
    print(f"byreg: {rows}; {files} {'would change; nothing is written' if dry_run else 'written'}", file=sys.stderr)


def print_changes(before: Workspace, after: Workspace, phase: Phase) -> None:
    from byreg.cli.console import stdout
    from byreg.cli.diff import text_lines

    words = language(before.register.regions[phase.region].region.language)
    day = values.day_of(None)
    scope = (phase.region, phase.id)
    plans = [plan_changes(state_of(before.register, scope, day), state_of(after.register, scope, day), words)]
    comparison = as_comparison(
        plans, words, content_language=words.code, title=phase.address, old=words.text("Before"), new=words.text("Now")
    )
    terminal = sys.stdout.isatty()
    for line in text_lines(comparison, terminal=terminal):
        stdout().print(line)


def make_new(
    file: Path,
    plan: str | None,
    phase: str | None,
    mapping_file: Path | None,
    save_mapping: Path | None,
    title: str | None,
    period: str | None,
    on: str | None,
    *,
    dry_run: bool,
) -> int:
    """Make a draft plan of a foreign action table; a preview says what was understood."""
    today = values.day_of(None)
    day = written_day(on)
    grids = read_grids(file)
    mapping = chosen_mapping(grids, mapping_file, save_mapping)
    named = [one for one in grids if one.name == mapping.sheet or file.suffix.lower() == ".csv"]
    if not named:
        raise ByregError(f"'{file}' has no sheet '{mapping.sheet}'", f"It has: {', '.join(one.name for one in grids)}.")
    grid = named[0].filled()
    mapping = with_headings(mapping, grid)
    address = f"{plan}/{phase}" if plan and phase else plan or ""
    region, slash, _ = address.partition("/")
    if not slash:
        raise ByregError("which plan is to be made of it?", "Write REGION/PHASE: byreg import FILE valdres/1 --new.")
    if save_mapping is not None:
        write_new(save_mapping, mapping.text())
    title = title or ask("What is the plan called?", "--title") or ""
    period = period or ask("From when to when (2018/2020)?", "--period") or ""
    found: list[Draft] = []

    def build(workspace: Workspace) -> Amendment:
        node = find_region(workspace, region)
        reader = Reader(
            grid, mapping, known_names(workspace, node), day, (*node.contents.by_id, *workspace.register.shared.by_id)
        )
        found[:] = [reader.read()]
        if not found[0].tables.get("actions"):
            raise ByregError(
                f"no action was found in '{file}'", "Say which column is what: --mapping FILE; see --save-mapping."
            )
        given = [Given("title", title), Given("kind", "action_programme"), Given("period", period)]
        return draft_phase(workspace, address, given, found[0].tables, day)

    try:
        carry_out(build, today, dry_run=dry_run)
    finally:
        for line in preview(mapping, grid, found[0] if found else Draft()):
            print(defused(masked(line)), file=sys.stderr)
        tell_problems(found[0].remarks if found else ())
        for other in grids:
            if other.name != grid.name and other.rows:
                print(defused(masked(f"byreg: the sheet '{other.name}' is not read")), file=sys.stderr)
    return 0


def chosen_mapping(grids: Sequence[Grid], file: Path | None, save: Path | None) -> ColumnMapping:
    """Return the mapping that was given, or guessed; where none can be, an empty one is written to fill in, if asked for."""
    if file is not None:
        return read_mapping(read_bounded(file, MOST_MAPPING, "Write it with --save-mapping."))
    try:
        return guess_mapping(grids)
    except ByregError:
        if save is None or not grids:
            raise
        write_new(save, blank_mapping(grids[0]).text())
        raise ByregError(
            "no action table was recognised", f"Say which column is what in {save}, then use --mapping."
        ) from None


def known_names(workspace: Workspace, node: RegionNode) -> Known:
    """Return the organisations that a table of a region may name."""
    found: dict[str, str] = {}
    for contents in (workspace.register.shared, node.contents):
        for entry in contents.entries:
            if entry.kind in WHO:
                found |= {name.casefold(): entry.id for name in (name_of(entry.record), entry.id)}
    return Known(found)
