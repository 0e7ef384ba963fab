"""What stands below the large action on Start: on the first day, and on all others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.windows.samples import Samples
from desktop.windows.theme import GRID
from desktop.windows.widgets import Button, Label, StateWord, card, row

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.domain.next_steps import Step
    from desktop.windows.page import Page

_HALF_WAY = 4
_DATES = 4


def first_day(page: Page) -> list[QWidget]:
    """What this is for in three lines, what double contributions mean, and people to try it with."""
    text = page.text
    steps = [StateWord("exempt", text(f"app.start.step{number}")) for number in (1, 2, 3)]
    return [
        card(*steps),
        card(Label(text("app.start.example"), "heading"), Label(text("app.start.example_text"))),
        Samples(page),
    ]


def other_days(page: Page, cases: Sequence[Case]) -> list[QWidget]:
    """What was left half-way, the next dates, and what is not protected yet."""
    parts = [*_half_way(page, cases), *_dates(page, cases)]
    if page.session.protection == "beside_file":
        button = Button(page.text("app.protect.now"), icon="lock")
        button.clicked.connect(partial(page.go.emit, "protect", None, "start"))
        parts.append(card(Label(page.text("app.protect.not_yet")), row(button)))
    return [*parts, Samples(page)]


def _half_way(page: Page, cases: Sequence[Case]) -> list[QWidget]:
    waiting = [case for case in cases if case.outcome is None][:_HALF_WAY]
    if not waiting:
        return []
    from desktop.windows.naming import case_name

    lines: list[QWidget] = [Label(page.text("app.start.half_way"), "heading")]
    for case in waiting:
        name = case_name(page.session, case)
        button = Button(page.text("app.start.continue", name=name), icon="next")
        button.clicked.connect(partial(page.go.emit, "check", case.id, None))
        lines.append(row(button))
    return [card(*lines)]


def _dates(page: Page, cases: Sequence[Case]) -> list[QWidget]:
    due = [(step, case) for case in cases if case.outcome for step in page.session.next_steps(case)]
    coming = [
        (step.day, step, case) for step, case in due if step.day is not None and step.day >= page.session.day
    ]
    if not coming:
        return []
    lines: list[QWidget] = [Label(page.text("app.start.dates"), "heading")]
    for day, step, case in sorted(coming, key=lambda item: item[0])[:_DATES]:
        lines.append(_date(page, day, step, case))
    return [card(*lines)]


def _date(page: Page, day: dt.date, step: Step, case: Case) -> QWidget:
    """One date: what is to be done, by when, for whom, and the way there."""
    from desktop.windows.naming import case_name

    name = case_name(page.session, case)
    button = Button(page.text("app.cases.open"))
    button.setAccessibleName(page.text("app.start.open", name=name))
    button.clicked.connect(partial(page.go.emit, "result", case.id, None))
    holder, words = QWidget(), QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label(page.text(step.text)))
    words.addWidget(
        Label(page.text("app.start.date_line", day=day, name=name, left=_left(page, day)), "small")
    )
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(2 * GRID)
    layout.addLayout(words, 1)
    top = QVBoxLayout()
    top.addWidget(button)
    top.addStretch(1)
    layout.addLayout(top)
    return holder


def _left(page: Page, day: dt.date) -> str:
    days = (day - page.session.day).days
    return page.session.language.plural("app.start.days_left", days)
