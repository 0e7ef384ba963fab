"""The way from a case to the refunds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.refunds.may_have_paid import may_have_paid
from desktop.windows.controls.widgets import Button

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.session import Session
    from desktop.windows.page import Page


def worth_a_look(session: Session, case: Case) -> bool:
    """Whether contributions were paid abroad in this case, or may have been."""
    months = () if case.person_id is None else session.record.life(case.person_id).months
    return may_have_paid(session.facts(case), months, session.day)


def refunds_button(page: Page, case_id: int | None) -> Button:
    """Opens the refunds for this case."""
    button = Button(page.text("money.exposure.refunds"), icon="next")
    button.clicked.connect(lambda: page.go.emit("refunds", case_id, None))
    return button
