"""The page that takes over tables: file, columns, rows, yes, and back again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.domain.imports.lines import Verdict
from desktop.domain.imports.matching import Field
from desktop.domain.record.contribution import ContributionMonth
from desktop.domain.record.person import Person
from desktop.session import Session
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.work import Progress, Stopped
from desktop.windows.imports.model import COLUMNS
from desktop.windows.imports.page import ImportPage
from desktop.windows.main_window import MainWindow

HEADS = ("Monat", "Arbeitgeber", "AN-Anteil", "AG-Anteil")
ROWS = [
    ("2025-01", "Lindenhof GmbH", "483,60", "483,60"),
    ("2025-02", "Lindenhof GmbH", "483.60", "483,60"),
    ("irgendwann", "Lindenhof GmbH", "483,60", "483,60"),
    ("2025-03", "Lindenhof GmbH", "483,60", "483,60"),
]


@pytest.fixture
def person(session: Session) -> Person:
    person = session.record.save_person(Person(name="OUYANG Kun", born_on=dt.date(1988, 5, 17)))
    session.person_in_hand = person.id
    return person


@pytest.fixture
def payslips(tmp_path: Path) -> Path:
    path = tmp_path / "Lohnkonto.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Lohn")
    for number, row in enumerate([HEADS, *ROWS]):
        sheet.write_row(number, 0, row)
    book.add_worksheet("Leer").write_row(0, 0, ["Monat", "AN-Anteil"])
    book.close()
    return path


@pytest.fixture
def page(make: object, person: Person) -> ImportPage:
    window: MainWindow = make()  # type: ignore[operator]
    window.open("import")
    page = window.pages["import"]
    assert isinstance(page, ImportPage)
    return page


def choose(box: ChoiceBox, value: object) -> None:
    """Choose as a user does."""
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def answer(page: ImportPage) -> None:
    """Say what the payslips leave open."""
    choose(page.match.fixed.boxes[Field.STATE], "DE")
    choose(page.match.fixed.boxes[Field.BRANCH], "pension")
    choose(page.match.fixed.boxes[2], "comma")


def months(page: ImportPage) -> list[ContributionMonth]:
    return list(page.session.record.life(page.session.person_in_hand or 0).months)


def test_from_the_file_to_the_record_and_back(page: ImportPage, payslips: Path) -> None:
    page.open_file(payslips)
    assert page.steps.currentWidget() is page.match
    page.check()
    assert page.steps.currentWidget() is page.match
    assert len(page.match.open.text().splitlines()) == 3
    answer(page)
    page.check()
    assert page.steps.currentWidget() is page.rows
    assert page.rows.taken == 2
    assert not months(page)
    QTest.mouseClick(page.rows.take, Qt.MouseButton.LeftButton)
    assert [month.employee for month in months(page)] == [Decimal("483.60")] * 2
    assert page.steps.currentWidget() is page.start
    page.head.undo.undo.click()
    assert not months(page)


def test_open_questions_are_said_in_every_language_and_lead_to_their_place(
    make: object, person: Person, payslips: Path, code: str
) -> None:
    window: MainWindow = make(code)  # type: ignore[operator]
    window.open("import")
    page = window.pages["import"]
    assert isinstance(page, ImportPage)
    page.open_file(payslips)
    page.check()
    assert len(page.match.open.text().splitlines()) == 3
    assert page.focusWidget() is page.match.fixed.boxes[Field.STATE]


def test_rows_are_filtered_and_spoken(page: ImportPage, payslips: Path) -> None:
    page.open_file(payslips)
    answer(page)
    page.check()
    assert page.rows.model.rowCount() == 4
    choose(page.rows.filter, Verdict.REFUSED.value)
    assert [page.rows.model.line(row).number for row in range(page.rows.model.rowCount())] == [3, 4]
    spoken = page.rows.model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Row 4: Not imported.")
    assert "irgendwann" in spoken
    assert "irgendwann" not in page.rows.why.text()
    page.rows.table.selectRow(1)
    assert "irgendwann" in page.rows.why.text()


def test_conflicts_are_left_or_replaced(page: ImportPage, payslips: Path, person: Person) -> None:
    assert person.id is not None
    page.session.record.keep(
        ContributionMonth(
            person_id=person.id, month=dt.date(2025, 1, 1), state="DE", branch="pension",
            employee=Decimal(400), currency="EUR",
        )
    )  # fmt: skip
    page.open_file(payslips)
    answer(page)
    page.check()
    assert page.rows.taken == 1
    assert "400.00" in page.rows.model.why(page.rows.model.line(0))
    choose(page.rows.conflict, True)
    assert page.rows.taken == 2
    page.rows.take.click()
    assert {month.employee for month in months(page)} == {Decimal("483.60")}


def test_a_change_of_the_record_makes_the_preview_out_of_date(page: ImportPage, payslips: Path) -> None:
    page.open_file(payslips)
    answer(page)
    page.check()
    page.session.record.save_person(Person(name="Wang Wei"))
    page.take_over()
    assert not months(page)
    assert page.steps.currentWidget() is page.rows


def test_worksheets_and_rows_of_heads_can_be_chosen(page: ImportPage, payslips: Path) -> None:
    page.open_file(payslips)
    assert page.match.worksheet_row.isVisibleTo(page.match)
    choose(page.match.worksheet, "Leer")
    assert page.sheet is not None
    assert page.sheet.name == "Leer"
    choose(page.match.worksheet, "Lohn")
    page.match.head.set_number(2)
    page.match.head.left.emit()
    assert page.matching.head_row == 2


def test_another_encoding_can_be_chosen(page: ImportPage, tmp_path: Path) -> None:
    path = tmp_path / "납부내역.csv"
    path.write_bytes("납부월,본인부담금\n2026-03,142500\n".encode("cp949"))
    page.open_file(path)
    assert page.match.encoding.currentData() == "cp949"
    assert "guess" in page.match.notes.text()
    assert set(page.matching.targets) == {0, 1}
    choose(page.match.encoding, "cp1252")
    assert not page.matching.targets
    choose(page.match.encoding, "cp949")
    assert set(page.matching.targets) == {0, 1}


def test_a_meaning_stands_once(page: ImportPage, payslips: Path) -> None:
    page.open_file(payslips)
    choose(page.match.columns.boxes[3], Field.EMPLOYEE_SHARE.value)
    assert [
        column for column, target in page.matching.targets.items() if target.field is Field.EMPLOYEE_SHARE
    ] == [3]
    assert page.match.columns.boxes[2].currentData() == ""
    choose(page.match.columns.branches[3], "medical")
    assert page.matching.targets[3].branch == "medical"


def test_a_table_is_pasted(page: ImportPage) -> None:
    QGuiApplication.clipboard().setText("Month\tEmployee share\tCountry\tBranch\n2026-03\t5\tDE\tpension\n")
    QTest.keyClick(page.start.choose, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.steps.currentWidget() is page.match
    page.check()
    assert page.rows.taken == 1


def test_a_file_is_dropped(page: ImportPage, payslips: Path) -> None:
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(payslips))])
    action, buttons, keys = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event = QDropEvent(QPointF(5, 5), action, carried, buttons, keys)
    page.dropEvent(event)
    QApplication.processEvents()
    assert page.steps.currentWidget() is page.match


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04", b'a,"b\nc,d\n'])
def test_what_cannot_be_read_is_said_and_the_page_stays(
    page: ImportPage, tmp_path: Path, content: bytes
) -> None:
    said: list[tuple[str, str]] = []
    page.say.connect(lambda sentence, mood: said.append((sentence, mood)))
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    page.open_file(path)
    assert page.steps.currentWidget() is page.start
    assert [mood for _, mood in said] == ["error"]
    assert str(path) in said[0][0]


def test_words_follow_the_language_and_choices_stay(page: ImportPage, payslips: Path) -> None:
    page.open_file(payslips)
    answer(page)
    before = page.matching
    window = page.window()
    assert isinstance(window, MainWindow)
    for language in ("zh_Hans", "ko", "de"):
        window.set_language(language)
        assert page.matching == before
        assert page.match.fixed.boxes[Field.STATE].currentData() == "DE"
        assert page.match.fixed.boxes[Field.STATE].currentText() == page.session.language.state("DE")
    page.check()
    assert page.rows.counts.text().startswith("2 Zeilen")


def test_stopping_leaves_everything_as_it_was(
    page: ImportPage, payslips: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> object:
        raise Stopped

    page.open_file(payslips)
    answer(page)
    page.check()
    monkeypatch.setattr("desktop.windows.imports.page.run", stopped)
    said: list[str] = []
    page.say.connect(lambda sentence, _mood: said.append(sentence))
    page.take_over()
    assert said == ["Stopped. Nothing was saved."]
    assert page.steps.currentWidget() is page.rows
    assert not months(page)


def test_undo_works_from_the_rows_of_the_next_table_while_they_are_filtered(
    page: ImportPage, payslips: Path
) -> None:
    page.open_file(payslips)
    answer(page)
    page.check()
    page.take_over()
    page.open_file(payslips)
    page.check()
    choose(page.rows.filter, Verdict.REFUSED.value)
    QApplication.processEvents()
    assert QApplication.activeWindow() is page.window(), "nothing else flashes up"
    page.rows.table.setFocus()
    QTest.keyClick(page.rows.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not months(page)
    assert page.steps.currentWidget() is page.match, "what was checked is out of date"
    page.check()
    assert page.rows.model.rowCount() == 4
    assert page.rows.filter.currentIndex() == 0


def test_stopping_an_undo_leaves_the_rows(
    page: ImportPage, payslips: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop_at_once(_parent: object, _title: str, _stop: str, job: Callable[[Progress], object]) -> object:
        def progress(_done: int, _of: int) -> None:
            raise Stopped

        return job(progress)

    page.open_file(payslips)
    answer(page)
    page.check()
    page.take_over()
    said: list[str] = []
    page.say.connect(lambda sentence, _mood: said.append(sentence))
    with monkeypatch.context() as patched:
        patched.setattr("desktop.windows.record.undo.run", stop_at_once)
        page.head.undo.undo.click()
    assert said == ["Stopped. Nothing was undone."]
    assert len(months(page)) == 2
    page.head.undo.undo.click()
    assert not months(page)


def test_the_reason_has_room_in_the_smallest_window_and_stands_whole_below(
    page: ImportPage, payslips: Path
) -> None:
    page.open_file(payslips)
    answer(page)
    page.check()
    page.rows.table.selectRow(1)
    QApplication.processEvents()
    reasons = len(COLUMNS) - 1
    assert page.rows.table.columnWidth(reasons) * 4 > page.rows.table.viewport().width()
    assert not page.rows.table.horizontalScrollBar().isVisible()
    assert page.rows.why.text() == page.rows.model.index(1, reasons).data()
    assert "483.60" in page.rows.why.text()
