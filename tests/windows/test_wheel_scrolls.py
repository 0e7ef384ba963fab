"""The mouse wheel scrolls the page and never changes an answer."""

from conftest import MakeWindow
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QWidget

from desktop.session import Session
from desktop.windows.documents.page import DocumentsPage


def turn(widget: QWidget, steps: int) -> None:
    """Turn the wheel over ``widget``, away from the user where ``steps`` is above zero.

    Whoever ignores the event leaves it to the widget below, as with events of the window system.
    """
    below: QWidget | None = widget
    while below is not None:
        middle = QPointF(below.rect().center())
        event = QWheelEvent(
            middle,
            QPointF(below.mapToGlobal(middle.toPoint())),
            QPoint(),
            QPoint(0, 120 * steps),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(below, event)
        below = None if event.isAccepted() else below.parentWidget()
    QApplication.processEvents()


def test_the_wheel_over_a_choice_scrolls_the_page(make: MakeWindow, session: Session) -> None:
    case = session.open_sample(session.samples[0])
    window = make()
    window.open("documents", case.id)
    page = window.pages["documents"]
    assert isinstance(page, DocumentsPage)
    before = session.case(case.id).fields
    boxes = window.findChildren(QComboBox)
    assert {page.options.first, page.options.second} <= set(boxes)
    for box in boxes:
        shown = box.currentText()
        box.setFocus()
        for steps in (-1, 1, 1):
            turn(box, steps)
            assert box.currentText() == shown
    window.open("documents", case.id, "person.sex")
    for _ in range(3):
        QApplication.processEvents()
    lists = [row.editor.list for row in page.form.rows.values() if hasattr(row.editor, "list")]
    assert lists
    for box in lists:
        shown = box.currentText()
        bar = page.form.column.verticalScrollBar()
        bar.setValue(0)
        turn(box, -1)
        assert box.currentText() == shown
        assert bar.value() > 0
    page.form.store()
    assert session.case(case.id).fields == before
    assert window.findChildren(QAbstractSpinBox) == []
