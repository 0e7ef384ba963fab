"""The answers for several host states side by side, an aspect a row, a state a column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.windows.controls.theme import size
from desktop.windows.law.status import SYMBOLS, partner, status_on
from desktop.windows.result.grid import Cell, Grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.compare import Compared
    from desktop.domain.determination import Stage
    from desktop.session import Session

ASPECTS = ("agreement", "outcome", "branches", "secured", "limit", "missing", "warnings")
_DASH = "–"
"""No day and no limit: there is none, or it is not known yet."""
_NARROW = 9
"""Below this width of a column, in heights of the text, the states stand one under the other."""


class CompareTable(Grid):
    """One column for each state; where they do not fit, one row for each state and each aspect on its own line."""

    def __init__(self, session: Session, answers: Sequence[Compared]) -> None:
        self._session, self._answers = session, tuple(answers)
        self._stacked: bool | None = None
        state = session.language.state
        heads = [state(one.host) for one in answers]
        super().__init__(session.text("pages.law.part.compare"), ("", *heads), (4, *(5 for _ in heads)))
        self.fit()

    def fit(self) -> None:
        columns = 1 + len(self._answers)
        stacked = self.width() < columns * _NARROW * size()
        if stacked != self._stacked:
            self._stacked = stacked
            for column in range(2, columns):
                self.setColumnHidden(column, stacked)
            self.horizontalHeader().setVisible(not stacked)
            self.set_rows(self._by_state() if stacked else self._by_aspect())
        super().fit()

    def _by_aspect(self) -> list[list[Cell]]:
        rows = []
        for aspect in ASPECTS:
            name = self._session.text(f"pages.compare.aspect.{aspect}")
            cells = [aspect_cell(self._session, one, aspect) for one in self._answers]
            state = self._session.language.state
            said = [f"{state(one.host)}: {c.text}" for one, c in zip(self._answers, cells, strict=True)]
            rows.append([Cell(name, spoken=f"{name}. {'. '.join(said)}."), *cells])
        return rows

    def _by_state(self) -> list[list[Cell]]:
        """The outcome leads, the other aspects stand under it with their names."""
        rows = []
        for one in self._answers:
            cells = {aspect: aspect_cell(self._session, one, aspect) for aspect in ASPECTS}
            outcome = cells.pop("outcome")
            names = {aspect: self._session.text(f"pages.compare.aspect.{aspect}") for aspect in cells}
            more = "\n".join(f"{names[aspect]}: {cell.text}" for aspect, cell in cells.items())
            state = self._session.language.state(one.host)
            spoken = f"{state}: {outcome.text}. {more}"
            blank = [Cell("") for _ in self._answers[1:]]
            rows.append([Cell(state, spoken=spoken), Cell(outcome.text, more, outcome.state, spoken), *blank])
        return rows


def aspect_cell(session: Session, one: Compared, aspect: str) -> Cell:
    """One aspect of one answer in words, with the symbol of its state where it has one."""
    answer, language = one.answer, session.language
    none = session.text("pages.compare.none")
    if aspect == "agreement":
        return _agreement(session, one)
    if aspect == "outcome":
        return Cell(session.text(f"result.outcome.{answer.outcome.value}"), state=answer.outcome.value)
    if aspect == "branches":
        names = [language.branch(code, one.host) for code in answer.exempt_branches]
        return Cell(language.list(names) if names else none)
    if aspect == "secured":
        return Cell(language.date(answer.secured_until) if answer.secured_until else _DASH)
    if aspect == "limit":
        return Cell(_limit(session, one.first_limit))
    count = len(answer.missing) if aspect == "missing" else len(answer.warnings)
    return Cell(language.number(count) if count else none)


def _agreement(session: Session, one: Compared) -> Cell:
    """The agreement that decides and its status on the first day asked about."""
    if one.answer.agreement is None:
        return Cell(session.text("law.status.none"), state="no_agreement")
    agreement = session.law.agreement(one.answer.agreement)
    day = one.facts.as_of or one.facts.start or session.day
    status = status_on(agreement, day)
    word = session.text("law.status.signed" if status == "unsigned" else f"law.status.{status}")
    year = agreement.in_force or agreement.signed
    return Cell(word, str(year.year) if partner(agreement) else "", SYMBOLS[status])


def _limit(session: Session, stage: Stage | None) -> str:
    if stage is None:
        return _DASH
    if stage.months is None:
        return session.text("law.limit.none")
    return session.language.months(stage.months)
