"""What `byreg init` does with the files of a new workspace: check them, write them, say what comes next."""

import shlex
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from byreg import __version__
from byreg.amend.amendment import UnsoundError
from byreg.amend.begin import Beginning
from byreg.check import errors_in
from byreg.cli.amending import tell_errors
from byreg.config import FILE_NAME, find_root, parse_settings
from byreg.errors import ByregError
from byreg.load import load_workspace
from byreg.source.tree import Folder, Overlay
from byreg.storage.journal import Write, write_together


def make(root: Path, contents: Mapping[str, str], beginning: Beginning, day: date, *, dry_run: bool) -> None:
    """Write the files that are not there yet, all or none; what is there stays."""
    data = {path: text.encode("utf-8") for path, text in contents.items()}
    new = {path: one for path, one in data.items() if not (root / path).exists() and not (root / path).is_symlink()}
    settings = parse_settings(data[FILE_NAME], __version__)
    workspace = load_workspace(root, settings, Overlay(Folder(root), new))
    wrong = errors_in(workspace, day)
    if wrong:
        error = UnsoundError(wrong, workspace)
        tell_errors(error)
        raise error
    if not dry_run:
        root.mkdir(parents=True, exist_ok=True)
        write_together(root, [Write(path, None, one) for path, one in sorted(new.items())])
    for path in sorted(data):
        print(f"{path}{'' if path in new else '  (was there, and is left as it is)'}")
    if dry_run:
        print(f"byreg: {len(new)} files would be written; nothing is", file=sys.stderr)
        return
    enter = "" if root == Path.cwd() else f"cd {shlex.quote(str(root))} && "
    print(f"\nNext:\n  {enter}byreg validate\n  byreg report {beginning.region} -o report.html")


def check_free(root: Path) -> None:
    """Refuse a folder that is a workspace, lies in one, or holds plans."""
    if root.exists() and not root.is_dir():
        raise ByregError(f"'{root}' is no folder", "Name a new or empty folder.")
    try:
        there = find_root(root)
    except ByregError:
        there = None
    if there is not None:
        raise ByregError(
            f"there is a workspace already: {there / FILE_NAME}", "Add to it: 'byreg add region ID --name NAME'."
        )
    if (root / "plans").exists():
        raise ByregError(
            f"'{root / 'plans'}' exists already", f"Put an empty {FILE_NAME} beside it, or begin elsewhere."
        )
