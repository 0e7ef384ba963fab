"""People and months for the tests of the record's pages."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.domain.case import Answer
from desktop.domain.record.contribution import ContributionMonth, Payment
from desktop.domain.record.person import Person
from desktop.session import Session
from desktop.windows.main_window import MainWindow
from desktop.windows.record.page import RecordPage


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def posted(session: Session, first: dt.date, last: dt.date, **answers: object) -> tuple[Person, int]:
    """The sample engineer with another time in Germany and other answers; the person and the case."""
    sample = next(one for one in session.samples if one.key == "engineer_dusseldorf")
    case = session.open_sample(sample)
    changed = {"start": first, "end": last, **answers}
    session.answer(case.id, {fact: Answer(value) for fact, value in changed.items()})  # type: ignore[arg-type]
    return session.record.person_of(case.id), case.id


def paid(
    person: Person, months: list[dt.date], state: str, status: Payment = Payment.PAID
) -> list[ContributionMonth]:
    """Months of old-age insurance, each 100 by the worker and 200 by the employer."""
    assert person.id is not None
    return [
        ContributionMonth(
            person_id=person.id, month=month, state=state, branch="pension", employee=Decimal(100),
            employer=Decimal(200), currency={"CN": "CNY", "DE": "EUR"}[state], status=status,
        )
        for month in months
    ]  # fmt: skip


def year(number: int) -> list[dt.date]:
    return [dt.date(number, month, 1) for month in range(1, 13)]


def record_page(window: MainWindow, case_id: int | None = None, detail: str | None = None) -> RecordPage:
    window.open("record", case_id, detail)
    page = window.pages["record"]
    assert isinstance(page, RecordPage)
    settle()
    return page


class Keyboard:
    """Types where the focus is, as people do, and counts the keys that are no part of an amount."""

    def __init__(self) -> None:
        self.strokes = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.strokes += 1
        self._click(key, modifier)

    def amount(self, text: str) -> None:
        """Type an amount: its digits and separators are not counted."""
        for letter in text:
            focus = QApplication.focusWidget()
            assert focus is not None
            QTest.keyClicks(focus, letter)
            QApplication.processEvents()

    def _click(self, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the focus"
        QTest.keyClick(focus, key, modifier)
        QApplication.processEvents()
