"""Categories of persons and what else a direction says: conditions with their articles, branches, limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.windows.controls.widgets import Label
from desktop.windows.law.limits import spans
from desktop.windows.law.limits_panel import category_name, span_words
from desktop.windows.law.wording import condition_words, route_names, value_lines, wording
from desktop.windows.result.answers import citations_in_words
from desktop.windows.result.fold import SentenceFold
from desktop.windows.result.reasons import source_lines
from desktop.windows.terms.label import TermLabel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from desktop.domain.agreement import Category, Condition, Direction, Sourced
    from desktop.session import Session


def category_fold(session: Session, direction: Direction, category: Category) -> SentenceFold:
    """One category: what it is, what must hold, which branches it frees and how long."""
    names = route_names(session, direction.home, direction.host)
    fold = SentenceFold(
        category_name(session, direction, category), "exempt" if category.readable else "cannot_tell"
    )
    add = fold.body.addWidget
    if wording.official and category.names:
        official = session.text("pages.between").join(dict.fromkeys(category.names.values()))
        add(Label(session.text("pages.law.official_name", names=official)))
    add(TermLabel(session.text(f"law.category.{category.words}.plain", **names)))
    if not category.readable:
        add(Label(session.text("pages.law.unreadable")))
    else:
        add(Label(session.text("pages.law.conditions"), "heading"))
        for condition in category.conditions:
            for line in condition_lines(session, direction, condition):
                add(line)
        add(Label(session.text("pages.law.limits"), "heading"))
        for line in _limit_lines(session, category):
            add(line)
        add(TermLabel(_branch_line(session, direction, category.branches)))
    add(_source(session, category.sourced))
    return fold


def exception_fold(session: Session, direction: Direction) -> SentenceFold:
    """The clause by which both states agree on one person, or the note that none is confirmed."""
    rule = direction.exception
    fold = SentenceFold(session.text("pages.law.exception"), "exceptional_agreement_needed")
    if rule is None:
        fold.body.addWidget(Label(session.text("pages.law.no_exception")))
        return fold
    confirmed = ("pages.law.exception_plain",)
    for key in confirmed if rule.confirmed else ("law.exception.unknown", "law.exception.if_agreed"):
        fold.body.addWidget(TermLabel(session.text(key)))
    for condition in rule.conditions:
        for line in condition_lines(session, direction, condition):
            fold.body.addWidget(line)
    if rule.ceiling_months is not None:
        ceiling = session.language.months(rule.ceiling_months)
        fold.body.addWidget(Label(session.text("pages.law.ceiling", months=ceiling)))
    fold.body.addWidget(_source(session, rule.sourced))
    return fold


def direction_folds(session: Session, direction: Direction) -> Iterator[tuple[str, SentenceFold]]:
    """What else the direction says, as far as it says it: earlier postings, late filing, reliefs, territory."""
    names = route_names(session, direction.home, direction.host)
    fold = SentenceFold(session.text("pages.law.prior"))
    by_rule = {(prior.words, prior.break_months): prior for prior in direction.prior.values()}
    for (rule, months), prior in by_rule.items():
        words = session.text(f"law.prior.{rule}", months=session.language.months(months), **names)
        fold.body.addWidget(TermLabel(words))
        fold.body.addWidget(_source(session, prior.sourced))
    yield "prior", fold
    if (late := direction.late_filing) is not None:
        fold = SentenceFold(session.text("pages.law.late_filing"))
        months_words = session.language.months(late.months)
        fold.body.addWidget(TermLabel(session.text(f"pages.law.late.{late.effect}", months=months_words)))
        fold.body.addWidget(_source(session, late.sourced))
        yield "late_filing", fold
    for relief in direction.reliefs:
        fold = SentenceFold(session.text(f"law.relief.{relief.key}.name"))
        fold.body.addWidget(Label(session.language.period(relief.first, relief.last)))
        fold.body.addWidget(TermLabel(session.text(f"law.relief.{relief.key}.plain")))
        fold.body.addWidget(_source(session, relief.sourced))
        yield f"relief:{relief.key}", fold
    if direction.outside:
        fold = SentenceFold(session.text("pages.law.outside"), "not_exempt")
        for outside in direction.outside:
            fold.body.addWidget(Label(session.language.region(outside.region)))
            fold.body.addWidget(_source(session, outside.sourced))
        yield "outside", fold


def condition_lines(session: Session, direction: Direction, condition: Condition) -> list[QWidget]:
    """What must hold with its article; in official words also the answers that count."""
    words = condition_words(session, condition, direction.home, direction.host)
    places = citations_in_words(session, condition.sourced.citations)
    line = TermLabel(session.text("pages.law.condition_line", condition=words, places=places))
    if not wording.official:
        return [line]
    values = value_lines(session, condition, direction.home, direction.host)
    return [line, *(Label(value, "small") for value in values)]


def _limit_lines(session: Session, category: Category) -> list[QWidget]:
    """Each stage with its article, or that the limits were not found."""
    if category.limits_unread or not category.limits:
        return [Label(span_words(session, span)) for span in spans(category)]
    lines: list[QWidget] = []
    for span, limit in zip(spans(category), category.limits, strict=True):
        places = citations_in_words(session, limit.sourced.citations)
        words = span_words(session, span)
        lines.append(Label(session.text("pages.law.condition_line", condition=words, places=places)))
    return lines


def _branch_line(session: Session, direction: Direction, branches: tuple[str, ...]) -> str:
    language = session.language
    names = language.list([language.branch(code, direction.host) for code in branches])
    return session.text("pages.law.covered", state=language.state(direction.host), branches=names)


def _source(session: Session, sourced: Sourced) -> QWidget:
    return source_lines(session, sourced.citations, sourced.confidence.value, sourced.checked)
