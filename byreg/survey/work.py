"""Tasks done by this process, or by several where there is enough to do."""

import gc
import os
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from byreg.survey.examiner import Examined, Examiner, Task

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

FEWEST_FILES = 200  # below this, starting another process costs more than it saves
MOST_PROCESSES = 60  # Windows waits for no more at a time
FILES_OF_A_LOAD = 100  # files that a process is handed at a time
Progress = Callable[[int], None]

HERE: list[Examiner] = []  # the examiner of this process, where it is one of several


def quiet(_: int) -> None:
    """Tell nobody how far it has come."""


def processes_for(files: int, jobs: int | None) -> int:
    """Return how many processes to use for a number of files; no more than wanted, or than the machine has room for."""
    if jobs is not None:
        return max(1, min(jobs, files // FILES_OF_A_LOAD + 1, MOST_PROCESSES))
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(available, files // FEWEST_FILES + 1, MOST_PROCESSES))


class Crew:
    """Works off tasks, in this process or in several; those are kept from one round of tasks to the next.

    `jobs` is how many processes may be used, `progress` is told how many files of a round are done.
    """

    def __init__(self, examiner: Examiner, jobs: int | None = None, progress: Progress = quiet) -> None:
        self.examiner, self.jobs, self.progress = examiner, jobs, progress
        self.processes = 1
        self.pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.let_go()

    def work_off(self, tasks: Sequence[Task]) -> Generator[Examined, None, None]:
        """Yield what each task comes to, in any order."""
        files = sum(task.size for task in tasks)
        if self.pool is None:
            self.processes = processes_for(files, self.jobs)
        left = {task.units[0].name: task for task in tasks}
        done = 0
        if self.processes > 1:
            for one in self.spread(tasks, min(FILES_OF_A_LOAD, files // self.processes)):
                done += left.pop(one[0].name).size
                yield from one
                self.progress(done)
        with little_looked_for():
            for task in left.values():
                yield from self.examiner.examine(task)
                done += task.size
                self.progress(done)

    def spread(self, tasks: Sequence[Task], files: int) -> Iterator[list[Examined]]:
        """Yield what several processes make of each task, `files` at a time; ends where one is killed or none can be started."""
        from concurrent.futures import as_completed
        from concurrent.futures.process import BrokenProcessPool

        try:
            with interrupts_waiting():  # for the processes for good: those come to the parent
                self.pool = self.pool or processes_of(self.examiner, self.processes)
                waiting = [self.pool.submit(examine_all, load) for load in loads(tasks, files)]
        except (BrokenProcessPool, OSError):
            self.let_go()
            return
        for done in as_completed(waiting):
            try:
                results = done.result()
            except (BrokenProcessPool, OSError):
                self.let_go()
                return
            yield from results

    def let_go(self) -> None:
        """Do without the processes there were; a later round may start others."""
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)  # waits for the loads under way; those not begun are left
            self.pool = None


def processes_of(examiner: Examiner, number: int) -> "ProcessPoolExecutor":
    """Return processes that are started with the first task they are given."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    method = "fork" if sys.platform == "linux" else "spawn"
    return ProcessPoolExecutor(
        number, mp_context=multiprocessing.get_context(method), initializer=begin, initargs=(examiner,)
    )


def loads(tasks: Sequence[Task], most: int) -> Iterator[list[Task]]:
    """Yield the tasks in loads of about as many files, in their order, so that neighbours come to the same process."""
    load: list[Task] = []
    files = 0
    for task in tasks:
        load.append(task)
        files += task.size
        if files >= most:
            yield load
            load, files = [], 0
    if load:
        yield load


def begin(examiner: Examiner) -> None:
    """Make a process ready: it leaves interrupts to its parent, and ends when that is gone."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    HERE[:] = [examiner]
    gc.disable()
    threading.Thread(target=end_with_parent, daemon=True).start()


@contextmanager
def interrupts_waiting() -> Iterator[None]:
    """Let an interrupt wait meanwhile; processes that are started have it wait until they are ready."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def examine_all(tasks: Sequence[Task]) -> list[list[Examined]]:
    return [HERE[0].examine(task) for task in tasks]


@contextmanager
def little_looked_for() -> Iterator[None]:
    """Look for no garbage in rings meanwhile: plans leave none, and looking takes a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
