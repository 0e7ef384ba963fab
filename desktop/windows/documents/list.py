"""The list of a case's papers: what each is, for whom, and how many entries it still needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from desktop.windows.controls import icons
from desktop.windows.controls.theme import GRID, size, theme
from desktop.windows.result.grid import lay_text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop.domain.case import Case
    from desktop.session import Session

CALENDAR = "APP-14"


class PaperList(QListWidget):
    """``picked`` carries the id of the paper that the user looks at; arrows walk from paper to paper."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._room = 40 * GRID
        self.setWordWrap(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._moved)
        theme.changed.connect(self._fit)

    def show_case(self, session: Session, case: Case, chosen: str | None) -> None:
        """List the papers of ``case``; ``chosen`` is lit, else the first."""
        self.blockSignals(True)
        self.clear()
        for offer in session.offers(case):
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, offer.paper_id)
            item.setData(Qt.ItemDataRole.UserRole + 1, offer.need)
            self.addItem(item)
        self.name(session, case)
        rows = [row for row in range(self.count()) if self._paper(self.item(row)) == chosen]
        self.setCurrentRow(rows[0] if rows else 0)
        self.blockSignals(False)
        self._fit()

    def name(self, session: Session, case: Case) -> None:
        """Write the words of every entry again: title, need, missing entries."""
        self.setAccessibleName(session.text("pages.documents.list"))
        for row in range(self.count()):
            item = self.item(row)
            paper = self._paper(item)
            missing = 0 if paper == CALENDAR else len(session.missing_fields(case, paper))
            title = session.text(f"papers.name.{paper}")
            need = session.text(f"pages.documents.{item.data(Qt.ItemDataRole.UserRole + 1)}")
            state = session.text("pages.documents.complete")
            if missing:
                state = session.language.plural("pages.documents.missing", missing)
            item.setText(title + "\n" + session.text("pages.documents.entry", need=need, state=state))
            item.setIcon(icons.icon(*_symbol(missing), self.iconSize().width()))
            spoken = session.text("pages.documents.spoken", title=title, need=need, state=state)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self._fit()

    def chosen(self) -> str | None:
        """The id of the paper that is lit."""
        item = self.currentItem()
        return self._paper(item) if item is not None else None

    def set_room(self, height: int) -> None:
        """Be no higher than this; longer lists scroll."""
        if height != self._room:
            self._room = height
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be as high as the entries, where there is room for all."""
        mark = round(size() * 1.3)
        self.setIconSize(QSize(mark, mark))
        room = self.viewport().width() - mark - 4 * GRID
        total = 0
        for row in range(self.count()):
            item = self.item(row)
            height = round(lay_text(item.text(), self.font(), room)[1]) + 2 * GRID
            item.setSizeHint(QSize(0, height))
            total += height
        self.setFixedHeight(min(total + 2 * self.frameWidth() + 2, max(self._room, 20 * GRID)))

    def _moved(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.picked.emit(self._paper(item))

    def _paper(self, item: QListWidgetItem) -> str:
        return str(item.data(Qt.ItemDataRole.UserRole))


def _symbol(missing: int) -> tuple[str, str]:
    return ("edit", "wait") if missing else ("state-yes", "good")
