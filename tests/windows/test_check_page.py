"""The check: answers are kept as they are given, and nothing typed is ever lost."""

import datetime as dt
from pathlib import Path

import pytest
from conftest import MakeWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from type_text import press, type_text

from desktop.domain.case import Answer
from desktop.session import Session
from desktop.windows.answers import Answers
from desktop.windows.check import CheckPage
from desktop.windows.controls.editors import DateEditor
from desktop.windows.controls.widgets import Button
from desktop.windows.main_window import MainWindow


def check(window: MainWindow) -> CheckPage:
    page = window.page("check")
    assert isinstance(page, CheckPage)
    return page


def topic(window: MainWindow) -> str:
    question = check(window).question
    assert question is not None
    return question.topic.key


def choose(window: MainWindow, value: object) -> None:
    """Pick a card of the first question on the page."""
    question = check(window).question
    assert question is not None
    choices = question.situation.choices if question.situation else question.editors[0].choices  # type: ignore[attr-defined]
    next(card for card in choices.cards if card.value == value).click()


def dates(window: MainWindow) -> tuple[DateEditor, DateEditor]:
    question = check(window).question
    assert question is not None
    first, last = question.editors
    assert isinstance(first, DateEditor)
    assert isinstance(last, DateEditor)
    return first, last


@pytest.fixture
def posted(session: Session) -> int:
    """A case that is answered up to the dates."""
    answers = {
        "activity": "employee",
        "home_employer": True,
        "host_workplace": "office_or_branch",
        "from": "CN",
        "to": "DE",
    }
    return session.new_case(answers={name: Answer(value) for name, value in answers.items()}).id


def test_a_case_is_made_with_the_first_answer_and_not_before(window: MainWindow, session: Session) -> None:
    window.open("check", None, "new")
    assert session.cases() == ()
    choose(window, "sent_office")
    (case,) = session.cases()
    assert case.answers["host_workplace"] == Answer("office_or_branch")
    assert window.case_id == case.id


def test_next_without_an_answer_says_what_to_do_and_stays(window: MainWindow) -> None:
    window.open("check", None, "new")
    before = topic(window)
    check(window).go_on()
    question = check(window).question
    assert question is not None
    assert topic(window) == before
    assert question.missing.isVisible()


def test_another_situation_takes_back_what_only_the_first_one_settled(
    window: MainWindow, session: Session
) -> None:
    window.open("check", None, "new")
    choose(window, "labour_company")
    choose(window, "sent_office")
    (case,) = session.cases()
    assert "home_contract" not in case.answers
    assert "agency_contract" not in case.answers
    assert case.answers["home_employer"] == Answer(True)


@pytest.mark.parametrize("situation", ["", "crew_ship", "family", "diplomat"])
def test_the_page_of_the_situation_does_not_come_again(window: MainWindow, situation: str) -> None:
    window.open("check", None, "new")
    first = topic(window)
    choose(window, situation)
    check(window).go_on()
    assert topic(window) != first


def test_a_day_is_kept_as_soon_as_it_is_one(window: MainWindow, session: Session, posted: int) -> None:
    window.open("check", posted, "dates")
    first, _last = dates(window)
    type_text(first.input.line, "1.3.2026")
    session.set_language("de")
    type_text(first.input.line, "")
    assert "start" not in session.case(posted).answers or session.case(posted).answers[
        "start"
    ].value == dt.date(2026, 3, 1)


def test_dates_in_the_customs_of_each_language(
    make: MakeWindow, session: Session, posted: int, code: str
) -> None:
    window = make(code)
    window.open("check", posted, "dates")
    first, _last = dates(window)
    type_text(first.input.line, session.language.date(dt.date(2026, 3, 1)))
    assert session.case(posted).answers["start"] == Answer(dt.date(2026, 3, 1))


def test_an_impossible_day_is_told_and_kept_as_typed(
    window: MainWindow, session: Session, posted: int
) -> None:
    window.open("check", posted, "dates")
    first, _last = dates(window)
    type_text(first.input.line, "31 February 2027")
    check(window).go_on()
    assert topic(window) == "dates"
    assert "31 February 2027" in first.error.text()
    window.open("cases")
    window.open("check", posted, "dates")
    assert dates(window)[0].input.typed() == "31 February 2027"


def test_half_a_day_survives_a_killed_program(window: MainWindow, session: Session, posted: int) -> None:
    window.open("check", posted, "dates")
    type_text(dates(window)[0].input.line, "1 March 20")
    assert session.draft(posted, "start") == "1 March 20"


def test_an_end_before_the_start_is_told(window: MainWindow, session: Session, posted: int) -> None:
    window.open("check", posted, "dates")
    first, last = dates(window)
    type_text(first.input.line, "1 March 2027")
    type_text(last.input.line, "28 February 2027")
    check(window).go_on()
    question = check(window).question
    assert question is not None
    assert topic(window) == "dates"
    assert question.missing.isVisible()


def test_the_day_before_the_start_is_refused_and_the_same_day_is_not(
    window: MainWindow, session: Session, posted: int
) -> None:
    window.open("check", posted, "dates")
    first, last = dates(window)
    type_text(first.input.line, "1 March 2027")
    type_text(last.input.line, "1 March 2027")
    check(window).go_on()
    assert topic(window) != "dates" or window.kind == "result"


def test_i_do_not_know_is_an_answer(window: MainWindow, session: Session, posted: int) -> None:
    window.open("check", posted, "dates")
    first, last = dates(window)
    first.unknown.click()
    last.unknown.click()
    assert session.case(posted).answers["start"] == Answer(None)
    check(window).go_on()
    assert topic(window) != "dates" or window.kind == "result"


def test_back_keeps_the_answer_and_shows_it(window: MainWindow, session: Session) -> None:
    window.open("check", None, "new")
    first = topic(window)
    choose(window, "sent_client")
    check(window).go_on()
    check(window).go_back()
    question = check(window).question
    assert question is not None
    assert topic(window) == first
    assert question.situation is not None
    chosen = question.situation.choices.chosen()
    assert chosen is not None
    assert chosen.value == "sent_client"


def test_change_opens_the_page_of_the_answer(window: MainWindow, posted: int) -> None:
    window.open("check", posted)
    answers = check(window).findChild(Answers)
    assert answers is not None
    button = answers.findChildren(Button)[0]
    button.click()
    assert topic(window) == "situation"


def test_switching_the_language_keeps_what_is_typed(
    window: MainWindow, session: Session, posted: int
) -> None:
    window.open("check", posted, "dates")
    first, last = dates(window)
    type_text(first.input.line, "1 March 2027")
    type_text(last.input.line, "2 Mar")
    asked = first.ask.text()
    window.set_language("zh_Hans")
    assert dates(window) == (first, last)
    assert first.input.typed() == session.language.date(dt.date(2027, 3, 1))
    assert last.input.typed() == "2 Mar"
    assert first.ask.text() != asked


def test_answers_are_there_when_the_program_starts_again(
    window: MainWindow, session: Session, profile: Path, posted: int
) -> None:
    window.open("check", posted, "dates")
    type_text(dates(window)[0].input.line, "1 March 2027")
    type_text(dates(window)[1].input.line, "2 Ma")
    window.close()
    session.close()
    again = Session.start(profile, "en")
    try:
        assert again.case(posted).answers["start"] == Answer(dt.date(2027, 3, 1))
        assert again.draft(posted, "end") == "2 Ma"
    finally:
        again.close()


@pytest.mark.parametrize(
    ("code_typed", "typed", "state"),
    [("zh_Hans", "日本", "JP"), ("ko", "일본", "JP"), ("de", "japa", "JP"), ("en", "côte", "CI")],
)
def test_another_state_is_found_by_typing(
    make: MakeWindow, session: Session, code_typed: str, typed: str, state: str
) -> None:
    window = make(code_typed)
    window.open("check", None, "route")
    question = check(window).question
    assert question is not None
    editor = question.editors[0]
    editor.input.other.click()  # type: ignore[attr-defined]
    search = editor.input.list.search  # type: ignore[attr-defined]
    search.setFocus()
    type_text(search, typed)
    press(Qt.Key.Key_Return)
    QApplication.processEvents()
    (case,) = session.cases()
    assert case.answers["from"] == Answer(state)


def test_why_we_ask_names_the_article(window: MainWindow, session: Session, posted: int) -> None:
    window.open("check", posted, "home_pension")
    question = check(window).question
    assert question is not None
    question.why.fold.head.click()
    assert question.why.reason.text()
    assert question.why.articles.text()
