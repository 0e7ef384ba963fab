"""Passport, residence title, work permit and contracts: until when each counts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.identity import IDENTITY_DOCUMENTS
from desktop.domain.record.certificate import DOCUMENT_KINDS, Document
from desktop.windows.certificates.words import DOCUMENT_SYMBOLS, document_number, document_state
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.identity_input import IdentityInput
from desktop.windows.controls.inputs import DateInput
from desktop.windows.controls.short_table import ShortTable
from desktop.windows.controls.table import TableRow
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Label, row
from desktop.windows.record.inputs import EntryDialog, PostingBox, StateBox

if TYPE_CHECKING:
    from desktop.domain.record.life import WorkingLife
    from desktop.windows.page import Page

_COLUMNS = ("kind", "number", "state", "until", "standing")
_FOR_ALL_POSTINGS = "passport"


class DocumentsPanel(QWidget):
    """The table of one person's documents; ``changed`` follows every change."""

    changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._life: WorkingLife | None = None
        self._known: tuple[Document, ...] = ()
        self.title, self.empty, self.offer = Label(role="heading"), Label(role="muted"), Label()
        self.table = ShortTable(optional=(1, 2))
        self.add, self.edit = Button(icon="plus"), Button(icon="edit")
        self.remove, self.take = Button(icon="trash"), Button(icon="check")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        self.offered = row(self.offer, self.take)
        for widget in (
            self.title,
            self.empty,
            self.offered,
            self.table,
            row(self.add, self.edit, self.remove),
        ):
            layout.addWidget(widget)
        for setter, key in (
            (self.title.setText, "title"), (self.empty.setText, "empty"), (self.add.setText, "add"),
            (self.edit.setText, "edit"), (self.remove.setText, "remove"), (self.take.setText, "take"),
            (self.table.setAccessibleName, "title"),
        ):  # fmt: skip
            page.put(setter, f"record.document.{key}")
        self.add.clicked.connect(lambda: self.open_document(None))
        self.edit.clicked.connect(lambda: self.open_document(self.chosen()))
        self.table.opened.connect(lambda _key: self.open_document(self.chosen()))
        self.remove.clicked.connect(self._remove)
        self.take.clicked.connect(self.take_known)
        delete = QShortcut(QKeySequence("Del"), self.table, context=Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove)

    def show_life(self, life: WorkingLife) -> None:
        """Show the documents of this person."""
        self._life = life
        self._known = self._page.session.register.known_documents(life)
        heads = [self._page.text(f"record.document.{column}") for column in _COLUMNS]
        self.table.fill(heads, [self._line(document) for document in life.documents])
        there = bool(life.documents)
        self.table.setVisible(there)
        self.empty.setVisible(not there and not self._known)
        self.edit.setVisible(there)
        self.remove.setVisible(there)
        self.offered.setVisible(bool(self._known))
        known = self._page.session.language.list([self._named(document) for document in self._known])
        self.offer.setText(self._page.text("record.document.known", what=known))

    def _line(self, document: Document) -> TableRow:
        session, state = self._page.session, document_state(document, self._page.session.day)
        words = (
            session.text(f"record.document.kind.{document.kind}"),
            document_number(document) or "–",
            str(session.language.state(document.state)) if document.state else "–",
            session.language.date(document.ends_on) if document.ends_on else "–",
            session.text(f"record.document.standing.{state}"),
        )
        sentence = session.text(
            "record.document.sentence", kind=words[0], number=words[1], until=words[3], standing=words[4]
        )
        return TableRow(document.id or 0, words, sentence, {4: DOCUMENT_SYMBOLS[state]})

    def _named(self, document: Document) -> str:
        session = self._page.session
        kind = session.text(f"record.document.kind.{document.kind}")
        until = session.language.date(document.ends_on) if document.ends_on else "–"
        return session.text("record.document.until_day", kind=kind, until=until)

    def chosen(self) -> Document | None:
        """The document chosen in the table."""
        key = self.table.current()
        documents = self._life.documents if self._life else ()
        return next((one for one in documents if one.id == key), None)

    # -- acting

    def take_known(self) -> None:
        """Keep every document that the papers know of, as one step."""
        if self._life is None:
            return
        register, record = self._page.session.register, self._page.session.record
        with record.together("document", self._life.person.id):
            for document in self._known:
                register.keep_document(document)
        self.changed.emit()

    def open_document(self, document: Document | None) -> None:
        """Open the dialog of entries, for a new document where there is none."""
        if self._life is not None:
            dialog = DocumentDialog(self._page, self._life, document)
            dialog.accepted.connect(self.changed)
            dialog.open()

    def _remove(self) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self._page.session.record.remove(chosen)
            self.changed.emit()


class DocumentDialog(EntryDialog):
    """The entries of one document."""

    def __init__(self, page: Page, life: WorkingLife, document: Document | None) -> None:
        super().__init__(page, page.text("record.document.title_one"))
        assert life.person.id is not None
        self._document = document or Document(person_id=life.person.id, kind=DOCUMENT_KINDS[0])
        self.kind, self.number = ChoiceBox(), IdentityInput(page.text)
        self.state, self.posting = StateBox(page, _states(life)), PostingBox(page, life)
        self.starts, self.ends = DateInput(page.session.language), DateInput(page.session.language)
        for kind in DOCUMENT_KINDS:
            self.kind.addItem(page.text(f"record.document.kind.{kind}"), kind)
        for key, place in (("kind", self.kind), ("number", self.number), ("state", self.state)):
            self.add(f"record.document.{key}", place)
        self.number.call(page.text("record.document.number"))
        self.add_day("record.document.from", self.starts)
        self.add_day("record.document.until", self.ends)
        self.add("record.certificate.field.posting", self.posting)
        self.kind.setCurrentIndex(max(self.kind.findData(self._document.kind), 0))
        self.kind.currentIndexChanged.connect(lambda _place: self._guard())
        self.number.line.setText(self._document.number)
        self._guard()
        self.state.set_code(self._document.state)
        self.starts.set_day(self._document.starts_on)
        self.ends.set_day(self._document.ends_on)
        self.posting.set_case(self._document.case_id)
        self.kind.setFocus()

    def _guard(self) -> None:
        """The number of a contract names nobody and is never hidden."""
        self.number.guard(self.kind.currentData() in IDENTITY_DOCUMENTS)

    def keep(self) -> None:
        """Keep the document, and its days in the papers; one that ends before it starts is not taken."""
        wrong = self.wrong_day(self.starts, self.ends)
        first, last = self.starts.day(), self.ends.day()
        if not wrong and first is not None and last is not None and last < first:
            wrong = self.page.text("record.document.ends_before_start")
        self.complain(wrong)
        if wrong:
            return
        kind = str(self.kind.currentData())
        changed = replace(
            self._document,
            kind=kind,
            number=self.number.line.text().strip(),
            state=self.state.code(),
            starts_on=first,
            ends_on=last,
            case_id=None if kind == _FOR_ALL_POSTINGS else self.posting.case_id(),
        )
        self.page.session.register.keep_document(changed)
        self.accept()


def _states(life: WorkingLife) -> list[str]:
    postings = [code for posting in life.postings for code in (posting.home, posting.host) if code]
    return ["CN", *postings]
