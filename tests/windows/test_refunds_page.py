"""The refund finder: answers taken from the case and kept, roads told with their days, the letter and the list."""

import datetime as dt
from decimal import Decimal

import pytest
from conftest import MakeWindow
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from type_text import type_text

from desktop.domain.case import Answer
from desktop.domain.money.problems import bad
from desktop.domain.record.contribution import ContributionMonth
from desktop.domain.refunds.finder import RoadState
from desktop.domain.refunds.questions import QUESTIONS, answers_of, claimant_from, questions_for
from desktop.session import LANGUAGES, Session
from desktop.windows.controls.widgets import Button, Label
from desktop.windows.main_window import MainWindow
from desktop.windows.refunds.card import RoadCard
from desktop.windows.refunds.form import STATUSES, Row
from desktop.windows.refunds.page import PAPER, RefundsPage
from desktop.windows.refunds.words import SYMBOLS, _reason

GERMANY = {
    "first": "2022-03-01", "last": "2024-02-29", "wrongly": "yes", "nationality": "CN", "residence": "CN",
}  # fmt: skip


@pytest.fixture
def case_id(session: Session) -> int:
    session.day = dt.date(2026, 11, 22)
    return session.open_sample(next(s for s in session.samples if s.key == "engineer_dusseldorf")).id


def page_of(window: MainWindow, case_id: int | None) -> RefundsPage:
    window.open("refunds", case_id)
    page = window.pages["refunds"]
    assert isinstance(page, RefundsPage)
    return page


def answer(page: RefundsPage, **answers: str) -> None:
    for name, text in answers.items():
        page.form.rows[name].show_answer(text)
    page.form.changed.emit()


def choose_host(page: RefundsPage, code: str) -> None:
    place = page.host_box.findData(code)
    page.host_box.setCurrentIndex(place)
    page.host_box.activated.emit(place)


def cards(page: RefundsPage) -> dict[str, RoadCard]:
    QApplication.processEvents()
    found = page.findChildren(RoadCard)
    return {card.road.rule.key: card for card in found if card.road in page.roads and not card.isHidden()}


def words(card: RoadCard) -> str:
    return "\n".join(label.text() for label in card.findChildren(Label))


def test_the_case_answers_what_it_can(make: MakeWindow, session: Session, case_id: int) -> None:
    session.day = dt.date(2027, 6, 1)
    page = page_of(make(), case_id)
    assert page.host == "DE"
    assert page.form.rows["first"].read() == session.facts(session.case(case_id)).start.isoformat()  # type: ignore[union-attr]
    assert [road.rule.key for road in page.roads] == ["de_wrongly", "de_rightly"]


def test_answers_are_kept_with_the_case_and_open_the_road(
    make: MakeWindow, session: Session, case_id: int
) -> None:
    window = make()
    page = page_of(window, case_id)
    answer(page, **GERMANY)
    assert [road.state for road in page.roads] == [RoadState.OPEN, RoadState.NOT_YET]
    assert "31 December 2026" in words(cards(page)["de_wrongly"])
    window.open("cases")
    other = RefundsPage(session)
    other.load(case_id)
    assert other._answers["wrongly"] == "yes"
    assert [road.state for road in other.roads] == [RoadState.OPEN, RoadState.NOT_YET]
    other.deleteLater()


def test_an_answer_taken_back_stays_taken_back(make: MakeWindow, session: Session, case_id: int) -> None:
    page = page_of(make(), case_id)
    answer(page, nationality="")
    page.load(case_id)
    assert "nationality" not in page._answers


def test_what_the_user_left_alone_follows_the_case(make: MakeWindow, session: Session, case_id: int) -> None:
    page = page_of(make(), case_id)
    answer(page, residence="CN")
    session.answer(case_id, {"start": Answer(dt.date(2025, 5, 5))})
    page.load(case_id)
    assert page.form.rows["first"].read() == "2025-05-05"
    assert page.form.rows["residence"].read() == "CN"


def test_a_date_and_a_sum_are_typed(make: MakeWindow, session: Session, case_id: int) -> None:
    window = make("de")
    page = page_of(window, case_id)
    answer(page, **GERMANY, zone="west")
    row = page.form.rows["average"]
    type_text(row.place, "4.000,50")
    page.form.changed.emit()
    assert "Etwa" in words(cards(page)["de_wrongly"])
    assert row.read() == "4000.50"
    row.place.clear()  # type: ignore[attr-defined]
    type_text(row.place, "4,000.50")
    row.place.editingFinished.emit()  # type: ignore[attr-defined]
    assert row.read() == ""
    assert not row.error.isHidden()


def test_every_state_has_its_questions_and_roads(make: MakeWindow, session: Session, code: str) -> None:
    """No text is missing in any language, whatever is answered."""
    page = page_of(make(code), None)
    hosts = [*dict.fromkeys(rule.state for rule in session.law.refunds if rule.state != "*"), "US"]
    for host in hosts:
        choose_host(page, host)
        assert page.roads
        for road in page.roads:
            assert road.state in SYMBOLS
        for yes in ("yes", "no", ""):
            usual = {
                "first": "2019-03-01", "last": "2024-02-29", "left_on": "2025-03-01", "work_permit_on": "2026-10-01",
                "residence": "CN", "nationality": "CN", "status": "E-9", "own_share": "100", "employer_share": "90",
            }  # fmt: skip
            given = {n: usual.get(n, yes if QUESTIONS[n] == "yes_no" else "") for n in page.form.rows}
            answer(page, **given)
            assert all(words(card).strip() for card in cards(page).values())


def test_unread_states_name_whom_to_ask(make: MakeWindow, session: Session, case_id: int) -> None:
    page = page_of(make(), case_id)
    choose_host(page, "ES")
    card = cards(page)["es"]
    body = session.language.official(session.law.authorities["es.tgss"].names)
    assert body in card.state.word.text()


def test_without_a_case_there_is_no_letter_but_every_answer(make: MakeWindow, session: Session) -> None:
    session.day = dt.date(2026, 11, 22)
    page = page_of(make(), None)
    assert not page.empty.isHidden()
    choose_host(page, "DE")
    answer(page, **GERMANY)
    card = cards(page)["de_wrongly"]
    assert page.empty.isHidden()
    assert not card.write.isEnabled()


def test_the_letter_is_filled_in_and_opened(make: MakeWindow, session: Session, case_id: int) -> None:
    window = make()
    page = page_of(window, case_id)
    answer(page, **{**GERMANY, "first": "2021-03-01"}, own_share="1234.5")
    QTest.mouseClick(cards(page)["de_wrongly"].write, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    fields = session.case(case_id).fields
    assert window.pages["documents"].isVisible()
    assert fields["refund.kind"] == "wrongly"
    # the year 2021 is lost, so the letter asks for what is left
    assert (fields["refund.first_month"], fields["refund.last_month"]) == ("2022-01", "2024-02")
    # the sum is that of all months, and of the pension alone
    assert "refund.own_share" not in fields
    assert PAPER in {offer.paper_id for offer in session.offers(session.case(case_id))}
    assert session.render(session.case(case_id), PAPER, ("de", "zh_Hans")).data.startswith(b"%PDF")


@pytest.mark.parametrize(("first", "sum_"), [("2022-03-01", "1,234,500 KRW"), ("2020-03-01", None)])
def test_a_sum_goes_into_the_letter_where_it_is_that_of_the_claim(
    make: MakeWindow, session: Session, case_id: int, first: str, sum_: str | None
) -> None:
    page = page_of(make(), case_id)
    choose_host(page, "KR")
    answer(page, first=first, last="2024-02-29", wrongly="yes", own_share="1234500")
    cards(page)["kr_wrongly"].write.click()
    assert session.case(case_id).fields.get("refund.own_share") == sum_


def test_the_day_goes_into_the_list_once(make: MakeWindow, session: Session, case_id: int) -> None:
    page = page_of(make(), case_id)
    answer(page, **GERMANY)
    for _ in range(2):
        cards(page)["de_wrongly"].keep.click()
    person = session.record.person_of(case_id)
    assert person.id is not None
    kept = session.record.life(person.id).reminders
    assert [(one.kind, one.due_on, one.note) for one in kept] == [
        ("refund", dt.date(2026, 12, 31), "de_wrongly.refund_ends")
    ]
    session.record.undo()  # the second time nothing changed
    assert session.record.life(person.id).reminders == ()


def test_a_change_of_language_keeps_what_was_typed(make: MakeWindow, session: Session, case_id: int) -> None:
    window = make("en")
    page = page_of(window, case_id)
    answer(page, **GERMANY, average="4000.5")
    for code in LANGUAGES:
        window.set_language(code)
        assert page.form.rows["average"].read() == "4000.5"
        assert page.form.rows["first"].read() == "2022-03-01"


def test_every_question_has_words_in_every_language(session: Session) -> None:
    from desktop.languages.language import Language

    for code in LANGUAGES:
        language = Language(code)
        for name in QUESTIONS:
            assert language.has(f"refunds.ask.{name}"), name
        assert all(language.has(f"refunds.status.{status}") for status in STATUSES)


def test_only_facts_that_matter_are_asked(session: Session) -> None:
    by_state = {
        rule.state: [r for r in session.law.refunds if r.state == rule.state] for rule in session.law.refunds
    }
    assert "status" in questions_for(by_state["KR"])
    assert "status" not in questions_for(by_state["DE"])
    assert questions_for(by_state["ES"]) == ("first", "last")
    assert "family_left" in questions_for(by_state["CH"])
    for rules in by_state.values():
        assert set(questions_for(rules)) <= set(QUESTIONS)


def test_answers_read_back_as_they_were() -> None:
    given = {**GERMANY, "own_share": "812.30", "insured_months": "24", "status": "E-9", "wrongly": "no"}
    assert answers_of(claimant_from("DE", given)) == given
    assert claimant_from("DE", {"first": "2022-13-01", "average": "abc", "mood": "good"}).first is None


def test_an_estimate_that_needs_more_says_what(session: Session) -> None:
    assert _reason(session, bad("missing", "zone", "", "west, east")) == session.text("refunds.needs.zone")
    assert _reason(session, bad("amount", "gross", "1", "2")) == session.text("refunds.needs.other")


def test_a_row_says_what_is_no_day(make: MakeWindow, session: Session, case_id: int) -> None:
    page = page_of(make(), case_id)
    row = page.form.rows["first"]
    assert isinstance(row, Row)
    row.place.line.clear()  # type: ignore[attr-defined]
    type_text(row.place.line, "soon")  # type: ignore[attr-defined]
    row.place.line.editingFinished.emit()  # type: ignore[attr-defined]
    assert "soon" in row.error.text()
    assert row.read() == ""


def test_the_record_of_the_person_is_taken_over(make: MakeWindow, session: Session, case_id: int) -> None:
    person = session.record.person_of(case_id)
    assert person.id is not None
    for month in (1, 2):
        session.record.keep(
            ContributionMonth(
                person_id=person.id, month=dt.date(2026, month, 1), state="DE", branch="pension",
                employee=Decimal("500.50"), employer=Decimal("500.50"), currency="EUR",
            )
        )  # fmt: skip
    page = page_of(make(), case_id)
    assert (page.form.rows["first"].read(), page.form.rows["last"].read()) == ("2026-01-01", "2026-02-01")
    assert page.form.rows["own_share"].read() == "1001.00"


@pytest.fixture
def posted_in_2022(session: Session, case_id: int) -> int:
    session.answer(case_id, {"start": Answer(dt.date(2022, 3, 1)), "end": Answer(dt.date(2025, 2, 28))})
    return case_id


def test_without_a_certificate_it_is_asked_for_first(
    make: MakeWindow, session: Session, posted_in_2022: int, code: str
) -> None:
    page = page_of(make(code), posted_in_2022)
    answer(page, wrongly="no")
    card = cards(page)["de_wrongly"]
    issuer = session.language.official(session.law.authorities["cn.sia"].names)
    assert card.state.word.text() == session.text("refunds.state.certificate_first")
    said = session.text("refunds.certificate_first.oldest", body=issuer, date=dt.date(2026, 12, 31))
    assert said in words(card)
    assert not hasattr(card, "write"), "no claim before the certificate"
    answer(page, wrongly="yes")
    assert issuer not in words(cards(page)["de_wrongly"])


@pytest.mark.parametrize("certificate", ["held", "refused"])
def test_nobody_is_sent_for_a_certificate_twice(
    make: MakeWindow, session: Session, posted_in_2022: int, certificate: str
) -> None:
    session.answer(posted_in_2022, {"certificate": Answer(certificate)})
    page = page_of(make(), posted_in_2022)
    answer(page, wrongly="no")
    assert cards(page)["de_wrongly"].state.word.text() == session.text("refunds.state.closed")


def test_the_answer_leads_to_the_refunds_where_money_may_have_gone_abroad(
    make: MakeWindow, session: Session, posted_in_2022: int
) -> None:
    window = make()
    window.open("result", posted_in_2022)
    button = way_to_refunds(window)
    assert button is not None
    button.click()
    assert (window.kind, window.case_id) == ("refunds", posted_in_2022)
    session.answer(
        posted_in_2022, {"start": Answer(dt.date(2026, 12, 1)), "end": Answer(dt.date(2027, 12, 1))}
    )
    window.open("result", posted_in_2022)
    assert way_to_refunds(window) is None


def way_to_refunds(window: MainWindow) -> Button | None:
    name = window.session.text("money.exposure.refunds")
    QApplication.processEvents()
    found = window.pages["result"].findChildren(Button)
    return next((one for one in found if one.text() == name and one.isVisible()), None)
