"""The table of branches: what holds for each insurance in the state of work and at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.determination import Outcome
from desktop.domain.facts import BRANCHES
from desktop.windows.controls.theme import size
from desktop.windows.result.grid import Cell, Grid

if TYPE_CHECKING:
    from desktop.domain.determination import BranchAnswer, Determination
    from desktop.session import Session

_SYMBOL = {"own_rules": "stays_due", "not_charged": "exempt", "local_law": "stays_due"}
"""Answers that share the symbol of another."""
_NARROW = 34
"""Below this width, in heights of the text, the first column gives its room to the answers."""


class BranchTable(Grid):
    """Branches as rows, the two states as columns; each cell is a state's word, symbol and last day."""

    def __init__(self, session: Session, home: str, host: str, answer: Determination) -> None:
        language = session.language
        head = (
            session.text("result.branch.head_branch"),
            session.text("result.branch.head_host", state=language.state(host)),
            session.text("result.branch.head_home", state=language.state(home)),
        )
        super().__init__(session.text("result.branch.table"), head, (4, 7, 6))
        sides = {"host": host, "home": home}
        found = {(given.side, given.branch): given for given in answer.branches}
        self.codes = [code for code in BRANCHES if any((side, code) in found for side in sides)]
        """The branch of each row."""
        self.set_rows([_row(session, code, sides, found) for code in self.codes])

    @staticmethod
    def symbol(given: BranchAnswer) -> str:
        """The symbol of an answer."""
        return _SYMBOL.get(given.answer, given.answer)

    def fit(self) -> None:
        """Give up the first column where the answers need its room, then share out the rest."""
        self.setColumnHidden(0, self.width() < _NARROW * size())
        super().fit()


def _row(
    session: Session, code: str, sides: dict[str, str], found: dict[tuple[str, str], BranchAnswer]
) -> tuple[Cell, ...]:
    cells = [_cell(session, code, state, found.get((side, code))) for side, state in sides.items()]
    spoken = " ".join(cell.spoken for cell in cells)
    return (Cell(session.text(f"result.branch.{code}"), spoken=spoken), *cells)


def _cell(session: Session, code: str, state: str, given: BranchAnswer | None) -> Cell:
    branch = session.text(f"result.branch.{code}")
    where = session.language.state(state)
    if given is None:
        absent = session.text("result.branch.absent")
        return Cell(absent, spoken=f"{where}, {branch}: {absent}.")
    name = session.language.branch(code, state)
    answer = answer_word(session, given)
    spoken = session.text("result.branch.row_host", state=where, branch=branch, name=name, answer=answer)
    return Cell(answer, name, BranchTable.symbol(given), spoken)


def answer_word(session: Session, given: BranchAnswer) -> str:
    """The answer for one branch, with its last day where it has one."""
    room = "result.home" if given.side == "home" else "result.branch"
    word = session.text(f"{room}.{given.answer}")
    if given.until is None:
        return word
    key = "answer_until" if given.answer == Outcome.EXEMPT.value else "answer_secured"
    return session.text(f"result.branch.{key}", answer=word, date=given.until)
