"""Export and import through the window: what a file would bring is seen first, and yes is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.domain.record.person import Person
from desktop.session import Session
from desktop.windows.archive.dialog import ArchiveDialog
from desktop.windows.life.page import LifePage
from desktop.windows.main_window import MainWindow

MakeWindow = Callable[..., MainWindow]
MakeDialog = Callable[..., ArchiveDialog]


@pytest.fixture
def person(session: Session) -> Person:
    person = session.record.save_person(Person(name="王静怡", note="here"))
    session.person_in_hand = person.id
    return person


@pytest.fixture
def dialog(make: MakeWindow, person: Person) -> MakeDialog:
    def make_one(code: str = "en") -> ArchiveDialog:
        window = make(code)
        window.open("life")
        page = window.pages["life"]
        assert isinstance(page, LifePage)
        page.archive.click()
        QApplication.processEvents()
        (found,) = page.findChildren(ArchiveDialog)
        return found

    return make_one


def test_out_and_back_in_every_language(
    dialog: MakeDialog, session: Session, person: Person, tmp_path: Path, code: str
) -> None:
    shown, path = dialog(code), tmp_path / "all.zip"
    assert person.name in shown.save_one.text()
    shown.save(path, False)
    assert str(path) in shown.said.text()
    assert person.id is not None
    session.record.remove_person(person.id)
    shown.look_at(path)
    assert shown.take.isVisible()
    assert session.record.people() == (), "looking writes nothing"
    shown.take.click()
    assert [p.name for p in session.record.people()] == ["王静怡"]
    session.record.undo()
    assert session.record.people() == ()


def test_an_archive_that_brings_nothing_cannot_be_taken(dialog: MakeDialog, tmp_path: Path) -> None:
    shown, path = dialog(), tmp_path / "all.zip"
    shown.save(path, True)
    shown.look_at(path)
    assert not shown.take.isVisible()
    shown.leave.click()
    assert shown.stack.currentWidget() is shown.start


def test_what_differs_is_taken_with_its_tick_alone(
    dialog: MakeDialog, session: Session, person: Person, tmp_path: Path
) -> None:
    shown, path = dialog(), tmp_path / "all.zip"
    shown.save(path, True)
    session.record.save_person(replace(person, note="changed"))
    shown.look_at(path)
    assert shown.preview is not None
    view = shown.preview.list
    line = view.model().index(0, 0).data(Qt.ItemDataRole.DisplayRole)
    assert line == "People: 王静怡\nHere: changed\nIn the file: here"
    shown.take.click()
    assert session.record.people()[0].note == "changed"
    shown.look_at(path)
    assert shown.preview is not None
    view = shown.preview.list
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Space)
    shown.take.click()
    assert session.record.people()[0].note == "here"


def test_a_broken_file_is_told_and_changes_nothing(dialog: MakeDialog, tmp_path: Path) -> None:
    shown, path = dialog(), tmp_path / "broken.zip"
    path.write_bytes(b"PK\x03\x04 broken")
    shown.look_at(path)
    assert "damaged" in shown.said.text()
    assert shown.stack.currentWidget() is shown.start


def test_the_file_is_let_go_when_the_dialog_closes(dialog: MakeDialog, tmp_path: Path) -> None:
    shown, path = dialog(), tmp_path / "all.zip"
    shown.save(path, True)
    shown.look_at(path)
    archive = shown._import
    assert archive is not None
    shown.reject()
    assert archive._archive._file.closed
