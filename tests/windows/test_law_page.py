"""The law section: status by date around each change, the table of agreements, any other state, terms by typing."""

import dataclasses
import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import MakeWindow
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from type_text import press, type_text

from desktop.domain.agreement import Agreement
from desktop.session import Session
from desktop.windows.controls.inputs import EXAMPLE_DAY
from desktop.windows.law.country import CountryCard, host_rule
from desktop.windows.law.page import LawPage
from desktop.windows.law.start import AgreementsPart
from desktop.windows.law.status import partner, status_on
from desktop.windows.law.terms import TermsPart
from desktop.windows.main_window import MainWindow
from desktop.windows.result.fold import SentenceFold

ROOT = Path(__file__).parents[2]


def page_of(window: MainWindow, place: str | None = None) -> LawPage:
    window.open("law", None, place)
    page = window.pages["law"]
    assert isinstance(page, LawPage)
    return page


def start_of(window: MainWindow) -> AgreementsPart:
    part = page_of(window, "agreements").parts["agreements"]
    assert isinstance(part, AgreementsPart)
    return part


def terms_of(window: MainWindow, place: str = "terms") -> TermsPart:
    part = page_of(window, place).parts["terms"]
    assert isinstance(part, TermsPart)
    return part


def words_on(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def spoken(part: AgreementsPart) -> list[str]:
    rows = range(part.table.rowCount())
    return [part.table.item(y, 0).data(Qt.ItemDataRole.AccessibleTextRole) for y in rows]  # type: ignore[union-attr]


def type_day(part: AgreementsPart, typed: str) -> None:
    part.date.line.setFocus()
    part.date.line.selectAll()
    QTest.keyClicks(part.date.line, typed)
    QTest.keyClick(part.date.line, Qt.Key.Key_Return)
    QApplication.processEvents()


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


def test_the_status_of_each_agreement_around_its_days(session: Session) -> None:
    one = dt.timedelta(days=1)
    for agreement in session.law.agreements:
        assert status_on(agreement, agreement.signed - one) == "unsigned"
        if agreement.first is None:
            assert status_on(agreement, dt.date.max) == "signed"
            continue
        assert status_on(agreement, agreement.first) in ("in_force", "provisional")
        if agreement.first > agreement.signed:
            assert status_on(agreement, agreement.first - one) == "not_yet"
        if agreement.last is not None:
            assert status_on(agreement, agreement.last + one) == "ended"


def test_an_agreement_without_entry_into_force_is_signed_only(session: Session) -> None:
    signed: Agreement = dataclasses.replace(session.law.agreement("CN-DE-2001"), in_force=None)
    assert status_on(signed, dt.date(2026, 1, 1)) == "signed"


def test_every_part_opens_in_every_language(make: MakeWindow, session: Session, code: str) -> None:
    page = page_of(make(code))
    assert set(page.bar.buttons) == set(LawPage.PARTS) - set(LawPage.BELONGS_TO)
    for name, button in page.bar.buttons.items():
        button.click()
        assert page.part == name
        assert page.stack.currentWidget() is page.parts[name]
        for fold in page.parts[name].findChildren(SentenceFold):
            fold.head.setChecked(True)


def test_parts_are_made_when_they_are_opened(window: MainWindow) -> None:
    page = page_of(window)
    assert set(page.parts) == {"agreements"}
    page_of(window, "claims")
    assert set(page.parts) == {"agreements", "claims"}


def test_large_text_gives_the_parts_a_list_to_choose_from(make: MakeWindow) -> None:
    page = page_of(make("de", 2.0))
    QApplication.processEvents()
    assert page.bar.box.isVisible()
    assert not page.bar.row.isVisible()
    page.bar.box.setCurrentIndex(page.bar.box.findData("bodies"))
    page.bar.box.activated.emit(page.bar.box.currentIndex())
    assert page.part == "bodies"


def test_the_table_names_every_agreement_and_its_status(window: MainWindow, session: Session) -> None:
    part = start_of(window)
    rows = spoken(part)
    assert len(rows) == len(session.law.agreements)
    for agreement, row in zip(part.agreements, rows, strict=True):
        assert session.text(f"law.agreement.{agreement.id}.name") in row
        assert row.endswith(".")


def test_a_day_is_typed_and_the_table_shows_that_day(window: MainWindow, session: Session) -> None:
    part = start_of(window)
    type_day(part, "1 June 2005")
    old = next(row for row in spoken(part) if session.text("law.agreement.CN-KR-2003.name") in row)
    new = next(row for row in spoken(part) if session.text("law.agreement.CN-KR-2012.name") in row)
    assert "23 May 2003" in old
    assert session.text("pages.law.status.unsigned", signed=dt.date(2012, 10, 29)) in new
    assert window.focusWidget() is part.date.line


def test_a_day_that_does_not_exist_is_said(window: MainWindow, session: Session) -> None:
    part = start_of(window)
    part.date.line.setText("31 February 2027")
    part.date.line.editingFinished.emit()
    assert part.date_error.isVisible()
    for day in session.language.date_examples(EXAMPLE_DAY):
        assert day in part.date_error.text()
    part.date.line.setText("28 February 2027")
    part.date.line.editingFinished.emit()
    assert not part.date_error.isVisible()


def test_a_row_opens_its_agreement_on_the_day_of_the_table_by_keyboard(
    window: MainWindow, session: Session
) -> None:
    part = start_of(window)
    type_day(part, "1 June 2005")
    row = next(y for y, agreement in enumerate(part.agreements) if agreement.id == "CN-KR-2003")
    part.table.setFocus()
    part.table.setCurrentCell(row, 0)
    press(Qt.Key.Key_Return)
    page = page_of(window)
    assert page.part == "agreement"
    words = words_on(page.parts["agreement"])
    assert session.text("law.agreement.CN-KR-2003.name") in words
    assert session.text("pages.law.status.in_force", in_force=dt.date(2003, 5, 23)) in words


def test_a_state_without_an_agreement_gets_a_full_answer(window: MainWindow, session: Session) -> None:
    part = start_of(window)
    with_rules = [code for code in session.law.hosts if code not in ("*", "CN")]
    agreed = {partner(agreement) for agreement in session.law.agreements}
    for code in [code for code in with_rules if code not in agreed][:3]:
        part.states.picked.emit(code)
        words = words_on(part.findChildren(CountryCard)[-1])
        assert session.text("pages.law.status.none") in words
        names = {"home": session.language.state("CN"), "host": session.language.state(code)}
        assert session.text(f"law.host.{code}.steps", **names) in words


def test_a_state_that_nobody_studied_has_the_rule_of_all_others(window: MainWindow, session: Session) -> None:
    rule = host_rule(session.law, "UY")
    assert rule is not None
    assert rule.state == "*"
    part = start_of(window)
    part.states.search.setFocus()
    type_text(part.states.search, "Urug")
    press(Qt.Key.Key_Return)
    words = words_on(part.findChildren(CountryCard)[-1])
    assert session.text("pages.law.status.none") in words
    assert "Uruguay" in words


def test_a_state_with_an_agreement_leads_to_it(window: MainWindow, session: Session) -> None:
    part = start_of(window)
    part.states.picked.emit("DE")
    card = part.findChildren(CountryCard)[-1]
    asked: list[str] = []
    card.go.connect(asked.append)
    next(b for b in card.findChildren(QWidget) if b.accessibleName()).click()  # type: ignore[attr-defined]
    assert asked == [f"agreement:CN-DE-2001@{part.day.isoformat()}"]


@pytest.mark.parametrize("typed", ["Entsendung", "派遣", "파견", "posting"])
def test_a_term_is_found_in_any_language(window: MainWindow, session: Session, typed: str) -> None:
    part = terms_of(window)
    type_text(part.search, typed)
    shown = [y for y in range(part.table.rowCount()) if not part.table.isRowHidden(y)]
    assert 0 < len(shown) < part.table.rowCount()
    for y in shown:
        item = part.table.item(y, 0)
        assert item is not None
        assert typed.casefold() in item.data(Qt.ItemDataRole.AccessibleTextRole).casefold()
    found = session.text("pages.law.terms_found", n=session.language.number(len(shown)))
    assert part.found.text() == found


def test_a_term_is_opened_by_its_key_and_explained(window: MainWindow, session: Session) -> None:
    part = terms_of(window, "terms:form.coc")
    assert part.key == "form.coc"
    words = words_on(part.card)
    for aspect in ("looks", "issuer", "not"):
        assert session.text(f"law.term.form.coc.{aspect}") in words


def test_texts_about_terms_belong_to_terms_there_are(session: Session) -> None:
    from desktop.windows.terms.panel import term_aspects

    explained = [key for key in session.law.terms if term_aspects(session, key)]
    assert len(explained) >= 15


def test_terms_stand_in_one_column_where_the_text_is_large(make: MakeWindow) -> None:
    part = terms_of(make("de", 2.0))
    QApplication.processEvents()
    assert part.table.isColumnHidden(1)
    item = part.table.item(0, 0)
    assert item is not None
    assert item.data(Qt.ItemDataRole.UserRole + 1).count("\n") == 2


def test_the_language_changes_and_the_search_stays(window: MainWindow, session: Session) -> None:
    part = terms_of(window)
    type_text(part.search, "파견")
    window.set_language("zh_Hans")
    assert part.search.text() == "파견"
    assert page_of(window).title.text() == session.text("pages.law.title")


def test_a_part_out_of_sight_speaks_the_new_language_when_it_comes_back(
    window: MainWindow, session: Session
) -> None:
    start_of(window)
    page_of(window, "claims")
    window.set_language("ko")
    part = start_of(window)
    assert part.intro.text() == session.text("pages.law.intro")


def test_no_part_is_imported_before_it_is_opened() -> None:
    modules = {where.partition(":")[0] for where in LawPage.PARTS.values()}
    listing = "import sys, desktop.windows.app, desktop.windows.law.page; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", listing], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert not modules & set(done.stdout.split())
