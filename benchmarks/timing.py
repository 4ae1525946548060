"""Time whole processes against a reference in the same run: they take turns, so that a busy machine slows both."""

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

MOST_OFTEN = 5  # runs of the shorter command in a round
PAUSE = 0.01  # seconds between two looks at the memory of a running process


@dataclass(frozen=True)
class Command:
    """A command line, where it runs, and what is done before each run and not timed."""

    arguments: Sequence[str]
    folder: Path
    environ: Mapping[str, str] | None = None
    before: Callable[[], None] | None = None

    def seconds(self) -> float:
        """Run once; findings (exit 1) are no failure, anything worse is."""
        if self.before is not None:
            self.before()
        began = time.perf_counter()
        done = subprocess.run(
            self.arguments,
            cwd=self.folder,
            env={**os.environ, **(self.environ or {})},
            check=False,
            capture_output=True,
        )
        spent = time.perf_counter() - began
        if done.returncode not in (0, 1) or b"Traceback" in done.stderr:
            raise SystemExit(f"{' '.join(self.arguments)}: {done.stderr.decode()[-2000:]}")
        return spent


@dataclass(frozen=True)
class Ratio:
    """How long something took in terms of another: the median over some pairs of runs, the lowest and the highest."""

    low: float
    middle: float
    high: float

    @property
    def inverse(self) -> "Ratio":
        return Ratio(1 / self.high, 1 / self.middle, 1 / self.low)

    def __str__(self) -> str:
        return f"{figure(self.middle)} ({figure(self.low)}–{figure(self.high)})"


def figure(number: float) -> str:
    return f"{number:.0f}" if number >= 100 else f"{number:.1f}" if number >= 10 else f"{number:.2f}"


def ratio(what: Command, reference: Command, rounds: int, *, one_core: bool = False) -> Ratio:
    """Return how long a command takes in terms of a reference.

    The first run of each warms the disk's cache, and fills byreg's. In each round the shorter of the two runs as often as
    fits into the longer one's time, so that a moment's disturbance of it does not make the ratio.
    """
    with on_one_core() if one_core else nullcontext():
        first = what.seconds() / reference.seconds()
        often = [min(MOST_OFTEN, max(1, round(one))) for one in (1 / first, first)]
        found = [median_of(what, often[0]) / median_of(reference, often[1]) for _ in range(rounds)]
    return Ratio(min(found), statistics.median(found), max(found))


def median_of(command: Command, runs: int) -> float:
    return statistics.median(command.seconds() for _ in range(runs))


@contextmanager
def on_one_core() -> Iterator[None]:
    """Let the processes that are begun meanwhile run on one core, always the same, where the system can be asked for that."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def peak_memory(what: Command) -> float:
    """Return the most memory, in MB, that a command and its children held at one time, by looks at /proc every hundredth second."""
    process = subprocess.Popen(
        what.arguments, cwd=what.folder, env={**os.environ, **(what.environ or {})}, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    most = 0.0
    done = threading.Event()

    def look() -> None:
        nonlocal most
        while not done.is_set():
            most = max(most, sum(map(held_by, (process.pid, *children_of(process.pid)))))
            time.sleep(PAUSE)

    watch = threading.Thread(target=look)
    watch.start()
    code = process.wait()
    done.set()
    watch.join()
    if code not in (0, 1):
        raise SystemExit(f"{' '.join(what.arguments)}: exit {code}")
    return most


def children_of(process: int) -> list[int]:
    try:
        found = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [one for child in found for one in (int(child), *children_of(int(child)))]


def held_by(process: int) -> float:
    """Return the memory that a process holds, shared pages divided among those that share them."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
