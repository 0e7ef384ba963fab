"""The register: certificates of coverage with the hands their papers are in, and other documents with an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.record.certificate import Certificate
from desktop.domain.record.certificate_checks import standing
from desktop.domain.record.certificate_draft import CertificateDraft
from desktop.domain.record.custody import original
from desktop.windows.certificates.dialog import CertificateDialog
from desktop.windows.certificates.panel import CertificatePanel
from desktop.windows.certificates.words import (
    SYMBOLS,
    branches_words,
    certificate_name,
    place_words,
    standing_words,
)
from desktop.windows.controls.table import TableRow
from desktop.windows.controls.widgets import Button, card
from desktop.windows.record.documents import DocumentsPanel
from desktop.windows.record.list_page import ListPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.record.life import WorkingLife
    from desktop.session import Session


class CertificatesPage(ListPage[Certificate]):
    """See the module and ``ListPage``."""

    kind, words = "certificates", "record.certificate"
    columns = ("number", "branches", "valid", "host", "original", "standing")
    optional = (1, 3)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.new, self.from_case = Button(icon="plus"), Button(role="primary", icon="plus")
        self.panel, self.documents = CertificatePanel(self), DocumentsPanel(self)
        self.put(self.new.setText, "record.certificate.add")
        self.put(self.from_case.setText, "record.certificate.from_case")
        self.lay_out(self.panel, card(self.documents), (self.from_case, self.new))
        self.new.clicked.connect(lambda: self.open_new(CertificateDraft()))
        self.from_case.clicked.connect(self.open_from_case)
        self.panel.edit_wanted.connect(self.open_chosen)
        self.panel.changed.connect(self.note_change)
        self.documents.changed.connect(self.note_change)

    # -- what it lists

    def things(self, life: WorkingLife) -> Sequence[Certificate]:
        return life.certificates

    def line(self, thing: Certificate, life: WorkingLife) -> TableRow:
        session = self.session
        words = (
            thing.number or "–",
            branches_words(session, thing.branches),
            session.language.period(thing.starts_on, thing.ends_on),
            str(session.language.state(thing.host)),
            place_words(session, original(thing.id or 0, life.custody)),
            standing_words(session, thing),
        )
        sentence = self.text(
            "record.certificate.sentence",
            certificate=certificate_name(session, thing),
            valid=words[2],
            branches=words[1],
            original=words[4],
            standing=words[5],
        )
        return TableRow(thing.id or 0, words, sentence, {5: SYMBOLS[standing(thing, session.day)]})

    def show_thing(self, thing: Certificate, life: WorkingLife) -> None:
        self.panel.show_certificate(thing, life)

    def show_rest(self, life: WorkingLife) -> None:
        self.from_case.setVisible(bool(life.postings))
        self.documents.show_life(life)

    # -- acting

    def open_chosen(self) -> None:
        """Open the entries of the certificate chosen."""
        chosen = self.chosen()
        if chosen is not None and self.life is not None:
            self._open(CertificateDialog(self, self.life, CertificateDraft.of(chosen), chosen))

    def open_from_case(self) -> None:
        """Open a new certificate with what its posting knows: the one in hand, else the last one."""
        if self.life is None:
            return
        ids = [posting.case_id for posting in self.life.postings]
        if not ids:
            self.open_new(CertificateDraft())
            return
        case_id = self.head.case_id if self.head.case_id in ids else ids[-1]
        assert case_id is not None
        self.open_new(self.session.register.draft(self.session.case(case_id)))

    def open_new(self, draft: CertificateDraft) -> None:
        """Open a new certificate with these entries."""
        if self.life is not None:
            self._open(CertificateDialog(self, self.life, draft))

    def _open(self, dialog: CertificateDialog) -> None:
        dialog.accepted.connect(lambda: self._kept(dialog))
        dialog.open()

    def _kept(self, dialog: CertificateDialog) -> None:
        self.note_change()
        if dialog.kept is not None and dialog.kept.id is not None:
            self.table.choose(dialog.kept.id)
            self.table.setFocus()

    def take_away(self, thing: Certificate) -> str:
        name = certificate_name(self.session, thing)
        self.session.register.remove(thing)
        return self.text("record.certificate.removed", name=name)
