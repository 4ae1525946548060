"""What `byreg fmt` does with the files that were named."""

import sys
from collections.abc import Sequence
from pathlib import Path

from byreg.cli.amending import show, write
from byreg.cli.defused import defused
from byreg.cli.paths import contains, resolve
from byreg.cli.workspace import open_workspace
from byreg.load import MODELS
from byreg.output.differences import Changed
from byreg.personal import masked
from byreg.text.format import formatted


def run(paths: Sequence[Path], *, check: bool, dry_run: bool) -> int:
    """Format the files; return the exit code."""
    workspace = open_workspace()
    wanted = resolve(paths, workspace.root)
    changed: dict[str, tuple[bytes | None, bytes | None]] = {}
    left: list[tuple[str, str]] = []
    for path, document in workspace.documents.items():
        if wanted is not None and not any(contains(one, path) for one in wanted):
            continue
        found = formatted(document.text, MODELS[document.file.kind])
        if found.reason:
            left.append((path, found.reason))
        elif found.text != document.text:
            changed[path] = (document.data, found.text.encode("utf-8"))
    for path, reason in left:
        print(defused(f"byreg: left as it is: {masked(path)}: {reason}"), file=sys.stderr)
    code = told(changed) if check else finish(workspace.root, changed, left=len(left), dry_run=dry_run)
    return 1 if left and check else code


def told(changed: Changed) -> int:
    """Name the files that are not in canonical form."""
    for path in changed:
        print(defused(masked(path)))
    number = len(changed)
    if number:
        files = f"{number} file{' is' if number == 1 else 's are'}"
        print(f"byreg: {files} not in canonical form; 'byreg fmt' mends that", file=sys.stderr)
    return 1 if number else 0


def finish(root: Path, changed: Changed, *, left: int, dry_run: bool) -> int:
    if not dry_run:
        write(root, changed)
    if changed or not left:
        show(changed, dry_run=dry_run)
    return 0
