"""What a screen reader finds: every control on every page has a name, and tables speak sentences."""

import pytest
from conftest import MakeWindow
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QScrollBar, QWidget

from desktop.session import Session
from desktop.windows.cases import CasesPage
from desktop.windows.tour.tour import FIRST_DAY, STOPS, Tour

CONTROLS = {
    QAccessible.Role.EditableText,
    QAccessible.Role.Button,
    QAccessible.Role.PushButton,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.ComboBox,
    QAccessible.Role.List,
    QAccessible.Role.Table,
    QAccessible.Role.Tree,
    QAccessible.Role.SpinBox,
}


def nameless(window: QWidget) -> list[str]:
    """The visible controls without a name, by class and object."""
    found = []
    for widget in window.findChildren(QWidget):
        if (
            not widget.isVisible()
            or isinstance(widget, QScrollBar)
            or widget.focusPolicy() == Qt.FocusPolicy.NoFocus
        ):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or interface.role() not in CONTROLS:
            continue
        name = interface.text(QAccessible.Text.Name)
        if not name and not (isinstance(widget, QComboBox) and interface.relations()):
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


@pytest.mark.parametrize("name", FIRST_DAY)
def test_controls_of_the_first_day_have_names(make: MakeWindow, name: str) -> None:
    window = make()
    Tour(window).show(name)
    QApplication.processEvents()
    assert nameless(window) == []


@pytest.mark.parametrize("name", STOPS)
def test_controls_of_every_page_have_names(make: MakeWindow, name: str) -> None:
    window = make("de")
    tour = Tour(window)
    tour.fill()
    tour.show(name)
    QApplication.processEvents()
    assert nameless(window) == []


def test_labels_keep_their_text_for_the_screen_reader(make: MakeWindow) -> None:
    """A QLabel with an accessible name hides what it says; one that shows a picture alone needs one."""
    window = make()
    tour = Tour(window)
    tour.fill()
    for name in STOPS:
        tour.show(name)
        for label in window.findChildren(QWidget):
            if isinstance(label, QLabel) and label.text():
                assert label.accessibleName() == "", (name, label.accessibleName())


def test_a_line_of_cases_speaks_a_sentence(make: MakeWindow, session: Session) -> None:
    window = make("de")
    Tour(window).fill()
    window.open("cases")
    page = window.pages["cases"]
    assert isinstance(page, CasesPage)
    sentence = page.model.index(page.model.rowCount() - 1, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    for part in ("China", "Deutschland", session.text("result.outcome.exempt")):
        assert part in sentence
    assert sentence.endswith(".")


def test_choices_say_more_than_their_title(make: MakeWindow) -> None:
    window = make()
    window.open("check", None, "new")
    card = window.pages["check"].question.situation.choices.cards[0]  # type: ignore[attr-defined]
    interface = QAccessible.queryAccessibleInterface(card)
    assert interface.role() == QAccessible.Role.RadioButton
    assert interface.text(QAccessible.Text.Description)
