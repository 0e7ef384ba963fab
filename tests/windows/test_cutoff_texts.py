"""Nothing is cut off: at 1024 x 640, at 100 % and 200 % text, in four languages, on every page."""

import pytest
from conftest import MakeWindow
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QWidget

from desktop.windows.controls.widgets import Column
from desktop.windows.screens import settle
from desktop.windows.tour.tour import FIRST_DAY, STOPS, Tour

_TOLERANCE = 2
"""Pixels by which hints of the style and the layout may differ."""


def cut_off(window: QWidget) -> list[str]:
    """What is smaller than its text needs."""
    return [*_labels(window), *_buttons(window), *_lines(window), *_columns(window)]


def _labels(window: QWidget) -> list[str]:
    found = []
    for label in window.findChildren(QLabel):
        if not label.isVisible() or not label.text():
            continue
        high = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        wide = label.minimumSizeHint().width() if label.wordWrap() else label.sizeHint().width()
        if high > label.height() + _TOLERANCE or wide > label.width() + _TOLERANCE:
            found.append(f"label {label.text()[:40]!r}: {wide}x{high} in {label.width()}x{label.height()}")
    return found


def _buttons(window: QWidget) -> list[str]:
    found = []
    for button in window.findChildren(QAbstractButton):
        if not button.isVisible() or not button.text():
            continue
        wraps = button.hasHeightForWidth()
        high = button.heightForWidth(button.width()) if wraps else button.sizeHint().height()
        wide = button.minimumSizeHint().width() if wraps else button.sizeHint().width()
        if high > button.height() + _TOLERANCE or wide > button.width() + _TOLERANCE:
            found.append(
                f"button {button.text()[:40]!r}: {wide}x{high} in {button.width()}x{button.height()}"
            )
    return found


def _lines(window: QWidget) -> list[str]:
    """Placeholders stand in their line in full."""
    return [
        f"placeholder {line.placeholderText()!r}"
        for line in window.findChildren(QLineEdit)
        if line.isVisible()
        and line.fontMetrics().horizontalAdvance(line.placeholderText()) > line.contentsRect().width()
    ]


def _columns(window: QWidget) -> list[str]:
    """A page scrolls down, never sideways."""
    return [
        f"column of {type(column.parentWidget()).__name__} is {column.horizontalScrollBar().maximum()} too wide"
        for column in window.findChildren(QScrollArea)
        if column.isVisible() and isinstance(column, Column) and column.horizontalScrollBar().maximum() > 0
    ]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_off(make: MakeWindow, code: str, scale: float) -> None:
    window = make(code, scale)
    tour = Tour(window)
    found: list[str] = []
    for stops in (FIRST_DAY, STOPS):
        if stops is STOPS:
            tour.fill()
        for name in stops:
            tour.show(name)
            for _ in range(3):
                QApplication.processEvents()
            if cut_off(window):  # texts that decide each other's room need another look
                settle()
            found += [f"{name}: {what}" for what in cut_off(window)]
    assert found == []


def test_the_detector_finds_what_is_cut_off(make: MakeWindow) -> None:
    window = make()
    assert cut_off(window) == []
    page = window.pages["start"]
    page.begin.setFixedWidth(40)  # type: ignore[attr-defined]
    page.private.setFixedHeight(6)  # type: ignore[attr-defined]
    QApplication.processEvents()
    assert len(cut_off(window)) == 2
