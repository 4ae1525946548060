"""Tasks done by this process, or by several where there is enough to do."""

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager

from byreg.survey.examiner import Examined, Examiner, Task

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


def work_off(
    examiner: Examiner, tasks: Sequence[Task], jobs: int | None = None, progress: Progress = quiet
) -> Generator[Examined, None, None]:
    """Yield what each task comes to, in any order; `progress` is told how many files are done."""
    processes = processes_for(sum(task.size for task in tasks), jobs)
    left = {task.units[0].name: task for task in tasks}
    done = 0
    if processes > 1:
        with closing(spread(examiner, tasks, processes)) as results:
            while (one := next_of(results)) is not None:
                done += left.pop(one[0].name).size
                yield from one
                progress(done)
    with little_looked_for():
        for task in left.values():
            yield from examiner.examine(task)
            done += task.size
            progress(done)


def next_of(results: Iterator[list[Examined]]) -> list[Examined] | None:
    """Return the next result of several processes; None at the end, or where one was killed or none can be started."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        return next(results, None)
    except (BrokenProcessPool, OSError):
        return None


def spread(examiner: Examiner, tasks: Sequence[Task], processes: int) -> Generator[list[Examined], None, None]:
    """Yield what several processes make of each task."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor, as_completed

    method = "fork" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    pool = ProcessPoolExecutor(processes, mp_context=context, initializer=begin, initargs=(examiner,))
    try:
        with interrupts_waiting():  # for the processes for good: those come to the parent
            waiting = [pool.submit(examine_all, load) for load in loads(tasks)]
        for done in as_completed(waiting):
            yield from done.result()
    finally:
        pool.shutdown(cancel_futures=True)  # waits for the loads under way; those not begun are left


def loads(tasks: Sequence[Task]) -> Iterator[list[Task]]:
    """Yield the tasks in loads worth sending, in their order, so that neighbours come to the same process."""
    load: list[Task] = []
    files = 0
    for task in tasks:
        load.append(task)
        files += task.size
        if files >= FILES_OF_A_LOAD:
            yield load
            load, files = [], 0
    if load:
        yield load


def begin(examiner: Examiner) -> None:
    """Make a process ready: it leaves interrupts to its parent, and ends when that is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    HERE[:] = [examiner]
    gc.disable()
    threading.Thread(target=end_with_parent, daemon=True).start()


@contextmanager
def interrupts_waiting() -> Iterator[None]:
    """Let an interrupt wait meanwhile; processes that are started have it wait until they are ready."""
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
    done = [HERE[0].examine(task) for task in tasks]
    gc.collect()
    return done


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
