"""The page of an agreement: limits to scale, conditions with their articles, both layers of words, official names."""

import dataclasses
from collections.abc import Iterator

import pytest
from conftest import MakeWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.domain.agreement import Category, Limit
from desktop.session import Session
from desktop.windows.law.agreement import AgreementPart
from desktop.windows.law.limits import LimitBar, Span, axis, spans
from desktop.windows.law.names import NamesTable
from desktop.windows.law.page import LawPage
from desktop.windows.law.wording import WordingSwitch, wording
from desktop.windows.main_window import MainWindow
from desktop.windows.result.fold import SentenceFold


@pytest.fixture(autouse=True)
def plain_words() -> Iterator[None]:
    wording.choose(False)
    yield
    wording.choose(False)


def part_of(window: MainWindow, agreement: str) -> AgreementPart:
    window.open("law", None, agreement)
    page = window.pages["law"]
    assert isinstance(page, LawPage)
    part = page.parts["agreement"]
    assert isinstance(part, AgreementPart)
    return part


def words_on(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def category_of(session: Session, limits: tuple[tuple[str, int | None], ...]) -> Category:
    """A category of the data with these limits in place of its own."""
    one = session.law.agreement("CN-DE-2001").directions["CN"].categories[0]
    sourced = one.sourced
    return dataclasses.replace(one, limits=tuple(Limit(stage, months, sourced) for stage, months in limits))


def test_stages_follow_each_other_on_the_axis(session: Session) -> None:
    category = category_of(session, (("first", 60), ("extension", 120), ("exception", None)))
    assert spans(category) == (
        Span("first", 0, 60),
        Span("extension", 60, 120),
        Span("exception", 120, None),
    )
    assert axis([category]) == 132


def test_what_was_not_read_is_no_limit(session: Session) -> None:
    category = category_of(session, (("first", 60),))
    assert spans(dataclasses.replace(category, limits_unread=True)) == (Span("unread", 0, None),)
    assert spans(dataclasses.replace(category, readable=False)) == (Span("unread", 0, None),)
    assert spans(category_of(session, ())) == (Span("first", 0, None),)
    assert axis([category_of(session, ())]) == 60


def test_the_end_of_a_bar_is_drawn_where_its_month_is(qapp: QApplication) -> None:
    bar = LimitBar((Span("first", 0, 60),), 120, "posted", "First period: up to 60 months.")
    bar.resize(600, bar.sizeHint().height())
    image = bar.grab().toImage()
    ratio = image.width() / bar.width()
    above_the_number = round(2 * ratio)
    ground = image.pixelColor(image.width() - 4, above_the_number)
    coloured = {x for x in range(image.width()) if image.pixelColor(x, above_the_number) != ground}
    end = max(x for x in coloured if all(x - back in coloured for back in range(20)))
    assert end / ratio == pytest.approx(1 + (600 - 24) / 2, abs=6)
    assert bar.accessibleDescription() == "First period: up to 60 months."


def test_every_agreement_opens_in_every_language(make: MakeWindow, session: Session, code: str) -> None:
    window = make(code)
    for agreement in session.law.agreements:
        part = part_of(window, agreement.id)
        for home in agreement.directions:
            part._turn(home)
            words = words_on(part)
            assert session.text(f"law.agreement.{agreement.id}.name") in words
            bars = part.findChildren(LimitBar)
            assert len(bars) >= len(agreement.directions[home].categories)
            assert all(bar.accessibleName() and bar.accessibleDescription() for bar in bars)


def test_official_words_open_everywhere(make: MakeWindow, session: Session, code: str) -> None:
    wording.choose(True)
    window = make(code)
    for agreement in session.law.agreements:
        part = part_of(window, agreement.id)
        for home in agreement.directions:
            part._turn(home)
        for fold in part.findChildren(SentenceFold):
            fold.head.setChecked(True)


def test_categories_show_conditions_with_articles(window: MainWindow, session: Session) -> None:
    words = words_on(part_of(window, "CN-DE-2001"))
    for category in session.law.agreement("CN-DE-2001").directions["CN"].categories:
        for condition in category.conditions:
            assert session.language.citation(condition.sourced.citations[0], session.law) in words
        for limit in category.limits:
            if limit.months is not None:
                assert session.language.months(limit.months) in words


def test_plain_words_speak_to_the_user_and_official_words_state_the_rule(
    window: MainWindow, session: Session
) -> None:
    part = part_of(window, "CN-DE-2001")
    names = {"home": session.language.state("CN"), "host": session.language.state("DE")}
    plain = session.text("result.finding.paying_at_home.met", **names)
    official = session.text("law.condition.paying_at_home", **names)
    assert plain in words_on(part)
    part.findChildren(WordingSwitch)[-1].buttons["official"].click()
    QApplication.sendPostedEvents(None, 52)  # what is deleted later goes now
    words = words_on(part)
    assert official in words
    assert plain not in words
    assert session.law.instruments["CN-DE-2001"].titles["de"] in words


def test_the_choice_of_words_is_kept_for_the_next_page(window: MainWindow, session: Session) -> None:
    part = part_of(window, "CN-DE-2001")
    part.findChildren(WordingSwitch)[-1].buttons["official"].click()
    part = part_of(window, "CN-KR-2012")
    assert part.findChildren(WordingSwitch)[-1].buttons["official"].isChecked()


def test_open_folds_stay_open_in_another_language(window: MainWindow, session: Session) -> None:
    part = part_of(window, "CN-DE-2001")
    name = session.text("pages.law.deadlines")
    next(f for f in part.findChildren(SentenceFold) if f.head.text() == name).head.click()
    window.set_language("de")
    QApplication.processEvents()
    name = session.text("pages.law.deadlines")
    assert [f for f in part.findChildren(SentenceFold) if f.head.text() == name][-1].inside.isVisible()


def test_open_points_show_both_readings_and_the_adopted_one(window: MainWindow, session: Session) -> None:
    words = words_on(part_of(window, "CN-DE-2001"))
    points = [p for p in session.law.open_points.values() if "CN-DE-2001" in p.agreements]
    assert points
    for point in points:
        for reading in point.readings:
            assert session.text(f"law.open.{point.id}.reading.{reading}") in words


def test_names_stand_in_a_column_for_each_language(window: MainWindow, session: Session) -> None:
    part = part_of(window, "CN-KR-2012")
    tables = part.findChildren(NamesTable)
    assert tables
    heads = {
        table.horizontalHeaderItem(x).text()
        for table in tables
        for x in range(1, table.columnCount())  # type: ignore[union-attr]
    }
    assert {"中文", "한국어"} <= heads
    spoken = tables[0].item(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)  # type: ignore[union-attr]
    assert "中文: " in spoken


def test_a_day_travels_with_the_agreement(window: MainWindow, session: Session) -> None:
    window.open("law", None, "agreement:CN-DE-2001@2002-04-03")
    page = window.pages["law"]
    assert isinstance(page, LawPage)
    agreement = session.law.agreement("CN-DE-2001")
    assert session.text("pages.law.status.not_yet", first=agreement.first) in words_on(
        page.parts["agreement"]
    )


def test_back_leads_to_all_agreements(window: MainWindow) -> None:
    part = part_of(window, "CN-DE-2001")
    part.back.click()
    page = window.pages["law"]
    assert isinstance(page, LawPage)
    assert page.part == "agreements"
