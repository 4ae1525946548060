"""A workspace from nothing: its settings, a first region, a first plan as a draft, and what git and CI need."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from byreg.amend.beginnings import check_id, region_text
from byreg.errors import ByregError
from byreg.model.period import Period, parse_period
from byreg.source.scalars import written

Forge = str
FORGES: Mapping[Forge, tuple[tuple[str, str], ...]] = {
    "github": ((".github/workflows/plans.yml", "github.yml"),),
    "gitlab": ((".gitlab-ci.yml", "gitlab.yml"),),
    "none": (),
}
ALWAYS = (
    ("byreg.toml", "byreg.toml"), (".pre-commit-config.yaml", "pre-commit.yaml"), (".gitattributes", "gitattributes"),
    (".gitignore", "gitignore"),
)  # fmt: skip
NAMED = re.compile(r"\$([a-z]+)\b")
# what the first plan says until somebody says it better, by the region's language
WORDS: Mapping[str, Mapping[str, str]] = {
    "nb": {
        "purpose": "Skriv her hvorfor regionen lager planen, og hva den skal brukes til.",
        "goal": "Tre prosent flere arbeidsplasser i regionen",
        "milestone": "Planen er vedtatt i kommunestyrene",
        "indicator": "Arbeidsplasser i regionen",
        "unit": "arbeidsplasser",
        "baseline": "Tallet hentes inn før planen vedtas.",
        "action": "Felles førstelinje for gründere",
        "resources": "100 timer fra hver kommune i året",
    },
    "nn": {
        "purpose": "Skriv her kvifor regionen lagar planen, og kva han skal brukast til.",
        "goal": "Tre prosent fleire arbeidsplassar i regionen",
        "milestone": "Planen er vedteken i kommunestyra",
        "indicator": "Arbeidsplassar i regionen",
        "unit": "arbeidsplassar",
        "baseline": "Talet blir henta inn før planen blir vedteken.",
        "action": "Felles førstelinje for gründerar",
        "resources": "100 timar frå kvar kommune i året",
    },
}


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a workspace begins with."""

    name: str
    region: str
    municipalities: Sequence[str]
    language: str
    phase: str
    title: str
    period: Period
    forge: Forge
    day: str
    series: str


def begin(beginning: Beginning) -> dict[str, str]:
    """Return the files of a new workspace by their paths."""
    check_id(beginning.region, {}, "region")
    check_id(beginning.phase, {}, "phase")
    values = values_of(beginning)
    folder = f"plans/{beginning.region}/{beginning.phase}"
    found = {path: filled(name, values) for path, name in (*ALWAYS, *FORGES[beginning.forge])}
    found["byreg.toml"] = filled("byreg.toml", values | {"title": json.dumps(beginning.name, ensure_ascii=False)})
    found[f"plans/{beginning.region}/region.yaml"] = region_text(
        beginning.name, beginning.municipalities, beginning.language
    )
    for name in ("plan.yaml", "targets.yaml", "actions.yaml"):
        found[f"{folder}/{name}"] = filled(f"{beginning.language}/{name}", values)
    return found


def values_of(beginning: Beginning) -> dict[str, str]:
    """Return what stands in for each `$name` of the starting files, as YAML."""
    period = beginning.period
    if period.start is None or period.end is None:
        raise ByregError("the plan's period needs a beginning and an end", "Write it as 2027/2030.")
    first, last = period.start.year, period.end.year
    said = {key: written(text, block=True) for key, text in WORDS[beginning.language].items()}
    return said | {
        "title": written(beginning.title, block=True),
        "region": beginning.region,
        "phase": beginning.phase,
        "period": period.text,
        "first": str(first),
        "last": str(last),
        "schedule": str(first) if first == last else f"{first}/{min(first + 1, last)}",
        "responsible": beginning.region,
        "day": beginning.day,
        "series": beginning.series,
    }


def filled(name: str, values: Mapping[str, str]) -> str:
    """Return a starting file with its names filled in; what is no name of ours stays."""
    text = files("byreg.amend").joinpath("starter", *name.split("/")).read_text(encoding="utf-8")
    return NAMED.sub(lambda found: values.get(found[1], found[0]), text)


def default_period(year: int) -> Period:
    """Return the four years that a plan made in a year is for."""
    return parse_period(f"{year + 1}/{year + 4}")
