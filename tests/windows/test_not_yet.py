"""Papers not asked for yet, days left empty, and what a change of language does in the middle of a question."""

import datetime as dt

import pytest
from conftest import MakeWindow
from PySide6.QtWidgets import QApplication, QLabel
from type_text import type_text

from desktop.domain.case import Answer
from desktop.domain.topics import SITUATIONS
from desktop.session import Session
from desktop.windows.answers import Answers
from desktop.windows.controls.editors import MAY_STAY_EMPTY, UNKNOWN, ChoiceEditor, DateEditor
from desktop.windows.main_window import MainWindow
from desktop.windows.naming import NOT_YET
from desktop.windows.question import Question
from desktop.windows.walk import words_on


@pytest.fixture
def posted(session: Session) -> int:
    """A sample case in which everything is answered."""
    return session.open_sample(session.samples[0]).id


def question(window: MainWindow, case_id: int, topic: str) -> Question:
    window.open("check", case_id, topic)
    found = window.pages["check"].question  # type: ignore[attr-defined]
    assert isinstance(found, Question)
    assert found.topic.key == topic
    return found


@pytest.mark.parametrize("fact", ["certificate", "extension", "final_extension", "exception_agreement"])
def test_not_asked_for_yet_is_the_first_choice_and_no_value(
    make: MakeWindow, session: Session, posted: int, code: str, fact: str
) -> None:
    window = make(code)
    editor = question(window, posted, fact).editors[0]
    assert isinstance(editor, ChoiceEditor)
    first = editor.choices.cards[0]
    words = session.text(NOT_YET[fact])
    assert first.text() == words
    assert session.text("questions.unknown") not in {card.text() for card in editor.choices.cards}
    first.click()
    assert session.case(posted).answers[fact] == Answer(None)


def test_the_list_of_answers_says_not_yet_in_the_same_words(
    window: MainWindow, session: Session, posted: int
) -> None:
    while (topic := session.next_topic(session.case(posted))) is not None:
        session.answer(posted, dict.fromkeys(topic.facts, UNKNOWN))
    assert session.case(posted).answers["certificate"] == UNKNOWN
    window.open("check", posted, "route")
    listed = window.pages["check"].findChild(Answers)
    assert listed is not None
    assert session.text("questions.certificate.not_yet") in [
        label.text() for label in listed.findChildren(QLabel)
    ]
    window.open("review", posted)
    assert session.text("questions.certificate.not_yet") in words_on(window.pages["review"])


def test_nothing_chosen_is_told_without_a_choice_that_is_not_there(
    window: MainWindow, session: Session, posted: int
) -> None:
    session.answer(posted, {"certificate": None})
    asked = question(window, posted, "certificate")
    assert not asked.complete()
    assert asked.missing.text() == session.text("app.check.missing_plain")


def test_a_day_of_handing_in_may_still_be_to_come(window: MainWindow, session: Session, posted: int) -> None:
    editor = question(window, posted, "handed_in").editors[0]
    assert isinstance(editor, DateEditor)
    assert editor.unknown.text() == session.text("questions.certificate_handed_in_on.not_yet")


@pytest.mark.parametrize("fact", sorted(MAY_STAY_EMPTY))
def test_going_on_with_an_empty_day_is_an_answer(
    window: MainWindow, session: Session, posted: int, fact: str
) -> None:
    session.answer(posted, {"enrolled_in_host_medical": Answer(True)})
    window.open("check", posted, fact)
    assert fact not in session.case(posted).answers
    window.pages["check"].go_on()  # type: ignore[attr-defined]
    assert session.case(posted).answers[fact] == UNKNOWN


def test_the_first_day_must_not_stay_empty(window: MainWindow, session: Session, posted: int) -> None:
    session.answer(posted, {"start": None})
    asked = question(window, posted, "dates")
    assert not asked.complete()
    assert "start" not in session.case(posted).answers


def test_investors_find_themselves_without_unfolding(window: MainWindow, session: Session) -> None:
    window.open("check", None, "new")
    QApplication.processEvents()
    editor = window.pages["check"].question.situation  # type: ignore[attr-defined]
    shown = [card.value for card in editor.choices.cards if card.isVisible()]
    assert "investor" in shown
    assert len(shown) < len(SITUATIONS)
    editor.more.click()
    assert all(card.isVisible() for card in editor.choices.cards)
    assert editor.choices.chosen() is None
    assert window.focusWidget() is editor.choices.cards[len(shown) - 1]


def test_messages_and_fonts_follow_the_language_and_the_focus_stays(
    make: MakeWindow, session: Session, posted: int
) -> None:
    window = make("zh_Hans")
    session.answer(posted, {"start": None, "end": None})
    asked = question(window, posted, "dates")
    first, last = asked.editors
    assert isinstance(first, DateEditor)
    assert isinstance(last, DateEditor)
    type_text(first.input.line, "2027-02-31")
    assert not asked.complete()
    type_text(last.input.line, "1/4/2027")
    last.input.line.setFocus()
    assert "end" not in session.case(posted).answers
    window.set_language("en")
    QApplication.processEvents()
    assert first.error.text() == first.complaint()
    assert "real date" in first.error.text()
    assert window.focusWidget() is last.input.line
    assert session.case(posted).answers["end"] == Answer(dt.date(2027, 4, 1))
    for widget in (first.error, first.ask, first.input.line, first.unknown):
        assert widget.font().families()[0] == "Noto Sans"
    type_text(first.input.line, "")
    first.input.line.clear()
    first.given()
    assert not asked.complete()
    window.set_language("de")
    assert asked.missing.text() == session.text("app.check.missing")


def test_placeholders_show_a_pattern_and_messages_show_days_that_can_be_typed(
    make: MakeWindow, session: Session, posted: int, code: str
) -> None:
    window = make(code)
    editor = question(window, posted, "dates").editors[0]
    assert isinstance(editor, DateEditor)
    line = editor.input.line
    assert not any(sign.isdigit() for sign in line.placeholderText())
    type_text(line, "?")
    editor.complain()
    for day in session.language.date_examples(dt.date(2027, 3, 31)):
        assert day in editor.error.text()
