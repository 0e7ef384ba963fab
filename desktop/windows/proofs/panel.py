"""One proof: what it is, its file, and what it stands for. Every entry is kept when it is left."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from desktop.domain.record.evidence import Quality
from desktop.problems import Problem
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.inputs import DateInput
from desktop.windows.controls.text_input import TextInput
from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Button, Label, card, row
from desktop.windows.proofs.picture import PictureMaker
from desktop.windows.proofs.quality_words import digest_words, file_words, quality_words
from desktop.windows.proofs.tree import ProofTree

if TYPE_CHECKING:
    from desktop.domain.record.evidence import Evidence
    from desktop.domain.record.life import WorkingLife
    from desktop.windows.page import Page

_PICTURE = 14
"""Side of the small picture, in heights of the text."""


class ProofPanel(QWidget):
    """``changed`` follows every change."""

    changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._evidence: Evidence | None = None
        self._life: WorkingLife | None = None
        self.title, self.quality = TextInput(), ChoiceBox()
        self.dated = DateInput(page.session.language)
        self.file, self.digest = Label(), Label(role="small")
        self.picture, self.no_picture = QLabel(), Label(role="muted")
        self.maker = PictureMaker(self)
        self._drawn = ("", 0)
        self.open, self.save = Button(icon="view"), Button(icon="save")
        self.other = Button(icon="plus")
        self.labels = {name: Label() for name in ("title", "quality", "dated", "stands_for")}
        self.hint = Label(role="small")
        self.tree = ProofTree(page)
        for quality in Quality:
            self.quality.addItem("", quality)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for name, place in (("title", self.title), ("quality", self.quality), ("dated", self.dated)):
            self.labels[name].setBuddy(place)
        self.labels["stands_for"].setBuddy(self.tree)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        entries = (
            self.labels["title"], self.title, self.labels["quality"], self.quality, self.labels["dated"],
            self.dated,
        )  # fmt: skip
        files = (self.file, self.picture, self.no_picture, self.digest, row(self.open, self.save, self.other))
        layout.addWidget(card(*entries))
        layout.addWidget(card(self.labels["stands_for"], self.hint, self.tree))
        layout.addWidget(card(*files))

    def _connect(self) -> None:
        put = self._page.put
        for name, label in self.labels.items():
            put(label.setText, f"record.proof.{name}")
        put(self.title.setAccessibleName, "record.proof.title")
        put(self.quality.setAccessibleName, "record.proof.quality")
        put(self.dated.line.setAccessibleName, "record.proof.dated")
        put(self.dated.button.setAccessibleName, "app.calendar")
        put(self.dated.button.setToolTip, "app.calendar")
        put(self.picture.setAccessibleName, "record.proof.picture")
        put(self.no_picture.setText, "record.proof.no_picture")
        put(self.hint.setText, "record.proof.tick_hint")
        put(self.open.setText, "record.proof.open")
        put(self.save.setText, "record.proof.save")
        self.title.editingFinished.connect(self.keep)
        self.quality.activated.connect(lambda _place: self.keep())
        self.dated.left.connect(self.keep)
        self.tree.ticked.connect(self._stand_for)
        self.open.clicked.connect(self.open_file)
        self.save.clicked.connect(self.save_file)
        self.other.clicked.connect(self.choose_file)
        self.maker.drawn.connect(self._show_picture)

    def retranslate(self) -> None:
        """Write again what is not written by the page."""
        self.dated.set_language(self._page.session.language)
        for place, quality in enumerate(Quality):
            self.quality.setItemText(place, quality_words(self._page.session, quality))

    # -- showing

    def show_proof(self, evidence: Evidence, life: WorkingLife) -> None:
        """Show a proof of the person whose life it is."""
        same = self._evidence is not None and self._evidence.id == evidence.id
        self._evidence, self._life = evidence, life
        self.retranslate()
        self.quality.setCurrentIndex(list(Quality).index(evidence.quality))
        if not (same and self.title.wrong):  # what waits for its correction stays as it was typed
            self.title.setText(evidence.title)
            self.title.mark(False)
        if not (same and self.dated.line.wrong):
            self.dated.set_day(evidence.dated)
            self.dated.line.mark(False)
        self._show_file(evidence)
        assert evidence.id is not None
        self.tree.show_proof(evidence.id, life)

    def _show_file(self, evidence: Evidence) -> None:
        text, there = self._page.text, bool(evidence.digest)
        self.file.setText(text("record.proof.file", name=file_words(self._page.session, evidence)))
        self.digest.setText(text("record.proof.digest", digest=digest_words(evidence)))
        self.other.setText(text("record.proof.other_file" if there else "record.proof.add_file"))
        self._draw(evidence)
        for widget in (self.digest, self.open, self.save):
            widget.setVisible(there)

    def _draw(self, evidence: Evidence) -> None:
        """Have the picture of its file drawn, where that is not the one that is shown."""
        wanted = (evidence.digest, _PICTURE * size())
        if wanted == self._drawn:
            return
        self._drawn = wanted
        self.picture.hide()
        self.no_picture.hide()
        self.maker.stop()
        if evidence.digest:
            content = self._page.session.record.content(evidence)
            self.maker.draw(evidence.file_name, content, wanted[1])

    def _show_picture(self, image: QImage | None) -> None:
        self.picture.setVisible(image is not None)
        self.no_picture.setVisible(image is None)
        if image is not None:
            self.picture.setPixmap(QPixmap.fromImage(image))

    # -- keeping

    def keep(self) -> None:
        """Keep title, kind and day as they stand; an empty title or a day that is none waits for its correction."""
        if self._evidence is None:
            return
        title, day = self.title.text().strip(), self.dated.day()
        wrong_day = bool(self.dated.typed()) and day is None
        self.title.mark(not title)
        self.dated.line.mark(wrong_day)
        if not title or wrong_day:
            return
        kept = replace(
            self._evidence, title=title, dated=day, quality=list(Quality)[self.quality.currentIndex()]
        )
        if kept != self._evidence:
            self._evidence = self._page.session.record.keep(kept)
            self.changed.emit()

    def _stand_for(self) -> None:
        if self._evidence is not None:
            self._page.session.proof_files.stand_for(self._evidence, self.tree.chosen())
            self.changed.emit()

    # -- the file

    def open_file(self) -> None:
        """Let another program show a copy."""
        if self._evidence is None:
            return
        try:
            copy = self._page.session.proof_files.open(self._evidence)
        except Problem as problem:
            self._page.say.emit(self._page.text(problem.key, **problem.params), "note")
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))
        self._page.say.emit(self._page.text("record.proof.opened"), "info")

    def save_file(self) -> None:
        """Ask where the file goes and write it."""
        if self._evidence is None:
            return
        start = str(Path.home() / self._evidence.file_name)
        chosen, _ = QFileDialog.getSaveFileName(self, self._page.text("record.proof.save"), start)
        if chosen:
            self.write_file(Path(chosen))

    def write_file(self, path: Path) -> None:
        """Write the file to ``path`` and say so."""
        if self._evidence is None:
            return
        try:
            self._page.session.proof_files.save(self._evidence, path)
        except Problem as problem:
            self._page.say.emit(self._page.text(problem.key, **problem.params), "error")
        else:
            self._page.say.emit(self._page.text("pages.documents.saved", path=str(path)), "info")

    def choose_file(self) -> None:
        """Ask for a file and give it to the proof."""
        chosen, _ = QFileDialog.getOpenFileName(self, self.other.text(), str(Path.home()))
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, path: Path) -> None:
        """Give the proof this file."""
        if self._evidence is None:
            return
        try:
            self._evidence = self._page.session.proof_files.replace_file(self._evidence, path)
        except Problem as problem:
            self._page.say.emit(self._page.text(problem.key, **problem.params), "error")
        else:
            self.changed.emit()
