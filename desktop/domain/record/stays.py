"""The times abroad of a working life, and what each month of them asks for in both states.

A month that a stay touches with some of its days belongs to the stay: contributions are owed and counted by the
month (house rule; the agreements count the months of a posting, not those of contributions).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from desktop.domain.branch_table import STAYS_DUE
from desktop.domain.determination import DecidedPeriod, Outcome, Status
from desktop.domain.periods import FOREVER, ONE_DAY, last_of_month
from desktop.domain.record.certificate import Certificate
from desktop.domain.record.life import Posting, WorkingLife

_HOME_PAYS: Final = frozenset({"paying_at_home", "home_pension"})
"""Facts that say whether contributions at home go on."""
_MENDABLE: Final = _HOME_PAYS | {"certificate", "end"}
"""Facts whose failing an application can mend, or that concern later months only."""
_PAYS_OTHERWISE: Final = ("voluntary", "residents")
_CERTIFIES: Final = {
    Outcome.EXEMPT: ("certificate", "extension", "exception"),
    Outcome.CANNOT_TELL: ("certificate", "extension", "exception"),
    Outcome.AFTER_EXTENSION: ("extension", "exception"),
    Outcome.EXCEPTIONAL: ("exception",),
}
"""Which kinds of certificate make days of an outcome exempt; against the other outcomes none counts."""
_BY_ANSWER: Final = {"stays_due": "owed", "not_charged": "nothing", "local_law": "open"}


class Asks(Enum):
    """What a month asks for in a state and branch."""

    NOTHING = "nothing"
    OWED = "owed"
    EXEMPT = "exempt"
    """Exempt on all its days."""
    PARTLY = "partly"
    """Exempt on some of its days, owed on others."""
    KEEP_PAYING = "keep_paying"
    OPEN = "open"
    """Nobody can tell yet."""


@dataclass(frozen=True, slots=True, eq=False)
class Stay:
    """A time of work in ``host`` by somebody insured in ``home``: a posting, or a certificate without one.

    ``last`` is ``None`` while the end is not known.
    """

    home: str
    host: str
    first: dt.date
    last: dt.date | None
    posting: Posting | None
    certificates: tuple[Certificate, ...]

    @property
    def agreement(self) -> str | None:
        """The agreement that decided, where one did."""
        return self.posting.determination.agreement if self.posting else None

    def touches(self, month: dt.date) -> bool:
        """Whether some day of the month lies in the stay."""
        return self.first <= last_of_month(month) and month <= (self.last or FOREVER)

    def fills(self, month: dt.date) -> bool:
        """Whether all days of the month lie in the stay."""
        return self.first <= month and last_of_month(month) <= (self.last or FOREVER)

    def in_host(self, branch: str, month: dt.date) -> Asks:
        """What the month asks for in the host state."""
        if not self.touches(month):
            return Asks.NOTHING
        exempt = self._exempt_days(branch, month)
        if exempt:
            return Asks.EXEMPT if exempt == self._days(month) else Asks.PARTLY
        if self.posting is None:
            return Asks.OPEN
        return (
            Asks(_BY_ANSWER.get(self._host_answer(branch), "open"))
            if not self._decides(branch)
            else (Asks.OPEN if Outcome.CANNOT_TELL in self._outcomes(month) else Asks.OWED)
        )

    def at_home(self, branch: str, month: dt.date) -> Asks:
        """What the month asks for at home: to keep paying, where the exemption abroad rests on that.

        Where only the payments at home or the certificate are missing, it rests on old-age insurance.
        """
        if not self.touches(month):
            return Asks.NOTHING
        rests = self.hoped_for(branch, month) or (self._kept_up(branch) and self._exempt_days(branch, month))
        return Asks.KEEP_PAYING if rests else Asks.NOTHING

    def hoped_for(self, branch: str, month: dt.date) -> bool:
        """Whether only payments at home or the certificate keep the month from being exempt in old-age insurance.

        Never before the agreement, nor after the first time that it grants.
        """
        if branch != "pension" or not (self.refused_for_home or self.refused_for_paper):
            return False
        clock = self.posting.determination.clock if self.posting else None
        limit = clock.stages[0].last if clock and clock.stages else None
        return Outcome.NOT_EXEMPT in self._outcomes(month) and month <= (limit or FOREVER)

    def outside(self, branch: str) -> bool:
        """Whether the agreement leaves the branch to the host state, with a certificate too."""
        agreed = self.posting and self.posting.determination.outcome is not Outcome.NO_AGREEMENT
        return bool(agreed) and self._host_answer(branch) == STAYS_DUE

    def certificate(self, branch: str, month: dt.date) -> Certificate | None:
        """The first certificate that covers a day of the month in the branch."""
        return next((one for one in self.certificates if one.covers(branch, month)), None)

    @property
    def refused_for_home(self) -> bool:
        """Whether there is no exemption because of what is paid at home, and every other condition is met."""
        return self._fails_by(_HOME_PAYS)

    @property
    def refused_for_paper(self) -> bool:
        """Whether there is no exemption because no certificate was asked for or given, and all else is met."""
        return self._fails_by(frozenset(("certificate",)))

    @property
    def unsure(self) -> bool:
        """Whether some condition of the exemption cannot be told yet."""
        reasons = self.posting.determination.reasons if self.posting else ()
        return any(one.status is Status.UNKNOWN for one in reasons)

    def _fails_by(self, facts: frozenset[str]) -> bool:
        """Whether a condition on ``facts`` failed, and none that an application cannot mend.

        A pension scheme the agreement does not know is no mere want of payments; diplomats go by the Vienna
        Conventions, which ask for none.
        """
        if self.posting and self.posting.facts.activity == "diplomat":
            return False
        reasons = self.posting.determination.reasons if self.posting else ()
        failed = [set(one.facts) for one in reasons if one.status is Status.FAILED]
        pays = self.posting.facts.home_pension if self.posting else None
        other_scheme = pays in _PAYS_OTHERWISE and {"home_pension"} in failed
        return (
            any(facts & one for one in failed) and all(_MENDABLE & one for one in failed) and not other_scheme
        )

    # -- days

    def _days(self, month: dt.date) -> int:
        first, last = max(month, self.first), min(last_of_month(month), self.last or FOREVER)
        return (last - first).days + 1

    def _exempt_days(self, branch: str, month: dt.date) -> int:
        """On how many days of the month that lie in the stay the branch is exempt in the host state."""
        day, last = max(month, self.first), min(last_of_month(month), self.last or FOREVER)
        days = (day + n * ONE_DAY for n in range((last - day).days + 1))
        return sum(self._exempt_on(branch, one) for one in days)

    def _exempt_on(self, branch: str, day: dt.date) -> bool:
        held = [
            one.kind
            for one in self.certificates
            if branch in one.branches and one.starts_on <= day <= one.ends_on
        ]
        if self.posting is None:
            return bool(held)
        period = self._period(day)
        if period is None:
            return False
        if period.outcome is Outcome.EXEMPT and branch in period.branches:
            return True
        return not self.outside(branch) and any(kind in _CERTIFIES.get(period.outcome, ()) for kind in held)

    def _period(self, day: dt.date) -> DecidedPeriod | None:
        periods = self.posting.determination.periods if self.posting else ()
        return next((one for one in periods if one.first <= day <= (one.until or FOREVER)), None)

    def _outcomes(self, month: dt.date) -> set[Outcome]:
        periods = self.posting.determination.periods if self.posting else ()
        last = last_of_month(month)
        return {one.outcome for one in periods if one.first <= last and month <= (one.until or FOREVER)}

    # -- branches

    def _host_answer(self, branch: str) -> str:
        rows = self.posting.determination.branches if self.posting else ()
        return next((row.answer for row in rows if (row.side, row.branch) == ("host", branch)), "")

    def _decides(self, branch: str) -> bool:
        """Whether the outcome is the answer for the branch; others are due, or not, under the host's own law."""
        return self._host_answer(branch) in {outcome.value for outcome in Outcome}

    def _kept_up(self, branch: str) -> bool:
        """Whether the branch goes on at home during the stay."""
        if self.posting is None:
            return branch in {name for one in self.certificates for name in one.branches}
        rows = self.posting.determination.branches
        return any((row.side, row.branch, row.answer) == ("home", branch, "keep_paying") for row in rows)


def stays(life: WorkingLife) -> tuple[Stay, ...]:
    """All stays, those of postings with a first day and both states first, then certificates that none of them has."""
    found = list(_posted(life))
    taken = {one.id for stay in found for one in stay.certificates}
    for one in life.certificates:
        if one.id not in taken:
            found.append(Stay(one.state, one.host, one.starts_on, one.ends_on, None, (one,)))
    return tuple(found)


def _posted(life: WorkingLife) -> Iterator[Stay]:
    for posting in life.postings:
        if posting.home and posting.host and posting.first is not None:
            held = tuple(one for one in life.certificates if belongs(one, posting))
            yield Stay(posting.home, posting.host, posting.first, posting.last, posting, held)


def belongs(certificate: Certificate, posting: Posting) -> bool:
    """Whether the certificate is the posting's: it names it, or names none and covers a day of it in its state."""
    if certificate.case_id is not None:
        return certificate.case_id == posting.case_id
    if certificate.host != posting.host or posting.first is None:
        return False
    return certificate.starts_on <= (posting.last or FOREVER) and posting.first <= certificate.ends_on
