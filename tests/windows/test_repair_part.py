"""Check and repair in the window: one button, what it found, and the way on from a damaged file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from access_helpers import settled
from conftest import MakeWindow
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from desktop.domain.case import Answer
from desktop.safety.repair import Salvaged
from desktop.session import Session
from desktop.storage.repair.salvage_report import Group, Report
from desktop.windows.main_window import MainWindow
from desktop.windows.walk import words_on

PAGE = 4096


def damage(folder: Path, page: int) -> None:
    content = bytearray((folder / "cases.db").read_bytes())
    content[page * PAGE - 200] ^= 4
    (folder / "cases.db").write_bytes(content)


def root_of(session: Session, table: str) -> int:
    """The page of a small table; the journal is folded into the file."""
    connection = session.store._connection
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    sql = "SELECT rootpage FROM sqlite_master WHERE name = ?"
    return int(connection.execute(sql, [table]).fetchone()[0])


def repair_part(window: MainWindow) -> Any:
    window.open("safety", None, "repair")
    return window.pages["safety"].parts["repair"]  # type: ignore[attr-defined]


def words(part: Any) -> str:
    return " ".join(words_on(part))


def test_one_button_says_that_the_file_is_whole(make: MakeWindow, session: Session, code: str) -> None:
    session.new_case("张伟", {"from": Answer("CN")})
    window = make(code)
    part = repair_part(window)
    part.focus()
    QTest.keyClick(part.check, Qt.Key.Key_Return)
    assert session.text("safety.repair.is_sound") in words(part)
    assert part.found.count() == 7
    assert not part.save_card.isVisible()
    window.set_language("de")
    assert "Ihre Datei ist in Ordnung." in words(part)


def test_damage_in_the_open_file_leads_to_a_new_file_and_on_in_it(
    make: MakeWindow, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = session.new_case("김하늘", {"from": Answer("CN")})
    damage(session.folder, root_of(session, "setting"))
    home = session.home
    window = make()
    part = repair_part(window)
    part.check_now()
    assert session.text("safety.repair.is_damaged") in words(part)
    QTest.mouseClick(part.save, Qt.MouseButton.LeftButton)
    assert part.list.isVisible()
    assert not part.save_card.isVisible()
    assert str(home) in words(part.list)

    target = tmp_path / "list.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    QTest.mouseClick(part.list.text, Qt.MouseButton.LeftButton)
    assert session.text("papers.salvaged.title") in target.read_text(encoding="utf-8-sig")

    QTest.mouseClick(part.list.use, Qt.MouseButton.LeftButton)
    settled(lambda: window.kind == "start")
    assert session.folder.parent == home / "salvaged"
    assert session.case(case.id).name == "김하늘"
    part = repair_part(window)
    assert session.text("safety.repair.kept_title") in words(part)
    assert not part.list.use.isVisible()


def test_a_file_that_does_not_open_is_saved_from_the_first_page(
    make: MakeWindow, session: Session, profile: Path
) -> None:
    case = session.new_case("陈晓梅", {"from": Answer("CN")})
    page = root_of(session, "tick")
    session.turn_to(session.home)  # closes the file
    damage(profile, page)
    window = make()
    window.complete()
    settled(lambda: window.kind == "rescue")
    rescue: Any = window.pages["rescue"]
    rescue.go_way("repair")
    part = rescue.shown_ways["repair"]
    assert session.text("safety.repair.closed") in words(part)
    assert not part.check.isVisible()
    QTest.mouseClick(part.save, Qt.MouseButton.LeftButton)
    assert session.text("safety.repair.whole") in words(part)
    QTest.mouseClick(part.list.use, Qt.MouseButton.LeftButton)
    settled(lambda: window.kind == "start")
    assert [kept.id for kept in session.cases()] == [case.id]


def test_a_disk_that_refuses_is_said(
    make: MakeWindow, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.new_case("张伟")
    damage(session.folder, root_of(session, "setting"))
    window = make()
    part = repair_part(window)
    part.check_now()
    (session.home / "salvaged").write_text("a file in the place of the folder")
    said: list[tuple[str, str]] = []
    part.say.connect(lambda text, mood: said.append((text, mood)))
    part.save_now()
    assert [mood for _, mood in said] == ["error"]
    assert part.salvaged is None
    assert part.save_card.isVisible()


@pytest.mark.parametrize(("origin", "key"), [("2026-11-22_06-53-00", "older_backup"), ("history", "whole")])
def test_the_head_is_good_news_only_where_nothing_is_older(
    make: MakeWindow, session: Session, origin: str, key: str
) -> None:
    session.new_case("张伟")
    part = repair_part(make())
    report = Report(saved={"posting": 1}, restored=[Group("posting", 3, origin)])
    part.list.show_salvaged(Salvaged(session.folder, session.home, report, dt.date(2026, 11, 22)))
    assert part.list.state.word.text() == session.text(f"safety.repair.{key}")
    assert "3" in part.list.counts.text().splitlines()[1]
    assert part.list.text.isVisibleTo(part.list)


def test_where_nothing_was_missing_there_is_no_list_to_keep(make: MakeWindow, session: Session) -> None:
    session.new_case("张伟")
    part = repair_part(make())
    whole = Salvaged(session.folder, session.home, Report(saved={"posting": 1}), dt.date(2026, 11, 22))
    part.list.show_salvaged(whole)
    assert not part.list.text.isVisibleTo(part.list)
    assert not part.list.print.isVisibleTo(part.list)
    assert part.list.body.count() == 0
