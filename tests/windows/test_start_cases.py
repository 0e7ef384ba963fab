"""Start and Cases: what they teach when empty, and what they list later."""

import datetime as dt

from conftest import MakeWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from type_text import press, type_text

from desktop.domain.case import Answer
from desktop.session import Session
from desktop.windows.cases import CasesPage
from desktop.windows.controls.widgets import Button
from desktop.windows.main_window import MainWindow
from desktop.windows.samples import Samples
from desktop.windows.tour.tour import Tour
from desktop.windows.walk import words_on


def words(window: MainWindow) -> str:
    for _ in range(3):
        QApplication.processEvents()
    return "\n".join(words_on(window.pages[window.kind]))


def cases(window: MainWindow) -> CasesPage:
    window.open("cases")
    page = window.pages["cases"]
    assert isinstance(page, CasesPage)
    QApplication.processEvents()
    return page


def names(page: CasesPage) -> list[str]:
    return [page.model.index(row, 0).data() for row in range(page.model.rowCount())]


def test_the_first_day_says_what_this_is_for(make: MakeWindow, session: Session, code: str) -> None:
    window = make(code)
    window.open("start")
    said = words(window)
    for key in ("step1", "step2", "step3", "example_text", "private"):
        assert session.text(f"app.start.{key}") in said


def test_a_sample_person_opens_with_a_result(window: MainWindow, session: Session) -> None:
    window.open("start")
    words(window)
    samples = window.pages["start"].findChild(Samples)
    assert samples is not None
    samples.fold.head.click()
    lines = samples.fold.inside.findChildren(Button)
    assert len(lines) == len(session.samples)
    lines[0].click()
    assert window.kind == "result"
    assert len(session.cases()) == 1


def test_what_was_left_half_way_stands_on_start(window: MainWindow, session: Session) -> None:
    case = session.new_case("Half", {"from": Answer("CN"), "to": Answer("DE")})
    window.open("start")
    assert session.text("app.start.half_way") in words(window)
    button = next(b for b in window.pages["start"].findChildren(Button) if "Half" in b.text())
    button.click()
    assert (window.kind, window.case_id) == ("check", case.id)


def test_the_next_dates_stand_on_start_soonest_first(window: MainWindow, session: Session) -> None:
    Tour(window).fill()
    window.open("start")
    said = words(window)
    assert session.text("app.start.dates") in said
    due = sorted(
        step.day for case in session.cases() if case.outcome for step in session.next_steps(case) if step.day
    )
    coming = [day for day in due if day >= session.day]
    first, second = said.find(session.language.date(coming[0])), said.find(session.language.date(coming[-1]))
    assert first >= 0
    assert second < 0 or first <= second


def test_an_empty_table_teaches_and_begins(window: MainWindow) -> None:
    page = cases(window)
    assert page.empty.isVisible()
    assert not page.table.isVisible()
    page.empty.findChildren(Button)[0].click()
    assert window.kind == "check"


def test_typing_filters_in_any_script(window: MainWindow, session: Session) -> None:
    for name in ("欧阳堃", "김뷁현", "Größmann"):
        session.new_case(name, {"from": Answer("CN")})
    page = cases(window)
    assert len(names(page)) == 3
    for typed, found in (("堃", "欧阳堃"), ("뷁", "김뷁현"), ("größ", "Größmann")):
        page.filter.clear()
        type_text(page.filter, typed)
        assert names(page) == [found]


def test_deleting_can_be_undone(window: MainWindow, session: Session) -> None:
    session.new_case("Keep me")
    page = cases(window)
    page.table.setFocus()
    press(Qt.Key.Key_Delete)
    assert session.cases() == ()
    assert window.bar.isVisible()
    window.bar.action.click()
    assert names(page) == ["Keep me"]


def test_after_deleting_the_keyboard_is_on_the_neighbour_and_undo_brings_it_back(
    window: MainWindow, session: Session
) -> None:
    for name in ("One", "Two", "Three"):
        session.new_case(name)
    page = cases(window)
    before = names(page)
    page.table.selectRow(1)
    page.table.setFocus()
    press(Qt.Key.Key_Delete)
    assert window.focusWidget() is page.table
    assert page.table.current() is not None
    assert names(page)[page.table.currentIndex().row()] == before[2]
    press(Qt.Key.Key_Delete)
    assert names(page) == [before[0]]
    assert page.table.currentIndex().row() == 0
    press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert sorted(names(page)) == sorted([before[0], before[2]])
    press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert sorted(names(page)) == sorted(before)
    assert before[1] in window.bar.label.text()


def test_deleted_cases_can_be_restored_later(make: MakeWindow, session: Session, code: str) -> None:
    window = make(code)
    session.delete_case(session.new_case("One").id)
    session.delete_case(session.new_case("Two").id)
    page = cases(window)
    assert page.restore.isVisible()
    assert page.restore.text() == session.language.plural("app.cases.restore", 2)
    page.restore.click()
    assert sorted(names(page)) == ["One", "Two"]
    assert not page.restore.isVisible()
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Delete)
    assert window.focusWidget() is page.restore
    press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert len(names(page)) == 1


def test_a_case_without_a_name_is_called_by_its_person(make: MakeWindow, session: Session, code: str) -> None:
    window = make(code)
    start = dt.date(2027, 4, 1)
    case = session.new_case(answers={"from": Answer("CN"), "to": Answer("DE"), "start": Answer(start)})
    page = cases(window)
    (where,) = names(page)
    for key, part in (("name_zh", "龚䶮"), ("surname_latin", "GONG"), ("given_latin", "YAN")):
        session.set_field(case.id, f"person.{key}", part)
    (name,) = names(cases(window))
    assert name == f"{session.language.name('GONG', 'YAN', '龚䶮')} · {where}"
    session.answer(case.id, {"from": None, "to": None})
    assert names(cases(window)) == [session.language.name("GONG", "YAN", "龚䶮")]
    session.rename_case(case.id, "Mine")
    assert names(cases(window)) == ["Mine"]


def test_renaming_with_an_input_method(window: MainWindow, session: Session) -> None:
    case = session.new_case("Old")
    page = cases(window)
    page.table.setFocus()
    press(Qt.Key.Key_F2)
    focus = QApplication.focusWidget()
    assert focus is not None
    type_text(focus, "龚䶮 𬭎")
    press(Qt.Key.Key_Return)
    assert session.case(case.id).name == "龚䶮 𬭎"
    assert names(page) == ["龚䶮 𬭎"]


def test_enter_opens_a_decided_case_at_its_result(window: MainWindow) -> None:
    tour = Tour(window)
    tour.fill()
    page = cases(window)
    page.table.choose(tour.case())
    page.table.setFocus()
    press(Qt.Key.Key_Return)
    assert (window.kind, window.case_id) == ("result", tour.case())
