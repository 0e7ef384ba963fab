"""Small pictures of kept files: drawn elsewhere, so that a file made to harm neither stops nor fills the program."""

from __future__ import annotations

import resource
import struct
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.session import Session
from desktop.windows.proofs import picture
from desktop.windows.proofs.picture import PictureMaker

SIDE = 120


def drawn(qtbot: QtBot, qapp: QApplication, name: str, content: bytes) -> QImage | None:
    maker = PictureMaker(qapp)
    with qtbot.waitSignal(maker.drawn, timeout=20_000) as caught:
        maker.draw(name, content, SIDE)
    found = caught.args[0]
    assert found is None or isinstance(found, QImage)
    return found


def image(kind: str, width: int, height: int) -> bytes:
    blue = QImage(width, height, QImage.Format.Format_RGB32)
    blue.fill(Qt.GlobalColor.blue)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    blue.save(buffer, kind)
    return bytes(buffer.data().data())


@pytest.mark.parametrize(("name", "kind"), [("a.PNG", "PNG"), ("b.jpg", "JPEG"), ("c.jpeg", "JPEG")])
def test_an_image_is_drawn_no_larger_than_asked_for(
    qtbot: QtBot, qapp: QApplication, name: str, kind: str
) -> None:
    small = drawn(qtbot, qapp, name, image(kind, 1000, 500))
    assert small is not None
    assert (small.width(), small.height()) == (SIDE, SIDE // 2)
    assert small.pixelColor(5, 5).blue() > 200


def test_the_first_page_of_a_paper_is_drawn(qtbot: QtBot, qapp: QApplication, session: Session) -> None:
    case = session.open_sample(session.samples[0])
    page = drawn(qtbot, qapp, "paper.pdf", session.render(case, "PROOF-02", ("en",)).data)
    assert page is not None
    assert page.height() == SIDE


@pytest.mark.parametrize("name", ["a.exe", "a.svg", "a", "a.txt", "a.html"])
def test_other_files_are_not_even_given_away(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    assert drawn(qtbot, qapp, name, image("PNG", 9, 9)) is None


def _swollen_paper() -> bytes:
    """A page whose text is sixty million letters, each of which keeps the state of the page."""
    text = zlib.compress(b"q " * 30_000_000, 9)
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n"
        % len(text)
        + text
        + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )


def _huge_png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(bytes(80_001)) for _ in range(10_000)) + packer.flush()
    head = struct.pack(">IIBBBBB", 10_000, 10_000, 16, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "content"), [("a.pdf", _swollen_paper()), ("a.png", _huge_png()), ("a.png", b"\x89PNG"), ("a.pdf", b"")]
)  # fmt: skip
def test_a_file_made_to_harm_has_no_picture(
    qtbot: QtBot, qapp: QApplication, name: str, content: bytes
) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert drawn(qtbot, qapp, name, content) is None
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


def test_another_file_takes_the_place_of_one_that_is_being_drawn(qtbot: QtBot, qapp: QApplication) -> None:
    maker = PictureMaker(qapp)
    seen: list[QImage | None] = []
    maker.drawn.connect(seen.append)
    maker.draw("a.png", image("PNG", 500, 500), SIDE)
    maker.draw("b.png", image("PNG", 500, 50), SIDE)
    maker.wait()
    qtbot.waitUntil(lambda: len(seen) == 1, timeout=20_000)
    assert seen[0] is not None
    assert seen[0].height() == SIDE // 10


@pytest.mark.parametrize(
    "points", [b"", b"\0" * 8, struct.pack("<II", 10, 10), struct.pack("<II", 2**31, 2) + b"x" * 99]
)
def test_what_the_other_process_says_is_not_believed(points: bytes) -> None:
    assert picture._image(points, SIDE) is None


def test_the_other_process_finds_nothing_in_the_folder_where_the_user_stands(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "desktop.py").write_text("raise SystemExit(7)", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert drawn(qtbot, qapp, "a.png", image("PNG", 9, 9)) is not None
