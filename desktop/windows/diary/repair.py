"""The repair list after a refusal: each step with its source, whom to ask, and the papers that help."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop.domain.record.refusals import RepairStep, repair
from desktop.windows.controls.body_box import body_words
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Label, card, line
from desktop.windows.naming import state_names
from desktop.windows.result.blocks import stack
from desktop.windows.result.fold import Link
from desktop.windows.result.papers import paper_title
from desktop.windows.result.reasons import source_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop.domain.case import Case
    from desktop.domain.record.diary import DiaryEntry
    from desktop.session import Session

PLACES = {"see_gaps": "record", "count_months": "cost", "next_time": "dates", "check_category": "check"}
"""Steps that are taken on another page of the program."""


def repair_block(
    session: Session, case: Case, refusal: DiaryEntry, go: Callable[[str, str], None]
) -> QWidget:
    """The steps in order; ``go`` takes the kind of page and a detail, such as the paper to open."""
    steps = repair(refusal.reason, session.facts(case), session.law, session.day)
    offered = {offer.paper_id for offer in session.offers(case)}
    reason = session.text(f"record.refusal.reason.{refusal.reason or 'other'}")
    parts: list[QWidget] = [
        Label(session.text("record.repair.title", date=refusal.on, reason=reason), "heading"),
        Label(session.text("record.repair.lead"), "muted"),
    ]
    for number, step in enumerate(steps, 1):
        parts += [line(), _step(session, case, step, number, offered, go)]
    return card(*parts)


def _step(
    session: Session,
    case: Case,
    step: RepairStep,
    number: int,
    offered: set[str],
    go: Callable[[str, str], None],
) -> QWidget:
    words = session.text(
        "record.repair.step", n=session.language.number(number), text=step_words(session, case, step)
    )
    parts: list[QWidget] = [Label(words)]
    if step.citations and step.confidence is not None:
        parts.append(source_lines(session, step.citations, step.confidence.value))
    else:
        parts.append(Label(session.text("record.repair.advice"), "small"))
    if step.key in PLACES and not step.words:
        link = Link(session.text(f"record.repair.{step.key}.go"), "next")
        link.clicked.connect(partial(go, PLACES[step.key], ""))
        parts.append(link)
    for paper in step.papers:
        if paper in offered:
            link = Link(paper_title(session, paper), "documents")
            link.clicked.connect(partial(go, "documents", paper))
            parts.append(link)
    return stack(*parts, spacing=GRID // 2)


def step_words(session: Session, case: Case, step: RepairStep) -> str:
    """A step in one or two sentences."""
    form = step.form
    return session.text(
        step.text, **state_names(session, case), body=body_words(session, step.ask) or session.text("record.body"),
        title=session.language.official(form.titles) if form else "", number=form.form_number if form else "",
    )  # fmt: skip
