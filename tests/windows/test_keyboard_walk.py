"""The whole way by keyboard alone, in each language: from Start through the check to the result."""

import datetime as dt

from conftest import MakeWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from type_text import press, type_text

from desktop.domain.case import Answer
from desktop.domain.questions import situation_of
from desktop.samples import Sample
from desktop.session import Session
from desktop.windows.check import CheckPage
from desktop.windows.controls.cards import ChoiceCard, Choices
from desktop.windows.controls.editors import ChoiceEditor, DateEditor, Editor, NumberEditor, StateEditor
from desktop.windows.main_window import MainWindow
from desktop.windows.side import PLACES

MOST_PAGES = 31


def focus() -> object:
    return QApplication.focusWidget()


def go_to_card(choices: Choices, value: object) -> None:
    """Move to the card by arrow keys and choose it; the focus is on one of the cards."""
    shown = [card for card in choices.cards if card.isVisible()]
    wanted = next(card for card in shown if card.value == value and type(card.value) is type(value))
    for _ in range(len(shown)):
        if focus() is wanted:
            break
        press(Qt.Key.Key_Down)
    assert focus() is wanted
    if not wanted.isChecked():
        press(Qt.Key.Key_Space)


def tab_into(editor: Editor) -> None:
    """Press Tab until the focus is in the place for the answer."""
    for _ in range(12):
        now = QApplication.focusWidget()
        if now is not None and editor.isAncestorOf(now):
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {editor.fact.name}")


def answer_by_keys(editor: Editor, answer: Answer, session: Session) -> None:
    tab_into(editor)
    if isinstance(editor, ChoiceEditor):
        go_to_card(editor.choices, answer if answer.value is None else answer.value)
    elif answer.value is None:
        while focus() is not editor.unknown:  # type: ignore[attr-defined]
            press(Qt.Key.Key_Tab)
        press(Qt.Key.Key_Space)
    elif isinstance(editor, StateEditor):
        go_to_card(editor.input.choices, answer.value)
    elif isinstance(editor, DateEditor):
        assert isinstance(answer.value, dt.date)
        type_text(editor.input.line, session.language.date(answer.value))
    elif isinstance(editor, NumberEditor):
        type_text(editor.input.line, str(answer.value))


def answer_page(page: CheckPage, sample: Sample, session: Session) -> None:
    question = page.question
    assert question is not None
    if question.situation is not None:
        assert isinstance(focus(), ChoiceCard)
        go_to_card(question.situation.choices, situation_of(sample.answers))
    for editor in question.editors:
        answer_by_keys(editor, sample.answers.get(editor.fact.name, Answer(None)), session)
    press(Qt.Key.Key_Return)


def walk(window: MainWindow, sample: Sample, session: Session) -> list[str]:
    """From Start to the result; returns the topics of the pages on the way."""
    press(Qt.Key.Key_Return)  # the large action has the focus
    page = window.pages["check"]
    assert isinstance(page, CheckPage)
    topics: list[str] = []
    while window.kind == "check":
        assert page.question is not None
        topics.append(page.question.topic.key)
        assert len(topics) <= MOST_PAGES
        answer_page(page, sample, session)
    return topics


def test_from_start_to_the_result_by_keyboard(make: MakeWindow, session: Session, code: str) -> None:
    window = make(code)
    sample = session.samples[0]
    topics = walk(window, sample, session)
    assert window.kind == "result"
    assert len(topics) == len(set(topics))
    (case,) = session.cases()
    assert case.outcome == "exempt"
    assert case.answers["start"] == sample.answers["start"]


def test_places_by_shortcut(window: MainWindow) -> None:
    for kind in ("check", "cases", "law", "start"):
        key = f"Key_{PLACES.index(kind) + 1}"
        press(getattr(Qt.Key, key), modifier=Qt.KeyboardModifier.ControlModifier)
        assert window.kind == kind


def test_help_by_f1_and_back(window: MainWindow) -> None:
    window.open("cases")
    press(Qt.Key.Key_F1)
    assert window.kind == "help"
    press(Qt.Key.Key_Return)
    assert window.kind == "cases"


def test_text_size_by_shortcut_stops_at_both_ends(window: MainWindow) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    press(Qt.Key.Key_Plus, 12, control)
    assert window.preferences.scale == 2.0
    press(Qt.Key.Key_Minus, 12, control)
    assert window.preferences.scale == 1.0


def test_alt_left_goes_back(window: MainWindow, session: Session) -> None:
    window.open("check", None, "new")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)
    page = window.pages["check"]
    assert isinstance(page, CheckPage)
    assert page.question is not None
    second = page.question.topic.key
    press(Qt.Key.Key_Left, modifier=Qt.KeyboardModifier.AltModifier)
    assert page.question.topic.key != second


def test_enter_without_a_choice_never_goes_on(window: MainWindow, session: Session) -> None:
    window.open("check", None, "new")
    press(Qt.Key.Key_Return, 3)
    assert window.kind == "check"
    assert session.cases() == ()
