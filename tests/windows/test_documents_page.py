"""The documents: papers seen before they are saved, gaps one click from their place, entries kept at once."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from conftest import MakeWindow
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from type_text import type_text

from desktop.session import Session
from desktop.windows.documents.files import paint_pages, suggested_path, write_all, write_file
from desktop.windows.documents.page import DocumentsPage
from desktop.windows.fields.edit import LineEditor, ListEditor, read_month
from desktop.windows.main_window import MainWindow
from desktop.windows.result.fold import Link


def sample(session: Session, key: str = "engineer_dusseldorf") -> int:
    return session.open_sample(next(s for s in session.samples if s.key == key)).id


def page_of(window: MainWindow, case_id: int | None, detail: str | None = None) -> DocumentsPage:
    window.open("documents", case_id, detail)
    page = window.pages["documents"]
    assert isinstance(page, DocumentsPage)
    return page


def choose(page: DocumentsPage, paper: str) -> None:
    rows = range(page.list.count())
    page.list.setCurrentRow(
        next(row for row in rows if page.list.item(row).data(Qt.ItemDataRole.UserRole) == paper)
    )


def line(page: DocumentsPage, key: str) -> LineEditor:
    editor = page.form.rows[key].editor
    assert isinstance(editor, LineEditor)
    return editor


def test_every_paper_of_every_sample_is_shown(make: MakeWindow, session: Session, code: str) -> None:
    window = make(code)
    for person in session.samples:
        case_id = session.open_sample(person).id
        page = page_of(window, case_id)
        offers = session.offers(session.case(case_id))
        assert page.list.count() == len(offers)
        for offer in offers:
            choose(page, offer.paper_id)
            assert page.preview.file is not None, offer
            assert page.preview.file.paper_id == offer.paper_id


def test_without_a_case_the_page_teaches(window: MainWindow) -> None:
    page = page_of(window, None)
    assert page.empty.isVisible()
    asked: list[tuple[Any, ...]] = []
    page.go.disconnect()
    page.go.connect(lambda *where: asked.append(where))
    page.begin.click()
    assert asked == [("check", None, "new")]


def test_a_missing_entry_is_one_click_from_its_place(window: MainWindow, session: Session) -> None:
    case_id = sample(session)
    page = page_of(window, case_id)
    choose(page, "APP-04")
    missing = session.missing_fields(session.case(case_id), "APP-04")
    QApplication.processEvents()
    links = [link for link in page.missing.findChildren(Link) if link.isVisible()]
    assert links
    links[0].click()
    QApplication.processEvents()
    assert page.form.isVisible()
    found = page.form.rows[missing[0]].editor.inner
    assert found.hasFocus()
    assert not found.visibleRegion().isEmpty()


def test_what_is_typed_is_kept_and_drawn(window: MainWindow, session: Session) -> None:
    case_id = sample(session)
    page = page_of(window, case_id, "host.name")
    editor = line(page, "host.name")
    editor.line.selectAll()
    type_text(editor.line, "欧阳有限公司 Größmann 뷁")
    page.form.store()
    assert session.case(case_id).fields["host.name"] == "欧阳有限公司 Größmann 뷁"
    page.preview.draw_now()
    assert "Größmann" in page.preview.view.accessibleDescription()


def test_leaving_the_page_keeps_what_was_typed_a_moment_before(window: MainWindow, session: Session) -> None:
    case_id = sample(session)
    page = page_of(window, case_id, "host.name")
    line(page, "host.name").line.setText("Waihua GmbH")
    window.open("start")
    assert session.case(case_id).fields["host.name"] == "Waihua GmbH"


def test_the_language_changes_and_half_typed_entries_stay(window: MainWindow, session: Session) -> None:
    case_id = sample(session)
    page = page_of(window, case_id, "host.name")
    line(page, "host.name").line.setText("Waihua GmbH")
    window.set_language("zh_Hans")
    assert line(page, "host.name").line.text() == "Waihua GmbH"
    QApplication.processEvents()
    assert line(page, "host.name").inner.hasFocus()


def test_a_wrong_number_is_said_in_words_and_keeps_the_paper_a_draft(
    window: MainWindow, session: Session
) -> None:
    case_id = sample(session)
    page = page_of(window, case_id, "person.resident_id")
    field = page.form.rows["person.resident_id"]
    line(page, "person.resident_id").line.setText("350102198805171311")
    page.form.store()
    assert field.error.isVisible()
    assert field.error.text()
    assert page.options.draft.isChecked()
    assert not page.options.draft.isEnabled()
    assert page.options.draft_why.text() == session.text("pages.documents.draft_wrong")


def test_gaps_make_a_draft_that_can_be_switched_off_for_filling_in_by_hand(
    window: MainWindow, session: Session
) -> None:
    page = page_of(window, sample(session))
    choose(page, "APP-04")
    assert page.options.draft.isChecked()
    page.options.draft.click()
    choose(page, "APP-05")
    choose(page, "APP-04")
    assert not page.options.draft.isChecked()


def test_a_character_without_a_glyph_is_named_in_place_of_the_paper(
    window: MainWindow, session: Session
) -> None:
    case_id = sample(session)
    session.set_field(case_id, "host.name", "Firma 😀")
    page = page_of(window, case_id)
    choose(page, "APP-02")
    assert page.preview.file is None
    said = " ".join(label.text() for label in page.preview.words.findChildren(QLabel))
    assert "😀" in said


def test_the_language_of_the_paper_is_chosen_beside_it(window: MainWindow, session: Session) -> None:
    page = page_of(window, sample(session))
    choose(page, "APP-04")
    assert page.options.languages()[0] == "de"
    page.options.first.setCurrentIndex(page.options.first.findData("ko"))
    page.options.first.activated.emit(page.options.first.currentIndex())
    page.preview.draw_now()
    assert page.preview.file is not None
    assert page.preview.file.languages[0] == "ko"
    assert page.options.second.findData("ko") == -1


def test_the_calendar_has_no_pages_but_says_its_days(window: MainWindow, session: Session) -> None:
    page = page_of(window, sample(session))
    choose(page, "APP-14")
    assert page.preview.stack.currentWidget() is page.preview.words
    assert not page.files.print.isVisible()
    said = " ".join(label.text() for label in page.preview.words.findChildren(QLabel))
    assert "28 February 2027" in said


def test_the_pages_are_turned_and_numbered(window: MainWindow, session: Session) -> None:
    page = page_of(window, sample(session))
    choose(page, "APP-01")
    pages = page.preview.document.pageCount()
    assert pages > 1
    assert page.preview.page.text() == session.text("pages.documents.page", page="1", pages=str(pages))
    page.preview.ahead.click()
    QApplication.processEvents()
    assert page.preview.page.text() == session.text("pages.documents.page", page="2", pages=str(pages))


def test_entries_that_the_answers_gave_are_shown_and_counted(window: MainWindow, session: Session) -> None:
    page = page_of(window, sample(session), "host.name")
    assert "posting.start" not in page.form.rows
    words = [label.text() for label in page.form.findChildren(QLabel)]
    assert any("1 March 2027" in text for text in words)


def test_a_spelling_is_suggested_and_taken_only_on_request(window: MainWindow, session: Session) -> None:
    case_id = sample(session)
    for key in ("person.surname_latin", "person.given_latin"):
        session.set_field(case_id, key, None)
    session.set_field(case_id, "person.name_zh", "欧阳堃")
    page = page_of(window, case_id, "person.name_zh")
    suggestion = page.form._suggestion
    assert suggestion is not None
    assert suggestion.isVisible()
    assert "person.surname_latin" not in session.case(case_id).fields
    suggestion.take.click()
    assert session.case(case_id).fields["person.surname_latin"] == "OUYANG"
    assert not suggestion.isVisible()


@pytest.mark.parametrize(
    ("typed", "read"),
    [("2019-03", "2019-03"), ("03.2019", "2019-03"), ("2019年3月", "2019-03"), ("2019. 3.", "2019-03"),
     ("3/2019", "2019-03"), ("März", "März"), ("", "")],
)  # fmt: skip
def test_months_are_read_as_people_write_them(typed: str, read: str) -> None:
    assert read_month(typed) == read


def test_a_list_gives_back_what_it_was_given(qapp: QApplication) -> None:
    editor = ListEditor([(True, "Yes"), (False, "No")])
    for value in (True, False, None):
        editor.set_value(value)
        assert editor.value() is value


def test_papers_are_written_and_a_folder_in_the_way_is_said(
    window: MainWindow, session: Session, tmp_path: Path
) -> None:
    page = page_of(window, sample(session))
    choose(page, "APP-04")
    file = page.preview.file
    assert file is not None
    sentence, mood = write_file(session, file, tmp_path / file.file_name)
    assert mood == "info"
    assert (tmp_path / file.file_name).read_bytes() == file.data
    assert str(tmp_path) in sentence
    (tmp_path / "taken").mkdir()
    assert write_file(session, file, tmp_path / "taken")[1] == "error"


def test_all_papers_are_written_at_once(session: Session, tmp_path: Path) -> None:
    case = session.case(sample(session))
    sentence, mood = write_all(session, case, tmp_path / "out")
    always = [offer for offer in session.offers(case) if offer.need == "always"]
    assert mood == "info"
    assert len(list((tmp_path / "out").iterdir())) == len(always)
    assert str(len(always)) in sentence


def test_printing_paints_every_page(window: MainWindow, session: Session, tmp_path: Path) -> None:
    page = page_of(window, sample(session))
    choose(page, "APP-01")
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "print.pdf"))
    assert paint_pages(printer, page.preview.document)
    printed = QPdfDocument()
    printed.load(str(tmp_path / "print.pdf"))
    assert printed.pageCount() == page.preview.document.pageCount()


def test_a_printer_that_takes_nothing_is_noticed(
    window: MainWindow, session: Session, tmp_path: Path
) -> None:
    page = page_of(window, sample(session))
    choose(page, "APP-01")
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no such folder" / "print.pdf"))
    assert not paint_pages(printer, page.preview.document)


def test_printing_called_off_is_said_in_the_bar(window: MainWindow, session: Session) -> None:
    page = page_of(window, sample(session))
    choose(page, "APP-01")
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().close())
    page.files.print.click()
    assert window.bar.isVisible()
    assert window.bar.label.text() == session.text("pages.documents.not_printed")


def test_papers_and_preview_take_turns_where_the_text_is_large(make: MakeWindow, session: Session) -> None:
    window = make("de", 2.0)
    page = page_of(window, sample(session))
    assert page.left.isVisible()
    assert not page.right.isVisible()
    QTest.keyClick(page.see, Qt.Key.Key_Space)
    assert page.right.isVisible()
    assert not page.left.isVisible()


def test_building_the_form_opens_no_windows_of_its_own(window: MainWindow, session: Session) -> None:
    page_of(window, sample(session), "host.name")
    assert [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()] == [window]


@pytest.mark.parametrize(
    ("name", "suggested"),
    [
        ("APP-04_GONG_YAN_de.pdf", "APP-04_GONG_YAN_de_2026-11-22.pdf"),
        ("SAFE-02_2026-11-22.txt", "SAFE-02_2026-11-22.txt"),
        ("waipai-dates.ics", "waipai-dates_2026-11-22.ics"),
    ],
)
def test_a_file_is_suggested_with_its_day(session: Session, name: str, suggested: str) -> None:
    session.day = dt.date(2026, 11, 22)
    assert suggested_path(session, name) == Path.home() / suggested
