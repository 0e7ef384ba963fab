"""What every page has in common, and the register of pages by kind."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from desktop.session import Session

KINDS = {
    "unlock": "desktop.windows.unlock.page:UnlockPage",
    "rescue": "desktop.windows.rescue.page:RescuePage",
    "start": "desktop.windows.start.page:StartPage",
    "check": "desktop.windows.check:CheckPage",
    "result": "desktop.windows.result.page:ResultPage",
    "cases": "desktop.windows.cases:CasesPage",
    "record": "desktop.windows.record.page:RecordPage",
    "import": "desktop.windows.imports.page:ImportPage",
    "life": "desktop.windows.life.page:LifePage",
    "diary": "desktop.windows.diary.page:DiaryPage",
    "happened": "desktop.windows.happened.page:HappenedPage",
    "dates": "desktop.windows.dates.page:DatesPage",
    "cost": "desktop.windows.cost.page:CostPage",
    "refunds": "desktop.windows.refunds.page:RefundsPage",
    "pension": "desktop.windows.pension.page:PensionPage",
    "certificates": "desktop.windows.certificates.page:CertificatesPage",
    "proofs": "desktop.windows.proofs.page:ProofsPage",
    "documents": "desktop.windows.documents.page:DocumentsPage",
    "review": "desktop.windows.review.page:ReviewPage",
    "copy": "desktop.windows.copy.page:CopyPage",
    "law": "desktop.windows.law.page:LawPage",
    "safety": "desktop.windows.safety.page:SafetyPage",
    "help": "desktop.windows.help:HelpPage",
    "protect": "desktop.windows.protect:ProtectPage",
}
"""Where each kind of page lives; a page's module is loaded when the page is first opened."""

RECORD_KINDS = ("record", "life", "certificates", "proofs", "diary", "import")
"""Pages of one person's record, in the order of their strip."""

CASE_KINDS = (
    "check", "result", "documents", "review", "copy", "cost", "refunds", "pension", "happened", *RECORD_KINDS,
)  # fmt: skip
"""Pages that show one case, or the record of its person, and need its id."""


class Page(QWidget):
    """A page of the main window.

    The window calls ``load`` with the case (``None`` where there is none) and a detail, for example a topic or
    a field to put the focus on; then ``shown``. ``retranslate`` is called after the language changed and must
    keep whatever was typed. A page asks for another page with ``go.emit(kind, case_id, detail)`` and shows
    notes, problems and offers to undo in the window's bar with ``say`` and ``undo``.
    """

    go = Signal(str, object, object)
    started = Signal(int)
    """A case was made on this page; it is the case in hand from now on."""
    gone = Signal(int)
    """A case was deleted on this page: no other page shows it any more."""
    say = Signal(str, str)
    """A sentence for the window's bar and its mood: ``info``, ``note`` or ``error``."""
    undo = Signal(str, object)
    """A sentence for the window's bar, and what to call when the user takes it back."""
    trouble = Signal(object)
    """The ``Problem`` that keeps the file from being opened; ``None`` once it can be opened again."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._texts: list[tuple[Callable[[str], object], str, dict[str, object]]] = []

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        """Show this case, with the focus on ``detail`` where it is given."""

    def retranslate(self) -> None:
        """Set every text given to ``put`` again; pages with further texts add theirs."""
        for setter, key, params in self._texts:
            setter(self.text(key, **params))

    def shown(self) -> None:
        """Called when the page has come to the front: a good moment for the focus."""

    def leave(self) -> None:
        """Called before another page comes to the front and before the window closes: keep what is half typed."""

    def detail_here(self) -> str | None:
        """The detail with which ``load`` comes back to what is shown now."""
        return None

    def text(self, key: str, **params: object) -> str:
        """A text of the catalogues in the screen's language."""
        return self.session.text(key, **params)

    def put(self, setter: Callable[[str], object], key: str, **params: object) -> None:
        """Give ``setter`` the text of ``key`` now and again after every change of language."""
        self._texts.append((setter, key, params))
        setter(self.text(key, **params))


def make_page(kind: str, session: Session) -> Page:
    """The page of this kind, made anew; raises ``KeyError`` for a kind that does not exist."""
    module, _, name = KINDS[kind].partition(":")
    page: Page = getattr(import_module(module), name)(session)
    return page
