"""The edition of the law: what it is and changed, and how a pack is checked, compared and brought into use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.backups import Reason
from desktop.editions import report
from desktop.editions.report import PackRefused
from desktop.problems import Problem, read_problem
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Label, LinkButton, StateWord, card, clear, row
from desktop.windows.controls.work import Stopped
from desktop.windows.naming import case_name

if TYPE_CHECKING:
    from desktop.domain.affected import Affected
    from desktop.session import Session

_PACK = "edition_pack"
"""The property of the parent that keeps the pack chosen while the panel is made anew in another language."""


class EditionPanel(QWidget):
    """Shows the edition in use; ``parent`` outlives the panel and remembers which pack was chosen."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._memory = parent
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(2 * GRID)
        self.told = QVBoxLayout()
        self.told.setSpacing(GRID)
        self.choose, self.verify, self.compare = Button(icon="law"), Button(icon="check"), Button(icon="view")
        self.install = Button(role="primary", icon="save")
        self.pack_name = Label(role="small")
        self._connect()
        self._fill()

    @property
    def pack(self) -> Path | None:
        """The pack chosen last."""
        chosen = self._memory.property(_PACK)
        return Path(chosen) if chosen else None

    def take_pack(self, pack: Path) -> None:
        """Go on with this pack."""
        self._memory.setProperty(_PACK, str(pack))
        clear(self.told)
        self._name_pack()

    # -- building

    def _connect(self) -> None:
        self.choose.clicked.connect(self._choose)
        self.verify.clicked.connect(partial(self._work, self._verify))
        self.compare.clicked.connect(partial(self._work, self._compare))
        self.install.clicked.connect(partial(self._work, self._install))

    def _fill(self) -> None:
        text, session = self._session.text, self._session
        add = self.body.addWidget
        add(Label(text("pages.edition.title"), "heading"))
        add(card(*(Label(line) for line in report.about(session))))
        add(Label(text("pages.edition.changes"), "heading"))
        add(card(*(Label(line) for line in report.changes(session, session.edition.edition))))
        for button, key in ((self.choose, "choose"), (self.verify, "verify"), (self.compare, "diff")):
            button.setText(text(f"pages.edition.{key}"))
        self.install.setText(text("pages.edition.install"))
        add(card(self.pack_name, row(self.choose, self.verify, self.compare, self.install)))
        self.body.addLayout(self.told)
        self._name_pack()
        if session.changed_cases is not None:
            self._show_changed(session.changed_cases)

    def _name_pack(self) -> None:
        pack = self.pack
        words = self._session.text("pages.edition.no_pack")
        if pack is not None:
            words = self._session.text("pages.edition.pack", file=pack.name)
        self.pack_name.setText(words)
        for button in (self.verify, self.compare, self.install):
            button.setVisible(pack is not None)

    # -- acting

    def _choose(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        text = self._session.text
        kinds = f"{text('pages.edition.files_of_packs')} (*.zip)"
        chosen, _ = QFileDialog.getOpenFileName(self, text("pages.edition.choose"), str(Path.home()), kinds)
        if chosen:
            self.take_pack(Path(chosen))

    def _work(self, work: Callable[[bytes], None], _on: bool = False) -> None:
        """Do something with the pack chosen; what stands in the way is told below the buttons."""
        pack = self.pack
        if pack is None:
            return
        clear(self.told)
        try:
            try:
                data = report.read_file(pack)
            except OSError as error:
                raise read_problem(error, pack) from error
            work(data)
        except Problem as problem:
            self._tell([self._session.text(problem.key, **problem.params)], "error")
        except PackRefused as refused:
            lines = report.faults(self._session, refused)
            number = self._session.language.number(len(lines))
            self._tell([self._session.text("pages.edition.refused", n=number), *lines], "error")

    def _verify(self, data: bytes) -> None:
        signed = self._session.editions.check(data)
        signer = self._session.text("pages.edition.signed_by", signer=signed.key.owner)
        lines = [self._session.text("pages.edition.sound"), signer]
        self._tell([*lines, *report.changes(self._session, signed.edition)])

    def _compare(self, data: bytes) -> None:
        lines = report.differences_of_pack(self._session, data)
        self._tell([self._session.text("pages.edition.differences"), *lines])

    def _install(self, data: bytes) -> None:
        """Every page was made from the law before, so all are made anew; this one then shows what changed."""
        from desktop.windows.main_window import MainWindow
        from desktop.windows.safety.back_up_first import back_up_first

        try:
            back_up_first(self, self._session, Reason.LAW)
        except Stopped:
            return
        self._session.install_edition(data)
        self._memory.setProperty(_PACK, None)
        window = self.window()
        if isinstance(window, MainWindow):
            QTimer.singleShot(0, window, partial(window.renew, "edition"))
        else:
            self._show_changed(self._session.changed_cases or ())

    # -- telling

    def _tell(self, lines: Sequence[str], role: str = "body") -> None:
        first, *others = lines
        self.told.addWidget(card(Label(first, role), Label("\n".join(others))))

    def _show_changed(self, items: Sequence[Affected]) -> None:
        session, edition = self._session, self._session.edition.edition
        words = session.text("pages.edition.installed", date=edition.date, number=edition.number)
        number = session.language.number(len(items))
        key = "pages.edition.cases_changed" if items else "pages.edition.no_case_changed"
        if session.locked:
            key = "pages.edition.locked"
        self.told.addWidget(card(StateWord("exempt", words), Label(session.text(key, n=number))))
        for item in items:
            self.told.addWidget(self._changed(item))

    def _changed(self, item: Affected) -> QWidget:
        """One case: its answers before and after, the entries behind it, and the way to it."""
        session = self._session
        name = case_name(session, item.case)
        entries = (report.entry_words(session, entry) for entry in item.entries)
        because = (Label(session.text("pages.edition.because", entry=words), "small") for words in entries)
        link = LinkButton(session.text("pages.edition.open_case", name=name), "next")
        link.clicked.connect(partial(self._open, item.case.id))
        return card(Label(report.affected_line(session, item, name)), *because, row(link))

    def _open(self, case_id: int, _on: bool = False) -> None:
        from desktop.windows.main_window import MainWindow

        window = self.window()
        if isinstance(window, MainWindow):
            window.open("result", case_id)
