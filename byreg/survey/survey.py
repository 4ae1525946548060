"""Check a whole workspace: know again what has not changed, examine the rest, put the verdicts together."""

from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from byreg.bounds import MOST_BYTES
from byreg.cache.index import Index, read_index
from byreg.cache.store import Store
from byreg.check import Checked, Choice, conclude
from byreg.check.known import Key
from byreg.config import FILE_NAME, Settings
from byreg.model.asked_day import Days, ToldDay
from byreg.source.discover import Found, discover
from byreg.source.tree import Folder, Unreadable
from byreg.survey.examiner import Examiner
from byreg.survey.memory import recall, remember
from byreg.survey.recognition import Tracked, index_of, look_at, recognised, walked_before
from byreg.survey.state import State
from byreg.survey.units import units_of
from byreg.survey.work import Crew, Progress, quiet


@dataclass(frozen=True, eq=False)
class Surveyed:
    """The findings of a workspace, with the paths of its plan files and, where they are kept, the digests of what these held.

    `index` tells how to know all of it again; None where that cannot be told. `days` are those on which the same would be
    found and told. `odd` tells that some name may be that of a link, or of no ordinary file or folder.
    """

    root: Path
    paths: tuple[str, ...]
    checked: Checked
    digests: Mapping[str, str]
    days: Days
    index: Index | None = None
    odd: bool = True

    def text_of(self, path: str) -> str:
        """Return the text of a file to show; what is no UTF-8 in it is replaced, and nothing stands for no file."""
        tree = Folder(self.root)
        if path not in self.ordinary and tree.obstacle(path):
            return ""
        try:
            return tree.read(path, MOST_BYTES)[0].decode("utf-8", "replace")
        except Unreadable:
            return ""

    @cached_property
    def ordinary(self) -> frozenset[str]:
        """Return the paths of the plan files where each is known to be an ordinary file, no link that may lead elsewhere."""
        return frozenset(() if self.odd else self.paths)


class Means(NamedTuple):
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


class Begun(NamedTuple):
    """A survey that has looked at the files: what was found and is known, before anything is examined."""

    found: Found
    state: State
    looks: Mapping[str, str]
    before: Index | None
    context: str

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(file.path for file in self.found.files)


def begin(root: Path, choice: Choice, day: date, means: Means) -> Begun:
    """Look at the files of a workspace, and recall what is known of them."""
    store, context = means.store, f"{means.edition}\n{choice!r}"
    before = read_index(store.read("index") or b"") if store else None
    looks = look_at(root, before.folders, means.now) if before else {}
    found = discover(Folder(root), known=walked_before(before, looks, means.edition) if before else {})
    if store:
        told = (FILE_NAME, *found.folders, *(file.path for file in found.files))
        looks |= look_at(root, [path for path in told if path not in looks], means.now)
    records = recall(store, context, day) if store else {}
    paths = [file.path for file in found.files]
    digests = recognised(root, before, looks, paths, means.tracked) if records else {}
    return Begun(found, State(units_of(found), records, digests, day), looks, before, context)


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
    begun = begin(root, choice, day, means)
    state = begun.state
    examiner = Examiner(
        root,
        settings,
        choice,
        day,
        shared=state.units[None],
        regions=state.regions,
        for_later=means.store is not None,
    )
    with Crew(examiner, means.jobs, means.progress) as crew:
        while tasks := state.tasks():
            with closing(crew.work_off(tasks)) as done:
                for one in done:
                    state.take(one)
    checked = conclude(state.verdicts, choice, begun.paths, settings.text, known=known)
    index = None
    if means.store and not state.torn:
        index = index_of(begun.found, begun.looks, state.digests, settings.text, means.edition)
        if state.examined:
            remember(means.store, begun.context, state.records, state.before, day)
        if index is not None and index != begun.before:
            means.store.write("index", index.written())
    days = days_to_tell(state, checked)
    return Surveyed(root, begun.paths, checked, state.digests, days, index, odd=begun.found.odd)


def known_verdict(root: Path, settings: Settings, choice: Choice, day: date, means: Means) -> Surveyed | None:
    """Return what a survey would find where all of it is known from earlier runs; None where anything is to be examined."""
    begun = begin(root, choice, day, means)
    if begun.state.tasks():
        return None
    checked = conclude(begun.state.verdicts, choice, begun.paths, settings.text)
    return Surveyed(root, begun.paths, checked, begun.state.digests, days_to_tell(begun.state, checked))


def days_to_tell(state: State, checked: Checked) -> Days:
    """Return the days on which the same would be told: those on which all verdicts hold, or the day itself where a finding tells it."""
    tells = any(type(value) is ToldDay for one in checked.found for value in one.parameters.values())
    return (state.day, state.day) if tells else state.days
