"""`byreg verify`: whether a report was made from a given state of the plans, and is unchanged."""

from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from byreg.cli import options, values
from byreg.errors import ByregError
from byreg.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from byreg.cli.publishing import State
    from byreg.report.provenance import Provenance

MOST_BYTES = 64 * 1024 * 1024


def verify(
    file: Annotated[Path, typer.Argument(metavar="REPORT", help="A report that byreg made, in any format.")],
    commit: Annotated[
        str | None,
        typer.Option(
            "--commit", metavar="REV", help="Hold it against a commit; default the one it names, else the files."
        ),
    ] = None,
    directory: options.Directory = None,
) -> None:
    """Check that a report was made from these plan files and templates, and not changed since.

    The report is made anew from the record it carries, and compared byte for byte. Exit 1 where
    it differs, and then it says why: other plan files, other templates, another version, or a
    report that was changed.

    \b
    Examples:
      byreg verify build/kongsvinger-2-final.html
      byreg verify status.pdf --commit v2018.1
    """
    from byreg.report.provenance import read_records
    from byreg.storage.write import read_bounded

    data = read_bounded(file, MOST_BYTES, "Name a report that byreg made.")
    told, reasons = judged(read_records(data), data, commit)
    asked = told.request
    if reasons:
        print(f"not verified: {printable(str(file))}")
        print("\n".join(f"  {reason}" for reason in reasons))
        if not told.commit and commit is None:
            print("  hint: If it was made from an earlier commit, name that: --commit REV.")
        raise typer.Exit(1)
    beside = f", commit {told.commit[:12]}" if told.commit else ""
    print(f"verified: {printable(str(file))}")
    print(f"  {asked.plan}, {asked.template}, as of {asked.day}, byreg {told.version}{beside}, {told.short}")


def judged(records: "Sequence[Provenance]", data: bytes, commit: str | None) -> "tuple[Provenance, Sequence[str]]":
    """Return the record that holds, with no reasons; else the file's own with the reasons against it.

    A plan's words may quote records: what cannot be done for one of them counts only if none can be held at all.
    """
    told: list[tuple[Provenance, Sequence[str]]] = []
    first: ByregError | None = None
    for record in records:
        try:
            checked(record)
            with state_it_names(record, commit) as state:
                reasons = list(differences(record, state, data))
        except ByregError as error:
            first = first or error
            continue
        if not reasons:
            return record, reasons
        told.append((record, reasons))
    if first is not None and not told:
        raise first
    own = [one for one in told if one[0].request.format == format_of(data)]
    return (own or told)[-1 if format_of(data) == "md" else 0]


def format_of(data: bytes) -> str:
    """Return the format that a file's first bytes tell."""
    return {b"%PDF": "pdf", b"PK": "docx", b"<!": "html"}.get(data[:4] if data[:1] == b"%" else data[:2], "md")


@contextmanager
def state_it_names(told: "Provenance", commit: str | None) -> "Iterator[State]":
    """Return the state to hold a report against: the commit asked for, else the one it names, else the files as they are."""
    from byreg.cli.publishing import state_of

    with ExitStack() as stack:
        try:
            state = stack.enter_context(state_of(commit or told.commit or None, told.request.plan))
        except ByregError as error:
            if commit is not None or not told.commit:
                raise
            raise ByregError(
                f"the report was made from commit {told.commit[:12]}, which is not to be had here: {error.message}",
                "Fetch it, go to the repository that the report is of, or name another commit with --commit.",
            ) from None
        yield state


def checked(told: "Provenance") -> None:
    """Refuse a record that asks for what there is not."""
    from byreg.language.language import LANGUAGES
    from byreg.model.plan import TEMPLATES
    from byreg.report.templates import FORMATS

    asked = told.request
    values.choose("template", asked.template, TEMPLATES)
    values.choose("format", asked.format, FORMATS)
    values.choose("language", asked.language, LANGUAGES)
    for day in (asked.day, *([asked.start] if asked.start else [])):
        values.day_of(day)


def differences(told: "Provenance", state: "State", data: bytes) -> "Iterator[str]":
    """Yield why a report is not what these files give; nothing where it is."""
    from datetime import date

    from byreg.cli.workspace import errors_of, find_municipality, find_phase
    from byreg.codes import message
    from byreg.report.provenance import STATES
    from byreg.report.publish import provenance_of, publish
    from byreg.report.render import Renderer

    workspace = state.workspace
    found = find_phase(workspace, told.request.plan, None)
    if told.request.municipality:
        find_municipality(workspace.register.regions[found.region].region, told.request.municipality)
    now = provenance_of(workspace, told.request, state.own, told.commit)
    if told.version != now.version:
        yield f"it was made with byreg {told.version}; this is byreg {now.version}"
    words = {
        "plans": "the plan files or settings are not those it was made from",
        "templates": "the templates have changed",
    }
    changed = [name for name in STATES if getattr(told, name) != getattr(now, name)]
    yield from (words[name] for name in changed)
    if changed or told.version != now.version:
        return
    day = date.fromisoformat(told.request.day)
    errors = errors_of(workspace, day, [found]) if told.request.force else []
    incomplete = [f"{one.place}: {one.code} {message(one)}" for one in errors]
    with Renderer(state.own) as renderer:
        same = publish(workspace, found, now, renderer, incomplete=incomplete) == data
    if not same:
        if told.made_with != now.made_with:
            yield f"it was made with {told.made_with or 'other libraries'}; here is {now.made_with}"
        else:
            yield "the plan files and templates are the same, but the report was changed after it was made"
