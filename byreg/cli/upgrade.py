"""`byreg upgrade`: plan files of an older schema version."""

import sys
from typing import TYPE_CHECKING

from byreg.cli import options, values
from byreg.cli.options import DryRun

if TYPE_CHECKING:
    from byreg.amend.amendment import Amendment
    from byreg.load import Workspace


def upgrade(dry_run: DryRun = False, directory: options.Directory = None) -> None:
    """Bring plan files of an older schema version to the present one, keeping all else as it is.

    A file that states no version is from before versions were stated. One of a newer version needs a
    newer byreg, and is left alone.

    \b
    Examples:
      byreg upgrade --dry-run
      byreg upgrade
    """
    from byreg.amend.amendment import Amendment
    from byreg.amend.upgrade import CURRENT, upgrades, version_of
    from byreg.cli.amending import carry_out

    def build(workspace: "Workspace") -> "Amendment":
        amendment = Amendment(workspace)
        amendment.edits.update(upgrades(workspace))
        for path, document in workspace.documents.items():
            version = version_of(document.tree)
            if version is not None and version > CURRENT:
                print(f"byreg: {path} has schema version {version}, which a newer byreg reads", file=sys.stderr)
        return amendment

    carry_out(build, values.day_of(None), dry_run=dry_run)
