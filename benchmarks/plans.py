"""Two phases of 2,000 actions each: how long comparing them takes against loading them, and a report against Jinja.

Run by `benchmarks.run`. What is compared within one process takes turns; the median of the pairs' ratios counts.
"""

import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from ruamel.yaml import YAML

from benchmarks.timing import Ratio
from byreg.config import Settings
from byreg.diff.comparison import compare
from byreg.diff.state import state_of
from byreg.language.language import language
from byreg.load import load_workspace
from byreg.report.build import build_report
from byreg.report.environment import Here

ACTIONS = 2000
DAY = date(2022, 6, 30)


def plan(phase: int, *, continues: bool) -> dict[str, object]:
    areas = {f"area-{index}": {"title": f"Satsingsområde {index}"} for index in range(8)}
    goals = {
        f"goal-{phase}-{index}": {
            "title": f"Flere arbeidsplasser i delområde {index}", "kind": "sub", "focus_area": [f"area-{index % 8}"],
            "deliverables": {f"plan-{phase}-{index}": {"title": f"Plan for delområde {index}", "status": "ongoing"}},
            **({"continues": [f"demo/1/goal-1-{index}"]} if continues else {}),
        }
        for index in range(60)
    }  # fmt: skip
    return {
        "schema": 1, "title": f"Plan {phase}", "kind": "action_programme", "period": f"{2018 + phase}/{2020 + phase}",
        "status": [{"status": "adopted", "decision": "adoption"}], "focus_areas": areas, "goals": goals,
        "decisions": {
            "adoption": {
                "title": "Planen ble vedtatt", "date": f"{2018 + phase}-01-01", "kind": "adoption", "result": "adopted",
            }
        },
    }  # fmt: skip


def actions(phase: int, count: int, *, continues: bool) -> dict[str, object]:
    """Return an action table: a tenth is new, a tenth is gone, and of a third somebody else is in charge."""
    found = {}
    for index in range(count):
        number = index + (count // 10 if phase == 2 else 0)
        action = {
            "title": f"Tiltak nummer {number} for rekruttering og samarbeid mellom kommunene",
            "under": [f"goal-{phase}-{number % 60}"],
            "purpose": "Flere skal finne arbeid i regionen, og bedriftene skal finne folk med rett kompetanse.",
            "schedule": f"{2018 + phase}/{2020 + phase}",
            "resources": ["Arbeidstid i sekretariatet"],
            "responsible": {"lead": "office" if (number + phase) % 3 else "kongsvinger"},
            "tags": ["work"],
            "updates": [{"date": f"{2020 + phase}-05", "status": "ongoing", "text": "I gang."}],
        }
        if continues and number < count:
            action["continues"] = [f"demo/1/action-1-{number}"]
        found[f"action-{phase}-{number}"] = action
    return {"schema": 1, "actions": found}


def write_plans(folder: Path, phases: tuple[int, ...] = (1, 2), count: int = ACTIONS) -> None:
    """Write a workspace with phases of so many actions each, line by line as people write plans."""
    writer = YAML()
    writer.width = 120
    files: dict[str, object] = {
        "demo/region.yaml": {
            "schema": 1, "names": [{"name": "Demo"}],
            "municipalities": {"kongsvinger": {"name": "Kongsvinger", "codes": ["0402", "3401"]}},
            "actors": {"office": {"name": "Sekretariatet", "kind": "council"}},
        }
    }  # fmt: skip
    for phase in phases:
        later = phase - 1 in phases
        files |= {
            f"demo/{phase}/plan.yaml": plan(phase, continues=later),
            f"demo/{phase}/actions.yaml": actions(phase, count, continues=later),
        }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "byreg.toml").touch()
    for name, tree in files.items():
        path = folder / "plans" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as stream:
            writer.dump(tree, stream)


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def comparing(folder: Path, rounds: int) -> Ratio:
    """Return how long comparing takes in terms of loading, in one process."""
    load_workspace(folder, Settings())  # validators are built once
    found = []
    for _ in range(rounds):
        began = time.perf_counter()
        register = load_workspace(folder, Settings()).register
        loaded = time.perf_counter() - began
        states = [state_of(register, ("demo", phase), DAY) for phase in "12"]
        found.append(seconds(lambda: list(compare(*states))) / loaded)  # noqa: B023 - called at once
    return Ratio(min(found), statistics.median(found), max(found))


def rendering(folder: Path, template: str) -> Callable[[], float]:
    """Return what tells how many seconds Jinja alone takes at this moment for a report whose view is ready: the median of three."""
    register = load_workspace(folder, Settings()).register
    phase = register.regions["demo"].phases["2"]
    view = build_report(register, phase, template, language=language("nb"), day=DAY)  # type: ignore[arg-type]
    here = Here(None)
    here.render(view, "html")  # templates are compiled once
    return lambda: statistics.median(seconds(lambda: here.render(view, "html")) for _ in range(3))
