"""The register: entered by keyboard, handed on, lost and found, taken back."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

import pytest
from conftest import MakeWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from type_text import press, type_text

from desktop.domain.papers.certificate_papers import LOST_KIT
from desktop.domain.record.certificate import Certificate, Document
from desktop.domain.record.custody import original
from desktop.session import Session
from desktop.windows.certificates.dialog import CertificateDialog
from desktop.windows.certificates.hands import HandDialog
from desktop.windows.certificates.page import CertificatesPage
from desktop.windows.certificates.panel import LostDialog
from desktop.windows.controls.paper_dialog import PaperDialog
from desktop.windows.main_window import MainWindow
from desktop.windows.record.documents import DocumentDialog
from desktop.windows.walk import words_on

Shown = TypeVar("Shown", bound=QDialog)


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def page_of(window: MainWindow, case_id: int | None = None) -> CertificatesPage:
    window.open("certificates", case_id)
    page = window.pages["certificates"]
    assert isinstance(page, CertificatesPage)
    settle()
    return page


def shown(kind: type[Shown]) -> Shown:
    """The dialog of this kind that is open now."""
    settle()
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    assert len(found) == 1
    return found[0]


@pytest.fixture
def case_id(session: Session) -> int:
    """The first sample person with a record of their own."""
    sample = next(one for one in session.samples if one.key == "engineer_dusseldorf")
    case = session.open_sample(sample)
    session.record.person_of(case.id)
    return case.id


def certificates(session: Session, case_id: int) -> tuple[Certificate, ...]:
    person_id = session.case(case_id).person_id
    assert person_id is not None
    return tuple(session.record.life(person_id).certificates)


def new_certificate(session: Session, page: CertificatesPage, case_id: int) -> Certificate:
    """Enter the certificate of the case as the user does."""
    page.open_from_case()
    dialog = shown(CertificateDialog)
    dialog.number.setText("2027-0815")
    dialog.keep()
    settle()
    return certificates(session, case_id)[-1]


# -- empty


def test_without_a_person_the_page_says_what_to_do(make: MakeWindow, session: Session, code: str) -> None:
    page = page_of(make(code))
    assert session.text("record.certificate.nobody") in words_on(page)
    assert not page.table.isVisible()


def test_without_a_certificate_the_page_teaches(
    make: MakeWindow, session: Session, code: str, case_id: int
) -> None:
    page = page_of(make(code), case_id)
    assert session.text("record.certificate.teach") in words_on(page)
    assert page.from_case.isVisible()
    assert not page.panel.isVisible()


# -- entering


def test_a_certificate_is_entered_by_keyboard_alone(
    window: MainWindow, session: Session, case_id: int
) -> None:
    page = page_of(window, case_id)
    page.from_case.setFocus()
    press(Qt.Key.Key_Insert)
    dialog = shown(CertificateDialog)
    assert dialog.focusWidget() is dialog.number
    type_text(dialog.number, "中社证2027-0815")
    press(Qt.Key.Key_Return)
    settle()
    (kept,) = certificates(session, case_id)
    assert (kept.number, kept.state, kept.host, kept.case_id) == ("中社证2027-0815", "CN", "DE", case_id)
    assert kept.branches == session.determine(session.case(case_id)).exempt_branches
    window.activateWindow()
    settle()
    assert window.focusWidget() is page.table
    press(Qt.Key.Key_Return)
    assert shown(CertificateDialog).number.text() == "中社证2027-0815"


def test_what_is_missing_is_named_and_nothing_is_kept(
    window: MainWindow, session: Session, case_id: int
) -> None:
    page = page_of(window, case_id)
    page.new.click()
    dialog = shown(CertificateDialog)
    dialog.keep()
    assert session.text("record.certificate.field.starts_on") in dialog.error.text()
    dialog.days["starts_on"].set_typed("31.02.2027")
    dialog.keep()
    assert "31.02.2027" in dialog.error.text()
    assert dialog.days["starts_on"].line.wrong
    assert certificates(session, case_id) == ()


def test_a_doubt_is_said_and_does_not_block(window: MainWindow, session: Session, case_id: int) -> None:
    page = page_of(window, case_id)
    page.open_from_case()
    dialog = shown(CertificateDialog)
    dialog.days["ends_on"].set_day(dt.date(2036, 1, 1))
    dialog.keep()
    settle()
    (kept,) = certificates(session, case_id)
    assert kept.ends_on == dt.date(2036, 1, 1)
    said = "\n".join(words_on(page))
    assert session.text("record.certificate.warning.no_number") in said
    assert session.language.date(dt.date(2036, 1, 1)) in said


def test_a_line_speaks_a_whole_sentence(make: MakeWindow, session: Session, code: str, case_id: int) -> None:
    page = page_of(make(code), case_id)
    kept = new_certificate(session, page, case_id)
    item = page.table.item(0, 0)
    assert item is not None
    spoken = item.data(Qt.ItemDataRole.AccessibleTextRole)
    assert kept.number in spoken
    assert session.language.period(kept.starts_on, kept.ends_on) in spoken
    assert session.text("record.paper.nowhere") in spoken


def test_removing_can_be_taken_back_in_the_bar_and_by_keys(
    window: MainWindow, session: Session, case_id: int
) -> None:
    page = page_of(window, case_id)
    kept = new_certificate(session, page, case_id)
    window.activateWindow()
    page.table.setFocus()
    settle()
    press(Qt.Key.Key_Delete)
    assert certificates(session, case_id) == ()
    window.bar.action.click()
    settle()
    assert certificates(session, case_id) == (kept,)
    assert page.table.rowCount() == 1


# -- hands


def test_handing_over_offers_the_receipt(window: MainWindow, session: Session, case_id: int) -> None:
    page = page_of(window, case_id)
    kept = new_certificate(session, page, case_id)
    hands = page.panel.hands
    hands.enter.click()
    dialog = shown(HandDialog)
    dialog.keep()
    assert dialog.error.text() == session.text("record.hands.no_holder")
    type_text(dialog.holder, "陈晓梅")
    dialog.keep()
    settle()
    hands.hand.click()
    dialog = shown(HandDialog)
    dialog.holder.setText("Lohnbüro")
    dialog.place.setText("Köln")
    dialog.keep()
    paper = shown(PaperDialog)
    assert paper.preview.file is not None
    assert paper.preview.file.paper_id == "CERT-01"
    assert paper.preview.document.pageCount() == 1
    paper.reject()
    life = session.record.life(kept.person_id)
    assert kept.id is not None
    now = original(kept.id, life.custody)
    assert now is not None
    assert (now.holder, now.place, now.receipt) == ("Lohnbüro", "Köln", False)
    assert hands.chosen() == now
    hands.signed.click()
    settle()
    now = original(kept.id, session.record.life(kept.person_id).custody)
    assert now is not None
    assert now.receipt
    assert hands.signed.text() == session.text("record.hands.unsign")


# -- lost


def test_a_lost_certificate_brings_its_papers_and_found_takes_them_away(
    make: MakeWindow, session: Session, code: str, case_id: int
) -> None:
    window = make(code)
    page = page_of(window, case_id)
    new_certificate(session, page, case_id)
    assert not any(button.isVisible() for button in page.panel.kit.values())
    page.panel.lose.click()
    dialog = shown(LostDialog)
    dialog.day.set_day(session.day + dt.timedelta(days=1))
    dialog.keep()
    assert dialog.error.text() == session.text("record.certificate.lost_in_future")
    dialog.day.set_day(session.day)
    dialog.keep()
    settle()
    assert certificates(session, case_id)[0].lost_on == session.day
    for paper in LOST_KIT:
        assert page.panel.kit[paper].isVisible()
        page.panel.kit[paper].click()
        opened = shown(PaperDialog)
        assert opened.preview.file is not None
        assert opened.preview.file.paper_id == paper
        opened.reject()
        settle()
    page.panel.found.click()
    settle()
    assert certificates(session, case_id)[0].lost_on is None
    assert not any(button.isVisible() for button in page.panel.kit.values())


def test_another_language_rewrites_the_paper(window: MainWindow, session: Session, case_id: int) -> None:
    page = page_of(window, case_id)
    kept = new_certificate(session, page, case_id)
    session.register.lost(kept, session.day)
    page = page_of(window, case_id)
    page.panel.open_paper("CERT-04")
    paper = shown(PaperDialog)
    assert paper.options.languages() == ("de", "en")
    paper.options.show_languages(("ko",))
    paper.preview.draw_now()
    assert paper.preview.file is not None
    assert paper.preview.file.languages == ("ko",)


# -- other documents


def test_what_the_papers_know_is_taken_over_once(window: MainWindow, session: Session, case_id: int) -> None:
    session.set_field(case_id, "person.passport_no", "E1")
    session.set_field(case_id, "person.passport_expiry", dt.date(2030, 5, 1))
    page = page_of(window, case_id)
    assert session.language.date(dt.date(2030, 5, 1)) in page.documents.offer.text()
    page.documents.take.click()
    settle()
    person_id = session.case(case_id).person_id
    assert person_id is not None
    kept = session.record.life(person_id).documents
    assert [(one.kind, one.number) for one in kept if one.kind == "passport"] == [("passport", "E1")]
    assert not page.documents.offered.isVisible()
    page.head.undo.undo.click()
    settle()
    assert page.documents.offered.isVisible()


def test_a_document_that_ends_before_it_begins_is_not_taken(
    window: MainWindow, session: Session, case_id: int
) -> None:
    page = page_of(window, case_id)
    page.documents.add.click()
    dialog = shown(DocumentDialog)
    dialog.starts.set_day(dt.date(2027, 1, 2))
    dialog.ends.set_day(dt.date(2027, 1, 1))
    dialog.keep()
    assert dialog.error.text() == session.text("record.document.ends_before_start")
    dialog.ends.set_day(dt.date(2027, 1, 2))
    dialog.keep()
    settle()
    assert page.documents.table.rowCount() == 1
    assert session.case(case_id).fields["person.passport_expiry"] == dt.date(2027, 1, 2)


@pytest.mark.parametrize(
    ("days", "state"), [(-1, "ended"), (0, "ends_soon"), (89, "ends_soon"), (90, "valid"), (None, "open")]
)
def test_the_state_of_a_document_is_a_word(
    window: MainWindow, session: Session, case_id: int, days: int | None, state: str
) -> None:
    person_id = session.case(case_id).person_id
    assert person_id is not None
    ends = None if days is None else session.day + dt.timedelta(days=days)
    session.record.keep(Document(person_id=person_id, kind="work_permit", ends_on=ends))
    page = page_of(window, case_id)
    item = page.documents.table.item(0, 4)
    assert item is not None
    assert item.text() == session.text(f"record.document.standing.{state}")


def test_switching_the_language_keeps_what_is_chosen(
    window: MainWindow, session: Session, case_id: int
) -> None:
    page = page_of(window, case_id)
    new_certificate(session, page, case_id)
    second = new_certificate(session, page, case_id)
    assert page.chosen() == second
    window.set_language("zh_Hans")
    settle()
    assert page.chosen() == second
    assert session.text("record.hands.title") in words_on(page)
