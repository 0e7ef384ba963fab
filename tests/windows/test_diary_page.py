"""The diary page: entering by keyboard, doubts, whom to chase, the repair list, undo, four languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import MakeWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from type_text import press, type_text

from desktop.domain.record.diary import DiaryEntry, Stage
from desktop.record import diary
from desktop.session import Session
from desktop.windows.diary.page import DiaryPage
from desktop.windows.main_window import MainWindow
from desktop.windows.result.fold import Link
from desktop.windows.walk import words_on

DAY = dt.date(2027, 6, 1)


@pytest.fixture
def session(profile: Path) -> Iterator[Session]:
    session = Session.start(profile, "en", DAY)
    yield session
    session.close()


@pytest.fixture
def case_id(session: Session) -> int:
    return session.open_sample(session.samples[0]).id


def opened(window: MainWindow, case_id: int | None) -> DiaryPage:
    window.protection_offered = True
    window.open("diary", case_id)
    QApplication.processEvents()
    page = window.pages["diary"]
    assert isinstance(page, DiaryPage)
    return page


def enter(session: Session, case_id: int, day: str, stage: Stage, **values: str) -> None:
    on = dt.date.fromisoformat(day)
    entry = DiaryEntry(person_id=0, case_id=case_id, on=on, stage=stage, **{"body": "cn.sia", **values})  # type: ignore[arg-type]
    diary.keep(session, case_id, entry)


def said_on(page: QWidget) -> list[str]:
    QApplication.processEvents()
    return words_on(page)


def sentences(page: DiaryPage) -> list[str]:
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(page.table.model().index(row, 0).data(role)) for row in range(page.table.rowCount())]


def links(page: DiaryPage) -> dict[str, Link]:
    QApplication.processEvents()
    return {link.text(): link for link in page.findChildren(Link) if link.isVisible()}


def test_without_a_case_the_page_says_what_to_do(window: MainWindow, session: Session) -> None:
    page = opened(window, None)
    assert page.empty.isVisible()
    assert page.empty.text() == session.text("record.diary.nobody")
    assert not page.new.isVisible()


def test_an_entry_is_made_by_keyboard_and_taken_back(
    window: MainWindow, session: Session, case_id: int
) -> None:
    page = opened(window, case_id)
    assert session.case(case_id).person_id is None
    page.new.setFocus()
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.form.day.line
    page.form.day.line.selectAll()
    type_text(page.form.day.line, "2027-05-20")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.form.stage
    press(Qt.Key.Key_Down)
    while QApplication.focusWidget() is not page.form.keep:
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    (entry,) = page.entries
    assert (entry.on, entry.stage, entry.body) == (dt.date(2027, 5, 20), Stage.SENT, "cn.sia")
    assert page.form.isHidden()
    assert session.case(case_id).person_id is not None
    page.head.undo.undo.click()
    assert page.entries == ()
    assert session.case(case_id).person_id is None
    page.head.undo.redo.click()
    assert page.entries == (entry,)


def test_what_looks_wrong_is_said_and_kept_all_the_same(
    window: MainWindow, session: Session, case_id: int
) -> None:
    enter(session, case_id, "2027-05-20", Stage.SENT)
    page = opened(window, case_id)
    page.new.click()
    page.form.stage.setCurrentIndex(page.form.stage.findData("issued"))
    page.form.day.line.setText("2027-05-01")
    page.form.day.edited.emit()
    assert session.text("record.diary.doubt.earlier") in said_on(page.form)
    page.form.keep.click()
    assert [entry.stage for entry in page.entries] == [Stage.ISSUED, Stage.SENT]


def test_a_day_that_is_none_is_named_in_place(window: MainWindow, session: Session, case_id: int) -> None:
    page = opened(window, case_id)
    page.new.click()
    page.form.day.line.setText("31.02.2027")
    page.form.keep.click()
    assert page.form.error.isVisible()
    assert "31.02.2027" in page.form.error.text()
    assert page.entries == ()


def test_lines_speak_a_sentence_in_each_language(
    make: MakeWindow, session: Session, case_id: int, code: str
) -> None:
    enter(session, case_id, "2027-05-20", Stage.REFUSED, reason="too_late", note="RR 123")
    page = opened(make(code), case_id)
    (sentence,) = sentences(page)
    for part in (
        session.language.date(dt.date(2027, 5, 20)),
        session.text("record.diary.stage.refused"),
        session.text("record.diary.matter.certificate"),
        session.text("record.refusal.reason.too_late"),
        "RR 123",
    ):
        assert part in sentence


@pytest.mark.parametrize(("sent", "due"), [("2027-05-02", True), ("2027-05-03", False)])
def test_an_unanswered_application_is_chased_by_the_house_rule(
    window: MainWindow, session: Session, case_id: int, sent: str, due: bool
) -> None:
    enter(session, case_id, sent, Stage.SENT)
    page = opened(window, case_id)
    on = dt.date.fromisoformat(sent) + dt.timedelta(days=30)
    said = said_on(page)
    assert session.text("record.diary.ask_now" if due else "record.diary.ask_on", date=on) in said
    assert session.text("record.diary.rule_house") in said
    enter(session, case_id, "2027-05-30", Stage.ISSUED)
    page.retranslate()
    assert session.text("record.diary.rule_house") not in said_on(page)


def test_a_refusal_opens_the_repair_list_and_its_papers(
    window: MainWindow, session: Session, case_id: int
) -> None:
    enter(session, case_id, "2027-04-01", Stage.SENT)
    page = opened(window, case_id)
    page.new.click()
    page.form.stage.setCurrentIndex(page.form.stage.findData("refused"))
    page.form.reason.setCurrentIndex(page.form.reason.findData("not_paid_at_home"))
    page.form.keep.click()
    assert session.case(case_id).facts().certificate == "refused"
    said = "\n".join(said_on(page))
    assert session.text("law.consequence.home_payment_gap") in said
    assert session.text("record.repair.advice") in said
    links(page)[session.text("papers.name.APP-03")].click()
    assert window.kind == "documents"
    assert window.pages["documents"].list.chosen() == "APP-03"  # type: ignore[attr-defined]
    window.open("diary", case_id)
    links(page)[session.text("record.repair.see_gaps.go")].click()
    assert window.kind == "record"


def test_an_issued_certificate_leads_to_its_number_and_days(
    window: MainWindow, session: Session, case_id: int
) -> None:
    enter(session, case_id, "2027-04-01", Stage.SENT)
    enter(session, case_id, "2027-04-20", Stage.ISSUED)
    page = opened(window, case_id)
    links(page)[session.text("record.diary.arrived")].click()
    assert window.kind == "happened"
    assert window.pages["happened"].picked is not None  # type: ignore[attr-defined]


def test_an_entry_is_changed_and_removed_with_a_way_back(
    window: MainWindow, session: Session, case_id: int
) -> None:
    enter(session, case_id, "2027-04-01", Stage.PREPARED)
    page = opened(window, case_id)
    page.table.setFocus()
    press(Qt.Key.Key_Return)
    page.form.note.setText("三份")
    page.form.keep.click()
    assert [entry.note for entry in page.entries] == ["三份"]
    page.table.setFocus()
    press(Qt.Key.Key_Delete)
    assert page.entries == ()
    window.bar.action.click()
    assert [entry.note for entry in page.entries] == ["三份"]


def test_a_language_in_between_keeps_what_is_half_entered(
    window: MainWindow, session: Session, case_id: int
) -> None:
    page = opened(window, case_id)
    page.new.click()
    page.form.note.setText("x")
    page.form.day.line.setText("20.5.")
    page.form.stage.setCurrentIndex(page.form.stage.findData("sent"))
    window.set_language("ko")
    assert page.form.isVisible()
    assert (page.form.note.text(), page.form.day.typed()) == ("x", "20.5.")
    assert page.form.stage.currentText() == session.text("record.diary.stage.sent")


def test_an_old_refusal_entered_late_does_not_change_the_case(
    window: MainWindow, session: Session, case_id: int
) -> None:
    enter(session, case_id, "2027-02-01", Stage.SENT)
    enter(session, case_id, "2027-04-01", Stage.SENT, note="again")
    enter(session, case_id, "2027-03-01", Stage.REFUSED, reason="other")
    assert session.case(case_id).facts().certificate is None
    enter(session, case_id, "2027-05-01", Stage.REFUSED, reason="other")
    assert session.case(case_id).facts().certificate == "refused"


def test_another_reason_for_the_same_refusal_changes_the_papers(
    window: MainWindow, session: Session, case_id: int
) -> None:
    enter(session, case_id, "2027-02-01", Stage.SENT)
    enter(session, case_id, "2027-03-01", Stage.REFUSED, reason="other")
    page = opened(window, case_id)
    page.table.setFocus()
    press(Qt.Key.Key_Return)
    page.form.reason.setCurrentIndex(page.form.reason.findData("local_contract"))
    page.form.keep.click()
    assert [(entry.stage, entry.reason) for entry in page.entries][1:] == [(Stage.REFUSED, "local_contract")]
    assert session.text("papers.name.APP-07") in links(page)


def test_what_is_on_its_way_has_a_sheet_to_carry(window: MainWindow, session: Session, case_id: int) -> None:
    enter(session, case_id, "2027-05-01", Stage.SENT)
    page = opened(window, case_id)
    links(page)[session.text("record.diary.carry")].click()
    assert window.pages["documents"].list.chosen() == "APP-15"  # type: ignore[attr-defined]
    enter(session, case_id, "2027-05-20", Stage.ISSUED)
    assert "APP-15" not in {offer.paper_id for offer in session.offers(session.case(case_id))}
    session.record.undo()
    assert "APP-15" in {offer.paper_id for offer in session.offers(session.case(case_id))}
    window.open("diary", case_id)
    page.table.setFocus()
    press(Qt.Key.Key_Delete)
    assert "APP-15" not in {offer.paper_id for offer in session.offers(session.case(case_id))}
