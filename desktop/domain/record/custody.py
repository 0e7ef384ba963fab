"""Where the papers of a certificate lie: the chain of hands each of them went through."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from desktop.domain.record.certificate import Custody

PAPERS: Final = ("original", "copy", "scan")
"""The kinds of papers, in the order in which they are listed."""


def chain(certificate_id: int, custody: Iterable[Custody]) -> tuple[Custody, ...]:
    """All rows of the certificate, the original first, each paper from hand to hand."""
    rows = [row for row in custody if row.certificate_id == certificate_id]
    return tuple(sorted(rows, key=lambda row: (*_paper(row), row.since, row.id or 0)))


def whereabouts(certificate_id: int, custody: Iterable[Custody]) -> tuple[Custody, ...]:
    """The last row of each paper of the certificate: where it is now."""
    last = {_paper(row): row for row in chain(certificate_id, custody)}
    return tuple(last.values())


def original(certificate_id: int, custody: Iterable[Custody]) -> Custody | None:
    """Where the original is now; ``None`` where nobody entered it."""
    found = whereabouts(certificate_id, custody)
    return found[0] if found and found[0].paper == "original" else None


def giver(row: Custody, custody: Iterable[Custody]) -> Custody | None:
    """Who had the paper of ``row`` before; ``None`` where the chain begins with it.

    A row that is not kept yet follows every row of its day.
    """
    order = (row.since, row.id is None, row.id or 0)
    before = [
        other
        for other in chain(row.certificate_id, custody)
        if _paper(other) == _paper(row) and (other.since, False, other.id or 0) < order and other.id != row.id
    ]
    return before[-1] if before else None


def next_number(paper: str, certificate_id: int, custody: Iterable[Custody]) -> int:
    """The number of a further copy or scan; there is one original."""
    if paper == "original":
        return 1
    numbers = [row.number for row in chain(certificate_id, custody) if row.paper == paper]
    return max(numbers, default=0) + 1


def handed_on(row: Custody, holder: str, place: str, on: dt.date) -> Custody:
    """The next row of the same paper: from ``on`` on it is with ``holder``; nobody signed yet."""
    return Custody(
        person_id=row.person_id,
        certificate_id=row.certificate_id,
        paper=row.paper,
        number=row.number,
        since=on,
        holder=holder,
        place=place,
    )


def _paper(row: Custody) -> tuple[int, int]:
    return PAPERS.index(row.paper), row.number
