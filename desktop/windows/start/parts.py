"""What stands below the large action on Start: on the first day, and on all others."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.periods import months_after
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Button, Label, LinkButton, StateWord, card, row
from desktop.windows.samples import Samples

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.domain.dates.due import DueItem
    from desktop.windows.dates.words import DateWords
    from desktop.windows.page import Page

HALF_WAY = 4
"""So many checks left half-way are shown."""
_DATES = 4
_SOON = 3
"""Months within which there is nearly always a date; only else all of them are read."""
_CASES_AT_ONCE = 25
"""Cases whose dates are made before the page is shown; the reminders make the others."""


def first_day(page: Page) -> list[QWidget]:
    """What this is for in three lines, what double contributions mean, people to try it with, a way to a backup."""
    text = page.text
    steps = [StateWord("exempt", text(f"app.start.step{number}")) for number in (1, 2, 3)]
    elsewhere = LinkButton(text("safety.backups.start"), "next")
    elsewhere.clicked.connect(partial(page.go.emit, "safety", None, "backups:elsewhere"))
    return [
        card(*steps),
        card(Label(text("app.start.example"), "heading"), Label(text("app.start.example_text"))),
        Samples(page),
        elsewhere,
    ]


def other_days(page: Page, begun: Sequence[Case]) -> list[QWidget]:
    """What was left half-way, the next dates, and what is not protected yet."""
    parts = [*_half_way(page, begun), *_dates(page)]
    if page.session.protection == "beside_file":
        button = Button(page.text("app.protect.now"), icon="lock")
        button.clicked.connect(partial(page.go.emit, "protect", None, "start"))
        parts.append(card(Label(page.text("app.protect.not_yet")), row(button)))
    return [*parts, Samples(page)]


def _half_way(page: Page, begun: Sequence[Case]) -> list[QWidget]:
    if not begun:
        return []
    from desktop.windows.naming import case_name

    lines: list[QWidget] = [Label(page.text("app.start.half_way"), "heading")]
    for case in begun:
        name = case_name(page.session, case)
        button = Button(page.text("app.start.continue", name=name), icon="next")
        button.clicked.connect(partial(page.go.emit, "check", case.id, None))
        lines.append(row(button))
    return [card(*lines)]


def _dates(page: Page) -> list[QWidget]:
    """What is overdue or comes next, over all people."""
    from desktop.windows.dates.words import DateWords

    dates = page.session.dates
    dates.refresh(_CASES_AT_ONCE)
    due = (dates.ready(months_after(page.session.day, _SOON)) or dates.ready())[:_DATES]
    if not due:
        return []
    words = DateWords(page.session)
    every = Button(page.text("dates.start.all"), "quiet", "dates")
    every.clicked.connect(partial(page.go.emit, "dates", None, None))
    lines = [_date(page, words, item) for item in due]
    return [card(Label(page.text("app.start.dates"), "heading"), *lines, row(every))]


def _date(page: Page, words: DateWords, item: DueItem) -> QWidget:
    """One date: what is to be done, by when, for whom, and the way there."""
    whom, what = words.whom(item), words.what(item)
    button = Button(page.text("app.cases.open"))
    button.setAccessibleName(page.text("app.start.open", name=f"{what}, {whom}"))
    button.clicked.connect(partial(page.go.emit, "dates", None, item.key))
    line = page.text("app.start.date_line", day=item.due_on, name=whom, left=words.left(item))
    holder, texts = QWidget(), QVBoxLayout()
    texts.setSpacing(0)
    texts.addWidget(StateWord("overdue", what) if item.due_on < page.session.day else Label(what))
    texts.addWidget(Label(line, "small"))
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(2 * GRID)
    layout.addLayout(texts, 1)
    top = QVBoxLayout()
    top.addWidget(button)
    top.addStretch(1)
    layout.addLayout(top)
    return holder
