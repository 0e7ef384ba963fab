"""What a certificate does to a branch of the host state in one month, read from the determination."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import Final

from desktop.domain.branch_table import STAYS_DUE
from desktop.domain.determination import DecidedPeriod, Determination, Outcome
from desktop.domain.money.scope import Item, Saving
from desktop.domain.periods import FOREVER


class Reach(Enum):
    """From what the certificate saves to what is due in spite of it; words: ``money.reach.VALUE``."""

    SAVED = "saved"
    AFTER_EXTENSION = "after_extension"
    AFTER_EXCEPTION = "after_exception"
    CANNOT_TELL = "cannot_tell"
    BEFORE_CERTIFICATE = "before_certificate"
    """Before the day from which a late certificate works."""
    BEYOND = "beyond"
    """After the last day that the agreement, or the certificate, covers."""
    NOT_EXEMPT = "not_exempt"
    NO_AGREEMENT = "no_agreement"
    NOT_COVERED = "not_covered"
    """The branch is outside the agreement."""
    GOES_ON = "goes_on"
    """At home: it is due with a certificate and without one."""


RANK: Final = {reach: rank for rank, reach in enumerate(Reach)}
PENDING: Final = (Reach.AFTER_EXTENSION, Reach.AFTER_EXCEPTION)
"""Saved only once an approval is there, which is not."""
SAVABLE: Final = (Reach.SAVED, *PENDING)

_GRANTED: Final = {
    Outcome.EXEMPT: Reach.SAVED,
    Outcome.AFTER_EXTENSION: Reach.AFTER_EXTENSION,
    Outcome.EXCEPTIONAL: Reach.AFTER_EXCEPTION,
}
_REFUSED: Final = {Outcome.NO_AGREEMENT: Reach.NO_AGREEMENT, Outcome.CANNOT_TELL: Reach.CANNOT_TELL}


def reach(answer: Determination, item: Item, first: dt.date, last: dt.date) -> Reach:
    """What holds for ``item`` on the days of the posting from ``first`` to ``last``, both inclusive.

    The least favourable day decides, because part months are not computed.
    """
    if item.saving is Saving.NEVER or _outside(answer, item.branch):
        return Reach.NOT_COVERED
    pieces = [p for p in answer.periods if p.first <= last and first <= (p.until or FOREVER)]
    found = [_of_piece(answer, item.branch, piece) for piece in pieces] or [_of_whole(answer, item.branch)]
    worst = max(found, key=RANK.__getitem__)
    return Reach.CANNOT_TELL if item.saving is Saving.UNCLEAR and worst in SAVABLE else worst


def _outside(answer: Determination, branch: str) -> bool:
    """Whether the branch stays due although there is an agreement."""
    given = [a.answer for a in answer.branches if a.side == "host" and a.branch == branch]
    agreed = answer.outcome is not Outcome.NO_AGREEMENT
    return agreed and STAYS_DUE in given and not any(branch in piece.branches for piece in answer.periods)


def _of_piece(answer: Determination, branch: str, piece: DecidedPeriod) -> Reach:
    if branch in piece.branches:
        return _GRANTED.get(piece.outcome, Reach.CANNOT_TELL)
    if piece.outcome in _REFUSED:
        return _REFUSED[piece.outcome]
    covering = [other for other in answer.periods if branch in other.branches]
    if any(piece.first < other.first for other in covering):
        return Reach.BEFORE_CERTIFICATE
    return Reach.BEYOND if covering else _of_whole(answer, branch)


def _of_whole(answer: Determination, branch: str) -> Reach:
    """What holds where the answer has no periods, as while its dates are not known."""
    if branch in answer.exempt_branches:
        return _GRANTED.get(answer.outcome, Reach.CANNOT_TELL)
    if answer.outcome in _REFUSED:
        return _REFUSED[answer.outcome]
    said = {a.answer for a in answer.branches if a.side == "host" and a.branch == branch}
    return Reach.CANNOT_TELL if Outcome.CANNOT_TELL.value in said else Reach.NOT_EXEMPT
