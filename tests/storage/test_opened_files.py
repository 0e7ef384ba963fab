"""Attachments outside the encrypted file: private, and gone when the program is."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from desktop.record import opened_files
from desktop.record.opened_files import FOLDER, show, wipe
from desktop.session import Session

POSIX = sys.platform != "win32"
CONTENT = b"secret payslip " * 100_000


def test_a_copy_is_the_file_and_only_the_user_may_read_it(tmp_path: Path) -> None:
    copy = show(tmp_path, "工资单.pdf", CONTENT)
    assert copy.read_bytes() == CONTENT
    assert copy.name == "工资单.pdf"
    if POSIX:
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE((tmp_path / FOLDER).stat().st_mode) == 0o700


def test_two_copies_of_one_name_do_not_meet(tmp_path: Path) -> None:
    first, second = show(tmp_path, "a.pdf", b"1"), show(tmp_path, "a.pdf", b"2")
    assert (first.read_bytes(), second.read_bytes()) == (b"1", b"2")


def test_wiping_leaves_nothing(tmp_path: Path) -> None:
    show(tmp_path, "a.pdf", CONTENT)
    show(tmp_path, "b.txt", b"")
    assert wipe(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert wipe(tmp_path)


def test_the_bytes_are_overwritten_before_the_name_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = show(tmp_path, "a.pdf", CONTENT)
    monkeypatch.setattr(Path, "unlink", lambda _path, missing_ok=False: None)
    assert not wipe(tmp_path)
    left = copy.read_bytes()
    assert len(left) == len(CONTENT)
    assert b"payslip" not in left


def test_wiping_never_follows_a_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("keep me")
    profile = tmp_path / "profile"
    own = show(profile, "a.pdf", b"1").parent
    os.symlink(outside, own / "link.txt")
    os.symlink(tmp_path, own / "folder", target_is_directory=True)
    os.link(outside, own / "hard.txt")
    assert wipe(profile)
    assert outside.read_text() == "keep me"


def test_a_link_in_place_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept.txt").write_text("keep me")
    profile = tmp_path / "profile"
    profile.mkdir()
    os.symlink(elsewhere, profile / FOLDER, target_is_directory=True)
    wipe(profile)
    assert (elsewhere / "kept.txt").read_text() == "keep me"


def test_closing_the_session_wipes(tmp_path: Path) -> None:
    session = Session.start(tmp_path / "profile", "en")
    copy = opened_files.show(session.folder, "a.pdf", CONTENT)
    session.close()
    assert not copy.exists()
    assert not (tmp_path / "profile" / FOLDER).exists()


def test_what_a_crash_left_is_wiped_at_the_next_start(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    copy = opened_files.show(profile, "a.pdf", CONTENT)
    session = Session.start(profile, "en")
    assert not copy.exists()
    session.close()
