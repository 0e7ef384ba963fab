"""What became of everything in a salvage: the outcome, the list, and what to do with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Label, StateWord, clear, row
from desktop.windows.documents.files import print_paper, save_one

if TYPE_CHECKING:
    from desktop.safety.repair import Salvaged
    from desktop.session import Session


class SalvagedList(QWidget):
    """Hidden until ``show_salvaged``. ``used`` asks for the new file, ``say`` has a sentence for the window's bar."""

    used = Signal()
    say = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._salvaged: Salvaged | None = None
        self.title, self.state = Label(role="heading"), StateWord(role="heading")
        self.counts, self.old = Label(), Label(role="muted")
        self.use = Button(role="primary", icon="next")
        self.text, self.print = Button(icon="save"), Button(icon="print")
        self.body = QVBoxLayout()
        self.body.setSpacing(GRID // 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        for widget in (self.title, self.state, self.counts, self.old, row(self.use, self.text, self.print)):
            layout.addWidget(widget)
        layout.addLayout(self.body)
        self.use.clicked.connect(self.used)
        self.text.clicked.connect(self.save_text)
        self.print.clicked.connect(self.print_list)

    def focus(self) -> None:
        """Put the focus on the way on."""
        self.use.setFocus()

    def show_salvaged(self, salvaged: Salvaged | None) -> None:
        """Show the outcome of a salvage, or nothing. Where the saved file is open, there is nothing more to choose."""
        self._salvaged = salvaged
        self.setVisible(salvaged is not None)
        clear(self.body)
        if salvaged is None:
            return
        text, number, report = self._session.text, self._session.language.number, salvaged.report
        for button, key in ((self.use, "use"), (self.text, "text"), (self.print, "print")):
            button.setText(text(f"safety.repair.{key}"))
        self.use.setVisible(salvaged.source is not None)
        self.title.setText(text(f"safety.repair.{'kept' if salvaged.source is None else 'made'}_title"))
        filled = self._session.repair.filled(report)
        self._show_outcome(report.whole, filled)
        rows, damaged, pages = sum(report.saved.values()), report.damaged_pages, report.pages
        counts = {"rows": number(rows), "damaged": number(damaged), "pages": number(pages)}
        said = [text("safety.repair.counts", **counts)]
        said += [text(f"safety.repair.counts_{origin}", rows=number(n)) for origin, n in filled.items()]
        self.counts.setText("\n".join(said))
        self.old.setVisible(salvaged.source is not None)
        self.old.setText(text("safety.repair.old_stays", folder=str(salvaged.source)))
        self._show_sections(salvaged)

    def _show_outcome(self, whole: bool, filled: Mapping[str, int]) -> None:
        """Good news only where nothing is missing and nothing is in an older state."""
        older = [f"older_{origin}" for origin in ("backup", "journal") if origin in filled]
        keys = [*(["whole"] if whole and not older else [] if whole else ["not_whole"]), *older]
        words = [self._session.text(f"safety.repair.{key}") for key in keys]
        self.state.show_state("exempt" if keys == ["whole"] else "cannot_tell", " ".join(words))

    def _show_sections(self, salvaged: Salvaged) -> None:
        repair = self._session.repair
        sections = repair.sections(salvaged.report)
        for section in sections:
            self.body.addSpacing(GRID)
            self.body.addWidget(Label(repair.said(section.heading), "heading" if section.lines else "body"))
            for listed in section.lines:
                self.body.addWidget(Label("• " + repair.line(listed)))
        for button in (self.text, self.print):
            button.setVisible(bool(sections))

    # -- the list on paper and in a file

    def save_text(self) -> None:
        """Ask where the list goes, as plain text."""
        if self._salvaged is not None:
            file, _ = self._session.repair.files(self._salvaged)
            said = save_one(self, self._session, file)
            if said is not None:
                self.say.emit(*said)

    def print_list(self) -> None:
        """Ask for a printer and print the list."""
        if self._salvaged is not None:
            _, file = self._session.repair.files(self._salvaged)
            self.say.emit(*print_paper(self, self._session, file))
