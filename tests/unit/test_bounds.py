"""What is read of a file: all of it, or one byte more than is wanted."""

import os
import threading

import pytest

from byreg.bounds import first_bytes


@pytest.mark.parametrize("size", [0, 1, 9, 10, 11, 12, 5000])
def test_all_of_a_file_or_one_byte_more_than_is_wanted(tmp_path, size):
    path = tmp_path / "a"
    path.write_bytes(bytes(range(256)) * 20)
    os.truncate(path, size)
    assert first_bytes(str(path), 10) == path.read_bytes()[:11]
    assert first_bytes(str(path)) == path.read_bytes()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files here")
def test_what_holds_more_than_it_says_is_read_to_its_end(tmp_path):
    """As the files in /proc do; here a pipe, which has no size at all."""
    path = str(tmp_path / "a")
    os.mkfifo(path)
    writer = threading.Thread(target=lambda: (tmp_path / "a").write_bytes(b"x" * 3000))
    writer.start()
    assert first_bytes(path, 5000) == b"x" * 3000
    writer.join()
