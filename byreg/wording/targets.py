"""Indicators in words: values with their unit, baselines, and what each target demands."""

from collections.abc import Iterable
from decimal import Decimal

from byreg.language.labels import N_
from byreg.model import targets as model
from byreg.model.indicators import Indicator, Measured
from byreg.model.period import Period
from byreg.wording.wording import Wording

RELATIONS = {
    "at_least": N_("at least {limit}"),
    "at_most": N_("at most {limit}"),
    "above": N_("above {limit}"),
    "below": N_("below {limit}"),
}
DIRECTIONS = {"increase": N_("shall increase"), "decrease": N_("shall decrease"), "keep": N_("shall be kept")}
CHANGES = {
    "percent": N_("a change of {number} %"),
    "points": N_("a change of {number} percentage points"),
    "units": N_("a change of {number}"),
}


def measured_on(say: Wording, item: tuple[Period, Measured], indicator: Indicator) -> str:
    period, measured = item
    text = say.measured(measured, indicator)
    if measured.not_reported or measured.not_measured is not None:
        return text
    return f"{with_unit(say, text, indicator)} ({say.language.period(period)})"


def with_unit(say: Wording, number: str, indicator: Indicator) -> str:
    """Add the unit and the period that each value is for."""
    unit = indicator.unit if indicator.scale not in ("percent", "amount", "yes_no", "qualitative") else ""
    per = say.language.value("per", indicator.per) if indicator.per else ""
    return " ".join(part for part in (number, unit, per) if part)


def measured_with_unit(say: Wording, measured: Measured, indicator: Indicator) -> str:
    """Say a measurement with its unit, or that there is none and why."""
    text = say.measured(measured, indicator)
    return with_unit(say, text, indicator) if measured.value is not None else text


def baseline(say: Wording, indicator: Indicator) -> str:
    if indicator.baseline is None:
        return ""
    text = say.measured(indicator.baseline, indicator)
    if indicator.baseline.value is not None or indicator.baseline.by_unit:
        text = with_unit(say, text, indicator)
    extras = [say.language.period(indicator.baseline.period)] if indicator.baseline.period else []
    extras += [extra.strip() for extra in (indicator.baseline.comment, indicator.baseline.note) if extra]
    sources = say.facts(indicator.baseline, *type(indicator.baseline).model_fields.keys() - {"source"})
    extras += [f"{fact.label}: {', '.join(fact.values)}" for fact in sources]
    return f"{text} ({'; '.join(extras)})" if extras else text


def sentences(say: Wording, targets: Iterable[model.Target], indicator: Indicator) -> Iterable[str]:
    """Say each target, with its deadline where it has one of its own."""
    for target in targets:
        text = sentence(say, target, indicator)
        if target.by is not None:
            text = say.text(N_("{target} by {deadline}")).format(target=text, deadline=say.language.period(target.by))
        extras = list(say.facts(target, *type(target).model_fields.keys() - EXTRAS))
        more = "; ".join(f"{fact.label}: {', '.join(fact.values)}" for fact in extras)
        yield f"{text} ({more})" if more else text


EXTRAS = {"label", "note", "source", "tentative"}


def sentence(say: Wording, target: model.Target, indicator: Indicator) -> str:  # noqa: C901, PLR0912
    """Say what a target demands, without its deadline."""

    def number(value: Decimal | int) -> str:
        return with_unit(say, say.value(Decimal(value), indicator), indicator)

    match target:
        case model.LevelTarget():
            return say.both(level(say, target, indicator))
        case model.NetChangeTarget():
            change = signed(say, target.net_change)
            per = say.language.value("per", target.per)
            words = " ".join(part for part in (change, indicator.unit or "", per) if part)
            return say.text(N_("net change {change}")).format(change=words)
        case model.SumTarget():
            return say.text(N_("{number} in all during the plan")).format(number=number(target.total))
        case model.ChangeTarget():
            text = say.text(CHANGES[target.of]).format(number=signed(say, target.change))
            return f"{text} {say.language.value('per', target.compounding)}" if target.compounding else text
        case model.RankTarget():
            return rank(say, target)
        case model.BenchmarkTarget():
            margin = f" {signed(say, target.margin)}" if target.margin else ""
            return say.text(RELATIONS[target.relation]).format(limit=f"{target.benchmark}{margin}")
        case model.GrowthTarget():
            other = say.name(target.faster_than) if target.faster_than else target.faster_than_benchmark
            return say.text(N_("grow faster than {other}")).format(other=other)
        case model.KeepTarget():
            limits = model.LevelTarget(at_least=target.keep_at_least, at_most=target.keep_at_most)
            return say.text(N_("reach and keep {level}")).format(level=say.both(level(say, limits, indicator)))
        case model.ParticipantsTarget():
            return participants(say, target)
        case model.UnitTarget():
            units = (
                f"{say.name(unit)} {say.both(level(say, limits, indicator))}"
                for unit, limits in target.each_unit.items()
            )
            return "; ".join(units)
        case model.DirectionTarget():
            return say.text(DIRECTIONS[target.direction])
        case model.YesTarget():
            return say.yes(True)
        case model.DescribedTarget():
            return target.description.strip()
        case model.GroupTarget():
            members = [sentence(say, member, indicator) for member in (target.all_of or target.any_of or {}).values()]
            words = N_("all of: {targets}") if target.all_of else N_("one of: {targets}")
            return say.text(words).format(targets="; ".join(members))
    return ""


def signed(say: Wording, value: Decimal) -> str:
    return f"+{say.language.number(value)}" if value > 0 else say.language.number(value)


def level(say: Wording, target: model.LevelTarget | model.UnitLevel, indicator: Indicator) -> Iterable[str]:
    def number(value: Decimal) -> str:
        return with_unit(say, say.value(value, indicator), indicator)

    if target.at_least is not None:
        yield say.text(RELATIONS["at_least"]).format(limit=number(target.at_least))
    if target.at_most is not None:
        yield say.text(RELATIONS["at_most"]).format(limit=number(target.at_most))
    if target.equals is not None:
        yield number(target.equals)
    if isinstance(target, model.LevelTarget) and target.between:
        low, high = (say.value(limit, indicator) for limit in target.between)
        yield with_unit(say, f"{low}–{high}", indicator)


def rank(say: Wording, target: model.RankTarget) -> str:
    if target.rank is not None:
        text = say.text(N_("place {rank}")).format(rank=say.language.number(target.rank))
    else:
        gained = target.places_gained or 0
        text = say.language.plural(N_("{number} place gained"), N_("{number} places gained"), gained)
    if target.group_size:
        text = say.text(N_("{place} of {total}")).format(place=text, total=say.language.number(target.group_size))
    return f"{text} ({target.group})" if target.group else text


def participants(say: Wording, target: model.ParticipantsTarget) -> str:
    if target.participants == "all":
        return say.text(N_("all participants"))
    if target.out_of is None:
        return say.language.plural(N_("{number} participant"), N_("{number} participants"), target.participants)
    return say.text(N_("{number} of {total} participants")).format(
        number=say.language.number(target.participants), total=say.language.number(target.out_of)
    )
