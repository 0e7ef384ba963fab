"""Where the papers of a certificate lie: the chain of hands, handing over, and the receipt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop.domain.papers.certificate_papers import RECEIPT, usual_languages
from desktop.domain.record.certificate import Custody
from desktop.domain.record.custody import PAPERS, chain, next_number, whereabouts
from desktop.windows.certificates.words import paper_words, place_words
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.inputs import DateInput
from desktop.windows.controls.paper_dialog import PaperDialog
from desktop.windows.controls.short_table import ShortTable
from desktop.windows.controls.table import TableRow
from desktop.windows.controls.text_input import TextInput
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Label, row
from desktop.windows.record.inputs import EntryDialog

if TYPE_CHECKING:
    from desktop.domain.record.certificate import Certificate
    from desktop.domain.record.life import WorkingLife
    from desktop.windows.page import Page

_COLUMNS = ("paper", "holder", "since", "receipt", "now")


class HandsPanel(QWidget):
    """The hands of one certificate; ``changed`` follows every change."""

    changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._certificate: Certificate | None = None
        self._rows: dict[int, Custody] = {}
        self._life: WorkingLife | None = None
        self.title, self.empty = Label(role="heading"), Label(role="muted")
        self.table = ShortTable(optional=(3,))
        self.enter, self.hand = Button(icon="plus"), Button(icon="next")
        self.slip, self.signed = Button(icon="documents"), Button(icon="check")
        self.remove = Button(icon="trash")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        self.buttons = row(self.hand, self.enter, self.slip, self.signed, self.remove)
        for widget in (self.title, self.empty, self.table, self.buttons):
            layout.addWidget(widget)
        for setter, key in (
            (self.title.setText, "title"), (self.empty.setText, "empty"), (self.enter.setText, "enter"),
            (self.hand.setText, "hand"), (self.slip.setText, "slip"), (self.remove.setText, "remove"),
            (self.table.setAccessibleName, "title"),
        ):  # fmt: skip
            page.put(setter, f"record.hands.{key}")
        self.enter.clicked.connect(self.open_enter)
        self.hand.clicked.connect(self.open_hand)
        self.slip.clicked.connect(self.open_slip)
        self.signed.clicked.connect(self._toggle_receipt)
        self.remove.clicked.connect(self._remove)
        self.table.opened.connect(lambda _key: self.open_hand())
        self.table.itemSelectionChanged.connect(self._name_receipt)

    def show_certificate(self, certificate: Certificate, life: WorkingLife) -> None:
        """Show the hands of ``certificate``; the last ones of each paper carry the sign of where it is."""
        self._certificate, self._life = certificate, life
        before = self.table.current()
        rows = chain(certificate.id or 0, life.custody)
        self._rows = {row.id: row for row in rows if row.id is not None}
        now = {row.id for row in whereabouts(certificate.id or 0, life.custody)}
        heads = [self._page.text(f"record.hands.{column}") for column in _COLUMNS]
        self.table.fill(heads, [self._line(row, row.id in now) for row in rows])
        self._choose(before, now)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        for button in (self.hand, self.slip, self.signed, self.remove):
            button.setVisible(bool(rows))
        self._name_receipt()

    def _choose(self, before: int | None, now: set[int | None]) -> None:
        """What was chosen stays so; else the last hand of the first paper, which is the one to be handed on."""
        if before not in self._rows:
            here = next((number for number in self._rows if number in now), None)
            if here is not None:
                self.table.choose(here)

    def _line(self, row: Custody, here: bool) -> TableRow:
        text, session = self._page.text, self._page.session
        since = session.language.date(row.since)
        receipt = text("record.hands.signed" if row.receipt else "record.hands.not_signed")
        now = text("record.hands.here" if here else "record.hands.before")
        words = (paper_words(session, row), place_words(session, row), since, receipt, now)
        key = "record.hands.sentence_now" if here else "record.hands.sentence"
        sentence = text(key, paper=words[0], holder=words[1], since=since, receipt=receipt)
        states = {4: "exempt" if here else "stays_due"}
        return TableRow(row.id or 0, words, sentence, states)

    def chosen(self) -> Custody | None:
        """The row chosen in the table."""
        key = self.table.current()
        return self._rows.get(key) if key is not None else None

    def _name_receipt(self) -> None:
        chosen = self.chosen()
        key = "unsign" if chosen is not None and chosen.receipt else "sign"
        self.signed.setText(self._page.text(f"record.hands.{key}"))

    # -- acting

    def open_enter(self) -> None:
        """Open the dialog for a paper that is entered for the first time."""
        assert self._certificate is not None
        assert self._life is not None
        dialog = HandDialog(self._page, self._certificate, self._life)
        dialog.accepted.connect(lambda: self._handed(dialog))
        dialog.open()

    def open_hand(self) -> None:
        """Open the dialog that hands the chosen paper over."""
        chosen = self.chosen()
        if chosen is None or self._certificate is None or self._life is None:
            return
        dialog = HandDialog(self._page, self._certificate, self._life, chosen)
        dialog.accepted.connect(lambda: self._handed(dialog))
        dialog.wants_slip.connect(self._show_slip)
        dialog.open()

    def _handed(self, dialog: HandDialog) -> None:
        self.changed.emit()
        if dialog.kept is not None and dialog.kept.id is not None:
            self.table.choose(dialog.kept.id)

    def open_slip(self) -> None:
        """Show the receipt for the chosen row."""
        chosen = self.chosen()
        if chosen is not None:
            self._show_slip(chosen)

    def _show_slip(self, handing: Custody) -> None:
        certificate = self._certificate
        if certificate is None:
            return
        session = self._page.session
        paperwork = session.register.paperwork(certificate, handing)
        languages = usual_languages(RECEIPT, certificate.state, certificate.host, session.language.code)
        name = self._page.text(f"papers.name.{RECEIPT}")
        PaperDialog(
            self._page, name, lambda chosen, plain: paperwork.preview(RECEIPT, chosen, plain=plain), languages
        ).open()

    def _toggle_receipt(self) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self._page.session.record.keep(replace(chosen, receipt=not chosen.receipt))
            self.changed.emit()

    def _remove(self) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self._page.session.record.remove(chosen)
            self.changed.emit()


class HandDialog(EntryDialog):
    """Who has the paper from which day on. ``before`` is the row it is handed on from, ``None`` for a new paper.

    ``kept`` is the new row after the dialog was accepted.
    """

    wants_slip = Signal(object)

    def __init__(
        self, page: Page, certificate: Certificate, life: WorkingLife, before: Custody | None = None
    ) -> None:
        title = "record.hands.hand_title" if before else "record.hands.enter_title"
        super().__init__(page, page.text(title), high=31)
        self._certificate, self._life, self._before = certificate, life, before
        self.kept: Custody | None = None
        self.paper, self.holder, self.place = ChoiceBox(), TextInput(), TextInput()
        self.since = DateInput(page.session.language)
        self.slip = QCheckBox(page.text("record.hands.want_slip"))
        for kind in PAPERS:
            self.paper.addItem(page.text(f"record.paper.kind.{kind}"), kind)
        if before is None:
            self.add("record.hands.paper", self.paper)
        else:
            words = {"paper": paper_words(page.session, before), "holder": place_words(page.session, before)}
            self.column.body.addWidget(Label(page.text("record.hands.from", **words)))
        self.add("record.hands.new_holder", self.holder)
        self.add("record.hands.place", self.place)
        self.add_day("record.hands.since", self.since)
        self.since.set_day(page.session.day)
        if before is not None:
            self.slip.setChecked(True)
            self.column.body.addWidget(self.slip)
        self.holder.setFocus()

    def keep(self) -> None:
        """Keep the row; without a name of the holder there is nothing to keep."""
        wrong = self.wrong_day(self.since)
        holder, since = self.holder.text().strip(), self.since.day()
        self.holder.mark(not holder)
        if not holder:
            wrong = self.page.text("record.hands.no_holder")
        elif since is None:
            wrong = wrong or self.page.text("record.missing", what=self.page.text("record.hands.since"))
        self.complain(wrong)
        if wrong or since is None:
            return
        register, place = self.page.session.register, self.place.text().strip()
        before = self._before
        self.kept = (
            register.hand_over(before, holder, place, since)
            if before is not None
            else self.page.session.record.keep(self._first(holder, place))
        )
        self.accept()
        if before is not None and self.slip.isChecked():
            self.wants_slip.emit(self.kept)

    def _first(self, holder: str, place: str) -> Custody:
        paper, since = str(self.paper.currentData()), self.since.day()
        assert self._certificate.id is not None
        assert since is not None
        return Custody(
            person_id=self._certificate.person_id,
            certificate_id=self._certificate.id,
            paper=paper,
            number=next_number(paper, self._certificate.id, self._life.custody),
            since=since,
            holder=holder,
            place=place,
        )
