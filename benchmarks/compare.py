"""Time the comparison of two phases of 2,000 actions each against loading them, in one process.

Run as `make benchmark`. Loading and comparing take turns; the median of the pairs' ratios is what
to quote. The whole command `byreg diff` is held against a process that only loads the same files.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from byreg.config import Settings
from byreg.diff.comparison import compare
from byreg.diff.state import state_of
from byreg.load import load_workspace

ACTIONS = 2000
ROUNDS = 7
DAY = date(2026, 1, 1)
LOAD = "import sys; from pathlib import Path; from byreg.config import Settings; from byreg.load import load_workspace; load_workspace(Path(sys.argv[1]), Settings())"


def plan(phase: int) -> dict[str, object]:
    areas = {f"area-{index}": {"title": f"Satsingsområde {index}"} for index in range(8)}
    goals = {
        f"goal-{phase}-{index}": {
            "title": f"Flere arbeidsplasser i delområde {index}", "kind": "sub", "focus_area": [f"area-{index % 8}"],
            **({"continues": [f"demo/1/goal-1-{index}"]} if phase == 2 else {}),
        }
        for index in range(60)
    }  # fmt: skip
    return {
        "schema": 1, "title": f"Plan {phase}", "kind": "action_programme", "period": f"{2018 + phase}/{2020 + phase}",
        "status": [{"status": "adopted", "date": f"{2018 + phase}-01-01"}], "focus_areas": areas, "goals": goals,
    }  # fmt: skip


def actions(phase: int) -> dict[str, object]:
    """Return an action table: a tenth is new, a tenth is gone, a third has another schedule or owner."""
    found = {}
    for index in range(ACTIONS):
        number = index + (ACTIONS // 10 if phase == 2 else 0)
        action = {
            "title": f"Tiltak nummer {number} for rekruttering og samarbeid mellom kommunene",
            "under": [f"goal-{phase}-{number % 60}"],
            "purpose": "Flere skal finne arbeid i regionen, og bedriftene skal finne folk med rett kompetanse.",
            "schedule": f"{2018 + phase}/{2019 + phase + number % 3}",
            "responsible": {"lead": "office" if (number + phase) % 3 else "kongsvinger"},
            "tags": ["work"],
            "updates": [{"date": f"{2018 + phase}-06", "status": "ongoing", "text": "I gang."}],
        }
        if phase == 2 and number < ACTIONS:
            action["continues"] = [f"demo/1/action-1-{number}"]
        found[f"action-{phase}-{number}"] = action
    return {"schema": 1, "actions": found}


def corpus(folder: Path) -> None:
    """Write a workspace with two phases."""
    files: dict[str, object] = {
        "demo/region.yaml": {
            "schema": 1, "names": [{"name": "Demo"}],
            "municipalities": {"kongsvinger": {"name": "Kongsvinger", "codes": ["0402", "3401"]}},
            "actors": {"office": {"name": "Sekretariatet", "kind": "council"}},
        }
    }  # fmt: skip
    for phase in (1, 2):
        files |= {f"demo/{phase}/plan.yaml": plan(phase), f"demo/{phase}/actions.yaml": actions(phase)}
    (folder / "byreg.toml").touch()
    for name, tree in files.items():
        path = folder / "plans" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")


def in_process(folder: Path) -> tuple[float, int]:
    """Return the median ratio of comparing to loading, and the number of changes."""
    load_workspace(folder, Settings())  # validators are built once
    ratios, number = [], 0
    for _ in range(ROUNDS):
        began = time.perf_counter()
        register = load_workspace(folder, Settings()).register
        loaded = time.perf_counter()
        number = sum(1 for _ in compare(*(state_of(register, ("demo", phase), DAY) for phase in "12")))
        ratios.append((time.perf_counter() - loaded) / (loaded - began))
    return statistics.median(ratios), number


def seconds(command: list[str], folder: Path) -> float:
    began = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> None:
    """Print both ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus(folder)
        ratio, number = in_process(folder)
        print(f"\ncomparing two phases of {ACTIONS} actions ({number} changes): {ratio:.2f} × loading them")
        diff = [sys.executable, "-m", "byreg", "diff", "demo/1", "demo/2"]
        load = [sys.executable, "-c", LOAD, name]
        whole = statistics.median(seconds(diff, folder) / seconds(load, folder) for _ in range(ROUNDS))
        print(f"`byreg diff` of them, checked and said in words: {whole:.2f} × a process that only loads them")


if __name__ == "__main__":
    main()
