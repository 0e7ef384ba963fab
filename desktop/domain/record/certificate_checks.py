"""Where a certificate of coverage stands on a day, and what in it deserves a second look.

A warning never stops anybody: the paper says what it says, and a misread day is found by comparing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from desktop.domain.determination import Outcome
from desktop.domain.record.certificate import Certificate
from desktop.domain.record.life import Posting

ENDS_SOON: Final = dt.timedelta(days=90)
"""So long before its end a certificate is called to attention: our own rule, about three months.

Spain's agreement asks for an extension three months before the end; for the others no day was found.
"""

_STAGES: Final[Mapping[str, tuple[str, ...]]] = {
    "certificate": ("first",),
    "extension": ("first", "extension", "final_extension"),
}
"""The stages of the clock a kind of certificate may reach; an exception is as long as both sides agree."""


class Standing(Enum):
    """Where a certificate stands; its words are ``record.certificate.state.VALUE``."""

    LOST = "lost"
    ENDED = "ended"
    ENDS_SOON = "ends_soon"
    VALID = "valid"
    NOT_YET = "not_yet"


Param = dt.date | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CertificateWarning:
    """Something to look at; its words are ``record.certificate.warning.KEY`` with ``params``.

    ``branches`` among the params are codes of branches, ``state`` and ``host`` codes of states.
    """

    key: str
    params: Mapping[str, Param] = field(default_factory=dict)


def standing(certificate: Certificate, day: dt.date) -> Standing:
    """Where the certificate stands on ``day``; its last day still counts as valid."""
    if certificate.lost_on is not None:
        return Standing.LOST
    if certificate.ends_on < day:
        return Standing.ENDED
    if certificate.starts_on > day:
        return Standing.NOT_YET
    return Standing.ENDS_SOON if certificate.ends_on - day < ENDS_SOON else Standing.VALID


def check(
    certificate: Certificate, posting: Posting | None, others: Iterable[Certificate], day: dt.date
) -> tuple[CertificateWarning, ...]:
    """What to look at again in ``certificate``, in the order of its entries.

    ``posting`` is the one it belongs to, ``others`` are the certificates of the same person (it may be among
    them), ``day`` is today.
    """
    return (
        *_entries(certificate, day),
        *_overlaps(certificate, others),
        *(_of_posting(certificate, posting) if posting is not None else ()),
    )


def _entries(certificate: Certificate, day: dt.date) -> Iterator[CertificateWarning]:
    if not certificate.number.strip():
        yield CertificateWarning("no_number")
    if certificate.state == certificate.host:
        yield CertificateWarning("same_state", {"state": certificate.state})
    if not certificate.branches:
        yield CertificateWarning("no_branches")
    if certificate.ends_on < certificate.starts_on:
        yield CertificateWarning(
            "ends_before_start", {"first": certificate.starts_on, "last": certificate.ends_on}
        )
    issued = certificate.issued_on
    if issued is not None and issued > day:
        yield CertificateWarning("issued_in_future", {"issued": issued})
    elif issued is not None and issued > certificate.starts_on:
        yield CertificateWarning(
            "issued_after_start",
            {"issued": issued, "first": certificate.starts_on, "host": certificate.host},
        )


def _overlaps(certificate: Certificate, others: Iterable[Certificate]) -> Iterator[CertificateWarning]:
    """Two certificates for the same state, days and branch: one of them is probably mistyped or replaced."""
    for other in others:
        if other.id == certificate.id or other.host != certificate.host:
            continue
        first = max(certificate.starts_on, other.starts_on)
        last = min(certificate.ends_on, other.ends_on)
        if first <= last and set(certificate.branches) & set(other.branches):
            yield CertificateWarning("overlaps", {"number": other.number, "first": first, "last": last})


def _of_posting(certificate: Certificate, posting: Posting) -> Iterator[CertificateWarning]:
    found = posting.determination
    if (
        posting.home
        and posting.host
        and (posting.home, posting.host) != (certificate.state, certificate.host)
    ):
        yield CertificateWarning("other_states", {"state": posting.home, "host": posting.host})
    if found.outcome is Outcome.NOT_EXEMPT and not any(period.branches for period in found.periods):
        yield CertificateWarning("against_answer")
    limit = last_day(certificate.kind, posting)
    if limit is not None and certificate.ends_on > limit:
        yield CertificateWarning("beyond_limit", {"last": certificate.ends_on, "limit": limit})
    extra = tuple(branch for branch in certificate.branches if branch not in found.exempt_branches)
    if found.exempt_branches and extra:
        yield CertificateWarning("wrong_branches", {"branches": extra})


def last_day(kind: str, posting: Posting) -> dt.date | None:
    """The last day that the law lets a certificate of this kind reach; ``None`` where no limit is known."""
    clock = posting.determination.clock
    if clock is None:
        return None
    stages = [stage for stage in clock.stages if stage.stage in _STAGES.get(kind, ())]
    return stages[-1].last if stages else None
