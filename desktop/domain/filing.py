"""Certificates handed in too late: from which day they work."""

from __future__ import annotations

import datetime as dt

from desktop.domain.agreement import Agreement
from desktop.domain.clock import work_start
from desktop.domain.facts import Facts
from desktop.domain.periods import ONE_DAY, add_months


def works_only_from(facts: Facts, agreement: Agreement, months: int) -> dt.date | None:
    """The day of handing in where it came too late, else ``None``.

    Later arrivals have ``months`` months from the start of work, those at work before entry into force until
    the day before it (release of 2012 on Koreans in China; low confidence). Only a first certificate is
    measured so, not one that follows an earlier one. One that was issued too late cannot have been handed in
    in time.
    """
    start, first = work_start(facts), agreement.first
    handed_in = facts.certificate_handed_in_on or facts.certificate_issued_on
    if start is None or first is None or handed_in is None or _follows_an_earlier_one(facts, first):
        return None
    deadline = first - ONE_DAY if start < first else add_months(start, months)
    return handed_in if handed_in > deadline else None


def _follows_an_earlier_one(facts: Facts, first: dt.date) -> bool:
    since, start = facts.working_since, facts.start
    resumed = since is not None and start is not None and first <= since < start
    return resumed or facts.extension is not None or facts.final_extension is not None
