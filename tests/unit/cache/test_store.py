"""A cache gives back what was written, or nothing; and it never stops a run."""

import os
import stat
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byreg.cache import store as module
from byreg.cache.store import Store, cache_folder, caches_in, clear, files_in, store_of


@pytest.fixture
def store(tmp_path):
    return Store(str(tmp_path / "0123456789abcdef"), "/work/space")


def test_what_was_written_comes_back(store):
    assert store.read("index") is None
    assert store.write("index", b"a\nb")
    assert store.read("index") == b"a\nb"
    assert stat.S_IMODE(os.stat(store.folder).st_mode) & 0o077 == 0


def written(store):
    store.write("index", b"what was found")
    return f"{store.folder}/index"


@given(st.data())
def test_bytes_that_are_not_as_they_were_written_are_not_there(tmp_path_factory, data):
    store = Store(str(tmp_path_factory.mktemp("cache")), "/work/space")
    path = written(store)
    with open(path, "rb") as stream:
        whole = stream.read()
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = data.draw(
        st.sampled_from(
            [
                whole[:at],
                whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :],
                whole + b"x",
                whole.replace(b"byreg-cache 1", b"byreg-cache 2"),
                b"\x00" * len(whole),
            ]
        )
    )
    with open(path, "wb") as stream:
        stream.write(changed)
    assert store.read("index") is None


def test_the_cache_of_another_workspace_is_not_ours(store):
    written(store)
    assert Store(store.folder, "/work/other").read("index") is None


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_costs_nothing(store):
    os.makedirs(store.folder)
    os.chmod(store.folder, 0o500)
    assert store.write("index", b"x") is False
    assert store.read("index") is None


def test_a_full_disk_costs_nothing(store, monkeypatch):
    written(store)

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.os, "replace", full)
    assert store.write("index", b"another") is False
    assert store.read("index") == b"what was found"
    assert os.listdir(store.folder) == ["index"]


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_what_stands_in_the_way_is_left_alone(store, kind, tmp_path):
    if kind == "file":
        (tmp_path / "0123456789abcdef").write_text("mine", encoding="utf-8")
    elif kind == "folder":
        (tmp_path / "0123456789abcdef" / "index").mkdir(parents=True)
    else:
        (tmp_path / "0123456789abcdef").symlink_to(tmp_path / "nowhere")
    assert store.write("index", b"x") is False
    assert store.read("index") is None


def test_only_the_files_used_last_are_kept(store):
    for number in range(12):
        store.write(f"verdicts/{number:040}", b"x")
        os.utime(f"{store.folder}/verdicts/{number:040}", ns=(number * 10**9, number * 10**9))
        store.keep_few("verdicts")
    assert sorted(os.listdir(f"{store.folder}/verdicts")) == [f"{number:040}" for number in range(4, 12)]


def test_only_so_many_workspaces_are_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MOST_WORKSPACES", 3)
    for number in range(6):
        store_of(f"/work/{number}", {"BYREG_CACHE_DIR": str(tmp_path)}).write("index", b"x")
    assert len(caches_in(str(tmp_path))) == 3


def test_clearing_takes_what_is_the_caches_own(tmp_path):
    store = store_of("/work/space", {"BYREG_CACHE_DIR": str(tmp_path)})
    for name in ("index", f"verdicts/{'0a' * 20}", "answers/0123abcd"):
        store.write(name, b"x")
    (tmp_path / "deadbeefdeadbeef" / "answers").mkdir(parents=True)
    (tmp_path / "deadbeefdeadbeef" / "index.html").write_text("mine", encoding="utf-8")
    (tmp_path / "deadbeefdeadbeef" / "answers" / "0123abcd").write_text("mine", encoding="utf-8")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "index").write_text("mine", encoding="utf-8")
    kept = os.path.join(store.folder, "mine.txt")
    with open(kept, "w") as stream:
        stream.write("mine")
    assert len(files_in(store.folder)) == 3
    assert sorted(clear(one) for one in caches_in(str(tmp_path))) == [(0, 0), (3, 0)]
    assert len(list((tmp_path / "deadbeefdeadbeef").rglob("*"))) == 3
    assert os.path.exists(kept)
    assert (tmp_path / "notes" / "index").exists()


@pytest.mark.parametrize(
    ("platform", "environ", "ending"),
    [
        ("linux", {"HOME": "/home/kari"}, "/home/kari/.cache/byreg"),
        ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/byreg"),
        ("darwin", {"HOME": "/Users/kari"}, "/Library/Caches/byreg"),
        ("win32", {"LOCALAPPDATA": "/Users/kari/AppData/Local"}, "/Users/kari/AppData/Local/byreg/cache"),
        ("linux", {"BYREG_CACHE_DIR": "/y"}, "/y"),
    ],
)
def test_it_lies_where_the_system_keeps_caches(platform, environ, ending, monkeypatch):
    monkeypatch.setattr(module.sys, "platform", platform)
    assert cache_folder(environ).endswith(ending)


@pytest.mark.parametrize("environ", [{}, {"HOME": ""}, {"BYREG_CACHE_DIR": "cache"}, {"XDG_CACHE_HOME": "./x"}])
def test_there_is_none_in_whatever_folder_a_run_began_in(environ, monkeypatch):
    monkeypatch.setattr(module.sys, "platform", "linux")
    assert store_of("/work/space", environ) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_others_may_write_or_what_is_no_file_is_not_read(store):
    written(store)
    os.chmod(store.folder, 0o777)
    assert store.read("index") is None
    assert store.write("index", b"x") is False
    os.chmod(store.folder, 0o700)
    assert store.read("index") == b"what was found"
    os.unlink(f"{store.folder}/index")
    os.mkfifo(f"{store.folder}/index")
    assert store.read("index") is None


def test_a_linked_folder_is_not_gone_into(store, tmp_path):
    written(store)
    (tmp_path / "mine").mkdir()
    kept = tmp_path / "mine" / "0123abcd"
    kept.write_bytes(b"byreg-cache 1")
    os.symlink(tmp_path / "mine", f"{store.folder}/answers")
    store.keep_few("answers")
    assert clear(store.folder) == (1, 0)
    assert kept.exists()


def test_little_memory_is_no_reason_to_stop(store, monkeypatch):
    written(store)

    def none_left(*_):
        raise MemoryError

    monkeypatch.setattr(module, "bytes_of", none_left)
    assert store.read("index") is None


@pytest.mark.skipif(sys.platform != "linux", reason="limits memory as Linux does")
def test_a_small_file_needs_little_memory(store):
    """As on a shared machine, or with 32 bits: what is set aside is what the file holds."""
    written(store)
    code = f"""
import resource
resource.setrlimit(resource.RLIMIT_AS, (200 * 2**20, 200 * 2**20))
from byreg.cache.store import Store
print(Store({store.folder!r}, "/work/space").read("index"))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "b'what was found'\n"
