"""`byreg validate --fix`: mend what can be mended, write it unless it is a trial, and tell what was done."""

from collections.abc import Callable, Iterator

from byreg.amend.fix_all import Fixed, fix_workspace
from byreg.check import Checked
from byreg.codes import BY_CODE
from byreg.diagnostic import Diagnostic
from byreg.load import Workspace
from byreg.personal import masked
from byreg.storage.journal import Write, write_together


def mend(
    workspace: Workspace,
    check: Callable[[Workspace], Checked],
    meant: Callable[[Diagnostic], bool],
    *,
    unsafe: bool,
) -> Fixed:
    """Mend the findings that are meant, and write the files; one that somebody else changed meanwhile is refused."""
    fixed = fix_workspace(workspace, check, meant, unsafe=unsafe)
    write_together(workspace.root, [Write(path, before, after) for path, (before, after) in fixed.changed.items()])
    return fixed


def told_of_mending(fixed: Fixed) -> Iterator[str]:
    """Yield a line for each finding that was mended."""
    for one in sorted(fixed.done, key=lambda found: found.sort_key):
        yield f"{masked(str(one.place))}: mended {one.code} {BY_CODE[one.code].slug}"


def unwritten(fixed: Fixed) -> str:
    """Return what a trial comes to."""
    files, number = len(fixed.changed), len(fixed.done)
    findings, where = f"{number} finding{'' if number == 1 else 's'}", f"{files} file{'' if files == 1 else 's'}"
    return f"{findings} would be mended in {where}; nothing is written"
