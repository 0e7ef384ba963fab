"""The answer branch by branch, on both sides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

from desktop.domain.determination import SEVERITY, BranchAnswer, Outcome
from desktop.domain.facts import Facts
from desktop.domain.judge import Judgement, Piece

STAYS_DUE = "stays_due"
KEEP_PAYING = "keep_paying"
OWN_RULES = "own_rules"


def branch_table(
    facts: Facts, leading: Judgement | None, asked: Sequence[Piece], secured: dt.date | None
) -> tuple[BranchAnswer, ...]:
    """Host branches covered and never covered, then home branches; empty while no regime is known.

    Exempt at the host means that home insurance in that branch must go on; for the other branches at home each
    state has its own rules.
    """
    if leading is None:
        return ()
    direction = leading.regime.direction
    worst = max((piece.outcome for piece in asked), key=SEVERITY.__getitem__)
    granted = {branch for piece in asked for branch in piece.branches}
    host = [
        _host(branch, worst, granted, leading, secured)
        for branch in dict.fromkeys((*direction.covered, *direction.never))
    ]
    kept = granted or ({"pension"} if worst is Outcome.CANNOT_TELL else set())
    home = [
        _answer("home", branch, KEEP_PAYING if branch in kept else OWN_RULES)
        for branch in leading.regime.home_branches
    ]
    return (*host, *home)


@lru_cache(maxsize=4096)
def _answer(side: str, branch: str, answer: str, until: dt.date | None = None) -> BranchAnswer:
    """The same few answers come again and again; each is made once."""
    return BranchAnswer(side, branch, answer, until)


def _host(
    branch: str, worst: Outcome, granted: set[str], leading: Judgement, secured: dt.date | None
) -> BranchAnswer:
    """A branch outside the agreement stays due; one inside it has the answer of the case."""
    if branch in granted:
        return _answer("host", branch, worst.value, secured)
    if branch not in leading.regime.direction.covered:
        return _answer("host", branch, STAYS_DUE)
    if branch in leading.unknown_branches or worst is Outcome.CANNOT_TELL:
        return _answer("host", branch, Outcome.CANNOT_TELL.value)
    refused = worst in (Outcome.NOT_EXEMPT, Outcome.NO_AGREEMENT)
    return _answer("host", branch, worst.value if refused else Outcome.NOT_EXEMPT.value)
