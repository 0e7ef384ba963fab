"""The pages on strange days and with strange input: none of them stops the program."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.record.certificate import Certificate, Document
from desktop.domain.record.contribution import ContributionMonth
from desktop.domain.record.diary import Reminder
from desktop.session import Session
from desktop.windows.app import make_window
from desktop.windows.cases import CasesPage
from desktop.windows.main_window import MainWindow
from desktop.windows.preferences import Preferences

PAGES = ("start", "cases", "dates", "record", "life", "certificates", "diary", "pension", "refunds", "cost")


def _window(qtbot: QtBot, folder: Path, day: dt.date) -> MainWindow:
    session = Session.start(folder, "en", day)
    window = make_window(session, Preferences(dark=False, scale=1.0), True)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.mark.parametrize("day", [dt.date.min, dt.date(2028, 2, 29), dt.date.max])
def test_every_page_opens_on_the_first_and_the_last_day_of_the_calendar(
    qtbot: QtBot, tmp_path: Path, day: dt.date
) -> None:
    window = _window(qtbot, tmp_path, day)
    session = window.session
    case = session.open_sample(session.samples[0])
    number = session.record.person_of(case.id).id
    assert number is not None
    for on in (dt.date.min, dt.date.max):
        session.record.keep(Certificate(person_id=number, state="CN", host="DE", starts_on=on, ends_on=on))
        session.record.keep(Document(person_id=number, kind="residence_title", ends_on=on))
        session.record.keep(Reminder(person_id=number, due_on=on, title="x" * 200))
    session.record.keep(
        ContributionMonth(person_id=number, month=dt.date(2025, 1, 1), state="CN", branch="pension")
    )
    for page in PAGES:
        for case_id in (None, case.id):
            window.open(page, case_id)
            QApplication.processEvents()
    session.close()


@pytest.mark.parametrize("typed", ["a " * 5_000, " ".join(map(str, range(2_000))), "% _ \\ ' \"", "\u202e"])
def test_any_text_can_be_typed_into_the_filter_of_the_cases(qtbot: QtBot, tmp_path: Path, typed: str) -> None:
    window = _window(qtbot, tmp_path, dt.date(2026, 3, 2))
    window.session.new_case("Essen % _ \\ ' \"")
    window.open("cases")
    page = window.stack.currentWidget()
    assert isinstance(page, CasesPage)
    page.filter.setText(typed)
    assert len(page.filter.text()) <= 200
    assert page.model.rowCount() == (typed.startswith("%"))
    window.session.close()
