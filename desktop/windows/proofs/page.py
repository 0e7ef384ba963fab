"""The proofs of one person: files and papers, what they stand for, and which facts have none yet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from desktop.domain.record.evidence import Evidence, Quality
from desktop.domain.record.proofs import proves
from desktop.problems import Problem
from desktop.record.attachments import MOST_MEGABYTES
from desktop.windows.controls.table import TableRow
from desktop.windows.controls.widgets import Button, Label, card
from desktop.windows.proofs.facts import FactsPanel
from desktop.windows.proofs.panel import ProofPanel
from desktop.windows.proofs.quality_words import SYMBOLS, file_words, proves_words, quality_words
from desktop.windows.record.list_page import ListPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.record.life import WorkingLife
    from desktop.session import Session


class ProofsPage(ListPage[Evidence]):
    """See the module and ``ListPage``. Files dropped anywhere on the page become proofs."""

    kind, words = "proofs", "record.proof"
    columns = ("title", "quality", "for", "file_head")
    optional = (3,)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.drop, self.facts = Label(role="muted"), FactsPanel(self)
        self.attach, self.note = Button(role="primary", icon="plus"), Button(icon="edit")
        self.panel, self.more = ProofPanel(self), card(self.facts)
        self.put(self.attach.setText, "record.proof.attach")
        self.put(self.note.setText, "record.proof.without_file")
        self.put(self.drop.setText, "record.proof.drop", limit=MOST_MEGABYTES)
        self.setAcceptDrops(True)
        self.lay_out(self.panel, self.more, (self.attach, self.note), self.drop)
        self.attach.clicked.connect(self.choose_files)
        self.note.clicked.connect(self.add_paper)
        self.panel.changed.connect(self.note_change)

    # -- as a page

    def retranslate(self) -> None:
        self.panel.retranslate()
        super().retranslate()

    def leave(self) -> None:
        if self.life is not None and self.table.rowCount():
            self.panel.keep()

    # -- what it lists

    def things(self, life: WorkingLife) -> Sequence[Evidence]:
        return life.evidence

    def line(self, thing: Evidence, life: WorkingLife) -> TableRow:
        session = self.session
        words = (
            thing.title,
            quality_words(session, thing.quality),
            proves_words(session, proves(thing.id or 0, life)),
            file_words(session, thing),
        )
        sentence = self.text(
            "record.proof.sentence", title=words[0], quality=words[1], proves=words[2], file=words[3]
        )
        return TableRow(thing.id or 0, words, sentence, {1: SYMBOLS[thing.quality]})

    def show_thing(self, thing: Evidence, life: WorkingLife) -> None:
        self.panel.show_proof(thing, life)

    def show_rest(self, life: WorkingLife) -> None:
        self.more.setVisible(self.facts.show_life(life))

    def open_chosen(self) -> None:
        """Open the file of the proof chosen."""
        self.panel.open_file()

    def take_away(self, thing: Evidence) -> str:
        self.session.proof_files.remove(thing)
        return self.text("record.proof.removed", title=thing.title)

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
        self.note_change()
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
            self.note_change()
            self._go_to(kept)

    def _go_to(self, evidence: Evidence) -> None:
        """Choose a new proof with the keyboard on its title."""
        assert evidence.id is not None
        self.table.choose(evidence.id)
        self.panel.title.setFocus()
        self.panel.title.selectAll()
