"""A plain posting, in the place of what a case does not say yet.

Whoever has not finished the check, or has no case at all, still wants to know what is at stake. The figures then
rest on the facts below, and whoever shows them says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from desktop.domain.agreement import Law
from desktop.domain.decide import decide
from desktop.domain.determination import Determination, Outcome
from desktop.domain.facts import Facts, FactValue

PLAIN_POSTING: Final[Mapping[str, FactValue]] = MappingProxyType(
    {
        "activity": "employee",
        "home_employer": True,
        "host_workplace": "office_or_branch",
        "home_contract": "active",
        "works_for_home_employer": True,
        "host_contract": False,
        "wages_borne_by": "home",
        "limited_in_advance": True,
        "employed_before_months": 12,
        "home_pension": "employees",
        "home_unemployment": True,
        "paying_at_home": True,
    }
)
"""Sent by an employer at home, insured and paying there, with every condition met that the agreements ask for."""


def decided(facts: Facts, law: Law, day: dt.date) -> tuple[Determination, bool]:
    """The determination for the whole posting, and whether it rests on assumptions.

    ``as_of`` is left out, because costs are those of the whole time, and so is the answer that there is no
    certificate: what one would save is the question. Unknown facts are filled in only where the answer is open for
    want of them; everything else the user said stays, a refusal too.
    """
    asked = facts.with_("as_of", None)
    if asked.certificate == "none":
        asked = asked.with_("certificate", None)
    answer = decide(asked, law, day)
    if answer.outcome is not Outcome.CANNOT_TELL or not answer.missing:
        return answer, False
    return decide(filled(asked), law, day), True


def filled(facts: Facts) -> Facts:
    """``facts`` with those of a plain posting where they are unknown, of a national of the home state."""
    if facts.nationality is None and facts.from_state is not None:
        facts = facts.with_("nationality", facts.from_state)
    for name, value in PLAIN_POSTING.items():
        if facts.get(name) is None:
            facts = facts.with_(name, value)
    return facts
