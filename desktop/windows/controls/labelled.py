"""A label beside what it names, on one line."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop.windows.controls.theme import GRID


def labelled(label: QLabel, named: QWidget) -> QWidget:
    """Both on one line, level with each other; the label leads the focus to what it names."""
    whole = QWidget()
    layout = QHBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(GRID)
    layout.addWidget(label)
    layout.addWidget(named)
    label.setBuddy(named)
    return whole
