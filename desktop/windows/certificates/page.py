"""The register: certificates of coverage with the hands their papers are in, and other documents with an end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

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
from desktop.windows.controls.short_table import ShortTable
from desktop.windows.controls.table import TableRow
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.two_sides import TwoSides
from desktop.windows.controls.widgets import Button, Column, Label, card, row
from desktop.windows.page import Page
from desktop.windows.record.documents import DocumentsPanel
from desktop.windows.record.head import RecordHead

if TYPE_CHECKING:
    from desktop.domain.record.certificate import Certificate
    from desktop.domain.record.change import Change
    from desktop.domain.record.life import WorkingLife
    from desktop.session import Session

_COLUMNS = ("number", "branches", "valid", "host", "original", "standing")


class CertificatesPage(Page):
    """``load`` takes the id of a certificate as detail."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.life: WorkingLife | None = None
        self.head = RecordHead(self, "certificates")
        self.column = Column(wide=True)
        self.nobody = Label()
        self.table = ShortTable(optional=(1, 3))
        self.teach = Label()
        self.new, self.from_case = Button(icon="plus"), Button(role="primary", icon="plus")
        self.remove = Button(icon="trash")
        self.panel, self.documents = CertificatePanel(self), DocumentsPanel(self)
        self.put(self.nobody.setText, "record.certificate.nobody")
        self.put(self.teach.setText, "record.certificate.teach")
        self.put(self.new.setText, "record.certificate.add")
        self.put(self.from_case.setText, "record.certificate.from_case")
        self.put(self.remove.setText, "record.certificate.remove")
        self.put(self.table.setAccessibleName, "record.part.certificates")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        first = QWidget()
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        self.empty = card(self.teach)
        for widget in (self.empty, self.table, row(self.from_case, self.new, self.remove)):
            column.addWidget(widget)
        self.sides = TwoSides(first, self.panel, card(self.documents))
        above = self.head.layout()
        assert above is not None
        above.setContentsMargins(0, 0, 0, 0)
        self.column.body.addWidget(self.head)
        self.column.body.addWidget(self.nobody)
        self.column.body.addWidget(self.sides)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.column)

    def _connect(self) -> None:
        self.head.turned.connect(self._read)
        self.head.changed.connect(self._read)
        self.table.itemSelectionChanged.connect(self._show_chosen)
        self.table.opened.connect(lambda _key: self.open_entries())
        self.new.clicked.connect(lambda: self.open_new(CertificateDraft()))
        self.from_case.clicked.connect(self.open_from_case)
        self.remove.clicked.connect(self.remove_chosen)
        self.panel.edit_wanted.connect(self.open_entries)
        self.panel.changed.connect(self._changed)
        self.documents.changed.connect(self._changed)
        delete = QShortcut(QKeySequence("Del"), self.table, context=Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.remove_chosen)
        insert = QShortcut(QKeySequence("Ins"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        insert.activated.connect(self.open_from_case)

    # -- as a page

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        self.head.load(case_id)
        self._read()
        if detail and detail.isdigit():
            self.table.choose(int(detail))

    def retranslate(self) -> None:
        super().retranslate()
        self.head.retranslate()
        self._read()

    def shown(self) -> None:
        if self.life is None:
            self.head.choose.setFocus()
        else:
            (self.table if self.table.rowCount() else self.from_case).setFocus()

    # -- showing

    def _read(self) -> None:
        """Show everything of the person in hand as it is now."""
        person = self.head.person
        self.life = None if person is None or person.id is None else self.session.record.life(person.id)
        self.nobody.setVisible(self.life is None)
        self.sides.setVisible(self.life is not None)
        if self.life is None:
            return
        heads = [self.text(f"record.certificate.{column}") for column in _COLUMNS]
        self.table.blockSignals(True)
        self.table.fill(heads, [self._line(one, self.life) for one in self.life.certificates])
        self.table.blockSignals(False)
        there = bool(self.life.certificates)
        self.table.setVisible(there)
        self.empty.setVisible(not there)
        self.remove.setVisible(there)
        self.panel.setVisible(there)
        self.from_case.setVisible(bool(self.life.postings))
        self.documents.show_life(self.life)
        self._show_chosen()

    def _line(self, certificate: Certificate, life: WorkingLife) -> TableRow:
        session = self.session
        words = (
            certificate.number or "–",
            branches_words(session, certificate.branches),
            session.language.period(certificate.starts_on, certificate.ends_on),
            str(session.language.state(certificate.host)),
            place_words(session, original(certificate.id or 0, life.custody)),
            standing_words(session, certificate),
        )
        sentence = self.text(
            "record.certificate.sentence",
            certificate=certificate_name(session, certificate),
            valid=words[2],
            branches=words[1],
            original=words[4],
            standing=words[5],
        )
        symbol = SYMBOLS[standing(certificate, session.day)]
        return TableRow(certificate.id or 0, words, sentence, {5: symbol})

    def chosen(self) -> Certificate | None:
        """The certificate chosen in the table."""
        key = self.table.current()
        certificates = self.life.certificates if self.life else ()
        return next((one for one in certificates if one.id == key), None)

    def _show_chosen(self) -> None:
        chosen = self.chosen()
        if chosen is not None and self.life is not None:
            self.panel.show_certificate(chosen, self.life)

    # -- acting

    def _changed(self) -> None:
        self._read()
        self.head.note_change()

    def open_entries(self) -> None:
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
        self._changed()
        if dialog.kept is not None and dialog.kept.id is not None:
            self.table.choose(dialog.kept.id)
            self.table.setFocus()

    def remove_chosen(self) -> None:
        """Remove the certificate chosen; the bar offers the way back."""
        chosen = self.chosen()
        if chosen is None:
            return
        name = certificate_name(self.session, chosen)
        self.session.register.remove(chosen)
        self._changed()
        removal = self.session.record.changes.undoable()
        self.undo.emit(self.text("record.certificate.removed", name=name), partial(self._take_back, removal))
        self.shown()

    def _take_back(self, removal: Change | None) -> None:
        """Take the removal back, unless something else was changed since."""
        if removal is not None and self.session.record.changes.undoable() == removal:
            self.head.undo.undo.click()
