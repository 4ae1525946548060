"""Changes as text for people and as JSON for programs."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Literal

from pydantic import TypeAdapter
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text
from typing_extensions import TypedDict  # pydantic reads the standard library's from Python 3.12 on

from byreg.diff.account import Account
from byreg.diff.changes import Change, Kind, Subject, Weight
from byreg.diff.prose import Piece
from byreg.diff.wording import Told, title_of_subject
from byreg.model.period import Period
from byreg.model.record import Model
from byreg.printable import on_one_line
from byreg.report.compared import Comparison, Group, Line, PlanChanges

FORMATS = ("text", "md", "html", "json")
STYLES = {"substantive": "bold", "progress": "", "editorial": "dim"}


class ChangeRow(TypedDict):
    """One change. `record` is its address; `old` and `new` are values as the plan files write them.

    `days` says how far a date moved (later is positive), `difference` by how much a figure did;
    `sentence` says it all in the language asked for.
    """

    kind: Kind
    weight: Weight
    record: str
    record_kind: str
    title: str
    path: list[str | int]
    old: Any
    new: Any
    days: int | None
    difference: float | int | None
    others: list[str]
    likely: str | None
    decisions: list[str]
    decision_missing: bool
    sentence: str


class Ended(TypedDict):
    """What became of one record of the earlier phase; `others` carry it on."""

    record: str
    title: str
    others: list[str]


class AccountRow(TypedDict):
    """The account of one kind between two phases; the fates add up to `total`."""

    kind: Literal["goal", "indicator", "action"]
    total: int
    fates: dict[str, list[Ended]]


class PlanRow(TypedDict):
    """What changed in one plan, in a region's own file (`region`), or in what all share (`plans`)."""

    plan: str
    title: str
    changes: list[ChangeRow]
    accounts: list[AccountRow]


class Counts(TypedDict):
    """How many changes there are, by weight, and how many lack the decision they need."""

    substantive: int
    progress: int
    editorial: int
    without_decision: int


class ChangesFile(TypedDict):
    """What `byreg diff --format json` prints; `unread` names what could not be compared."""

    format: Literal[1]
    old: str
    new: str
    counts: Counts
    unread: list[str]
    plans: list[PlanRow]


def schema_text() -> str:
    """Return the JSON Schema of the JSON output."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **TypeAdapter(ChangesFile).json_schema()}
    return json.dumps(schema, ensure_ascii=False, indent=2)


def as_json(comparison: Comparison) -> str:
    counts = Counter(told.change.weight for told in comparison.told)
    missing = sum(told.missing for told in comparison.told)
    found: ChangesFile = {
        "format": 1,
        "old": comparison.old,
        "new": comparison.new,
        "counts": {
            "substantive": counts["substantive"], "progress": counts["progress"], "editorial": counts["editorial"],
            "without_decision": missing,
        },
        "unread": list(comparison.unread),
        "plans": [plan_row(plan) for plan in comparison.plans],
    }  # fmt: skip
    return json.dumps(found, ensure_ascii=False, indent=2)


def plan_row(plan: PlanChanges) -> PlanRow:
    return {
        "plan": plan.address,
        "title": plan.title,
        "changes": [change_row(told) for told in plan.told],
        "accounts": [account_row(account) for account in plan.accounts],
    }


def change_row(told: Told) -> ChangeRow:
    change: Change = told.change
    return {
        "kind": change.kind,
        "weight": change.weight,
        "record": change.subject.address,
        "record_kind": change.subject.kind,
        "title": told.title,
        "path": list(change.path),
        "old": plain(change.old),
        "new": plain(change.new),
        "days": change.days,
        "difference": plain(change.difference),
        "others": addresses(change.others),
        "likely": change.likely.address if change.likely else None,
        "decisions": list(change.decisions),
        "decision_missing": told.missing,
        "sentence": told.sentence,
    }


def account_row(account: Account) -> AccountRow:
    fates: dict[str, list[Ended]] = {}
    for outcome in account.outcomes:
        ended: Ended = {
            "record": outcome.subject.address,
            "title": title_of_subject(outcome.subject),
            "others": addresses(outcome.others),
        }
        fates.setdefault(outcome.fate, []).append(ended)
    return {"kind": account.kind, "total": len(account.outcomes), "fates": fates}  # type: ignore[typeddict-item]


def addresses(subjects: Iterable[Subject]) -> list[str]:
    return [subject.address for subject in subjects]


def plain(value: Any) -> Any:
    """Return a value as JSON has it: a period as it is written, a figure as a number."""
    match value:
        case Model():
            return {key: plain(item) for key, item in value if key in value.model_fields_set and item is not None}
        case Period():
            return str(value)
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case tuple() | list():
            return [plain(item) for item in value]
    return value


def as_text(comparison: Comparison, words: tuple[str, str], *, terminal: bool) -> Iterator[RenderableType]:
    """Yield the comparison line by line; `words` say "before" and "now". On a terminal long values stand side by side."""
    yield Text(comparison.summary, "bold")
    yield Text(f"{comparison.old} → {comparison.new}", "dim")
    for unread in comparison.unread:
        yield Text(f"! {unread}", "bold red")
    for plan in comparison.plans:
        yield Text(f"\n{plan.title}  [{plan.address}]", "bold underline")
        if len(comparison.plans) > 1:
            yield Text(plan.summary)
        for reckoning in plan.reckonings:
            yield Text(f"\n{reckoning.title}: {reckoning.sentence}", "bold")
            for fate in reckoning.fates:
                yield Text(f"  {fate.title}")
                yield from (Text(f"    {one.sentence}{f' – {one.remark}' if one.remark else ''}") for one in fate.lines)
        for group in plan.groups:
            yield from group_lines(group, words, terminal=terminal)


def group_lines(group: Group, words: tuple[str, str], *, terminal: bool) -> Iterator[RenderableType]:
    yield Text(f"\n{group.title}" if group.title else "", "bold")
    for line in group.lines:
        yield headline(line)
        if line.pieces:
            yield Text("      ").append_text(pieces(line.pieces))
        elif terminal and line.before and line.after:
            yield beside(line, words)
        else:
            sides = zip(words, (line.before, line.after), strict=True)
            yield from (Text(f"      {word}: {on_one_line(value)}") for word, value in sides if value)
        if line.remark:
            yield Text(f"      {on_one_line(line.remark)}", "dim")


def headline(line: Line) -> Text:
    """Return a change's own line; one that lacks its decision is marked by a sign, not by colour alone."""
    text = Text().append("! " if line.missing else "  ", "bold red")
    return text.append(f"{line.symbol} {line.sentence}", STYLES[line.weight]).append(f"  [{line.address}]", "dim")


def beside(line: Line, words: tuple[str, str]) -> Table:
    """Return the old and the new value side by side."""
    table = Table.grid(padding=(0, 2), expand=True)
    for _ in range(3):
        table.add_column(ratio=1)
    table.columns[0].ratio, table.columns[0].width = None, 4
    table.add_row(
        "",
        *(
            Text(f"{word}: ", "dim").append(on_one_line(value), "default")
            for word, value in zip(words, (line.before, line.after), strict=True)
        ),
    )
    return table


def pieces(found: Sequence[Piece]) -> Text:
    """Return words that went in `[-…-]` and words that came in `{+…+}`, as git marks them."""
    text = Text()
    for sort, words in found:
        shown = {"-": f"[-{on_one_line(words)}-]", "+": f"{{+{on_one_line(words)}+}}"}.get(sort, on_one_line(words))
        text.append(f"{' ' if text else ''}{shown}", {"-": "red", "+": "green"}.get(sort, ""))
    return text


def needed(told: Told) -> str:
    """Say which decision a change needs, and where to write it."""
    subject = told.change.subject
    region, phase = subject.scope
    gone = told.change.after is None
    named = f"{region}/{phase}" if gone or not subject.id else subject.id
    kept = " (or keep it, with 'dropped' and its decision)" if gone else ""
    return (
        f"{subject.address}: {told.change.kind.replace('_', ' ')} needs a decision in plans/{region}/{phase}/plan.yaml: "
        f"result: adopted, concerns: [{named}]{kept}"
    )
