"""How far the work has come, counted: goals, actions, the three dimensions, and who pays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from byreg.language import labels
from byreg.language.labels import N_
from byreg.model.finance import Financing
from byreg.report import view
from byreg.report.charts.chart import Bar, Bars, Figures, Part
from byreg.report.records import funders
from byreg.wording.said import Status
from byreg.wording.wording import Wording

DIMENSIONS = tuple(labels.VALUES["tag"])
Groups = Sequence[tuple[str, Sequence[Status]]]
# tones from best to worst: the order of the parts of a bar
TONES = ("good", "active", "partial", "waiting", "bad", "unknown")


def goal_attainment(say: Wording, goals: Sequence[view.Goal]) -> Bars | None:
    """Return how many goals have reached what, in all and by kind."""
    kinds: dict[str, list[Status]] = {}
    for goal in goals:
        kinds.setdefault(goal.kind, []).append(goal.status)
    groups = [(say.text(N_("All goals")), [goal.status for goal in goals]), *(kinds.items() if len(kinds) > 1 else ())]
    return counted(say, "goal-attainment", say.text(N_("Goal attainment")), say.text(N_("Goals")), groups)


def actions_by_area(say: Wording, groups: Sequence[view.ActionGroup]) -> Bars | None:
    """Return how far the actions have come, in all and by the place they have in the plan."""
    areas: dict[str, list[Status]] = {}
    for group in groups:
        areas.setdefault(group.title, []).extend(action.status for action in group.actions)
    every = [status for found in areas.values() for status in found]
    rows = [(say.text(N_("All actions")), every), *(areas.items() if len(areas) > 1 else ())]
    title = say.text(N_("Actions by status"))
    return counted(say, "actions-by-status", title, say.text(N_("Place in the plan")), rows)


def by_dimension(say: Wording, actions: Mapping[str, view.Action], goals: Sequence[view.Goal]) -> Bars | None:
    """Return how far goals and actions have come in each dimension of the attractiveness model (Attraktivitetsmodellen)."""
    plan = say.phase.plan
    tagged = [(plan.goals[goal.id].tags, goal.status) for goal in goals]
    tagged += [(say.phase.actions[id_].tags, action.status) for id_, action in actions.items()]
    rows = [(say.tag(tag), [status for tags, status in tagged if tag in tags]) for tag in DIMENSIONS]
    title = say.text(N_("Goals and actions by live, work and visit"))
    return counted(say, "dimensions", title, say.text(N_("Dimension")), rows)


def counted(say: Wording, id_: str, title: str, heading: str, groups: Groups) -> Bars | None:
    """Return groups of statuses as bars of numbers; None where there is nothing to count."""
    plain = [(name, [said_apart(say, one) for one in found]) for name, found in groups]
    legend = in_order(status for _, found in plain for status in found)
    if not legend:
        return None
    bars = tuple(Bar(name, parts_of(say, found, legend), say.language.number(len(found))) for name, found in plain)
    told = [say.language.listing([f"{part.status.text.lower()} {part.shown}" for part in bar.parts]) for bar in bars]
    words = say.text(N_("{name}: {parts}."))
    description = " ".join(
        words.format(name=bar.label, parts=parts or say.text(N_("none"))) for bar, parts in zip(bars, told, strict=True)
    )
    return Bars(id_, title, description, figures(say, heading, bars, legend), bars, legend)


def said_apart(say: Wording, status: Status) -> Status:
    """Return a status without its remark; what is overdue is counted as that, whatever else it is."""
    if status.late:
        symbol, tone = labels.SYMBOLS["overdue"]
        return Status(say.text(labels.OVERDUE), symbol, tone)
    return replace(status, remark="")


def in_order(statuses: Iterable[Status]) -> tuple[Status, ...]:
    """Return each status once, the best first."""
    return tuple(sorted(dict.fromkeys(statuses), key=lambda status: TONES.index(status.tone)))


def parts_of(say: Wording, found: Sequence[Status], legend: Sequence[Status]) -> tuple[Part, ...]:
    numbers = [(status, found.count(status)) for status in legend]
    return tuple(Part(status, Decimal(number), say.language.number(number)) for status, number in numbers if number)


def figures(say: Wording, heading: str, bars: Sequence[Bar], legend: Sequence[Status]) -> Figures:
    """Return bars as rows: a column for each status, and the total."""
    rows = []
    for bar in bars:
        shown = {part.status: part.shown for part in bar.parts}
        rows.append((bar.label, *(shown.get(status, "0") for status in legend), bar.shown))
    headings = (heading, *(f"{status.symbol} {status.text}" for status in legend), say.text(N_("In all")))
    return Figures(headings, tuple(rows))


def financing(say: Wording, lines: Iterable[Financing]) -> Bars | None:
    """Return what each funder pays in kroner, by how far that has come; hours and sums per inhabitant are not added up."""
    sums: dict[str, dict[Status, Decimal]] = {}
    left_out = False
    for line in lines:
        if line.amount is None or line.unit != "NOK" or line.per:
            left_out = True
            continue
        funder = say.language.listing(funders(say, line)) or say.not_stated
        basis = f"{funder} ({say.language.value('basis', line.basis).lower()})" if line.basis == "actual" else funder
        by_state = sums.setdefault(basis, {})
        by_state[state_of(say, line)] = by_state.get(state_of(say, line), Decimal(0)) + line.amount
    legend = in_order(status for by_state in sums.values() for status in by_state)
    if not sums:
        return None
    bars = tuple(
        Bar(name, money_parts(say, by_state, legend), say.language.money(sum(by_state.values(), Decimal(0))))
        for name, by_state in sums.items()
    )
    rows = tuple(
        (bar.label, "; ".join(f"{part.status.text}: {part.shown}" for part in bar.parts), bar.shown) for bar in bars
    )
    told = say.language.listing([f"{bar.label} {bar.shown}" for bar in bars])
    description = f"{told}." + (f" {say.text(PASSED_OVER)}" if left_out else "")
    shown = Figures((say.text(N_("Funder")), say.text(N_("State")), say.text(N_("In all"))), rows)
    return Bars("financing", say.text(N_("Financing by funder")), description, shown, bars, legend)


PASSED_OVER = N_("Lines without an amount, in hours, or per inhabitant or municipality are not part of it.")


def state_of(say: Wording, line: Financing) -> Status:
    return say.status(line.state, labels.VALUES["state"])


def money_parts(say: Wording, by_state: Mapping[Status, Decimal], legend: Sequence[Status]) -> tuple[Part, ...]:
    return tuple(
        Part(status, by_state[status], say.language.money(by_state[status]))
        for status in legend
        if by_state.get(status)
    )
