"""The means to go by what earlier runs found out: the cache, the time, and git."""

import os
import time
from collections.abc import Mapping
from pathlib import Path

from byreg.cache.store import store_of
from byreg.cli import again
from byreg.errors import ByregError
from byreg.survey import Means


def kept_means(root: Path) -> Means:
    """Return the means for a workspace on this machine, now; without a store where there can be no cache."""

    def tracked() -> Mapping[str, str]:
        from byreg.source.revision import Repository

        try:
            return Repository(root, os.environ).unchanged()
        except ByregError:  # no repository, or no git: the files are read
            return {}

    try:
        edition = again.edition()
    except OSError:  # byreg's own files cannot be looked at, as in an archive: nobody could tell it from another
        return Means()
    return Means(store_of(str(root), os.environ), edition, time.time_ns(), tracked)
