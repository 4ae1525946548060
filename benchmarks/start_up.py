"""Time whole processes against a reference in the same run, and print the ratios as a table.

Run as `make benchmark`. Commands and reference take turns, so that a busy machine slows both;
the median of the pairs' ratios is what to quote. Nothing is asserted: seconds differ by machine.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROUNDS = 9
REFERENCE = [sys.executable, "-c", "pass"]
COMMANDS = {
    "byreg --version": ["--version"],
    "byreg --help": ["--help"],
    "byreg validate (this repository's plans)": ["validate"],
    "byreg report kongsvinger --phase 2": ["report", "kongsvinger", "--phase", "2"],
}
PARSE = """
import sys
from pathlib import Path
from _ruamel_yaml import CParser
for path in sorted(Path("plans").rglob("*.yaml")):
    CParser(path.read_bytes()).raw_parse()
"""


def seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - began


def ratio(command: list[str], reference: list[str]) -> tuple[float, float, float]:
    """Return the lowest, median and highest ratio of some pairs of runs."""
    pairs = [seconds(command) / seconds(reference) for _ in range(ROUNDS)]
    return min(pairs), statistics.median(pairs), max(pairs)


def main() -> None:
    """Print one row per command."""
    seconds(REFERENCE)
    print("| command | × `python -c pass`: least | median | most |\n|---|---|---|---|")
    for name, arguments in COMMANDS.items():
        low, middle, high = ratio([sys.executable, "-m", "byreg", *arguments], REFERENCE)
        print(f"| `{name}` | {low:.1f} | {middle:.1f} | {high:.1f} |")
    low, middle, high = ratio([sys.executable, "-m", "byreg", "validate"], [sys.executable, "-c", PARSE])
    print(
        f"\n`byreg validate` against libyaml's bare event parse of the same files, both as whole processes: {middle:.1f} ×"
    )


if __name__ == "__main__":
    main()
