"""`byreg validate --fix`: mend what can be mended, write it unless it is a trial, and tell what was done."""

from collections.abc import Callable, Iterator

from byreg.amend.fix_all import Fixed, fix_workspace
from byreg.check import Checked
from byreg.codes import BY_CODE
from byreg.diagnostic import Diagnostic
from byreg.errors import ByregError
from byreg.load import Workspace
from byreg.output.write import replace_bytes
from byreg.personal import masked


def mend(
    workspace: Workspace,
    check: Callable[[Workspace], Checked],
    meant: Callable[[Diagnostic], bool],
    *,
    unsafe: bool,
) -> Fixed:
    """Mend the findings that are meant, and write the files; one that somebody else changed meanwhile is refused."""
    fixed = fix_workspace(workspace, check, meant, unsafe=unsafe)
    for path, (before, _) in fixed.changed.items():
        if (workspace.root / path).read_bytes() != before:
            raise ByregError(f"'{path}' has changed while it was mended", "Run the command again.")
    for path, (_, after) in fixed.changed.items():
        replace_bytes(workspace.root / path, after)
    return fixed


def told_of_mending(fixed: Fixed) -> Iterator[str]:
    """Yield a line for each finding that was mended."""
    for one in sorted(fixed.done, key=lambda found: found.sort_key):
        yield f"{masked(str(one.place))}: mended {one.code} {BY_CODE[one.code].slug}"


def differences(fixed: Fixed) -> Iterator[str]:
    """Yield what changes in each file, as unified differences."""
    import difflib

    for path, (before, after) in fixed.changed.items():
        lines = difflib.unified_diff(
            masked(before.decode("utf-8", "replace")).splitlines(),
            masked(after.decode("utf-8", "replace")).splitlines(),
            f"a/{path}",
            f"b/{path}",
            lineterm="",
        )
        yield from ("".join(c if c.isprintable() else " " for c in line) for line in lines)


def unwritten(fixed: Fixed) -> str:
    """Return what a trial comes to."""
    files, number = len(fixed.changed), len(fixed.done)
    findings, where = f"{number} finding{'' if number == 1 else 's'}", f"{files} file{'' if files == 1 else 's'}"
    return f"{findings} would be mended in {where}; nothing is written"
