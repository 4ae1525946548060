"""An amendment of a workspace: edits file by file, what they make of it, and whether that is still sound."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from byreg import codes
from byreg.check import errors_in
from byreg.diagnostic import Diagnostic, KeyPath
from byreg.errors import ByregError
from byreg.load import MODELS, Workspace, load_workspace
from byreg.model.register import Scope
from byreg.source.discover import FileKind
from byreg.source.tree import Overlay
from byreg.text.edit import Edit, put
from byreg.text.layout import Layout
from byreg.text.splice import EMPTY, edited

KIND_OF_TABLE: Mapping[str, FileKind] = {"indicators": "targets", "actions": "actions"}
NAME_OF_KIND: Mapping[FileKind, str] = {"plan": "plan.yaml", "targets": "targets.yaml", "actions": "actions.yaml"}


@dataclass
class Amendment:
    """Edits of plan files by path, whole new files, and files that go."""

    workspace: Workspace
    edits: dict[str, list[Edit]] = field(default_factory=dict)
    files: dict[str, bytes | None] = field(default_factory=dict)

    def edit(self, scope: Scope, *edits: Edit) -> None:
        """Add edits, each to the file of the scope that its key path stands in."""
        for one in edits:
            self.edits.setdefault(file_for(self.workspace, scope, one.path), []).append(one)

    def put(self, scope: Scope, path: KeyPath, value: object) -> None:
        self.edit(scope, put(*path, value=value))

    def new_file(self, path: str, text: str) -> None:
        if content_of(self.workspace, path) is not None:
            raise ByregError(f"'{path}' exists already", "Choose another name.")
        self.files[path] = text.encode("utf-8")

    def put_in(self, file: str, path: KeyPath, value: object) -> None:
        """Put a value at a key path of a named file."""
        self.edits.setdefault(file, []).append(put(*path, value=value))

    def join(self, other: "Amendment") -> None:
        """Take in the edits of another amendment of the same workspace, behind these."""
        for path, edits in other.edits.items():
            self.edits.setdefault(path, []).extend(edits)

    def contents(self) -> dict[str, tuple[bytes | None, bytes | None]]:
        """Return each file that changes, before and after; None where there is none."""
        found: dict[str, tuple[bytes | None, bytes | None]] = {}
        for path, data in self.files.items():
            found[path] = (content_of(self.workspace, path), data)
        for path, edits in self.edits.items():
            before = self.files.get(path) or self.workspace.data_of(path)
            layout = Layout(MODELS[kind_of(path)])
            text = edited(text_of(before, path), edits, place=layout.place, in_block=layout.in_block)
            found[path] = (content_of(self.workspace, path), text.encode("utf-8"))
        return {path: found[path] for path in sorted(found) if found[path][0] != found[path][1]}


@dataclass(frozen=True, slots=True)
class Amended:
    """What an amendment comes to: the workspace as it would be, and each changed file before and after."""

    workspace: Workspace
    changed: Mapping[str, tuple[bytes | None, bytes | None]]


def content_of(workspace: Workspace, path: str) -> bytes | None:
    """Return what a file holds; None where there is none."""
    if path in workspace.documents:
        return workspace.documents[path].data
    return None if workspace.tree.obstacle(path) else workspace.data_of(path)


def require_readable(workspace: Workspace, scope: Scope | None = None) -> None:
    """Refuse where a file could not be read whole, of one scope or of all that was read: what refers to a record may stand in it."""
    for owner, paths in workspace.files.items():
        for path in paths if scope is None or owner == scope else ():
            if path not in workspace.sound:
                first = next((one for one in workspace.diagnostics if one.place.path == path), None)
                said = f"{first.place}: {first.code} {codes.message(first)}" if first else path
                raise ByregError(
                    f"a file cannot be read: {said}", "Mend it first: what refers to the record may stand there."
                )


def text_of(data: bytes, path: str) -> str:
    if not data:
        return EMPTY
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise ByregError(f"'{path}' is not UTF-8", "Mend it first: 'byreg validate' says where.") from None


def kind_of(path: str) -> FileKind:
    """Return which kind of file stands at a path of the workspace."""
    name = path.rpartition("/")[2].removesuffix(".yaml")
    parts = path.split("/")
    if len(parts) == 5:
        return "actions"
    return next(kind for kind in MODELS if kind == name)


def file_for(workspace: Workspace, scope: Scope, path: KeyPath, file: str | None = None) -> str:
    """Return the file of a scope that a key path stands in, or goes into when it is new; `file` is one of actions/."""
    region, phase = scope
    top = str(path[0])
    if region is None:
        return "plans/actors.yaml" if top == "actors" else "plans/programmes.yaml"
    if phase is None:
        return f"plans/{region}/region.yaml"
    kind = KIND_OF_TABLE.get(top, "plan")
    if file is not None and kind == "actions":
        return file
    home = workspace.homes(scope).get((top, str(path[1]))) if len(path) > 1 else None
    if home is not None:
        return home
    folder = f"plans/{region}/{phase}"
    parts = [name for name in workspace.files.get(scope, ()) if name.startswith(f"{folder}/actions/")]
    if kind == "actions" and parts:
        if len(parts) > 1:
            raise ByregError(
                f"{region}/{phase} keeps its actions in several files",
                f"Say which: 'byreg add action … --file {parts[0].rpartition('/')[2]}'.",
            )
        return parts[0]
    return f"{folder}/{NAME_OF_KIND[kind]}"


def amend(amendment: Amendment, day: date) -> Amended:
    """Return the workspace as an amendment leaves it; refuse one that makes a sound plan unsound.

    Raises UnsoundError where there is an error afterwards that was not there before.
    """
    workspace = amendment.workspace
    changed = amendment.contents()
    if not changed:
        return Amended(workspace, {})
    tree = Overlay(workspace.tree, {path: after for path, (_, after) in changed.items()})
    around = workspace.regions_read if workspace.apart else None
    later = load_workspace(workspace.root, workspace.settings, tree, around=around)
    lost = [path for path, (_, after) in changed.items() if after is not None and path not in later.paths]
    if lost:
        raise ByregError(f"'{lost[0]}' is no plan file", "Name it with letters a to z, digits and hyphens.")
    if later.regions_read > workspace.regions_read:  # it refers to a region that had nothing to do with it before
        workspace = load_workspace(workspace.root, workspace.settings, workspace.tree, around=later.regions_read)
    worse = new_errors(workspace, later, day)
    if worse:
        raise UnsoundError(worse, later)
    return Amended(later, changed)


class UnsoundError(ByregError):
    """An amendment would bring errors that were not there."""

    def __init__(self, found: Iterable[Diagnostic], workspace: Workspace) -> None:
        self.found = tuple(found)
        self.workspace = workspace
        first = self.found[0]
        more = f" (and {len(self.found) - 1} more)" if len(self.found) > 1 else ""
        super().__init__(
            f"the plan would no longer be valid: {first.code} {codes.message(first)}{more}",
            codes.hint(first) or "Nothing was written.",
        )


def new_errors(before: Workspace, after: Workspace, day: date) -> list[Diagnostic]:
    """Return the errors of a workspace of which an earlier state of it had fewer, file by file and code by code."""
    found = errors_in(after, day)
    if not found:
        return []
    known = errors_in(before, day)
    had = Counter((one.code, one.place.path) for one in known)
    same = {(one.code, one.place.path, one.key_path) for one in known}
    has = Counter((one.code, one.place.path) for one in found)
    more = [one for one in found if has[one.code, one.place.path] > had[one.code, one.place.path]]
    return [one for one in more if (one.code, one.place.path, one.key_path) not in same] or more
