"""Applications without an answer: how long they wait, and when to ask."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop.domain.dates.due import Rule
from desktop.domain.papers.waiting_sheet import WAITING
from desktop.windows.controls.body_box import body_words
from desktop.windows.controls.widgets import Label, StateWord, card
from desktop.windows.result.blocks import stack
from desktop.windows.result.fold import Link

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from desktop.domain.case import Case
    from desktop.domain.record.diary_rules import Chase
    from desktop.session import Session


def waiting_block(
    session: Session, case: Case, chases: Sequence[Chase], go: Callable[[str, str], None]
) -> QWidget:
    """Each application that waits, with the day to ask and whose rule that is, and the sheet to carry meanwhile."""
    parts = [_waiting(session, chase) for chase in chases]
    if any(offer.paper_id == WAITING for offer in session.offers(case)):
        link = Link(session.text("record.diary.carry"), "documents")
        link.clicked.connect(partial(go, "documents", WAITING))
        parts.append(link)
    return card(*parts)


def _waiting(session: Session, chase: Chase) -> QWidget:
    text, application = session.text, chase.application
    now = chase.on <= session.day
    matter = text(f"record.diary.matter.{application.matter}")
    body = body_words(session, application.body) or text("record.body")
    words = text("record.diary.waiting", matter=matter, date=application.sent_on, body=body)
    ask = text("record.diary.ask_now" if now else "record.diary.ask_on", date=chase.on)
    if chase.rule is Rule.OWN:
        why = text("record.diary.rule_own", n=session.language.number(chase.cases))
    else:
        why = text("record.diary.rule_house")
    state = StateWord("not_exempt" if now else "exempt_after_approval_of_extension", ask, "heading")
    return stack(state, Label(words), Label(why, "small"))
