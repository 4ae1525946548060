"""Make a workspace of any size that looks like real ones: nested goals, Norwegian prose, every form of target.

Run as `python -m benchmarks.corpus FOLDER --files 10000`. The same numbers give the same bytes. Each region has
eight plans that continue each other, each in three files of about 5 KB; every tenth region also works with a
neighbour's actors. A share of the files has one slip of the kind that people make.
"""

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from byreg.reference.municipalities import names, validities

DAY = date(2026, 6, 30)  # the day that the plans are to be read as of
PHASES = 8
FILES_OF_A_REGION = 1 + 3 * PHASES
FIRST_YEAR = 2011
SENTENCES = (
    "Regionen har hatt nedgang i folketallet, og flere bedrifter finner ikke folk med rett kompetanse.",
    "Kommunene vil dele på oppgaver som hver av dem er for liten til å løse alene.",
    "Næringslivet ber om raskere saksbehandling og én dør inn til førstelinja.",
    "Ungdom flytter for å studere, og få kommer tilbake før de har stiftet familie.",
    "Reiselivet vokser om sommeren, mens sengene står tomme fra oktober til mars.",
    "Båt- og bussrutene passer dårlig sammen, så få pendler på tvers av kommunegrensene.",
    "Godt vertskap begynner før noen har bestemt seg for å flytte hit.",
    "Fiskeri og havbruk sysselsetter hver femte innbygger i de ytre kommunene.",
    "Sentrum skal være et sted der folk møtes, også når butikkene er stengt.",
    "Arbeidet ledes av regionrådet, som rapporterer til kommunestyrene to ganger i året.",
    "Fylkeskommunen bidrar med midler så lenge minst tre kommuner deltar med egeninnsats.",
    "Erfaringene fra forrige periode viser at ansvaret må ligge ett sted.",
)
SUBJECTS = (
    "arbeidsplasser i privat sektor", "nyetablerte bedrifter", "tilflyttere under 40 år", "lærlinger i bedrift",
    "gjestedøgn utenom sommeren", "boliger i sentrum", "reisende med buss", "deltakere på gründerkurs",
)  # fmt: skip
# every form of target; {a} and {b} are figures above the baseline, {year} the plan's last year
FORMS = (
    "{{at_least: {a}, by: {year}}}",
    "{{net_change: {d}, per: year}}",
    "{{change: 12, of: percent, by: {year}}}",
    "{{between: [{a}, {b}], by: {year}}}",
    "{{total: {b}}}",
    "{{faster_than_benchmark: landet}}",
    "{{keep_at_least: {a}}}",
    "{{direction: increase}}",
    "{{all_of: {{first: {{at_least: {a}}}, second: {{at_most: {c}}}}}, by: {year}}}",
    "{{benchmark: landet, relation: above}}",
    "{{each_unit: {{member-0: {{at_least: {a}}}, member-1: {{at_least: {b}}}}}, by: {year}}}",
)
SCALES = (
    ("rank", "{rank: 40, group: kommunene i landet, by: YEAR}", "95", "38"),
    ("yes_no", "{fulfilled: true, by: YEAR}", "", "true"),
    ("yes_no", "{participants: all, by: YEAR}", "", "true"),
    ("qualitative", "{description: Bedriftene sier at de får svar innen en uke., by: YEAR}", "", "De fleste får svar."),
)
SLIPS = (
    ("    title: ", "    titel: "),
    ("    kind: sub", "    kind: subb"),
    ("    schedule: ", "    schedule: høsten "),
    ("under: [goal-", "under: [gaol-"),
    ("measures: [goal-", "measures: [missing-"),
    ("    per: year", "    per: anually"),
    ("  - date: ", "  - dato: "),
    ("period: ", "period: \t["),
    ("schema: 1", "schema: 1\nschema: 1"),
    ("    responsible: ", "    responsible: nobody-of-us # "),
)


@dataclass(frozen=True)
class Corpus:
    """What to make: how many files, the share of them with a slip, and the seed of all choices."""

    files: int
    faulty: float = 0.02
    seed: int = 7

    @property
    def regions(self) -> int:
        return max(1, round((self.files - 2) / FILES_OF_A_REGION))


def write_corpus(folder: Path, corpus: Corpus) -> int:
    """Write the workspace below a folder; return how many bytes its plan files have."""
    total = 0
    chance = random.Random(corpus.seed)  # noqa: S311 - the same choices each time are what is wanted
    for name, text in files_of(corpus, chance):
        faulty = name.count("/") > 1 and chance.random() < corpus.faulty
        data = (slipped(text, chance) if faulty else text).encode()
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        total += len(data) if name.startswith("plans/") else 0
    return total


def files_of(corpus: Corpus, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield every file by its path from the workspace's root."""
    yield "byreg.toml", 'title = "Alle regioner"\n'
    yield "plans/programmes.yaml", PROGRAMMES
    yield "plans/actors.yaml", ACTORS
    places = list(municipalities())
    for number in range(corpus.regions):
        region = region_id(number)
        yield f"plans/{region}/region.yaml", region_file(number, places, chance)
        for phase in range(1, PHASES + 1):
            folder = f"plans/{region}/{phase}"
            neighbour = region_id(number - 1) if number % 10 == 9 else ""
            yield f"{folder}/plan.yaml", plan_file(number, phase, chance)
            yield f"{folder}/targets.yaml", targets_file(phase, chance)
            yield f"{folder}/actions.yaml", actions_file(phase, neighbour, chance)


def region_id(number: int) -> str:
    return f"region-{number:05}"


def municipalities() -> Iterator[tuple[str, list[str]]]:
    """Yield today's municipalities by name with all the codes that each has had under it."""
    by_name: dict[str, list[str]] = {}
    for code, rows in validities().items():
        by_name.setdefault(rows[-1].name, []).append(code)
    for name, codes in by_name.items():
        valid = [one for code in codes for one in validities()[code]]
        whole = all(
            any(one.overlaps(date(year, 7, 1), date(year, 7, 1)) for one in valid) for year in range(FIRST_YEAR, 2029)
        )
        if whole and " " not in name and names(codes[0]) == (name,):
            yield name, codes


def said(chance: random.Random, number: int, indent: int) -> str:
    """Return some sentences as a folded text."""
    return "\n".join(" " * indent + one for one in chance.sample(SENTENCES, number))


def region_file(number: int, places: list[tuple[str, list[str]]], chance: random.Random) -> str:
    """Return region.yaml: five municipalities, the council and some actors."""
    members = [places[(number * 5 + index) % len(places)] for index in range(5)]
    listed = "\n".join(
        f"  member-{index}:\n    name: {name}\n    codes: [{', '.join(f'{chr(34)}{code}{chr(34)}' for code in codes)}]"
        for index, (name, codes) in enumerate(members)
    )
    actors = "\n".join(
        f"  actor-{index}:\n    name: Næringshage {index} i region {number}\n    kind: company\n    text: >\n{said(chance, 2, 6)}"
        for index in range(6)
    )
    return f"""# Det som gjelder for alle planene i regionen.
schema: 1
names:
  - name: Region {number}
kind: city-region
language: nb
councils:
  council:
    name: Regionrådet i region {number}
    members: [member-0, member-1, member-2, member-3, member-4]
municipalities:
{listed}
actors:
{actors}
"""


def years(phase: int) -> tuple[int, int]:
    first = FIRST_YEAR + 2 * (phase - 1)
    return first, first + 1


def measured(phase: int) -> Iterator[int]:
    """Yield the years that a plan has figures for."""
    return (year for year in years(phase) if year < DAY.year)


def is_open(phase: int) -> bool:
    return phase == PHASES


def plan_file(number: int, phase: int, chance: random.Random) -> str:
    """Return plan.yaml: goals in three levels, decisions, milestones and what was learnt."""
    first, last = years(phase)
    goals = "\n".join(goal(number, phase, index, chance) for index in range(6))
    reached = "" if is_open(phase) else f", updates: [{{date: {last}-12-02, status: reached}}]"
    ended = "" if is_open(phase) else f"  - status: closed\n    date: {last}-12-31\n"
    lessons = "" if is_open(phase) else f"lessons:\n  - >\n{said(chance, 2, 4)}\n"
    return f"""# Planen for {first}–{last}.
schema: 1
title: Handlingsprogram for region {number}, {first}–{last}
kind: action_programme
programme: samarbeid
period: {first}/{last}
{f"continues: region-{number:05}/{phase - 1}" if phase > 1 else ""}
status:
  - status: adopted
    decision: adoption
{ended}
sections:
  background: >
{said(chance, 4, 4)}
  purpose: >
{said(chance, 3, 4)}
organisation:
  owners: {{title: Kommunestyrene, role: owner, each: municipality}}
  steering: {{title: Styringsgruppe, role: steering_committee, actors: [council]}}
  manager:
    title: Prosjektleder
    role: project_manager
    text: >
{said(chance, 2, 6)}
goals:
{goals}
focus_areas:
  work: {{title: Arbeid og næring}}
  home: {{title: Bosted og sentrum}}
milestones:
  start: {{title: Oppstart, date: {first}-02-01, updates: [{{date: {first}-02-02, status: reached}}]}}
  report: {{title: Årsrapport, date: {last}-12-01{reached}}}
decisions:
  adoption:
    title: Handlingsprogrammet er vedtatt
    bodies: council
    date: {first}-01-15
    kind: adoption
    result: adopted
  renewal:
    title: Handlingsprogrammet er rullert
    bodies: council
    date: {last}-01-20
    kind: amendment
    result: adopted
costs:
  work-cost: {{title: Prosjektledelse, pays_for: [work, home], amount: {chance.randrange(300, 900)}000, period: {first}/{last}}}
financing:
  own: {{title: Egeninnsats, funder: council, in_kind: true, amount: {chance.randrange(200, 600)}000, state: granted}}
{lessons}"""


def goal(number: int, phase: int, index: int, chance: random.Random) -> str:
    """Return one goal: the first is the main one, the next three stand below it, the last two below the second."""
    kind = "main" if index == 0 else "sub"
    parent = "" if index == 0 else f"    parent: goal-{phase}-{0 if index < 4 else 1}\n"
    last = years(phase)[1]
    earlier = f"    continues: region-{number:05}/{phase - 1}/goal-{phase - 1}-{index}\n" if phase > 1 else ""
    judged = (
        ""
        if is_open(phase)
        else f"    assessments:\n      - date: {last}-12\n        status: partly\n        comment: >\n{said(chance, 1, 10)}\n"
    )
    return f"""  goal-{phase}-{index}:
    title: {chance.randrange(20, 400)} flere {SUBJECTS[index]} i regionen
    kind: {kind}
{parent}    focus_area: {"work" if index % 2 else "home"}
{earlier}    text: >
{said(chance, 1, 6)}
    responsible: council
{judged}"""


def targets_file(phase: int, chance: random.Random) -> str:
    """Return targets.yaml: an indicator for each goal, and some on other scales."""
    first, last = years(phase)
    indicators = []
    for index in range(6):
        start = chance.randrange(300, 900)
        figures = {"a": start + 40, "b": start + 90, "c": start + 400, "d": start + 20, "year": last}
        form = FORMS[(phase * 6 + index) % len(FORMS)].format(**figures)
        per = "    per: year\n" if "net_change" in form or "total" in form else ""
        seen = [
            f"      {year}: {{value: {start + chance.randrange(60)}, benchmark: {start}}}" for year in measured(phase)
        ]
        indicators.append(f"""  indicator-{phase}-{index}:
    title: Antall {SUBJECTS[index]}
    unit: personer
    definition: >
{said(chance, 2, 6)}
{per}    direction: increase
    measures: [goal-{phase}-{index}]
    method: Registerstatistikk fra Statistisk sentralbyrå, hentet i mai hvert år.
    frequency: year
    responsible: council
    baseline: {{value: {start}, period: {first - 1}, benchmark: {start + 5}}}
    targets:
      wanted: {form}
    observations:
{chr(10).join(seen)}
""")
    for index, (scale, target, baseline, value) in enumerate(SCALES):
        stood = f"    baseline: {{value: {baseline}, period: {first - 1}}}\n" if baseline else ""
        indicators.append(f"""  scale-{phase}-{index}:
    title: Vurdering nummer {index} av {SUBJECTS[index]}
    scale: {scale}
    measures: [goal-{phase}-{index % 6}]
    method: Spørreundersøkelse blant bedriftene i regionen.
{stood}    targets:
      wanted: {target.replace("YEAR", str(last))}
    observations:
      {first}: {value}
""")
    return "# Det som måles.\nschema: 1\nindicators:\n" + "".join(indicators)


def actions_file(phase: int, neighbour: str, chance: random.Random) -> str:
    """Return actions.yaml: eight actions, those of ended plans completed."""
    first, last = years(phase)
    actions = []
    for index in range(8):
        helper = f"{neighbour}/actor-{index % 6}" if neighbour and index == 0 else f"actor-{index % 6}"
        ended = (
            f"      - {{date: {first + 1}-0{index % 5 + 1}, status: ongoing, text: I rute etter planen.}}"
            if is_open(phase)
            else f"      - date: {last}-1{index % 3}\n        status: completed\n        text: >\n{said(chance, 2, 10)}"
        )
        waits = f"    depends_on: [action-{phase}-{index - 1}]\n" if index % 3 == 2 else ""
        schedule = f"{first}/{last}" if not is_open(phase) else f"{first}/{last + 1}"
        actions.append(f"""  action-{phase}-{index}:
    title: Tiltak for {SUBJECTS[index]} i alle kommunene
    under: [goal-{phase}-{index % 6}]
    purpose: >
{said(chance, 2, 6)}
    schedule: {schedule}
    resources:
      - Egen arbeidstid i kommunene
    responsible: {{lead: council, contributors: [{helper}, member-{index % 5}]}}
{waits}    updates:
      - {{date: {first}-03, status: ongoing, text: Arbeidet er i gang.}}
{ended}
""")
    return "# Tiltakene.\nschema: 1\nactions:\n" + "".join(actions)


def slipped(text: str, chance: random.Random) -> str:
    """Return a file with one slip, at one of the places where it can be made."""
    fitting = [(right, wrong) for right, wrong in SLIPS if right in text]
    right, wrong = chance.choice(fitting)
    at = chance.choice([index for index in range(len(text)) if text.startswith(right, index)])
    return text[:at] + wrong + text[at + len(right) :]


PROGRAMMES = """schema: 1
programmes:
  samarbeid:
    title: Program for samarbeid mellom kommuner
    owner: ministry
    period: 2010/2030
    required_roles: [owner, steering_committee, project_manager]
"""
ACTORS = """schema: 1
actors:
  ministry: {name: Departementet, kind: state}
"""


def main() -> None:
    """Write a workspace as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--faulty", type=float, default=Corpus.faulty)
    parser.add_argument("--seed", type=int, default=Corpus.seed)
    asked = parser.parse_args()
    corpus = Corpus(asked.files, asked.faulty, asked.seed)
    size = write_corpus(asked.folder, corpus)
    print(
        f"{2 + corpus.regions * FILES_OF_A_REGION} files, {size / 1e6:.1f} MB, in {asked.folder}; read it as of {DAY}"
    )


if __name__ == "__main__":
    main()
