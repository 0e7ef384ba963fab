"""The list of what is due, the latest day to file, and leaving the program as a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import MakeWindow
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from type_text import press, type_text

from desktop.domain.dates.due import DueItem, Kind, Rule
from desktop.domain.record.certificate import Document
from desktop.domain.record.diary import Reminder
from desktop.record.filing import OwnNumbers
from desktop.session import Session
from desktop.windows.controls.widgets import Button
from desktop.windows.dates.model import COLUMNS
from desktop.windows.dates.page import DatesPage
from desktop.windows.dates.save import write_calendar_file
from desktop.windows.dates.ways import way_of
from desktop.windows.main_window import MainWindow
from desktop.windows.page import KINDS
from desktop.windows.walk import words_on

DAY = dt.date(2026, 11, 22)


@pytest.fixture
def session(profile: Path) -> Iterator[Session]:
    session = Session.start(profile, "en", DAY)
    yield session
    session.close()


@pytest.fixture
def case_id(session: Session) -> int:
    """A posting to Germany from 2027-03-01, whose person has a passport that ends this month and a refund to claim."""
    case = session.open_sample(session.samples[0])
    owner = session.record.person_of(case.id).id
    assert owner is not None
    session.record.keep(Document(person_id=owner, kind="work_permit", ends_on=dt.date(2026, 11, 30)))
    until = dt.date(2026, 12, 31)
    session.record.keep(Reminder(person_id=owner, kind="refund", due_on=dt.date(2026, 11, 1), until=until))
    return case.id


def opened(window: MainWindow, key: str | None = None) -> DatesPage:
    window.open("dates", None, key)
    for _ in range(5):
        QApplication.processEvents()
    page = window.pages["dates"]
    assert isinstance(page, DatesPage)
    return page


def lines(page: DatesPage) -> list[str]:
    return [
        str(page.model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        for row in range(page.model.rowCount())
    ]


def test_cases_without_any_date_are_told_so(window: MainWindow, session: Session) -> None:
    session.new_case("Nothing known yet")
    page = opened(window)
    assert page.state.isVisible()
    assert page.state.text() == session.text("dates.nothing_due")
    assert page.tools.isVisible(), "another time can be chosen"
    assert not page.empty.isVisible()
    assert not page.table.isVisible()


def test_an_empty_list_teaches_and_begins(window: MainWindow) -> None:
    page = opened(window)
    assert page.empty.isVisible()
    assert not page.table.isVisible()
    page.empty.findChildren(Button)[0].click()
    assert window.kind == "check"


def test_three_groups_with_their_numbers_and_a_sentence_for_each_line(
    make: MakeWindow, session: Session, case_id: int, code: str
) -> None:
    page = opened(make(code))
    said, text = lines(page), session.text
    counts = {"overdue": "1", "this_month": "1", "later": "2"}
    heads = [text(f"dates.group.{group}", n=count) for group, count in counts.items()]
    assert [line for line in said if line in heads] == heads
    assert len(said) == 3 + 4
    assert text("dates.kind.refund") in said[1]
    assert session.language.plural("dates.left.overdue", 21) in said[1]
    assert session.language.date(dt.date(2026, 11, 30)) in said[3]
    assert text("dates.rule.house") in said[5]


def test_the_card_says_what_to_do_and_whose_rule_it_is(
    window: MainWindow, session: Session, case_id: int
) -> None:
    page = opened(window, f"{case_id}-file_before_start")
    said = "\n".join(words_on(page.card))
    assert session.text("law.deadline.file_before_start") in said
    assert session.text("dates.rule.house") in said
    assert session.language.official(session.law.authorities["cn.sia"].names) in said


def test_typing_filters_in_any_script(window: MainWindow, session: Session, case_id: int) -> None:
    second = session.open_sample(session.samples[1])
    page = opened(window)
    everything = len(lines(page))
    type_text(page.filter, "欧阳堃")
    assert 0 < len(lines(page)) < everything
    assert all(page.model.item(row) is None or "欧阳" in line for row, line in enumerate(lines(page)))
    page.filter.clear()
    type_text(page.filter, "no such thing")
    assert lines(page) == []
    assert session.text("dates.nothing_found") in words_on(page)
    page.filter.clear()
    assert len(lines(page)) == everything
    assert second.id


def test_the_window_of_time_is_chosen(window: MainWindow, case_id: int) -> None:
    page = opened(window)
    counts = []
    for place in range(page.ahead.count()):
        page.ahead.setCurrentIndex(place)
        page.ahead.activated.emit(place)
        counts.append(len(lines(page)))
    assert counts == sorted(counts)
    assert counts[0] < counts[1] < counts[2]


def test_enter_leads_to_the_paper(window: MainWindow, session: Session, case_id: int) -> None:
    page = opened(window, f"{case_id}-file_before_start")
    page.table.setFocus()
    press(Qt.Key.Key_Return)
    assert (window.kind, window.case_id) == ("documents", case_id)


@pytest.mark.parametrize(("source", "kind"), [("passport_expiry", "documents"), ("ceiling", "result")])
def test_every_date_leads_somewhere(window: MainWindow, case_id: int, source: str, kind: str) -> None:
    page = opened(window)
    page.ahead.setCurrentIndex(2)
    page.ahead.activated.emit(2)
    page = opened(window, f"{case_id}-{source}")
    page.card.open.click()
    assert window.kind == kind


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("source", ["certificate", "document", "reminder", "diary", "passport_expiry", ""])
def test_every_kind_of_date_leads_to_a_page_there_is(kind: Kind, source: str) -> None:
    item = DueItem(
        key="1", kind=kind, due_on=DAY, rule=Rule.OWN, source=source, case_id=1, person_id=1, thing_id=1
    )
    page, case_id, _detail = way_of(item)
    assert page in KINDS
    assert case_id == 1


def test_done_takes_the_line_away_and_undo_brings_it_back(
    window: MainWindow, session: Session, case_id: int
) -> None:
    page = opened(window, f"{case_id}-file_before_start")
    before = lines(page)
    page.card.done.click()
    assert len(lines(page)) == len(before) - 1
    assert window.bar.isVisible()
    window.bar.action.click()
    assert lines(page) == before


def test_what_ends_by_itself_has_no_button_for_done(window: MainWindow, case_id: int) -> None:
    page = opened(window, "document-1")
    assert page.table.current() is not None
    assert not page.card.done.isVisible()


def test_switching_the_language_keeps_the_line_and_what_was_typed(
    window: MainWindow, session: Session, case_id: int
) -> None:
    page = opened(window, f"{case_id}-hand_in_host")
    chosen = page.table.current()
    type_text(page.filter, "欧阳")
    window.set_language("ko")
    assert page.filter.text() == "欧阳"
    assert chosen is not None
    current = page.table.current()
    assert current is not None
    assert current.key == chosen.key
    assert session.text("dates.kind.hand_in") in "\n".join(lines(page))


def test_large_text_stacks_the_lines_and_cuts_no_column(make: MakeWindow, case_id: int) -> None:
    page = opened(make("de", 2.0))
    assert page.model.stacked
    shown = [name for place, name in enumerate(COLUMNS) if not page.table.isColumnHidden(place)]
    assert shown == ["what", "left"]
    assert (
        sum(page.table.columnWidth(place) for place in range(len(COLUMNS))) <= page.table.viewport().width()
    )


# -- the latest day to file


def test_without_a_number_of_ones_own_no_day_is_promised(
    window: MainWindow, session: Session, case_id: int
) -> None:
    page = opened(window, f"{case_id}-file_before_start")
    assert page.card.fold.head.text() == session.text("dates.filing.title_unknown")
    page.card.fold.head.setChecked(True)
    assert "2003" in page.card.filing.answer.word.text()


def test_an_own_number_is_kept_for_the_authority_and_moves_the_day(
    window: MainWindow, session: Session, case_id: int
) -> None:
    page = opened(window, f"{case_id}-file_before_start")
    page.card.fold.head.setChecked(True)
    panel = page.card.filing
    panel.inputs["takes"].line.setFocus()
    type_text(panel.inputs["takes"].line, "30")
    press(Qt.Key.Key_Tab)
    assert session.dates.filing.numbers("cn.sia") == OwnNumbers(takes=30)
    latest = session.dates.filing.outlook(session.case(case_id)).latest
    assert latest is not None
    assert session.language.date(latest.file_by) in page.card.fold.head.text()
    said = [str(panel.chain.item(row, 0).text()) for row in range(panel.chain.rowCount())]  # type: ignore[union-attr]
    assert said == [session.language.date(step.day) for step in latest.steps]
    panel.inputs["takes"].line.clear()
    panel.inputs["takes"].left.emit()
    assert session.dates.filing.numbers("cn.sia") == OwnNumbers()


def test_a_number_that_is_none_is_named_and_nothing_is_kept(
    window: MainWindow, session: Session, case_id: int
) -> None:
    page = opened(window, f"{case_id}-file_before_start")
    page.card.fold.head.setChecked(True)
    number = page.card.filing.inputs["margin"]
    number.set_typed("two weeks")
    number.left.emit()
    assert page.card.filing.error.isVisible()
    assert session.dates.filing.numbers("cn.sia") == OwnNumbers()


def test_too_late_is_said_with_word_and_symbol(window: MainWindow, session: Session, case_id: int) -> None:
    session.dates.filing.keep("cn.sia", OwnNumbers(takes=120))
    page = opened(window, f"{case_id}-file_before_start")
    latest = session.dates.filing.outlook(session.case(case_id)).latest
    assert latest is not None
    assert latest.slack(DAY) < 0
    late = session.language.plural("dates.late", -latest.slack(DAY))
    assert late in page.card.fold.head.text()


# -- the calendar file


def test_the_calendar_holds_the_lines_shown_and_names_only_when_wanted(
    window: MainWindow, session: Session, case_id: int, tmp_path: Path
) -> None:
    page = opened(window)
    items = [item for item in map(page.model.item, range(page.model.rowCount())) if item is not None]
    path = tmp_path / "dates.ics"
    write_calendar_file(page, items, names=False, path=path)
    plain = path.read_bytes()
    assert len(Calendar.from_ical(plain).walk("VEVENT")) == len(items)
    assert "欧阳".encode() not in plain
    write_calendar_file(page, items, names=True, path=path)
    assert "欧阳".encode() in path.read_bytes()
    assert str(path) in window.bar.label.text()


def test_a_folder_that_is_not_there_is_named(window: MainWindow, case_id: int, tmp_path: Path) -> None:
    page = opened(window)
    write_calendar_file(page, [], names=False, path=tmp_path / "gone" / "dates.ics")
    assert window.bar.isVisible()
    assert window.bar.property("mood") == "error"


# -- reminders of one's own


def test_a_reminder_of_ones_own_is_typed_in_any_script_and_undone(
    window: MainWindow, session: Session, case_id: int
) -> None:
    page = opened(window, f"{case_id}-file_before_start")
    page.card.own_fold.head.setChecked(True)
    own = page.card.own
    type_text(own.line, "给张姐打电话")
    type_text(own.day.line, "2026-12-24")
    own.line.setFocus()
    press(Qt.Key.Key_Return)
    current = page.table.current()
    assert current is not None
    assert (current.title, current.due_on, current.case_id) == (
        "给张姐打电话",
        dt.date(2026, 12, 24),
        case_id,
    )
    assert own.line.text() == ""
    window.bar.action.click()
    assert "给张姐打电话" not in "\n".join(lines(page))


def test_a_reminder_without_a_day_is_not_kept_and_what_was_typed_stays(
    window: MainWindow, session: Session, case_id: int
) -> None:
    page = opened(window, f"{case_id}-file_before_start")
    page.card.own_fold.head.setChecked(True)
    before = len(lines(page))
    type_text(page.card.own.line, "Call")
    page.card.own.add.click()
    assert page.card.own.error.isVisible()
    assert page.card.own.line.text() == "Call"
    assert len(lines(page)) == before


def test_a_reminder_for_a_case_of_nobody_makes_its_person_and_one_undo_takes_both_back(
    window: MainWindow, session: Session
) -> None:
    case = session.open_sample(session.samples[1])
    page = opened(window, f"{case.id}-file_before_start")
    type_text(page.card.own.line, "Call")
    page.card.own.day.set_day(dt.date(2026, 12, 1))
    page.card.own.add.click()
    assert session.case(case.id).person_id is not None
    window.bar.action.click()
    assert session.case(case.id).person_id is None
    assert session.record.people() == ()
