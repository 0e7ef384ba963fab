"""A backup looked at: what is in it, how the present file differs, and the button that opens it beside that one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.domain.backups import Counts
from desktop.problems import Problem
from desktop.safety.backup_contents import difference
from desktop.windows.controls.short_table import ShortTable
from desktop.windows.controls.table import TableRow
from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Button, Column, Label, line, row
from desktop.windows.controls.work import Progress, Stopped, run
from desktop.windows.safety.backup_words import (
    moment_words,
    reason_words,
    size_words,
    things_words,
    who_words,
)

if TYPE_CHECKING:
    from desktop.domain.record.difference import Difference
    from desktop.safety.backups import Backup
    from desktop.session import Session

T = TypeVar("T")
_WIDE, _HIGH = 52, 42
"""In heights of the text."""
_SHOWN: Final = 200
"""So many people are listed; a number stands for the rest."""
_SIDES: Final = ("only_then", "only_now", "changed")


class RestoreDialog(QDialog):
    """``restored`` is sent once the backup is the open file."""

    restored = Signal()

    def __init__(self, parent: QWidget, session: Session, backup: Backup) -> None:
        super().__init__(parent)
        self._session, self._backup = session, backup
        text = session.text
        self.setWindowTitle(text("safety.backups.restore.title", moment=moment_words(session, backup)))
        self.column, self.counts, self.people = Column(), ShortTable(), ShortTable()
        self.said, self.more = Label(), Label(role="muted")
        self.compare = Button(text("safety.backups.restore.compare"), icon="search")
        self.restore = Button(text("safety.backups.restore.restore"), "primary")
        self.shut = Button(text("safety.backups.restore.close"))
        self._fill()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 2 * GRID)
        layout.addWidget(self.column, 1)
        layout.addWidget(line())
        foot = row(self.restore, self.shut)
        foot.setContentsMargins(4 * GRID, 0, 4 * GRID, 0)
        layout.addWidget(foot)
        self.compare.clicked.connect(self.show_differences)
        self.restore.clicked.connect(self.bring_back)
        self.shut.clicked.connect(self.reject)
        room = parent.window().size()
        self.resize(QSize(_WIDE * size(), _HIGH * size()).boundedTo(room))
        self.restore.setFocus()

    def _fill(self) -> None:
        session, backup, text = self._session, self._backup, self._session.text
        body = self.column.body
        body.addWidget(
            Label(text("safety.backups.restore.title", moment=moment_words(session, backup)), "heading")
        )
        facts = (reason_words(session, backup), size_words(session, backup.size), *map(str, backup.paths))
        body.addWidget(Label("\n".join(facts), "muted"))
        body.addWidget(Label(text("safety.backups.restore.safe")))
        for widget in (self.counts, row(self.compare), self.said, self.people, self.more):
            body.addWidget(widget)
        for widget in (self.said, self.people, self.more):
            widget.hide()
        then = session.backups.counts(backup)
        self.compare.setVisible(then is not None)
        self.counts.setVisible(then is not None)
        if then is not None:
            self._show_counts(then, session.backups.counts_now())
        elif session.is_open:
            self._say(text("safety.backups.restore.other"))
        else:
            self._say(text("safety.backups.restore.closed"))

    def _show_counts(self, then: Counts, now: Counts) -> None:
        session, text = self._session, self._session.text
        number = session.language.number
        heads = [text(f"safety.backups.restore.{name}") for name in ("thing", "then", "now")]
        rows = []
        for place, name in enumerate(Counts._fields):
            thing = text(f"safety.backups.restore.{name}")
            cells = (thing, number(then[place]), number(now[place]))
            sentence = text("safety.backups.restore.count", thing=thing, then=cells[1], now=cells[2])
            rows.append(TableRow(place, cells, sentence))
        self.counts.setAccessibleName(heads[0])
        self.counts.fill(heads, rows)

    def show_differences(self) -> None:
        """Compare with the present file, person by person."""
        found = self._do("comparing", lambda on: difference(self._session, self._backup, on))
        if found is None:
            return
        self._say("" if found else self._session.text("safety.backups.restore.same"))
        self.people.setVisible(bool(found))
        self._show_people(found)
        QTimer.singleShot(0, self, lambda: self.column.show_widget(self.people if found else self.said))

    def _show_people(self, found: Sequence[Difference]) -> None:
        session, text = self._session, self._session.text
        heads = [text(f"safety.backups.difference.{name}") for name in ("whom", *_SIDES)]
        rows = []
        for place, each in enumerate(found[:_SHOWN]):
            sides = [things_words(session, dict(getattr(each, side))) for side in _SIDES]
            said = [
                text("safety.backups.difference.thing", table=head, count=side)
                for head, side in zip(heads[1:], sides, strict=True)
                if side
            ]
            who = who_words(session, each)
            rows.append(TableRow(place, (who, *sides), ". ".join((who, *said))))
        self.people.setAccessibleName(text("safety.backups.restore.compare"))
        self.people.fill(heads, rows)
        rest = len(found) - _SHOWN
        self.more.setVisible(rest > 0)
        self.more.setText(text("safety.backups.difference.more", count=session.language.number(rest)))

    def bring_back(self) -> None:
        """Open the backup beside the present file."""
        restored = self._do("restoring", lambda on: self._session.places.restore(self._backup, on))
        if restored is not None:
            self.restored.emit()
            self.accept()

    def _do(self, what: str, job: Callable[[Progress], T]) -> T | None:
        text = self._session.text
        try:
            return run(self, text(f"safety.backups.{what}"), text("safety.backups.stop"), job)
        except Stopped:
            self._say(text("safety.backups.stopped"))
        except Problem as problem:
            self._say(text(problem.key, **problem.params))
        return None

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        if sentence and self.isVisible():
            from PySide6.QtGui import QAccessible, QAccessibleEvent

            QAccessible.updateAccessibility(QAccessibleEvent(self.said, QAccessible.Event.Alert))
