"""From any answer to its article in two clicks: the row, then the reason."""

from collections.abc import Iterator

import pytest
from conftest import MakeWindow
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.session import Session
from desktop.windows.law.wording import WordingSwitch, wording
from desktop.windows.main_window import MainWindow
from desktop.windows.result.chain import BranchChain
from desktop.windows.result.fold import Link, SentenceFold
from desktop.windows.result.page import ResultPage
from desktop.windows.result.reasons import Reasons


@pytest.fixture(autouse=True)
def plain_words() -> Iterator[None]:
    wording.choose(False)
    yield
    wording.choose(False)


def page_of(window: MainWindow, session: Session, key: str = "engineer_dusseldorf") -> ResultPage:
    case = session.open_sample(next(s for s in session.samples if s.key == key))
    window.open("result", case.id)
    page = window.pages["result"]
    assert isinstance(page, ResultPage)
    QApplication.processEvents()
    return page


def chain_of(page: ResultPage) -> BranchChain:
    return page.findChildren(BranchChain)[-1]


def reasons_of(page: ResultPage) -> list[Reasons]:
    """The reasons of the branch that is open; those of the whole answer stand in a fold."""
    return [one for one in page.findChildren(Reasons) if one.isVisible()]


def words_on(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_two_clicks_lead_to_the_article(window: MainWindow, session: Session) -> None:
    page = page_of(window, session)
    table = chain_of(page).table
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualItemRect(table.item(0, 1)).center()
    )
    QApplication.processEvents()
    host, _home = reasons_of(page)
    fold = next(f for f in host.findChildren(SentenceFold) if "pension insurance" in f.head.text())
    assert not fold.inside.isVisible()
    fold.head.click()
    words = words_on(fold)
    for part in ("Your answer:", "The rule:", "Legal basis:", "Confidence:", "Checked on"):
        assert part in words


def test_every_row_of_every_sample_opens_to_reasons(make: MakeWindow, session: Session, code: str) -> None:
    window = make(code)
    for person in session.samples:
        page = page_of(window, session, person.key)
        if not page.findChildren(BranchChain):
            continue
        chain = chain_of(page)
        for branch in chain.table.codes:
            chain.open_branch(branch)
            QApplication.processEvents()
            assert all(one.findChildren(SentenceFold) for one in reasons_of(page))


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_row_opens_by_keyboard(window: MainWindow, session: Session, key: Qt.Key) -> None:
    page = page_of(window, session)
    chain = chain_of(page)
    chain.table.setFocus()
    chain.table.setCurrentCell(2, 0)
    QTest.keyClick(chain.table, key)
    QApplication.processEvents()
    assert chain.branch == chain.table.codes[2]
    assert reasons_of(page)


def test_a_branch_outside_the_agreement_says_whose_law_decides(window: MainWindow, session: Session) -> None:
    page = page_of(window, session)
    chain_of(page).open_branch("medical")
    QApplication.processEvents()
    heads = [fold.head.text() for one in reasons_of(page) for fold in one.findChildren(SentenceFold)]
    names = {"home": session.language.state("CN"), "host": session.language.state("DE")}
    assert session.text("result.finding.branch_stays_due.info", **names) in heads


def test_a_reason_leads_to_the_page_of_its_agreement(window: MainWindow, session: Session) -> None:
    page = page_of(window, session)
    chain_of(page).open_branch("pension")
    QApplication.processEvents()
    link = reasons_of(page)[0].findChildren(Link)[0]
    link.click()
    assert window.kind == "law"
    assert session.text("law.agreement.CN-DE-2001.name") in words_on(window.pages["law"])


def test_the_words_change_on_the_whole_page_and_the_branch_stays_open(
    window: MainWindow, session: Session
) -> None:
    page = page_of(window, session)
    chain_of(page).open_branch("pension")
    QApplication.processEvents()
    names = {"home": session.language.state("CN"), "host": session.language.state("DE")}
    rule = session.text("law.condition.paying_at_home", **names)
    met = session.text("pages.wording.met", rule=rule)
    page.findChildren(WordingSwitch)[-1].buttons["official"].click()
    QApplication.processEvents()
    assert wording.official
    assert chain_of(page).branch == "pension"
    heads = [fold.head.text() for fold in page.findChildren(SentenceFold)]
    assert heads.count(met) >= 2, "in the branch and among all reasons"


def test_another_case_starts_with_no_branch_open(window: MainWindow, session: Session) -> None:
    page = page_of(window, session)
    chain_of(page).open_branch("pension")
    page = page_of(window, session, "cook_not_paying")
    assert chain_of(page).branch == ""
