"""Files for others through the window: whom a file is for and what goes in, and what theirs would change here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyrage
import pytest
import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.domain.case import Answer
from desktop.domain.record.person import Person
from desktop.exchange.age_file import new_key, public_key, read_key
from desktop.session import Session
from desktop.windows.archive.dialog import ArchiveDialog
from desktop.windows.case_file.keys_dialog import KeysDialog
from desktop.windows.case_file.qr import QrPicture
from desktop.windows.controls.widgets import Label
from desktop.windows.life.page import LifePage
from desktop.windows.main_window import MainWindow

MakeWindow = Callable[..., MainWindow]
MakeDialog = Callable[..., ArchiveDialog]
NUMBER = "110101199005171239"


@pytest.fixture
def person(session: Session) -> Person:
    """王静怡 with a case, whose note is nobody else's business."""
    case = session.new_case("Essen", {"from": Answer("CN"), "to": Answer("DE")})
    session.set_field(case.id, "person.name_zh", "王静怡")
    person = session.record.person_of(case.id)
    session.record.save_person(replace(person, note="here"))
    assert person.id is not None
    session.record.set_person_field(person.id, "person.resident_id", NUMBER)
    session.person_in_hand = person.id
    return session.record.person(person.id)


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


def _write(shown: ArchiveDialog, path: Path, what: int, way: str = "open", **ticks: bool) -> None:
    """Put a file together by hand and write it."""
    shown.begin.click()
    assert shown.form is not None
    shown.form.what.setCurrentIndex(what)
    shown.form.lock_box.ways[way].setChecked(True)
    for part, on in ticks.items():
        shown.form.parts[part].setChecked(on)
    shown.save(path)


def test_out_and_back_in_every_language(
    dialog: MakeDialog, session: Session, person: Person, tmp_path: Path, code: str
) -> None:
    shown, path = dialog(code), tmp_path / "all.zip"
    _write(shown, path, 2)
    assert str(path) in shown.said.text()
    assert person.id is not None
    session.record.remove_person(person.id)
    for case in session.cases():
        session.delete_case(case.id)
    shown.look_at(path)
    assert shown.take.isVisible()
    assert session.record.people() == (), "looking writes nothing"
    (names,) = [label.text() for label in shown.findChildren(Label) if "王静怡" in label.text()]
    assert NUMBER not in names
    assert "••••1239" in names
    assert any("Essen" in label.text() for label in shown.findChildren(Label))
    shown.take.click()
    assert [p.name for p in session.record.people()] == ["王静怡"]
    session.record.undo()
    assert session.record.people() == ()


def test_a_password_is_asked_for_and_a_wrong_one_told(dialog: MakeDialog, tmp_path: Path, code: str) -> None:
    shown, path = dialog(code), tmp_path / "case.age"
    shown.begin.click()
    assert shown.form is not None
    box = shown.form.lock_box
    assert box.way() == "password", "the safe way is the first"
    box.suggest.click()
    password = box.password.text()
    shown.save(path)
    assert pyrage.passphrase.decrypt(path.read_bytes(), password).startswith(b"PK")
    assert shown.told.isVisible()
    assert shown.told.line.text() == password, "nobody could tell it by telephone otherwise"
    shown.look_at(path)
    assert shown.stack.currentWidget() is shown.asking
    shown.password.setText("something else")
    QTest.keyClick(shown.password, Qt.Key.Key_Return)
    assert shown.wrong.isVisible()
    assert shown.password.wrong
    assert shown.password.selectedText()
    assert not shown.said.isVisible()
    assert shown.stack.currentWidget() is shown.asking
    shown.password.setText(password)
    QTest.keyClick(shown.password, Qt.Key.Key_Return)
    assert shown.stack.currentWidget() is shown.found
    assert shown.password.text() == ""


def test_what_goes_along_and_what_stays_is_said_before(dialog: MakeDialog) -> None:
    shown = dialog()
    shown.begin.click()
    form = shown.form
    assert form is not None
    assert form.what.currentText() == "The case: Essen"
    assert "Cases: 1" in form.goes.text()
    assert "notes" in form.stays.text()
    form.parts["notes"].setChecked(True)
    assert "notes" not in form.stays.text()
    form.hide_it.setChecked(True)
    assert "names of people" in form.stays.text()
    assert not form.parts["files"].isVisible()
    assert "NOT hidden" in form.seen.text()
    form.groups["names"].setChecked(False)
    assert "names of people" not in form.stays.text()
    assert "names of people" in form.seen.text()


def test_a_file_that_nobody_could_open_is_not_written(dialog: MakeDialog, tmp_path: Path) -> None:
    shown, path = dialog(), tmp_path / "a.age"
    for way, said in (("password", "Nobody could open"), ("keys", "Nobody could open")):
        _write(shown, path, 0, way)
        assert said in shown.said.text()
    assert shown.form is not None
    shown.form.lock_box.ways["password"].setChecked(True)
    shown.form.lock_box.password.setText("1234567")
    shown.save(path)
    assert "at least 8" in shown.said.text()
    assert not path.exists()


def test_to_a_key_that_was_kept(dialog: MakeDialog, session: Session, tmp_path: Path) -> None:
    shown, secret = dialog(), new_key()
    keys = KeysDialog(shown, session)
    assert keys.own.text() == session.case_files.keys.public
    keys.name.setText("HR")
    keys.key.setText("age1nothing")
    QTest.keyClick(keys.key, Qt.Key.Key_Return)
    assert "age1" in keys.said.text()
    keys.key.setText(f"# our key\n{public_key(secret)}")
    QTest.keyClick(keys.key, Qt.Key.Key_Return)
    assert [one.name for one in session.case_files.keys.others()] == ["HR"]
    shown.begin.click()
    assert shown.form is not None
    box = shown.form.lock_box
    box.ways["keys"].setChecked(True)
    (tick,) = box.recipients.values()
    tick.setChecked(True)
    shown.save(tmp_path / "a.age")
    data = pyrage.decrypt((tmp_path / "a.age").read_bytes(), [pyrage.x25519.Identity.from_str(secret)])
    assert data.startswith(b"PK")
    shown.look_at(tmp_path / "a.age")
    assert "not encrypted for this program" in shown.said.text()


def test_a_camera_reads_the_own_key(dialog: MakeDialog, session: Session) -> None:
    keys = KeysDialog(dialog(), session)
    keys.show()
    QApplication.processEvents()
    (picture,) = keys.findChildren(QrPicture)
    (code,) = zxingcpp.read_barcodes(
        picture.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    )
    assert read_key(code.text) == session.case_files.keys.public


def test_a_file_that_brings_nothing_cannot_be_taken(dialog: MakeDialog, tmp_path: Path) -> None:
    shown, path = dialog(), tmp_path / "all.zip"
    _write(shown, path, 1)
    shown.look_at(path)
    assert not shown.take.isVisible()
    shown.leave.click()
    assert shown.stack.currentWidget() is shown.start


def test_each_field_has_a_tick_of_its_own(
    dialog: MakeDialog, session: Session, person: Person, tmp_path: Path
) -> None:
    shown, path = dialog(), tmp_path / "all.zip"
    assert person.id is not None
    session.record.set_person_field(person.id, "person.phone_cn", "138")
    _write(shown, path, 2)
    session.record.save_person(replace(person, note="changed"))
    session.record.set_person_field(person.id, "person.resident_id", "1" * 18)
    session.record.set_person_field(person.id, "person.phone_cn", None)
    shown.look_at(path)
    assert shown.preview is not None
    model, table = shown.preview.model, shown.preview.table
    lines = [[model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())]
    assert lines[0] == ["Note\nPeople: 王静怡", "changed", "here"]
    assert ["••••••••••••••1111", "••••••••••••••1239"] in [line[1:] for line in lines], "masked"
    ticked = [model.index(row, 0).data(Qt.ItemDataRole.CheckStateRole) for row in range(3)]
    assert [lines[row][1] for row in range(3) if ticked[row] == Qt.CheckState.Checked] == ["nothing"]
    table.setFocus()
    table.setCurrentIndex(model.index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Space)
    shown.take.click()
    (kept,) = session.record.people()
    assert kept.note == "here"
    fields = session.record.person(person.id).fields
    assert fields["person.phone_cn"] == "138"
    assert fields["person.resident_id"] == "1" * 18, "what was not ticked stays"


def test_where_nothing_is_ticked_nothing_is_said_to_be_imported(
    dialog: MakeDialog, session: Session, person: Person, tmp_path: Path
) -> None:
    shown, path = dialog(), tmp_path / "all.zip"
    _write(shown, path, 2)
    session.record.save_person(replace(person, note="changed"))
    shown.look_at(path)
    assert shown.preview is not None
    shown.preview.model.choose(())
    shown.take.click()
    assert shown.said.text() == session.text("archive.taken_nothing")


def test_the_password_goes_with_the_dialog(dialog: MakeDialog, tmp_path: Path) -> None:
    shown = dialog()
    shown.begin.click()
    assert shown.form is not None
    shown.form.lock_box.suggest.click()
    shown.save(tmp_path / "a.age")
    shown.reject()
    assert shown.told.line.text() == ""


def test_hidden_numbers_are_shown_for_a_while(
    dialog: MakeDialog, session: Session, person: Person, tmp_path: Path
) -> None:
    shown, path = dialog(), tmp_path / "all.zip"
    assert person.id is not None
    _write(shown, path, 2)
    session.record.set_person_field(person.id, "person.resident_id", "2" * 18)
    shown.look_at(path)
    assert shown.preview is not None
    model = shown.preview.model
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert NUMBER not in spoken
    model.reveal(True)
    assert model.index(0, 2).data() == NUMBER


def test_a_broken_file_is_told_and_changes_nothing(dialog: MakeDialog, tmp_path: Path) -> None:
    shown, path = dialog(), tmp_path / "broken.zip"
    path.write_bytes(b"PK\x03\x04 broken")
    shown.look_at(path)
    assert "damaged" in shown.said.text()
    assert shown.stack.currentWidget() is shown.start


def test_the_file_is_let_go_when_the_dialog_closes(dialog: MakeDialog, tmp_path: Path) -> None:
    shown, path = dialog(), tmp_path / "all.zip"
    _write(shown, path, 0)
    shown.look_at(path)
    archive = shown._import
    assert archive is not None
    shown.reject()
    assert archive._archive._file.closed
