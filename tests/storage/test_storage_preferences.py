import subprocess
import sys
from pathlib import Path

import pytest
from storage_helpers import ROOT

from desktop.storage.preferences import NAME, read_preferences, write_preferences
from desktop.storage.problems import ReadOnly


def test_preferences_come_back(tmp_path: Path) -> None:
    write_preferences(tmp_path / "new", {"language": "ko", "look": "dark"})
    assert read_preferences(tmp_path / "new") == {"language": "ko", "look": "dark"}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"language": 7}'])
def test_damaged_preferences_do_not_stop_the_start(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    assert read_preferences(tmp_path) == {}


def test_preferences_that_cannot_be_written_are_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ReadOnly):
        write_preferences(tmp_path / "file", {"language": "de"})


def test_the_room_is_imported_without_its_libraries() -> None:
    """The first window is painted before any of these is needed."""
    script = "import sys, desktop.storage.profile, desktop.storage.preferences; print(*sys.modules)"
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {"sqlite_utils", "sqlcipher3", "cryptography", "keyring"} & set(done.stdout.split())
