"""An authority, chosen from those of the agreement or typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.theme import size, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.session import Session

_LONGEST, _NARROWEST = 200, 14
"""Characters that may be typed, and that there is room for at least."""


def body_words(session: Session, body: str) -> str:
    """The name of an authority: the official one where the law knows it, else as typed."""
    known = session.law.authorities.get(body)
    return session.language.official(known.names) if known else body


class BodyBox(ChoiceBox):
    """Names to choose from; any other may be typed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setEditable(True)
        self.setInsertPolicy(self.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        line = self.lineEdit()
        assert line is not None
        line.setMaxLength(_LONGEST)
        self._fit()
        theme.changed.connect(self._fit)

    def setAccessibleName(self, name: str) -> None:
        """Name the box and the line inside it, which has the focus."""
        super().setAccessibleName(name)
        line = self.lineEdit()
        assert line is not None
        line.setAccessibleName(name)

    def show_bodies(self, bodies: Sequence[str], chosen: str) -> None:
        """Offer these authorities, by their keys in the law or as typed, and show ``chosen``."""
        self.clear()
        self.addItem("", "")
        for body in bodies:
            self.addItem(body_words(self._session, body), body)
        place = self.findData(chosen)
        if place >= 0:
            self.setCurrentIndex(place)
        else:
            self.setEditText(chosen)

    def body(self) -> str:
        """The key of the authority chosen, else what was typed."""
        typed = self.currentText().strip()
        place = self.findText(typed)
        return str(self.itemData(place)) if place >= 0 else typed

    def _fit(self) -> None:
        self.setMinimumContentsLength(_NARROWEST)
        self.setMaximumWidth(36 * size())
