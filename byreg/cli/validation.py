"""What `byreg validate` does with what it was asked: choose, check, mend, tell."""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from rich.text import Text

from byreg import __version__
from byreg.check import Checked, Choice, check_workspace
from byreg.cli import options
from byreg.cli.console import stdout
from byreg.cli.defused import defused
from byreg.cli.known import known_file, known_findings, write_known
from byreg.cli.paths import contains, prefix_of, resolve, under
from byreg.cli.workspace import open_workspace
from byreg.codes import BY_CODE, severity
from byreg.config import code_selector
from byreg.diagnostic import PROFILES, SEVERITIES, Diagnostic
from byreg.errors import ByregError
from byreg.load import Workspace
from byreg.output.findings import FORMATS, render
from byreg.output.findings.told import Told, summarise
from byreg.personal import masked
from byreg.printable import printable
from byreg.storage.write import write_atomically

LONGEST = 400  # characters of a path that are shown


@dataclass(frozen=True)
class Asked:
    """The command line of one run; each field as the option of its name."""

    paths: tuple[Path, ...]
    format: str | None
    output: Path | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    profile: str | None
    strict: bool | None
    known: Path | None
    write_known: bool
    fix: bool
    unsafe: bool
    dry_run: bool
    statistics: bool
    against: str | None
    day: date
    quiet: bool


def run(asked: Asked) -> int:
    """Validate as asked; return the exit code."""
    refuse_contradictions(asked)
    format_ = chosen_format(asked)
    workspace = open_workspace()
    choice = chosen(asked, workspace)
    wanted = resolve(asked.paths, workspace.root)
    listed = known_file(asked.known, workspace)
    known = None if asked.write_known else known_findings(listed)
    previous = merge_base(asked.against) if asked.against is not None else None

    def check(of: Workspace) -> Checked:
        return check_workspace(of, asked.day, choice, previous=previous, known=known)

    if asked.write_known:
        return write_known(check(workspace), listed)
    if asked.fix:
        from byreg.amend.fix_all import fix_workspace
        from byreg.cli.mending import mend, told_of_mending, unwritten
        from byreg.output.differences import differences

        def meant(one: Diagnostic) -> bool:
            return under(one, wanted) and choice.mends(one.code)

        if asked.dry_run:
            fixed = fix_workspace(workspace, check, meant, unsafe=asked.unsafe)
            print(defused("\n".join((*differences(fixed.changed), unwritten(fixed)))))
            return exit_code(asked, workspace, (one for one in check(workspace).found if under(one, wanted)))
        fixed = mend(workspace, check, meant, unsafe=asked.unsafe)
        if format_ == "text" and fixed.done and not asked.quiet:
            print("\n".join(told_of_mending(fixed)))
        told = told_of(asked, fixed.workspace, fixed.checked, wanted, fixed=len(fixed.done))
    else:
        told = told_of(asked, workspace, check(workspace), wanted)
    show(asked, format_, told)
    return exit_code(asked, workspace, told.found)


def refuse_contradictions(asked: Asked) -> None:
    """Say which options cannot be combined, instead of overlooking one of them."""
    if asked.dry_run and not asked.fix:
        raise ByregError("--dry-run shows what a fix would change", "Add --fix or --unsafe-fixes.")
    machine = asked.format not in (None, "text")
    if asked.dry_run and (machine or asked.output or asked.statistics):
        raise ByregError("--dry-run shows a difference", "Leave out --format, -o and --statistics.")
    if asked.statistics and (machine or asked.output):
        raise ByregError("--statistics prints a table", "Leave out --format and -o, or count the findings of the JSON.")
    narrowed = asked.paths or asked.select or asked.ignore or asked.fix or asked.statistics or asked.output or machine
    if asked.write_known and narrowed:
        raise ByregError(
            "--write-known lists all that the settings look for", "Use it with --known, --profile, --as-of and -C only."
        )


def chosen_format(asked: Asked) -> str:
    """Return the format: as asked, by the suffix of the output, else that of where it runs."""
    plain = asked.statistics or asked.dry_run
    if asked.format is None and asked.output is None and not plain and os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    return options.format_of(asked.format, asked.output, FORMATS)


def chosen(asked: Asked, workspace: Workspace) -> Choice:
    """Return which rules count, and under which profile."""
    if asked.profile is not None:
        options.choose("profile", asked.profile, PROFILES)
    profile = next((one for one in PROFILES if one == asked.profile), None)
    select, ignore = tuple(codes_in(asked.select, "--select")), tuple(codes_in(asked.ignore, "--ignore"))
    return Choice(workspace.settings.check, select, ignore, profile)


def codes_in(texts: Iterable[str], option: str) -> Iterable[str]:
    for text in texts:
        for part in text.split(","):
            if part.strip():
                yield code_selector(part, option)


def merge_base(revision: str) -> Workspace:
    """Return the workspace as it was where the current branch left a revision.

    One that stood elsewhere in the repository then is refused: nothing would be held against it.
    """
    from byreg.cli.sides import open_history

    history = open_history()
    elsewhere = history.elsewhere(revision)
    if elsewhere:
        raise ByregError(
            f"at {revision} the workspace stood at '{elsewhere}', and here it stands at '{history.repository.prefix or '.'}'",
            "Run it where the workspace stood; who moves a workspace may override this check.",
        )
    return history.base(revision)[0]


def told_of(
    asked: Asked, workspace: Workspace, checked: Checked, wanted: Sequence[str] | None, *, fixed: int = 0
) -> Told:
    """Return what is to be told: of the paths that were named, whose names hold nothing personal either."""

    def counted(found: Iterable[Diagnostic]) -> int:
        return sum(1 for one in found if under(one, wanted))

    meant = [one for one in checked.found if under(one, wanted)]
    names = {path for found in workspace.files.values() for path in found} | {one.place.path for one in meant}
    files = sorted(path for path in names if wanted is None or any(contains(one, path) for one in wanted))
    shown = {name_of(path): path for path in files}
    fixes = [] if asked.fix else [one.fix for one in meant if one.fix is not None]
    return Told(
        [replace(one, place=replace(one.place, path=name_of(one.place.path))) for one in meant],
        list(shown),
        lambda path: workspace.text_of(shown.get(path, path)),
        __version__,
        silenced=counted(checked.silenced),
        known=counted(checked.known),
        gone=checked.gone if wanted is None else 0,
        fixed=fixed,
        fixable=sum(one.safe for one in fixes),
        fixable_unsafely=sum(not one.safe for one in fixes),
        unchecked=[
            masked(one) for one in checked.unchecked if any(path.startswith(f"plans/{one}/") for path in shown.values())
        ],
        prefix=prefix_of(workspace.root),
        summary=not asked.quiet,
        strict=is_strict(asked, workspace),
    )


def name_of(path: str) -> str:
    """Return a path as every output can hold it: without personal data, and in UTF-8."""
    return printable(masked(path), LONGEST)


def show(asked: Asked, format_: str, told: Told) -> None:
    """Print the findings or write them to the file; then a line on standard error says what they come to."""
    if asked.statistics:
        print("\n".join(counts_of(told.found)))
    elif asked.output is not None:
        write_atomically(asked.output, render(format_, told).plain + "\n")
        print(f"{asked.output}: {summarise(told)}", file=sys.stderr)
    elif text := render(format_, told):
        stdout().print(text if format_ == "github" else harmless(text), soft_wrap=True)


def harmless(text: Text) -> Text:
    """Return the text as it is, unless a build server would obey something in it."""
    plain = defused(text.plain)
    return text if plain == text.plain else Text(plain)


def counts_of(found: Sequence[Diagnostic]) -> Iterable[str]:
    """Yield a line for each code and severity that was found, the gravest and most frequent first."""
    counts = Counter((one.code, severity(one)) for one in found)
    rows = sorted(counts.items(), key=lambda item: (SEVERITIES.index(item[0][1]), -item[1], item[0][0]))
    for (code, level), number in rows:
        yield f"{number:>5}  {level:<7}  {code}  {BY_CODE[code].slug}"
    yield f"{len(found):>5}  in all"


def is_strict(asked: Asked, workspace: Workspace) -> bool:
    return workspace.settings.check.strict if asked.strict is None else asked.strict


def exit_code(asked: Asked, workspace: Workspace, found: Iterable[Diagnostic]) -> int:
    failing = ("error", "warning") if is_strict(asked, workspace) else ("error",)
    return 1 if any(severity(one) in failing for one in found) else 0
