"""The page of costs, driven by keys: questions, the answer, own values, exchange, the paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import MakeWindow
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from desktop.domain.case import Answer
from desktop.domain.money.cost_inputs import HOME, HOST, CostInputs, SidePay
from desktop.domain.record.contribution import ContributionMonth
from desktop.session import Session
from desktop.windows.controls.buttons import Button
from desktop.windows.controls.paper_table import PaperGrid
from desktop.windows.cost.chart import CostChart
from desktop.windows.cost.exchange import ExchangePanel
from desktop.windows.cost.own import OwnValues
from desktop.windows.cost.page import CostPage
from desktop.windows.documents.languages import PaperButton
from desktop.windows.main_window import MainWindow
from desktop.windows.screens import settle

TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def session(profile: Path) -> Iterator[Session]:
    """A session on a day for which rates are known."""
    session = Session.start(profile, "en", TODAY)
    yield session
    session.close()


def posting(session: Session, host: str = "DE", **facts: object) -> int:
    said = {"from": "CN", "to": host, "start": dt.date(2025, 3, 1), "end": dt.date(2026, 12, 31), **facts}
    return session.new_case("", {name: Answer(value) for name, value in said.items()}).id  # type: ignore[arg-type]


def opened(window: MainWindow, case_id: int | None) -> CostPage:
    window.open("cost", case_id)
    settle()
    page = window.pages["cost"]
    assert isinstance(page, CostPage)
    return page


def typed(page: CostPage, side: str, name: str, text: str) -> None:
    line = page.form.fields[side, name].place.line  # type: ignore[union-attr]
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def chosen(page: CostPage, side: str, name: str, value: str) -> None:
    box = page.form.fields[side, name].place
    place = box.findData(value)  # type: ignore[union-attr]
    box.setCurrentIndex(place)  # type: ignore[union-attr]
    box.activated.emit(place)  # type: ignore[union-attr]


def said(page: CostPage) -> str:
    shed()
    settle()
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def shed() -> None:
    """Delete what the page took away, as a running program does by itself."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def paid(session: Session, case_id: int, **inputs: object) -> None:
    pay = CostInputs(
        host=SidePay(gross=Decimal(6000)),
        home=SidePay(gross=Decimal(12000), zone="Shanghai"),
        **inputs,  # type: ignore[arg-type]
    )
    session.costs.keep(session.case(case_id), pay)


def test_pay_typed_gives_the_answer_after_a_pause_and_is_kept(make: MakeWindow, session: Session) -> None:
    window, case_id = make(), posting(session)
    page = opened(window, case_id)
    assert "Enter the monthly pay" in said(page)
    typed(page, HOST, "gross", "6,000.00")
    QTest.qWait(450)
    assert "The certificate saves about 27,984 euros" in said(page)
    assert session.costs.inputs(session.case(case_id)).host.gross == Decimal("6000.00")
    assert page.form.fields[HOST, "gross"].place.line.hasFocus()  # type: ignore[union-attr]


def test_contributions_at_home_need_pay_and_place(make: MakeWindow, session: Session) -> None:
    page = opened(make(), posting(session))
    typed(page, HOME, "gross", "12000")
    chosen(page, HOME, "zone", "Shanghai")
    page.refresh()
    assert "you go on paying about" in said(page)
    assert len(page.findChildren(PaperGrid)) >= 2


def test_the_separators_of_another_language_are_named_not_guessed(make: MakeWindow, session: Session) -> None:
    page = opened(make(), posting(session))
    typed(page, HOST, "gross", "6.000,50")
    field = page.form.fields[HOST, "gross"]
    assert not field.error.isHidden()
    assert "6,000.5" in field.error.text()
    page.refresh()
    assert page.report is not None
    assert not page.report.cost.of(HOST)


def test_german_amounts_are_written_the_german_way(make: MakeWindow, session: Session) -> None:
    page = opened(make("de"), posting(session))
    typed(page, HOST, "gross", "6.000,50")
    assert page.form.fields[HOST, "gross"].error.isHidden()
    assert page.inputs.host.gross == Decimal("6000.50")


def test_a_change_of_language_keeps_what_was_typed(make: MakeWindow, session: Session) -> None:
    window = make()
    page = opened(window, posting(session))
    typed(page, HOST, "gross", "6,000.50")
    window.set_language("de")
    settle()
    assert page.form.fields[HOST, "gross"].place.line.text() == "6.000,50"  # type: ignore[union-attr]
    assert "Die Bescheinigung spart" in said(page)


def test_without_a_case_route_and_days_are_asked(make: MakeWindow, session: Session) -> None:
    page = opened(make(), None)
    assert page.report is None
    chosen(page, "", "home_state", "CN")
    chosen(page, "", "host_state", "KR")
    for name, day in (("first", "2026-01-01"), ("last", "2026-12-31")):
        place = page.form.dates[name]
        place.line.setText(day)
        place.left.emit()
    typed(page, HOST, "gross", "7000000")
    page.refresh()
    assert "Answer the questions" not in said(page)
    assert page.report is not None
    assert page.report.assumed
    typed(page, HOST, "persons", "200")
    assert (HOST, "priority_support") in page.form.fields
    assert page.form.fields[HOST, "persons"].place.line.hasFocus()  # type: ignore[union-attr]
    chosen(page, HOST, "priority_support", "yes")
    page.refresh()
    assert {line.item.name for line in page.report.cost.of(HOST)} == {"pension", "unemployment"}


def test_only_the_day_that_the_case_lacks_is_asked_and_days_must_follow_each_other(
    make: MakeWindow, session: Session
) -> None:
    said_by_case = {"from": "CN", "to": "DE", "start": dt.date(2026, 1, 1)}
    case = session.new_case("", {name: Answer(value) for name, value in said_by_case.items()})  # type: ignore[arg-type]
    page = opened(make(), case.id)
    assert set(page.form.dates) == {"last"}
    assert page.form.fields == {}
    place = page.form.dates["last"]
    place.line.setText("2025-12-31")
    place.left.emit()
    page.refresh()
    assert "31 December 2025" in said(page)
    place = page.form.dates["last"]
    place.line.setText("2026-12-31")
    place.left.emit()
    page.refresh()
    assert page.report is not None


def test_the_case_in_hand_is_shown_and_another_can_be_chosen(make: MakeWindow, session: Session) -> None:
    window = make()
    first, second = posting(session), posting(session, "KR")
    window.case_id = first
    window.side.wanted.emit("cost")
    page = window.pages["cost"]
    assert isinstance(page, CostPage)
    assert page.case is not None
    assert page.case.id == first
    page.who.activated.emit(page.who.findData(second))
    assert page.case.id == second == window.case_id
    assert page.bar.case_id == second


def test_later_months_get_the_last_known_values_at_a_word_and_are_marked(
    make: MakeWindow, session: Session
) -> None:
    case_id = posting(session, end=dt.date(2028, 2, 29))
    paid(session, case_id)
    page = opened(make(), case_id)
    assert "14 months" in said(page)
    page.later.click()
    assert "14 months" not in said(page)
    assert "Your own value from January 2027" in said(page)


def test_an_own_rate_is_used_marked_and_taken_back(make: MakeWindow, session: Session) -> None:
    case_id = posting(session)
    paid(session, case_id)
    page = opened(make(), case_id)
    assert page.report is not None
    before = page.report.cost.saved().total
    own = page.findChildren(OwnValues)[-1]
    own.box.setCurrentIndex(own.names.index(("DE", "pension.rate_total")))
    QTest.keyClicks(own.line.line, "20")
    own.use.click()
    assert page.report.cost.saved().total > before
    assert "Your own value: Germany: pension insurance: rate, both shares = 20" in said(page)
    assert session.costs.inputs(session.case(case_id)).own
    (back,) = [b for b in page.findChildren(type(own.use)) if b.text() == "Back to the known value"]
    back.click()
    assert page.report.cost.saved().total == before


def test_nothing_is_converted_until_there_is_a_rate_with_its_day(make: MakeWindow, session: Session) -> None:
    case_id = posting(session)
    paid(session, case_id)
    page = opened(make(), case_id)
    assert "yuan)" not in said(page)
    panel = page.findChildren(ExchangePanel)[-1]
    panel.use.click()
    assert "rate above zero" in panel.error.text()
    QTest.keyClicks(panel.rate.line, "8.05")
    panel.day.set_day(dt.date(2026, 11, 20))
    panel.use.click()
    assert "1 euro = 8.05 yuan on 20 November 2026, entered by you" in said(page)
    page.findChildren(ExchangePanel)[-1].stop.click()
    assert "entered by you" not in said(page)


def test_a_rate_is_read_from_a_file_and_a_bad_file_is_answered(
    make: MakeWindow, session: Session, tmp_path: Path
) -> None:
    case_id = posting(session)
    paid(session, case_id)
    page = opened(make(), case_id)
    path = tmp_path / "rates.csv"
    path.write_text("date;from;to;rate\n2026-11-20;EUR;KRW;1,605\n", "utf-8")
    panel = page.findChildren(ExchangePanel)[-1]
    panel.read(path)
    assert "no rate for EUR and CNY" in panel.error.text()
    assert "Row 2" in panel.error.text()
    panel.read(tmp_path / "missing.csv")
    assert "missing.csv" in panel.error.text()
    path.write_text("date;from;to;rate\n2026-11-20;EUR;CNY;8.0125\n", "utf-8")
    panel.read(path)
    assert "from your file" in said(page)


def test_the_mean_of_a_year_says_that_it_is_one(make: MakeWindow, session: Session) -> None:
    case_id = posting(session)
    paid(session, case_id)
    page = opened(make(), case_id)
    panel = page.findChildren(ExchangePanel)[-1]
    panel.years.activated.emit(panel.years.findData(2025))
    assert "average of 2025, European Central Bank" in said(page)


@pytest.mark.parametrize("language", ["zh_Hans", "de", "ko", "en"])
def test_the_paper_is_saved_in_each_language(
    make: MakeWindow, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    case_id = posting(session)
    paid(session, case_id)
    page = opened(make(), case_id)
    place = tmp_path / "cost.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    button = page.findChildren(PaperButton)[-1]
    button.save(language)
    assert place.read_bytes().startswith(b"%PDF")
    assert "cost.pdf" in button.said.text()


def test_a_screen_reader_hears_the_chart_and_every_cell(make: MakeWindow, session: Session) -> None:
    case_id = posting(session)
    paid(session, case_id)
    page = opened(make(), case_id)
    chart = page.findChildren(CostChart)[-1]
    assert "Without a certificate 27,984.00 euros" in chart.accessibleDescription()
    grid = page.findChildren(PaperGrid)[0]
    item = grid.item(0, 3)
    assert item is not None
    spoken = item.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "statutory pension insurance, Saved: 24,552.00, 12,276.00 + 12,276.00"


def test_money_already_paid_leads_to_the_refunds_of_the_same_case(make: MakeWindow, session: Session) -> None:
    case_id = posting(session)
    paid(session, case_id)
    window = make()
    page = opened(window, case_id)
    (button,) = [b for b in page.findChildren(Button) if b.text() == "What you may get back"]
    button.click()
    assert (window.kind, window.case_id) == ("refunds", case_id)


def test_a_state_without_rates_is_named(make: MakeWindow, session: Session) -> None:
    page = opened(make(), posting(session, "SG"))
    assert "no contribution rates for Singapore" in said(page)
    page = opened(page.window(), posting(session, "CN", **{"from": "SG"}))  # type: ignore[arg-type]
    assert "The program has no rates for that country" in said(page)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("host", ["DE", "ES", "CA", "FR"])
def test_nothing_sticks_out_at_the_side(make: MakeWindow, session: Session, host: str, scale: float) -> None:
    case_id = posting(session, host)
    window = make("de", scale)
    pay = SidePay(gross=Decimal(6000), contract="permanent", employer_payroll="low")
    session.costs.keep(session.case(case_id), CostInputs(host=pay))
    page = opened(window, case_id)
    assert page.column.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize(("in_record", "expected"), [(True, 1), (False, 0)])
def test_money_in_the_record_leads_to_the_refunds_in_spite_of_a_certificate(
    make: MakeWindow, session: Session, in_record: bool, expected: int
) -> None:
    day = dt.date(2025, 3, 1)
    case_id = posting(session, certificate="held", certificate_handed_in_on=day, certificate_issued_on=day)
    paid(session, case_id)
    if in_record:
        person = session.record.person_of(case_id)
        assert person.id is not None
        session.record.keep(
            ContributionMonth(
                person_id=person.id, month=day, state="DE", branch="pension",
                employee=Decimal(500), employer=Decimal(500), currency="EUR",
            )
        )  # fmt: skip
    page = opened(make(), case_id)
    assert len([b for b in page.findChildren(Button) if b.text() == "What you may get back"]) == expected
