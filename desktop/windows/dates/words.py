"""What a date is called on the screen: its cells, its sentence, its symbol."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from desktop.domain.dates.due import Rule
from desktop.windows.naming import case_name

if TYPE_CHECKING:
    from desktop.domain.dates.due import DueItem
    from desktop.session import Session

_LONG_DAYS: Final = (dt.date(2028, 9, 30), dt.date(2028, 12, 30))
SOON: Final = 30
"""Days from which on a date is marked as coming up."""


class DateWords:
    """The words of one session, in the language of the screen."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def what(self, item: DueItem) -> str:
        """What is due: the user's own words for a reminder, else the kind of date."""
        kind = self._session.text(f"dates.kind.{item.kind.value}")
        own = item.title if item.source == "reminder" else ""
        return own or kind

    def whom(self, item: DueItem) -> str:
        """The person, else the case."""
        if item.name or item.case_id is None:
            return item.name
        return case_name(self._session, self._session.case(item.case_id))

    def left(self, item: DueItem) -> str:
        """Days left or overdue in words."""
        days = item.days_left(self._session.day)
        if days == 0:
            return self._session.text("dates.left.today")
        key = "dates.left.days" if days > 0 else "dates.left.overdue"
        return self._session.language.plural(key, abs(days))

    def rule(self, item: DueItem) -> str:
        """Whose rule it is, in full."""
        return self._session.text(f"dates.rule.{item.rule.value}")

    def when(self, item: DueItem) -> str:
        """The day, or the days from which and until which it can be done."""
        language = self._session.language
        if item.until is None:
            return language.date(item.due_on)
        return self._session.text("dates.period", first=item.due_on, last=item.until)

    def cells(self, item: DueItem) -> tuple[str, ...]:
        """The cells of a line, in the order of the columns."""
        day = self._session.language.date(item.due_on)
        rule = self._session.text(f"dates.rule_short.{item.rule.value}")
        return self.what(item), self.whom(item), day, self.left(item), rule

    def sentence(self, item: DueItem) -> str:
        """The line as a screen reader says it."""
        return self._session.text(
            "dates.sentence", what=self.what(item), whom=self.whom(item), day=self.when(item),
            left=self.left(item), rule=self.rule(item),
        )  # fmt: skip

    def longest(self) -> dict[str, tuple[str, ...]]:
        """Words as long as they get, by the column whose width they decide."""
        language = self._session.language
        left = [language.plural(f"dates.left.{name}", 365) for name in ("days", "overdue")]
        heads = {name: self._session.text(f"dates.column.{name}") for name in ("when", "left", "rule")}
        rules = [self._session.text(f"dates.rule_short.{rule.value}") for rule in Rule]
        return {
            "when": (heads["when"], *map(language.date, _LONG_DAYS)),
            "left": (heads["left"], *left),
            "rule": (heads["rule"], *rules),
        }

    def symbol(self, item: DueItem) -> tuple[str, str]:
        """The drawing and its colour: overdue, coming up, later."""
        days = item.days_left(self._session.day)
        if days < 0:
            return "warning", "bad"
        return ("clock", "wait") if days <= SOON else ("calendar", "muted")

    def holds(self, item: DueItem, wanted: Sequence[str]) -> bool:
        """Whether the line holds every one of the words, which are in small letters."""
        line = " ".join(self.cells(item)).casefold()
        return all(word in line for word in wanted)


def bold() -> QFont:
    """The font of headings inside a table."""
    font = QFont(QApplication.font())
    font.setBold(True)
    return font
