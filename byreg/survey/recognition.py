"""Plan files known again: by how they stand on disk, else by what they hold."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from byreg.cache.index import DOUBTED, Index, digest_of, digest_of_file, look_of
from byreg.check import region_of
from byreg.config import FILE_NAME
from byreg.source.discover import Found, PlanFile, kind_of
from byreg.survey.memory import encoded

FEW = 200  # files that are read sooner than git is asked
Tracked = Callable[[], Mapping[str, str]]  # asks git for the files that are as it has them, with their ids


def look_at(root: Path, paths: Iterable[str], now: int) -> dict[str, str]:
    """Return how files and folders stand on disk, before any of them is read."""
    top = f"{root}/"
    return {path: look_of(top + path, now) for path in paths}


def mark_of(edition: str) -> str:
    """Return what an index tells a byreg by: its edition, without the spaces that may stand in it."""
    return digest_of(edition.encode("utf-8", "surrogateescape"))


def stands(before: str, now: str) -> bool:
    """Tell whether what had one look and has another certainly is as it was."""
    return before == now and now not in ("", DOUBTED)


def walked_before(index: Index, looks: Mapping[str, str], edition: str) -> dict[str, Found]:
    """Return what a walk would find in each region whose folders stand as they stood, and where nothing wrong was found.

    Another byreg may have walked otherwise: of its regions nothing is known.
    """
    if index.walked_by != mark_of(edition):
        return {}
    folders: dict[str | None, list[str]] = {}
    for path in index.folders:
        folders.setdefault(region_of(path), []).append(path)
    found = {
        name: Found(folders=paths)
        for name, paths in folders.items()
        if name and name not in index.told_of and all(stands(index.folders[path], looks[path]) for path in paths)
    }
    top, folder, files = len("plans/"), "/", None
    try:
        for path in index.files:
            if not path.startswith(folder):  # those of a region stand together
                name, slash, _ = path[top:].partition("/")
                files = found[name].files if slash and name in found else None
                folder = path[: top + len(name) + 1] if slash else "/"
            if files is not None:
                kind, phase = kind_of(path[len(folder) :])
                files.append(PlanFile(path, kind, name, phase))
    except (KeyError, ValueError):  # whoever wrote it
        return {}
    return found


def recognised(
    root: Path, index: Index | None, looks: Mapping[str, str], paths: Sequence[str], tracked: Tracked
) -> dict[str, str]:
    """Return the digests of the plan files: those that stand as they stood are not read.

    Of many others, as after a checkout, git is asked which are as it has them, by their ids. An id is taken for a
    file's content only where a file of that id and size was read before: what git keeps may be in another form.
    """
    known = index.files if index else {}
    found = {path: known[path][1] for path in paths if path in known and stands(known[path][0], looks[path])}
    others = [path for path in paths if path not in found]
    ids = tracked() if len(others) > FEW else {}
    sizes = {digest: look.split(" ")[2] for look, digest in known.values() if look.count(" ") == 3} if ids else {}
    for path in others:
        id_ = ids.get(path, "")
        same = id_ in sizes and looks[path].split(" ")[2:3] == [sizes[id_]]
        found[path] = id_ if same else digest_of_file(f"{root}/{path}")
    return found


def index_of(
    found: Found, looks: Mapping[str, str], digests: Mapping[str, str], settings: str, edition: str
) -> Index | None:
    """Return how to know a workspace again; None where links or unreadable files make that unsure."""
    files = {FILE_NAME: digest_of(settings.encode("utf-8", "surrogateescape"))}
    files |= {file.path: digests.get(file.path, "") for file in found.files}
    if found.odd or not all(digest and looks[path] for path, digest in files.items()):
        return None
    folders = {path: looks[path] for path in found.folders}
    if not all(folders.values()):
        return None
    wrong = [repr(encoded(one)) for one in found.diagnostics]
    told = (*folders, *(f"{digest} {path}" for path, digest in files.items()), *wrong)
    state = digest_of("\n".join(told).encode("utf-8", "surrogateescape"))
    regions = {region_of(path) for path in folders}
    told_of = {name for one in found.diagnostics if (name := region_of(one.place.path)) and name in regions}
    return Index(
        folders, {path: (looks[path], digest) for path, digest in files.items()}, state, mark_of(edition), told_of
    )
