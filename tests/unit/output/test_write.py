import stat

import pytest

from byreg.errors import ByregError
from byreg.storage.write import write_atomically


def test_keeps_mode_and_link(tmp_path):
    real = tmp_path / "real.md"
    real.write_text("før")
    real.chmod(0o640)
    link = tmp_path / "link.md"
    link.symlink_to(real)
    write_atomically(link, "etter\n")
    assert real.read_text(encoding="utf-8") == "etter\n"
    assert link.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_failure_leaves_the_file_as_it_was(tmp_path):
    target = tmp_path / "report.md"
    target.write_text("før")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(target, "\ud800")
    assert target.read_text() == "før"
    assert [path.name for path in tmp_path.iterdir()] == ["report.md"]


def test_a_folder_in_its_place_is_an_error(tmp_path):
    with pytest.raises(ByregError, match="cannot be written"):
        write_atomically(tmp_path, "x")
