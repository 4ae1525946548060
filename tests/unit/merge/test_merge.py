"""Two officers' edits of one file: a table of what each did, and what comes of it."""

import re
from pathlib import Path

import pytest

from byreg.merge.merge import TABLES, merge_texts
from byreg.model import actions, indicators, plan, programme, region
from byreg.model.record import Model
from byreg.source.yaml import compose
from byreg.text.segments import cut_text

ROOT = Path(__file__).parents[3]
BASE = (ROOT / "tests/cases/base/plans/demo/1/actions.yaml").read_text(encoding="utf-8")
TITLE, SCHEDULE, TAGS = "    title: Kurs for gründere\n", "    schedule: 2018\n", "    tags: [work]\n"
UPDATE = "      - date: 2018-06\n        status: ongoing\n"
RESPONSIBLE = "    responsible: {each: municipality, coordinator: grue}\n"
NETWORK = BASE[BASE.index("\n  network:") :]

# both sides' edits (old → new), and what stands in the result
MERGES = {
    "different fields of one action": (
        {TITLE: "    title: Kurs for alle\n"},
        {SCHEDULE: "    schedule: 2019\n"},
        ["    title: Kurs for alle\n", "    schedule: 2019\n"],
    ),
    "fields that stand beside each other": ({TAGS: "    tags: [live]\n"}, {UPDATE: UPDATE.replace("ongoing", "completed")}, ["[live]", "completed"]),
    "each adds a tag": ({TAGS: "    tags: [work, visit]\n"}, {TAGS: "    tags: [work, live]\n"}, ["    tags: [work, visit, live]\n"]),
    "parts of one line": (
        {RESPONSIBLE: RESPONSIBLE.replace("grue", "asnes")},
        {RESPONSIBLE: RESPONSIBLE.replace("}", ", contributors: [grue]}")},
        ["{each: municipality, coordinator: asnes, contributors: [grue]}"],
    ),
    "each appends an update": (
        {UPDATE: UPDATE + "      - date: 2018-08\n        text: Ti\n"},
        {UPDATE: UPDATE + "      - date: 2018-09\n        text: Tolv\n"},
        ["Ti\n      - date: 2018-09\n        text: Tolv\n"],
    ),
    "each appends an update of the same day": (
        {UPDATE: UPDATE + "      - date: 2018-08\n        text: Ti\n"},
        {UPDATE: UPDATE + "      - date: 2018-08\n        text: Tolv\n"},
        ["text: Ti\n", "text: Tolv\n"],
    ),
    "each appends an action": (
        {NETWORK: NETWORK + "\n  third:\n    title: Tre\n"},
        {NETWORK: NETWORK + "\n  # den fjerde\n  fourth:\n    title: Fire\n"},
        ["\n  third:\n    title: Tre\n", "\n  # den fjerde\n  fourth:\n    title: Fire\n"],
    ),
    "one renames what the other edits": (
        {"  course:\n": "  training:\n    former_ids: [course]\n", "depends_on: course": "depends_on: training"},
        {TITLE: "    title: Gründerkurs\n"},
        ["  training:\n    former_ids: [course]\n    title: Gründerkurs\n"],
    ),
    "one removes an update, the other another field": ({"    updates:\n" + UPDATE: ""}, {TAGS: "    tags: [live]\n"}, ["tags: [live]\n\n"]),
    "one reorders, the other edits": (
        {BASE[BASE.index("  course:") :]: NETWORK.lstrip("\n") + "\n" + BASE[BASE.index("  course:") : BASE.index("\n  network:")]},
        {TITLE: "    title: Gründerkurs\n"},
        ["    title: Gründerkurs\n"],
    ),
    "a comment on the other's line": (
        {SCHEDULE: "    schedule: 2019\n"},
        {SCHEDULE: "    schedule: 2018  # sak 3/18\n"},
        ["    schedule: 2019  # sak 3/18\n"],
    ),
    "comments of both above one key": (
        {TITLE: "    # fra styret\n" + TITLE},
        {TITLE: "    # fra kommunen\n" + TITLE},
        ["    # fra styret\n    # fra kommunen\n    title"],
    ),
    "comments of both at the end": ({NETWORK: NETWORK + "# en\n"}, {NETWORK: NETWORK + "# to\n"}, ["# en\n# to\n"]),
    "a comment on a table's line from each": ({"actions:\n": "actions:  # en\n"}, {"actions:\n": "actions:  # to\n"}, ["actions:  # en # to\n"]),
    "each removes one of two": (
        {NETWORK: "", "actions:\n": "actions:  # tabell\n"},
        {BASE[BASE.index("  course:") : BASE.index("\n  network:")]: ""},
        ["actions: {}  # tabell\n"],
    ),
    "each begins the same table": (
        {TAGS: TAGS + "    note: En\n"},
        {NETWORK: NETWORK + "    note: To\n"},
        ["note: En", "note: To"],
    ),
}  # fmt: skip

# both sides' edits, and what stands between the markers
CONFLICTS = {
    "one field": (
        {TITLE: "    title: A\n"}, {TITLE: "    title: B\n"},
        ["<<<<<<< ours\n    title: A\n=======\n    title: B\n>>>>>>> theirs\n    under: new-firms\n"],
    ),
    "the status of one update": (
        {UPDATE: UPDATE.replace("ongoing", "paused")}, {UPDATE: UPDATE.replace("ongoing", "completed")},
        ["<<<<<<< ours\n        status: paused\n=======\n        status: completed\n>>>>>>> theirs\n"],
    ),
    "removed and edited": (
        {NETWORK: ""}, {"schedule: 2018/2019": "schedule: 2018/2020"},
        ["<<<<<<< ours\n=======\n  network:\n", "2018/2020"],
    ),
    "both rename": (
        {"  course:\n": "  a:\n    former_ids: [course]\n"}, {"  course:\n": "  b:\n    former_ids: [course]\n"},
        ["<<<<<<< ours\n  a:\n", "=======\n  b:\n"],
    ),
    "both begin something else under one id": (
        {NETWORK: NETWORK + "\n  n:\n    title: Kurs\n    schedule: 2018\n"},
        {NETWORK: NETWORK + "\n  n:\n    title: Kurs\n    tags: [work]\n"},
        ["<<<<<<< ours\n  n:\n    title: Kurs\n    schedule: 2018\n=======\n  n:\n    title: Kurs\n    tags: [work]\n"],
    ),
    "the first key of an item": (
        {UPDATE: UPDATE.replace("06", "07")}, {UPDATE: UPDATE.replace("06", "08")},
        ["<<<<<<< ours\n      - date: 2018-07\n        status: ongoing\n=======\n      - date: 2018-08\n"],
    ),
    "a word in a list, replaced by each": (
        {TAGS: "    tags: [live]\n"}, {TAGS: "    tags: [visit]\n"},
        ["<<<<<<< ours\n    tags: [live]\n=======\n    tags: [visit]\n>>>>>>> theirs\n"],
    ),
}  # fmt: skip


def edited(changes, text=BASE):
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize("name", MERGES)
def test_merge(name):
    ours, theirs, wanted = MERGES[name]
    merged, other = merge_texts(BASE, edited(ours), edited(theirs)), merge_texts(BASE, edited(theirs), edited(ours))
    assert merged.conflicts == other.conflicts == 0
    for text in wanted:
        assert text in merged.text
    assert meaning(merged.text) == meaning(other.text)


def meaning(text):
    """Return what a file says, whatever the order of its lists."""
    found = compose(text.encode())
    assert not found.faults

    def plain(value):
        if isinstance(value, dict):
            return {key: plain(item) for key, item in value.items()}
        return sorted((plain(item) for item in value), key=str) if isinstance(value, list) else value

    return plain(found.tree)


@pytest.mark.parametrize("name", CONFLICTS)
def test_conflict(name):
    ours, theirs, wanted = CONFLICTS[name]
    merged = merge_texts(BASE, edited(ours), edited(theirs))
    assert merged.conflicts == len(re.findall("^<<<<<<< ", merged.text, re.MULTILINE)) == 1
    for text in wanted:
        assert text in merged.text


LISTS = {
    "a deleted item that the other edited": (
        "u: [{date: 2018-02, status: ongoing}, {date: 2018-03, status: done}]\n",
        "u: [{date: 2018-03, status: done}]\n",
        "u: [{date: 2018-02, status: stopped}, {date: 2018-03, status: done}]\n",
    ),
    "a range is one thing": ("u: {between: [10, 20]}\n", "u: {between: [20, 30]}\n", "u: {between: [5, 10]}\n"),
    "a list that one emptied and the other edited": (
        "u:\n  - date: 2018\n    status: a\n", "u: []\n", "u:\n  - date: 2018\n    status: b\n",
    ),
    "comments inside a list on several lines": ("u: [a,  # en\n  b]\n", "u: [a,  # en\n  b, c]\n", "u: [a,  # en\n  b, d]\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_lists_that_take_a_choice(name):
    base, ours, theirs = LISTS[name]
    merged = merge_texts(base, ours, theirs)
    assert merged.conflicts == 1


def test_marker_size_and_newlines():
    ours, theirs = (edited({TITLE: f"    title: {name}\n"}).replace("\n", "\r\n") for name in "AB")
    merged = merge_texts(BASE.replace("\n", "\r\n"), ours, theirs, marker_size=10)
    assert "\r\n<<<<<<<<<< ours\r\n    title: A\r\n==========\r\n" in merged.text
    assert "\n" not in merged.text.replace("\r\n", "")


def test_both_create_the_file():
    first, second = BASE, "schema: 1\n\nactions:\n  other:\n    title: Et annet\n"
    merged = merge_texts("", first, second)
    assert merged.conflicts == 0
    assert meaning(merged.text)["actions"].keys() == {"course", "network", "other"}


@pytest.mark.parametrize("bad", ["actions: [\n", "- a\n", "{a: 1}\n", "a: 1\na: 2\n", "\ufeffa: 1\n", ""])
def test_what_must_be_merged_by_lines(bad):
    assert merge_texts(BASE, bad, edited({TITLE: "    title: A\n"})) is None


def test_every_file_is_its_segments():
    for path in (ROOT / "plans").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        cut = cut_text(text)
        assert cut.root.text + cut.tail == text


def test_the_tables_are_the_models():
    """Every mapping by name in the model is a table, and nothing else is."""
    modules = (actions, indicators, plan, programme, region)
    found = set()

    def subclasses(model):
        for one in model.__subclasses__():
            yield one
            yield from subclasses(one)

    assert modules
    for model in subclasses(Model):
        found |= {
            name
            for name, field in model.model_fields.items()
            if "dict[" in str(field.annotation) or "Dict" in str(field.annotation)
        }
    assert found - {"all_of", "any_of"} == set(TABLES)


def test_work_grows_with_the_file():
    """Twice the records, and the other side's insertions between them all, cost about twice as much."""
    import sys

    def steps(number):
        base = "schema: 1\ntags:\n" + "".join(f"  - t{index}\n" for index in range(number))
        theirs = "schema: 1\ntags:\n" + "".join(f"  - t{index}\n  - n{index}\n" for index in range(number))
        count = 0

        def tick(frame, event, argument):
            nonlocal count
            count += 1
            return tick

        sys.settrace(tick)
        try:
            merged = merge_texts(base, f"{base}  - z\n", theirs)
        finally:
            sys.settrace(None)
        assert merged.conflicts == 0
        return count

    assert steps(400) < 2.5 * steps(200)
