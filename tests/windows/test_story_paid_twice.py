"""The story of a cook who paid in two states for years without knowing: from the payslips to the way to a refund.

Lin Xue (an invented name) works in Düsseldorf for her firm in Suzhou. Nobody asked for a certificate; both payrolls
took contributions for two years.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from conftest import MakeWindow
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from record_helpers import Keyboard, posted, record_page, settle
from type_text import type_text

from desktop.languages.money import decimal
from desktop.session import Session
from desktop.windows.controls.widgets import Fold, LinkButton
from desktop.windows.main_window import MainWindow
from desktop.windows.record.page import RecordPage
from desktop.windows.record.people import PeopleDialog
from desktop.windows.record.person import PersonDialog
from desktop.windows.walk import words_on

YEARS = (2023, 2024)
CONTROL = Qt.KeyboardModifier.ControlModifier


def add_lin(page: RecordPage) -> None:
    page.head.choose.click()
    settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PeopleDialog)
    type_text(dialog.name, "林雪")
    dialog.born.line.setText("1990-05-17")
    dialog.save.click()
    page.window().activateWindow()
    settle()


def type_years(page: RecordPage, session: Session, state: str, share: Decimal) -> None:
    """Type January's share and fill down, as somebody does whose pay never changed."""
    keyboard = Keyboard()
    for year in YEARS:
        page.load(None, f"{year}:{state}:pension")
        settle()
        page.entry.table.go_to(1, 1)
        keyboard.amount(decimal(share, session.language.locale))
        keyboard.press(Qt.Key.Key_Return)
        keyboard.press(Qt.Key.Key_Up)
        keyboard.press(Qt.Key.Key_D, CONTROL)
    keyboard.press(Qt.Key.Key_Escape)
    settle()


def give_case(page: RecordPage, case_id: int) -> None:
    page.head.edit.click()
    settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PersonDialog)
    dialog.cases[case_id].click()
    dialog.shut.click()
    page.window().activateWindow()
    settle()


def test_paid_twice_for_years(make: MakeWindow, session: Session, code: str) -> None:
    person, case_id = posted(session, dt.date(2023, 1, 1), dt.date(2024, 12, 31), certificate="none")
    session.record.remove_person(person.id or 0)  # the case is there, and nobody's
    window: MainWindow = make(code)
    page = record_page(window)
    add_lin(page)
    type_years(page, session, "CN", Decimal("640.80"))
    type_years(page, session, "DE", Decimal("372.05"))

    # The months stand out; without a posting the program cannot say more, and asks for it.
    (unexplained,) = page.findings.found
    assert (unexplained.key, len(unexplained.months)) == ("double.no_posting", 24)

    give_case(page, case_id)
    double = next(one for one in page.findings.found if one.key == "double.answer")
    assert len(double.months) == 24
    assert {(one.state, one.currency, one.total) for one in double.sums} == {
        ("DE", "EUR", Decimal("8929.20")),
        ("CN", "CNY", Decimal("15379.20")),
    }
    said = "\n".join(words_on(page))
    assert decimal(Decimal("8929.20"), session.language.locale, 2) in said
    assert decimal(Decimal("15379.20"), session.language.locale, 2) in said

    # And there is a way on: to the roads to a refund, for this case.
    for fold in page.findings.findChildren(Fold):
        fold.head.setChecked(True)
    way = session.text("record.way.refunds")
    next(link for link in page.findings.findChildren(LinkButton) if link.text() == way).click()
    settle()
    assert (window.kind, window.case_id) == ("refunds", case_id)


def test_what_comes_back_is_noted_and_the_finding_goes(window: MainWindow, session: Session) -> None:
    posted(session, dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    person = session.record.people()[0]
    session.person_in_hand = person.id
    page = record_page(window)
    for state in ("CN", "DE"):
        page.load(None, f"2024:{state}:pension")
        page.entry.model.put({(row, 1): "100" for row in range(12)})
    page.load(None, "2024:DE:pension")
    page.entry.table.go_to(1, 3)
    for _ in range(11):
        Keyboard().press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QGuiApplication.clipboard().setText(session.text("life.status.refunded"))
    Keyboard().press(Qt.Key.Key_V, CONTROL)
    page.close_year()
    assert not [finding for finding in page.findings.found if finding.key.startswith("double")]
