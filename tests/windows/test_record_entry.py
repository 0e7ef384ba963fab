"""Typing a year of payslips: by keyboard alone, with a spreadsheet, with mistakes, and undone."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from conftest import MakeWindow
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from record_helpers import Keyboard, paid, posted, record_page, settle, year

from desktop.domain.record.contribution import ContributionMonth, Payment
from desktop.domain.record.person import Person
from desktop.domain.record.year_entry import COLUMNS
from desktop.languages.money import decimal
from desktop.record.entries import months_of
from desktop.session import Session
from desktop.windows.main_window import MainWindow
from desktop.windows.record.page import RecordPage

BASE, EMPLOYEE, EMPLOYER, STATUS, NOTE = range(5)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def person(session: Session) -> Person:
    return session.record.save_person(Person(name="林雪", born_on=dt.date(1990, 5, 17)))


def opened(window: MainWindow, person: Person, detail: str = "2024:DE:pension") -> RecordPage:
    window.session.person_in_hand = person.id
    return record_page(window, None, detail)


def kept(session: Session, person: Person) -> tuple[ContributionMonth, ...]:
    assert person.id is not None
    return months_of(session.store, person.id)


def cell(page: RecordPage, month: int, column: int) -> str:
    return page.entry.model.written(month - 1, column)


def choose_column(page: RecordPage, column: int) -> None:
    page.entry.table.go_to(1, column)
    for _ in range(11):
        Keyboard().press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)


def test_a_year_of_payslips_goes_in_with_at_most_forty_key_strokes_beside_the_amounts(
    make: MakeWindow, session: Session, code: str
) -> None:
    person, case_id = posted(session, dt.date(2024, 1, 1), dt.date(2025, 12, 31))
    window = make(code)
    page = record_page(window, case_id)
    page.grid.go_to("DE", dt.date(2024, 1, 1))
    keyboard = Keyboard()
    keyboard.press(Qt.Key.Key_Return)
    shares = [Decimal("372.05") + number for number in range(12)]
    bases = [Decimal("4000.50") + number for number in range(12)]
    locale = session.language.locale
    for amounts in (shares, shares):
        for amount in amounts:
            keyboard.amount(decimal(amount, locale))
            keyboard.press(Qt.Key.Key_Return)
    keyboard.press(Qt.Key.Key_Home)
    keyboard.press(Qt.Key.Key_PageUp)
    for amount in bases:
        keyboard.amount(decimal(amount, locale))
        keyboard.press(Qt.Key.Key_Return)
    rows = kept(session, person)
    assert [(row.base, row.employee, row.employer, row.currency) for row in rows] == [
        (base, share, share, "EUR") for base, share in zip(bases, shares, strict=True)
    ]
    assert {row.status for row in rows} == {Payment.PAID}
    assert keyboard.strokes <= 40, f"{keyboard.strokes} key strokes"


def test_the_same_amount_every_month_is_typed_once_and_filled_down(
    window: MainWindow, session: Session, person: Person
) -> None:
    page = opened(window, person)
    keyboard = Keyboard()
    keyboard.amount("100")
    keyboard.press(Qt.Key.Key_Return)
    keyboard.press(Qt.Key.Key_Up)
    keyboard.press(Qt.Key.Key_D, CONTROL)
    assert [row.employee for row in kept(session, person)] == [Decimal(100)] * 12
    changes = session.record.changes
    assert changes.undoable().what == "months"  # type: ignore[union-attr]
    page.head.undo.undo.click()
    assert len(kept(session, person)) == 1


def test_down_keeps_what_was_typed_and_goes_on(window: MainWindow, session: Session, person: Person) -> None:
    page = opened(window, person)
    keyboard = Keyboard()
    keyboard.amount("7")
    keyboard.press(Qt.Key.Key_Down)
    assert page.entry.table.currentIndex().row() == 1
    keyboard.amount("8")
    keyboard.press(Qt.Key.Key_Up)
    assert page.entry.table.currentIndex().row() == 0
    assert [row.employee for row in kept(session, person)] == [Decimal(7), Decimal(8)]


@pytest.mark.parametrize(
    ("code", "typed", "meant"),
    [
        ("de", "1,234.56", "1.234,56"),
        ("en", "1.234,56", "1,234.56"),
        ("ko", "1.234,56", ""),
        ("zh_Hans", "12,34", ""),
    ],
)
def test_wrong_separators_are_refused_with_both_readings_and_stay_in_the_cell(
    make: MakeWindow, session: Session, person: Person, code: str, typed: str, meant: str
) -> None:
    window = make(code)
    page = opened(window, person)
    keyboard = Keyboard()
    keyboard.amount(typed)
    keyboard.press(Qt.Key.Key_Return)
    said = page.entry.said.word.text()
    assert typed in said
    assert meant in said
    assert page.entry.said.isVisibleTo(page)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == typed, "what was typed can be mended in its place"
    assert kept(session, person) == ()


@pytest.mark.parametrize(
    ("detail", "typed", "key"),
    [
        ("2024:DE:pension", "-5", "negative"),
        ("2024:DE:pension", "1000000000", "enormous"),
        ("2024:DE:pension", "1.005", "decimals"),
        ("1990:CN:pension", "5", "before_birth"),
        ("2027:CN:pension", "5", "future"),
    ],
)
def test_what_cannot_be_is_named_in_place_and_not_kept(
    make: MakeWindow, session: Session, person: Person, detail: str, typed: str, key: str
) -> None:
    session._today = dt.date(2026, 3, 2)  # type: ignore[attr-defined]
    page = opened(make("en"), person, detail)
    assert not page.entry.model.setData(page.entry.model.index(0, EMPLOYEE), typed)
    start = session.text(f"record.entry.wrong.{key}", month="@", born="@", limit="@").split("@")[-1]
    assert page.entry.said.word.text().endswith(start)
    assert kept(session, person) == ()


def test_a_year_of_two_moneys_asks_which_and_refuses_the_other_one(
    window: MainWindow, session: Session, person: Person
) -> None:
    page = opened(window, person, "2001:DE:pension")
    entry, box = page.entry, page.entry.frame.boxes["currency"]
    assert {box.itemData(n) for n in range(box.count())} == {"DEM", "EUR"}
    assert box.currentIndex() == -1
    assert not entry.model.setData(entry.model.index(0, EMPLOYEE), "5")
    box.setCurrentIndex(box.findData("DEM"))
    box.activated.emit(box.currentIndex())
    assert entry.model.setData(entry.model.index(0, EMPLOYEE), "5")
    page = opened(window, person, "2002:DE:pension")
    assert entry.frame.frame.currency == "EUR"
    box.setCurrentIndex(box.findData("DEM"))
    box.activated.emit(box.currentIndex())
    assert entry.model.setData(entry.model.index(1, EMPLOYEE), "5"), "the mark was money until February 2002"
    assert not entry.model.setData(entry.model.index(2, EMPLOYEE), "5")
    assert [row.currency for row in kept(session, person)] == ["DEM", "DEM"]


def test_a_block_from_a_spreadsheet_comes_in_and_goes_out_as_it_was(
    make: MakeWindow, session: Session, person: Person, code: str
) -> None:
    page = opened(make(code), person)
    written = decimal(Decimal("1234.50"), session.language.locale)
    QGuiApplication.clipboard().setText(f"{written}\t5\r\n{written}\t6\r\n")
    page.entry.table.go_to(3, EMPLOYEE)
    keyboard = Keyboard()
    keyboard.press(Qt.Key.Key_V, CONTROL)
    assert [(row.month.month, row.employee, row.employer) for row in kept(session, person)] == [
        (3, Decimal("1234.50"), Decimal(5)),
        (4, Decimal("1234.50"), Decimal(6)),
    ]
    keyboard.press(Qt.Key.Key_C, CONTROL)
    five, six = (decimal(Decimal(n), session.language.locale, 2) for n in (5, 6))
    assert QGuiApplication.clipboard().text() == f"{written}\t{five}\n{written}\t{six}"
    page.head.undo.undo.click()
    assert kept(session, person) == (), "pasting is one step"


@pytest.mark.parametrize(
    "block",
    [
        "1\n2\nx",
        "1\t2\n-3\t4",
        "\n".join("1" * 1 for _ in range(13)),
        "\n".join(["\t".join("1" * 100)] * 10_000),
        "1" * 200_000,
        "\n" * 200_000 + "5",
    ],
)
def test_a_block_with_one_bad_cell_is_refused_whole(
    window: MainWindow, session: Session, person: Person, block: str
) -> None:
    page = opened(window, person)
    QGuiApplication.clipboard().setText(block)
    Keyboard().press(Qt.Key.Key_V, CONTROL)
    assert kept(session, person) == ()
    assert page.entry.said.isVisibleTo(page)


def test_a_note_of_several_lines_stays_in_its_cell(
    window: MainWindow, session: Session, person: Person
) -> None:
    page = opened(window, person)
    page.entry.model.put({(0, NOTE): 'first\nsays "late"', (1, EMPLOYEE): "5"})
    for column in (NOTE, EMPLOYEE):
        choose_column(page, column)
        page.entry.table.copy()
        page.entry.table.clear()
        page.entry.table.go_to(1, column)
        page.entry.table.paste()
    assert [(row.employee, row.note) for row in kept(session, person)] == [
        (None, 'first\nsays "late"'),
        (Decimal(5), ""),
    ]


def test_wrong_entries_of_any_length_are_told_in_short(
    window: MainWindow, session: Session, person: Person
) -> None:
    page = opened(window, person)
    for column in (EMPLOYEE, STATUS, NOTE):
        for typed in ("9" * 5_000, "1," * 5_000, "–" * 5_000):
            assert not page.entry.model.setData(page.entry.model.index(0, column), typed)
            assert len(page.entry.said.word.text()) < 400
    assert kept(session, person) == ()


def test_what_is_being_typed_outlives_another_language_and_is_read_by_its_customs(
    make: MakeWindow, session: Session, person: Person
) -> None:
    window = make("en")
    page = opened(window, person)
    keyboard = Keyboard()
    keyboard.amount("1,234.56")
    window.set_language("de")
    keyboard.press(Qt.Key.Key_Return)
    assert "1,234.56" in page.entry.said.word.text()
    assert kept(session, person) == ()
    keyboard.press(Qt.Key.Key_A, CONTROL)
    keyboard.amount("1.234,56")
    keyboard.press(Qt.Key.Key_Return)
    assert [row.employee for row in kept(session, person)] == [Decimal("1234.56")]
    window.set_language("ko")
    page.head.undo.undo.click()
    assert kept(session, person) == ()


def test_one_value_fills_everything_chosen(window: MainWindow, session: Session, person: Person) -> None:
    page = opened(window, person)
    choose_column(page, STATUS)
    QGuiApplication.clipboard().setText(session.text("life.status.waived"))
    page.entry.table.paste()
    assert {row.status for row in kept(session, person)} == {Payment.WAIVED}
    assert len(kept(session, person)) == 12


def test_delete_empties_and_an_entry_that_says_nothing_goes(
    window: MainWindow, session: Session, person: Person
) -> None:
    page = opened(window, person)
    page.entry.model.put({(0, EMPLOYEE): "5", (1, EMPLOYEE): "6", (1, NOTE): "late slip"})
    choose_column(page, EMPLOYEE)
    Keyboard().press(Qt.Key.Key_Delete)
    (left,) = kept(session, person)
    assert (left.month.month, left.employee, left.note) == (2, None, "late slip")
    page.head.undo.undo.click()
    assert [row.employee for row in kept(session, person)] == [Decimal(5), Decimal(6)]


def test_undo_goes_back_key_by_key_to_the_beginning(
    window: MainWindow, session: Session, person: Person
) -> None:
    page = opened(window, person)
    keyboard = Keyboard()
    for amount in ("1", "2", "3"):
        keyboard.amount(amount)
        keyboard.press(Qt.Key.Key_Return)
    counts = []
    for _ in range(3):
        keyboard.press(Qt.Key.Key_Z, CONTROL)
        counts.append(len(kept(session, person)))
    assert counts == [2, 1, 0]
    assert cell(page, 1, EMPLOYEE) == ""
    for _ in range(3):
        keyboard.press(Qt.Key.Key_Y, CONTROL)
    assert [row.employee for row in kept(session, person)] == [Decimal(1), Decimal(2), Decimal(3)]


def test_two_employers_in_one_month_are_kept_with_a_warning(
    window: MainWindow, session: Session, person: Person
) -> None:
    session.record.keep_months(person.id or 0, paid(person, year(2024)[:2], "DE"))
    page = opened(window, person)
    box = page.entry.frame.boxes["employer"]
    box.setEditText("Rhein Anlagenbau GmbH")
    line = box.lineEdit()
    assert line is not None
    line.editingFinished.emit()
    settle()
    assert cell(page, 1, EMPLOYEE) == "", "another employer has a table of its own"
    assert page.entry.model.setData(page.entry.model.index(0, EMPLOYEE), "9")
    assert page.entry.said.isVisibleTo(page)
    assert len(kept(session, person)) == 3
    assert session.text("record.entry.no_employer") in page.entry.others.text()
    assert page.entry.model.setData(page.entry.model.index(5, EMPLOYEE), "9")
    assert not page.entry.said.isVisibleTo(page)


def test_another_year_goes_on_with_the_same_employer_and_its_own_money(
    window: MainWindow, session: Session, person: Person
) -> None:
    firm = session.record.employer_called("苏州精工有限公司", "CN")
    rows = paid(person, year(2023), "CN")
    assert person.id is not None
    session.record.keep_months(
        person.id, [ContributionMonth(**{**_fields(row), "employer_id": firm.id}) for row in rows]
    )
    page = opened(window, person, "2024:CN:pension")
    frame = page.entry.frame.frame
    assert (frame.employer_id, frame.currency, frame.branch) == (firm.id, "CNY", "pension")


def _fields(row: ContributionMonth) -> dict[str, object]:
    return {name: getattr(row, name) for name in row.__slots__}


def test_every_cell_says_its_month_and_column(
    make: MakeWindow, session: Session, person: Person, code: str
) -> None:
    page = opened(make(code), person)
    page.entry.model.put({(0, EMPLOYEE): "5"})
    model = page.entry.model
    said = model.data(model.index(0, EMPLOYEE), Qt.ItemDataRole.AccessibleTextRole)
    assert session.language.year_month(dt.date(2024, 1, 1)) in str(said)
    assert session.text("record.entry.employee") in str(said)
    empty = model.data(model.index(6, NOTE), Qt.ItemDataRole.AccessibleTextRole)
    assert str(empty) != str(said)
    heads = {model.headerData(n, Qt.Orientation.Horizontal) for n in range(len(COLUMNS))}
    assert len(heads) == len(COLUMNS)


def test_escape_goes_back_to_the_grid_which_shows_what_was_typed(
    window: MainWindow, session: Session, person: Person
) -> None:
    page = opened(window, person)
    keyboard = Keyboard()
    keyboard.amount("5")
    keyboard.press(Qt.Key.Key_Return)
    keyboard.press(Qt.Key.Key_Escape)
    settle()
    assert page.stack.currentWidget() is page.scrolled
    index = page.grid.model_.place("DE", dt.date(2024, 1, 1))
    assert page.grid.model_.cell(index.row(), 0).look.value == "paid"
    assert page.grid.hasFocus()


def test_what_became_of_a_month_is_chosen_by_keyboard(
    window: MainWindow, session: Session, person: Person
) -> None:
    page = opened(window, person)
    page.entry.table.go_to(2, STATUS)
    keyboard = Keyboard()
    keyboard.press(Qt.Key.Key_F2)
    keyboard.press(Qt.Key.Key_Down)
    keyboard.press(Qt.Key.Key_Return)
    (row,) = kept(session, person)
    assert (row.month.month, row.status) == (2, Payment.WAIVED)
    assert page.entry.table.currentIndex().row() == 2


def test_an_employer_taken_back_is_not_written_into_the_next_month(
    window: MainWindow, session: Session, person: Person
) -> None:
    page = opened(window, person)
    box = page.entry.frame.boxes["employer"]
    box.setEditText("Rhein Anlagenbau GmbH")
    line = box.lineEdit()
    assert line is not None
    line.editingFinished.emit()
    settle()
    page.head.undo.undo.click()
    assert session.record.employers() == ()
    assert page.entry.model.setData(page.entry.model.index(0, EMPLOYEE), "9")
    (row,) = kept(session, person)
    assert row.employer_id is None


def test_the_firm_of_a_posting_is_proposed(window: MainWindow, session: Session) -> None:
    person, case_id = posted(session, dt.date(2024, 1, 1), dt.date(2025, 12, 31))
    china, abroad = (
        session.record.employer_called(name, state) for name, state in (("甲", "CN"), ("乙", "DE"))
    )
    session.record.link(case_id, china_employer_id=china.id, abroad_employer_id=abroad.id)
    for state, firm in (("CN", china), ("DE", abroad)):
        page = opened(window, person, f"2025:{state}:pension")
        assert page.entry.frame.frame.employer_id == firm.id
    page = opened(window, person, "2026:DE:pension")
    assert page.entry.frame.frame.employer_id is None
