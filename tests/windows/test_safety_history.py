"""History, bin and undo through the windows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.domain.case import Answer
from desktop.domain.record.person import Person
from desktop.languages.language import LANGUAGES
from desktop.session import Session
from desktop.windows.controls.table import Table
from desktop.windows.main_window import MainWindow
from desktop.windows.safety.bin import BinPart
from desktop.windows.safety.change_dialog import ChangeDialog
from desktop.windows.safety.history import HistoryPart
from desktop.windows.safety.page import SafetyPage

MakeWindow = Callable[..., MainWindow]
CONTROL = Qt.KeyboardModifier.ControlModifier


def part_of(window: MainWindow, name: str) -> object:
    window.open("safety", None, name)
    page = window.pages["safety"]
    assert isinstance(page, SafetyPage)
    return page.parts[name]


def cells(table: Table) -> list[list[str]]:
    return [
        [item.text() if (item := table.item(row, column)) else "" for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_answer_stands_in_the_history_with_before_and_after(
    make: MakeWindow, session: Session, code: str
) -> None:
    window = make()
    window.set_language(code)
    case = session.new_case("Essen", {"from": Answer("CN"), "start": Answer(dt.date(2026, 4, 1))})
    session.answer(case.id, {"start": Answer(dt.date(2026, 5, 1))})
    part = part_of(window, "history")
    assert isinstance(part, HistoryPart)
    assert "Essen" in cells(part.table)[0][0]
    QTest.keyClick(part.table, Qt.Key.Key_Return)
    (dialog,) = part.findChildren(ChangeDialog)
    ((field, before, after),) = cells(dialog.table)
    assert (before, after) == tuple(session.language.date(dt.date(2026, month, 1)) for month in (4, 5))
    assert field == session.text(
        "questions.start.ask", home=session.language.state("home"), host=session.language.state("host")
    )
    dialog.close()


def test_checking_the_history_says_whether_it_was_altered(make: MakeWindow, session: Session) -> None:
    window = make()
    session.new_case("Essen", {"from": Answer("CN")})
    part = part_of(window, "history")
    assert isinstance(part, HistoryPart)
    assert part.found.isHidden()
    part.check()
    assert part.found.word.text() == session.text("safety.history.is_whole", entries="2")
    session.store._connection.execute("UPDATE change SET what = 'rename' WHERE id = 1")
    session.store._connection.commit()
    part.check()
    first = session.language.moment(session.store.changes.get(1).made_at)
    said = session.text("safety.history.is_altered", entries="2", wrong="1", first=first)
    assert part.found.word.text() == said


def test_what_was_removed_comes_back_with_enter(make: MakeWindow, session: Session) -> None:
    window = make()
    person = session.record.save_person(Person(name="王静怡"))
    assert person.id is not None
    session.record.remove_person(person.id)
    part = part_of(window, "bin")
    assert isinstance(part, BinPart)
    assert "王静怡" in cells(part.table)[0][0]
    QTest.keyClick(part.table, Qt.Key.Key_Return)
    assert [kept.name for kept in session.record.people()] == ["王静怡"]
    assert part.table.isHidden()
    assert "王静怡" in window.bar.label.text()


def test_what_cannot_come_back_says_why(make: MakeWindow, session: Session) -> None:
    window = make()
    case = session.new_case("Essen")
    session.delete_case(case.id)
    part = part_of(window, "bin")
    assert isinstance(part, BinPart)
    session.restore_case(case.id)
    session.store.history.erase_person(99)
    part.restore(part.table.current())
    assert window.bar.label.text()


def test_ctrl_z_takes_back_an_answer_wherever_one_is(make: MakeWindow, session: Session) -> None:
    window = make()
    case = session.new_case("Essen", {"from": Answer("CN"), "to": Answer("DE")})
    session.answer(case.id, {"to": Answer("KR")})
    window.open("result", case.id)
    window.pages["result"].setFocus()
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert session.case(case.id).answers["to"] == Answer("DE")
    assert "Essen" in window.bar.label.text()
    QTest.keyClick(window, Qt.Key.Key_Y, CONTROL)
    assert session.case(case.id).answers["to"] == Answer("KR")


def test_ctrl_z_over_the_making_of_the_case_leads_to_the_list(make: MakeWindow, session: Session) -> None:
    window = make()
    case = session.new_case("Essen")
    window.open("result", case.id)
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert session.cases() == ()
    assert (window.kind, window.case_id) == ("cases", None)
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert window.bar.label.text() == session.text("record.undo.nothing")
