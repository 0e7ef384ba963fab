"""The story of a certificate that was refused because nobody paid at home: the gap, the steps, and how it closes.

Chen Xiaomei (an invented name) was sent to Germany; her firm stopped paying in China when she left.
"""

from __future__ import annotations

import datetime as dt

from conftest import MakeWindow
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from record_helpers import Keyboard, paid, posted, record_page, settle, year

from desktop.domain.record.contribution import Payment
from desktop.domain.record.diary import DiaryEntry, Stage
from desktop.domain.record.grid import Look
from desktop.session import Session
from desktop.windows.controls.widgets import Fold
from desktop.windows.walk import words_on


def test_refused_because_nobody_paid_at_home(make: MakeWindow, session: Session, code: str) -> None:
    person, case_id = posted(session, dt.date(2024, 1, 1), dt.date(2024, 12, 31), certificate="refused")
    assert person.id is not None
    session.record.keep_months(person.id, paid(person, year(2023), "CN"))
    session.record.keep(
        DiaryEntry(
            person_id=person.id,
            case_id=case_id,
            on=dt.date(2024, 3, 4),
            stage=Stage.REFUSED,
            reason="not_paid_at_home",
        )
    )
    window = make(code)
    page = record_page(window, case_id)

    # The gap is first, with its months, the reason and the steps.
    gap = page.findings.found[0]
    assert (gap.key, gap.months) == ("gap.refused", tuple(year(2024)))
    page.findings.findChildren(Fold)[0].head.setChecked(True)
    settle()
    said = "\n".join(words_on(page))
    for words in ("record.step.enter_late", "record.step.proof_each_month"):
        assert session.text(words) in said
    assert session.language.months(12) in said

    # The way leads to the months; they are paid late and entered by fill-down.
    page.findings.wanted.emit(gap)
    keyboard = Keyboard()
    keyboard.press(Qt.Key.Key_Return)
    keyboard.amount("640")
    keyboard.press(Qt.Key.Key_Return)
    keyboard.press(Qt.Key.Key_Up)
    keyboard.press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    page.entry.table.go_to(1, 3)
    QGuiApplication.clipboard().setText(session.text("life.status.paid_late"))
    keyboard.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    keyboard.press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    keyboard.press(Qt.Key.Key_Escape)
    settle()
    late = [row for row in session.record.life(person.id).months if row.status is Payment.PAID_LATE]
    assert [row.month for row in late] == year(2024)
    assert not [finding for finding in page.findings.found if finding.key.startswith("gap")]
    first = page.grid.model_.place("CN", dt.date(2024, 1, 1))
    assert page.grid.model_.cell(first.row(), 0).look is Look.PAID_LATE

    # Taken back step by step, the gap is there again.
    for _ in range(4):
        page.head.undo.undo.click()
    settle()
    assert page.findings.found[0].key == "gap.refused"
    assert len(page.findings.found[0].months) == 12
