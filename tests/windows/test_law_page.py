"""The law page: status by date around each change, categories with their articles, terms found by typing."""

import datetime as dt

import pytest
from conftest import MakeWindow
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from type_text import type_text

from desktop.domain.agreement import Agreement
from desktop.session import Session
from desktop.windows.inputs import EXAMPLE_DAY
from desktop.windows.law import LawPage
from desktop.windows.law_agreement import AgreementView
from desktop.windows.law_status import status_on
from desktop.windows.main_window import MainWindow
from desktop.windows.result_fold import SentenceFold


def page_of(window: MainWindow, part: str | None = None) -> LawPage:
    window.open("law", None, part)
    page = window.pages["law"]
    assert isinstance(page, LawPage)
    return page


def words_on(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


@pytest.mark.parametrize(
    ("agreement", "day", "status"),
    [
        ("CN-DE-2001", dt.date(2001, 7, 11), "unsigned"),
        ("CN-DE-2001", dt.date(2001, 7, 12), "not_yet"),
        ("CN-DE-2001", dt.date(2002, 4, 3), "not_yet"),
        ("CN-DE-2001", dt.date(2002, 4, 4), "in_force"),
        ("CN-KR-2003", dt.date(2003, 2, 27), "unsigned"),
        ("CN-KR-2003", dt.date(2003, 2, 28), "provisional"),
        ("CN-KR-2003", dt.date(2003, 5, 22), "provisional"),
        ("CN-KR-2003", dt.date(2003, 5, 23), "in_force"),
        ("CN-KR-2003", dt.date(2013, 1, 15), "in_force"),
        ("CN-KR-2003", dt.date(2013, 1, 16), "ended"),
        ("CN-KR-2012", dt.date(2013, 1, 15), "not_yet"),
        ("CN-KR-2012", dt.date(2013, 1, 16), "in_force"),
    ],
)
def test_the_status_changes_on_the_day(session: Session, agreement: str, day: dt.date, status: str) -> None:
    assert status_on(session.law.agreement(agreement), day) == status


def test_an_agreement_without_entry_into_force_is_signed_only(session: Session) -> None:
    import dataclasses

    signed: Agreement = dataclasses.replace(session.law.agreement("CN-DE-2001"), in_force=None)
    assert status_on(signed, dt.date(2026, 1, 1)) == "signed"


def test_every_part_opens_in_every_language(make: MakeWindow, session: Session, code: str) -> None:
    page = page_of(make(code))
    for button in page.parts.buttons():
        button.click()
        for fold in page.findChildren(SentenceFold):
            fold.head.setChecked(True)
    _, _, digest = session.law.edition.partition("+")
    assert digest in words_on(page.column)


def test_a_day_is_typed_and_the_agreement_of_that_day_comes_first(
    window: MainWindow, session: Session
) -> None:
    page = page_of(window, "CN-KR-2012")
    page.date.line.setFocus()
    page.date.line.selectAll()
    QTest.keyClicks(page.date.line, "1 June 2005")
    QTest.keyClick(page.date.line, Qt.Key.Key_Return)
    QApplication.processEvents()
    first = next(view for view in page.column.findChildren(AgreementView) if not view.isHidden())
    assert session.text("law.agreement.CN-KR-2003.name") in words_on(first)
    assert "23 May 2003" in words_on(first)
    assert window.focusWidget() is page.date.line


def test_a_day_that_does_not_exist_is_said(window: MainWindow, session: Session) -> None:
    page = page_of(window)
    page.date.line.setText("31 February 2027")
    page.date.line.editingFinished.emit()
    assert page.date_error.isVisible()
    for day in session.language.date_examples(EXAMPLE_DAY):
        assert day in page.date_error.text()
    page.date.line.setText("28 February 2027")
    page.date.line.editingFinished.emit()
    assert not page.date_error.isVisible()


def test_categories_show_conditions_with_articles(window: MainWindow, session: Session) -> None:
    page = page_of(window, "CN-DE-2001")
    words = words_on(page.column)
    direction = session.law.agreement("CN-DE-2001").directions["CN"]
    for category in direction.categories:
        for condition in category.conditions:
            assert session.language.citation(condition.sourced.citations[0], session.law) in words
        for limit in category.limits:
            if limit.months is not None:
                assert session.language.months(limit.months) in words


@pytest.mark.parametrize("typed", ["Entsendung", "派遣", "파견", "posting"])
def test_a_term_is_found_in_any_language(window: MainWindow, session: Session, typed: str) -> None:
    page = page_of(window, "terms")
    type_text(page.terms.search, typed)
    table = page.terms.table
    shown = [y for y in range(table.rowCount()) if not table.isRowHidden(y)]
    assert 0 < len(shown) < len(session.law.terms)
    for y in shown:
        assert typed.casefold() in table.item(y, 0).data(Qt.ItemDataRole.AccessibleTextRole).casefold()
    found = session.text("pages.law.terms_found", n=session.language.number(len(shown)))
    assert page.terms.found.text() == found


def test_terms_stand_in_one_column_where_the_text_is_large(make: MakeWindow) -> None:
    page = page_of(make("de", 2.0), "terms")
    QApplication.processEvents()
    assert page.terms.table.isColumnHidden(1)
    assert page.terms.table.item(0, 0).data(Qt.ItemDataRole.UserRole + 1).count("\n") == 2


def test_the_language_changes_and_the_search_stays(window: MainWindow, session: Session) -> None:
    page = page_of(window, "terms")
    type_text(page.terms.search, "파견")
    window.set_language("zh_Hans")
    assert page.terms.search.text() == "파견"
    assert page.title.text() == session.text("pages.law.title")
