"""Whether contributions were paid in the host state, or may have been: then the refunds are worth a look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from desktop.domain.facts import Facts
from desktop.domain.record.contribution import COUNTS_AS_PAID, ContributionMonth


def may_have_paid(facts: Facts, months: Iterable[ContributionMonth], day: dt.date) -> bool:
    """``months`` are those of the record. Without any of the host state in it, the start of work decides.

    Who began before ``day`` may have paid, unless the certificate was there by the first day.
    """
    host, start = facts.to_state, facts.start
    if host and any(row.state == host and row.status in COUNTS_AS_PAID for row in months):
        return True
    if host is None or start is None or start >= day:
        return False
    there = facts.certificate_handed_in_on or facts.certificate_issued_on
    return facts.certificate != "held" or (there is not None and there > start)
