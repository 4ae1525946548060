"""Start the next phase: what is unfinished continues with a link back, what is finished stays, all is accounted for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Literal

from byreg.amend.address import model_for
from byreg.amend.amendment import Amendment
from byreg.amend.beginnings import ACTIONS_NOTE, PLAN_NOTE, TARGETS_NOTE, check_id, new_text
from byreg.amend.records import period_plain, whole_tree
from byreg.amend.renaming import as_written
from byreg.diagnostic import KeyPath
from byreg.diff.account import ended
from byreg.diff.changes import Subject
from byreg.diff.state import State, state_of
from byreg.errors import ByregError
from byreg.load import Workspace
from byreg.model.actions import Action
from byreg.model.goals import Deliverable, Goal
from byreg.model.indicators import Indicator
from byreg.model.period import Period, parse_period
from byreg.model.record import Model, Record
from byreg.model.register import Phase, name_of
from byreg.model.state import action_status, is_dropped, latest_move, observations_on
from byreg.model.walk import links, walk
from byreg.source.composition import node_at
from byreg.source.discover import FileKind
from byreg.source.meaning import Plain
from byreg.source.yaml import compose
from byreg.suggest import suggestion
from byreg.text.edit import Edit, applied, put
from byreg.text.layout import Layout

Fate = Literal["continue", "merge", "drop"]
FATES: tuple[Fate, ...] = ("continue", "merge", "drop")
NORWEGIAN = {"goal": "mål", "indicator": "indikator", "action": "tiltak"}
ASKED = ("goal", "indicator", "action")
FRAME = ("focus_area", "theme", "objective", "strategy")
STRUCTURE = ("under", "parent", "focus_area", "measures", "depends_on", "concerns")  # without what is left behind
PLACES = ("under", "parent", "measures")
TABLES: Mapping[FileKind, tuple[str, ...]] = {
    "plan": ("goals", "focus_areas", "themes", "objectives", "strategies"), "targets": ("indicators",), "actions": ("actions",),
}  # fmt: skip
# what belongs to the phase that ends: its history, its remarks, its doubts
LEFT = (
    "updates", "assessments", "observations", "forecast", "note", "results", "challenges", "tentative", "former_ids", "continues",
    "dropped", "decision", "next_measurement", "status",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What is to become of an unfinished record: `into` names the one it is merged into."""

    fate: Fate
    into: str = ""
    reason: str = ""
    decision: str = ""


Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Carried:
    """The amendment that starts a phase, and what became of every goal, indicator and action."""

    amendment: Amendment
    fates: Mapping[str, Answer]
    stayed: tuple[str, ...]
    unplaced: tuple[str, ...]  # records that lost their place, since what they were under is left behind


def unfinished(workspace: Workspace, phase: Phase, day: date) -> list[Subject]:
    """Return the goals, indicators and actions that nothing on record has ended."""
    state = state_of(workspace.register, (phase.region, phase.id), day)
    return [one for one in asked_about(state) if not is_ended(state, one, day)]


def asked_about(state: State) -> Iterator[Subject]:
    for subject in state.subjects.values():
        context = isinstance(subject.model, Indicator) and subject.model.context
        if subject.kind in ASKED and not context:
            yield subject


def is_ended(state: State, subject: Subject, day: date) -> bool:
    dropped = isinstance(subject.model, Record) and is_dropped(subject.model, day)
    return dropped or ended(state, subject) != "unaccounted"


def read_answers(data: bytes, open_: Iterable[Subject]) -> dict[str, Answer]:
    """Return the answers that a file gives: `id: continue`, `id: {merge: other}`, `id: {drop: reason, decision: id}`."""
    found = compose(data)
    if found.faults or not isinstance(found.tree, dict):
        where = f" (line {found.faults[0].line + 1})" if found.faults else ""
        raise ByregError(
            f"the answers cannot be read{where}", "Write 'id: continue' on each line; see --write-answers."
        )
    known = {one.id for one in open_}
    answers = {}
    for id_, said in found.tree.items():
        if id_ not in known:
            raise ByregError(f"'{id_}' is no unfinished goal, indicator or action", suggestion(id_, known))
        answers[id_] = read_answer(id_, said)
    return answers


def read_answer(id_: str, said: Plain) -> Answer:
    """Return one answer; a bare word is enough to continue."""
    if said == "continue":
        return Answer("continue")
    if isinstance(said, dict) and all(isinstance(text, str) for text in said.values()):
        if list(said) == ["merge"]:
            return Answer("merge", into=said["merge"])
        if "drop" in said and set(said) <= {"drop", "decision"}:
            return Answer("drop", reason=said["drop"], decision=said.get("decision", ""))
    raise ByregError(
        f"the answer for '{id_}' is none of three",
        "Write continue, {merge: OTHER-ID}, or {drop: REASON, decision: ID}.",
    )


def answers_text(workspace: Workspace, phase: Phase, day: date) -> str:
    """Return a file of answers to fill in: every unfinished record, each to be continued."""
    lines = [
        f"# Det som ikke er ferdig i {phase.address}. Skriv for hver: continue, {{merge: ANNEN-ID}} eller",
        "# {drop: GRUNN}, med vedtaket bak hvis det finnes: {drop: GRUNN, decision: VEDTAKETS-ID}.",
    ]
    for one in unfinished(workspace, phase, day):
        status = action_status(one.model, day) if isinstance(one.model, Action) else None
        title = name_of(one.model) if isinstance(one.model, Record) else ""
        title = "".join(c if c.isprintable() else " " for c in title)
        lines.append(f"{one.id}: continue  # {NORWEGIAN[one.kind]}: {title}{f' ({status})' if status else ''}")
    return "\n".join(lines) + "\n"


def carry(
    workspace: Workspace, phase: Phase, new: str, answers: Answers, *, title: str, period: str, day: date
) -> Carried:
    """Start a phase from another one.

    Raises ByregError where an unfinished record has no answer, or an answer makes no sense.
    """
    node = workspace.register.regions[phase.region]
    check_id(new, node.phases, "phase")
    open_ = unfinished(workspace, phase, day)
    missing = [one.id for one in open_ if one.id not in answers]
    if missing:
        more = f" and {len(missing) - 10} more" if len(missing) > 10 else ""
        raise ByregError(
            f"{len(missing)} unfinished records have no answer: {', '.join(missing[:10])}{more}",
            "Answer in a file: --write-answers FILE, then --answers FILE; or continue them all with --continue-rest.",
        )
    heirs = heirs_of({one.id: answers[one.id] for one in open_}, {one.id: one.kind for one in open_})
    carrier = Carrier(workspace, phase, new, heirs, day, begins=parse_period(period).first)
    amendment = Amendment(workspace)
    folder = f"plans/{phase.region}/{new}"
    amendment.new_file(f"{folder}/plan.yaml", carrier.plan_text(title, period))
    amendment.new_file(f"{folder}/targets.yaml", carrier.text_of("targets", TARGETS_NOTE))
    amendment.new_file(f"{folder}/actions.yaml", carrier.text_of("actions", ACTIONS_NOTE))
    for one in open_:
        answer = answers[one.id]
        if answer.fate == "drop":
            fate: dict[str, Plain] = {"date": day.isoformat(), "reason": answer.reason}
            fate |= {"decision": answer.decision} if answer.decision else {}
            amendment.put(one.scope, (*one.path, "dropped"), fate)
    state = state_of(workspace.register, (phase.region, phase.id), day)
    stayed = tuple(one.id for one in asked_about(state) if one.id not in {other.id for other in open_})
    return Carried(
        amendment, {one.id: answers[one.id] for one in open_}, stayed, tuple(dict.fromkeys(carrier.unplaced))
    )


def heirs_of(answers: Answers, kinds: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return for each record of the new phase which earlier ones it continues; only the like is merged."""
    heirs: dict[str, list[str]] = {id_: [id_] for id_, answer in answers.items() if answer.fate == "continue"}
    for id_, answer in answers.items():
        if answer.fate == "merge":
            if answer.into not in heirs or answer.into == id_ or kinds[answer.into] != kinds[id_]:
                same = [other for other in heirs if kinds[other] == kinds[id_] and other != id_]
                why = "" if answer.into not in answers else ", which is no " + kinds[id_] + " that continues"
                raise ByregError(f"'{id_}' cannot be merged into '{answer.into}'{why}", suggestion(answer.into, same))
            heirs[answer.into].append(id_)
        if answer.fate == "drop" and not answer.reason.strip():
            raise ByregError(f"'{id_}' is dropped without a reason", "Write why: {drop: REASON}.")
    return {id_: tuple(from_) for id_, from_ in heirs.items()}


class Carrier:
    """Writes the records of the new phase from those of the old one."""

    def __init__(
        self,
        workspace: Workspace,
        phase: Phase,
        new: str,
        heirs: Mapping[str, tuple[str, ...]],
        day: date,
        *,
        begins: date,
    ) -> None:
        self.workspace, self.phase, self.new, self.day, self.begins = workspace, phase, new, day, begins
        self.unplaced: list[str] = []
        self.scope = (phase.region, phase.id)
        self.tree = whole_tree(workspace, self.scope)
        self.heirs = dict(heirs)
        self.merged = {old: id_ for id_, olds in heirs.items() for old in olds}
        self.frame()

    def frame(self) -> None:
        """Take along the focus areas, objectives and strategies that something carried hangs under, and its goals' deliverables."""
        entries = self.phase.contents.by_id
        waiting = list(self.heirs)
        while waiting:
            entry = entries[waiting.pop()]
            for link in links(entry.record):
                found = self.workspace.register.find(link.reference, self.scope, link.kinds)
                known = found is not None and found.scope == self.scope and link.path[0] in STRUCTURE
                if known and found is not None and found.kind in FRAME and found.id not in self.merged:
                    self.heirs[found.id] = (found.id,)
                    self.merged[found.id] = found.id
                    waiting.append(found.id)
        for entry in self.phase.contents.entries:
            deliverable = isinstance(entry.record, Deliverable) and entry.record.status not in ("delivered", "dropped")
            if deliverable and str(entry.path[-3]) in self.heirs and not is_dropped(entry.record, self.day):
                self.merged[entry.id] = entry.id

    def plan_text(self, title: str, period: str) -> str:
        """Return the text of the new plan: a draft that continues the old one."""
        old = self.phase.plan
        plan: dict[str, Plain] = {"title": title, "kind": old.kind}
        declared = self.workspace.register.programmes.get(old.programme or "")
        if declared is not None and self.new in declared.phases:
            plan["programme"] = old.programme
        plan |= {"period": period_plain(period), "status": [{"status": "draft", "date": self.day.isoformat()}]}
        plan["continues"] = [self.phase.address]
        plan |= self.tables("plan")
        plan |= {key: deepcopy(self.tree[key]) for key in ("tag_sets", "words") if key in self.tree}
        return new_text("plan", PLAN_NOTE, plan)

    def text_of(self, kind: FileKind, note: str) -> str:
        return new_text(kind, note, self.tables(kind))

    def tables(self, kind: FileKind) -> dict[str, Plain]:
        """Return the tables of one kind of file with the records that are carried into it."""
        found: dict[str, Plain] = {}
        for table in TABLES[kind]:
            records = {id_: self.record((table, id_)) for id_ in self.tree.get(table, {}) if id_ in self.heirs}
            if records:
                found[table] = records
        return found

    def record(self, path: KeyPath) -> Plain:
        """Return a record of the new phase."""
        entry = self.phase.contents.by_id[str(path[-1])]
        value = {key: deepcopy(inner) for key, inner in node_at(self.tree, path).items() if key not in LEFT}
        placed = [key for key in PLACES if key in value]
        value = self.relinked(value, entry.record)
        if placed and not any(value.get(key) for key in placed):
            self.unplaced.append(entry.id)
        if isinstance(entry.record, Goal) and entry.record.deadline and self.is_past(entry.record.deadline):
            value.pop("deadline", None)
        value["continues"] = [f"{self.phase.address}/{old}" for old in self.heirs[entry.id]]
        match entry.record:
            case Action():
                self.carry_action(value, entry.record)
            case Indicator():
                self.carry_indicator(value, entry.record, path)
            case Goal() if "deliverables" in value:
                value["deliverables"] = {
                    id_: {**without(one, LEFT), "continues": [f"{self.phase.address}/{id_}"]}
                    for id_, one in value["deliverables"].items()
                    if id_ in self.merged
                }
        arranged = Layout(model_for(self.scope, path)).arranged(path, value)
        return {key: inner for key, inner in arranged.items() if inner not in ([], {})}

    def carry_action(self, value: dict[str, Plain], action: Action) -> None:
        """Keep a schedule that is not over, and the status as it was last told."""
        move = latest_move(action.updates, self.day)
        if action.schedule is not None and action.schedule.span is not None and self.is_past(action.schedule.span):
            value.pop("schedule", None)
        if move is not None and move.status is not None:
            value["updates"] = [{"date": period_plain(move.date.text), "status": move.status}]

    def carry_indicator(self, value: dict[str, Plain], indicator: Indicator, path: KeyPath) -> None:
        """Begin from the last figure; a target whose time is over stays behind."""
        told = [(period, one) for period, one in observations_on(indicator, self.day) if one.value is not None]
        if told:
            period = told[-1][0]
            there = node_at(self.tree, (*path, "observations", period.text))
            figure = (
                without(there, ("note", "comment", "source", "tentative"))
                if isinstance(there, dict)
                else {"value": there}
            )
            value["baseline"] = {**figure, "period": period_plain(period.text)}
        targets = value.get("targets", {})
        if isinstance(targets, dict):
            kept = {id_: one for id_, one in targets.items() if not self.is_over(one)}
            value["targets"] = {id_: {**one, "by": one.get("by", self.end)} for id_, one in kept.items()}

    @property
    def end(self) -> Plain:
        """Return the old plan's end, which is the deadline of a target that states none."""
        return period_plain(self.phase.plan.period.text.rpartition("/")[2])

    def is_past(self, when: Period) -> bool:
        """Tell whether a time is over before the new plan begins."""
        return when.is_over(max(self.day, self.begins))

    def is_over(self, target: Plain) -> bool:
        """Tell whether a target has a deadline that has passed, or only the old plan's end."""
        by = target.get("by") if isinstance(target, dict) else None
        try:
            return self.end == ".." or self.is_past(self.phase.plan.period if by is None else parse_period(str(by)))
        except ValueError:
            return True

    def relinked(self, value: dict[str, Plain], record: Model) -> dict[str, Plain]:
        """Return a record whose references mean the same from the new phase."""
        edits: list[Edit] = []
        for link in walk(record).links:
            if link.path[0] not in value:
                continue
            at = as_written({"x": {"y": value}}, ("x", "y", *link.path))[2:]
            found = self.workspace.register.find(link.reference, self.scope, link.kinds)
            if found is None or found.scope != self.scope or node_at(value, at) != link.reference:
                continue
            heir = self.merged.get(found.id)
            if heir is not None:
                edits.append(put(*at, value=heir))
            elif link.path[0] in STRUCTURE:
                edits.append(Edit("remove", at))
            else:
                edits.append(put(*at, value=found.address))
        removed = [edit for edit in edits if edit.action == "remove"]
        kept = [edit for edit in edits if edit.action != "remove"]
        done = applied(
            {"x": value}, [Edit(one.action, ("x", *one.path), one.value) for one in (*kept, *reversed(removed))]
        )
        result: dict[str, Plain] = done["x"]
        return {key: each_once(inner) if key in STRUCTURE else inner for key, inner in result.items()}


def without(value: Plain, keys: Sequence[str]) -> dict[str, Plain]:
    return {key: inner for key, inner in value.items() if key not in keys} if isinstance(value, dict) else {}


def each_once(value: Plain) -> Plain:
    """Return a list of ids without repeats, which a merge may bring."""
    return (
        list(dict.fromkeys(value)) if isinstance(value, list) and all(isinstance(one, str) for one in value) else value
    )
