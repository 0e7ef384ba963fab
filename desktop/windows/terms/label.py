"""Running text in which terms of the field are links: a click, Enter or F1 explains one, hovering names it."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.windows.controls.theme import colour, theme
from desktop.windows.controls.widgets import Label
from desktop.windows.side import LANGUAGE_NAMES
from desktop.windows.terms.index import COLUMNS, Found, term_index

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from desktop.domain.practice import Term
    from desktop.session import Session

_SCHEME = "term:"


class TermLabel(Label):
    """A label whose terms can be marked after it is made; ``text`` is always the plain text.

    The text is escaped, so that nothing in it is read as markup.
    """

    def __init__(self, text: str = "", role: str = "body", wrap: bool = True) -> None:
        self._plain = text
        self._found: Sequence[Found] = ()
        self._explain: Callable[[str], object] | None = None
        self._terms: dict[str, Term] = {}
        self._hovered = ""
        super().__init__(text, role, wrap)

    def text(self) -> str:
        return self._plain

    def setText(self, text: str) -> None:
        self._plain, self._found = text, ()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        super().setText(text)

    def mark(self, found: Sequence[Found], terms: dict[str, Term], explain: Callable[[str], object]) -> None:
        """Make ``found`` links; ``explain`` takes the key of a term that was asked for."""
        if not self._found:
            theme.changed.connect(self._draw)
        if self._explain is None:
            self.linkActivated.connect(self._activated)
            self.linkHovered.connect(self._hover)
        self._found, self._terms, self._explain = tuple(found), terms, explain
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._draw()

    @property
    def marked(self) -> tuple[str, ...]:
        """The keys of the marked terms, in the order of the text."""
        return tuple(found.key for found in self._found)

    def _draw(self) -> None:
        """Write the text with its links in the colour of the present look."""
        if not self._found:
            return
        ink, parts, place = colour("accent").name(), [], 0
        for found in self._found:
            parts.append(escape(self._plain[place : found.first]))
            word = escape(self._plain[found.first : found.end])
            parts.append(f'<a href="{_SCHEME}{found.key}" style="color:{ink}">{word}</a>')
            place = found.end
        parts.append(escape(self._plain[place:]))
        self.setTextFormat(Qt.TextFormat.RichText)
        super().setText("".join(parts).replace("\n", "<br>"))

    def _activated(self, link: str) -> None:
        if self._explain is not None:
            self._explain(link.removeprefix(_SCHEME))

    def _hover(self, link: str) -> None:
        self._hovered = link.removeprefix(_SCHEME)
        if term := self._terms.get(self._hovered):
            QToolTip.showText(QCursor.pos(), four_words(term), self)
        else:
            QToolTip.hideText()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by Tab stands on the first link at once, or on the last one when coming back."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.focusNextPrevChild(event.reason() == Qt.FocusReason.TabFocusReason)

    # -- F1 on a term explains it instead of the page

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._asks(event):  # type: ignore[arg-type]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._asks(event) and self._explain is not None:
            self._explain(self._chosen())
        else:
            super().keyPressEvent(event)

    def _asks(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_F1 and bool(self._chosen())

    def _chosen(self) -> str:
        """The key of the link that has the focus: Qt shows the focus on a link as a selection."""
        selected = self.selectedText()
        here = (found.key for found in self._found if self._plain[found.first : found.end] == selected)
        return next(here, "")


def four_words(term: Term) -> str:
    """A term in the four languages, one under the other."""
    return "\n".join(f"{name}: {term.words.get(COLUMNS[code], '')}" for code, name in LANGUAGE_NAMES.items())


def mark_terms(block: QWidget, session: Session) -> None:
    """Mark each term once in ``block``, where it stands first."""
    from desktop.windows.terms.panel import explain_term

    index, terms, seen = term_index(session.law, session.language.code), dict(session.law.terms), set[str]()
    for label in block.findChildren(TermLabel):
        found = [one for one in index.find(label.text()) if one.key not in seen]
        first = {one.key: one for one in reversed(found)}
        if first:
            seen |= first.keys()
            shown = sorted(first.values(), key=lambda one: one.first)
            label.mark(shown, terms, partial(explain_term, label, session))
