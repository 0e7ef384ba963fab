"""The line of a working life: drawn, in words as a list, and as a paper to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.record.life_line import LifeLine, life_line
from desktop.windows.controls.qt_values import NO_FOCUS
from desktop.windows.controls.table import Table, TableRow
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Label, row
from desktop.windows.documents.languages import offer_languages, save_drawn
from desktop.windows.life.view import STEP, LifeView
from desktop.windows.page import Page
from desktop.windows.record.head import RecordHead

if TYPE_CHECKING:
    from desktop.domain.paper import Span, Words
    from desktop.session import Session

_NOTHING = LifeLine(None)


class LifePage(Page):
    """See the module. What the arrows stand on is said in full below the drawing."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.line = _NOTHING
        self.head = RecordHead(self, "life")
        self.view = LifeView(self.say_words)
        self.list = Table()
        self.empty, self.left_out, self.said = Label(), Label(role="small"), Label()
        self.stack = QStackedWidget()
        for widget in (self.view, self.list):
            self.stack.addWidget(widget)
        self.larger, self.smaller, self.fit = Button(), Button(), Button()
        self.as_list, self.print = Button(), Button(icon="save")
        self.as_list.setCheckable(True)
        self.archive = Button(icon="save")
        self.drawing_buttons = (self.larger, self.smaller, self.fit)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        buttons = row(*self.drawing_buttons, self.as_list, self.print, self.archive)
        inside = QVBoxLayout()
        inside.setContentsMargins(4 * GRID, 0, 4 * GRID, 2 * GRID)
        inside.setSpacing(GRID)
        inside.addWidget(buttons)
        inside.addWidget(self.empty)
        inside.addWidget(self.stack, 1)
        inside.addWidget(self.said)
        inside.addWidget(self.left_out)
        self._rest = QWidget()  # keeps the empty page's words at the top
        inside.addWidget(self._rest, 1)
        ground = QWidget()
        ground.setObjectName("column")
        page = QVBoxLayout(ground)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.head)
        page.addLayout(inside, 1)
        self.scrolled = QScrollArea()  # where letters are large, the page is higher than the window
        self.scrolled.setWidgetResizable(True)
        self.scrolled.setProperty("focusPolicy", NO_FOCUS)
        self.scrolled.setWidget(ground)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.scrolled)

    def _connect(self) -> None:
        self.head.turned.connect(self.fill)
        self.head.changed.connect(self.fill)
        self.larger.clicked.connect(lambda: self.view.zoom_by(STEP))
        self.smaller.clicked.connect(lambda: self.view.zoom_by(1 / STEP))
        self.fit.clicked.connect(self.view.fit)
        self.as_list.toggled.connect(self._turn)
        self.print.clicked.connect(lambda: offer_languages(self.print, self.session, self.save))
        self.archive.clicked.connect(self._open_archive)
        self.view.chosen.connect(self._say)

    # -- as a page

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        self.head.load(case_id)
        self.fill()

    def retranslate(self) -> None:
        super().retranslate()
        self.head.retranslate()
        for name in ("larger", "smaller", "fit", "print", "archive"):
            getattr(self, name).setText(self.text(f"life.{name}"))
        self._name_turn()
        self.view.setAccessibleName(self.text("record.part.life"))
        self.list.setAccessibleName(self.text("record.part.life"))
        self.fill()

    def shown(self) -> None:
        self.view.setFocus()

    # -- what stands here

    def fill(self) -> None:
        """Read the record anew and show it."""
        person = self.head.person
        self.line = _NOTHING
        if person is not None and person.id is not None:
            self.line = life_line(self.session.record.life(person.id), self.session.day)
        drawn = self.line.timeline is not None
        self.view.show_line(self.line.timeline)
        self._fill_list()
        self.empty.setText(self.text("life.empty" if person else "life.nobody"))
        self.left_out.setText(" ".join(self.say_words(words) for words in self.line.left_out))
        self.left_out.setVisible(bool(self.line.left_out))
        shown: tuple[QWidget, ...] = (self.stack, self.said, *self.drawing_buttons, self.as_list, self.print)
        for widget in shown:
            widget.setVisible(drawn)
        self.empty.setVisible(not drawn)
        self._rest.setVisible(not drawn)
        self._turn(self.as_list.isChecked())
        self._describe()

    def say_words(self, words: Words) -> str:
        """The words of an item in the screen's language."""
        return self.session.language.value(words, self.session.law, one_line=True)

    def _fill_list(self) -> None:
        rows = []
        for key, (lane, span) in enumerate(self.line):
            title, words = self.say_words(lane.title), self.say_words(span.words)
            rows.append(TableRow(key, (title, words), f"{title}: {words}"))
        self.list.fill((self.text("life.head.what"), self.text("life.head.words")), rows)

    def _describe(self) -> None:
        """What a screen reader says of the drawing as a whole, and the sentence below it."""
        line = self.line.timeline
        spoken = self.say_words(line.spoken) if line else ""
        self.view.setAccessibleDescription(f"{spoken} {self.text('life.keys')}".strip())
        current = self.view.current
        self.said.setText(self.say_words(current.words) if current else self.text("life.keys"))

    def _say(self, span: Span) -> None:
        self.said.setText(self.say_words(span.words))
        self.scrolled.ensureWidgetVisible(self.said)
        QAccessible.updateAccessibility(QAccessibleEvent(self.said, QAccessible.Event.Alert))

    def _turn(self, as_list: bool) -> None:
        self.stack.setCurrentWidget(self.list if as_list else self.view)
        drawn = self.line.timeline is not None
        self.said.setVisible(drawn and not as_list)
        for button in self.drawing_buttons:
            button.setVisible(drawn and not as_list)
        self._name_turn()

    def _name_turn(self) -> None:
        self.as_list.setText(self.text("life.as_line" if self.as_list.isChecked() else "life.as_list"))

    # -- the paper, and everything as one file

    def save(self, code: str) -> None:
        """Ask where the paper in the language ``code`` goes, and write it."""
        from desktop.record.life_paper import draw_life

        person = self.head.person
        if person is None or person.id is None:
            return
        life, law, day = self.session.record.life(person.id), self.session.law, self.session.day
        told = save_drawn(self, self.session, lambda code: draw_life(life, law, code, day), code)
        if told is not None:
            self.say.emit(*told)

    def _open_archive(self) -> None:
        from desktop.windows.archive.dialog import ArchiveDialog

        dialog = ArchiveDialog(self, self.head.person)
        dialog.imported.connect(self._read_again)
        dialog.open()

    def _read_again(self) -> None:
        self.head.refresh()
        self.fill()
