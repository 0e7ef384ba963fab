"""China's side and adding up: numbers typed, sentences told, drawings named, everything kept."""

import datetime as dt
from decimal import Decimal

import pytest
from conftest import MakeWindow
from PySide6.QtWidgets import QApplication
from type_text import type_text

from desktop.domain.money.china_years import china_years
from desktop.domain.money.retirement import CATEGORIES
from desktop.session import LANGUAGES, Session
from desktop.windows.controls.widgets import Label
from desktop.windows.main_window import MainWindow
from desktop.windows.pension.career import LITERATURE, WORKER
from desktop.windows.pension.drawing import Bars
from desktop.windows.pension.page import PensionPage
from desktop.windows.pension.years import years_words

MAN = {"category": "men_60", "born": "1985-06-14", "paid": "96"}


@pytest.fixture
def case_id(session: Session) -> int:
    session.day = dt.date(2026, 11, 22)
    return session.open_sample(next(s for s in session.samples if s.key == "engineer_dusseldorf")).id


def page_of(window: MainWindow, case_id: int | None) -> PensionPage:
    window.open("pension", case_id)
    page = window.pages["pension"]
    assert isinstance(page, PensionPage)
    return page


def said(page: PensionPage) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in page.findChildren(Label) if not label.isHidden())


def test_the_birth_date_of_the_case_is_shown(make: MakeWindow, session: Session, case_id: int) -> None:
    page = page_of(make(), case_id)
    born = session.field_value(session.case(case_id), "person.birth_date")
    assert page.years.born.day() == born


def test_the_month_of_retirement_and_the_missing_months(make: MakeWindow, case_id: int) -> None:
    page = page_of(make(), case_id)
    page.years.show_answers(MAN)
    text = said(page)
    assert "June 2048, aged 63 years" in text
    assert "144 months are still missing" in text
    assert "October 2038" in text


def test_unpaid_months_abroad_can_break_the_minimum(make: MakeWindow, case_id: int) -> None:
    page = page_of(make(), case_id)
    page.years.show_answers({**MAN, "paid": "0"})
    type_text(page.years.unpaid.line, "20")
    assert "At retirement 1 month will be missing" in said(page)


@pytest.mark.parametrize("paid", [240, 120])
def test_full_or_spare_months_never_invite_anybody_to_stop_paying(session: Session, paid: int) -> None:
    found = china_years("men_60", dt.date(1985, 6, 14), paid, 0, dt.date(2026, 11, 22), session.rates)
    last = list(years_words(session, found))[-1]
    assert "certificate of coverage" in last
    assert "Get advice" in last


def test_what_cannot_be_computed_is_said(make: MakeWindow, case_id: int) -> None:
    page = page_of(make(), case_id)
    page.years.show_answers({})
    assert page.text("pension.years.empty") in said(page)
    page.years.show_answers({**MAN, "born": "1900-01-01"})
    assert page.text("pension.years.no_answer") in said(page)


def test_the_career_of_the_literature(make: MakeWindow, case_id: int) -> None:
    page = page_of(make(), case_id)
    text = said(page)
    assert page.career.career == LITERATURE
    for part in ("40 per cent of 1,000.00 are 400.00", "360.00", "450.00", "Together: 1,210.00"):
        assert part in text


def test_years_that_china_does_not_add_up(make: MakeWindow, case_id: int) -> None:
    page = page_of(make(), case_id)
    page.career.worker.click()
    text = said(page)
    assert page.career.career == WORKER
    assert "Germany: 4 years, 5 needed: no pension from these alone." in text
    assert "Germany: 4 of 15 years, 26.7 per cent." in text


def test_less_than_a_year_pays_nothing_and_is_not_called_too_few_years(
    make: MakeWindow, case_id: int
) -> None:
    page = page_of(make(), case_id)
    page.career.show_career(
        (
            {"state": "DE", "years": "0.5", "minimum": "5", "full": "1500"},
            {"state": "FR", "years": "20", "minimum": "10", "full": "1200"},
        )
    )
    text = said(page)
    assert "Germany: under one year, so it need not pay." in text
    assert "even 20.5 years" not in text


def test_own_numbers_are_typed_and_kept(make: MakeWindow, session: Session, case_id: int) -> None:
    window = make("de")
    page = page_of(window, case_id)
    page.career.worker.click()
    row = page.career.rows[0]
    row.lines["years"].clear()
    type_text(row.lines["years"], "5,5")
    assert "Deutschland: 5,5 Jahre, 5 nötig: genug." in said(page)
    page.years.show_answers(MAN)
    page.years.changed.emit()
    other = PensionPage(session)
    other.load(case_id)
    assert other.career.career[0]["years"] == "5.5"
    assert other.years.answers() == MAN
    other.deleteLater()


def test_what_is_no_number_is_marked(make: MakeWindow, case_id: int) -> None:
    page = page_of(make(), case_id)
    row = page.career.rows[0]
    for typed in ("many", "81", "-3"):
        row.lines["years"].clear()
        type_text(row.lines["years"], typed)
        row.lines["years"].editingFinished.emit()
        assert typed in row.error.text()
        assert row.lines["years"].wrong
        assert "years" not in row.values()


def test_drawings_say_in_words_what_they_show(make: MakeWindow, case_id: int, code: str) -> None:
    page = page_of(make(code), case_id)
    page.years.show_answers(MAN)
    page.career.show_career(WORKER)
    QApplication.processEvents()
    bars = [bar for bar in page.findChildren(Bars) if not bar.isHidden()]
    assert len(bars) == 2
    for bar in bars:
        assert bar.accessibleName()
        assert bar.accessibleDescription()
        bar.grab()


def test_a_change_of_language_keeps_the_numbers(make: MakeWindow, session: Session, case_id: int) -> None:
    window = make("en")
    page = page_of(window, case_id)
    page.years.show_answers(MAN)
    for code in LANGUAGES:
        window.set_language(code)
        assert page.years.answers() == MAN
        assert [Decimal(one["full"]) for one in page.career.career] == [1000, 1200, 1500]


def test_every_category_has_words(session: Session) -> None:
    from desktop.languages.language import Language

    for code in LANGUAGES:
        assert all(Language(code).has(f"pension.category.{name}") for name in CATEGORIES)


def test_the_bar_leads_from_one_page_to_the_other(make: MakeWindow, case_id: int) -> None:
    window = make()
    page = page_of(window, case_id)
    page.bar.buttons["refunds"].click()
    QApplication.processEvents()
    assert window.pages["refunds"].isVisible()
