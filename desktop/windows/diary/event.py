"""The papers that the last event of a case calls for, side by side for home, host and worker."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop.domain.record.event_cautions import EventPapers, papers
from desktop.domain.record.event_changes import ON, REASON
from desktop.domain.record.event_plan import event_of
from desktop.domain.record.events import Event
from desktop.record.happened import put_away
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Label, card, row
from desktop.windows.naming import state_names
from desktop.windows.result.blocks import stack
from desktop.windows.result.fold import Link
from desktop.windows.result.papers import paper_title

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop.domain.case import Case
    from desktop.session import Session

_SIDES = ("home", "host", "worker")


def event_block(
    session: Session, case: Case, go: Callable[[str, str], None], changed: Callable[[], None]
) -> QWidget:
    """The event with its papers, and the way to put it away; ``go`` takes a kind of page and a detail.

    Only for a case that remembers an event.
    """
    event = event_of(case.fields)
    assert event is not None
    name = session.text(f"record.happened.event.{event.value}")
    done = Button(session.text("record.happened.done"), icon="check")
    done.clicked.connect(partial(_put_away, session, case.id, changed))
    title = session.text("record.happened.papers", event=name, date=case.fields.get(ON))
    return card(Label(title, "heading"), papers_block(session, case, event, go), row(done))


def papers_block(session: Session, case: Case, event: Event, go: Callable[[str, str], None]) -> QWidget:
    """The papers for each side, each a link to its preview."""
    if event is Event.LOST:
        return _link(session.text("record.happened.kit"), partial(go, "certificates", ""))
    reason = str(case.fields.get(REASON) or "")
    found = papers(event, session.facts(case), session.determine(case), session.law, reason)
    return stack(*(_side(session, case, found, side, go) for side in _SIDES if getattr(found, side)))


def _side(
    session: Session, case: Case, found: EventPapers, side: str, go: Callable[[str, str], None]
) -> QWidget:
    lead = Label(session.text(f"record.happened.papers.{side}", **state_names(session, case)))
    links = (
        _link(paper_title(session, paper), partial(go, "documents", paper)) for paper in getattr(found, side)
    )
    return stack(lead, *links, spacing=GRID // 2)


def _link(words: str, call: Callable[[], None]) -> Link:
    link = Link(words, "documents")
    link.clicked.connect(call)
    return link


def _put_away(session: Session, case_id: int, changed: Callable[[], None]) -> None:
    put_away(session.record, session.store, case_id)
    changed()
