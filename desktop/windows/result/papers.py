"""The papers that the case calls for, and the one large action that leads to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.domain.papers.offers import ALWAYS
from desktop.windows.controls.widgets import Button, Label, row
from desktop.windows.result.blocks import stack

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.session import Session


def papers_block(session: Session, case: Case) -> tuple[QWidget, Button]:
    """The names of the papers, and the button that opens them."""
    offers = session.offers(case)
    lines: list[QWidget] = []
    for need in dict.fromkeys(offer.need for offer in offers):
        titles = [paper_title(session, offer.paper_id) for offer in offers if offer.need == need]
        lead = "papers_always" if need == ALWAYS else "papers_on_request"
        lines.append(Label(session.text(f"pages.result.{lead}", papers=session.language.list(titles))))
    button = Button(session.text("pages.result.to_documents"), "primary", "documents")
    return stack(*lines, row(button)), button


def paper_title(session: Session, paper_id: str) -> str:
    """The name of a paper."""
    return session.text(f"papers.name.{paper_id}")
