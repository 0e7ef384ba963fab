"""The line of a working life in the window: walked with the keys, zoomed, as a list and as a paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop.domain.record.certificate import Certificate
from desktop.domain.record.contribution import ContributionMonth
from desktop.domain.record.person import Person
from desktop.session import Session
from desktop.windows.life.page import LifePage
from desktop.windows.main_window import MainWindow

MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def person(session: Session) -> Person:
    """Somebody with five months, two certificates and a lost one."""
    person = session.record.save_person(Person(name="王静怡"))
    assert person.id is not None
    session.record.keep_months(
        person.id,
        [
            ContributionMonth(person_id=person.id, month=dt.date(2024, n, 1), state="CN", branch="pension")
            for n in (1, 2, 3, 7, 8)
        ],
    )
    for year in (2023, 2025):
        session.record.keep(
            Certificate(
                person_id=person.id, state="CN", host="DE", number=f"N-{year}",
                starts_on=dt.date(year, 1, 1), ends_on=dt.date(year, 12, 31),
            )
        )  # fmt: skip
    session.person_in_hand = person.id
    return person


def _page(window: MainWindow) -> LifePage:
    window.open("life")
    QApplication.processEvents()
    page = window.pages["life"]
    assert isinstance(page, LifePage)
    page.view.setFocus()
    return page


def _press(page: LifePage, *keys: Qt.Key) -> str:
    for key in keys:
        QTest.keyClick(page.view, key)
    QApplication.processEvents()
    return page.said.text()


def test_nobody_and_nothing_say_what_would_stand_here(make: MakeWindow, session: Session, code: str) -> None:
    page = _page(make(code))
    assert page.empty.text() == page.text("life.nobody")
    session.person_in_hand = session.record.save_person(Person(name="김하늘")).id
    page.load()
    assert page.empty.isVisible()
    assert page.empty.text() == page.text("life.empty")
    assert not page.stack.isVisible()


def test_the_arrows_walk_and_say_each_item_in_full(window: MainWindow, person: Person) -> None:
    page = _page(window)
    assert "N-2023" in _press(page, Qt.Key.Key_Right)
    assert "N-2025" in _press(page, Qt.Key.Key_Right)
    down = _press(page, Qt.Key.Key_Down)
    assert "July 2024 to August 2024 (2 months)" in down, "the item of the next lane nearest in time"
    assert "January 2024 to March 2024 (3 months)" in _press(page, Qt.Key.Key_Left)
    assert "N-2023" in _press(page, Qt.Key.Key_Up)
    assert _press(page, Qt.Key.Key_End) == page.say_words(page.view.spans()[-1].words)
    assert _press(page, Qt.Key.Key_Right) == page.say_words(page.view.spans()[-1].words)
    assert "N-2023" in _press(page, Qt.Key.Key_Home)


def test_every_item_can_be_reached_and_is_in_sight(window: MainWindow, person: Person) -> None:
    page = _page(window)
    page.view.zoom_by(20)
    said = {_press(page, Qt.Key.Key_Home)}
    for _ in page.view.spans():
        said.add(_press(page, Qt.Key.Key_Right))
        layout, offset = page.view._layout, page.view._offset()
        assert layout is not None
        ((lane, placed),) = [(a, b) for a, b in layout.items() if b.span is page.view.current]
        box = layout.box(lane, placed).translated(-offset.x(), -offset.y())
        assert -1 <= box.left() < page.view.viewport().width()
        assert layout.head - 1 <= box.top() < page.view.viewport().height()
    assert said == {page.say_words(span.words) for span in page.view.spans()}


def test_zooming_keeps_the_day_under_the_pointer(window: MainWindow, person: Person) -> None:
    page = _page(window)
    view = page.view
    at = view.viewport().width() * 0.75

    def day() -> dt.date:
        assert view._layout is not None
        return view._layout.scale.day(view.horizontalScrollBar().value() + at)

    before = day()
    for _ in range(3):
        place = QPointF(at, 100)
        event = QWheelEvent(
            place, view.viewport().mapToGlobal(place), QPointF(0, 0).toPoint(), QPointF(0, 120).toPoint(),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        view.wheelEvent(event)
    assert view.horizontalScrollBar().maximum() > 0
    assert abs((day() - before).days) <= 3
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.horizontalScrollBar().maximum() == 0


def test_a_click_chooses_and_an_undo_is_shown(window: MainWindow, person: Person, session: Session) -> None:
    page = _page(window)
    layout = page.view._layout
    assert layout is not None
    lane, placed = next(iter(layout.items()))
    QTest.mouseClick(
        page.view.viewport(), Qt.MouseButton.LeftButton, pos=layout.box(lane, placed).center().toPoint()
    )
    assert page.view.current is placed.span
    before = len(page.view.spans())
    page.head.undo.undo.click()
    assert len(page.view.spans()) < before


def test_the_list_says_what_the_drawing_says(make: MakeWindow, person: Person, code: str) -> None:
    page = _page(make(code))
    page.as_list.click()
    assert page.stack.currentWidget() is page.list
    model = page.list.model()
    said = [model.index(row, 1).data(Qt.ItemDataRole.DisplayRole) for row in range(model.rowCount())]
    assert said == [page.say_words(span.words) for span in page.view.spans()]
    sentence = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said[0] in sentence
    assert not page.larger.isVisible()


def test_the_language_changes_what_is_said(make: MakeWindow, person: Person) -> None:
    window = make("en")
    page = _page(window)
    _press(page, Qt.Key.Key_Right)
    window.set_language("de")
    assert page.said.text().startswith("01.01.2023 – 31.12.2023: Bescheinigung (N-2023)")
    assert page.view.accessibleDescription().startswith("Berufsleben von 王静怡")


def _ink(image: QImage) -> int:
    return len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)})


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_draws_at_every_size(make: MakeWindow, person: Person, scale: float) -> None:
    page = _page(make("zh_Hans", scale))
    assert _ink(page.view.viewport().grab().toImage()) > 8


def test_the_paper_is_saved(
    window: MainWindow, person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = _page(window)
    target = tmp_path / "life.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    told: list[str] = []
    page.say.connect(lambda sentence, _mood: told.append(sentence))
    page.save("ko")
    assert target.read_bytes().startswith(b"%PDF-")
    assert str(target) in told[0]
