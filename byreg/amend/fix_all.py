"""Mend a workspace in rounds, since what is mended may show what could not be seen before."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from byreg.amend.fix import fixable, mend
from byreg.bounds import MOST_BYTES
from byreg.check import Checked
from byreg.codes import BY_CODE
from byreg.diagnostic import Diagnostic, KeyPath
from byreg.load import Workspace, load_workspace
from byreg.source.tree import Overlay

MOST_ROUNDS = 10
Spot = tuple[str, KeyPath]
Files = Mapping[str, tuple[bytes, tuple[Diagnostic, ...]]]


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

    A change that only puts another error in its place is taken back. Raises Unreadable where a file
    vanishes on the way.
    """
    original = workspace.tree
    now: dict[str, bytes] = {}
    done: list[Diagnostic] = []
    in_vain: set[Spot] = set()
    checked = check(workspace)
    for _ in range(MOST_ROUNDS):
        left = [one for one in checked.found if meant(one) and spot_of(one) not in in_vain]
        mended = mend_files(workspace, fixable(left, unsafe=unsafe))
        if not mended:
            break
        tried = {**now, **{path: data for path, (data, _) in mended.items()}}
        later = load_workspace(workspace.root, workspace.settings, Overlay(original, tried))
        after = check(later)
        worse = worsened(checked, after, mended)
        if worse:
            in_vain |= worse
            continue
        workspace, checked, now = later, after, tried
        done += [one for _, found in mended.values() for one in found]
    changed = {path: (original.read(path, MOST_BYTES)[0], data) for path, data in sorted(now.items())}
    return Fixed(workspace, checked, tuple(done), changed)


def spot_of(found: Diagnostic) -> Spot:
    return (found.place.path, found.key_path)


def worsened(before: Checked, after: Checked, mended: Files) -> set[Spot]:
    """Return what was mended where something now keeps the file from being read that did not before."""
    old = {(one.code, spot_of(one)) for one in before.found}
    new = [one for one in after.found if BY_CODE[one.code].structural and (one.code, spot_of(one)) not in old]
    return {
        spot_of(one)
        for path, (_, found) in mended.items()
        for one in found
        if any(other.place.path == path and starts_with(other.key_path, one.key_path) for other in new)
    }


def starts_with(path: KeyPath, beginning: KeyPath) -> bool:
    return bool(beginning) and path[: len(beginning)] == beginning


def mend_files(workspace: Workspace, found: Iterable[Diagnostic]) -> Files:
    """Return the new content of each file in which something could be mended; only UTF-8 can."""
    by_path: dict[str, list[Diagnostic]] = {}
    for one in found:
        by_path.setdefault(one.place.path, []).append(one)
    results = {}
    for path, ones in by_path.items():
        try:
            text = workspace.data_of(path).decode("utf-8")
        except UnicodeDecodeError:
            continue
        mended = mend(text, ones)
        if mended.done and mended.text != text:
            results[path] = (mended.text.encode("utf-8"), mended.done)
    return results
