"""One person's facts decided for several host states, side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop.domain.agreement import Law
from desktop.domain.decide import decide
from desktop.domain.determination import Determination, Stage
from desktop.domain.facts import Facts

MOST_HOSTS: Final = 4
"""More columns than this cannot be read side by side."""

OF_ONE_HOST: Final = (
    "to_region", "prior_months", "months_since_prior", "workplace_changed", "work_permit_on", "joint_application",
    "certificate", "certificate_issued_on", "certificate_until", "certificate_handed_in_on",
    "extension", "extension_until", "final_extension", "exception_agreement", "exception_until",
    "enrolled_in_host_medical", "private_medical", "private_medical_from", "private_medical_until",
)  # fmt: skip
"""Facts about papers, earlier postings and places of one host state: unknown where another is asked about."""

_PLACES: Final = ("residence", "flag", "airline_seat", "employed_by_branch_in")
"""Facts that name a state: where they name the host of the case they say nothing about another one."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The answer for one host state, and the facts it was decided on."""

    host: str
    facts: Facts
    answer: Determination

    @property
    def first_limit(self) -> Stage | None:
        """The first stage of the clock; ``None`` where no category holds or no start is known."""
        clock = self.answer.clock
        return clock.stages[0] if clock is not None and clock.stages else None


def facts_for(facts: Facts, host: str) -> Facts:
    """``facts`` as they are for work in ``host``: all of them in the host state of the case itself."""
    before = facts.to_state
    moved = facts.with_("to", host)
    if before in (None, host):
        return moved
    for name in OF_ONE_HOST:
        moved = moved.with_(name, None)
    for name in _PLACES:
        if facts.get(name) == before:
            moved = moved.with_(name, None)
    return moved


def compare(facts: Facts, hosts: Sequence[str], law: Law, day: dt.date) -> tuple[Compared, ...]:
    """The answer for each of ``hosts`` (ISO codes, in this order, each once), decided with ``day`` as today.

    Raises ``ValueError`` for more than ``MOST_HOSTS`` states, and for the home state as a host.
    """
    wanted = tuple(dict.fromkeys(hosts))
    if len(wanted) > MOST_HOSTS:
        raise ValueError(f"at most {MOST_HOSTS} host states can be compared, not {len(wanted)}")
    if facts.from_state in wanted:
        raise ValueError(f"{facts.from_state} is the home state")
    there = [(host, facts_for(facts, host)) for host in wanted]
    return tuple(Compared(host, moved, decide(moved, law, day)) for host, moved in there)
