"""The pieces of the answer after relief: age without a certificate, and the medical protocol."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from desktop.domain.agreement import Relief
from desktop.domain.determination import Outcome
from desktop.domain.facts import Facts
from desktop.domain.judge import Piece
from desktop.domain.periods import ONE_DAY
from desktop.domain.reliefs import MedicalRelief, medical_protocol, reached_retirement_age
from desktop.domain.rulebook import Pair

_UNCERTIFIED = ("none", "refused", "superseded")


def relieved(facts: Facts, pair: Pair, found: list[Piece]) -> list[Piece]:
    """``found`` with each relief of the pair applied where its conditions hold."""
    for relief in pair.reliefs:
        if relief.rule == "age_relief":
            if age_relief_matters(facts):
                found = [part for piece in found for part in _aged(facts, relief, piece)]
        else:
            medical = medical_protocol(facts, relief)
            found = [part for piece in found for part in _with_medical(facts, relief, medical, piece)]
    return found


def age_relief_matters(facts: Facts) -> bool:
    """Without a certificate, for nationals of the home state, as far as is known (劳社厅发[2003]20号 no. 1)."""
    return facts.certificate in _UNCERTIFIED and facts.nationality in (None, facts.from_state)


def _aged(facts: Facts, relief: Relief, piece: Piece) -> Iterator[Piece]:
    if piece.outcome is not Outcome.NOT_EXEMPT:
        yield piece
        return
    reached = reached_retirement_age(facts).reached
    if reached and facts.nationality is None:
        reached = None
    for first, last, where in _split(piece, relief.first, relief.last):
        if reached is False or where < 0 or (reached is None and where > 0):
            yield Piece(first, last, piece.outcome, piece.branches, piece.agreement)
        elif reached and where == 0:
            yield Piece(first, last, Outcome.EXEMPT, relief.branches, piece.agreement)
        else:  # not known yet, or after the relief: review by hand (open point O-15)
            yield Piece(first, last, Outcome.CANNOT_TELL, (), piece.agreement)


def _with_medical(facts: Facts, relief: Relief, medical: MedicalRelief, piece: Piece) -> Iterator[Piece]:
    """Medical insurance beside the exempt branches of a category, up to the relief's last day."""
    asked = facts.branch == "medical"
    if piece.outcome is not Outcome.EXEMPT or (medical.last is None and not (asked and medical.missing)):
        yield piece
        return
    for first, last, where in _split(piece, relief.first, medical.last or relief.last):
        if where != 0:
            yield Piece(first, last, piece.outcome, piece.branches, piece.agreement)
        elif medical.last is None:
            yield Piece(first, last, Outcome.CANNOT_TELL, (), piece.agreement)
        elif asked:
            yield Piece(first, last, piece.outcome, ("medical",), piece.agreement)
        else:
            yield Piece(first, last, piece.outcome, (*piece.branches, "medical"), piece.agreement)


def _split(piece: Piece, first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, dt.date, int]]:
    """The piece before, within and after a span of days, marked -1, 0 and 1."""
    if piece.first < first:
        yield piece.first, min(piece.last, first - ONE_DAY), -1
    if piece.last >= first and piece.first <= last:
        yield max(piece.first, first), min(piece.last, last), 0
    if piece.last > last:
        yield max(piece.first, last + ONE_DAY), piece.last, 1
