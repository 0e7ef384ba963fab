"""Categories of persons: conditions in plain words with their articles, branches and limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.windows.result_answers import citations_in_words
from desktop.windows.result_fold import SentenceFold
from desktop.windows.result_reasons import source_lines
from desktop.windows.widgets import Label

if TYPE_CHECKING:
    from desktop.domain.agreement import Category, Condition, Direction, Limit
    from desktop.session import Session


def category_fold(session: Session, direction: Direction, category: Category) -> SentenceFold:
    """One category: what it is, what must hold, which branches it frees and how long."""
    fold = SentenceFold(
        session.text(f"law.category.{category.code}.name", **_states(session, direction)),
        "exempt" if category.readable else "cannot_tell",
    )
    names = _states(session, direction)
    fold.body.addWidget(Label(session.text(f"law.category.{category.code}.plain", **names)))
    if not category.readable:
        fold.body.addWidget(Label(session.text("pages.law.unreadable")))
    else:
        fold.body.addWidget(Label(session.text("pages.law.conditions"), "heading"))
        for condition in category.conditions:
            fold.body.addWidget(Label(_condition_line(session, direction, condition)))
        fold.body.addWidget(Label(session.text("pages.law.limits"), "heading"))
        for limit in category.limits:
            fold.body.addWidget(Label(_limit_line(session, limit)))
        fold.body.addWidget(Label(_branch_line(session, direction, category.branches)))
    fold.body.addWidget(source_lines(session, category.sourced.citations, category.sourced.confidence.value))
    return fold


def exception_fold(session: Session, direction: Direction) -> SentenceFold:
    """The clause by which both states agree on one person, or the note that none is confirmed."""
    rule = direction.exception
    fold = SentenceFold(session.text("pages.law.exception"), "exceptional_agreement_needed")
    if rule is None:
        fold.body.addWidget(Label(session.text("pages.law.no_exception")))
        return fold
    keys = (
        ("pages.law.exception_plain",)
        if rule.confirmed
        else ("law.exception.unknown", "law.exception.if_agreed")
    )
    for key in keys:
        fold.body.addWidget(Label(session.text(key)))
    for condition in rule.conditions:
        fold.body.addWidget(Label(_condition_line(session, direction, condition)))
    if rule.ceiling_months is not None:
        ceiling = session.language.months(rule.ceiling_months)
        fold.body.addWidget(Label(session.text("pages.law.ceiling", months=ceiling)))
    fold.body.addWidget(source_lines(session, rule.sourced.citations, rule.sourced.confidence.value))
    return fold


def _condition_line(session: Session, direction: Direction, condition: Condition) -> str:
    words = session.text(f"law.condition.{condition.key}", **_states(session, direction))
    places = citations_in_words(session, condition.sourced.citations)
    return session.text("pages.law.condition_line", condition=words, places=places)


def _limit_line(session: Session, limit: Limit) -> str:
    stage = session.text(f"result.clock.stage.{limit.stage}")
    places = citations_in_words(session, limit.sourced.citations)
    if limit.months is None:
        return session.text("pages.law.limit_open", stage=stage, places=places)
    months = session.language.months(limit.months)
    return session.text("pages.law.limit_line", stage=stage, months=months, places=places)


def _branch_line(session: Session, direction: Direction, branches: tuple[str, ...]) -> str:
    language = session.language
    names = language.list([language.branch(code, direction.host) for code in branches])
    return session.text("pages.law.covered", state=language.state(direction.host), branches=names)


def _states(session: Session, direction: Direction) -> dict[str, str]:
    state = session.language.state
    return {"home": state(direction.home), "host": state(direction.host)}
