"""Proofs: dropped, looked at, ticked, opened and removed; and files that mean no good."""

from __future__ import annotations

import datetime as dt
import random
import struct
import zlib
from pathlib import Path

import pytest
from conftest import MakeWindow
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication
from type_text import press, type_text

from desktop.domain.record.contribution import ContributionMonth
from desktop.domain.record.evidence import Evidence, Quality
from desktop.domain.record.life import WorkingLife
from desktop.record.attachments import MOST_BYTES
from desktop.session import Session
from desktop.windows.controls.widgets import Button
from desktop.windows.main_window import MainWindow
from desktop.windows.proofs.page import ProofsPage
from desktop.windows.proofs.thumbnail import thumbnail
from desktop.windows.walk import words_on

SIDE = 200


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


@pytest.fixture
def case_id(session: Session) -> int:
    """The first sample person with a record of their own and three months."""
    sample = next(one for one in session.samples if one.key == "engineer_dusseldorf")
    case = session.open_sample(sample)
    person = session.record.person_of(case.id)
    assert person.id is not None
    for month in (1, 2, 3):
        session.record.keep(
            ContributionMonth(
                person_id=person.id, month=dt.date(2026, month, 1), state="CN", branch="pension"
            )
        )
    return case.id


def life(session: Session, case_id: int) -> WorkingLife:
    person_id = session.case(case_id).person_id
    assert person_id is not None
    return session.record.life(person_id)


def page_of(window: MainWindow, case_id: int | None = None) -> ProofsPage:
    window.open("proofs", case_id)
    page = window.pages["proofs"]
    assert isinstance(page, ProofsPage)
    settle()
    return page


def drop(page: ProofsPage, *paths: Path) -> bool:
    """Drag files onto the page and let go; returns whether the page takes them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPointF(5, 5), copy, data, left, none)
    enter.ignore()
    page.dragEnterEvent(enter)
    if enter.isAccepted():
        page.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
        settle()
    return enter.isAccepted()


def png(folder: Path, name: str = "slip.png") -> Path:
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    assert image.save(str(folder / name), "PNG")
    return folder / name


def write(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


# -- empty


def test_without_a_person_the_page_says_what_to_do(make: MakeWindow, session: Session, code: str) -> None:
    page = page_of(make(code))
    assert session.text("record.proof.nobody") in words_on(page)


def test_the_page_teaches_and_lists_what_is_not_proved(
    make: MakeWindow, session: Session, code: str, case_id: int
) -> None:
    page = page_of(make(code), case_id)
    said = "\n".join(words_on(page))
    assert session.text("record.proof.teach") in said
    assert session.text("fields.fact.paying_at_home") in said
    assert session.text("record.proof.none") in said
    assert not page.panel.isVisible()


# -- taking in


def test_a_dropped_file_is_kept_with_its_picture_and_digest(
    window: MainWindow, session: Session, case_id: int, tmp_path: Path
) -> None:
    page = page_of(window, case_id)
    assert drop(page, png(tmp_path))
    (kept,) = life(session, case_id).evidence
    assert (kept.title, kept.quality) == ("slip", Quality.OWN_NOTE)
    page.panel.maker.wait()
    assert page.panel.picture.isVisible()
    assert kept.digest[:8] in page.panel.digest.text()
    assert window.focusWidget() is page.panel.title


def test_text_that_is_dragged_is_no_file(window: MainWindow, case_id: int) -> None:
    page = page_of(window, case_id)
    data = QMimeData()
    data.setText("https://example.org/a.pdf")
    enter = QDragEnterEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter.ignore()
    page.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_each_file_that_cannot_be_taken_is_named_and_the_others_are_kept(
    window: MainWindow, session: Session, case_id: int, tmp_path: Path
) -> None:
    page = page_of(window, case_id)
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    drop(page, write(tmp_path, "empty.pdf", b""), png(tmp_path), huge, tmp_path)
    assert [one.file_name for one in life(session, case_id).evidence] == ["slip.png"]
    said = window.bar.label.text()
    assert session.text("errors.file.empty", name="empty.pdf") in said
    assert session.text("errors.file.too_large", name="huge.pdf", limit=25) in said


def test_kind_name_and_day_are_kept_as_they_are_left(
    window: MainWindow, session: Session, case_id: int, tmp_path: Path
) -> None:
    page = page_of(window, case_id)
    drop(page, png(tmp_path))
    type_text(page.panel.title, "一月工资单")
    press(Qt.Key.Key_Return)
    page.panel.quality.setCurrentIndex(1)
    page.panel.quality.activated.emit(1)
    page.panel.dated.set_day(dt.date(2026, 2, 1))
    page.panel.dated.left.emit()
    (kept,) = life(session, case_id).evidence
    assert (kept.title, kept.quality, kept.dated) == ("一月工资单", Quality.PAYSLIP, dt.date(2026, 2, 1))
    page.panel.title.clear()
    page.panel.keep()
    assert page.panel.title.wrong
    assert life(session, case_id).evidence == (kept,)


def test_a_paper_without_a_file_is_a_proof_too(window: MainWindow, session: Session, case_id: int) -> None:
    page = page_of(window, case_id)
    page.note.click()
    settle()
    (kept,) = life(session, case_id).evidence
    assert kept.digest == ""
    assert not page.panel.open.isVisible()
    assert session.text("record.proof.add_file") == page.panel.other.text()


# -- what it proves


def _tick(page: ProofsPage, group: int, child: int | None = None) -> None:
    top = page.panel.tree.topLevelItem(group)
    assert top is not None
    item = top if child is None else top.child(child)
    assert item is not None
    item.setCheckState(0, Qt.CheckState.Checked)
    settle()


def test_one_payslip_proves_several_months_and_undo_takes_it_back(
    window: MainWindow, session: Session, case_id: int, tmp_path: Path
) -> None:
    page = page_of(window, case_id)
    drop(page, png(tmp_path))
    before = life(session, case_id)
    _tick(page, 1)
    (evidence,) = before.evidence
    assert {month.evidence_id for month in life(session, case_id).months} == {evidence.id}
    assert session.language.plural("record.proof.count.months", 3) in "\n".join(words_on(page))
    page.head.undo.undo.click()
    settle()
    assert life(session, case_id) == before


def test_a_proved_fact_leaves_the_open_ones(
    window: MainWindow, session: Session, case_id: int, tmp_path: Path
) -> None:
    page = page_of(window, case_id)
    drop(page, png(tmp_path))
    session.record.keep(
        Evidence(
            id=life(session, case_id).evidence[0].id, person_id=life(session, case_id).person.id or 0,
            quality=Quality.OFFICIAL_PRINT, title="x",
        )
    )  # fmt: skip
    page = page_of(window, case_id)
    before = page.facts.count.text()
    _tick(page, 0, 0)
    assert page.facts.count.text() != before
    (proof,) = life(session, case_id).proofs
    assert proof.case_id == case_id
    first, last = page.facts.table.item(0, 2), page.facts.table.item(page.facts.table.rowCount() - 1, 2)
    assert first is not None
    assert last is not None
    assert first.text() == session.text("record.proof.none")
    assert "x" in last.text()


def test_the_tree_is_ticked_by_the_space_bar(
    window: MainWindow, session: Session, case_id: int, tmp_path: Path
) -> None:
    page = page_of(window, case_id)
    drop(page, png(tmp_path))
    tree = page.panel.tree
    tree.setFocus()
    top = tree.topLevelItem(1)
    assert top is not None
    tree.setCurrentItem(top)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    settle()
    assert sum(month.evidence_id is not None for month in life(session, case_id).months) == 1
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    settle()
    assert sum(month.evidence_id is not None for month in life(session, case_id).months) == 2


# -- opening


def test_a_copy_is_opened_by_another_program_and_wiped_at_the_end(
    window: MainWindow, session: Session, case_id: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())))
    page = page_of(window, case_id)
    path = png(tmp_path)
    drop(page, path)
    page.panel.open.click()
    (copy,) = opened
    assert copy.read_bytes() == path.read_bytes()
    session.close()
    assert not copy.exists()


def test_a_program_is_never_opened_but_can_be_saved(
    window: MainWindow, session: Session, case_id: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    page = page_of(window, case_id)
    drop(page, write(tmp_path, "payslip.pdf.exe", b"MZ\x90\x00"))
    page.panel.open.click()
    assert opened == []
    assert window.bar.label.text() == session.text("errors.file.not_opened", name="payslip.pdf.exe")
    page.panel.write_file(tmp_path / "out.bin")
    assert (tmp_path / "out.bin").read_bytes() == b"MZ\x90\x00"


def test_removing_can_be_taken_back(
    window: MainWindow, session: Session, case_id: int, tmp_path: Path
) -> None:
    page = page_of(window, case_id)
    drop(page, png(tmp_path))
    before = life(session, case_id)
    page.table.setFocus()
    press(Qt.Key.Key_Delete)
    assert life(session, case_id).evidence == ()
    window.bar.action.click()
    settle()
    assert life(session, case_id) == before


# -- hostile contents


def _bomb() -> bytes:
    """A PNG that says it has 60,000 by 60,000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n"),
        ("a.png", b"not a picture"),
        ("a.png", _bomb()),
        ("a.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 100),
        ("a.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.pdf", b"%PDF-1.7\n%%EOF"),
        ("a.pdf", b"MZ\x90\x00" * 50),
        ("a.pdf", random.Random(4).randbytes(5_000)),
        ("a.exe", b"\x89PNG\r\n\x1a\n"),
        ("a", b""),
    ],
)
def test_a_broken_file_has_no_picture(qapp: QApplication, name: str, content: bytes) -> None:
    assert thumbnail(name, content, SIDE) is None


def test_a_broken_file_is_kept_all_the_same(
    window: MainWindow, session: Session, case_id: int, tmp_path: Path
) -> None:
    page = page_of(window, case_id)
    drop(page, write(tmp_path, "broken.pdf", b"%PDF-1.7\n%%EOF"), write(tmp_path, "bomb.png", _bomb()))
    assert [one.file_name for one in life(session, case_id).evidence] == ["broken.pdf", "bomb.png"]
    page.panel.maker.wait()
    assert page.panel.no_picture.isVisible()
    assert not page.panel.picture.isVisible()


def test_a_picture_is_no_larger_than_asked_for(qapp: QApplication, tmp_path: Path) -> None:
    image = QImage(1000, 10, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    image.save(str(tmp_path / "wide.png"), "PNG")
    small = thumbnail("wide.PNG", (tmp_path / "wide.png").read_bytes(), SIDE)
    assert small is not None
    assert (small.width(), small.height()) == (SIDE, 2)


def test_the_first_page_of_a_paper_is_its_picture(qapp: QApplication, session: Session, case_id: int) -> None:
    paper = session.render(session.case(case_id), "PROOF-02", ("en",))
    page = thumbnail("paper.pdf", paper.data, SIDE)
    assert page is not None
    assert page.height() == SIDE


# -- before filing


def test_the_review_names_what_has_no_proof_and_leads_to_the_proofs(
    make: MakeWindow, session: Session, code: str, case_id: int
) -> None:
    window = make(code)
    window.open("review", case_id)
    settle()
    said = "\n".join(words_on(window.pages["review"]))
    assert session.text("fields.fact.paying_at_home") in said
    facts = session.proof_files.facts_of(session.case(case_id))
    start = session.language.plural("record.proof.facts_open", len(facts), what="§").partition("§")[0]
    assert start in said
    words = session.text("record.proof.review")
    next(b for b in window.pages["review"].findChildren(Button) if b.text() == words).click()
    assert window.kind == "proofs"
    assert window.pages["proofs"].life is not None  # type: ignore[attr-defined]


def test_an_unfinished_day_survives_ticking_a_box(window: MainWindow, case_id: int, tmp_path: Path) -> None:
    page = page_of(window, case_id)
    drop(page, png(tmp_path))
    page.panel.dated.set_typed("31.02.2026")
    page.panel.keep()
    _tick(page, 1)
    assert page.panel.dated.typed() == "31.02.2026"
    assert page.panel.dated.line.wrong


def test_the_bar_takes_back_the_removal_and_nothing_that_came_later(
    window: MainWindow, session: Session, case_id: int, tmp_path: Path
) -> None:
    page = page_of(window, case_id)
    drop(page, png(tmp_path), png(tmp_path, "other.png"))
    page.remove_chosen()
    (left,) = life(session, case_id).evidence
    page.panel.title.setText("later")
    page.panel.keep()
    window.bar.action.click()
    (now,) = life(session, case_id).evidence
    assert (now.id, now.title) == (left.id, "later")
