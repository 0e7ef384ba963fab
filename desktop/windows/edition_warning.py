"""What the user must know of the edition before trusting an answer, as bars for the head of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout

from desktop.windows.controls.widgets import Bar

if TYPE_CHECKING:
    from desktop.session import Session


def add_edition_warnings(session: Session, layout: QBoxLayout) -> None:
    """Add a bar each for an edition that is old and for an installed one that cannot be used; usually none."""
    if not session.edition_is_unusable and not session.edition_is_old:
        return
    from desktop.editions import report

    for sentence in report.warnings(session):
        bar = Bar()
        layout.addWidget(bar)  # first, because telling shows it: without a parent it would be a window
        bar.tell(sentence, "note")
        bar.close_button.setAccessibleName(session.text("pages.close"))
