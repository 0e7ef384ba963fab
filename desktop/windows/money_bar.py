"""The strip above the pages about money: the cost of a posting, contributions to have back, China's pension."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.windows.controls.parts_bar import PartsBar
from desktop.windows.page import KINDS

if TYPE_CHECKING:
    from desktop.windows.page import Page

MONEY_KINDS: Final[tuple[str, ...]] = ("cost", "refunds", "pension")


class MoneyBar(PartsBar):
    """Buttons that open the pages about money for the same case.

    ``page`` is the page the bar stands on and ``here`` its kind. The page sets ``case_id`` in its ``load`` and
    calls ``retranslate`` in its own.
    """

    def __init__(self, page: Page, here: str) -> None:
        super().__init__()
        self.case_id: int | None = None
        self._page, self._here = page, here
        self.chosen.connect(self._go)
        self.retranslate()

    def retranslate(self) -> None:
        """Write the names again in the page's language."""
        text = self._page.text
        names = {
            kind: text(f"money.part.{kind}") for kind in MONEY_KINDS if kind in KINDS or kind == self._here
        }
        self.name(names, text("money.parts"))
        self.light(self._here)

    def _go(self, kind: str) -> None:
        self.light(self._here)  # this bar stays as it is; the other page has its own
        if kind != self._here:
            self._page.go.emit(kind, self.case_id, None)
