"""The limits of one direction: a legend, a named bar for each category, and the same in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Label, row
from desktop.windows.law.limits import LegendMark, LimitBar, Span, axis, spans
from desktop.windows.law.wording import route_names

if TYPE_CHECKING:
    from desktop.domain.agreement import Category, Direction
    from desktop.session import Session


class LimitsPanel(QWidget):
    """How long each category is exempt, drawn on one scale."""

    def __init__(self, session: Session, direction: Direction) -> None:
        super().__init__()
        categories = direction.categories
        months = axis(categories)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addWidget(_legend(session, categories))
        for place, category in enumerate(categories):
            name = category_name(session, direction, category)
            spoken = " ".join(span_words(session, span) for span in spans(category))
            last = place == len(categories) - 1
            layout.addSpacing(GRID // 2)
            layout.addWidget(Label(name))
            layout.addWidget(LimitBar(spans(category), months, name, spoken, ticks=last))
            layout.addWidget(Label(spoken, "small"))
        layout.addWidget(Label(session.text("pages.law.axis"), "small"))


def category_name(session: Session, direction: Direction, category: Category) -> str:
    """What a category is called in the screen's language."""
    names = route_names(session, direction.home, direction.host)
    return session.text(f"law.category.{category.words}.name", **names)


def span_words(session: Session, span: Span) -> str:
    """One stage of a bar as a sentence."""
    if span.stage == "unread":
        return session.text("pages.law.limit_unread")
    if span.until is None and span.first == 0:
        return session.text("pages.law.no_limit")
    stage = session.text(f"result.clock.stage.{span.stage}")
    if span.until is None:
        return session.text("pages.law.span_open", stage=stage)
    return session.text("pages.law.span", stage=stage, months=session.language.months(span.until))


def _legend(session: Session, categories: tuple[Category, ...]) -> QWidget:
    """The patterns that occur, each with its name."""
    stages = dict.fromkeys(span.stage for category in categories for span in spans(category))
    return row(*(_mark(session, stage) for stage in stages))


def _mark(session: Session, stage: str) -> QWidget:
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 2 * GRID, 0)
    layout.setSpacing(GRID)
    layout.addWidget(LegendMark(stage))
    layout.addWidget(Label(session.text(f"pages.law.legend.{stage}"), "small", wrap=False))
    return holder
