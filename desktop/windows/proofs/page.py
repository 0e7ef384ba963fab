"""The proofs of one person: files and papers, what they stand for, and which facts have none yet."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.domain.record.evidence import Evidence, Quality
from desktop.domain.record.proofs import proves
from desktop.problems import Problem
from desktop.record.attachments import MOST_MEGABYTES
from desktop.windows.controls.short_table import ShortTable
from desktop.windows.controls.table import TableRow
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.two_sides import TwoSides
from desktop.windows.controls.widgets import Button, Column, Label, card, row
from desktop.windows.page import Page
from desktop.windows.proofs.facts import FactsPanel
from desktop.windows.proofs.panel import ProofPanel
from desktop.windows.proofs.quality_words import SYMBOLS, file_words, proves_words, quality_words
from desktop.windows.record.head import RecordHead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.record.change import Change
    from desktop.domain.record.life import WorkingLife
    from desktop.session import Session

_COLUMNS = ("title", "quality", "for", "file_head")


class ProofsPage(Page):
    """Files dropped anywhere on the page become proofs."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.life: WorkingLife | None = None
        self.head = RecordHead(self, "proofs")
        self.column = Column(wide=True)
        self.nobody, self.teach, self.drop = Label(), Label(), Label(role="muted")
        self.table, self.facts = ShortTable(optional=(3,)), FactsPanel(self)
        self.attach, self.note = Button(role="primary", icon="plus"), Button(icon="edit")
        self.remove = Button(icon="trash")
        self.panel = ProofPanel(self)
        self.setAcceptDrops(True)
        for setter, key in (
            (self.nobody.setText, "nobody"), (self.teach.setText, "teach"), (self.attach.setText, "attach"),
            (self.note.setText, "without_file"), (self.remove.setText, "remove"),
        ):  # fmt: skip
            self.put(setter, f"record.proof.{key}")
        self.put(self.drop.setText, "record.proof.drop", limit=MOST_MEGABYTES)
        self.put(self.table.setAccessibleName, "record.part.proofs")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        first = QWidget()
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        self.empty, self.more = card(self.teach), card(self.facts)
        for widget in (self.empty, self.table, self.drop, row(self.attach, self.note, self.remove)):
            column.addWidget(widget)
        self.sides = TwoSides(first, self.panel, self.more)
        above = self.head.layout()
        assert above is not None
        above.setContentsMargins(0, 0, 0, 0)
        self.column.body.addWidget(self.head)
        self.column.body.addWidget(self.nobody)
        self.column.body.addWidget(self.sides)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.column)

    def _connect(self) -> None:
        self.head.turned.connect(self._read)
        self.head.changed.connect(self._read)
        self.panel.changed.connect(self._changed)
        self.table.itemSelectionChanged.connect(self._show_chosen)
        self.table.opened.connect(lambda _key: self.panel.open_file())
        self.attach.clicked.connect(self.choose_files)
        self.note.clicked.connect(self.add_paper)
        self.remove.clicked.connect(self.remove_chosen)
        for keys, where, act in (
            ("Del", self.table, self.remove_chosen),
            ("Ins", self, self.choose_files),
        ):
            within = where is self
            context = (
                Qt.ShortcutContext.WidgetWithChildrenShortcut if within else Qt.ShortcutContext.WidgetShortcut
            )
            QShortcut(QKeySequence(keys), where, context=context).activated.connect(act)

    # -- as a page

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        self.head.load(case_id)
        self._read()
        if detail and detail.isdigit():
            self.table.choose(int(detail))

    def retranslate(self) -> None:
        super().retranslate()
        self.head.retranslate()
        self.panel.retranslate()
        self._read()

    def shown(self) -> None:
        if self.life is None:
            self.head.choose.setFocus()
        else:
            (self.table if self.table.rowCount() else self.attach).setFocus()

    def leave(self) -> None:
        if self.life is not None and self.table.rowCount():
            self.panel.keep()

    # -- showing

    def _read(self) -> None:
        """Show everything of the person in hand as it is now."""
        person = self.head.person
        self.life = None if person is None or person.id is None else self.session.record.life(person.id)
        self.nobody.setVisible(self.life is None)
        self.sides.setVisible(self.life is not None)
        if self.life is None:
            return
        heads = [self.text(f"record.proof.{column}") for column in _COLUMNS]
        self.table.blockSignals(True)
        self.table.fill(heads, [self._line(one, self.life) for one in self.life.evidence])
        self.table.blockSignals(False)
        there = bool(self.life.evidence)
        self.empty.setVisible(not there)
        for widget in (self.table, self.remove, self.panel):
            widget.setVisible(there)
        self.more.setVisible(self.facts.show_life(self.life))
        self._show_chosen()

    def _line(self, evidence: Evidence, life: WorkingLife) -> TableRow:
        session = self.session
        words = (
            evidence.title,
            quality_words(session, evidence.quality),
            proves_words(session, proves(evidence.id or 0, life)),
            file_words(session, evidence),
        )
        sentence = self.text(
            "record.proof.sentence", title=words[0], quality=words[1], proves=words[2], file=words[3]
        )
        return TableRow(evidence.id or 0, words, sentence, {1: SYMBOLS[evidence.quality]})

    def chosen(self) -> Evidence | None:
        """The proof chosen in the table."""
        key = self.table.current()
        evidence = self.life.evidence if self.life else ()
        return next((one for one in evidence if one.id == key), None)

    def _show_chosen(self) -> None:
        chosen = self.chosen()
        if chosen is not None and self.life is not None:
            self.panel.show_proof(chosen, self.life)

    def _changed(self) -> None:
        self._read()
        self.head.note_change()

    # -- taking in

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.life is not None and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.take(paths)

    def choose_files(self) -> None:
        """Ask for files and take them in."""
        if self.life is not None:
            chosen, _ = QFileDialog.getOpenFileNames(self, self.attach.text(), str(Path.home()))
            self.take([Path(path) for path in chosen])

    def take(self, paths: Sequence[Path]) -> None:
        """Take files in as proofs; what cannot be taken is said, the others are kept."""
        if self.life is None or self.life.person.id is None:
            return
        kept, problems = [], []
        for path in paths:
            try:
                kept.append(self.session.proof_files.attach(self.life.person.id, path))
            except Problem as problem:
                problems.append(self.text(problem.key, **problem.params))
        self._changed()
        if kept:
            self._go_to(kept[-1])
            said = self.session.language.plural("record.proof.attached", len(kept))
            problems.insert(0, said)
        if problems:
            self.say.emit("\n".join(problems), "info" if len(problems) == 1 and kept else "error")

    def add_paper(self) -> None:
        """Enter a proof that is only a paper."""
        if self.life is not None and self.life.person.id is not None:
            title = self.text("record.proof.untitled")
            new = Evidence(person_id=self.life.person.id, quality=Quality.OWN_NOTE, title=title)
            kept = self.session.record.keep(new)
            self._changed()
            self._go_to(kept)

    def _go_to(self, evidence: Evidence) -> None:
        """Choose a new proof with the keyboard on its title."""
        assert evidence.id is not None
        self.table.choose(evidence.id)
        self.panel.title.setFocus()
        self.panel.title.selectAll()

    def remove_chosen(self) -> None:
        """Remove the proof chosen; the bar offers the way back."""
        chosen = self.chosen()
        if chosen is None:
            return
        self.session.proof_files.remove(chosen)
        self._changed()
        removal = self.session.record.changes.undoable()
        self.undo.emit(
            self.text("record.proof.removed", title=chosen.title), partial(self._take_back, removal)
        )
        self.shown()

    def _take_back(self, removal: Change | None) -> None:
        """Take the removal back, unless something else was changed since."""
        if removal is not None and self.session.record.changes.undoable() == removal:
            self.head.undo.undo.click()
