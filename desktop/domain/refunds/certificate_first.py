"""Months without a certificate: whether one can still be asked for, so that what was paid becomes wrongly paid."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from desktop.domain.agreement import Law
from desktop.domain.decide import decide
from desktop.domain.facts import Facts
from desktop.domain.next_steps import next_steps
from desktop.domain.refunds.claimant import Claimant

_SETTLED = ("held", "refused")


def certificate_body(person: Claimant, facts: Facts, law: Law, day: dt.date) -> str | None:
    """The authority that issues the certificate which the months of ``person`` lack, by its id.

    ``None`` where these months do not belong to the posting of ``facts``, where the certificate is there or was
    refused, and where the answer, however the certificate stands, does not call for one: nobody is sent for nothing.
    """
    if facts.certificate in _SETTLED or facts.to_state != person.host or not _within(person, facts):
        return None
    asked = replace(facts, certificate="not_yet")
    steps = next_steps(asked, decide(asked, law, day), law, day)
    return next((step.ask for step in steps if step.key == "file_before_start"), None)


def _within(person: Claimant, facts: Facts) -> bool:
    """Whether all months paid lie in the time of the posting; unknown ones count as such."""
    if person.period is None or facts.start is None:
        return True
    first, last = person.period
    return facts.start.replace(day=1) <= first and (facts.end is None or last <= facts.end)
