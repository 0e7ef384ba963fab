"""The result page: the answer, the table that speaks, the folds, what is missing, and what changed."""

from typing import Any

import pytest
from conftest import MakeWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.domain.case import Answer
from desktop.session import Session
from desktop.windows.controls.widgets import Bar, Button
from desktop.windows.main_window import MainWindow
from desktop.windows.result.fold import SentenceFold
from desktop.windows.result.page import ResultPage
from desktop.windows.result.table import BranchTable

SAMPLES = 12


def page_of(window: MainWindow, case_id: int) -> ResultPage:
    window.open("result", case_id)
    page = window.pages["result"]
    assert isinstance(page, ResultPage)
    return page


def sample(session: Session, key: str) -> int:
    return session.open_sample(next(s for s in session.samples if s.key == key)).id


def words_on(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def fold(page: ResultPage, section: str) -> SentenceFold:
    """The fold of this section; an old page of another language may still be about, so the last one."""
    name = page.text(f"result.section.{section}", n="")
    return [f for f in page.findChildren(SentenceFold) if f.head.text() == name][-1]


def heard(page: ResultPage) -> list[tuple[Any, ...]]:
    """What the page asks the window to open, from now on."""
    asked: list[tuple[Any, ...]] = []
    page.go.disconnect()
    page.go.connect(lambda *where: asked.append(where))
    return asked


def test_every_sample_person_gets_a_page_in_every_language(
    make: MakeWindow, session: Session, code: str
) -> None:
    window = make(code)
    assert len(session.samples) == SAMPLES
    for person in session.samples:
        case = session.open_sample(person)
        page = page_of(window, case.id)
        outcome = session.determine(case).outcome.value
        assert session.text(f"result.outcome.{outcome}") in words_on(page)
        for found in page.findChildren(SentenceFold):
            found.head.setChecked(True)


def test_each_row_of_the_table_is_a_sentence_about_both_states(window: MainWindow, session: Session) -> None:
    page = page_of(window, sample(session, "engineer_dusseldorf"))
    table = page.findChild(BranchTable)
    assert table is not None
    rows = [table.item(y, 0).data(Qt.ItemDataRole.AccessibleTextRole) for y in range(table.rowCount())]
    assert len(rows) == 6
    assert all("Germany" in row and "China" in row and row.endswith(".") for row in rows)
    assert "no contributions until 28 February 2030" in rows[0]
    assert session.language.branch("medical", "DE") in rows[2]


def test_the_table_leaves_out_its_first_column_where_it_is_narrow(
    window: MainWindow, session: Session
) -> None:
    page = page_of(window, sample(session, "engineer_dusseldorf"))
    table = page.findChild(BranchTable)
    assert table is not None
    table.resize(300, 400)
    assert table.isColumnHidden(0)
    table.resize(900, 400)
    assert not table.isColumnHidden(0)


def test_reasons_go_from_the_answer_to_the_article(window: MainWindow, session: Session) -> None:
    page = page_of(window, sample(session, "cook_not_paying"))
    why = fold(page, "why")
    assert not why.inside.isVisible()
    why.head.click()
    assert why.inside.isVisible()
    words = words_on(why)
    for part in ("Your answer:", "Legal basis:", "Confidence:", "Checked on"):
        assert part in words


def test_conflicts_between_sources_name_readings_and_whom_to_ask(
    window: MainWindow, session: Session
) -> None:
    page = page_of(window, sample(session, "subsidiary_munich"))
    words = words_on(page)
    assert "The reading this program follows:" in words
    assert "Another reading:" in words
    assert "Please ask:" in words


def test_what_would_help_is_open_at_once_where_the_answer_is_no(window: MainWindow, session: Session) -> None:
    page = page_of(window, sample(session, "cook_not_paying"))
    change = fold(page, "change")
    assert change.inside.isVisible()
    assert session.text("result.outcome.exempt") in words_on(change)


def test_a_missing_fact_is_one_click_from_its_question(window: MainWindow, session: Session) -> None:
    case = session.new_case("", {"from": Answer("CN"), "to": Answer("DE")})
    page = page_of(window, case.id)
    asked = heard(page)
    missing = session.determine(case).missing
    question = session.text(f"questions.{missing[0]}.ask", home="China", host="Germany")
    button = next(b for b in page.findChildren(Button) if question in b.accessibleName())
    button.click()
    assert asked == [("check", case.id, missing[0])]


def test_the_large_action_leads_to_the_papers(window: MainWindow, session: Session) -> None:
    case_id = sample(session, "engineer_dusseldorf")
    page = page_of(window, case_id)
    assert page.documents.hasFocus()
    asked = heard(page)
    page.documents.click()
    assert asked == [("documents", case_id, None)]


@pytest.mark.parametrize("outcome", ["not_exempt", "exempt"])
def test_reopening_says_what_changed_since_the_last_time(
    window: MainWindow, session: Session, outcome: str
) -> None:
    case_id = sample(session, "engineer_dusseldorf")
    session.store.remember_decision(case_id, "2025-01-01+0123456789ab", session.day, outcome)
    page = page_of(window, case_id)
    bar = page.findChild(Bar)
    assert bar is not None
    key = "changed" if outcome == "not_exempt" else "same_under_new_law"
    before, after = (session.text(f"result.outcome.{word}") for word in (outcome, "exempt"))
    assert bar.label.text() == session.text(
        f"pages.result.{key}", date=session.day, before=before, after=after
    )
    page.load(case_id)
    assert page.findChild(Bar) is None or not page.findChildren(Bar)[-1].isVisible()


def test_the_language_changes_and_open_folds_stay_open(window: MainWindow, session: Session) -> None:
    page = page_of(window, sample(session, "engineer_dusseldorf"))
    fold(page, "why").head.click()
    window.set_language("ko")
    QApplication.processEvents()
    words = words_on(page)
    assert session.text("result.outcome.exempt") in words
    assert fold(page, "why").inside.isVisible()


def test_the_edition_of_the_law_stands_with_the_answer(window: MainWindow, session: Session) -> None:
    page = page_of(window, sample(session, "investor_qingdao"))
    _, _, digest = session.law.edition.partition("+")
    assert digest in words_on(page)
