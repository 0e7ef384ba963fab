"""Certificates issued or handed in too late: from which day they work, or who must accept them."""

from __future__ import annotations

import datetime as dt

from desktop.domain.agreement import Agreement, LateFiling
from desktop.domain.clock import clock_start, work_start
from desktop.domain.facts import Facts
from desktop.domain.periods import ONE_DAY, add_months, limit_end


def filed_late(
    facts: Facts, agreement: Agreement, rule: LateFiling | None, code: str | None
) -> dt.date | None:
    """The day of filing where it came too late for the category ``code``, else ``None``.

    Only a first certificate is measured so, not one that follows an earlier one. One that was issued too late
    cannot have been handed in in time.
    """
    if rule is None or (rule.categories and code not in rule.categories):
        return None
    if rule.anchor == "work_permit":
        return _late_after_permit(facts, rule)
    filed = facts.certificate_issued_on if rule.issue_only else _handed_in(facts)
    first = agreement.first
    if filed is None or first is None or work_start(facts) is None or _follows_an_earlier_one(facts, first):
        return None
    return filed if filed > _deadline(facts, agreement, rule) else None


def _late_after_permit(facts: Facts, rule: LateFiling) -> dt.date | None:
    """Handed in later than the months after the work permit (人社厅发〔2011〕113号); only stated days count."""
    permit, handed_in = facts.work_permit_on, facts.certificate_handed_in_on
    if permit is None or handed_in is None or (rule.since is not None and permit < rule.since):
        return None
    return handed_in if handed_in > add_months(permit, rule.months) else None


def works_from(day: dt.date, rule: LateFiling) -> dt.date:
    """The first day on which a certificate filed late on ``day`` works."""
    return day.replace(day=1) if rule.effect == "from_month" else day


def _handed_in(facts: Facts) -> dt.date | None:
    return facts.certificate_handed_in_on or facts.certificate_issued_on


def _deadline(facts: Facts, agreement: Agreement, rule: LateFiling) -> dt.date:
    """The last day in time.

    ``exception`` (Netherlands, Arts. 12 and 18): within the months from the start, or from entry into force for
    those already at work; the treaty's own example is 28 February 2018 for six months from 1 September 2017.
    ``from_then`` (release of 2012 on Koreans in China; low confidence): later arrivals have the months from the
    start of work, those at work before entry into force until the day before it.
    """
    start, first = work_start(facts), agreement.first
    assert start is not None
    assert first is not None
    if rule.effect == "exception":
        return limit_end(clock_start(facts, agreement) or start, rule.months, "date_to_date")
    return first - ONE_DAY if start < first else add_months(start, rule.months)


def _follows_an_earlier_one(facts: Facts, first: dt.date) -> bool:
    since, start = facts.working_since, facts.start
    resumed = since is not None and start is not None and first <= since < start
    return resumed or facts.extension is not None or facts.final_extension is not None
