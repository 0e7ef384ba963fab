"""Lists of thousands: only what is seen is read."""

from __future__ import annotations

import pytest
from type_text import type_text

from desktop.domain.case import Answer
from desktop.domain.record.person import Person
from desktop.session import Session
from desktop.windows.cases import CasesPage
from desktop.windows.main_window import MainWindow
from desktop.windows.record.people import PeopleDialog

MANY = 1_000


@pytest.fixture
def page(window: MainWindow, session: Session) -> CasesPage:
    with session.store.together():
        for number in range(MANY):
            case = session.store.new_case(f"Case {number:04}")
            session.store.set_answer(case.id, "to", Answer("DE" if number % 2 else "KR"))
    window.open("cases")
    page = window.pages["cases"]
    assert isinstance(page, CasesPage)
    return page


def test_a_long_list_of_cases_reads_what_is_seen(page: CasesPage) -> None:
    assert page.model.rowCount() == MANY
    assert 0 < len(page.model._lines) <= 100
    page.table.scrollToBottom()
    assert page.model.index(MANY - 1, 0).data() == "Case 0000"
    assert len(page.model._lines) <= 300


def test_typing_finds_cases_by_name_state_and_outcome(page: CasesPage, session: Session) -> None:
    session.new_case("Rare", {"to": Answer("FI")})
    found = {}
    for typed in (
        "0042",
        session.language.state("FI").upper(),
        session.text("app.cases.half_way"),
        "case 0042 xx",
    ):
        page.filter.clear()
        type_text(page.filter, typed)
        found[typed] = page.model.rowCount()
    assert list(found.values()) == [1, 1, MANY + 1, 0]


def test_a_list_of_people_reads_what_is_seen(window: MainWindow, session: Session) -> None:
    with session.record.together("person", name="Größmann"):
        for number in range(MANY):
            session.record.save_person(Person(name=f"Größmann {number:04}"))
    window.open("record")
    dialog = PeopleDialog(window.pages["record"])
    dialog.show()
    assert dialog.model.rowCount() == MANY
    for row in range(20):
        dialog.model.index(row, 0).data()
    assert len(dialog.model._read) <= 300
    dialog.model.search("GRÖSSMANN 0500")
    assert [dialog.model.index(row, 0).data() for row in range(dialog.model.rowCount())] == ["Größmann 0500"]
    dialog.close()
