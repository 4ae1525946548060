"""Between two phases: each way that a record can end, told as a change and in the account."""

import pytest

from byreg.diff.account import accounts
from byreg.diff.comparison import compare
from byreg.diff.wording import Teller
from byreg.language.language import language
from tests.support.states import put, state, trees

PLAN = "plans/demo/2/plan.yaml"
NEXT = {
    "schema": 1, "title": "Neste", "kind": "strategy", "period": "2020/2021", "status": [{"status": "draft"}],
}  # fmt: skip
OLD = {
    "kept": {"title": "Kurs"},
    "retitled": {"title": "Nettverk"},
    "one": {"title": "En"},
    "two": {"title": "To"},
    "halved": {"title": "Hel"},
    "away": {"title": "Reiseliv"},
    "ended": {"title": "Messe", "dropped": {"date": 2019, "reason": "Ingen søkte."}},
    "done": {"title": "Kartlegging", "updates": [{"date": 2019, "status": "completed"}]},
    "broken": {"title": "Buss", "updates": [{"date": 2019, "status": "cancelled"}]},
    "forgotten": {"title": "Rapport"},
}
NEW = {
    "kept": {"title": "Kurs"},
    "arena": {"title": "Arena", "continues": "demo/1/retitled"},
    "joined": {"title": "Begge", "continues": ["demo/1/one", "demo/1/two"]},
    "first-half": {"title": "Første", "continues": "demo/1/halved"},
    "second-half": {"title": "Andre", "continues": "demo/1/halved"},
    "fresh": {"title": "Nytt"},
}
FATES = {
    "kept": "continued", "retitled": "continued", "one": "merged", "two": "merged", "halved": "split",
    "away": "transferred", "ended": "dropped", "done": "completed", "broken": "cancelled", "forgotten": "unaccounted",
}  # fmt: skip
SENTENCES = {
    "kept": "“Kurs” is carried on",
    "retitled": "“Nettverk” is carried on as “Arena”",
    "one": "“En” is merged into “Begge”",
    "two": "“To” is merged into “Begge”",
    "halved": "“Hel” is split into “Første” and “Andre”",
    "away": "“Reiseliv” is carried on in another plan: “Reiseliv” (demo/3)",
    "ended": "Action dropped: “Messe”",
    "done": "Action completed, and not carried on: “Kartlegging”",
    "broken": "Action broken off, and not carried on: “Buss”",
    "forgotten": "Action not accounted for: “Rapport”",
}


@pytest.fixture(scope="module")
def phases():
    where = put(put(trees(), "actions", "actions", OLD), "plans/demo/2/actions.yaml", "actions", NEW)
    where |= {PLAN: NEXT, "plans/demo/3/plan.yaml": NEXT}
    where = put(
        where, "plans/demo/3/actions.yaml", "actions.tourism", {"title": "Reiseliv", "continues": "demo/1/away"}
    )
    return state(where), state(where, ("demo", "2"))


def test_every_fate_is_in_the_account(phases):
    (found,) = [account for account in accounts(*phases) if account.kind == "action"]
    assert {outcome.subject.id: outcome.fate for outcome in found.outcomes} == FATES


@pytest.mark.parametrize("id_", SENTENCES)
def test_every_fate_is_told(phases, id_):
    teller = Teller(*phases, language("en"))
    told = [teller.tell(change) for change in compare(*phases) if change.before and change.before.id == id_]
    assert [one.sentence for one in told] == [SENTENCES[id_]]
    if id_ == "ended":
        assert told[0].remark == "2019: Ingen søkte."


def test_what_is_new_is_added(phases):
    assert [change.after.id for change in compare(*phases) if change.kind == "added"] == ["fresh"]


def test_a_chain_through_the_phase_between(phases):
    """What the second phase carried on and the third carries on from there is carried on from the first."""
    where = put(put(trees(), "actions", "actions", {"a": {"title": "A"}}), PLAN, "schema", 1)
    where |= {PLAN: NEXT, "plans/demo/3/plan.yaml": NEXT}
    where = put(where, "plans/demo/2/actions.yaml", "actions.b", {"title": "B", "continues": "demo/1/a"})
    where = put(where, "plans/demo/3/actions.yaml", "actions.c", {"title": "C", "continues": "demo/2/b"})
    changes = list(compare(state(where), state(where, ("demo", "3"))))
    found = [(one.kind, one.subject.id) for one in changes if one.subject.kind == "action"]
    assert found == [("continued", "c")]
