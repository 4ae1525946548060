"""Mend a workspace in rounds, since what is mended may show what could not be seen before."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from byreg.amend.fix import fixable, mend
from byreg.check.run import Checked
from byreg.diagnostic import Diagnostic
from byreg.load import Workspace, load_workspace
from byreg.source.document import MOST_BYTES
from byreg.source.tree import Overlay

MOST_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Fixed:
    """What a workspace has become: the findings left, those mended, and each changed file before and after."""

    workspace: Workspace
    checked: Checked
    done: tuple[Diagnostic, ...]
    changed: Mapping[str, tuple[bytes, bytes]]


def fix_workspace(
    workspace: Workspace,
    check: Callable[[Workspace], Checked],
    meant: Callable[[Diagnostic], bool],
    *,
    unsafe: bool = False,
) -> Fixed:
    """Mend what can be mended of the findings that are meant; no file is written.

    Raises Unreadable where a file vanishes on the way.
    """
    original = workspace.tree
    now: dict[str, bytes] = {}
    done: list[Diagnostic] = []
    checked = check(workspace)
    for _ in range(MOST_ROUNDS):
        mended = mend_files(workspace, fixable(filter(meant, checked.found), unsafe=unsafe))
        if not mended:
            break
        for path, (data, found) in mended.items():
            now[path] = data
            done += found
        tree = Overlay(original, dict(now))
        workspace = load_workspace(workspace.root, workspace.settings, tree)
        checked = check(workspace)
    changed = {path: (original.read(path, MOST_BYTES)[0], data) for path, data in sorted(now.items())}
    return Fixed(workspace, checked, tuple(done), changed)


def mend_files(workspace: Workspace, found: Iterable[Diagnostic]) -> dict[str, tuple[bytes, tuple[Diagnostic, ...]]]:
    """Return the new content of each file in which something could be mended."""
    by_path: dict[str, list[Diagnostic]] = {}
    for one in found:
        by_path.setdefault(one.place.path, []).append(one)
    results = {}
    for path, ones in by_path.items():
        text = workspace.text_of(path)
        mended = mend(text, ones)
        if mended.done and mended.text != text:
            results[path] = (mended.text.encode("utf-8"), mended.done)
    return results
