"""Whatever two officers do to a plan file, merging loses no record and takes no side."""

import re
from collections import Counter
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from byreg.merge.merge import merge_texts
from byreg.source.yaml import compose
from byreg.text.segments import cut_text

ROOT = Path(__file__).parents[2]
FILES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "plans").rglob("*/*.yaml"))
}
LIMITS = settings(max_examples=80)


def records(cut):
    """Yield the segments of records, as they stand in tables of the file."""
    for table in cut.root.children:
        yield from (record for record in table.children if record.shape == "mapping" and isinstance(record.name, str))


@st.composite
def edits(draw, name):
    """Return a file with some lines of its records changed, added or taken out."""
    text = FILES[name]
    found = list(records(cut_text(text)))
    for _ in range(draw(st.integers(1, 3))):
        record = draw(st.sampled_from(found))
        child = draw(st.sampled_from(record.children))
        choice = draw(st.integers(0, 3))
        changed = {
            0: record.text.replace(
                child.text,
                child.text.replace("\n", "  # merknad\n", 1)
                if "|" not in child.head and ">" not in child.head
                else child.text,
                1,
            ),
            1: record.text.replace(child.text, "", 1)
            if child.name not in ("title", "kind") and len(record.children) > 1
            else record.text,
            2: f"{record.text}\n  ny-{draw(st.integers(0, 9))}:\n    title: En ny {draw(st.integers(0, 3))}\n",
            3: record.text.replace(": ", ": Z", 1) if child.name == "title" else record.text,
        }[choice]
        text = text.replace(record.text, changed, 1)
    composition = compose(text.encode())
    assume(not composition.faults)
    return text


def two_edits():
    return (
        st.sampled_from(sorted(FILES))
        .filter(lambda name: any(records(cut_text(FILES[name]))))
        .flatmap(lambda name: st.tuples(st.just(FILES[name]), edits(name), edits(name)))
    )


def meaning(text):
    return compose(text.encode()).tree


def ids(tree):
    tables = tree.values() if isinstance(tree, dict) else ()
    return {id_ for table in tables if isinstance(table, dict) for id_ in table}


@LIMITS
@given(versions=two_edits())
def test_one_side_alone_is_that_side(versions):
    base, ours, _ = versions
    assert merge_texts(base, ours, base).text == merge_texts(base, base, ours).text == ours


@LIMITS
@given(versions=two_edits())
def test_merging_takes_no_side_and_loses_nothing(versions):
    base, ours, theirs = versions
    there, back = merge_texts(base, ours, theirs), merge_texts(base, theirs, ours)
    assert (there is None) == (back is None)
    assume(there is not None)
    assert there.conflicts == back.conflicts
    assert len(re.findall("^<{7} ours$", there.text, re.MULTILINE)) == there.conflicts
    if not there.conflicts:
        assert meaning(there.text) == meaning(back.text)
        kept = (
            (ids(meaning(ours)) | ids(meaning(theirs)))
            - (ids(meaning(base)) - ids(meaning(ours)))
            - (ids(meaning(base)) - ids(meaning(theirs)))
        )
        assert ids(meaning(there.text)) == kept
        for line, count in Counter(base.splitlines()).items():  # of equal lines each side may have taken one
            if count != 1 or line not in ours.splitlines() or line not in theirs.splitlines():
                continue
            assert line in there.text.splitlines()
