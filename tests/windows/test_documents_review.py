"""The review page and the copy companion."""

from typing import Any

import pytest
from conftest import MakeWindow
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from desktop.session import Session
from desktop.windows.controls.widgets import StateWord
from desktop.windows.copy.page import CopyPage
from desktop.windows.main_window import MainWindow
from desktop.windows.result.fold import Link
from desktop.windows.review.page import ReviewPage
from desktop.windows.review.row import ReviewRow

RESIDENT_ID = "350102198805171312"


def sample(session: Session, key: str = "engineer_dusseldorf") -> int:
    return session.open_sample(next(s for s in session.samples if s.key == key)).id


def words_on(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def review_of(window: MainWindow, case_id: int) -> ReviewPage:
    window.open("review", case_id)
    page = window.pages["review"]
    assert isinstance(page, ReviewPage)
    return page


def copy_of(window: MainWindow, case_id: int) -> CopyPage:
    window.open("copy", case_id)
    page = window.pages["copy"]
    assert isinstance(page, CopyPage)
    return page


def heard(page: ReviewPage | CopyPage) -> list[tuple[Any, ...]]:
    asked: list[tuple[Any, ...]] = []
    page.go.disconnect()
    page.go.connect(lambda *where: asked.append(where))
    return asked


def test_a_case_without_conflicts_says_so_first(window: MainWindow, session: Session) -> None:
    page = review_of(window, sample(session))
    assert page.findChildren(StateWord)[0].word.text() == session.text("pages.review.no_problems")


def test_a_conflict_comes_first_and_names_both_places(window: MainWindow, session: Session) -> None:
    case_id = sample(session)
    session.set_field(case_id, "host.relation", "client")
    page = review_of(window, case_id)
    assert words_on(page)[2] == session.language.plural(
        "pages.review.problems", len(session.problems(session.case(case_id)))
    )
    conflict = next(p for p in session.problems(session.case(case_id)) if "host.relation" in p.fields)
    assert conflict.facts
    asked = heard(page)
    for link in page.findChildren(Link)[: len(conflict.facts) + len(conflict.fields)]:
        link.click()
    assert ("documents", case_id, "host.relation") in asked
    assert any(kind == "check" for kind, _, _ in asked)


def test_every_line_has_a_change_that_leads_to_its_place(window: MainWindow, session: Session) -> None:
    case_id = sample(session)
    page = review_of(window, case_id)
    asked = heard(page)
    rows = page.findChildren(ReviewRow)
    for found in rows:
        assert found.button.accessibleName()
        found.button.click()
    topics = session.topics(session.case(case_id))
    assert asked[: len(topics)] == [("check", case_id, topic.key) for topic in topics]
    fields = session.fields_of(session.case(case_id))
    assert sorted(asked[len(topics) :]) == sorted(("documents", case_id, key) for key in fields)


def test_identity_numbers_are_hidden_in_the_list(window: MainWindow, session: Session) -> None:
    page = review_of(window, sample(session))
    words = " ".join(words_on(page))
    assert RESIDENT_ID not in words
    assert "•" in words
    assert "OUYANG" in words


def test_a_value_is_copied_as_the_portal_takes_it(window: MainWindow, session: Session) -> None:
    case_id = sample(session)
    page = copy_of(window, case_id)
    assert tuple(page.rows) == session.portal_order(session.case(case_id))
    page.rows["case.host_country"].copy.click()
    assert QGuiApplication.clipboard().text() == "德国"
    page.rows["posting.start"].copy.click()
    assert QGuiApplication.clipboard().text() == "2027-03-01"


def test_copying_ticks_off_and_moves_on_and_is_kept(window: MainWindow, session: Session) -> None:
    case_id = sample(session)
    page = copy_of(window, case_id)
    first, second = list(page.rows)[:2]
    page.rows[first].copy.click()
    assert page.rows[second].copy.hasFocus()
    assert f"copy:{first}" in session.case(case_id).ticks
    total = session.language.number(len(page.rows))
    assert page.progress.text() == session.text("pages.copy.progress", done="1", all=total)
    page.rows[first].tick.click()
    assert f"copy:{first}" not in session.case(case_id).ticks


def test_an_empty_entry_leads_to_its_field(window: MainWindow, session: Session) -> None:
    case_id = sample(session)
    page = copy_of(window, case_id)
    key = next(key for key, entry in page.rows.items() if not entry.value)
    asked = heard(page)
    page.rows[key].fill.click()
    assert asked == [("documents", case_id, key)]


def test_a_refused_case_has_nothing_to_copy(window: MainWindow, session: Session) -> None:
    page = copy_of(window, sample(session, "cook_not_paying"))
    assert page.rows == {}
    assert page.progress.text() == session.text("pages.copy.none")


@pytest.mark.parametrize(("key", "start"), [("engineer_shanghai", "."), ("engineer_dusseldorf", "-")])
def test_days_are_copied_in_the_order_of_the_portal(
    make: MakeWindow, session: Session, key: str, start: str
) -> None:
    page = copy_of(make("ko"), sample(session, key))
    assert start in page.rows["posting.start"].value
