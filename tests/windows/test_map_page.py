"""The map of the check: every page on it, the same as text, zoom within bounds, and three kinds of files."""

from pathlib import Path

import pytest
from conftest import MakeWindow
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument

from desktop.domain.topics import SITUATIONS, TOPICS
from desktop.session import Session
from desktop.windows.law.page import LawPage
from desktop.windows.main_window import MainWindow
from desktop.windows.map.drawing import Box
from desktop.windows.map.export import FORMATS, export_map
from desktop.windows.map.part import MapPart
from desktop.windows.map.words import map_rows, map_text, outcome_words


def part_of(window: MainWindow) -> MapPart:
    window.open("law", None, "map")
    page = window.pages["law"]
    assert isinstance(page, LawPage)
    part = page.parts["map"]
    assert isinstance(part, MapPart)
    return part


def test_every_page_of_questions_is_drawn(make: MakeWindow, session: Session, code: str) -> None:
    part = part_of(make(code))
    boxes = [item for item in part.scene.items() if isinstance(item, Box)]
    assert len(boxes) == 2 * len(TOPICS) + len(outcome_words(session))


def test_no_box_lies_over_another(make: MakeWindow, code: str) -> None:
    part = part_of(make(code))
    boxes = [item.sceneBoundingRect() for item in part.scene.items() if isinstance(item, Box)]
    for place, box in enumerate(boxes):
        assert not any(box.intersects(other) for other in boxes[place + 1 :])


def test_the_text_says_all_that_is_drawn(window: MainWindow, session: Session) -> None:
    part = part_of(window)
    text = map_text(session)
    for row in map_rows(session):
        for words in (row.question, row.decides, row.agreements, row.skipped):
            assert words in text
    part.as_text.click()
    assert part.words.isVisible()
    assert part.words.toPlainText() == text
    assert not part.larger.isVisible()


def test_choices_of_the_first_page_have_letters(session: Session) -> None:
    first, *others = map_rows(session)
    assert len(first.skipped.splitlines()) == len(SITUATIONS)
    assert any("1a" in row.skipped for row in others)


def test_zoom_stops_at_both_ends(window: MainWindow) -> None:
    view = part_of(window).view
    for _ in range(40):
        view.zoom_by(1.25)
    assert view.zoom == pytest.approx(4.0)
    for _ in range(60):
        view.zoom_by(0.8)
    assert view.zoom == pytest.approx(0.1)
    view.fit_width()
    assert view.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("kind", FORMATS)
def test_the_map_is_written_as_a_file(make: MakeWindow, session: Session, tmp_path: Path, kind: str) -> None:
    part = part_of(make("zh_Hans"))
    path = tmp_path / "map" / f"map.{kind}"
    part.save_as(path)
    assert part.said.text() == session.text("pages.map.saved", path=path.name)
    if kind == "png":
        image = QImage(str(path))
        assert image.width() > 2000
        assert image.height() > image.width()
    elif kind == "svg":
        drawn = path.read_text(encoding="utf-8")
        assert session.text("result.outcome.exempt") in drawn
    else:
        document = QPdfDocument(None)
        document.load(str(path))
        assert document.pageCount() == 1
        words = document.getAllText(0).text().replace("\n", "").replace("\r", "")
        assert session.text("result.outcome.exempt") in words


def test_a_file_of_another_kind_or_in_no_folder_is_refused_in_words(
    window: MainWindow, session: Session, tmp_path: Path
) -> None:
    part = part_of(window)
    with pytest.raises(OSError, match="none of"):
        export_map(part.scene, tmp_path / "map.bmp", "map")
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "map.pdf"
    part.save_as(path)
    assert part.said.text() == session.text("pages.map.not_saved", path=path.name)
