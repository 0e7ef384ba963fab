"""One certificate: what it says, what deserves a second look, its papers' hands, and what to do when it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.papers.certificate_papers import LOST_KIT, usual_languages
from desktop.domain.record.certificate_checks import standing
from desktop.windows.certificates.hands import HandsPanel
from desktop.windows.certificates.words import (
    SYMBOLS,
    branches_words,
    certificate_name,
    standing_words,
    warning_words,
)
from desktop.windows.controls.body_box import body_words
from desktop.windows.controls.inputs import DateInput
from desktop.windows.controls.paper_dialog import PaperDialog
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Label, StateWord, card, clear, row
from desktop.windows.naming import case_name
from desktop.windows.record.inputs import EntryDialog

if TYPE_CHECKING:
    from desktop.domain.record.certificate import Certificate
    from desktop.domain.record.life import WorkingLife
    from desktop.windows.page import Page


class CertificatePanel(QWidget):
    """``changed`` follows every change; ``edit_wanted`` asks for the dialog of entries."""

    changed = Signal()
    edit_wanted = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._certificate: Certificate | None = None
        self.name, self.state = Label(role="heading"), StateWord()
        self.facts, self.note = Label(), Label(role="muted")
        self.edit, self.lose, self.found = Button(icon="edit"), Button(icon="warning"), Button(icon="check")
        self.hands = HandsPanel(page)
        self._doubts = QWidget()
        self._doubts_box = QVBoxLayout(self._doubts)
        self._doubts_box.setContentsMargins(0, 0, 0, 0)
        self.kit_title, self.kit_lead = Label(role="heading"), Label()
        self.kit = {paper: Button(role="quiet", icon="documents") for paper in LOST_KIT}
        self._kit_card = card(self.kit_title, self.kit_lead, *self.kit.values())
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        parts = (
            self.name,
            self.state,
            self.facts,
            self.note,
            self._doubts,
            row(self.edit, self.lose, self.found),
        )
        layout.addWidget(card(*parts))
        layout.addWidget(self._kit_card)
        layout.addWidget(card(self.hands))

    def _connect(self) -> None:
        put = self._page.put
        put(self.edit.setText, "record.certificate.edit")
        put(self.lose.setText, "record.certificate.lose")
        put(self.found.setText, "record.certificate.find")
        put(self.kit_title.setText, "record.certificate.kit")
        put(self.kit_lead.setText, "record.certificate.kit_lead")
        for paper, button in self.kit.items():
            put(button.setText, f"papers.name.{paper}")
            button.clicked.connect(lambda _on=False, paper=paper: self.open_paper(paper))
        self.edit.clicked.connect(self.edit_wanted)
        self.lose.clicked.connect(self.open_lose)
        self.found.clicked.connect(lambda: self._lost(None))
        self.hands.changed.connect(self.changed)

    def show_certificate(self, certificate: Certificate, life: WorkingLife) -> None:
        """Show this certificate of the person whose life it is."""
        self._certificate = certificate
        session = self._page.session
        self.name.setText(certificate_name(session, certificate))
        where = standing(certificate, session.day)
        self.state.show_state(SYMBOLS[where], standing_words(session, certificate))
        self.facts.setText("\n".join(self._facts(certificate, life)))
        self.note.setText(certificate.note)
        self.note.setVisible(bool(certificate.note))
        self._show_doubts(certificate, life)
        lost = certificate.lost_on is not None
        self.lose.setVisible(not lost)
        self.found.setVisible(lost)
        self._kit_card.setVisible(lost)
        self.hands.show_certificate(certificate, life)

    def _facts(self, certificate: Certificate, life: WorkingLife) -> list[str]:
        session = self._page.session
        language = session.language
        said = {
            "kind": session.text(f"record.certificate.kind.{certificate.kind}"),
            "valid": language.period(certificate.starts_on, certificate.ends_on),
            "branches": branches_words(session, certificate.branches),
            "state": language.state(certificate.state),
            "host": language.state(certificate.host),
            "issuer": body_words(session, certificate.issuer),
            "issued_on": language.date(certificate.issued_on) if certificate.issued_on else "",
            "posting": case_name(session, session.case(certificate.case_id)) if certificate.case_id else "",
            "copy": next((one.title for one in life.evidence if one.id == certificate.evidence_id), ""),
            "lost_on": language.date(certificate.lost_on) if certificate.lost_on else "",
        }
        return [
            session.text("record.line", name=session.text(f"record.certificate.field.{name}"), value=value)
            for name, value in said.items()
            if value
        ]

    def _show_doubts(self, certificate: Certificate, life: WorkingLife) -> None:
        clear(self._doubts_box)
        found = self._page.session.register.warnings(certificate, life)
        for warning in found:
            words = warning_words(self._page.session, warning)
            self._doubts_box.addWidget(StateWord("exempt_after_approval_of_extension", words))
        self._doubts.setVisible(bool(found))

    # -- lost and found

    def open_lose(self) -> None:
        """Ask for the day on which the loss was noticed."""
        if self._certificate is not None:
            dialog = LostDialog(self._page)
            dialog.accepted.connect(lambda: self._lost(dialog))
            dialog.open()

    def _lost(self, dialog: LostDialog | None) -> None:
        if self._certificate is not None:
            self._page.session.register.lost(self._certificate, dialog.day.day() if dialog else None)
            self.changed.emit()

    def open_paper(self, paper: str) -> None:
        """Show a paper of the kit."""
        certificate = self._certificate
        if certificate is None:
            return
        session = self._page.session
        paperwork = session.register.paperwork(certificate)
        languages = usual_languages(paper, certificate.state, certificate.host, session.language.code)
        name = self._page.text(f"papers.name.{paper}")
        PaperDialog(
            self._page, name, lambda chosen, plain: paperwork.preview(paper, chosen, plain=plain), languages
        ).open()


class LostDialog(EntryDialog):
    """The day on which the loss was noticed: today unless another one is typed."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, page.text("record.certificate.lose_title"), high=18)
        self.day = DateInput(page.session.language)
        self.column.body.addWidget(Label(page.text("record.certificate.lose_ask")))
        self.add_day("record.certificate.field.lost_on", self.day)
        self.day.set_day(page.session.day)
        self.day.setFocus()

    def keep(self) -> None:
        """Take the day; a day to come cannot be one on which something was noticed."""
        day = self.day.day()
        wrong = self.wrong_day(self.day)
        if not wrong and day is None:
            name = self.page.text("record.certificate.field.lost_on")
            wrong = self.page.text("record.missing", what=name)
        elif day is not None and day > self.page.session.day:
            wrong = self.page.text("record.certificate.lost_in_future")
        self.complain(wrong)
        if not wrong:
            self.accept()
