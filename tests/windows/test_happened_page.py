"""What happened: choosing by keyboard, the preview, one step back, the papers, from result and cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import MakeWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from type_text import press, type_text

from desktop.domain.record.event_plan import event_of
from desktop.domain.record.events import ASKS, Event
from desktop.session import Session
from desktop.windows.controls.widgets import Button
from desktop.windows.happened.page import HappenedPage
from desktop.windows.main_window import MainWindow
from desktop.windows.result.fold import Link
from desktop.windows.walk import words_on

ON = dt.date(2028, 7, 1)
ANSWERS: dict[Event, dict[str, str | dt.date]] = {
    Event.ARRIVED: {"matter": "certificate", "day": ON, "first": dt.date(2027, 3, 1), "last": dt.date(2030, 2, 28)},
    Event.REFUSED: {"matter": "certificate", "day": ON, "reason": "too_late", "body": "cn.sia"},
    Event.EARLY_RETURN: {"day": ON},
    Event.LONGER_STAY: {"day": dt.date(2036, 1, 1)},
    Event.NEW_HOST: {
        "day": ON, "name": "新桥有限公司", "address": "Am Wehr 3\n50667 Köln", "workplace": "office_or_branch",
    },
    Event.LOCAL_CONTRACT: {"day": ON, "home_contract": "ended"},
    Event.NEW_NAME: {"day": ON, "surname": "WANG", "given": "KUN", "local": "王堃"},
    Event.NEW_PASSPORT: {"day": ON, "number": "EK1234567", "last": dt.date(2038, 6, 30)},
    Event.LOST: {"day": ON},
}  # fmt: skip


@pytest.fixture
def session(profile: Path) -> Iterator[Session]:
    session = Session.start(profile, "en", dt.date(2028, 8, 1))
    yield session
    session.close()


@pytest.fixture
def case_id(session: Session) -> int:
    return session.open_sample(session.samples[0]).id


def opened(window: MainWindow, case_id: int | None, detail: str | None = None) -> HappenedPage:
    window.protection_offered = True
    window.open("happened", case_id, detail)
    QApplication.processEvents()
    page = window.pages["happened"]
    assert isinstance(page, HappenedPage)
    return page


def said_on(page: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(words_on(page))


def answer(page: HappenedPage, event: Event) -> None:
    page.cards.links[event].click()
    for key, value in ANSWERS[event].items():
        page.form.rows[key].show_value(value)
    page.form.changed.emit()
    QApplication.processEvents()


def links(page: QWidget) -> dict[str, Link]:
    QApplication.processEvents()
    return {link.text(): link for link in page.findChildren(Link) if link.isVisible()}


def test_without_a_case_nothing_can_be_chosen(window: MainWindow, session: Session) -> None:
    page = opened(window, None)
    assert page.lead.text() == session.text("record.happened.no_case")
    assert not page.cards.isVisible()


@pytest.mark.parametrize("event", Event)
def test_every_event_shows_what_will_change_and_is_one_step(
    window: MainWindow, session: Session, case_id: int, event: Event
) -> None:
    before = session.case(case_id)
    page = opened(window, case_id)
    answer(page, event)
    assert set(page.form.rows) == {ask.key for ask in ASKS[event]}
    said = said_on(page)
    assert session.text("record.happened.will_change") in said
    assert session.text("record.happened.answer") in said
    assert session.case(case_id) == before
    page.take.click()
    assert event_of(session.case(page.case_id or 0).fields) is event
    window.bar.action.click()
    assert session.case(case_id) == before
    assert len(session.cases()) == 1
    assert page.cards.isVisible()


def test_by_keyboard_from_the_event_to_the_papers(window: MainWindow, session: Session, case_id: int) -> None:
    page = opened(window, case_id)
    assert QApplication.focusWidget() is page.cards.links[Event.ARRIVED]
    while QApplication.focusWidget() is not page.cards.links[Event.NEW_NAME]:
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    assert QApplication.focusWidget() is page.form.rows["day"].place.line  # type: ignore[attr-defined]
    type_text(page.form.rows["day"].place.line, "2028-07-01")  # type: ignore[attr-defined]
    local = page.form.rows["local"].place
    local.clear()  # type: ignore[attr-defined]
    type_text(local, "王堃")
    while QApplication.focusWidget() is not page.take:
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    assert session.case(case_id).fields["person.name_zh"] == "王堃"
    links(page)[session.text("papers.name.APP-11")].click()
    assert window.kind == "documents"
    assert window.pages["documents"].list.chosen() == "APP-11"  # type: ignore[attr-defined]


def test_what_is_missing_is_said_when_taking_over(window: MainWindow, session: Session, case_id: int) -> None:
    page = opened(window, case_id, "new_passport")
    assert session.text("record.happened.problem.missing") not in said_on(page)
    page.take.click()
    missing = session.text("record.happened.problem.missing")
    assert [row.error.text() for row in page.form.rows.values() if row.error.isVisible()] == [missing] * 3
    page.form.rows["day"].place.line.setText("32.1.2028")  # type: ignore[attr-defined]
    page.take.click()
    assert "32.1.2028" in page.form.rows["day"].error.text()
    assert event_of(session.case(case_id).fields) is None


def test_a_day_that_makes_no_sense_is_said_at_once(
    window: MainWindow, session: Session, case_id: int
) -> None:
    page = opened(window, case_id, "early_return")
    page.form.rows["day"].show_value(dt.date(2030, 2, 28))
    page.form.changed.emit()
    assert session.text("record.happened.problem.not_earlier") in said_on(page)


def test_a_local_contract_shows_three_answers_and_opens_the_new_case(
    window: MainWindow, session: Session, case_id: int
) -> None:
    page = opened(window, case_id)
    answer(page, Event.LOCAL_CONTRACT)
    said = said_on(page)
    for name, day in (("until", dt.date(2028, 6, 30)), ("from", ON)):
        outcome = session.text(f"result.outcome.{'exempt' if name == 'until' else 'not_exempt'}")
        assert session.text(f"record.happened.answer.{name}", date=day, outcome=outcome) in said
    page.take.click()
    assert page.case_id != case_id
    assert window.case_id == page.case_id


def test_a_new_employer_abroad_is_exempt_only_with_a_certificate(
    window: MainWindow, session: Session, case_id: int
) -> None:
    page = opened(window, case_id)
    answer(page, Event.NEW_HOST)
    said = said_on(page)
    assert session.text("result.sentence.certificate") in said
    assert session.text("record.happened.caution.new_certificate") in said


def test_a_lost_certificate_leads_to_its_kit(window: MainWindow, session: Session, case_id: int) -> None:
    page = opened(window, case_id)
    answer(page, Event.LOST)
    page.take.click()
    links(page)[session.text("record.happened.kit")].click()
    assert window.kind == "certificates"


def test_papers_stay_in_the_diary_until_they_are_put_away(
    window: MainWindow, session: Session, case_id: int
) -> None:
    page = opened(window, case_id)
    answer(page, Event.EARLY_RETURN)
    page.take.click()
    window.open("diary", case_id)
    diary = window.pages["diary"]
    title = session.text(
        "record.happened.papers", event=session.text("record.happened.event.early_return"), date=ON
    )
    assert title in said_on(diary)
    done = session.text("record.happened.done")
    next(button for button in diary.findChildren(Button) if button.text() == done).click()
    assert title not in said_on(diary)


@pytest.mark.parametrize("kind", ["result", "cases"])
def test_the_way_from_result_and_cases(window: MainWindow, session: Session, case_id: int, kind: str) -> None:
    window.protection_offered = True
    session.reopen(case_id)
    window.open(kind, case_id if kind == "result" else None)
    QApplication.processEvents()
    words = session.text("record.diary.happened")
    next(button for button in window.pages[kind].findChildren(Button) if button.text() == words).click()
    assert (window.kind, window.case_id) == ("happened", case_id)


def test_every_event_in_every_language(make: MakeWindow, session: Session, case_id: int, code: str) -> None:
    page = opened(make(code), case_id)
    for event in Event:
        answer(page, event)
        assert session.text("record.happened.will_change") in said_on(page)
        page.other.click()


def test_a_language_in_between_keeps_the_answers(window: MainWindow, case_id: int) -> None:
    page = opened(window, case_id)
    answer(page, Event.NEW_HOST)
    window.set_language("zh_Hans")
    assert page.form.answers() == ANSWERS[Event.NEW_HOST]
