"""Months lost because the certificate came late: entered, counted, and not lost a second time.

A technician from Busan works in Shanghai. The Korean certificate takes five months. Handed in so late it exempts
only from that day (press reports of 2012, uncertain). For the next posting the program counts the latest day to
file with the time that was measured.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from type_text import type_text

from desktop.domain.case import Answer
from desktop.domain.dates.turnaround import Basis
from desktop.domain.facts import FactValue
from desktop.domain.money.cost_inputs import CostInputs, SidePay
from desktop.domain.money.exposure import Why
from desktop.domain.record.events import Event
from desktop.session import Session
from desktop.windows.diary.page import DiaryPage
from desktop.windows.happened.page import HappenedPage
from desktop.windows.main_window import MainWindow
from desktop.windows.screens import settle

DAY = dt.date(2026, 11, 22)
POSTING: dict[str, FactValue] = {
    "from": "KR", "to": "CN", "nationality": "KR", "activity": "employee", "home_employer": True,
    "home_contract": "active", "works_for_home_employer": True, "host_workplace": "subsidiary_or_affiliate",
    "host_contract": False, "wages_borne_by": "home", "limited_in_advance": True, "home_pension": "employees",
    "home_unemployment": True, "paying_at_home": True, "start": dt.date(2026, 1, 5),
    "end": dt.date(2027, 12, 31), "work_permit_on": dt.date(2026, 1, 12),
}  # fmt: skip


@pytest.fixture
def session(profile: Path) -> Iterator[Session]:
    session = Session.start(profile, "ko", DAY)
    yield session
    session.close()


@pytest.fixture
def case_id(session: Session) -> int:
    case = session.new_case("박지호", {name: Answer(value) for name, value in POSTING.items()})
    session.set_field(case.id, "person.name_hangul", "박지호")
    return case.id


def diary_of(window: MainWindow, case_id: int) -> DiaryPage:
    window.protection_offered = True
    window.open("diary", case_id)
    QApplication.processEvents()
    page = window.pages["diary"]
    assert isinstance(page, DiaryPage)
    return page


def note(page: DiaryPage, day: str, stage: str) -> None:
    page.new.click()
    page.form.day.line.clear()
    type_text(page.form.day.line, day)
    page.form.stage.setCurrentIndex(page.form.stage.findData(stage))
    page.form.keep.click()


def the_certificate_comes(window: MainWindow, case_id: int) -> None:
    """What happened: the certificate has come. Its issue goes into the diary with it."""
    window.open("happened", case_id, "arrived")
    page = window.pages["happened"]
    assert isinstance(page, HappenedPage)
    answers = {"day": dt.date(2026, 6, 10), "first": dt.date(2026, 1, 5), "last": dt.date(2027, 12, 31)}
    for key, value in answers.items():
        page.form.rows[key].show_value(value)
    type_text(page.form.rows["number"].place, "NPS-2026-0042")
    page.take.click()
    assert page.picked is not Event.ARRIVED


def test_the_months_are_lost_once_and_not_a_second_time(
    window: MainWindow, session: Session, case_id: int
) -> None:
    page = diary_of(window, case_id)
    note(page, "2025-12-20", "prepared")
    note(page, "2026-01-02", "sent")
    the_certificate_comes(window, case_id)
    session.answer(case_id, {"certificate_handed_in_on": Answer(dt.date(2026, 6, 22))})

    case = session.case(case_id)
    now = session.determine(case)
    lost = [(part.first, part.until) for part in now.periods if not part.branches]
    assert lost == [(dt.date(2026, 1, 5), dt.date(2026, 6, 21))]
    (certificate,) = session.record.life(case.person_id or 0).certificates
    assert (certificate.number, certificate.issued_on) == ("NPS-2026-0042", dt.date(2026, 6, 10))
    stages = [entry.stage.value for entry in diary_of(window, case_id).entries]
    assert stages == ["prepared", "sent", "issued"]

    pay = CostInputs(host=SidePay(gross=Decimal(30000), zone="Shanghai"))
    report = session.costs.report(case, pay)
    assert report is not None
    (exposed,) = (one for one in report.exposures if one.why is Why.TOO_LATE)
    assert exposed.months == tuple(dt.date(2026, month, 1) for month in range(1, 7))
    assert (exposed.shares.employee, exposed.shares.employer) == (Decimal("15300.00"), Decimal("29700.00"))
    session.costs.keep(case, pay)
    window.open("cost", case_id)
    settle()
    said = {label.text() for label in window.pages["cost"].findChildren(QLabel)}
    assert session.text("money.exposure.title") in said

    again = {**POSTING, "start": dt.date(2027, 9, 1), "end": dt.date(2029, 8, 31)}
    del again["work_permit_on"]
    following = session.new_case("박지호", {name: Answer(value) for name, value in again.items()})
    outlook = session.dates.filing.outlook(following)
    assert outlook.authority == "kr.nps"
    assert outlook.turnaround is not None
    assert (outlook.turnaround.basis, outlook.turnaround.days) == (Basis.MEASURED, 159)
    assert outlook.latest is not None
    assert outlook.latest.file_by < dt.date(2027, 9, 1) - dt.timedelta(days=159)
