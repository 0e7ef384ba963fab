"""The record page: whose record, the grid, what the gap finder says, and the ways on from it."""

from __future__ import annotations

import datetime as dt

import pytest
from conftest import MakeWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from record_helpers import Keyboard, paid, posted, record_page, settle, year
from type_text import type_text

from desktop.domain.record.contribution import Payment
from desktop.domain.record.grid import Look
from desktop.domain.record.person import Person
from desktop.session import Session
from desktop.windows.controls.buttons import LinkButton
from desktop.windows.controls.widgets import Fold
from desktop.windows.main_window import MainWindow
from desktop.windows.record.grid import LOOKS
from desktop.windows.record.page import RecordPage
from desktop.windows.record.people import PeopleDialog
from desktop.windows.record.person import PersonDialog
from desktop.windows.record.words import change_words
from desktop.windows.walk import words_on

D = dt.date


@pytest.fixture
def engineer(session: Session) -> tuple[Person, int]:
    """Posted to Germany for 2024 and 2025; paid at home in 2024, in Germany from January to March 2024."""
    person, case_id = posted(session, D(2024, 1, 1), D(2025, 12, 31))
    assert person.id is not None
    months = paid(person, year(2024), "CN") + paid(person, year(2024)[:3], "DE")
    session.record.keep_months(person.id, months)
    return person, case_id


def words(page: RecordPage) -> str:
    settle()
    return "\n".join(words_on(page))


def press_link(page: RecordPage, text: str) -> None:
    next(link for link in page.findings.findChildren(LinkButton) if link.text() == text).click()
    settle()


def test_without_anybody_the_page_teaches_and_offers_to_choose(
    make: MakeWindow, session: Session, code: str
) -> None:
    page = record_page(make(code))
    assert session.text("record.nobody") in words(page)


def test_a_person_without_months_may_type_or_read_in(make: MakeWindow, session: Session, code: str) -> None:
    session.person_in_hand = session.record.save_person(Person(name="陈晓梅")).id
    page = record_page(make(code))
    assert session.text("record.empty") in words(page)
    page.begin.click()
    settle()
    assert page.entry.frame.frame.state == "CN"
    assert page.entry.table.hasFocus()


def test_gaps_and_doubles_are_seen_and_read_out(
    make: MakeWindow, session: Session, engineer: tuple[Person, int], code: str
) -> None:
    page = record_page(make(code), engineer[1])
    keys = [finding.key for finding in page.findings.found]
    assert keys[0] == "gap.answer"
    assert {"double.answer", "no_certificate"} <= set(keys)
    text = words(page)
    assert session.language.year_months(D(2024, 1, 1), D(2024, 3, 1)) in text
    assert session.language.months(3) in text
    assert session.text("record.summary.found", count=len(keys)) in text
    model = page.grid.model_
    first = model.place("DE", D(2024, 1, 1))
    assert model.cell(first.row(), 0).look is Look.DOUBLE
    said = str(model.data(first, Qt.ItemDataRole.AccessibleTextRole))
    assert session.language.year_month(D(2024, 1, 1)) in said


def test_the_words_of_a_cell_stand_under_the_buttons_as_one_walks(
    window: MainWindow, session: Session, engineer: tuple[Person, int]
) -> None:
    page = record_page(window, engineer[1])
    page.grid.go_to("CN", D(2024, 5, 1))
    page.grid.setFocus()
    before = page.spoken.text()
    Keyboard().press(Qt.Key.Key_Right)
    assert page.spoken.text() != before
    assert "June 2024" in page.spoken.text()


def test_a_finding_leads_to_its_months_and_to_the_page_that_helps(
    window: MainWindow, session: Session, engineer: tuple[Person, int]
) -> None:
    page = record_page(window, engineer[1])
    double = next(one for one in page.findings.found if one.key == "double.answer")
    page.findings.wanted.emit(double)
    chosen = sorted((index.row(), index.column()) for index in page.grid.selectedIndexes())
    row = page.grid.model_.place("DE", D(2024, 1, 1)).row()
    assert chosen == [(row, 0), (row, 1), (row, 2)]
    assert page.grid.hasFocus()
    for fold in page.findings.findChildren(Fold):
        fold.head.setChecked(True)
    press_link(page, session.text("record.way.documents"))
    assert (window.kind, window.case_id) == ("documents", engineer[1])


def test_the_steps_and_the_law_are_told_with_sources(
    make: MakeWindow, session: Session, engineer: tuple[Person, int], code: str
) -> None:
    page = record_page(make(code), engineer[1])
    page.findings.findChildren(Fold)[0].head.setChecked(True)
    text = words(page)
    law = session.text("law.consequence.home_payment_gap")
    assert session.text("record.finding.law", sentence=law) in text
    assert session.text("record.step.enter_late") in text


def test_enter_opens_the_year_of_the_month(window: MainWindow, engineer: tuple[Person, int]) -> None:
    page = record_page(window, engineer[1])
    page.grid.go_to("CN", D(2024, 7, 1))
    page.grid.setFocus()
    Keyboard().press(Qt.Key.Key_Return)
    frame = page.entry.frame.frame
    assert (frame.year, frame.state, frame.branch) == (2024, "CN", "pension")
    assert page.entry.table.currentIndex().row() == 6


def test_branches_unfold_under_their_state(window: MainWindow, engineer: tuple[Person, int]) -> None:
    page = record_page(window, engineer[1])
    before = page.grid.model_.rowCount()
    page.branches.click()
    assert page.grid.model_.rowCount() == 2 * before
    page.branches.click()
    assert page.grid.model_.rowCount() == before


def test_every_look_has_a_symbol_and_a_word(session: Session, code: str) -> None:
    session.set_language(code)
    assert set(LOOKS) == set(Look) - {Look.NOTHING}
    names = [session.text(f"record.look.{look.value}") for look in LOOKS]
    assert len(set(names)) == len(names)
    assert len({symbol for symbol, _, _ in LOOKS.values()}) == len(LOOKS)


def test_another_language_keeps_the_year_that_is_open(
    window: MainWindow, session: Session, engineer: tuple[Person, int]
) -> None:
    page = record_page(window, engineer[1], "2024:DE:pension")
    window.set_language("ko")
    settle()
    assert page.stack.currentWidget() is page.entry
    assert page.entry.model.written(0, 1) == "100.00"
    assert page.entry.model.headerData(1, Qt.Orientation.Horizontal) == session.text("record.entry.employee")
    page.close_year()
    window.set_language("de")
    settle()
    assert page.enter.text() == session.text("record.enter")


def test_undo_in_the_head_brings_the_grid_back(
    window: MainWindow, session: Session, engineer: tuple[Person, int]
) -> None:
    page = record_page(window, engineer[1])
    assert page.head.undo.undo.isEnabled()
    page.head.undo.undo.click()
    settle()
    assert session.record.life(engineer[0].id or 0).months == ()
    assert "double.answer" not in [finding.key for finding in page.findings.found]
    page.head.undo.redo.click()
    settle()
    assert "double.answer" in [finding.key for finding in page.findings.found]


def test_every_change_of_the_record_has_words(session: Session, code: str) -> None:
    session.set_language(code)
    kinds = ("month", "certificate", "custody", "document", "diary", "reminder", "evidence", "proof")
    for what in (*kinds, *(f"remove_{kind}" for kind in kinds), "months", "remove_months", "link", "unlink"):
        assert session.text(f"record.change.{what}")
    session.record.save_person(Person(name="朴智妍"))
    undoable = session.record.changes.undoable()
    assert undoable is not None
    assert "朴智妍" in change_words(session, undoable)
    session.record.undo()
    redoable = session.record.changes.redoable()
    assert redoable is not None
    assert "朴智妍" in change_words(session, redoable)


# -- people


def people(page: RecordPage) -> PeopleDialog:
    page.head.choose.click()
    settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PeopleDialog)
    return dialog


def person_dialog(page: RecordPage) -> PersonDialog:
    page.head.edit.click()
    settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PersonDialog)
    return dialog


def test_a_person_is_added_and_found_again_by_typing(window: MainWindow, session: Session) -> None:
    page = record_page(window)
    dialog = people(page)
    type_text(dialog.name, "김하늘")
    dialog.born.line.setText("31/2/1990")
    dialog.save.click()
    assert dialog.error.isVisibleTo(dialog)
    assert session.record.people() == ()
    dialog.born.line.setText("1990-03-31")
    dialog.save.click()
    settle()
    assert page.head.title.text() == "김하늘"
    session.record.save_person(Person(name="陈晓梅"))
    dialog = people(page)
    dialog.search.setFocus()
    type_text(dialog.search, "陈")
    assert dialog.model.rowCount() == 1
    Keyboard().press(Qt.Key.Key_Return)
    settle()
    assert page.head.title.text() == "陈晓梅"


@pytest.mark.parametrize(("born", "key"), [("", ""), ("2999-01-01", "not_born"), ("yesterday", "no_day")])
def test_a_person_is_renamed_and_a_wrong_birth_is_told(
    window: MainWindow, session: Session, born: str, key: str
) -> None:
    person = session.record.save_person(Person(name="王", born_on=D(1990, 1, 1)))
    session.person_in_hand = person.id
    page = record_page(window)
    dialog = person_dialog(page)
    dialog.name.setText("王静怡")
    dialog.born.line.setText(born)
    dialog.save.click()
    settle()
    if key:
        assert dialog.error.text()
        assert page.head.title.text() == "王"
        dialog.reject()
    else:
        assert page.head.title.text() == "王静怡"
        assert session.record.person(person.id or 0).born_on is None


def test_a_removed_person_comes_back_with_everything(
    window: MainWindow, session: Session, engineer: tuple[Person, int]
) -> None:
    page = record_page(window, engineer[1])
    person_dialog(page).remove.click()
    settle()
    assert session.record.people() == ()
    assert session.text("record.nobody") in words(page)
    page.head.undo.undo.click()
    settle()
    assert page.head.person_id == engineer[0].id
    assert "double.answer" in [finding.key for finding in page.findings.found]
    assert session.case(engineer[1]).person_id == engineer[0].id


def test_a_case_is_given_to_a_person_and_taken_away(
    window: MainWindow, session: Session, engineer: tuple[Person, int]
) -> None:
    page = record_page(window, engineer[1])
    dialog = person_dialog(page)
    dialog.cases[engineer[1]].click()
    settle()
    assert session.case(engineer[1]).person_id is None
    dialog.cases[engineer[1]].click()
    settle()
    assert session.case(engineer[1]).person_id == engineer[0].id
    dialog.reject()


def test_a_case_of_nobody_offers_to_begin_a_record(window: MainWindow, session: Session) -> None:
    case = session.open_sample(session.samples[0])
    page = record_page(window, case.id)
    assert session.record.people() == (), "looking writes nothing"
    assert page.head.offered.isVisibleTo(page)
    page.head.begin.click()
    settle()
    assert not page.head.offered.isVisibleTo(page)
    assert session.case(case.id).person_id == page.head.person_id


def test_another_person_brings_their_own_case_into_hand(
    window: MainWindow, session: Session, engineer: tuple[Person, int]
) -> None:
    other = session.record.save_person(Person(name="林雪"))
    page = record_page(window, engineer[1])
    page.head.take(other.id or 0)
    settle()
    assert window.case_id is None
    window.side.wanted.emit("record")
    assert page.head.person_id == other.id
    page.head.take(engineer[0].id or 0)
    assert window.case_id == engineer[1]


def test_a_note_of_the_sums_is_never_converted(
    window: MainWindow, session: Session, engineer: tuple[Person, int]
) -> None:
    page = record_page(window, engineer[1])
    double = next(one for one in page.findings.found if one.key == "double.answer")
    assert [(one.state, one.currency, int(one.total)) for one in double.sums] == [
        ("DE", "EUR", 900),
        ("CN", "CNY", 900),
    ]
    refunded = paid(engineer[0], year(2024)[:3], "DE", Payment.REFUNDED)
    session.record.keep_months(engineer[0].id or 0, refunded)
    page.load(engineer[1])
    assert "double.answer" not in [finding.key for finding in page.findings.found]


def test_a_very_long_name_leaves_room_for_the_rest(window: MainWindow, session: Session) -> None:
    name = "Maximiliane " * 16
    session.person_in_hand = session.record.save_person(Person(name=name.strip())).id
    page = record_page(window)
    assert page.head.title.toolTip() == name.strip()
    assert page.head.choose.visibleRegion().isEmpty() is False
    assert page.head.title.width() < window.width()
