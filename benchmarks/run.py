"""Measure byreg at every size, against the least any tool could do and against the tools people would use.

Run as `make benchmark`, or `python -m benchmarks.run --files 1000 --no-peers` for a look. The table goes to
docs/performance.md with versions and machine. Every figure is a ratio to a reference in the same run: seconds differ by
machine, and a noisy one slows both.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.corpus import DAY, Corpus, write_corpus
from benchmarks.plans import comparing, rendering, write_plans
from benchmarks.references import LOAD, NOTHING, PARSE, PEERS, check_jsonschema, doorstop, install_peers
from benchmarks.timing import Command, Ratio, peak_memory, ratio

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs" / "performance.md"
MARKS = ("<!-- measured: begin -->", "<!-- measured: end -->")
BYREG = [str(Path(sys.executable).with_name("byreg"))]
CHECK = [*BYREG, "validate", "--as-of", DAY.isoformat()]
SHORT_ROUNDS = 25  # of what takes a second at most: a moment's disturbance lasts longer than a run
REPORT_ROUNDS = 9  # two runs and a rendering each
BASIC = "BY0,BY1,BY2"  # files, schema and references: no rule of the plans' own


@dataclass(frozen=True)
class Row:
    """One line of the table; `reach` is what was aimed at."""

    work: str
    reference: str
    reach: str
    measured: str


@dataclass(frozen=True)
class Bench:
    """Where the corpora lie, and how often is measured."""

    folder: Path
    rounds: int

    def command(self, arguments: list[str], folder: Path, *, kept: bool = False, **more: object) -> Command:
        """Return a command; with what is kept between runs in a folder of its own, or without."""
        cache = {"BYREG_CACHE_DIR": str(self.folder / "cache"), "CI": "", "PYTHONDONTWRITEBYTECODE": ""}
        own = (
            arguments
            if kept or arguments[0] not in BYREG or "validate" not in arguments
            else [*arguments, "--no-cache"]
        )
        return Command(own, folder, cache, **more)  # type: ignore[arg-type]

    def corpus(self, files: int) -> Path:
        """Return a corpus of a size, in git; made once."""
        folder = self.folder / f"corpus-{files}"
        if not folder.exists():
            write_corpus(folder, Corpus(files))
            author = ["-c", "user.name=benchmark", "-c", "user.email=benchmark@example.org"]
            for words in (["init", "-q"], ["add", "-A"], [*author, "commit", "-q", "-m", "corpus"]):
                subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)
        return folder

    def start_up(self) -> Iterator[Row]:
        nothing = self.command(NOTHING, ROOT)
        one = self.folder / "one"
        if not one.exists():
            region, *others = ("notodden", "kongsvinger", "sor-troms")
            shutil.copytree(ROOT / "plans" / region, one / "plans" / region)
            for name in ("programmes.yaml", "actors.yaml"):
                shutil.copy(ROOT / "plans" / name, one / "plans")
            settings = (ROOT / "byreg.toml").read_text(encoding="utf-8").splitlines(keepends=True)
            kept = [line for line in settings if not any(f"plans/{other}/" in line for other in others)]
            (one / "byreg.toml").write_text("".join(kept), encoding="utf-8")
        for name, command, reach in (
            ("`byreg --version`", self.command([*BYREG, "--version"], ROOT), "≤ 1.3"),
            ("`byreg --help`", self.command([*BYREG, "--help"], ROOT), "≤ 8"),
            (
                "`byreg validate`, one plan folder, as it was",
                self.command([*BYREG, "validate"], one, kept=True),
                "≤ 18",
            ),
            ("the same, nothing kept from before", self.command([*BYREG, "validate"], one), "≤ 18"),
        ):
            yield Row(name, "`python -c pass`", reach, str(ratio(command, nothing, SHORT_ROUNDS, one_core=True)))

    def all_new(self, files: int) -> Iterator[Row]:
        folder = self.corpus(files)
        raw = self.command(PARSE, folder)
        for name, words, jobs, reach in (
            ("load, schema, references, one process", ["--select", BASIC], "1", "≤ 6"),
            ("the same, two processes", ["--select", BASIC], "2", "≤ 3.5"),
            ("every rule, one process", [], "1", "≤ 9"),
            ("every rule, two processes", [], "2", "≤ 5"),
        ):
            command = self.command([*CHECK, *words, "--jobs", jobs], folder)
            work = f"`validate`, {files:,} files, nothing kept: {name}"
            found = ratio(command, raw, self.rounds, one_core=jobs == "1")
            yield Row(work, "libyaml's bare event parse", reach, str(found))

    def seen_before(self, files: int) -> Iterator[Row]:
        folder = self.corpus(files)
        status = self.command(["git", "status"], folder)
        again = self.command(CHECK, folder, kept=True)
        yield Row(
            f"`validate`, {files:,} files, nothing changed",
            "`git status`",
            "≤ 3",
            str(ratio(again, status, SHORT_ROUNDS)),
        )
        otherwise = self.command([*CHECK, "--format", "sarif"], folder, kept=True)
        yield Row(
            "the same, asked in a form whose answer is not kept", "`git status`", "–", str(ratio(otherwise, status, 5))
        )
        path = next(folder.glob("plans/*/3/plan.yaml"))
        text = path.read_bytes()
        changes = iter(range(1000))
        edited = self.command(
            CHECK, folder, kept=True, before=lambda: path.write_bytes(text + b"# %d\n" % next(changes)) and None
        )
        yield Row("the same, one file changed", "`git status`", "≤ 15", str(ratio(edited, status, SHORT_ROUNDS)))
        title = [*BYREG, "set", "/".join(path.parent.parts[-2:]), "title", "Handlingsprogram, ny utgave"]
        amended = self.command(title, folder, kept=True, before=lambda: path.write_bytes(text) and None)
        yield Row(
            f"`byreg set` of one value, among {files:,} files", "`git status`", "–", str(ratio(amended, status, 5))
        )
        path.write_bytes(text)

    def memory(self, files: int) -> Iterator[Row]:
        folder = self.corpus(files)
        for jobs in ("1", "2"):
            most = peak_memory(self.command([*CHECK, "--jobs", jobs], folder))
            yield Row(f"memory of `validate`, {files:,} files, {jobs} at a time", "–", "≤ 150 MB", f"{most:.0f} MB")

    def peers(self, programs: Path, files: int = 1000) -> Iterator[Row]:
        folder = self.corpus(files)
        commands = {
            "check-jsonschema": (folder, check_jsonschema(programs, folder, self.folder / "schemas"), "10", "15"),
            "yamllint": (folder, [f"{programs}/yamllint", "-s", "plans"], "12", "20"),
        }
        items = self.folder / "doorstop"
        commands |= {name: (items, command, "4", "6") for name, command in doorstop(programs, items, files).items()}
        for name, (where, command, all_rules, basic) in commands.items():
            peer = self.command(command, where)
            for words, said, reach in (
                ([], "every rule", all_rules),
                (["--select", BASIC], "as far as references", basic),
            ):
                ours = self.command([*CHECK, *words, "--jobs", "1"], folder)  # as the peers: one process
                times = ratio(ours, peer, min(self.rounds, 3), one_core=True).inverse
                yield Row(f"`validate`, {files:,} files, {said}: times faster", name, f"≥ {reach}", str(times))

    def reports(self) -> Iterator[Row]:
        both, large, small = (self.folder / name for name in ("both", "large", "small"))
        write_plans(both)
        write_plans(large, (2,))
        write_plans(small, (2,), 2)
        words = [
            *BYREG,
            "report",
            "demo/2",
            "-t",
            "action-plan",
            "--as-of",
            "2022-06-30",
            "--format",
            "html",
            "--force",
        ]
        runs = [self.command([*words, "-o", str(self.folder / "report.html")], folder) for folder in (large, small)]
        jinja = rendering(large, "action-plan")
        found = sorted((runs[0].seconds() - runs[1].seconds()) / jinja() for _ in range(REPORT_ROUNDS))
        measured = Ratio(found[0], found[len(found) // 2], found[-1])
        yield Row("`report` of 2,000 actions to HTML, beyond start-up", "Jinja alone, view ready", "≤ 2", str(measured))
        yield Row("comparing two phases of 2,000 actions", "loading both", "≤ 1.5", str(comparing(both, self.rounds)))
        diff = self.command([*BYREG, "diff", "demo/1", "demo/2", "--force"], both)
        load = self.command([sys.executable, "-c", LOAD, str(both)], both)
        whole = ratio(diff, load, self.rounds)
        yield Row("`byreg diff` of them, checked and said in words", "a process that loads both", "–", str(whole))


def machine() -> str:
    """Return the machine and the versions, in a sentence each."""
    model = next(
        (line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if line.startswith("model name")),
        platform.machine(),
    )  # fmt: skip
    cores = len(os.sched_getaffinity(0))
    git = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout.split()[2]
    names = ("byreg", "pydantic", "ruamel.yaml", "ruamel.yaml.clib", "typer", "jinja2")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    peers = ", ".join(one.replace("==", " ") for one in PEERS)
    return (
        f"Machine: {model}, {cores} cores, {platform.system()}. Python {platform.python_version()}, {versions}, "
        f"git {git}; peers: {peers}."
    )


def write_table(rows: list[Row], rounds: int) -> None:
    """Put the table where the document has its marks."""
    lines = ["| work | times the reference | aimed at | median (lowest–highest) |", "|---|---|---|---|"]
    lines += [f"| {row.work} | {row.reference} | {row.reach} | {row.measured} |" for row in rows]
    text = DOCUMENT.read_text(encoding="utf-8")
    before, after = text.partition(MARKS[0])[0], text.partition(MARKS[1])[2]
    body = "\n".join([MARKS[0], *lines, "", f"Of each, {rounds} pairs of runs or more. {machine()}", MARKS[1]])
    DOCUMENT.write_text(f"{before}{body}{after}", encoding="utf-8")


def main() -> None:
    """Measure as the command line says, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000, help="of the large corpus")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--folder", type=Path, help="keep the corpora here; else a folder that goes when it is done")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    asked = parser.parse_args()
    if asked.write and (asked.no_peers or asked.files < 10_000):
        parser.error("--write is for the whole table: with the peers, and 10,000 files")
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(asked.folder or Path(name), asked.rounds)
        rows: list[Row] = []
        parts = [
            bench.start_up(),
            bench.all_new(asked.files),
            bench.seen_before(asked.files),
            bench.memory(asked.files),
        ]
        parts += [bench.reports()]
        if not asked.no_peers:
            parts.append(bench.peers(install_peers(ROOT / "build" / "peers")))
        for part in parts:
            for row in part:
                rows.append(row)
                print(f"{row.work} | {row.reference} | {row.reach} | {row.measured}", flush=True)
    if asked.write:
        write_table(rows, asked.rounds)


if __name__ == "__main__":
    main()
