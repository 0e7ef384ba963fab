"""The people of the record as a list that a view shows: the file behind it, and of it what is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.windows.record.words import person_words

if TYPE_CHECKING:
    from desktop.domain.record.person import Person
    from desktop.session import Session

_PAGE: Final = 100
"""So many people are read together; a view shows fewer at once."""


class PeopleModel(QAbstractListModel):
    """People by name; ``search`` keeps those in whose name or day of birth every word typed is found."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._ids: tuple[int, ...] = ()
        self._read: dict[int, Person] = {}

    def search(self, typed: str) -> None:
        """Show the people that fit what was typed; all where nothing was."""
        self.beginResetModel()
        self._ids = self._session.record.who_fits(typed)
        self._read.clear()
        self.endResetModel()

    def person_id(self, row: int) -> int:
        """The id of the person in a row."""
        return self._ids[row]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            person = self._person(index.row())
            return person_words(self._session, person) if person else ""
        return None

    def _person(self, row: int) -> Person | None:
        """The person in a row, read together with the neighbours; ``None`` where somebody removed them."""
        if self._ids[row] not in self._read:
            first = row - row % _PAGE
            for person in self._session.record.people_called(self._ids[first : first + _PAGE]):
                assert person.id is not None
                self._read[person.id] = person
        return self._read.get(self._ids[row])
