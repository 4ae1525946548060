"""Plan files known again: by how they stand on disk, else by what they hold."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from byreg.cache.index import DOUBTED, Index, digest_of, digest_of_file, look_of
from byreg.config import FILE_NAME
from byreg.source.discover import Found


def look_at(root: Path, found: Found, now: int) -> dict[str, str]:
    """Return how the settings, the folders and the plan files stand on disk, before any of them is read."""
    paths = (FILE_NAME, *found.folders, *(file.path for file in found.files))
    return {path: look_of(f"{root}/{path}", now) for path in paths}


def recognised(root: Path, index: Index | None, looks: Mapping[str, str], paths: Iterable[str]) -> dict[str, str]:
    """Return the digests of the plan files: those that stand as they stood are not read."""
    known = index.files if index else {}
    found = {}
    for path in paths:
        look, digest = known.get(path, ("", ""))
        same = look == looks[path] and look not in ("", DOUBTED)
        found[path] = digest if same else digest_of_file(f"{root}/{path}")
    return found


def index_of(found: Found, looks: Mapping[str, str], digests: Mapping[str, str], settings: str) -> Index | None:
    """Return how to know a workspace again; None where links or unreadable files make that unsure."""
    files = {FILE_NAME: digest_of(settings.encode("utf-8", "surrogateescape"))}
    files |= {file.path: digests.get(file.path, "") for file in found.files}
    if found.odd or not all(digest and looks[path] for path, digest in files.items()):
        return None
    folders = {path: looks[path] for path in found.folders}
    state = digest_of(repr((list(folders), files)).encode())
    return Index(folders, {path: (looks[path], digest) for path, digest in files.items()}, state)
