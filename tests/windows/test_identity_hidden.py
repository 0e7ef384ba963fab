"""Identity numbers on the screen: hidden until they are asked for, and never told by another way."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import MakeWindow
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QInputMethodQueryEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from type_text import press, type_text

from desktop.domain.record.certificate import Document
from desktop.session import Session
from desktop.windows.certificates.page import CertificatesPage
from desktop.windows.controls.hidden_value import HiddenValue
from desktop.windows.controls.identity_input import IdentityInput
from desktop.windows.controls.secret_clipboard import clear_secret
from desktop.windows.copy.page import CopyPage
from desktop.windows.documents.page import DocumentsPage
from desktop.windows.fields.edit import IdentityEditor
from desktop.windows.happened.page import HappenedPage
from desktop.windows.imports.page import ImportPage
from desktop.windows.main_window import MainWindow
from desktop.windows.record.documents import DocumentDialog
from desktop.windows.review.page import ReviewPage

KEY = "person.resident_id"
NUMBER = "350102198805171312"
SHOWN = "••••••••••••••1312"
PASSPORT = "E12345678"


@pytest.fixture(autouse=True)
def empty_clipboard(qapp: QApplication) -> Iterator[None]:
    QGuiApplication.clipboard().clear()
    yield
    clear_secret()


def sample(session: Session) -> int:
    return session.open_sample(next(s for s in session.samples if s.key == "engineer_dusseldorf")).id


def field_of(window: MainWindow, case_id: int, key: str = KEY) -> IdentityInput:
    """The place for a number on the form, with the keyboard in it."""
    window.open("documents", case_id, key)
    page = window.pages["documents"]
    assert isinstance(page, DocumentsPage)
    QApplication.processEvents()
    editor = page.form.rows[key].editor
    assert isinstance(editor, IdentityEditor)
    return editor.number


def told(widget: QWidget) -> str:
    """All that a screen reader is told of a widget, the text it could read letter by letter included."""
    found = QAccessible.queryAccessibleInterface(widget)
    texts = [
        found.text(kind)
        for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
    ]
    letters = found.textInterface()
    return " ".join((*texts, letters.text(0, letters.characterCount()) if letters else ""))


def words_on(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_a_number_is_hidden_until_its_eye_is_pressed(window: MainWindow, session: Session) -> None:
    number = field_of(window, sample(session))
    assert number.line.hasFocus()
    assert number.line.masked
    assert number.line.text() == NUMBER
    number.eye.click()
    assert not number.line.masked
    number.eye.click()
    assert number.line.masked


def test_the_eye_is_reached_and_pressed_by_keys_and_names_what_it_shows(
    window: MainWindow, session: Session
) -> None:
    number = field_of(window, sample(session))
    press(Qt.Key.Key_Tab)
    assert number.eye.hasFocus()
    label = number.line.accessibleName()
    assert number.eye.accessibleName() == session.text("safety.mask.show_named", label=label)
    press(Qt.Key.Key_Space)
    assert not number.line.masked
    assert number.eye.accessibleName() == session.text("safety.mask.hide_named", label=label)
    press(Qt.Key.Key_Space)
    assert number.line.masked


def test_a_screen_reader_is_not_told_the_number(window: MainWindow, session: Session) -> None:
    number = field_of(window, sample(session))
    assert NUMBER not in told(number.line)
    assert NUMBER not in told(number.eye)


def test_an_input_method_is_not_told_the_number(window: MainWindow, session: Session) -> None:
    line = field_of(window, sample(session)).line
    line.selectAll()
    asked = Qt.InputMethodQuery
    event = QInputMethodQueryEvent(
        asked.ImSurroundingText | asked.ImCurrentSelection | asked.ImTextBeforeCursor
    )
    QApplication.sendEvent(line, event)
    told = [
        event.value(one)
        for one in (asked.ImSurroundingText, asked.ImCurrentSelection, asked.ImTextBeforeCursor)
    ]
    assert not any(told)


def test_neither_keys_nor_the_menu_copy_a_hidden_number(window: MainWindow, session: Session) -> None:
    number = field_of(window, sample(session))
    number.line.selectAll()
    for key in (Qt.Key.Key_C, Qt.Key.Key_X):
        QTest.keyClick(number.line, key, Qt.KeyboardModifier.ControlModifier)
    offered = {action.objectName(): action.isEnabled() for action in number.line.menu().actions()}
    assert not any(offered[name] for name in ("edit-undo", "edit-cut", "edit-copy", "edit-delete"))
    assert QGuiApplication.clipboard().text() == ""
    assert number.line.text() == NUMBER


def test_the_menu_copies_a_number_that_is_shown_as_a_secret(window: MainWindow, session: Session) -> None:
    number = field_of(window, sample(session))
    number.eye.click()
    number.line.selectAll()
    next(one for one in number.line.menu().actions() if one.objectName() == "edit-copy").trigger()
    assert QGuiApplication.clipboard().text() == NUMBER
    clear_secret()
    assert QGuiApplication.clipboard().text() == ""


def test_a_number_that_is_shown_is_copied_as_a_secret(window: MainWindow, session: Session) -> None:
    number = field_of(window, sample(session))
    number.eye.click()
    number.line.selectAll()
    QTest.keyClick(number.line, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == NUMBER
    clear_secret()
    assert QGuiApplication.clipboard().text() == ""


def test_what_is_typed_is_seen_while_it_is_typed_and_hidden_after(
    window: MainWindow, session: Session
) -> None:
    case_id = sample(session)
    number = field_of(window, case_id)
    number.line.selectAll()
    type_text(number.line, "11010519491231002X")
    assert not number.line.masked
    press(Qt.Key.Key_Tab, 2)
    QApplication.processEvents()
    assert number.line.masked
    window.open("start")
    assert session.case(case_id).fields[KEY] == "11010519491231002X"


def test_typing_goes_on_at_the_end_of_a_hidden_number_and_by_tab_replaces_it(
    window: MainWindow, session: Session
) -> None:
    number = field_of(window, sample(session))
    QTest.keyClicks(number.line, "9")
    assert number.line.text() == f"{NUMBER}9"
    press(Qt.Key.Key_Tab, 2)
    press(Qt.Key.Key_Backtab, 2)
    assert number.line.hasFocus()
    QTest.keyClicks(number.line, "1")
    assert number.line.text() == "1"


def test_undo_takes_typing_back_and_empties_nothing(window: MainWindow, session: Session) -> None:
    number = field_of(window, sample(session))
    QTest.keyClicks(number.line, "9")
    press(Qt.Key.Key_Tab, 2)
    QApplication.processEvents()
    number.line.setFocus()
    QTest.keyClick(number.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert number.line.text() == NUMBER
    assert not number.line.masked


def test_a_number_is_hidden_again_after_a_while_and_out_of_sight(
    window: MainWindow, session: Session
) -> None:
    number = field_of(window, sample(session))
    number.eye.click()
    assert number.reveal.timer.interval() == 60_000
    number.reveal.timer.timeout.emit()
    assert number.line.masked
    number.eye.click()
    window.open("start")
    assert number.line.masked


def test_a_wrong_number_is_still_found_and_said(window: MainWindow, session: Session) -> None:
    number = field_of(window, sample(session))
    number.line.setText("350102198805171311")
    page = window.pages["documents"]
    assert isinstance(page, DocumentsPage)
    page.form.store()
    error = page.form.rows[KEY].error.text()
    assert error
    assert "350102" not in error


def test_another_language_keeps_the_number_and_hides_it(window: MainWindow, session: Session) -> None:
    case_id = sample(session)
    number = field_of(window, case_id)
    QTest.keyClicks(number.line, "9")
    window.set_language("ko")
    number = field_of(window, case_id)
    assert number.line.text() == f"{NUMBER}9"
    assert number.line.masked


def test_the_review_hides_each_number_with_an_eye_of_its_own(window: MainWindow, session: Session) -> None:
    window.open("review", sample(session))
    page = window.pages["review"]
    assert isinstance(page, ReviewPage)
    assert NUMBER not in words_on(page)
    values = page.findChildren(HiddenValue)
    first = next(value for value in values if value.words.text() == SHOWN)
    others = [value.words.text() for value in values if value is not first]
    assert others
    first.eye.click()
    assert first.words.text() == NUMBER
    assert [value.words.text() for value in values if value is not first] == others
    window.open("start")
    assert first.words.text() == SHOWN


def test_the_copy_page_copies_without_showing(window: MainWindow, session: Session) -> None:
    window.open("copy", sample(session))
    page = window.pages["copy"]
    assert isinstance(page, CopyPage)
    row = page.rows[KEY]
    assert NUMBER not in words_on(page)
    assert NUMBER not in row.copy.accessibleName()
    row.copy.click()
    assert QGuiApplication.clipboard().text() == NUMBER
    assert NUMBER not in words_on(page)
    clear_secret()
    assert QGuiApplication.clipboard().text() == ""


def documents_of(window: MainWindow, case_id: int, paper: str) -> DocumentsPage:
    window.open("documents", case_id, paper)
    page = window.pages["documents"]
    assert isinstance(page, DocumentsPage)
    assert page.preview.file is not None
    assert page.preview.file.paper_id == paper
    return page


def test_a_preview_hides_the_numbers_until_they_are_asked_for(
    make: MakeWindow, session: Session, code: str
) -> None:
    page = documents_of(make(code), sample(session), "APP-01")
    preview = page.preview
    assert preview.hiding.isVisible()
    assert NUMBER not in preview.view.accessibleDescription()
    assert SHOWN in preview.view.accessibleDescription()
    preview.numbers.click()
    assert NUMBER in preview.view.accessibleDescription()
    assert preview.hiding.isVisible()
    preview.reveal.timer.timeout.emit()
    assert NUMBER not in preview.view.accessibleDescription()
    assert not preview.numbers.isChecked()


def test_what_is_kept_of_a_hidden_preview_is_the_true_paper(window: MainWindow, session: Session) -> None:
    case_id = sample(session)
    page = documents_of(window, case_id, "APP-01")
    shown, true = page.preview.file, page.preview.true_file()
    assert shown is not None
    assert true is not None
    assert shown.numbers_hidden
    expected = session.render(
        session.case(case_id), "APP-01", shown.languages, page.options.draft.isChecked()
    )
    assert true.data == expected.data != shown.data
    assert page.missing.title.text()
    assert page.options.draft_why.text() != session.text("pages.documents.draft_wrong")


def test_a_shown_preview_is_hidden_when_its_page_is_left(window: MainWindow, session: Session) -> None:
    page = documents_of(window, sample(session), "APP-01")
    page.preview.numbers.click()
    window.open("start")
    assert page.preview.document.pageCount() == 0
    window.open("documents", page._case_id)
    assert NUMBER not in page.preview.view.accessibleDescription()


def test_a_paper_without_numbers_has_no_switch(window: MainWindow, session: Session) -> None:
    page = documents_of(window, sample(session), "APP-02")
    plain = session.paperwork(session.case(page._case_id))
    assert page.preview.hiding.isVisible() == (
        plain.paper("APP-02") != plain.with_numbers_hidden.paper("APP-02")
    )


def test_every_paper_of_every_sample_can_be_drawn_with_hidden_numbers(session: Session) -> None:
    for person in session.samples:
        case = session.open_sample(person)
        paperwork = session.paperwork(case)
        hidden = paperwork.with_numbers_hidden
        assert hidden.facts == paperwork.facts
        assert hidden.offers() == paperwork.offers()
        for offer in paperwork.offers():
            if offer.paper_id != "APP-14":
                assert hidden.paper(offer.paper_id).missing == paperwork.paper(offer.paper_id).missing
                assert paperwork.preview(offer.paper_id, ()).pages > 0


def certificates_of(window: MainWindow, case_id: int) -> CertificatesPage:
    window.open("certificates", case_id)
    page = window.pages["certificates"]
    assert isinstance(page, CertificatesPage)
    return page


def test_the_register_hides_the_number_of_a_passport_and_not_that_of_a_contract(
    window: MainWindow, session: Session
) -> None:
    case_id = sample(session)
    person = session.record.person_of(case_id)
    assert person.id is not None
    for kind, number in (("passport", PASSPORT), ("home_contract", "HT-2027-0815")):
        session.record.keep(Document(person_id=person.id, kind=kind, number=number))
    table = certificates_of(window, case_id).documents.table
    index = table.model().index
    told = " ".join(
        str(index(row, column).data(role))
        for row in range(table.rowCount())
        for column in range(table.columnCount())
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    )
    assert PASSPORT not in told
    assert "•••••5678" in told
    assert "HT-2027-0815" in told


def test_the_dialog_of_a_document_hides_what_names_its_holder(window: MainWindow, session: Session) -> None:
    case_id = sample(session)
    person = session.record.person_of(case_id)
    assert person.id is not None
    kept = session.record.keep(Document(person_id=person.id, kind="passport", number=PASSPORT))
    page = certificates_of(window, case_id)
    dialog = DocumentDialog(page, session.record.life(person.id), kept)
    dialog.show()
    QApplication.processEvents()
    assert dialog.number.line.masked
    dialog.kind.setCurrentIndex(dialog.kind.findData("home_contract"))
    assert not dialog.number.line.masked
    assert not dialog.number.eye.isVisible()
    dialog.close()


def test_a_table_shows_the_ends_of_the_numbers_in_it(
    window: MainWindow, session: Session, tmp_path: Path
) -> None:
    table = tmp_path / "people.csv"
    table.write_text(f"Whose,Passport,Month\n{NUMBER},{PASSPORT},2027-03\n", encoding="utf-8")
    window.open("import", sample(session))
    page = window.pages["import"]
    assert isinstance(page, ImportPage)
    page.open_file(table)
    assert NUMBER not in words_on(page)
    assert PASSPORT not in words_on(page)
    assert SHOWN in words_on(page)
    assert not any(NUMBER in box.accessibleName() for box in page.match.columns.boxes.values())


def test_a_new_passport_is_hidden_in_the_questions_and_in_what_will_change(
    window: MainWindow, session: Session
) -> None:
    case_id = sample(session)
    session.set_field(case_id, "person.passport_no", PASSPORT)
    window.open("happened", case_id, "new_passport")
    page = window.pages["happened"]
    assert isinstance(page, HappenedPage)
    page.form.rows["day"].show_value(dt.date(2027, 6, 1))
    page.form.rows["last"].show_value(dt.date(2037, 6, 1))
    number = page.form.rows["number"].place
    assert isinstance(number, IdentityInput)
    type_text(number.line, "E87654321")
    assert "•••••4321" in words_on(page)
    assert PASSPORT not in words_on(page)
    assert "E87654321" not in words_on(page)
