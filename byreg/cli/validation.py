"""What `byreg validate` does with what it was asked: choose, check, mend, tell."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from byreg import __version__
from byreg.check import Checked, Choice, check_workspace
from byreg.check.known import Key
from byreg.cli import again, values
from byreg.cli.defused import defused
from byreg.cli.kept import kept_means
from byreg.cli.known import known_file, known_findings, write_known
from byreg.cli.paths import contains, prefix_of, resolve, under
from byreg.cli.progress import FilesOnTerminal
from byreg.cli.workspace import find_workspace
from byreg.codes import BY_CODE, severity
from byreg.config import Settings, code_selector
from byreg.diagnostic import PROFILES, SEVERITIES, Diagnostic
from byreg.errors import ByregError
from byreg.load import Workspace, load_workspace
from byreg.output.findings import FORMATS, render
from byreg.output.findings.told import Told, summarise
from byreg.output.styled import Styled
from byreg.personal import masked
from byreg.printable import printable
from byreg.storage.state import journal_of
from byreg.storage.write import write_atomically
from byreg.survey import Means, survey

LONGEST = 400  # characters of a path that are shown


class Asked(NamedTuple):
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
    cache: bool | None
    jobs: int | None


class Seen(NamedTuple):
    """What the findings are told of: a workspace's root and settings, the paths of its plan files, and their texts."""

    root: Path
    settings: Settings
    paths: Iterable[str]
    text_of: Callable[[str], str]


def run(asked: Asked) -> int:
    """Validate as asked; return the exit code."""
    question = again.question_of(sys.argv[1:], asked.day.isoformat())  # before anything is read
    refuse_contradictions(asked)
    format_ = chosen_format(asked)
    root, settings = find_workspace()
    choice = chosen(asked, settings)
    wanted = resolve(asked.paths, root)
    listed = known_file(asked.known, root, settings)
    known = None if asked.write_known else known_findings(listed)
    if asked.write_known or asked.fix or asked.against is not None:
        return run_whole(asked, format_, load_workspace(root, settings), choice, wanted, (listed, known))
    with closing(FilesOnTerminal()) as progress:
        means = means_of(asked, root, progress)
        found = survey(root, settings, choice, asked.day, means, known=known)
    told = told_of(asked, Seen(root, settings, found.paths, found.text_of), found.checked, wanted)
    code = exit_code(asked, settings, told.found)
    said = show(asked, format_, told)
    if question and means.store and found.index and said is not None and listed is None:
        days = found.days[0].isoformat(), found.days[1].isoformat()
        again.keep(question, means.store, found.index.state, days, str(journal_of(root)), (said, code))
    return code


def run_whole(
    asked: Asked,
    format_: str,
    workspace: Workspace,
    choice: Choice,
    wanted: Sequence[str] | None,
    known: tuple[Path | None, Counter[Key] | None],
) -> int:
    """Validate a workspace that is needed as a whole: to mend it, to list what is known, to hold it against another."""
    previous = merge_base(asked.against) if asked.against is not None else None

    def check(of: Workspace) -> Checked:
        return check_workspace(of, asked.day, choice, previous=previous, known=known[1])

    if asked.write_known:
        return write_known(check(workspace), known[0])
    if not asked.fix:
        told = told_of(asked, seen(workspace), check(workspace), wanted)
        show(asked, format_, told)
        return exit_code(asked, workspace.settings, told.found)
    from byreg.amend.fix_all import fix_workspace
    from byreg.cli.mending import mend, told_of_mending, unwritten
    from byreg.output.differences import differences

    def meant(one: Diagnostic) -> bool:
        return under(one, wanted) and choice.mends(one.code)

    if asked.dry_run:
        fixed = fix_workspace(workspace, check, meant, unsafe=asked.unsafe)
        print(defused("\n".join((*differences(fixed.changed), unwritten(fixed)))))
        return exit_code(asked, workspace.settings, (one for one in check(workspace).found if under(one, wanted)))
    fixed = mend(workspace, check, meant, unsafe=asked.unsafe)
    if format_ == "text" and fixed.done and not asked.quiet:
        print("\n".join(told_of_mending(fixed)))
    told = told_of(asked, seen(fixed.workspace), fixed.checked, wanted, fixed=len(fixed.done))
    show(asked, format_, told)
    return exit_code(asked, workspace.settings, told.found)


def seen(workspace: Workspace) -> Seen:
    return Seen(workspace.root, workspace.settings, workspace.paths, workspace.text_of)


def means_of(asked: Asked, root: Path, progress: Callable[[int], None]) -> Means:
    """Return how to go about it: with the cache unless it is not wanted."""
    wanted = again.wants_cache(os.environ) if asked.cache is None else asked.cache
    return (
        Means(jobs=asked.jobs, progress=progress)
        if not wanted
        else kept_means(root)._replace(jobs=asked.jobs, progress=progress)
    )


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
    return values.format_of(asked.format, asked.output, FORMATS)


def chosen(asked: Asked, settings: Settings) -> Choice:
    """Return which rules count, and under which profile."""
    if asked.profile is not None:
        values.choose("profile", asked.profile, PROFILES)
    profile = next((one for one in PROFILES if one == asked.profile), None)
    select, ignore = tuple(codes_in(asked.select, "--select")), tuple(codes_in(asked.ignore, "--ignore"))
    return Choice(settings.check, select, ignore, profile)


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


def told_of(asked: Asked, seen: Seen, checked: Checked, wanted: Sequence[str] | None, *, fixed: int = 0) -> Told:
    """Return what is to be told: of the paths that were named, whose names hold nothing personal either."""

    def counted(found: Iterable[Diagnostic]) -> int:
        return sum(1 for one in found if under(one, wanted))

    meant = [one for one in checked.found if under(one, wanted)]
    names = {*seen.paths, *(one.place.path for one in meant)}
    files = sorted(path for path in names if wanted is None or any(contains(one, path) for one in wanted))
    shown = dict(zip(names_of(files), files, strict=True))
    phases = None if wanted is None else {"/".join(path.split("/")[1:3]) for path in files}
    fixes = [] if asked.fix else [one.fix for one in meant if one.fix is not None]
    return Told(
        [replace(one, place=replace(one.place, path=name_of(one.place.path))) for one in meant],
        list(shown),
        lambda path: seen.text_of(shown.get(path, path)),
        __version__,
        silenced=counted(checked.silenced),
        known=counted(checked.known),
        gone=checked.gone if wanted is None else 0,
        fixed=fixed,
        fixable=sum(one.safe for one in fixes),
        fixable_unsafely=sum(not one.safe for one in fixes),
        unchecked=[masked(one) for one in checked.unchecked if phases is None or one in phases],
        prefix=prefix_of(seen.root),
        summary=not asked.quiet,
        strict=is_strict(asked, seen.settings),
    )


def name_of(path: str) -> str:
    """Return a path as every output can hold it: without personal data, and in UTF-8."""
    return printable(masked(path), LONGEST)


def names_of(paths: Sequence[str]) -> Sequence[str]:
    """Return the names of paths; one look at all of them together, as nearly all are their own names."""
    together = "\0".join(paths)  # what divides them stands in no number and no address, nor is it a space
    harmless = masked(together) == together and all(map(str.isprintable, paths))
    return paths if harmless and max(map(len, paths), default=0) <= LONGEST else [*map(name_of, paths)]


def show(asked: Asked, format_: str, told: Told) -> str | None:
    """Print the findings and return what was printed; or write them to the file, and say what they come to."""
    if asked.output is not None:
        write_atomically(asked.output, render(format_, told).plain + "\n")
        print(f"{asked.output}: {summarise(told)}", file=sys.stderr)
        return None
    if asked.statistics:
        return printed(Styled("\n".join(counts_of(told.found))))
    text = render(format_, told)
    return printed(text if format_ == "github" else harmless(text)) if text else ""


def printed(text: Styled) -> str | None:
    """Print a text, styled where that can be seen, and return it as it was printed; None where that is not one text."""
    if not may_be_styled():
        said = f"{text.plain}\n"
    else:
        from byreg.cli.console import stdout

        console = stdout()
        with console.capture() as captured:
            console.print(text.as_rich(), soft_wrap=True)
        said = captured.get()
        if console.legacy_windows:
            console.print(text.as_rich(), soft_wrap=True)
            return None
    sys.stdout.write(said)
    return said


def may_be_styled() -> bool:
    """Tell whether somebody may see styles: on a terminal, or where the environment asks for them."""
    return sys.stdout.isatty() or any(name in os.environ for name in ("FORCE_COLOR", "TTY_COMPATIBLE"))


def harmless(text: Styled) -> Styled:
    """Return the text as it is, unless a build server would obey something in it."""
    plain = defused(text.plain)
    return text if plain == text.plain else Styled(plain)


def counts_of(found: Sequence[Diagnostic]) -> Iterable[str]:
    """Yield a line for each code and severity that was found, the gravest and most frequent first."""
    counts = Counter((one.code, severity(one)) for one in found)
    rows = sorted(counts.items(), key=lambda item: (SEVERITIES.index(item[0][1]), -item[1], item[0][0]))
    for (code, level), number in rows:
        yield f"{number:>5}  {level:<7}  {code}  {BY_CODE[code].slug}"
    yield f"{len(found):>5}  in all"


def is_strict(asked: Asked, settings: Settings) -> bool:
    return settings.check.strict if asked.strict is None else asked.strict


def exit_code(asked: Asked, settings: Settings, found: Iterable[Diagnostic]) -> int:
    failing = ("error", "warning") if is_strict(asked, settings) else ("error",)
    return 1 if any(severity(one) in failing for one in found) else 0
