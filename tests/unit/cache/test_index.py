"""Files are known again by how they stand on disk, unless their times are too near to the look at them."""

import os
import time

import pytest

from byreg.cache.index import DOUBTED, TICK, Index, digest_of, digest_of_file, is_unchanged, look_of, read_index

LONG_AGO = 10 * TICK


@pytest.fixture
def root(tmp_path):
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "a.yaml").write_bytes(b"a: 1\n")
    return tmp_path


def index(root, now):
    paths = ["plans/a.yaml"]
    files = {path: (look_of(f"{root}/{path}", now), digest_of_file(f"{root}/{path}")) for path in paths}
    return Index({"plans": look_of(f"{root}/plans", now)}, files, "state")


def later():
    return time.time_ns() + LONG_AGO


def test_an_index_is_read_as_it_was_written(root):
    one = index(root, later())
    told = Index(one.folders, one.files, "state", "byreg", ("demo", "other"))
    for known in (one, told):
        again = read_index(known.written())
        assert again == known
        assert (again.folders, again.files, again.told_of) == (known.folders, known.files, known.told_of)
    assert one != told


@pytest.mark.parametrize("data", [b"", b"x", b"state\nmany\na", b"state\n1\nno tab", b"state\n0\na\tb", b"\xff\xfe"])
def test_what_is_no_index_is_none(data):
    assert read_index(data) is None


def test_what_can_be_no_path_is_nothing():
    assert look_of("plans/a\0b", later()) == ""
    assert digest_of_file("plans/a\0b") == ""


def test_what_has_not_changed_is_known_again(root):
    assert is_unchanged(index(root, later()), str(root), later())


@pytest.mark.parametrize("change", ["content", "same size", "same times", "gone", "new", "folder", "link"])
def test_every_change_is_seen(root, change):
    known = index(root, later())
    path = root / "plans" / "a.yaml"
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    if change == "content":
        path.write_bytes(b"a: 12\n")
    elif change == "same size":
        path.write_bytes(b"a: 2\n")
    elif change == "same times":
        path.write_bytes(b"a: 2\n")
        os.utime(path, ns=times)
    elif change == "gone":
        path.unlink()
    elif change == "new":
        (root / "plans" / "b.yaml").write_bytes(b"")
    elif change == "folder":
        (root / "plans" / "b").mkdir()
    else:
        path.rename(root / "other")
        path.symlink_to(root / "other")
    assert not is_unchanged(known, str(root), later())


def test_times_within_a_tick_of_the_look_are_not_trusted(root):
    now = time.time_ns()
    known = index(root, now)
    assert known.files["plans/a.yaml"][0] == DOUBTED
    path = root / "plans" / "a.yaml"
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    path.write_bytes(b"a: 2\n")
    os.utime(path, ns=times)
    assert not is_unchanged(known, str(root), later())


def test_a_doubted_file_is_read_and_known_by_what_it_holds(root):
    old = index(root, later())
    known = Index(old.folders, {path: (DOUBTED, digest) for path, (_, digest) in old.files.items()}, "state")
    assert is_unchanged(known, str(root), later())


def test_a_digest_is_gits_own(root, git):
    git(root, "init", "-q")
    assert digest_of(b"a: 1\n") == git(root, "hash-object", "plans/a.yaml")


def test_a_file_too_large_to_be_a_plan_is_not_read(root):
    with open(root / "plans" / "a.yaml", "wb") as stream:
        stream.truncate(9 * 1024 * 1024)
    assert digest_of_file(f"{root}/plans/a.yaml") == ""
