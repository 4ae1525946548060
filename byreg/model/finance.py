"""Costs and financing: money in exact decimals, own effort in hours."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from byreg.model.period import Period
from byreg.model.record import RECORDS, WHO, Record
from byreg.model.values import Amount, OptionalProse, Read, Reference, References, Title, Unit, as_sequence, to

ONE_OR_MORE = Read(as_sequence, accepted=str | list[str])


class Line(Record):
    """An amount (NOK or hours; unknown is left out), for a period, in budget or account.

    `per` multiplies: per inhabitant, per municipality, per year. `pays_for` names records; left
    out, it is the whole plan.
    """

    title: Title
    pays_for: Annotated[References, to(*RECORDS)] = ()
    amount: Amount | None = None
    unit: Unit = "NOK"
    approx: bool = False
    per: Annotated[tuple[Literal["inhabitant", "municipality", "year"], ...], Field(strict=False), ONE_OR_MORE] = ()
    period: Period | None = None
    basis: Literal["budget", "actual"] = "budget"
    decision: Annotated[References, to("decision")] = ()
    text: OptionalProse = None


class Cost(Line):
    """What something costs."""

    kind_of_record: ClassVar[str] = "cost"


class Financing(Line):
    """Who pays, through which programme, and how far it has come."""

    kind_of_record: ClassVar[str] = "financing"
    leading: ClassVar[tuple[str, ...]] = (
        "title", "funder", "each", "programme", "in_kind", "pays_for", "amount", "unit", "approx", "per", "period", "basis",
        "state",
    )  # fmt: skip

    funder: Annotated[References, to(*WHO)] = ()
    each: Literal["municipality"] | None = None
    programme: Annotated[Reference | None, to("programme")] = None
    in_kind: bool = False
    state: Literal["planned", "applied", "granted", "refused", "paid", "not_reported"] | None = None
