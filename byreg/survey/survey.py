"""Check a whole workspace: know again what has not changed, examine the rest, put the verdicts together."""

from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from byreg.cache.index import Index, read_index
from byreg.cache.store import Store
from byreg.check import Checked, Choice, conclude
from byreg.check.known import Key
from byreg.config import FILE_NAME, Settings
from byreg.source.discover import discover
from byreg.source.document import MOST_BYTES
from byreg.source.tree import Folder, Unreadable
from byreg.survey.examiner import Examiner
from byreg.survey.memory import recall, remember
from byreg.survey.recognition import Tracked, index_of, look_at, recognised
from byreg.survey.state import State
from byreg.survey.units import units_of
from byreg.survey.work import Progress, quiet, work_off


@dataclass(frozen=True)
class Surveyed:
    """The findings of a workspace, with the paths of its plan files.

    `index` tells how to know all of it again; None where that cannot be told.
    """

    root: Path
    paths: tuple[str, ...]
    checked: Checked
    index: Index | None = None

    def text_of(self, path: str) -> str:
        return text_of(self.root, path)


@dataclass(frozen=True)
class Means:
    """How a survey is carried out, which makes no difference to what is found.

    Without a store nothing is kept. `edition` tells one byreg from another, `now` is the time by which files are known
    again, in nanoseconds, `tracked` asks git; `jobs` is how many processes may be used.
    """

    store: Store | None = None
    edition: str = ""
    now: int = 0
    tracked: Tracked = dict
    jobs: int | None = None
    progress: Progress = quiet


def survey(
    root: Path,
    settings: Settings,
    choice: Choice,
    day: date,
    means: Means | None = None,
    *,
    known: Counter[Key] | None = None,
) -> Surveyed:
    """Check a workspace as of a day."""
    means = means or Means()
    found = discover(Folder(root))
    units, paths = units_of(found), tuple(file.path for file in found.files)
    store, context = means.store, f"{means.edition}\n{day}\n{choice!r}"
    before = read_index(store.read("index") or b"") if store else None
    looks = look_at(root, found, means.now) if store else {}
    records = recall(store, context) if store else {}
    state = State(units, records, recognised(root, before, looks, paths, means.tracked) if records else {})
    examiner = Examiner(root, settings, choice, day, shared=units[None], regions=state.regions)
    while tasks := state.tasks():
        with closing(work_off(examiner, tasks, means.jobs, means.progress)) as done:
            for one in done:
                state.take(one)
    text = text_of(root, FILE_NAME)
    checked = conclude(state.verdicts, choice, paths, text, known=known)
    index = index_of(found, looks, state.digests, text) if store else None
    if store:
        if state.examined:
            remember(store, context, state.records)
        if index is not None and (before is None or index.written() != before.written()):
            store.write("index", index.written())
    return Surveyed(root, paths, checked, index)


def text_of(root: Path, path: str) -> str:
    """Return the text of a file to show; what is no UTF-8 in it is replaced, and nothing stands for no file."""
    tree = Folder(root)
    try:
        return tree.read(path, MOST_BYTES)[0].decode("utf-8", "replace") if not tree.obstacle(path) else ""
    except Unreadable:
        return ""
