"""What the register knows of one certificate, for the papers about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.domain.record.certificate import Certificate, Custody
from desktop.domain.record.custody import original, whereabouts
from desktop.domain.record.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Held:
    """A certificate with the hands it went through; ``person`` is the name of its holder as typed.

    ``handing`` is the row a receipt is for and ``giver`` the one before it, ``None`` where they are not known.
    ``copy`` is the proof that holds a copy of the certificate.
    """

    certificate: Certificate
    person: str = ""
    chain: tuple[Custody, ...] = ()
    handing: Custody | None = None
    giver: Custody | None = None
    copy: Evidence | None = None

    @property
    def lost_on(self) -> dt.date | None:
        """The day on which the loss was noticed, ``None`` where it was not noted."""
        return self.certificate.lost_on

    @property
    def original(self) -> Custody | None:
        """Where the original was last."""
        return original(self._number, self.chain)

    @property
    def papers(self) -> tuple[Custody, ...]:
        """Where each paper was last."""
        return whereabouts(self._number, self.chain)

    @property
    def _number(self) -> int:
        return self.certificate.id or 0
