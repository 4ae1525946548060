"""What `byreg validate` does with what it was asked: choose, check, mend, write."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from byreg import __version__
from byreg.check import Checked, Choice, check_workspace
from byreg.check.known import Key, can_be_known, known_text, read_known
from byreg.cli import options
from byreg.cli.console import stdout
from byreg.cli.workspace import open_workspace
from byreg.codes import BY_CODE, severity
from byreg.config import code_selector
from byreg.diagnostic import PROFILES, SEVERITIES, Diagnostic, Profile
from byreg.errors import ByregError
from byreg.load import Workspace
from byreg.output.findings import FORMATS, render
from byreg.output.findings.told import Told
from byreg.output.write import replace_bytes, write_atomically
from byreg.personal import masked


@dataclass(frozen=True)
class Asked:
    """The command line of one run; each field as the option of its name."""

    paths: tuple[Path, ...]
    format: str | None
    output: Path | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    profile: str | None
    strict: bool
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
    format_ = chosen_format(asked)
    if asked.dry_run and not asked.fix:
        raise ByregError("--dry-run shows what a fix would change", "Add --fix or --unsafe-fixes.")
    workspace = open_workspace()
    choice = chosen(asked, workspace)
    wanted = resolve(asked.paths, workspace.root)
    known_file = asked.known or known_setting(workspace)
    known = None if asked.write_known else listed(known_file, required=asked.known is not None)
    previous = merge_base(asked.against) if asked.against is not None else None

    def check(of: Workspace) -> Checked:
        return check_workspace(of, asked.day, choice, previous=previous, known=known)

    if asked.write_known:
        return write_known(check(workspace), known_file)
    if asked.fix:
        return mend(asked, format_, workspace, check, lambda one: under(one, wanted) and choice.mends(one.code))
    checked = check(workspace)
    told = told_of(asked, workspace, checked, wanted)
    show(asked, format_, told)
    return exit_code(asked, workspace, told.found)


def chosen_format(asked: Asked) -> str:
    """Return the format: as asked, by the suffix of the output, else that of where it runs."""
    if asked.format is None and asked.output is None and os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    format_ = options.format_of(asked.format, asked.output, FORMATS)
    if asked.statistics and format_ != "text":
        raise ByregError("--statistics is a text", "Leave out --format, or count the JSON's findings.")
    return format_


def chosen(asked: Asked, workspace: Workspace) -> Choice:
    """Return which rules count, and under which profile."""
    if asked.profile is not None:
        options.choose("profile", asked.profile, PROFILES)
    return Choice(
        workspace.settings.check,
        tuple(codes_in(asked.select, "--select")),
        tuple(codes_in(asked.ignore, "--ignore")),
        cast("Profile | None", asked.profile),
    )


def codes_in(texts: Iterable[str], option: str) -> Iterable[str]:
    for text in texts:
        for part in text.split(","):
            if part.strip():
                yield code_selector(part, option)


def known_setting(workspace: Workspace) -> Path | None:
    """Return the file of known findings that the settings name, which must stand in the workspace."""
    name = workspace.settings.check.known
    if not name:
        return None
    path = workspace.root / name
    if workspace.root.resolve() not in path.resolve().parents:
        raise ByregError(f"byreg.toml: 'check.known' leads out of the workspace: '{name}'", "Name a file within it.")
    return path


def listed(path: Path | None, *, required: bool) -> Counter[Key] | None:
    """Return the findings that a file lists as known. The settings may name one that is still to be written."""
    if path is None or (not required and not path.exists()):
        return None
    try:
        return read_known(path.read_bytes(), str(path))
    except OSError as error:
        problem = (error.strerror or type(error).__name__).lower()
        raise ByregError(f"'{path}' cannot be read: {problem}", "Write it with --write-known.") from None


def write_known(checked: Checked, path: Path | None) -> int:
    if path is None:
        raise ByregError(
            "which file are the known findings in?", "Name it with --known FILE, or under [check] in byreg.toml."
        )
    write_atomically(path, known_text(checked.found))
    left = [one for one in checked.found if not can_be_known(one)]
    number = len(checked.found) - len(left)
    print(f"{number} finding{'' if number == 1 else 's'} written to {path}")
    if left:
        print(f"{len(left)} cannot be known: {', '.join(sorted({one.code for one in left}))}")
    return 0


def merge_base(revision: str) -> Workspace:
    """Return the workspace as it was where the current branch left a revision."""
    from byreg.cli.sides import open_history

    return open_history().base(revision)[0]


def mend(
    asked: Asked,
    format_: str,
    workspace: Workspace,
    check: Callable[[Workspace], Checked],
    meant: Callable[[Diagnostic], bool],
) -> int:
    """Mend what can be mended, write it unless it is a trial, and show what is left."""
    from byreg.amend.fix_all import fix_workspace

    fixed = fix_workspace(workspace, check, meant, unsafe=asked.unsafe)
    if asked.dry_run:
        print("".join(difference(path, *pair) for path, pair in fixed.changed.items()), end="")
    else:
        for path, (before, after) in fixed.changed.items():
            replace_unchanged(workspace.root / path, before, after)
    wanted = resolve(asked.paths, workspace.root)
    told = told_of(asked, fixed.workspace, fixed.checked, wanted, fixed=len(fixed.done))
    show(asked, format_, told)
    return exit_code(asked, workspace, told.found)


def replace_unchanged(path: Path, before: bytes, after: bytes) -> None:
    """Write a file, unless somebody else has changed it since it was read."""
    if path.read_bytes() != before:
        raise ByregError(f"'{path}' has changed while it was mended", "Run the command again.")
    replace_bytes(path, after)


def difference(path: str, before: bytes, after: bytes) -> str:
    """Return what changes in a file, as a unified difference."""
    import difflib

    lines = difflib.unified_diff(
        masked(before.decode("utf-8", "replace")).splitlines(keepends=True),
        masked(after.decode("utf-8", "replace")).splitlines(keepends=True),
        f"a/{path}",
        f"b/{path}",
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def told_of(
    asked: Asked, workspace: Workspace, checked: Checked, wanted: Sequence[str] | None, *, fixed: int = 0
) -> Told:
    """Return what is to be told: of the paths that were named."""
    shown = [one for one in checked.found if under(one, wanted)]
    paths = {path for found in workspace.files.values() for path in found} | {one.place.path for one in shown}
    files = sorted(path for path in paths if wanted is None or any(covers(one, path) for one in wanted))
    mendable = 0 if asked.fix else sum(1 for one in shown if one.fix is not None and one.fix.safe)
    return Told(
        shown, files, workspace.text_of, __version__, checked.silenced, checked.known, fixed,
        prefix_of(workspace.root), not asked.quiet, asked.strict or workspace.settings.check.strict, mendable,
    )  # fmt: skip


def prefix_of(root: Path) -> str:
    """Return where the workspace stands in its repository, with `/` at the end; nothing at its top or outside one."""
    for folder in (root, *root.parents):
        if (folder / ".git").exists():
            path = root.relative_to(folder).as_posix()
            return "" if path == "." else f"{path}/"
    return ""


def show(asked: Asked, format_: str, told: Told) -> None:
    if asked.statistics:
        print("\n".join(counts_of(told.found)))
    elif asked.output is not None:
        write_atomically(asked.output, render(format_, told).plain + "\n")
    else:
        stdout().print(render(format_, told), soft_wrap=True)


def counts_of(found: Sequence[Diagnostic]) -> Iterable[str]:
    """Yield a line for each code and severity that was found, the most frequent first."""
    counts = Counter((one.code, severity(one)) for one in found)
    rows = sorted(counts.items(), key=lambda item: (SEVERITIES.index(item[0][1]), -item[1], item[0][0]))
    for (code, level), number in rows:
        yield f"{number:>5}  {level:<7}  {code}  {BY_CODE[code].slug}"
    yield f"{len(found):>5}  in all"


def exit_code(asked: Asked, workspace: Workspace, found: Iterable[Diagnostic]) -> int:
    failing = ("error", "warning") if asked.strict or workspace.settings.check.strict else ("error",)
    return 1 if any(severity(one) in failing for one in found) else 0


def resolve(paths: Sequence[Path], root: Path) -> list[str] | None:
    """Return the paths as they stand below the root; None means everything."""
    wanted = []
    for path in paths:
        full = path.absolute()
        if not full.exists() and not full.is_symlink():
            raise ByregError(f"there is no file or folder '{path}'", "Name one below plans/, or nothing for all.")
        folder = full.parent.resolve() / full.name if full.name != ".." else full.resolve()
        if folder == root:
            return None
        if root not in folder.parents:
            raise ByregError(f"'{path}' lies outside the workspace {root}", "Go to its workspace, or use -C.")
        wanted.append(folder.relative_to(root).as_posix())
    return wanted or None


def covers(wanted: str, path: str) -> bool:
    return path == wanted or path.startswith(f"{wanted}/") or wanted == "."


def under(found: Diagnostic, wanted: Sequence[str] | None) -> bool:
    return wanted is None or any(covers(one, found.place.path) for one in wanted)
